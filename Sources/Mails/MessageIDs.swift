/// Neutral identifiers for those that hold something that was removed: each has its own.
///
/// The messages of a mail are asked in the same order every time, so that the same identifier has
/// the same name wherever it stands, and no name that stands there already.
struct MessageIDs: Sendable {
    private var names: [[UInt8]: [UInt8]] = [:]
    private var taken: Set<[UInt8]> = []
    private var last = 0

    /// Learns an identifier that stands in the mail: its name is given to no other one.
    mutating func add(_ id: [UInt8]) { taken.insert(id) }

    /// What stands for an identifier, without angles.
    mutating func neutral(_ id: [UInt8]) -> [UInt8] {
        if let name = names[id] { return name }
        var name: [UInt8]
        repeat {
            last += 1
            name = Array("biffure-\(last)@invalid".utf8)
        } while taken.contains(name)
        names[id] = name
        return name
    }
}
