/// Characters that HTML writes as `&eacute;`, `&#233;` or `&#xE9;`.
enum HTMLEntities {
    /// Longer names do not exist.
    private static let longestName = 31
    private static let longestLegacyName = 6

    private static let names: [String: UInt32] = {
        var names: [String: UInt32] = [:]
        names.reserveCapacity(2_100)
        for entry in HTMLEntityTable.names.split(whereSeparator: \.isWhitespace) {
            let parts = entry.split(separator: ":")
            guard parts.count == 2, let scalar = UInt32(parts[1], radix: 16) else { continue }
            names[String(parts[0])] = scalar
        }
        return names
    }()

    private static let legacy = Set(
        HTMLEntityTable.legacy.split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// The character that an ampersand starts.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - start: Where the ampersand stands.
    ///   - end: Where the text or value ends.
    ///   - isValue: Whether it stands in the value of an attribute: `&copy=` is none there.
    /// - Returns: The character and the byte behind it; nil when the ampersand is one.
    /// - Complexity: O(1), and O(digits) for a number.
    static func character(
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int,
        isValue: Bool
    ) -> (scalar: UInt32, next: Int)? {
        guard start + 1 < end else { return nil }
        if bytes[start + 1] == 0x23 { return number(bytes, start + 2, end) }
        var stop = start + 1
        let most = min(end, start + 2 + longestName)
        while stop < most, HTMLBytes.isLetterOrDigit(bytes[stop]) { stop += 1 }
        guard stop > start + 1 else { return nil }
        if stop < end, bytes[stop] == 0x3B,
            let scalar = names[String(decoding: bytes[start + 1..<stop], as: UTF8.self)]
        {
            return (scalar, stop + 1)
        }
        var length = min(longestLegacyName, stop - start - 1)
        while length >= 2 {
            let name = String(decoding: bytes[start + 1..<start + 1 + length], as: UTF8.self)
            if legacy.contains(name), let scalar = names[name] {
                let next = start + 1 + length
                let isFollowed =
                    next < end && (bytes[next] == 0x3D || HTMLBytes.isLetterOrDigit(bytes[next]))
                return isValue && isFollowed ? nil : (scalar, next)
            }
            length -= 1
        }
        return nil
    }

    private static func number(
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int
    ) -> (scalar: UInt32, next: Int)? {
        var i = start
        var radix: UInt32 = 10
        if i < end, bytes[i] | 0x20 == 0x78 {
            radix = 16
            i += 1
        }
        let first = i
        var value: UInt32 = 0
        while i < end, let digit = HTMLBytes.digit(bytes[i]), digit < radix {
            // what is no character any longer stays none
            value = min(value * radix + digit, 0x11_0000)
            i += 1
        }
        guard i > first else { return nil }
        if i < end, bytes[i] == 0x3B { i += 1 }
        return (scalar(value), i)
    }

    /// The character that a number stands for: some are those of windows-1252.
    private static func scalar(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x80...0x9F: Charset.windows1252?.scalar(UInt8(value)) ?? value
        case 0, 0xD800...0xDFFF, 0x11_0000...: 0xFFFD
        default: value
        }
    }
}
