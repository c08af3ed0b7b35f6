internal import Formats

/// The value of an address field as the pieces that people read and the signs between them.
///
/// Nothing is rebuilt: a piece that is edited is written anew, all else stays as it was.
struct Addresses: Sendable {
    /// What a piece is.
    enum Kind: Sendable {
        /// A display name, or words of one.
        case name
        /// An address.
        case address
        /// A comment, without its parentheses.
        case comment
    }

    /// What people read in one place.
    struct Piece: Sendable {
        let kind: Kind
        /// The bytes that it was read from, with quotation marks and parentheses.
        let range: Range<Int>
        /// UTF-8.
        let text: [UInt8]
    }

    /// In their order.
    private(set) var pieces: [Piece] = []
    private let bytes: [UInt8]
    private let range: Range<Int>
    private let part: String

    /// The address that stands for one that was removed, and what people read of it.
    static let removed = Array("\"[courriel]\"@invalid".utf8)
    static let shown = Array("[courriel]".utf8)
    /// What is read in place of an address of somebody in function: that of a town hall.
    static let shownInFunction = Array("membre@mairie.fr".utf8)

    /// Reads a field value.
    ///
    /// - Throws: `FormatError` `damaged` for quotes, comments and angles without end.
    /// - Complexity: O(*n*).
    init(_ bytes: [UInt8], _ range: Range<Int>, part: String) throws(FormatError) {
        self.bytes = bytes
        self.range = range
        self.part = part
        var i = range.lowerBound
        let end = range.upperBound
        while i < end {
            switch bytes[i] {
            case 0x22:
                let stop = try close(i, end, 0x22)
                if stop < end, bytes[stop] == 0x40 {
                    // a local part in quotation marks
                    let last = self.end(ofRun: stop, end)
                    add(.address, i..<last, Array(bytes[i..<last]))
                    i = last
                } else {
                    let inner = Self.unescaped(bytes[i + 1..<stop - 1])
                    add(.name, i..<stop, try EncodedWords.decode(inner, part: part))
                    i = stop
                }
            case 0x28:
                let stop = try closeComment(i, end)
                let inner = Self.unescaped(bytes[i + 1..<stop - 1])
                add(.comment, i..<stop, try EncodedWords.decode(inner, part: part))
                i = stop
            case 0x3C:
                let stop = try close(i, end, 0x3E)
                let inner = i + 1..<stop - 1
                add(.address, inner, try EncodedWords.decode(unfolded(bytes, inner), part: part))
                i = stop
            case 0x2C, 0x3B, 0x3A, 0x3E, 0x29: i += 1
            case let byte where Lines.isSpace(byte): i += 1
            default:
                var stop = self.end(ofRun: i, end)
                while Lines.isSpace(bytes[stop - 1]) { stop -= 1 }
                let text = try EncodedWords.decode(unfolded(bytes, i..<stop), part: part)
                add(bytes[i..<stop].contains(0x40) ? .address : .name, i..<stop, text)
                i = stop
            }
        }
    }

    private mutating func add(_ kind: Kind, _ range: Range<Int>, _ text: [UInt8]) {
        guard !text.isEmpty else { return }
        pieces.append(Piece(kind: kind, range: range, text: text))
    }

    /// What people read before a piece.
    func sign(before index: Int) -> [UInt8] {
        let start = index > 0 ? pieces[index - 1].range.upperBound : range.lowerBound
        var sign: [UInt8] = []
        if index > 0, pieces[index - 1].kind == .comment { sign.append(0x29) }
        for byte in bytes[start..<pieces[index].range.lowerBound] {
            if byte == 0x3C, index > 0 { sign.append(0x20) }
            if [0x2C, 0x3B, 0x3A, 0x3C, 0x3E].contains(byte) { sign.append(byte) }
        }
        if sign.last != 0x3C, index > 0 { sign.append(0x20) }
        if pieces[index].kind == .comment { sign.append(0x28) }
        return sign
    }

    /// What people read behind the last piece.
    var lastSign: [UInt8] {
        guard let last = pieces.last else { return [] }
        if last.kind == .comment { return [0x29] }
        let end = last.range.upperBound
        return end < range.upperBound && bytes[end] == 0x3E ? [0x3E] : []
    }

    /// The bytes of a piece with a new text.
    ///
    /// - Throws: `FormatError` `unwritable` without memory.
    static func written(_ piece: Piece, _ text: [UInt8]) throws(FormatError) -> [UInt8] {
        switch piece.kind {
        case .address: return removed
        case .name:
            let text = Lines.trimmed(text)
            return try EncodedWords.encode(text, isPhrase: true)
        case .comment:
            let encoded = try EncodedWords.encode(Lines.trimmed(text), isPhrase: false)
            var output: [UInt8] = [0x28]
            for byte in encoded {
                if byte == 0x28 || byte == 0x29 || byte == 0x5C { output.append(0x5C) }
                output.append(byte)
            }
            return output + [0x29]
        }
    }

    // MARK: Signs

    /// The byte behind the closing sign of what starts at a byte.
    private func close(_ start: Int, _ end: Int, _ sign: UInt8) throws(FormatError) -> Int {
        var i = start + 1
        var isQuoted = false
        while i < end {
            if bytes[i] == 0x5C {
                i += 2
                continue
            }
            if bytes[i] == sign, !isQuoted { return i + 1 }
            if sign == 0x3E, bytes[i] == 0x22 { isQuoted.toggle() }
            i += 1
        }
        throw FormatError(.damaged, at: start, in: part)
    }

    private func closeComment(_ start: Int, _ end: Int) throws(FormatError) -> Int {
        var depth = 0
        var i = start
        while i < end {
            switch bytes[i] {
            case 0x28: depth += 1
            case 0x29: depth -= 1
            case 0x5C: i += 1
            default: break
            }
            i += 1
            if depth == 0 { return i }
        }
        throw FormatError(.damaged, at: start, in: part)
    }

    /// The byte behind words without signs; an encoded word may hold some.
    private func end(ofRun start: Int, _ end: Int) -> Int {
        var i = start
        while i < end {
            if let stop = EncodedWords.end(ofWordAt: i, bytes), stop <= end {
                i = stop
                continue
            }
            switch bytes[i] {
            case 0x22, 0x28, 0x3C, 0x2C, 0x3B, 0x3A, 0x3E, 0x29: return i
            default: i += 1
            }
        }
        return i
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var isEscaped = false
        for byte in text where byte != 0x0D && byte != 0x0A {
            if byte == 0x5C, !isEscaped {
                isEscaped = true
            } else {
                isEscaped = false
                output.append(byte)
            }
        }
        return output
    }
}
