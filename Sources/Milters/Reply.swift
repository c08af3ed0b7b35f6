/// A line that the SMTP client is told: code, enhanced code, text.
///
/// The text is for people outside: it never says what stands in the message.
public struct Reply: Hashable, Sendable {
    /// The most bytes of a line, its end included (RFC 5321 section 4.5.3.1.5).
    static let maximumLength = 512

    /// Three digits, the first 4 or 5.
    public let code: String
    /// Three numbers with dots, the first that of the code (RFC 3463).
    public let enhanced: String
    /// The text, one line of ASCII; anything else in it becomes `?`.
    public let text: String

    /// A reply.
    ///
    /// One that is no refusal is sent as a temporary failure.
    ///
    /// - Parameters:
    ///   - code: Three digits, the first 4 or 5.
    ///   - enhanced: Three numbers with dots, the first that of the code.
    ///   - text: One line of ASCII, cut at 512 bytes.
    public init(code: String, enhanced: String, text: String) {
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }

    /// Try another message for this recipient.
    static let later = Reply(code: "452", enhanced: "4.5.3", text: "Too many recipients")

    /// Whether the MTA takes it: Postfix wants both codes of one class.
    var isRefusal: Bool {
        let digits = Array(code.utf8)
        let numbers = enhanced.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        func isNumber(_ digits: some Collection<UInt8>) -> Bool {
            (1...3).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
        }
        return digits.count == 3 && isNumber(digits) && (digits[0] == 0x34 || digits[0] == 0x35)
            && numbers.count == 3 && numbers.allSatisfy(isNumber)
            && numbers[0].elementsEqual([digits[0]])
    }

    /// The line as the MTA takes it, without a line end: it reads the text as a format, so that a
    /// `%` is written twice.
    var line: [UInt8] {
        var line = Array("\(code) \(enhanced) ".utf8)
        for scalar in text.unicodeScalars {
            let isPrintable = (0x20...0x7E).contains(scalar.value)
            let byte = isPrintable ? UInt8(scalar.value) : 0x3F
            let written = byte == 0x25 ? [byte, byte] : [byte]
            guard line.count + written.count <= Self.maximumLength - 2 else { break }
            line.append(contentsOf: written)
        }
        return line
    }

    /// The packet of the reply; one that is no refusal becomes a temporary failure.
    var packet: [UInt8] {
        var packets = Packets()
        add(to: &packets)
        return packets.bytes
    }

    /// Adds the packet of the reply; one that is no refusal becomes a temporary failure.
    func add(to packets: inout Packets) {
        if isRefusal {
            packets.add(.reply, strings: [line[...]])
        } else {
            packets.add(.tempfail)
        }
    }
}
