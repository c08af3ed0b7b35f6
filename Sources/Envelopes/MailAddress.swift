/// A mail address as the tables compare it: small letters, no brackets, no quotes.
///
/// `<"Karim.Benali"@Mairie.test.>` is `karim.benali@mairie.test`. Only the letters A to Z are made
/// small: two addresses that a mail server keeps apart stay apart here.
struct MailAddress {
    /// No address is longer (RFC 5321 section 4.5.3.1: 64, `@` and 255 bytes).
    static let maximumLength = 320

    /// What stands before the last `@`.
    let local: String
    /// What stands behind it.
    let domain: String

    /// Reads an address.
    ///
    /// - Returns: nil for what has no domain or is too long, and for what asks to be sent on from its
    ///   domain (`a%b@c`, `b!a@c`, `@b:a@c`): whose it is cannot be known from its domain.
    /// - Complexity: O(*n*), at most ``maximumLength``.
    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumLength + 2 else { return nil }
        var bytes = Array(text.utf8)[...]
        if bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") {
            bytes = bytes.dropFirst().dropLast()
        }
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")),
            let domain = Self.domain(bytes[(at + 1)...])
        else { return nil }
        let routes = [UInt8(ascii: "%"), UInt8(ascii: "!"), UInt8(ascii: "@")]
        guard let local = Self.unquoted(bytes[..<at]), !local.isEmpty,
            local.count + domain.utf8.count < Self.maximumLength,
            !local.contains(where: { $0 <= 0x20 || $0 == 0x7F || routes.contains($0) })
        else { return nil }
        self.local = Self.small(local)
        self.domain = domain
    }

    /// Reads an address of a table: a star in it was meant as a pattern.
    init?(inTable text: String) {
        guard !text.contains("*") else { return nil }
        self.init(text)
    }

    /// As tables write it.
    var text: String { "\(local)@\(domain)" }

    /// The same without what stands behind the first `+` of the local part; nil when it has none.
    var withoutTag: String? {
        guard let plus = local.firstIndex(of: "+"), plus > local.startIndex else { return nil }
        return "\(local[..<plus])@\(domain)"
    }

    /// The domains that it lies below, from the longest: `b.c`, `c` for `x@a.b.c`.
    var parents: some Sequence<Substring> {
        sequence(first: domain[...]) { domain in
            domain.firstIndex(of: ".").map { domain[domain.index(after: $0)...] }
        }.dropFirst()
    }

    /// A domain in small letters, without the dot at its end; nil when it cannot be one.
    static func domain(_ bytes: some BidirectionalCollection<UInt8>) -> String? {
        let name = bytes.last == UInt8(ascii: ".") ? Array(bytes.dropLast()) : Array(bytes)
        guard !name.isEmpty, name.count <= 255, name.first != UInt8(ascii: "."),
            !name.contains(where: {
                $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "*")
            })
        else { return nil }
        return small(name)
    }

    /// Text with the letters A to Z made small.
    static func small(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// A local part without the quotes around it and the backslashes in them; nil when a quote in it
    /// ends before it, or not at all: a mail server finds its end elsewhere.
    private static func unquoted(_ local: ArraySlice<UInt8>) -> [UInt8]? {
        let quote = UInt8(ascii: "\"")
        guard local.count > 2, local.first == quote, local.last == quote else {
            return local.contains(quote) ? nil : Array(local)
        }
        var (bytes, isEscaped): ([UInt8], Bool) = ([], false)
        for byte in local.dropFirst().dropLast() {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else if byte == quote, !isEscaped {
                return nil
            } else {
                bytes.append(byte)
                isEscaped = false
            }
        }
        return isEscaped ? nil : bytes
    }
}
