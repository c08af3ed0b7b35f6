internal import Records

/// What was decided of one mail, without a word or an address of it.
public struct DecisionRecord: Sendable {
    /// The queue id of the mail server.
    public var queueID = ""
    /// The listener that it came by.
    public var listener = ""
    /// What was done: `pass`, `tag`, `anonymise`, `redirect`, `hold`, `reject`, `tempfail`, `release`
    /// for a mail that was let through, `failure`, or `late` when nobody waited for it any more.
    public var verdict = ""
    /// What would have been done, for a sender that is only watched or a mail that came too late.
    public var intended = ""
    /// The level of the mail.
    public var level = ""
    /// The level of what left.
    public var levelAfter = ""
    /// The audience that it was judged for.
    public var audience = ""
    /// Why, as `outcomes.tsv` names it.
    public var reasons: [String] = []
    /// The rules behind it.
    public var rules: [String] = []
    /// How many were to get it.
    public var recipients = 0
    /// Its length, in bytes.
    public var size = 0
    /// Its name in the store, when it was put there.
    public var held = ""
    /// Release and digest of the words and rules.
    public var policy = ""
    /// How long it took, in microseconds.
    public var microseconds = 0

    init() {}

    /// Says that nobody waited for it any more: the mail server had given up, or was told to come again.
    mutating func isLate() {
        if intended.isEmpty, verdict != "late" { intended = verdict }
        verdict = "late"
    }

    /// The record as one JSON line with its end, at a moment in seconds since 1970.
    public func line(at time: Int) -> [UInt8] {
        func list(_ words: [String]) -> [UInt8] {
            var list: [UInt8] = [0x5B]
            for word in words {
                if list.count > 1 { list.append(0x2C) }
                list += JSONLine.quoted(word.utf8)
            }
            return list + [0x5D]
        }
        var members: [(key: String, value: [UInt8])] = [("time", Array("\(time)".utf8))]
        let texts = [
            ("queue", queueID), ("listener", listener), ("verdict", verdict),
            ("intended", intended), ("level", level), ("level_after", levelAfter),
            ("audience", audience), ("held", held), ("rules", policy),
        ]
        for (key, text) in texts where !text.isEmpty {
            members.append((key, JSONLine.quoted(text.utf8)))
        }
        members.append(("reasons", list(reasons)))
        members.append(("by", list(rules)))
        for (key, number) in [
            ("recipients", recipients), ("size", size), ("microseconds", microseconds),
        ] {
            members.append((key, Array("\(number)".utf8)))
        }
        return JSONLine.object(members) + [0x0A]
    }
}
