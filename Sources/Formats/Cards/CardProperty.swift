/// What a property of a card or calendar is to a reader.
enum CardProperty {
    /// Text behind a label.
    case text(String)
    /// Somebody with a mail address, behind a label.
    case attendee(String)
    /// The name of a card in its parts, and in one.
    case name, fullName
    /// What somebody does, and where.
    case office
    case address, birth, note
    /// When an event starts.
    case start
    /// Written by programs for programs: judged only where it holds words.
    case technical
    /// Of a program: never judged.
    case program
    /// The level that was written into it.
    case mark

    /// The property that says the level.
    static let markName = "X-BIFFURE-NIVEAU"

    /// What a property of a name is; of unknown ones everything is read.
    static func of(_ name: String) -> CardProperty {
        if let known = known[name] { return known }
        return machinePrefixes.contains(where: name.hasPrefix) ? .technical : .text("Autre champ")
    }

    /// Parameters whose value programs write.
    static let technicalParameters: Set<String> = [
        "", "TYPE", "ROLE", "PARTSTAT", "RSVP", "CUTYPE", "TZID", "VALUE", "LANGUAGE", "CHARSET",
        "PREF", "ENCODING", "FMTTYPE", "RELATED", "RELTYPE", "RANGE", "FBTYPE", "ALTREP", "PID",
        "ALTID", "X-NUM-GUESTS",
    ]

    private static let machinePrefixes = [
        "X-MICROSOFT-", "X-MS-", "X-MOZ-", "X-APPLE-", "X-LIC-", "X-GOOGLE-", "X-EVOLUTION-",
    ]

    private static let known: [String: CardProperty] = {
        var known: [String: CardProperty] = [
            "FN": .fullName, "N": .name, "NICKNAME": .text("Surnom"), "ORG": .office,
            "TITLE": .office, "ROLE": .office, "TEL": .text("Téléphone"),
            "EMAIL": .text("Courriel"), "ADR": .address, "LABEL": .address, "BDAY": .birth,
            "NOTE": .note, "URL": .text("Lien"), "IMPP": .text("Compte"),
            "SUMMARY": .text("Objet"), "DESCRIPTION": .text(""), "COMMENT": .text(""),
            "LOCATION": .text("Lieu"), "CONTACT": .text(""), "CATEGORIES": .text("Mots-clés"),
            "ORGANIZER": .attendee("De"), "ATTENDEE": .attendee("À"), "DTSTART": .start,
            "PRODID": .program, "BEGIN": .technical, "END": .technical, markName: .mark,
        ]
        for name in [
            "VERSION", "METHOD", "CALSCALE", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED",
            "SEQUENCE", "STATUS", "TRANSP", "CLASS", "PRIORITY", "RRULE", "EXDATE", "EXRULE",
            "RDATE", "RECURRENCE-ID", "DURATION", "TRIGGER", "ACTION", "REPEAT", "TZID",
            "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "TZURL", "PERCENT-COMPLETE", "DUE",
            "COMPLETED", "REV", "KIND", "UID", "GEO", "TZ", "LANG", "GENDER", "REQUEST-STATUS",
        ] { known[name] = .technical }
        return known
    }()
}
