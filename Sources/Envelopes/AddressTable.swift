/// What a table says of addresses: the row with the longest pattern that matches.
///
/// A pattern is an address `x@y`, a domain `@y`, the domains below one `@.y`, or `*`.
struct AddressTable<Value: Sendable>: Sendable {
    private var values: [String: Value] = [:]

    /// What a pattern says; nil takes it away.
    subscript(_ pattern: String) -> Value? {
        get { values[pattern] }
        set { values[pattern] = newValue }
    }

    /// What a pattern says, or a value to start from.
    subscript(_ pattern: String, default value: @autoclosure () -> Value) -> Value {
        get { values[pattern] ?? value() }
        set { values[pattern] = newValue }
    }

    /// A pattern as this table keeps it, or nil for what is none.
    static func pattern(_ text: String) -> String? {
        if text == "*" { return text }
        if text.hasPrefix("@.") {
            return MailAddress.domain(text.utf8.dropFirst(2)).map { "@." + $0 }
        }
        if text.hasPrefix("@") { return MailAddress.domain(text.utf8.dropFirst()).map { "@" + $0 } }
        return MailAddress(inTable: text)?.text
    }

    /// Whether a row names an address as it is written, `+tag` included.
    func names(_ address: MailAddress) -> Bool { values[address.text] != nil }

    /// What the table says of one address alone: as it is written, else without its `+tag`.
    func exact(_ address: MailAddress) -> Value? {
        values[address.text] ?? address.withoutTag.flatMap { values[$0] }
    }

    /// What the table says of a domain, or of everybody.
    ///
    /// - Parameter address: nil for what is no address: only `*` matches it.
    /// - Returns: The row with the longest pattern; nil when none matches.
    /// - Complexity: O(labels of the domain).
    func general(_ address: MailAddress?) -> Value? {
        if let address {
            if let value = values["@" + address.domain] { return value }
            for parent in address.parents {
                if let value = values["@." + parent] { return value }
            }
        }
        return values["*"]
    }
}
