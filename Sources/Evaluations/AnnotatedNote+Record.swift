internal import Levels
internal import Records

extension AnnotatedNote {
    /// Reads a line of gold: `id`, `text`, `spans`, `passages`, `level`.
    ///
    /// Positions count characters (code points), end exclusive. Without `passages` only names and
    /// identifiers can be scored. Labels that the annotation guide does not know are passed over:
    /// corpora of others have more of them.
    ///
    /// - Parameters:
    ///   - record: The line without its line end.
    ///   - file: What faults call the file.
    ///   - line: The number of the line, from 1.
    /// - Throws: `AnnotationError` with the first fault.
    /// - Complexity: O(*n*).
    public init(record: [UInt8], file: String, line: Int) throws(AnnotationError) {
        func fault(_ code: AnnotationFault.Code) -> AnnotationError {
            AnnotationError(faults: [AnnotationFault(code, file: file, line: line)])
        }
        let object: JSONLine
        do throws(RecordError) {
            object = try JSONLine(record)
        } catch {
            throw fault(error.code == .badText ? .badText : .badRecord)
        }
        let positions = Positions(object.text)
        func range(_ value: JSONValue) throws(AnnotationError) -> Range<Int> {
            guard let start = value["start"]?.integer, let end = value["end"]?.integer,
                let range = positions.bytes(start, end)
            else { throw fault(.badPosition) }
            return range
        }
        guard let list = object["spans"]?.elements else { throw fault(.badPosition) }
        var spans: [Span] = []
        for value in list {
            guard let label = value["label"]?.string else { throw fault(.badPosition) }
            let range = try range(value)
            guard let tag = Tag(name: label) else { continue }
            spans.append(Span(start: range.lowerBound, end: range.upperBound, tag: tag))
        }
        var passages: [Passage]?
        if let value = object["passages"] {
            guard let list = value.elements else { throw fault(.badPosition) }
            passages = []
            for value in list {
                guard let level = Self.level(value["level"]) else { throw fault(.badPosition) }
                let range = try range(value)
                passages?.append(
                    Passage(start: range.lowerBound, end: range.upperBound, level: level)
                )
            }
        }
        var level: Level?
        if let value = object["level"] {
            level = Self.level(value)
            guard level != nil else { throw fault(.badPosition) }
        }
        let id = object["id"]?.string.map { String(decoding: $0, as: UTF8.self) }
        self.init(
            name: id ?? String(decoding: object.id, as: UTF8.self),
            text: object.text,
            spans: spans,
            passages: passages,
            level: level
        )
    }

    private static func level(_ value: JSONValue?) -> Level? {
        value?.string.flatMap { Level(name: String(decoding: $0, as: UTF8.self)) }
    }
}

/// Where each character of a text starts.
private struct Positions {
    private var starts: [Int] = []

    init(_ text: [UInt8]) {
        for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 { starts.append(index) }
        starts.append(text.count)
    }

    /// The bytes of some characters; nil when there is none or they are not in the text.
    func bytes(_ start: Int, _ end: Int) -> Range<Int>? {
        guard start >= 0, start < end, end < starts.count else { return nil }
        return starts[start]..<starts[end]
    }
}
