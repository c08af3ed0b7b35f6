/// Whether bytes start as an internet message (RFC 5322) and not as a note that quotes one.
public enum MailStart {
    /// Fields that programs write: one is enough.
    private static let transport: Set<[UInt8]> = [
        "received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature",
        "content-transfer-encoding", "x-mailer", "x-originating-ip", "authentication-results",
    ].reduce(into: []) { $0.insert(Array($1.utf8)) }
    /// Longer names are no field.
    private static let longestName = 60

    /// Whether the first lines, up to the first empty one, are header fields of a message: one that
    /// only programs write, or a sender and a date.
    ///
    /// - Complexity: O(length of the header).
    public static func isMail(_ bytes: [UInt8]) -> Bool {
        var position = bytes.starts(with: PlainText.byteOrderMark) ? 3 : 0
        if bytes.dropFirst(position).starts(with: Array("From ".utf8)) {
            // the line that a mail box puts before a message
            position = end(ofLine: position, bytes).next
        }
        var names = Set<[UInt8]>()
        while position < bytes.count {
            let (stop, next) = end(ofLine: position, bytes)
            if stop == position { break }
            let first = bytes[position]
            if first != 0x20, first != 0x09 {
                guard let name = name(bytes[position..<stop]) else { return false }
                names.insert(name)
            } else if names.isEmpty {
                return false
            }
            position = next
        }
        if names.contains(where: transport.contains) { return true }
        let wanted = ["from", "date"].map { Array($0.utf8) }
        return wanted.allSatisfy(names.contains)
    }

    private static func end(ofLine start: Int, _ bytes: [UInt8]) -> (stop: Int, next: Int) {
        let feed = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        let stop = feed > start && bytes[feed - 1] == 0x0D ? feed - 1 : feed
        return (stop, min(feed + 1, bytes.count))
    }

    /// The name of a field in small letters; nil for another line.
    private static func name(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        guard let colon = line.prefix(longestName + 1).firstIndex(of: 0x3A), colon > line.startIndex
        else { return nil }
        let name = line[..<colon]
        guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}
