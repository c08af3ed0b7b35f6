internal import Levels
public import Pipeline

/// What one line of a stream of JSON records becomes: the same whichever program answers.
public struct LineAnswer: Sendable {
    /// What leaves, with its line end.
    public let bytes: [UInt8]
    /// Whether an error object stands in place of a record.
    public let isError: Bool

    /// The answer to a line.
    ///
    /// - Parameters:
    ///   - line: The line without its end.
    ///   - question: What is asked about it.
    ///   - engine: Answers it.
    /// - Complexity: O(*n*).
    public init(_ line: [UInt8], _ question: LineQuestion, engine: inout Engine) {
        let record: JSONLine
        do throws(RecordError) {
            record = try JSONLine(line)
        } catch {
            self.init(failure: error.code.rawValue, at: error.offset, id: JSONLine.id(of: line))
            return
        }
        do throws(FilterError) {
            let answer =
                switch question {
                case .filter(let version):
                    try Self.filtered(record, as: version, engine: &engine)
                case .detect(let form): form.line(try engine.detect(record.text), id: record.id)
                case .classe: Self.level(try engine.detect(record.text), id: record.id)
                }
            self.init(bytes: answer + [0x0A], isError: false)
        } catch {
            self.init(failure: error.reason, at: error.offset, id: record.id)
        }
    }

    /// An error object in the place of a record.
    ///
    /// - Parameters:
    ///   - code: What failed, in one word.
    ///   - offset: The byte that is meant.
    ///   - id: The JSON value of the record's id.
    public init(failure code: String, at offset: Int, id: [UInt8]) {
        let error = Array("{\"code\":\"\(code)\",\"offset\":\(offset)}".utf8)
        let line = Array("{\"id\":".utf8) + id + Array(",\"error\":".utf8) + error
        self.init(bytes: line + [0x7D, 0x0A], isError: true)
    }

    private init(bytes: [UInt8], isError: Bool) {
        self.bytes = bytes
        self.isError = isError
    }

    /// A level as an object, without line end.
    public static func level(_ findings: Findings, id: [UInt8]) -> [UInt8] {
        Array("{\"id\":".utf8) + id + Array(",\"level\":\"\(findings.level.name)\"}".utf8)
    }

    /// The object with its text replaced; a note that is held has the text `null`.
    private static func filtered(
        _ record: JSONLine,
        as version: Version,
        engine: inout Engine
    ) throws(FilterError) -> [UInt8] {
        do throws(FilterError) {
            let outcome = try engine.filter(record.text, as: version)
            let decision = outcome.isChanged ? "transform" : "pass"
            var members = [
                ("text", JSONLine.quoted(outcome.bytes)),
                ("level", JSONLine.quoted(outcome.level.name.utf8)),
                ("level_after", JSONLine.quoted(outcome.levelAfter.name.utf8)),
                ("decision", JSONLine.quoted(decision.utf8)),
            ]
            // the doubt is shown, never hidden (DOMAIN section 6, rule 10)
            if outcome.isDoubtful { members.append(("doubt", Array("true".utf8))) }
            return record.replacing(members)
        } catch {
            guard error.isHold else { throw error }
            return record.replacing([
                ("text", Array("null".utf8)), ("decision", JSONLine.quoted("hold".utf8)),
            ])
        }
    }
}

/// What is asked about each line.
public enum LineQuestion: Sendable {
    /// The version that an audience may read.
    case filter(Version)
    /// What was found.
    case detect(FindingsForm)
    /// The level alone.
    case classe
}

/// How findings are written.
public struct FindingsForm: Sendable {
    private let rules: String
    private let unit: OffsetUnit
    private let withText: Bool

    /// A form.
    ///
    /// - Parameters:
    ///   - rules: Release and digest of the rules.
    ///   - unit: How positions are counted.
    ///   - withText: Whether the words of each mention are printed.
    public init(rules: String, unit: OffsetUnit, withText: Bool) {
        self.rules = rules
        self.unit = unit
        self.withText = withText
    }

    /// The findings of one note on one line, without line end.
    public func line(_ findings: Findings, id: [UInt8]) -> [UInt8] {
        FindingsRecord(findings, id: id, rules: rules, unit: unit, withText: withText).line()
    }
}
