internal import Documents
internal import Tokens

/// The characters of a number as a reader sees them: from one byte on, without invisible signs,
/// with one blank for any blanks and one line end for any line end.
///
/// « 06\u{A0}12  34 », « 06 12 ⏎> 34 » and « 06\u{200B}12 34 » read alike. One value is filled again
/// for each number; it holds at most ``capacity`` characters, so that the whole note costs O(*n*).
struct Glyphs {
    /// The longest identifier, an account number of 34 characters, with its blanks.
    static let capacity = 88
    static let blank: UInt8 = 0x20
    static let lineEnd: UInt8 = 0x0A
    /// Stands for a letter beyond ASCII.
    static let letter: UInt8 = 0xFF
    /// Stands for any other sign beyond ASCII.
    static let sign: UInt8 = 0x01

    private(set) var bytes: [UInt8] = []
    private(set) var starts: [Int] = []
    private(set) var ends: [Int] = []

    var count: Int { bytes.count }

    init() {
        bytes.reserveCapacity(Self.capacity)
        starts.reserveCapacity(Self.capacity)
        ends.reserveCapacity(Self.capacity)
    }

    /// Reads from a token on: to the end of its cell, or over line ends of its paragraph; at most
    /// `maximum` glyphs, which is no more than ``capacity``.
    mutating func read(from index: Int, in reading: Reading, upTo maximum: Int = capacity) {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        let limit = Self.limit(from: index, in: reading)
        let start = Int(reading.tokens[index].start)
        reading.document.text.withUnsafeBufferPointer { text in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: maximum) { glyphs in
                withUnsafeTemporaryAllocation(of: Int.self, capacity: maximum * 2) { places in
                    let starts = UnsafeMutableBufferPointer(rebasing: places[..<maximum])
                    let ends = UnsafeMutableBufferPointer(rebasing: places[maximum...])
                    let count = Self.read(text, start, limit, into: glyphs, starts, ends)
                    self.bytes.append(
                        contentsOf: UnsafeBufferPointer(rebasing: glyphs[..<count])
                    )
                    self.starts.append(
                        contentsOf: UnsafeBufferPointer(rebasing: starts[..<count])
                    )
                    self.ends.append(contentsOf: UnsafeBufferPointer(rebasing: ends[..<count]))
                }
            }
        }
    }

    /// Fills the buffers, which have one length, and tells how many glyphs were read.
    private static func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ limit: Int,
        into glyphs: UnsafeMutableBufferPointer<UInt8>,
        _ starts: UnsafeMutableBufferPointer<Int>,
        _ ends: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        var count = 0
        var i = start
        while i < limit, count < glyphs.count {
            // letters, digits and most signs stand for themselves
            let byte = text[i]
            if byte > 0x20, byte < 0x80, byte != 0x3E {
                glyphs.initializeElement(at: count, to: byte)
                starts.initializeElement(at: count, to: i)
                ends.initializeElement(at: count, to: i + 1)
                count += 1
                i += 1
                continue
            }
            let (glyph, length) = Self.glyph(text, i, limit)
            defer { i += length }
            guard glyph != 0 else { continue }
            let last = count > 0 ? glyphs[count - 1] : 0
            if glyph == blank || glyph == lineEnd {
                if last == lineEnd || last == blank {
                    if glyph == lineEnd { glyphs[count - 1] = glyph }
                    ends[count - 1] = i + length
                    continue
                }
            } else if glyph == 0x3E, last == lineEnd {
                // the quote mark of a mail
                continue
            }
            glyphs.initializeElement(at: count, to: glyph)
            starts.initializeElement(at: count, to: i)
            ends.initializeElement(at: count, to: i + length)
            count += 1
        }
        return count
    }

    /// The end of what may be read: of the cell, or of at most three lines of a paragraph.
    private static func limit(from index: Int, in reading: Reading) -> Int {
        let blocks = reading.document.blocks
        var block = Int(reading.tokens[index].block)
        var lines = 1
        while lines < 3, block + 1 < blocks.count, blocks[block].isFollowed(by: blocks[block + 1]) {
            block += 1
            lines += 1
        }
        return Int(blocks[block].end)
    }

    /// What a character reads as, 0 for an invisible one, and its length.
    private static func glyph(
        _ text: UnsafeBufferPointer<UInt8>,
        _ i: Int,
        _ end: Int
    ) -> (UInt8, Int) {
        let b = text[i]
        if b < 0x80 {
            switch b {
            case 0x0A, 0x0D: return (lineEnd, 1)
            case 0x09, 0x20, 0x0B, 0x0C: return (blank, 1)
            default: return (b, 1)
            }
        }
        let length = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4
        guard i + length <= end else { return (sign, end - i) }
        let scalar =
            length == 2
            ? UInt32(b & 0x1F) << 6 | UInt32(text[i + 1] & 0x3F)
            : UInt32(b & 0x0F) << 12 | UInt32(text[i + 1] & 0x3F) << 6 | UInt32(text[i + 2] & 0x3F)
        if length == 4 { return (sign, length) }
        switch scalar {
        case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: return (0, length)
        case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: return (blank, length)
        case 0x2028, 0x2029, 0x85: return (lineEnd, length)
        case 0xB7, 0x2022, 0x2027: return (0x2E, length)
        case 0x2010...0x2015, 0x2212: return (0x2D, length)
        case 0x2044: return (0x2F, length)
        case 0x2018, 0x2019, 0x2BC: return (0x27, length)
        case 0xAA, 0xB5, 0xBA, 0xC0...0x1FFF: return (letter, length)
        default: return (sign, length)
        }
    }

    // MARK: Asking

    func isDigit(_ i: Int) -> Bool { i >= 0 && i < count && bytes[i] >= 0x30 && bytes[i] <= 0x39 }

    func isLetter(_ i: Int) -> Bool {
        guard i >= 0, i < count else { return false }
        return bytes[i] | 0x20 >= 0x61 && bytes[i] | 0x20 <= 0x7A || bytes[i] == Self.letter
    }

    func isAlphanumeric(_ i: Int) -> Bool { isDigit(i) || isLetter(i) }

    /// Whether a blank, a line end or one of these signs stands at a place.
    func isSeparator(_ i: Int, _ signs: StaticString = ".-/") -> Bool {
        guard i >= 0, i < count else { return false }
        if bytes[i] == Self.blank || bytes[i] == Self.lineEnd { return true }
        for k in 0..<signs.utf8CodeUnitCount where signs.utf8Start[k] == bytes[i] { return true }
        return false
    }

    /// Whether these small letters stand at a place.
    func isSpelt(_ start: Int, _ word: StaticString) -> Bool {
        guard start + word.utf8CodeUnitCount <= count else { return false }
        for k in 0..<word.utf8CodeUnitCount where bytes[start + k] | 0x20 != word.utf8Start[k] {
            return false
        }
        return true
    }

    /// The digit at a place; where a cue says that it is a number, also a letter that a scanner
    /// reads for a digit: O, I, l.
    func digit(_ i: Int, lenient: Bool) -> UInt8? {
        if isDigit(i) { return bytes[i] - 0x30 }
        guard lenient, i < count else { return nil }
        switch bytes[i] {
        case 0x4F, 0x6F: return 0
        case 0x49, 0x6C: return 1
        default: return nil
        }
    }
}

