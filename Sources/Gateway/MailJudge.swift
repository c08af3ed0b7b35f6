internal import Decisions
internal import Envelopes
public import Holdings
internal import Levels
internal import Milters
internal import Pipeline
internal import Workshops

/// Judges mails: what is told to the mail server, once all that must be kept is on disk.
public struct MailJudge: Sendable {
    /// A reply and its record.
    struct Judgement: Sendable {
        /// nil: the connection is closed without a verdict, so that the administrator's default
        /// action applies.
        var reply: EndReply?
        var record: DecisionRecord
    }

    private let store: Store
    /// How long a mail stays in the store, in seconds.
    private let keepSeconds: Int

    /// A judge.
    ///
    /// - Parameters:
    ///   - store: Where mails are kept.
    ///   - keepSeconds: How long a mail stays there, in seconds.
    public init(store: Store, keepSeconds: Int) {
        self.store = store
        self.keepSeconds = keepSeconds
    }

    /// Judges a message.
    ///
    /// - Parameters:
    ///   - message: As the mail server told it.
    ///   - book: The rules.
    ///   - engine: An engine over them.
    ///   - now: Seconds since 1970.
    /// - Returns: What is told to the mail server, and what may be logged.
    /// - Complexity: O(*n*).
    func judge(
        _ message: Message,
        by book: Rulebook,
        with engine: inout Engine,
        at now: Int
    ) -> Judgement {
        var record = Self.record(of: message, book)
        guard let policy = book.mail, let day = Self.day(now) else {
            record.verdict = "failure"
            return Judgement(reply: nil, record: record)
        }
        let parted = OwnFields.part(message.bytes, headerEnd: message.bodyStart)
        if !message.isTooLarge, let mark = parted.mark {
            do {
                if let reply = try released(message, parted, mark, at: now) {
                    record.verdict = "release"
                    return Judgement(reply: reply, record: record)
                }
            } catch {
                record.verdict = "failure"
                return Judgement(reply: nil, record: record)
            }
        }
        var route = policy.route(Self.envelope(of: message), on: day)
        if book.isShadow, route.treatment == .enforce { route.treatment = .shadow }
        record.audience = route.audience.id
        let found = find(message, parted, route, policy, day, &engine)
        if let outcome = found.outcome { record.rules = outcome.summary.rules }
        let verdict = policy.verdict(for: route, found.finding)
        let mail = Mail(
            message: message,
            parted: parted,
            found: found,
            now: now,
            rules: book.version
        )
        return act(verdict, mail, route, policy, &record)
    }

    /// What stands for a message that nobody waited for any more before it was begun.
    static func notBegun(_ message: Message, _ book: Rulebook) -> Judgement {
        var record = record(of: message, book)
        record.verdict = "late"
        return Judgement(reply: nil, record: record)
    }

    /// A record without a decision.
    private static func record(of message: Message, _ book: Rulebook) -> DecisionRecord {
        var record = DecisionRecord()
        record.queueID = message.envelope.queueID
        record.listener = code(message.envelope.daemonName)
        record.recipients = message.envelope.recipients.count
        record.size = message.bytes.count
        record.policy = book.version
        return record
    }

    /// One mail under judgement.
    private struct Mail {
        let message: Message
        let parted: OwnFields.Parted
        let found: Found
        /// Seconds since 1970.
        let now: Int
        /// Release and digest of the rules.
        let rules: String
    }

    /// What the engine said.
    private struct Found {
        let finding: Finding
        var outcome: Outcome?
    }

    // MARK: Finding

    private func find(
        _ message: Message,
        _ parted: OwnFields.Parted,
        _ route: Route,
        _ policy: MailPolicy,
        _ day: Day,
        _ engine: inout Engine
    ) -> Found {
        guard route.treatment != .exempt else { return Found(finding: .held([])) }
        guard !message.isTooLarge else { return Found(finding: .tooLarge) }
        guard Self.isMail(parted.stripped) else { return Found(finding: .unreadable) }
        // the level stands in a field of our own: a mail that is only marked is not a changed one
        var audience = route.audience
        audience.isMarked = false
        let version = Version(
            audience,
            isCorrespondent: { address in
                policy.isCorrespondent(String(decoding: address, as: UTF8.self), on: day)
            }
        )
        do throws(FilterError) {
            let outcome = try engine.filter(parted.stripped, as: version)
            return Found(
                finding: .judged(
                    level: outcome.level,
                    levelForAudience: outcome.levelForAudience,
                    levelAfter: outcome.levelAfter,
                    isChanged: outcome.isChanged
                ),
                outcome: outcome
            )
        } catch {
            return Found(finding: Finding(error))
        }
    }

    // MARK: Released mails

    /// The reply to a mail that a person has released; nil when its mark is not worth it.
    private func released(
        _ message: Message,
        _ parted: OwnFields.Parted,
        _ mark: String,
        at now: Int
    ) throws -> EndReply? {
        let answer = try store.accept(
            mark: mark,
            message: parted.unmarked,
            envelope: HeldMail.Envelope(
                sender: message.envelope.sender,
                recipients: message.envelope.recipients
            ),
            queueID: Self.code(message.envelope.queueID),
            now: now
        )
        guard answer == .valid else { return nil }
        let changes = try message.changes(to: parted.stripped)
        return EndReply(changes: changes.changes, body: changes.body, verdict: .continue)
    }

    // MARK: Acting

