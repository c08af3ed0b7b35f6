/// A value inside a JSON object that was read: a view of its bytes.
///
/// Each look costs one pass over the value; nothing is kept.
public struct JSONValue: Sendable {
    let bytes: [UInt8]
    let range: Range<Int>

    init(bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    /// The object that a whole line is; nil when it is none or no UTF-8.
    public init?(object line: [UInt8]) {
        guard String(validating: line, as: UTF8.self) != nil else { return nil }
        var reader = JSONLine.Reader(bytes: line)
        guard (try? reader.object()) != nil, let start = line.firstIndex(of: 0x7B) else {
            return nil
        }
        self.init(bytes: line, range: start..<line.count)
    }

    /// Whether it is `true` or `false`; nil for anything else.
    public var boolean: Bool? {
        switch bytes[range] {
        case let word where word.elementsEqual("true".utf8): true
        case let word where word.elementsEqual("false".utf8): false
        default: nil
        }
    }

    /// The text of the string that it is; nil when it is none.
    public var text: String? { string.map { String(decoding: $0, as: UTF8.self) } }

    /// The whole number that it is, of at most 18 digits, or nil.
    public var integer: Int? {
        var digits = bytes[range]
        let isNegative = digits.first == 0x2D
        if isNegative { digits.removeFirst() }
        guard (1...18).contains(digits.count), digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return isNegative ? -value : value
    }

    /// The text of the string that it is, in UTF-8; nil when it is none or has a broken escape.
    public var string: [UInt8]? {
        guard bytes[range.lowerBound] == 0x22 else { return nil }
        return try? JSONLine.Reader.string(bytes, range)
    }

    /// The values of the list that it is, or nil.
    public var elements: [JSONValue]? {
        var reader = JSONLine.Reader(bytes: bytes, position: range.lowerBound)
        return try? reader.list().map { JSONValue(bytes: bytes, range: $0) }
    }

    /// The last value under a key of the object that it is, or nil.
    public subscript(_ key: String) -> JSONValue? {
        var reader = JSONLine.Reader(bytes: bytes, position: range.lowerBound)
        let members = try? reader.members()
        return members?.last { $0.key.elementsEqual(key.utf8) }.map {
            JSONValue(bytes: bytes, range: $0.value)
        }
    }
}

extension JSONLine {
    /// The last value under a key, or nil.
    public subscript(_ key: String) -> JSONValue? {
        members.last { $0.key.elementsEqual(key.utf8) }.map {
            JSONValue(bytes: bytes, range: $0.value)
        }
    }
}