extension Glyphs {
    /// A quick no for most numbers: whether so many digits come before any glyph that stands in no
    /// number, letters that a scanner reads for digits and the letters of Corsica counted.
    func openWithDigits(_ wanted: Int) -> Bool {
        var digits = 0
        for byte in bytes {
            switch byte {
            case 0x30...0x39, 0x41, 0x42, 0x49, 0x4F, 0x61, 0x62, 0x6C, 0x6F:
                digits += 1
                if digits == wanted { return true }
            case Self.blank, Self.lineEnd, 0x2D, 0x2E, 0x2F: break
            default: return false
            }
        }
        return false
    }

    /// What a recogniser found: from the first glyph to another one.
    func find(to last: Int, _ label: Label, rule: String) -> IdentifierFinder.Find {
        IdentifierFinder.Find(start: starts[0], end: ends[last], label: label, rule: rule)
    }
}

extension Block {
    /// Whether the next block is the next line of the same text, wrapped or not: no cell, no item.
    func isFollowed(by next: Block) -> Bool {
        kind != .cell && (next.kind == .line || next.kind == .heading) && next.line == line + 1
            && next.quote == quote && !next.numbered
    }
}

extension Reading {
    /// Whether a token stands in the same text as the one before it: no other cell, no other item,
    /// no empty line between.
    func goesOn(_ index: Int) -> Bool {
        guard index > 0, index < tokens.count else { return false }
        if tokens[index].gap != .block { return true }
        let blocks = document.blocks
        return blocks[Int(tokens[index - 1].block)]
            .isFollowed(by: blocks[Int(tokens[index].block)])
    }
}