    private func act(
        _ verdict: MailVerdict,
        _ mail: Mail,
        _ route: Route,
        _ policy: MailPolicy,
        _ record: inout DecisionRecord
    ) -> Judgement {
        record.reasons = verdict.reasons.map(\.rawValue)
        record.level = verdict.level?.name ?? ""
        record.levelAfter = verdict.levelAfter?.name ?? ""
        record.verdict = verdict.action.kind.rawValue
        record.intended =
            verdict.intended == verdict.action ? "" : verdict.intended.kind.rawValue
        do {
            let reply = try reply(to: verdict, mail, route, &record)
            return Judgement(reply: reply, record: record)
        } catch let error as StoreError where error.code == .full {
            record.verdict = "tempfail"
            record.reasons.append("store-full")
            let text = "Courriel differe : la reserve du filtre est pleine."
            return Judgement(reply: EndReply(verdict: .reply(Self.later(text))), record: record)
        } catch let error where Self.isAboutEdits(error) && mail.found.finding != .cannotEdit {
            // what should be changed cannot be: the policy says what then
            let again = Mail(
                message: mail.message,
                parted: mail.parted,
                found: Found(finding: .cannotEdit),
                now: mail.now,
                rules: mail.rules
            )
            let verdict = policy.verdict(for: route, .cannotEdit)
            return act(verdict, again, route, policy, &record)
        } catch {
            record.verdict = "failure"
            return Judgement(reply: nil, record: record)
        }
    }

    private func reply(
        to verdict: MailVerdict,
        _ mail: Mail,
        _ route: Route,
        _ record: inout DecisionRecord
    ) throws -> EndReply {
        switch verdict.action {
        case .pass:
            return try passing(mail, mail.parted.stripped)
        case .tag:
            return try passing(mail, stamps(verdict, record) + mail.parted.stripped)
        case .anonymise:
            guard let outcome = mail.found.outcome else { throw MailFault.nothingToSend }
            let written = OwnFields.part(
                outcome.bytes,
                headerEnd: Self.headerEnd(outcome.bytes)
            ).stripped
            let reply = try passing(mail, stamps(verdict, record) + written)
            record.held = try keep(mail, .original, verdict, route)
            return reply
        case .redirect(let address):
            let target = Array(address.utf8)
            let others = Set(mail.message.envelope.recipients.filter { $0 != target })
            // the last recipient must not go before another one is there
            let recipients =
                [Change.addRecipient(target)]
                + others.sorted { $0.lexicographicallyPrecedes($1) }.map { .removeRecipient($0) }
            let reply = try passing(
                mail,
                stamps(verdict, record) + mail.parted.stripped,
                recipients
            )
            record.held = try keep(mail, .original, verdict, route)
            return reply
        case .hold:
            guard !mail.message.isTooLarge else {
                let text = "Courriel differe : trop grand pour etre retenu."
                record.verdict = "tempfail"
                return EndReply(verdict: .reply(Self.later(text)))
            }
            record.held = try keep(mail, .held, verdict, route)
            return EndReply(verdict: .discard)
        case .reject(let text):
            return EndReply(
                verdict: .reply(Reply(code: "550", enhanced: "5.7.1", text: text))
            )
        case .tempfail(let text): return EndReply(verdict: .reply(Self.later(text)))
        }
    }

    /// A message that goes on its way, with what has to change in it.
    ///
    /// - Throws: `MilterError`, or `MailFault.notOffered` when the mail server offers less than what
    ///   has to change: nothing was kept for it yet.
    private func passing(
        _ mail: Mail,
        _ bytes: [UInt8],
        _ recipients: [Change] = []
    ) throws -> EndReply {
        var reply = EndReply(changes: recipients, verdict: .continue)
        // of a mail that is too large the end was not kept: it goes as it is or not at all
        if !mail.message.isTooLarge {
            let changes = try mail.message.changes(to: bytes)
            reply.changes = changes.changes + recipients
            reply.body = changes.body
        }
        guard mail.message.abilities.isSuperset(of: reply.abilities) else {
            throw MailFault.notOffered
        }
        return reply
    }

    /// Whether a reply could not be made because of what it asks the mail server to change.
    private static func isAboutEdits(_ error: any Error) -> Bool {
        error is MilterError || error as? MailFault == .notOffered
    }

    /// The fields that tell what was found.
    private func stamps(_ verdict: MailVerdict, _ record: DecisionRecord) -> [UInt8] {
        var lines: [UInt8] = []
        let level = verdict.levelAfter ?? verdict.level
        lines += OwnFields.line("Niveau", level?.name ?? "inconnu")
        if verdict.intended != verdict.action {
            lines += OwnFields.line("Essai", verdict.intended.kind.rawValue)
        }
        let reasons = verdict.reasons.map(\.rawValue).joined(separator: " ")
        if !reasons.isEmpty { lines += OwnFields.line("Motifs", reasons) }
        let rules = record.rules.prefix(16).joined(separator: " ")
        if !rules.isEmpty { lines += OwnFields.line("Regles", rules) }
        return lines
    }

    // MARK: The store

    private func keep(
        _ mail: Mail,
        _ kind: HeldMail.Kind,
        _ verdict: MailVerdict,
        _ route: Route
    ) throws(StoreError) -> String {
        let envelope = mail.message.envelope
        return try store.hold(
            HeldMail(
                envelope: HeldMail.Envelope(
                    sender: envelope.sender,
                    recipients: envelope.recipients
                ),
                message: mail.parted.unmarked,
                kind: kind,
                reasons: verdict.reasons.map(\.rawValue),
                level: verdict.level?.name ?? "unknown",
                audience: Self.code(route.audience.id),
                listener: Self.code(envelope.daemonName),
                policy: Self.code(mail.rules),
                received: mail.now,
                expires: mail.now + keepSeconds
            )
        ).text
    }
}
