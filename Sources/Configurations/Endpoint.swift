/// Where a socket listens, or where one connects to.
public enum Endpoint: Hashable, Sendable {
    /// A path of the file system, absolute, at most 107 bytes.
    case unix(path: String)
    /// An address in digits, IPv4 or IPv6 without its square brackets, and a port from 1.
    case inet(host: String, port: Int)

    /// The longest path that an address of a UNIX socket can hold, in bytes.
    static let maximumPath = 107

    /// Whether only this machine can reach it.
    public var isLocal: Bool {
        switch self {
        case .unix: true
        case .inet(let host, _): host == "::1" || Self.numbers(of: host)?.first == 127
        }
    }

    /// The endpoint of `1.2.3.4:25` or `[::1]:25`; nil for names, which somebody else resolves.
    init?(hostAndPort text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Decimal.value(of: text[text.index(after: colon)...]), 1...65535 ~= port
        else { return nil }
        let host = text[..<colon]
        if host.first == "[", host.last == "]" {
            let inner = host.dropFirst().dropLast()
            guard Self.isVersion6(inner) else { return nil }
            self = .inet(host: String(inner), port: port)
        } else {
            guard Self.numbers(of: host) != nil else { return nil }
            self = .inet(host: String(host), port: port)
        }
    }

    /// The four numbers of an IPv4 address, or nil.
    private static func numbers(of host: some StringProtocol) -> [Int]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Decimal.value(of: $0) }.filter { $0 <= 255 }
        return parts.count == 4 && numbers.count == 4 ? numbers : nil
    }

    /// Whether the characters are those of an IPv6 address; the system reads it exactly.
    private static func isVersion6(_ host: some StringProtocol) -> Bool {
        let colons = host.utf8.count { $0 == UInt8(ascii: ":") }
        return 2...7 ~= colons && host.allSatisfy { $0.isASCII && $0.isHexDigit || $0 == ":" }
    }
}

/// Whole numbers as people write them: digits and nothing else.
enum Decimal {
    /// The number, or nil for anything but 1 to 18 digits.
    static func value(of text: some StringProtocol) -> Int? {
        let isDigits = text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        return isDigits && 1...18 ~= text.utf8.count ? Int(text) : nil
    }
}
