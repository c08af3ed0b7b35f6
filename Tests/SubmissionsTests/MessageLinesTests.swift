import Testing

@testable import Submissions

/// Messages as SMTP carries them.
@Suite struct MessageLinesTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let message: String
        let stuffed: String
        var testDescription: String { fact }

        init(_ fact: String, _ message: String, _ stuffed: String) {
            self.fact = fact
            self.message = message
            self.stuffed = stuffed
        }
    }

    static let rows = [
        Row("nothing", "", ".\r\n"),
        Row("a line", "a\r\n", "a\r\n.\r\n"),
        Row("a line without its end", "a", "a\r\n.\r\n"),
        Row("LF alone", "a\n\nb\n", "a\r\n\r\nb\r\n.\r\n"),
        Row("CR alone stays", "a\rb\r\n", "a\rb\r\n.\r\n"),
        Row("CR at the end", "a\r", "a\r\r\n.\r\n"),
        Row("a dot at the start", ".a\r\n", "..a\r\n.\r\n"),
        Row("a dot alone", "a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n"),
        Row("a dot alone between LF", "a\n.\nb\n", "a\r\n..\r\nb\r\n.\r\n"),
        Row("a dot alone at the end", ".", "..\r\n.\r\n"),
        Row("a dot behind CR alone begins no line", "a\r.\r\n", "a\r.\r\n.\r\n"),
        Row("two dots", "..\r\n", "...\r\n.\r\n"),
        Row("a dot within a line", "a.b\r\n", "a.b\r\n.\r\n"),
    ]

    @Test(arguments: rows)
    func noLineOfAMessageEndsIt(_ row: Row) {
        let stuffed = MessageLines.stuffed(Array(row.message.utf8))
        #expect(String(decoding: stuffed, as: UTF8.self) == row.stuffed)
    }

    /// The size counts line ends as they go out, and neither stuffed dots nor the last one.
    @Test(arguments: rows)
    func theSizeIsThatOfTheLines(_ row: Row) {
        let stuffed = MessageLines.stuffed(Array(row.message.utf8))
        #expect(MessageLines.size(of: Array(row.message.utf8)) == Self.unstuffed(stuffed).count)
    }

    /// What a server makes of the bytes: it ends at the dot alone, which must be the last.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func aServerReadsWhatWasSent(_ seed: UInt64) {
        var state = seed &* 2 &+ 1
        let message: [UInt8] = (0..<Int(seed % 40)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Array("a.\r\n\0".utf8)[Int(state >> 33) % 5]
        }
        var expected: [UInt8] = []
        for byte in message {
            if byte == UInt8(ascii: "\n"), expected.last != UInt8(ascii: "\r") {
                expected.append(UInt8(ascii: "\r"))
            }
            expected.append(byte)
        }
        if let last = expected.last, last != UInt8(ascii: "\n") { expected += Array("\r\n".utf8) }
        #expect(Self.unstuffed(MessageLines.stuffed(message)) == expected)
    }

    /// The message up to the first line that is a dot, its dots unstuffed.
    static func unstuffed(_ bytes: [UInt8]) -> [UInt8] {
        var message: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.indices.dropLast().first {
                rest[$0] == UInt8(ascii: "\r") && rest[$0 + 1] == UInt8(ascii: "\n")
            }
            guard let end else { break }
            let line = rest[..<end]
            rest = rest[(end + 2)...]
            if line.elementsEqual(".".utf8) {
                #expect(rest.isEmpty)
                return message
            }
            message += line.first == UInt8(ascii: ".") ? line.dropFirst() : line
            message += Array("\r\n".utf8)
        }
        Issue.record("the message has no end")
        return message
    }
}
