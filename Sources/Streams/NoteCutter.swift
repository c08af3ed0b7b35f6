/// Where a note of a stream of text starts.
public enum Separator: Sendable {
    /// At a form feed, which belongs to no note.
    case page
    /// At a line that matches, which is the first line of the note.
    case line(LinePattern)

    /// What users type.
    ///
    /// - Parameter text: `page`, the form feed itself, `\f`, or a regular expression.
    /// - Throws: `PatternError` saying what is wrong with the expression.
    public init(_ text: String) throws(PatternError) {
        switch text {
        case "page", "\u{0C}", "\\f": self = .page
        default: self = .line(try LinePattern(text))
        }
    }
}

/// Cuts a stream of text to notes at its separators.
///
/// All bytes of the stream stand in its pieces, but those of notes at fault. A separator starts a
/// note, so a note is known to be whole when the next separator has come.
public struct NoteCutter: Cutter {
    private var uncut = Uncut()
    private let separator: Separator
    private let maximumSize: Int
    /// The length of the separator that the note at the start of what is uncut begins with.
    private var separatorSize = 0
    private var number = 0
    private var isAtStart = true
    /// The byte order mark of UTF-8 that the stream starts with, until a piece has taken it.
    private var mark: [UInt8] = []
    /// Whether what comes belongs to a note that is too long.
    private var isSkipping = false
    /// The start of the line that was not yet judged.
    private var line = 0
    /// Whether a part of that line is gone: then it is too long to be a separator.
    private var isLineCut = false

    /// A cutter.
    ///
    /// - Parameters:
    ///   - separator: Where notes start.
    ///   - maximumSize: The longest note that is kept, in bytes.
    public init(at separator: Separator, maximumSize: Int) {
        self.separator = separator
        self.maximumSize = maximumSize
    }

    /// Whether the stream has ended.
    public var hasEnded: Bool { uncut.hasEnded }

    /// Lets somebody append bytes to what is not yet cut.
    public mutating func fill(_ append: (inout [UInt8]) throws -> Int) rethrows {
        let start = uncut.start
        try uncut.fill(append)
        line -= start
    }

    /// The next note with the separator that it starts with.
    public mutating func next() throws(CutError) -> Piece? {
        if isAtStart {
            guard uncut.bytes.count >= 3 || hasEnded else { return nil }
            let start = uncut.bytes.prefix(2)
            if start == [0xFF, 0xFE] || start == [0xFE, 0xFF] { throw .utf16 }
            isAtStart = false
            if uncut.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                // the first line is a separator all the same
                mark = Array(uncut.bytes.prefix(3))
                uncut.start = 3
                line = 3
            }
        }
        while true {
            let next = nextSeparator()
            if next == nil, !hasEnded {
                if isSkipping { drop() }
                guard !isSkipping, isTooLarge(uncut.count) else { return nil }
                isSkipping = true
                let piece = piece(to: uncut.bytes.count, isLast: false)
                drop()
                return piece
            }
            let end = next?.lowerBound ?? uncut.bytes.count
            let isDone = isSkipping || end == uncut.start && (next != nil || mark.isEmpty)
            let piece = isDone ? nil : piece(to: end, isLast: next == nil)
            isSkipping = false
            uncut.start = end
            separatorSize = next?.count ?? 0
            if let piece { return piece }
            if next == nil { return nil }
        }
    }

    /// How many bytes at the start are a form feed, which is no part of the note.
    private var leadSize: Int {
        if case .page = separator { separatorSize } else { 0 }
    }

    private func isTooLarge(_ count: Int) -> Bool { count - leadSize > maximumSize }

    /// What stands before `end`, as a piece.
    private mutating func piece(to end: Int, isLast: Bool) -> Piece {
        let range = uncut.start..<end
        let lead = mark + uncut.bytes[range].prefix(leadSize)
        mark = []
        let isNote = range.count > separatorSize || separatorSize > 0 && !isLast
        if isNote { number += 1 }
        let note = uncut.bytes[range].dropFirst(leadSize)
        let lineSize = separatorSize - leadSize
        let fault: Piece.Fault? =
            isTooLarge(range.count) ? .tooLarge : note.contains(0) ? .binary : nil
        // no further than any note at fault was read, however the stream was cut
        let newline = note.prefix(maximumSize).firstIndex(of: 0x0A) ?? note.startIndex
        return Piece(
            lead: lead,
            bytes: Array(fault == nil ? note : note.prefix(lineSize)),
            separatorSize: lineSize,
            number: isNote ? number : 0,
            fault: fault,
            usesCRLF: newline > note.startIndex && note[newline - 1] == 0x0D
        )
    }

    /// Lets go of what is skipped, but for a line that may yet be a separator.
    private mutating func drop() {
        if case .page = separator {
            uncut.start = uncut.bytes.count
            return
        }
        if uncut.bytes.count - line > LinePattern.maximumLength + 2 {
            isLineCut = true
            line = uncut.bytes.count
        }
        uncut.start = line
    }

    /// The next separator in what was not looked at.
    private mutating func nextSeparator() -> Range<Int>? {
        guard case .line(let pattern) = separator else {
            return uncut.find(0x0C).map { $0..<($0 + 1) }
        }
        while true {
            let newline = uncut.find(0x0A)
            guard newline != nil || hasEnded && line < uncut.bytes.count else { return nil }
            let range = line..<(newline.map { $0 + 1 } ?? uncut.bytes.count)
            line = range.upperBound
            let isWhole = !isLineCut
            isLineCut = false
            let content = uncut.withoutLineEnd(range)
            let isSeparator =
                isWhole
                && uncut.bytes.withUnsafeBufferPointer {
                    pattern.matches(UnsafeBufferPointer(rebasing: $0[content]))
                }
            if isSeparator { return range }
        }
    }
}
