extension MailPolicy {
    /// Whether the tables name an address: that of a list, a recipient, a member or a guest.
    ///
    /// Who has it is in function here, whatever the domain. A `+tag` that no table writes makes it
    /// another one: anybody may write anything there.
    ///
    /// - Parameters:
    ///   - address: Without angle brackets; case does not matter.
    ///   - day: The day on which members and guests must have their seats.
    /// - Returns: False for an address of which only the domain is known.
    /// - Complexity: O(length + seats of the address).
    public func isCorrespondent(_ address: String, on day: Day) -> Bool {
        MailAddress(address).map { recipients.isNamed($0, on: day) } ?? false
    }
}

extension Recipients {
    /// Whether a table names this very address, not its domain alone.
    func isNamed(_ address: MailAddress, on day: Day) -> Bool {
        table.names(address) || groups.names(address, on: day)
    }
}
