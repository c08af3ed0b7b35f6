internal import Formats

/// What a mail system says of a message that it could not deliver, or that was read (RFC 3464, 8098):
/// blocks of fields whose names stay.
enum ReportText {
    private static let names: Set<String> = [
        "action", "arrival-date", "diagnostic-code", "disposition", "error", "failure",
        "final-recipient", "final-log-id", "last-attempt-date", "mdn-gateway",
        "original-envelope-id", "original-message-id", "original-recipient", "received-from-mta",
        "remote-mta", "reporting-mta", "reporting-ua", "status", "warning", "will-retry-until",
        "dsn-gateway", "x-postfix-queue-id", "x-postfix-sender", "x-display-name",
        "x-supplementary-info",
    ]

    /// Each field as a line, behind a French label; what is no field stands as it is.
    ///
    /// - Complexity: O(*n*).
    static func pieces(_ text: [UInt8]) -> PiecedText {
        var pieced = PiecedText()
        var start = 0
        while start < text.count {
            let feed = text[start...].firstIndex(of: 0x0A) ?? text.count
            let next = min(feed + 1, text.count)
            let end = feed > start && text[feed - 1] == 0x0D ? feed - 1 : feed
            add(start..<end, of: text, to: &pieced)
            pieced.appendGlue([0x0A])
            start = next
        }
        return pieced
    }

    private static func add(_ line: Range<Int>, of text: [UInt8], to pieced: inout PiecedText) {
        guard let colon = text[line].prefix(64).firstIndex(of: 0x3A),
            names.contains([UInt8].lowered(text[line.lowerBound..<colon]))
        else {
            pieced.append(text[line], at: line)
            return
        }
        var start = colon + 1
        while start < line.upperBound, Lines.isBlank(text[start]) { start += 1 }
        let value = start..<line.upperBound
        if let date = MailDate.french(Array(text[value])) {
            pieced.appendGlue(Array("Date : ".utf8))
            pieced.append(date, at: value)
            return
        }
        let name = [UInt8].lowered(text[line.lowerBound..<colon])
        let isRecipient = name.hasSuffix("-recipient") || name == "x-postfix-sender"
        pieced.appendGlue(Array((isRecipient ? "Adresse : " : "Autre champ : ").utf8))
        pieced.append(text[value], at: value)
    }
}
