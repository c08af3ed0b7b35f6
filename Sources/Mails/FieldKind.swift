/// What a header field is for.
enum FieldKind: Sendable {
    /// Persons and their addresses; the label that people read before them.
    case addresses(String)
    /// Text; the label that people read before it.
    case text(String)
    /// When it was sent.
    case date
    /// Identifiers of messages and parts.
    case identifiers
    /// Where it passed; it may name whom it is for.
    case received
    /// Written by programs for programs.
    case machine
    /// Content-Type and Content-Disposition.
    case structured
    /// Must stay, in its plain form.
    case version
    /// A seal over the message, which a change breaks.
    case seal
    /// A length or checksum of the body.
    case sum
    /// The level that was written into it.
    case mark

    /// The field that says the level.
    static let markName = "X-Biffure-Niveau"

    /// What a field of a name is for; of unknown ones everything is read.
    static func of(_ name: String) -> FieldKind {
        if let kind = known[name] { return kind }
        return machinePrefixes.contains(where: name.hasPrefix) ? .machine : .text("Autre champ")
    }

    /// Whether a name is one of the mail itself: a person called « Content » or « To » is not meant.
    static func isKnown(_ name: String) -> Bool { known[name] != nil }

    private static let machinePrefixes = [
        "x-ms-", "x-microsoft-", "x-forefront-", "x-google-", "x-gm-", "x-spam-", "x-spamd-",
        "x-rspamd-", "x-virus-", "x-mimecast-", "x-proofpoint-", "x-exchange-",
    ]

    private static let known: [String: FieldKind] = {
        var known: [String: FieldKind] = [
            "from": .addresses("De"), "sender": .addresses("Expéditeur"),
            "to": .addresses("À"), "cc": .addresses("Cc"), "bcc": .addresses("Cci"),
            "reply-to": .addresses("Répondre à"), "resent-from": .addresses("Renvoyé par"),
            "resent-sender": .addresses("Renvoyé par"), "resent-to": .addresses("Renvoyé à"),
            "resent-cc": .addresses("Renvoyé en copie à"),
            "resent-bcc": .addresses("Renvoyé en copie à"),
            "resent-reply-to": .addresses("Répondre à"),
            "subject": .text("Objet"), "comments": .text("Commentaires"),
            "keywords": .text("Mots-clés"), "organization": .text("Organisation"),
            "organisation": .text("Organisation"), "thread-topic": .text("Fil"),
            "content-description": .text("Description"), "content-location": .text("Emplacement"),
            "date": .date, "resent-date": .date, "received": .received, "x-received": .received,
            "message-id": .identifiers, "references": .identifiers, "in-reply-to": .identifiers,
            "resent-message-id": .identifiers, "content-id": .identifiers,
            "original-message-id": .identifiers, "x-message-id": .identifiers,
            "content-type": .structured, "content-disposition": .structured,
            "mime-version": .version, "content-transfer-encoding": .version,
            "content-md5": .sum, "content-length": .sum, "lines": .sum,
            "x-biffure-niveau": .mark,
        ]
        for name in [
            "disposition-notification-to", "return-path", "return-receipt-to", "errors-to",
            "x-original-to", "delivered-to", "envelope-to", "envelope-from", "x-envelope-to",
            "x-envelope-from", "x-sender", "x-apparently-to", "apparently-to", "x-forwarded-to",
            "x-forwarded-for", "x-rcpt-to", "x-beenthere", "mail-followup-to", "mail-reply-to",
            "approved-by", "x-confirm-reading-to", "abuse-reports-to",
        ] { known[name] = .addresses("Adresse") }
        for name in [
            "dkim-signature", "domainkey-signature", "x-google-dkim-signature",
            "authentication-results", "arc-seal", "arc-message-signature",
            "arc-authentication-results", "x-dkim", "x-dkim-filter", "x-ms-exchange-arc-seal",
        ] { known[name] = .seal }
        for name in [
            "accept-language", "content-language", "auto-submitted", "autocrypt", "bimi-selector",
            "content-class", "content-features", "feedback-id", "importance", "list-archive",
            "list-help", "list-id", "list-owner", "list-post", "list-subscribe",
            "list-unsubscribe", "list-unsubscribe-post", "msip_labels", "precedence", "priority",
            "received-spf", "sensitivity", "status", "thread-index", "user-agent",
            "x-account-key", "x-antivirus", "x-auto-response-suppress", "x-authentication-warning",
            "x-identity-key", "x-mailer", "x-mimeole", "x-mozilla-keys", "x-mozilla-status",
            "x-mozilla-status2", "x-msmail-priority", "x-originating-ip", "x-originatororg",
            "x-priority", "x-scanned-by", "x-status", "x-tm-as-product-ver", "x-uid", "x-uidl",
            "x-unsent",
        ] { known[name] = .machine }
        return known
    }()
}
