/// What an address holds instead of naming it: `data:` URIs; and addresses of people.
enum HTMLEmbedded {
    /// A payload up to this is a picture of one pixel.
    private static let pixel = 64
    /// Between `data:` and its comma.
    private static let longestType = 200

    /// What is embedded in a value, a style sheet or a script.
    ///
    /// - Returns: nil for nothing, or for pictures of one pixel.
    /// - Complexity: O(*n*).
    static func kind(in bytes: [UInt8], _ range: Range<Int>) -> Obstacle.Kind? {
        var found = search(bytes, range)
        if found == nil, bytes[range].contains(0x26) {
            let value = HTMLValue.decoded(bytes, range)
            found = search(value, value.indices)
        }
        return found
    }

    private static func search(_ bytes: [UInt8], _ range: Range<Int>) -> Obstacle.Kind? {
        let end = range.upperBound
        var found: Obstacle.Kind?
        var i = range.lowerBound
        while i + 5 < end {
            // the colon is rarer than the word
            guard let colon = bytes[i..<end].firstIndex(of: 0x3A) else { break }
            i = colon + 1
            guard colon >= range.lowerBound + 4,
                HTMLBytes.starts(bytes, colon - 4, end, with: "data:"),
                let comma = bytes[i..<min(end, i + longestType)].firstIndex(of: 0x2C)
            else { continue }
            if HTMLBytes.starts(bytes, i, end, with: "image/") {
                let isDrawn = HTMLBytes.starts(bytes, i, end, with: "image/svg")
                if isDrawn || isLong(bytes, comma + 1, end) {
                    found = found ?? .image
                }
            } else if bytes[i..<comma].contains(0x2F) || isAlone(bytes, range, colon) {
                found = .object
            }
            i = comma
        }
        return found
    }

    /// Whether a value starts with `data:`, blanks aside.
    private static func isAlone(_ bytes: [UInt8], _ range: Range<Int>, _ colon: Int) -> Bool {
        bytes[range.lowerBound..<colon - 4].allSatisfy { $0 <= 0x20 }
    }

    private static func isLong(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        guard start + pixel < end else { return false }
        return bytes[start..<start + pixel].allSatisfy {
            HTMLBytes.isLetterOrDigit($0)
                || [0x2B, 0x2F, 0x3D, 0x25, 0x26, 0x3B, 0x23].contains($0)
        }
    }

    private static let mailTo = ["mailto:", "tel:", "sms:", "callto:", "skype:", "sip:", "xmpp:"]

    /// The bytes of the scheme of an address that names a person; 0 for another one.
    static func schemeLength(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        let start = HTMLBytes.lowered(bytes[range].prefix(8))
        return mailTo.first { start.hasPrefix($0) }.map(\.utf8.count) ?? 0
    }

    /// Whether an address is one of a person.
    static func isMailTo(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        schemeLength(bytes, range) > 0
    }
}
