public import Pipeline
internal import Levels
internal import Mentions

/// How positions are counted.
public enum OffsetUnit: String, Sendable, CaseIterable {
    /// Bytes of the decoded text in UTF-8.
    case byte
    /// Code units of UTF-16.
    case utf16
    /// Unicode code points.
    case codepoint
}

/// The JSON line of what was found in a note, without its text unless that is asked for.
public struct FindingsRecord {
    private let findings: Findings
    private let id: [UInt8]
    private let rules: String
    private let unit: OffsetUnit
    private let withText: Bool

    /// The record of a note.
    ///
    /// - Parameters:
    ///   - findings: What was found.
    ///   - id: The JSON value of the note's id.
    ///   - rules: Release and digest of the rules.
    ///   - unit: How positions are counted.
    ///   - withText: Whether the words of each mention are printed.
    public init(
        _ findings: Findings,
        id: [UInt8],
        rules: String,
        unit: OffsetUnit,
        withText: Bool
    ) {
        self.findings = findings
        self.id = id
        self.rules = rules
        self.unit = unit
        self.withText = withText
    }

    /// The object on one line, without line end.
    ///
    /// - Complexity: O(*n*).
    public func line() -> [UInt8] {
        var counter = OffsetCounter(text: findings.text, unit: unit)
        var finder = WhereaboutsFinder(findings)
        var output = Array("{\"id\":".utf8) + id
        output += Array(",\"level\":\"\(findings.level.name)\",\"rules\":\"\(rules)\"".utf8)
        output += Array(",\"unit\":\"\(unit.rawValue)\",\"mentions\":[".utf8)
        var isFirst = true
        for mention in findings.mentions {
            if !isFirst { output.append(0x2C) }
            isFirst = false
            let start = counter.offset(mention.start)
            let end = counter.offset(mention.end)
            output += Array("{\"start\":\(start),\"end\":\(end)".utf8)
            output += Array(",\"label\":\"\(mention.label.rawValue)\"".utf8)
            output += Array(",\"rule\":\"\(mention.rule)\"".utf8)
            if mention.entity >= 0 { output += Array(",\"entity\":\(mention.entity + 1)".utf8) }
            if mention.isDoubtful { output += Array(",\"doubt\":true".utf8) }
            output += Self.whereabouts(finder.find(mention.start))
            if withText {
                output += Array(",\"text\":".utf8)
                output += JSONLine.quoted(findings.text[mention.start..<mention.end])
            }
            output.append(0x7D)
        }
        output += Array("],\"passages\":[".utf8)
        counter = OffsetCounter(text: findings.text, unit: unit)
        finder = WhereaboutsFinder(findings)
        isFirst = true
        for passage in findings.passages where passage.level > .public {
            if !isFirst { output.append(0x2C) }
            isFirst = false
            let start = counter.offset(passage.start)
            // reasons stand inside, so they are counted from a copy
            var inner = counter
            let end = counter.offset(passage.end)
            output += Array("{\"start\":\(start),\"end\":\(end)".utf8)
            output += Array(",\"level\":\"\(passage.level.name)\"".utf8)
            if passage.isDoubtful { output += Array(",\"doubt\":true".utf8) }
            output += Self.whereabouts(finder.find(passage.start))
            output += Array(",\"reasons\":[".utf8)
            for (number, reason) in passage.reasons.sorted(by: { $0.start < $1.start }).enumerated()
            {
                if number > 0 { output.append(0x2C) }
                output += Array("{\"rule\":\"\(reason.rule)\"".utf8)
                if !reason.category.isEmpty {
                    output += Array(",\"category\":\"\(reason.category)\"".utf8)
                }
                let start = inner.offset(reason.start)
                var tail = inner
                output += Array(",\"start\":\(start),\"end\":\(tail.offset(reason.end))".utf8)
                output += Array(",\"law\":".utf8) + JSONLine.quoted(reason.law.utf8)
                output.append(0x7D)
            }
            output += Array("]}".utf8)
        }
        output += Array("]}".utf8)
        return output
    }
}

extension FindingsRecord {
    /// Where something stands in a document; nothing for plain text.
    private static func whereabouts(_ place: Whereabouts?) -> [UInt8] {
        guard let place else { return [] }
        let cell = place.cell.map { ",\"cell\":\($0)" } ?? ""
        return Array(",\"where\":{\"part\":".utf8) + JSONLine.quoted(place.part.utf8)
            + Array(",\"line\":\(place.line)\(cell)}".utf8)
    }
}

/// Turns byte positions, asked for in rising order, into another unit in one pass.
struct OffsetCounter {
    private let text: [UInt8]
    private let unit: OffsetUnit
    private var byte = 0
    private var count = 0

    init(text: [UInt8], unit: OffsetUnit) {
        self.text = text
        self.unit = unit
    }

    /// The position of a byte; positions must not fall.
    mutating func offset(_ position: Int) -> Int {
        guard unit != .byte else { return position }
        while byte < position {
            let b = text[byte]
            if b & 0xC0 != 0x80 { count += unit == .utf16 && b >= 0xF0 ? 2 : 1 }
            byte += 1
        }
        return count
    }
}
