/// One reply of a mail server, without its text, which may quote addresses.
struct Reply: Hashable, Sendable {
    /// Three digits.
    var code: Int
    /// The enhanced code of its last line.
    var enhanced: EnhancedCode?
    /// What the server offers, when the reply is one to EHLO.
    var offers: Set<Offer> = []

    /// What a server may offer and we can use.
    enum Offer: String, Hashable, Sendable, CaseIterable {
        case eightBit = "8BITMIME"
        case size = "SIZE"
        case utf8 = "SMTPUTF8"
    }

    static func isDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    /// The number that digits write.
    static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}

/// Reads replies of a mail server from bytes that are cut anywhere.
///
/// Of each line no more than 512 bytes are held, of each reply its numbers and offers.
struct ReplyReader: Sendable {
    /// What is no reply: a line without a code, a code that changes, more than 64 KiB.
    struct Fault: Error {}

    private static let maximumLine = 512
    private static let maximumReply = 64 << 10

    private var line: [UInt8] = []
    private var length = 0
    private var reply: Reply?

    /// Takes one byte.
    ///
    /// - Returns: The reply that ends with it, or nil.
    mutating func push(_ byte: UInt8) throws(Fault) -> Reply? {
        length += 1
        guard length <= Self.maximumReply else { throw Fault() }
        guard byte == UInt8(ascii: "\n") else {
            if line.count < Self.maximumLine { line.append(byte) }
            return nil
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line.removeAll(keepingCapacity: true) }
        return try endLine()
    }

    private mutating func endLine() throws(Fault) -> Reply? {
        let digits = line.prefix(3)
        let mark = line.dropFirst(3).first ?? UInt8(ascii: " ")
        let isLast = mark == UInt8(ascii: " ")
        guard digits.count == 3, Reply.isDigits(digits), isLast || mark == UInt8(ascii: "-") else {
            throw Fault()
        }
        let code = Reply.number(digits)
        guard 200...599 ~= code, reply == nil || reply?.code == code else { throw Fault() }
        let text = line.dropFirst(4)
        // the first line of a reply to EHLO names the server
        let isFirst = reply == nil
        var reply = reply ?? Reply(code: code)
        if !isFirst, let offer = Self.offer(of: text) { reply.offers.insert(offer) }
        guard isLast else {
            self.reply = reply
            return nil
        }
        let enhanced = EnhancedCode(startOf: text)
        reply.enhanced = enhanced?.status == code / 100 ? enhanced : nil
        self.reply = nil
        length = 0
        return reply
    }

    private static func offer(of text: ArraySlice<UInt8>) -> Reply.Offer? {
        let word = String(decoding: text.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
        return Reply.Offer(rawValue: word.uppercased())
    }
}
