/// A text as a browser lays it out: blanks run together, elements start lines, what nobody sees is
/// not there.
struct HTMLFlow {
    /// The text and the way back.
    private(set) var pieced = PiecedText()
    /// Whether nothing stands in the line yet.
    private(set) var isAtLineStart = true
    /// Whether nothing stands in the cell yet.
    private var isAtCellStart = false
    /// Blanks keep their number, line ends end lines: `pre`.
    var isPreformatted = false
    /// What stands before the first character of the line.
    private var prefix: [UInt8] = []
    /// Whether each line is an item of its own.
    ///
    /// It is for what stands about the page and not in it: a name alone there is no signature.
    private let isList: Bool
    /// Blanks of the source that are one blank if something follows in the line.
    private var blank: Range<Int>?
    private var blankContext = HTMLContext.text
    /// A blank that stands nowhere in the source.
    private var needsBlank = false
    /// What nobody sees, before a character of the same word.
    private var invisible: Range<Int>?

    /// The words of the line, behind the mark of an item, in small letters; empty when they are long.
    var line: String {
        let start = (pieced.text.lastIndex(of: 0x0A) ?? -1) + 1
        let line = pieced.text[start...]
        guard line.count < 40 else { return "" }
        return HTMLBytes.lowered(line.starts(with: [0x2D, 0x20]) ? line.dropFirst(2) : line)
    }

    /// Whether the last character of the line is a colon.
    var endsWithColon: Bool { pieced.text.last == 0x3A }

    /// An empty text.
    ///
    /// - Parameter isList: Whether lines have nothing to do with each other.
    init(isList: Bool = false) {
        self.isList = isList
    }

    // MARK: Layout

    /// Ends the line when something stands in it.
    mutating func endLine() {
        forgetBlank()
        prefix = []
        isAtCellStart = false
        guard !isAtLineStart else { return }
        pieced.appendGlue([0x0A])
        isAtLineStart = true
    }

    /// Ends the line and leaves one empty: what follows has nothing to do with it.
    mutating func endParagraph() {
        endLine()
        let text = pieced.text
        if text.count >= 2, text[text.count - 2] != 0x0A { pieced.appendGlue([0x0A]) }
    }

    /// A blank that the source has not, if the line has something and goes on.
    mutating func separate() { needsBlank = !isAtLineStart && !isAtCellStart }

    /// The next cell of a row.
    mutating func nextCell() {
        forgetBlank()
        pieced.appendGlue([0x09])
        isAtLineStart = false
        isAtCellStart = true
    }

    /// What stands before the first character of the line, when there is one.
    mutating func startLine(with prefix: String) {
        if isAtLineStart { self.prefix = Array(prefix.utf8) }
    }

    /// Words of ours in the line.
    mutating func glue(_ words: String) {
        forgetBlank()
        pieced.appendGlue(words.utf8)
        isAtLineStart = false
    }

    private mutating func forgetBlank() {
        blank = nil
        needsBlank = false
        invisible = nil
    }

    // MARK: Text

    /// Adds text with entities.
    ///
    /// - Complexity: O(*n*).
    mutating func add(_ bytes: [UInt8], _ range: Range<Int>, _ context: HTMLContext) {
        let end = range.upperBound
        var start = range.lowerBound
        var i = start
        while i < end {
            let byte = bytes[i]
            if byte > 0x26 && byte < 0x80 || byte > 0x20 && byte < 0x25 {
                i += 1
                continue
            }
            if byte == 0x20, i > start, i + 1 < end, bytes[i + 1] > 0x26, bytes[i + 1] < 0x80,
                !isPreformatted
            {
                i += 2
                continue
            }
            let (unit, next) = unit(bytes, i, end, context)
            guard let unit else {
                i = next
                continue
            }
            put(bytes[start..<i], at: start..<i, context)
            put(scalar: unit, at: i..<next, context)
            i = next
            start = i
        }
        put(bytes[start..<end], at: start..<end, context)
    }

