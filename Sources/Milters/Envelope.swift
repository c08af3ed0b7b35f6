/// Who sends a message to whom, and through which door it came.
///
/// What is told of the connection stays for all its messages; the rest is of one message. Strings
/// that are not UTF-8 are repaired where they only serve to choose a policy; the addresses are kept
/// byte for byte.
public struct Envelope: Hashable, Sendable {
    /// What kind of address the client has.
    public enum Family: UInt8, Hashable, Sendable {
        /// `4`: an IPv4 address.
        case ipv4 = 0x34
        /// `6`: an IPv6 address.
        case ipv6 = 0x36
        /// `L`: a UNIX socket.
        case local = 0x4C
        /// `U`: none that the MTA knows.
        case unknown = 0x55
    }
    /// The name of the client, or its address in brackets when it has none.
    public var connectionHost = ""
    /// What kind of address the client has.
    public var family = Family.unknown
    /// The address of the client as the MTA writes it; empty when unknown.
    public var clientAddress = ""
    /// The port of the client; 0 when unknown.
    public var clientPort: UInt16 = 0
    /// The name that the client gave last in HELO or EHLO.
    public var helo = ""
    /// The name of the listener that took the mail (macro `{daemon_name}`).
    public var daemonName = ""
    /// Who has logged in to send it (macro `{auth_authen}`); empty when nobody has.
    public var login = ""
    /// The address of the sender without angle brackets; empty for a bounce.
    public var sender: [UInt8] = []
    /// The ESMTP parameters of MAIL FROM, `SIZE=1000` for example.
    public var senderArguments: [String] = []
    /// The addresses of the recipients without angle brackets, in their order.
    public var recipients: [[UInt8]] = []
    /// The queue id (macro `i`); empty until the MTA has one.
    public var queueID = ""

    /// An envelope of which nothing is known.
    public init() {}

    /// Reads what is told of a client.
    ///
    /// - Throws: ``MilterError/Code/badData`` when a part is missing or the family is none.
    init(connect data: ArraySlice<UInt8>) throws(MilterError) {
        guard let hostEnd = data.firstIndex(of: 0), hostEnd + 1 < data.endIndex,
            let family = Family(rawValue: data[hostEnd + 1])
        else { throw MilterError(.badData, at: .connect) }
        connectionHost = String(decoding: data[..<hostEnd], as: UTF8.self)
        self.family = family
        let rest = data[(hostEnd + 2)...]
        guard family != .unknown || !rest.isEmpty else { return }
        guard rest.count >= 3, rest.last == 0 else { throw MilterError(.badData, at: .connect) }
        clientPort = rest.prefix(2).reduce(0) { $0 << 8 | UInt16($1) }
        clientAddress = String(decoding: rest.dropFirst(2).dropLast(), as: UTF8.self)
    }

    /// Reads what MAIL FROM says.
    ///
    /// - Throws: ``MilterError/Code/badData`` when there is no address.
    mutating func readSender(_ data: ArraySlice<UInt8>) throws(MilterError) {
        let path = try Path(data, of: .mail)
        sender = path.address
        senderArguments = path.arguments
    }

    /// Takes what macros tell.
    mutating func take(_ macros: Macros?) {
        if let queueID = macros?.queueID { self.queueID = queueID }
        if let daemonName = macros?.daemonName { self.daemonName = daemonName }
        if let login = macros?.login { self.login = login }
    }
}
