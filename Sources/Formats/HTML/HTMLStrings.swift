/// The strings and comments of scripts and style sheets that hold words.
///
/// No grammar: a quote opens a string, the same one or a line end closes it. What is taken for a
/// string and is none is judged all the same.
struct HTMLStrings {
    private let bytes: [UInt8]
    private let end: Int
    private let isScript: Bool
    private var position: Int

    /// The strings of a body.
    init(_ bytes: [UInt8], _ range: Range<Int>, isScript: Bool) {
        self.bytes = bytes
        self.isScript = isScript
        position = range.lowerBound
        end = range.upperBound
    }

    /// The bytes of the next string or comment, without its quotes.
    ///
    /// - Complexity: O(bytes up to its end).
    mutating func next() -> Range<Int>? {
        while position < end {
            let byte = bytes[position]
            let following = position + 1 < end ? bytes[position + 1] : 0
            if byte == 0x22 || byte == 0x27 || byte == 0x60 {
                return string(byte)
            } else if byte == 0x2F, following == 0x2A {
                return comment(position + 2) { bytes, i in bytes[i] == 0x2A && bytes[i + 1] == 0x2F
                }
            } else if byte == 0x2F, following == 0x2F, isScript {
                return comment(position + 2) { bytes, i in bytes[i] == 0x0A || bytes[i] == 0x0D }
            } else if byte == 0x3C, HTMLBytes.starts(bytes, position, end, with: "<!--") {
                position += 4
            } else {
                position += 1
            }
        }
        return nil
    }

    private mutating func string(_ quote: UInt8) -> Range<Int> {
        let start = position + 1
        var i = start
        while i < end, bytes[i] != quote {
            if bytes[i] == 0x0A || bytes[i] == 0x0D, quote != 0x60 { break }
            i += bytes[i] == 0x5C ? 2 : 1
        }
        i = min(i, end)
        position = i + 1
        return start..<i
    }

    private mutating func comment(
        _ start: Int,
        _ isEnd: ([UInt8], Int) -> Bool
    ) -> Range<Int> {
        var i = start
        while i + 1 < end, !isEnd(bytes, i) { i += 1 }
        if i + 1 >= end { i = end }
        position = min(end, i + 2)
        return start..<i
    }

    /// Adds what the string says to a text, with its escapes read.
    static func add(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        _ context: HTMLContext,
        to flow: inout HTMLFlow
    ) {
        var start = range.lowerBound
        var i = start
        while i < range.upperBound {
            guard bytes[i] == 0x5C, i + 1 < range.upperBound else {
                i += 1
                continue
            }
            flow.add(bytes, start..<i, context)
            let (scalar, next) = escape(bytes, i + 1, range.upperBound, context)
            flow.put(scalar: scalar, at: i..<next, context)
            i = next
            start = i
        }
        flow.add(bytes, start..<range.upperBound, context)
    }

    /// The character behind a backslash.
    private static func escape(
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int,
        _ context: HTMLContext
    ) -> (scalar: UInt32, next: Int) {
        let isStyle = context == .style
        switch bytes[start] {
        case 0x75 where !isStyle:
            let (value, next) = digits(bytes, start + 1, end, 4...4)
            guard let value else { break }
            if value & 0xFC00 == 0xD800, next + 1 < end, bytes[next] == 0x5C,
                case (let low?, let last) = digits(bytes, next + 2, end, 4...4),
                low & 0xFC00 == 0xDC00
            {
                return (0x1_0000 + (value & 0x3FF) << 10 + low & 0x3FF, last)
            }
            return (value & 0xF800 == 0xD800 ? 0xFFFD : value, next)
        case 0x78 where !isStyle:
            if case (let value?, let next) = digits(bytes, start + 1, end, 2...2) {
                return (value, next)
            }
        case 0x6E where !isStyle, 0x72 where !isStyle, 0x74 where !isStyle: return (0x20, start + 1)
        default:
            if isStyle, case (let value?, var next) = digits(bytes, start, end, 1...6) {
                if next < end, HTMLBytes.isSpace(bytes[next]) { next += 1 }
                let isCharacter = value < 0x11_0000 && !(0xD800...0xDFFF).contains(value)
                return (isCharacter ? value : 0xFFFD, next)
            }
        }
        // a character above ASCII stays whole
        var next = start + 1
        while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
        let scalar = String(decoding: bytes[start..<next], as: UTF8.self).unicodeScalars.first
        return (scalar?.value ?? 0xFFFD, next)
    }

    private static func digits(
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int,
        _ count: ClosedRange<Int>
    ) -> (value: UInt32?, next: Int) {
        var value: UInt32 = 0
        var i = start
        while i < end, i - start < count.upperBound, let digit = HTMLBytes.digit(bytes[i]) {
            value = value << 4 | digit
            i += 1
        }
        return i - start >= count.lowerBound ? (value, i) : (nil, i)
    }
}
