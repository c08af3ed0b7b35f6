/// The bytes of a message as SMTP carries them.
enum MessageLines {
    private static let cr = UInt8(ascii: "\r")
    private static let lf = UInt8(ascii: "\n")
    private static let dot = UInt8(ascii: ".")

    /// The length of a message with CRLF line ends, a last one included, without stuffed dots.
    ///
    /// Source: RFC 1870, section 3.
    static func size(of message: [UInt8]) -> Int {
        var size = message.count
        var before: UInt8 = 0
        for byte in message {
            if byte == lf, before != cr { size += 1 }
            before = byte
        }
        return message.isEmpty || message.hasEnd ? size : size + 2
    }

    /// A message with CRLF line ends, a dot before each line that begins with one, and the last dot.
    ///
    /// A CR that no LF follows stays: it ends no line.
    ///
    /// Source: RFC 5321, sections 2.3.8 and 4.5.2.
    static func stuffed(_ message: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(message.count + message.count / 32 + 5)
        var before = lf
        for byte in message {
            if byte == lf, before != cr { lines.append(cr) }
            if byte == dot, before == lf { lines.append(dot) }
            lines.append(byte)
            before = byte
        }
        if !message.isEmpty, !message.hasEnd { lines += [cr, lf] }
        lines += [dot, cr, lf]
        return lines
    }
}

extension [UInt8] {
    /// Whether the last byte ends a line, with a CR before it or not.
    fileprivate var hasEnd: Bool { last == UInt8(ascii: "\n") }
}
