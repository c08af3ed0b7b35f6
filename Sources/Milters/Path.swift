/// The address of MAIL or RCPT, and the parameters behind it.
struct Path {
    /// The longest that is taken: the longest line of Postfix.
    static let maximumLength = 2048

    let address: [UInt8]
    let arguments: [String]

    /// Reads `<address>` and parameters; mail that did not come by SMTP has no angle brackets.
    ///
    /// - Throws: ``MilterError/Code/badData`` when there is none, or it is longer than any line.
    init(_ data: ArraySlice<UInt8>, of event: Event) throws(MilterError) {
        guard let strings = data.terminatedStrings(), var first = strings.first,
            first.count <= Self.maximumLength
        else { throw MilterError(.badData, at: event) }
        if first.count >= 2, first.first == 0x3C, first.last == 0x3E {
            first = first.dropFirst().dropLast()
        }
        address = Array(first)
        arguments = strings.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    }
}
