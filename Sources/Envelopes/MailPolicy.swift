public import Decisions
internal import Levels

/// The policy for mail: from an envelope to who reads it, from what was found to what is done.
///
/// Pure: it knows no clock, no file and no socket, so the same mail on the same day gets the same
/// answer. Errors quote tables, never a mail; what it answers holds no address of a mail.
///
/// ```swift
/// let policy = try MailPolicy(layers: layers, policy: matrix)
/// let route = policy.route(envelope, on: today)
/// let verdict = policy.verdict(for: route, .unreadable)  // hold
/// ```
public struct MailPolicy: Sendable {
    /// The tables that it is read from; those of `Policy` come beside.
    public static let files: Set<String> = [
        "recipients.tsv", "groups.tsv", "members.tsv", "guests.tsv", "senders.tsv", "outcomes.tsv",
    ]

    let recipients: Recipients
    private let senders: Senders
    private let readings: Readings
    private let outcomes: Outcomes
    /// Who reads a mail of which nothing is known.
    private let nobody: Audience

    /// Reads the tables, the later layers over the earlier ones.
    ///
    /// - Parameters:
    ///   - layers: What is built in first.
    ///   - policy: The matrix of the same layers.
    /// - Throws: `PolicyError` at the first row that cannot be used.
    /// - Complexity: O(rows).
    public init(layers: [PolicyLayer], policy: Policy) throws(PolicyError) {
        let profiles = policy.profiles
        let groups = try Groups(layers, policy: policy, profiles: profiles)
        recipients = try Recipients(layers, policy: policy, groups: groups)
        senders = try Senders(layers, profiles: profiles)
        readings = try Readings(
            policy: policy,
            ids: recipients.audiences,
            groupProfiles: Set(groups.all.compactMap(\.profile)),
            senders: senders.all
        )
        outcomes = try Outcomes(layers)
        nobody = try policy.audience(Readings.nobody.audience)
    }

    // MARK: The envelope

    /// Who reads a mail, and how its sender is taken.
    ///
    /// - Parameters:
    ///   - envelope: Sender and all recipients that were accepted; without recipients the mail is
    ///     taken for one to somebody unknown.
    ///   - day: The day on which members and guests must have their seats.
    /// - Returns: The strictest audience, and what is wrong with the recipients.
    /// - Complexity: O(recipients · groups that they are the lists of).
    public func route(_ envelope: Envelope, on day: Day) -> Route {
        let sender = senders.sender(of: envelope)
        let recipients = envelope.recipients.map { self.recipients.recipient($0, on: day) }
        let addressed = Set(recipients.compactMap(\.addressed)).sorted()
        let classes = Set(
            recipients.map {
                Recipient.Class(
                    rows: Set($0.readings.map { Readings.row($0, from: sender) }),
                    violation: self.recipients.violation(of: $0, beside: addressed)
                )
            }
        )
        var violations = Set(classes.compactMap(\.violation))
        if classes.isEmpty { violations.insert(.unknownRecipient) }
        let all = classes.reduce(into: Set<Readings.Row>()) { $0.formUnion($1.rows) }
        return Route(
            audience: audience(of: all),
            treatment: sender.treatment,
            piece: sender.piece,
            violations: MailReason.allCases.filter(violations.contains),
            violationsAbovePublic: Self.tellsMore(than: all) ? [.article8Extra] : [],
            isDivided: classes.count > 1
        )
    }

    /// Whether a further recipient may join those who were accepted, for a gateway that answers 452
    /// to recipients of another class, so that the client sends them a mail of their own.
    ///
    /// - Parameters:
    ///   - recipient: The next recipient.
    ///   - accepted: Those before it.
    ///   - envelope: The sender; its recipients do not count.
    ///   - day: As for ``route(_:on:)``.
    /// - Returns: True for the first recipient, and for one of the same class: the same audience, in
    ///   violation as they are.
    /// - Complexity: O(accepted) for each call.
    public func admits(
        _ recipient: String,
        after accepted: [String],
        _ envelope: Envelope,
        on day: Day
    ) -> Bool {
        var envelope = envelope
        envelope.recipients = accepted + [recipient]
        return accepted.isEmpty || !route(envelope, on: day).isDivided
    }

