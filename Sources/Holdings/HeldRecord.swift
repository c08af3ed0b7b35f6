internal import Foundation
internal import GRDB

/// What the store tells of a mail without opening it: nothing personal.
public struct HeldRecord: Hashable, Sendable {
    /// Where a mail stands.
    ///
    /// `held` → `releasing` → `released`, or `refused`, or `expired`; `kept` → `expired`. A release
    /// that fails leads from `releasing` back to `held`.
    public enum State: String, CaseIterable, Sendable {
        /// A person is to decide.
        case held
        /// A person has released it, and it is not known yet whether it was taken over.
        case releasing
        /// It was taken over for delivery.
        case released
        /// A person has decided that it does not leave.
        case refused
        /// Nobody decided in time, or its time of review is over; its content is destroyed.
        case expired
        /// The original of what has left in another form.
        case kept
    }

    /// Its name.
    public let id: HeldID
    /// Why the store has it.
    public let kind: HeldMail.Kind
    /// Where it stands.
    public let state: State
    /// When it came, in seconds since 1970.
    public let received: Int
    /// When its content is destroyed, in seconds since 1970.
    public let expires: Int
    /// The name of the level that was found.
    public let level: String
    /// The id of the audience.
    public let audience: String
    /// The listener that it came by.
    public let listener: String
    /// The release and digest of the rules.
    public let policy: String
    /// The ids of the rules that decided.
    public let reasons: [String]
    /// The length of the message in bytes.
    public let size: Int
    /// How many are to get it.
    public let recipientCount: Int
    /// Whether its content can still be opened.
    public let hasContent: Bool
    /// The queue id under which the gateway has let its release pass, or nil.
    public let passedAs: String?

    /// The keyed digest of envelope and message; nil once the content is destroyed.
    let sameness: [UInt8]?
    /// The code of the mark that stands.
    let mark: [UInt8]?

    /// What is stored in a row of the table `mail`.
    ///
    /// - Throws: Whatever does not hold what the schema says.
    init(_ row: Row) throws {
        func value<Value: RawRepresentable>(_ column: String) throws -> Value
        where Value.RawValue == String {
            let text = try row.decode(String.self, forColumn: column)
            guard let value = Value(rawValue: text) else { throw StoreError(.damaged, .mail) }
            return value
        }
        guard let id = HeldID(try row.decode(String.self, forColumn: "id")) else {
            throw StoreError(.damaged, .mail)
        }
        self.id = id
        kind = try value("kind")
        state = try value("state")
        received = try row.decode(Int.self, forColumn: "received")
        expires = try row.decode(Int.self, forColumn: "expires")
        level = try row.decode(String.self, forColumn: "level")
        audience = try row.decode(String.self, forColumn: "audience")
        listener = try row.decode(String.self, forColumn: "listener")
        policy = try row.decode(String.self, forColumn: "policy")
        reasons = try row.decode(String.self, forColumn: "reasons")
            .split(separator: " ").map(String.init)
        size = try row.decode(Int.self, forColumn: "size")
        recipientCount = try row.decode(Int.self, forColumn: "recipients")
        hasContent = try row.decode(Int.self, forColumn: "sealed") > 0
        passedAs = try row.decode(String?.self, forColumn: "passedAs")
        sameness = try row.decode(Data?.self, forColumn: "sameness").map { Array($0) }
        mark = try row.decode(Data?.self, forColumn: "mark").map { Array($0) }
    }

    /// The record of a mail that is about to be stored.
    init(_ id: HeldID, of mail: HeldMail, sameness: [UInt8]) {
        self.id = id
        kind = mail.kind
        state = mail.kind == .held ? .held : .kept
        received = mail.received
        expires = mail.expires
        level = mail.level
        audience = mail.audience
        listener = mail.listener
        policy = mail.policy
        reasons = mail.reasons
        size = mail.message.count
        recipientCount = mail.envelope.recipients.count
        hasContent = true
        passedAs = nil
        self.sameness = sameness
        mark = nil
    }

    /// What a seal is bound to: all that never changes while there is content.
    var binding: Fields {
        var fields = Fields(for: "sealed mail")
        for text in [id.text, kind.rawValue, level, audience, listener, policy] { fields.add(text) }
        fields.add(reasons.joined(separator: " "))
        for number in [received, expires, size, recipientCount] { fields.add(number) }
        fields.add(sameness ?? [])
        return fields
    }
}
