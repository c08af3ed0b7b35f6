/// The three numbers by which a mail server says more exactly why, `5.7.1`.
///
/// Source: RFC 3463, RFC 2034.
public struct EnhancedCode: Hashable, Sendable, CustomStringConvertible {
    /// 2, 4 or 5.
    public let status: Int
    /// What the reason is about, at most 999.
    public let subject: Int
    /// The reason, at most 999.
    public let detail: Int
    /// `5.7.1`.
    public var description: String { "\(status).\(subject).\(detail)" }

    init(_ status: Int, _ subject: Int, _ detail: Int) {
        (self.status, self.subject, self.detail) = (status, subject, detail)
    }

    /// The numbers at the start of a text, when a blank or nothing follows them.
    init?(startOf text: ArraySlice<UInt8>) {
        let word = text.prefix { $0 != UInt8(ascii: " ") }
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ 1...3 ~= $0.count && Reply.isDigits($0) }) else {
            return nil
        }
        let numbers = parts.map(Reply.number)
        self.init(numbers[0], numbers[1], numbers[2])
    }
}
