internal import Levels

extension AnnotatedNote {
    /// Reads a note with inline tags.
    ///
    /// `<PERSON>`, `<HEALTH>` … cover words, `<c>` and `<s>` cover passages; words may stand inside
    /// a passage, nothing else overlaps. A line that starts with `##` is dropped, a CR before a
    /// line end and a byte-order mark too.
    ///
    /// - Parameters:
    ///   - source: The bytes of the file.
    ///   - name: What faults and misses call the note.
    /// - Throws: `AnnotationError` with every fault of the file.
    /// - Complexity: O(*n*).
    public init(source: [UInt8], name: String) throws(AnnotationError) {
        if String(validating: source, as: UTF8.self) == nil {
            let lines = source.split(separator: 0x0A, omittingEmptySubsequences: false)
            let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            let fault = AnnotationFault(.badText, file: name, line: bad + 1)
            throw AnnotationError(faults: [fault])
        }
        var reader = TagReader(name: name)
        reader.read(source)
        guard reader.faults.isEmpty else { throw AnnotationError(faults: reader.faults) }
        self.init(
            name: name,
            text: reader.text,
            spans: reader.spans,
            passages: reader.passages
        )
    }
}

/// Takes the tags out of a note, line by line.
private struct TagReader {
    /// A tag that may stand in a note.
    private enum Kind: Hashable {
        case span(Tag)
        case passage(Level)

        init?(_ name: ArraySlice<UInt8>) {
            if name.elementsEqual("c".utf8) {
                self = .passage(.confidentiel)
            } else if name.elementsEqual("s".utf8) {
                self = .passage(.secret)
            } else if let tag = Tag(name: name) {
                self = .span(tag)
            } else {
                return nil
            }
        }

        var isPassage: Bool { if case .passage = self { true } else { false } }

        var name: String {
            switch self {
            case .span(let tag): tag.name
            case .passage(let level): level == .secret ? "s" : "c"
            }
        }
    }

    private let name: String
    private(set) var text: [UInt8] = []
    private(set) var spans: [AnnotatedNote.Span] = []
    private(set) var passages: [AnnotatedNote.Passage] = []
    private(set) var faults: [AnnotationFault] = []
    private var open: [(kind: Kind, start: Int, line: Int)] = []
    private var line = 0

    init(name: String) { self.name = name }

    mutating func read(_ source: [UInt8]) {
        let source = source.starts(with: [0xEF, 0xBB, 0xBF]) ? source.dropFirst(3) : source[...]
        text.reserveCapacity(source.count)
        var isFirst = true
        var start = source.startIndex
        while start <= source.endIndex {
            let lineEnd = source[start...].firstIndex(of: 0x0A)
            var end = lineEnd ?? source.endIndex
            if lineEnd != nil, end > start, source[end - 1] == 0x0D { end -= 1 }
            line += 1
            if !source[start..<end].starts(with: [0x23, 0x23]) {
                if !isFirst { text.append(0x0A) }
                isFirst = false
                readLine(source[start..<end])
            }
            start = (lineEnd ?? source.endIndex) + 1
        }
        for tag in open { fault(.neverClosed, tag.kind.name, line: tag.line) }
        markBlankSpans()
        faults.sort { $0.line < $1.line }
    }

    private mutating func readLine(_ source: ArraySlice<UInt8>) {
        var index = source.startIndex
        while index < source.endIndex {
            guard source[index] == 0x3C, let tag = Self.tag(source[index...]) else {
                text.append(source[index])
                index += 1
                continue
            }
            index = tag.end
            guard let kind = Kind(tag.name) else {
                fault(.unknownTag, "")
                continue
            }
            if tag.isClosing { close(kind) } else { open(kind) }
        }
    }

    /// The tag that starts with the first byte: « < », perhaps « / », ASCII letters, « > ».
    private static func tag(
        _ source: ArraySlice<UInt8>
    ) -> (isClosing: Bool, name: ArraySlice<UInt8>, end: Int)? {
        let rest = source.dropFirst()
        let isClosing = rest.first == 0x2F
        let name = (isClosing ? rest.dropFirst() : rest).prefix { $0 | 0x20 &- 0x61 < 26 }
        guard !name.isEmpty, name.endIndex < source.endIndex, source[name.endIndex] == 0x3E else {
            return nil
        }
        return (isClosing, name, name.endIndex + 1)
    }

    private mutating func open(_ kind: Kind) {
        if open.contains(where: { $0.kind.isPassage == kind.isPassage }) {
            fault(kind.isPassage ? .passageInPassage : .spanInSpan, kind.name)
        }
        open.append((kind, text.count, line))
    }

    private mutating func close(_ kind: Kind) {
        guard let last = open.last, last.kind == kind else {
            return fault(.closesNothing, kind.name)
        }
        open.removeLast()
        switch kind {
        case .span(let tag):
            spans.append(.init(start: last.start, end: text.count, tag: tag))
            spanLines.append(last.line)
        case .passage(let level):
            passages.append(.init(start: last.start, end: text.count, level: level))
        }
    }

    /// The line on which each span opens.
    private var spanLines: [Int] = []

    private mutating func markBlankSpans() {
        let letters = Letters(text)
        for (span, line) in zip(spans, spanLines)
        where span.start == span.end || letters.isBlank(span.start)
            || letters.isBlank(letters.before(span.end))
        {
            fault(.blankSpan, span.tag.name, line: line)
        }
    }

    private mutating func fault(_ code: AnnotationFault.Code, _ tag: String, line: Int? = nil) {
        faults.append(.init(code, file: name, line: line ?? self.line, tag: tag))
    }
}
