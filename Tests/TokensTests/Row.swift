import Testing

/// A text and where it is cut: `|` stands at each place and is not part of the text.
struct Row: CustomTestStringConvertible, Sendable, ExpressibleByStringLiteral {
    let text: [UInt8]
    let testDescription: String

    init(stringLiteral cut: String) {
        text = cut.utf8.filter { $0 != UInt8(ascii: "|") }
        testDescription = cut
    }

    /// The text with `|` at these ends, as rows are written.
    func cut(at ends: [Int32]) -> String {
        var cut: [UInt8] = []
        for (index, byte) in text.enumerated() {
            if ends.contains(Int32(index)) { cut.append(UInt8(ascii: "|")) }
            cut.append(byte)
        }
        return String(decoding: cut, as: UTF8.self)
    }
}
