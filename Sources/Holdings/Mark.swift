/// The text of the header field that lets a released mail through the gateway, once.
///
/// `v1.<id>.<expiry>.<code>`: the id of the mail, seconds since 1970, and 52 characters of base32
/// of HMAC-SHA-256 over the id, the expiry, the SHA-256 of the message without this field, the
/// sender and the sorted recipients. Nothing but the store can write one, and it fits one mail.
struct Mark: Equatable {
    let id: HeldID
    let expires: Int
    let code: [UInt8]

    /// A mark for a mail that a person has released.
    init(
        _ id: HeldID,
        expires: Int,
        _ envelope: HeldMail.Envelope,
        _ message: [UInt8],
        _ key: StoreKey
    ) {
        self.id = id
        self.expires = expires
        var fields = envelope.identity(for: "mark", message: message)
        fields.add(id.text)
        fields.add(expires)
        code = key.marking(fields)
    }

    /// Reads a mark, blanks around it aside; nil for what no mark can be.
    init?(_ text: String) {
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        let text = String(trimmed.reversed())
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 128, parts.count == 4, let id = HeldID(String(parts[1])),
            let expires = Int(parts[2]), let code = Base32.bytes(parts[3]), code.count == 32
        else { return nil }
        (self.id, self.expires, self.code) = (id, expires, code)
        // one way to write it
        guard text == self.text else { return nil }
    }

    /// The value of the header field.
    var text: String { "v1.\(id).\(expires).\(Base32.text(code))" }
}

/// What a mark is worth on the mail that carries it.
public enum MarkAnswer: String, CaseIterable, Sendable {
    /// The mail is the one that a person has released: it passes as it is.
    case valid
    /// No release that stands has given this mark.
    case unknown
    /// The release is done: the mail has left before.
    case used
    /// The release took too long.
    case expired
    /// A mark of ours on another mail: message, sender or recipients differ.
    case wrong
}
