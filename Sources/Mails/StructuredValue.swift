internal import CMIME
internal import Formats

/// One parameter of a field, or one section of it (RFC 2231).
struct Parameter: Sendable {
    /// The name in small letters, without what RFC 2231 puts behind it.
    let base: String
    /// Whether it is a section or percent-encoded: `name*`, `name*0`, `name*0*`.
    let isSection: Bool
    /// From the semicolon before it to the end of its value.
    let range: Range<Int>
    /// From its name to the end of its value.
    let written: Range<Int>
    /// The value, without quotation marks.
    let value: [UInt8]
}

/// The value of Content-Type or Content-Disposition, with the places of its parameters.
struct StructuredValue: Sendable {
    /// Which field it is the value of.
    let field: Int
    /// What stands before the first parameter, in small letters: `text/plain`, `attachment`.
    let main: String
    /// Its bytes.
    let mainRange: Range<Int>
    /// In their order.
    let parameters: [Parameter]
    /// What people read in parameters: names of files.
    let groups: [Group]

    /// The sections of one parameter, read as one text.
    struct Group: Sendable {
        /// The name of the parameter.
        let base: String
        /// Which parameters it is written in.
        let members: [Int]
        /// UTF-8.
        let text: [UInt8]
    }

    /// Parameters that programs write for programs.
    static let machine: Set<String> = [
        "boundary", "charset", "component", "creation-date", "delsp", "differences", "format",
        "micalg", "method", "modification-date", "number", "protocol", "read-date", "reply-type",
        "report-type", "size", "smime-type", "start", "start-info", "total", "type", "id",
    ]

    /// Signs that cannot stand in a type.
    private static let signs = Set("()<>@,;:\\\"[]?=".utf8)