    private func audience(of rows: Set<Readings.Row>) -> Audience {
        // sorted, so that the same recipients in any order give the same audience
        let audiences = rows.map { readings.audience($0) ?? nobody }.sorted { $0.id < $1.id }
        guard let first = audiences.first else { return nobody }
        return audiences.dropFirst().reduce(first, Audience.strictest)
    }

    /// Whether the mayor is told something, and others who are not of the article 8 circle with him:
    /// such information goes to him and to nobody else (CASF L.121-6-2).
    private static func tellsMore(than rows: Set<Readings.Row>) -> Bool {
        let ids = Set(rows.map(\.audience))
        return ids.contains("maire-pcd") && !ids.isSubset(of: ["maire-pcd", "article8"])
    }

    /// The law behind what is done for a reason, as `outcomes.tsv` names it.
    public func law(of reason: MailReason) -> String { outcomes.law(of: reason) }

    // MARK: The mail

    /// What is done with a mail.
    ///
    /// The strictest action over all reasons wins; of two redirections the first. A public mail with
    /// nothing to edit, to recipients who are known, passes without a reason.
    ///
    /// - Parameters:
    ///   - route: What the envelope says.
    ///   - finding: What the filter found for the audience of the route.
    /// - Returns: What is done, what would be done if the sender were not only watched, and why.
    /// - Complexity: O(reasons).
    public func verdict(for route: Route, _ finding: Finding) -> MailVerdict {
        let level = finding.level
        guard route.treatment != .exempt else {
            return MailVerdict(
                action: .pass,
                intended: .pass,
                reasons: [],
                level: level,
                levelAfter: level
            )
        }
        let found = finding.reasons(for: route.audience).union(route.violations)
            .union(finding.isAbovePublic ? route.violationsAbovePublic : [])
        let reasons = MailReason.allCases.filter(found.contains)
        var intended = MailVerdict.Action.pass
        for reason in reasons {
            let action = outcomes.action(for: reason, audience: route.audience)
            if action.kind > intended.kind { intended = action }
        }
        // there is no version that could leave
        if level == nil, intended.kind < .redirect { intended = .hold }
        var action = intended
        if route.treatment == .shadow, intended != .pass { action = .tag }
        let levelAfter: Level? =
            switch action.kind {
            case .pass, .tag: level
            case .anonymise: finding.levelAfter
            case .redirect, .hold, .reject, .tempfail: nil
            }
        return MailVerdict(
            action: action,
            intended: intended,
            reasons: reasons,
            level: level,
            levelAfter: levelAfter
        )
    }
}

extension Finding {
    /// The level of the mail; nil when there is no version of it.
    fileprivate var level: Level? {
        guard case .judged(let level, _, _, _) = self else { return nil }
        return level
    }

    fileprivate var levelAfter: Level? {
        guard case .judged(_, _, let after, _) = self else { return nil }
        return after
    }

    /// Whether the mail speaks of an individual situation, as far as is known.
    fileprivate var isAbovePublic: Bool {
        switch self {
        case .judged(let level, _, _, _): level > .public
        case .held(let reasons): reasons.contains(.severalSituations)
        case .unreadable, .tooLarge, .cannotEdit, .failed: false
        }
    }

    fileprivate func reasons(for audience: Audience) -> Set<MailReason> {
        switch self {
        case .judged(_, let level, let after, let isChanged):
            var reasons: Set<MailReason> = isChanged ? [.names] : []
            if level > audience.ceiling {
                reasons = [level == .secret ? .secret : .confidentiel]
            }
            if after > audience.ceiling || level > audience.ceiling && !isChanged {
                reasons.insert(.aboveCeiling)
            }
            if after > .public { reasons.insert(.label) }
            return reasons
        case .held(let reasons): return reasons.isEmpty ? [.obstacle] : Set(reasons)
        case .unreadable: return [.unreadable]
        case .tooLarge: return [.tooLarge]
        case .cannotEdit: return [.cannotEdit]
        case .failed: return [.failure]
        }
    }
}
