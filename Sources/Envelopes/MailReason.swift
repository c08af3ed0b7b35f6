/// Why a mail does not simply pass: each has its row in `outcomes.tsv`.
///
/// In the order in which they are told: the envelope, what the mail says, what could not be done.
public enum MailReason: String, Sendable, CaseIterable {
    /// No table knows a recipient.
    case unknownRecipient = "unknown-recipient"
    /// The mail goes to a group and to somebody who is not of it today.
    case offList = "off-list"
    /// The mail goes to a group and to an institution that is not represented in it.
    case externalInstitution = "external-institution"
    /// The mayor is told of an individual situation, and others with him.
    case article8Extra = "article8-extra"
    /// Secret content above the ceiling of the recipients.
    case secret
    /// Confidential content above their ceiling.
    case confidentiel
    /// The recipient may read one individual situation at a time, the mail holds several.
    case severalSituations = "several-situations"
    /// Names, identifiers or passages give way, and what leaves is within the ceiling.
    case names
    /// What leaves is above public: the mail says so.
    case label
    /// What would leave is still above the ceiling.
    case aboveCeiling = "above-ceiling"
    /// A word that was taken out still stands somewhere in the mail.
    case removedWords = "removed-words"
    /// Something in the mail cannot be examined or cleaned: a picture, a macro.
    case obstacle
    /// A part is encrypted.
    case encrypted
    /// The mail is signed, and what has to change would break the signature.
    case signed
    /// The mail cannot be read as one.
    case unreadable
    /// The mail is larger than the limit.
    case tooLarge = "too-large"
    /// Something has to change, and the mail server accepts no changes.
    case cannotEdit = "cannot-edit"
    /// The filter failed.
    case failure

    /// The laxest verdict that a table may give: on any failure nothing unfiltered leaves.
    var laxest: MailVerdict.Action.Kind {
        switch self {
        case .label: .pass
        // the strictest of all recipients may read what leaves
        case .offList, .externalInstitution: .tag
        case .secret, .confidentiel, .names: .anonymise
        case .unknownRecipient, .article8Extra, .severalSituations, .aboveCeiling, .removedWords,
            .obstacle, .encrypted, .signed, .unreadable, .tooLarge, .cannotEdit:
            .redirect
        // who keeps a mail needs what has just failed
        case .failure: .hold
        }
    }
}