    /// The character that must be looked at on its own: a blank, an entity, one that nobody sees.
    private func unit(
        _ bytes: [UInt8],
        _ i: Int,
        _ end: Int,
        _ context: HTMLContext
    ) -> (scalar: UInt32?, next: Int) {
        let byte = bytes[i]
        if HTMLBytes.isSpace(byte) { return (UInt32(byte), i + 1) }
        if byte == 0x26, context != .style,
            let (scalar, next) = HTMLEntities.character(bytes, i, end, isValue: context != .text)
        {
            // an entity may itself be the start of `%20`, which nobody writes
            return (scalar, next)
        }
        if byte == 0x25, context.isURL { return Self.percent(bytes, i, end) }
        let length = byte < 0x80 ? 0 : HTMLBytes.invisibleLength(bytes, i, end)
        return length > 0 ? (0xAD, i + length) : (nil, i + 1)
    }

    /// The character that `%C3%A9` stands for.
    private static func percent(
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int
    ) -> (scalar: UInt32?, next: Int) {
        var octets: [UInt8] = []
        var i = start
        while octets.count < 4, i + 2 < end, bytes[i] == 0x25,
            let high = HTMLBytes.digit(bytes[i + 1]), let low = HTMLBytes.digit(bytes[i + 2])
        {
            octets.append(UInt8(high << 4 | low))
            i += 3
            if octets.count == 1, octets[0] < 0x80 { break }
            if let scalar = scalar(octets) { return (scalar, i) }
        }
        guard let first = octets.first else { return (nil, start + 1) }
        // ASCII, or a byte of another charset
        return (first == 0 ? 0xFFFD : UInt32(first), start + 3)
    }

    private static func scalar(_ octets: [UInt8]) -> UInt32? {
        guard octets.count > 1, let string = String(validating: octets, as: UTF8.self),
            let scalar = string.unicodeScalars.first
        else { return nil }
        return scalar.value
    }

    /// Adds a character that is written in its own way in the source.
    mutating func put(scalar: UInt32, at range: Range<Int>, _ context: HTMLContext) {
        if scalar < 0x80, HTMLBytes.isSpace(UInt8(scalar)) {
            space(UInt8(scalar), at: range, context)
        } else if HTMLBytes.isInvisible(scalar) {
            if let before = invisible, before.upperBound == range.lowerBound {
                invisible = before.lowerBound..<range.upperBound
            } else {
                invisible = range
            }
        } else {
            var bytes: [UInt8] = []
            bytes.appendUTF8(scalar == 0 ? 0xFFFD : scalar)
            put(bytes[...], at: range, context)
        }
    }

    private mutating func space(_ byte: UInt8, at range: Range<Int>, _ context: HTMLContext) {
        invisible = nil
        if isPreformatted {
            if byte == 0x0A || byte == 0x0D {
                prefix = []
                pieced.append([byte], of: context.rawValue, at: range)
                isAtLineStart = true
            } else {
                pieced.append([byte], of: context.rawValue, at: range)
            }
        } else if isAtLineStart || isAtCellStart {
            return
        } else if let before = blank {
            if before.upperBound == range.lowerBound {
                blank = before.lowerBound..<range.upperBound
            }
        } else {
            blank = range
            blankContext = context
        }
    }

    /// Adds characters as they are.
    private mutating func put(
        _ bytes: ArraySlice<UInt8>,
        at range: Range<Int>,
        _ context: HTMLContext
    ) {
        guard let first = bytes.first else { return }
        if let blank {
            pieced.append([0x20], of: blankContext.rawValue, at: blank)
        } else if needsBlank {
            pieced.appendGlue([0x20])
        } else if isAtLineStart {
            pieced.appendGlue(isList ? [0x2D, 0x20] : prefix)
        }
        prefix = []
        blank = nil
        needsBlank = false
        isAtLineStart = false
        isAtCellStart = false
        let node = context.rawValue
        guard let hidden = invisible else {
            pieced.append(bytes, of: node, at: range)
            return
        }
        invisible = nil
        // what nobody sees goes with the character behind it
        let isNext = hidden.upperBound == range.lowerBound
        let isWhole = bytes.count != range.count
        let length = isWhole ? bytes.count : Self.length(of: first)
        let split = isWhole ? range.upperBound : range.lowerBound + length
        pieced.append(
            bytes.prefix(length),
            of: node,
            at: (isNext ? hidden.lowerBound : range.lowerBound)..<split
        )
        pieced.append(bytes.dropFirst(length), of: node, at: split..<range.upperBound)
    }

    private static func length(of first: UInt8) -> Int {
        switch first {
        case ..<0x80: 1
        case ..<0xE0: 2
        case ..<0xF0: 3
        default: 4
        }
    }
}