    /// Reads the value of a field.
    ///
    /// - Throws: `FormatError` `damaged` for quotes or comments without end, and for sections that
    ///   cannot be read.
    init(_ bytes: [UInt8], _ header: HeaderBlock, _ index: Int, part: String) throws(FormatError) {
        let range = header.fields[index].value
        var cursor = Cursor(bytes, range)
        field = index
        let start = cursor.skipped()
        cursor.run { $0 != 0x3B && $0 != 0x28 && !Lines.isSpace($0) }
        mainRange = start..<cursor.position
        main = [UInt8].lowered(bytes[mainRange])
        // not even a comment: some readers take it for a part of the type
        cursor.run(while: Lines.isSpace)
        let next = cursor.position
        guard next == range.upperBound || bytes[next] == 0x3B,
            bytes[mainRange].allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.signs.contains($0) })
        else { throw FormatError(.damaged, at: next, in: part) }
        var parameters: [Parameter] = []
        while cursor.skipped() < range.upperBound {
            let semicolon = cursor.position
            guard bytes[semicolon] == 0x3B else {
                throw FormatError(.damaged, at: semicolon, in: part)
            }
            cursor.position += 1
            let name = cursor.skipped()
            cursor.run { $0 != 0x3D && $0 != 0x3B && $0 != 0x28 && !Lines.isSpace($0) }
            let written = bytes[name..<cursor.position]
            var value: [UInt8] = []
            let end = cursor.position
            if cursor.skipped() < range.upperBound, bytes[cursor.position] == 0x3D {
                cursor.position += 1
                value = cursor.value()
            } else {
                cursor.position = max(end, semicolon + 1)
                // « text/plain; utf-8 »: a name without value may be read too
                value = Array(written)
            }
            if written.isEmpty, value.isEmpty { continue }
            let star = written.firstIndex(of: 0x2A)
            parameters.append(
                Parameter(
                    base: [UInt8].lowered(written[..<(star ?? written.endIndex)]),
                    isSection: star != nil,
                    range: semicolon..<cursor.position,
                    written: name..<cursor.position,
                    value: value
                )
            )
        }
        guard !cursor.isBroken, parameters.count <= 1_000 else {
            throw FormatError(.damaged, at: range.lowerBound, in: part)
        }
        self.parameters = parameters
        groups = try Self.groups(parameters, bytes, part: part)
    }

    /// The value of a parameter that programs read.
    ///
    /// - Throws: `FormatError` `damaged` when it stands there twice or in sections.
    func only(_ base: String, part: String) throws(FormatError) -> (index: Int, value: [UInt8])? {
        var found: (Int, [UInt8])?
        for (index, parameter) in parameters.enumerated() where parameter.base == base {
            guard found == nil, !parameter.isSection else {
                throw FormatError(.damaged, at: parameter.range.lowerBound, in: part)
            }
            found = (index, parameter.value)
        }
        return found
    }

    /// What people read, each name once unless it is written in sections.
    private static func groups(
        _ parameters: [Parameter],
        _ bytes: [UInt8],
        part: String
    ) throws(FormatError) -> [Group] {
        var groups: [Group] = []
        var sections: [String: [Int]] = [:]
        for (index, parameter) in parameters.enumerated() {
            if parameter.isSection {
                sections[parameter.base, default: []].append(index)
            } else if !machine.contains(parameter.base) {
                groups.append(
                    Group(
                        base: parameter.base,
                        members: [index],
                        text: try EncodedWords.decode(parameter.value, part: part)
                    )
                )
            }
        }
        for (base, members) in sections.sorted(by: { $0.value[0] < $1.value[0] }) {
            guard areWhole(members.map { parameters[$0] }, bytes) else {
                throw FormatError(.damaged, at: parameters[members[0]].range.lowerBound, in: part)
            }
            var written: [UInt8] = []
            for member in members {
                if !written.isEmpty { written += [0x3B, 0x20] }
                written += bytes[parameters[member].written].filter { $0 != 0x0D && $0 != 0x0A }
            }
            guard written.firstPlace(of: Array("%00".utf8)) == nil else {
                throw FormatError(.damaged, in: part)
            }
            var count = 0
            guard let buffer = cmime_parameter_decode(written, written.count, &count) else {
                throw FormatError(.damaged, in: part)
            }
            let text = Array(UnsafeBufferPointer(start: buffer, count: count))
            cmime_free(buffer)
            groups.append(
                Group(
                    base: base,
                    members: members,
                    text: try EncodedWords.decode(text, part: part)
                )
            )
        }
        return groups
    }

    /// Whether sections are one behind the other from the first one, which names a charset when it
    /// is percent-encoded: else readers make different texts of them.
    private static func areWhole(_ sections: [Parameter], _ bytes: [UInt8]) -> Bool {
        for (index, section) in sections.enumerated() {
            var mark = bytes[section.written].drop { $0 != 0x2A }.prefix { $0 != 0x3D }
            while let last = mark.last, Lines.isSpace(last) { mark.removeLast() }
            let isEncoded = mark.count > 1 ? mark.last == 0x2A : mark.count == 1
            let number = mark.dropFirst().prefix { $0 != 0x2A }
            if number.isEmpty {
                guard sections.count == 1, mark.count == 1 else { return false }
            } else {
                guard number.elementsEqual("\(index)".utf8) else { return false }
            }
            if isEncoded, index == 0, section.value.count(where: { $0 == 0x27 }) < 2 {
                return false
            }
        }
        return true
    }

    /// A parameter with its semicolon.
    ///
    /// - Throws: `FormatError` `unwritable` without memory.
    static func written(
        _ base: String,
        _ text: [UInt8],
        ending: [UInt8]
    ) throws(FormatError) -> [UInt8] {
        let text = EncodedWords.withoutControls(text)
        var count = 0
        guard let buffer = cmime_parameter_encode(base, text, text.count, &count) else {
            throw FormatError(.unwritable)
        }
        defer { cmime_free(buffer) }
        return Lines.with(
            ending,
            Lines.trimmed(UnsafeBufferPointer(start: buffer, count: count))
        )
    }
}
