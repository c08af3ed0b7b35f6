/// The macros of use: what the MTA tells beside its events.
struct Macros: Sendable {
    var queueID: String?
    var daemonName: String?
    var login: String?

    /// Reads a list of names and values.
    ///
    /// Lists that end early or in the middle of a pair are taken as far as they go: what they miss
    /// is not known, and no policy is chosen by it.
    init(_ list: ArraySlice<UInt8>) {
        var rest = list
        func next() -> ArraySlice<UInt8>? {
            guard let end = rest.firstIndex(of: 0) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return rest[..<end]
        }
        while let name = next(), let value = next() {
            // sendmail writes one letter without braces; both forms are one name
            let isBraced = name.first == 0x7B && name.last == 0x7D && name.count > 2
            let bare = isBraced ? name.dropFirst().dropLast() : name
            func isNamed(_ known: StaticString) -> Bool {
                known.withUTF8Buffer { bare.elementsEqual($0) }
            }
            let text = String(decoding: value, as: UTF8.self)
            if isNamed("i") {
                queueID = text
            } else if isNamed("daemon_name") {
                daemonName = text
            } else if isNamed("auth_authen") {
                login = text
            }
        }
    }
}
