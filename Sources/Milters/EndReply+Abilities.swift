extension EndReply {
    /// What the MTA must offer for the changes and the new body.
    public var abilities: Abilities {
        changes.reduce(into: body == nil ? [] : .changeBody) { $0.formUnion($1.ability) }
    }
}
