import Decisions
import Envelopes
import Levels
import Lexicons
import Testing

/// What is done with a mail, by what was found in it.
@Suite struct VerdictTests {
    typealias Kind = MailVerdict.Action.Kind

    private static let crew = ["n.trevez@college.test"]
    private static let cell = ["s.dupre@departement.test"]
    private static let mayor = ["maire@mairie.test"]
    private static let colleague = ["karim.benali@mairie.test"]

    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let to: [String]
        let finding: Finding
        let kind: Kind
        var reasons: [MailReason] = []
        var after: Level?
        var testDescription: String { "\(kind.rawValue): \(fact)" }
    }

    /// A mail of which nothing has to change.
    private static func clean(_ level: Level) -> Finding {
        .judged(level: level, levelForAudience: level, levelAfter: level, isChanged: false)
    }

    /// A mail of which a version was made.
    private static func changed(_ level: Level, to after: Level) -> Finding {
        .judged(level: level, levelForAudience: level, levelAfter: after, isChanged: true)
    }

    static let content = [
        Row(
            fact: "an event without a person",
            to: crew,
            finding: clean(.public),
            kind: .pass,
            after: .public
        ),
        Row(
            fact: "confidential within the ceiling, nothing to edit",
            to: crew,
            finding: clean(.confidentiel),
            kind: .tag,
            reasons: [.label],
            after: .confidentiel
        ),
        Row(
            fact: "names only",
            to: crew,
            finding: changed(.confidentiel, to: .confidentiel),
            kind: .anonymise,
            reasons: [.names, .label],
            after: .confidentiel
        ),
        Row(
            fact: "an identifier in a public mail",
            to: colleague,
            finding: changed(.public, to: .public),
            kind: .anonymise,
            reasons: [.names],
            after: .public
        ),
        Row(
            fact: "a secret to a group",
            to: crew,
            finding: changed(.secret, to: .confidentiel),
            kind: .reject,
            reasons: [.secret, .label]
        ),
        Row(
            fact: "a secret to the article 8 cell",
            to: cell,
            finding: clean(.secret),
            kind: .tag,
            reasons: [.label],
            after: .secret
        ),
        Row(
            fact: "a secret that counts as confidential for the audience",
            to: crew,
            finding: .judged(
                level: .secret,
                levelForAudience: .confidentiel,
                levelAfter: .confidentiel,
                isChanged: false
            ),
            kind: .tag,
            reasons: [.label],
            after: .secret
        ),
        Row(
            fact: "confidential where the audience holds",
            to: colleague,
            finding: changed(.confidentiel, to: .public),
            kind: .hold,
            reasons: [.confidentiel]
        ),
        Row(
            fact: "confidential where the audience rejects",
            to: ["redaction@presse.test"],
            finding: changed(.confidentiel, to: .public),
            kind: .reject,
            reasons: [.confidentiel]
        ),
        Row(
            fact: "a version that is still above the ceiling",
            to: colleague,
            finding: .judged(
                level: .public,
                levelForAudience: .public,
                levelAfter: .confidentiel,
                isChanged: true
            ),
            kind: .hold,
            reasons: [.names, .label, .aboveCeiling]
        ),
        Row(
            fact: "above the ceiling, and nothing was taken out",
            to: colleague,
            finding: .judged(
                level: .confidentiel,
                levelForAudience: .confidentiel,
                levelAfter: .public,
                isChanged: false
            ),
            kind: .hold,
            reasons: [.confidentiel, .aboveCeiling]
        ),
    ]

    static let envelopes = [
        Row(
            fact: "a clean mail to nobody known",
            to: ["nadia.trevez@ailleurs.test"],
            finding: clean(.public),
            kind: .hold,
            reasons: [.unknownRecipient]
        ),
        Row(
            fact: "a clean mail to a list and to somebody off the list",
            to: ["gt-nord@mairie.test"] + colleague,
            finding: clean(.public),
            kind: .hold,
            reasons: [.offList]
        ),
        Row(
            fact: "a clean mail to a list and to a foreign institution, which the town redirects",
            to: ["gt-nord@mairie.test", "cabinet@prefecture.test"],
            finding: clean(.public),
            kind: .redirect,
            reasons: [.externalInstitution]
        ),
        Row(
            fact: "the strictest of several reasons",
            to: ["gt-nord@mairie.test", "cabinet@prefecture.test"],
            finding: changed(.secret, to: .public),
            kind: .reject,
            reasons: [.externalInstitution, .secret]
        ),
        Row(
            fact: "an individual situation to the mayor alone",
            to: mayor,
            finding: clean(.confidentiel),
            kind: .tag,
            reasons: [.label],
            after: .confidentiel
        ),
        Row(
            fact: "an individual situation to the mayor and the cell",
            to: mayor + cell,
            finding: clean(.confidentiel),
            kind: .tag,
            reasons: [.label],
            after: .confidentiel
        ),
        Row(
            fact: "an individual situation to the mayor and a group",
            to: mayor + crew,
            finding: clean(.confidentiel),
            kind: .reject,
            reasons: [.article8Extra, .label]
        ),
        Row(
            fact: "an event to the mayor and a group",
            to: mayor + crew,
            finding: clean(.public),
            kind: .pass,
            after: .public
        ),
        Row(
            fact: "several situations to the mayor",
            to: mayor,
            finding: .held([.severalSituations]),
            kind: .hold,
            reasons: [.severalSituations]
        ),
        Row(
            fact: "several situations to the mayor and a group",
            to: mayor + crew,
            finding: .held([.severalSituations]),
            kind: .reject,
            reasons: [.article8Extra, .severalSituations]
        ),
    ]

    static let failures =
        [
            (Finding.unreadable, Kind.hold, MailReason.unreadable),
            (.tooLarge, .reject, .tooLarge), (.cannotEdit, .reject, .cannotEdit),
            (.failed, .tempfail, .failure), (.held([]), .hold, .obstacle),
            (.held([.obstacle]), .hold, .obstacle), (.held([.encrypted]), .hold, .encrypted),
            (.held([.signed]), .hold, .signed), (.held([.aboveCeiling]), .hold, .aboveCeiling),
            (.held([.removedWords]), .hold, .removedWords),
            // there is no version that could leave
            (.held([.names]), .hold, .names), (.held([.label]), .hold, .label),
        ].map {
            Row(fact: "\($0.0)", to: crew, finding: $0.0, kind: $0.1, reasons: [$0.2])
        }

    @Test(arguments: content + envelopes + failures)
    func theStrictestReasonDecides(_ row: Row) throws {
        let verdict = try Self.verdict(row)
        #expect(verdict.action.kind == row.kind)
        #expect(verdict.intended == verdict.action)
        #expect(verdict.reasons == row.reasons)
        #expect(verdict.levelAfter == row.after)
        if case .judged(let level, _, _, _) = row.finding { #expect(verdict.level == level) }
    }

    @Test(arguments: content + envelopes + failures)
    func aWatchedSenderIsNeverStopped(_ row: Row) throws {
        let enforced = try Self.verdict(row)
        let watched = try Self.verdict(row, treatment: "shadow")
        #expect(watched.action == (row.kind == .pass ? .pass : .tag))
        #expect(watched.intended == enforced.action)
        #expect(watched.reasons == enforced.reasons)
        #expect(watched.levelAfter == watched.level)
    }

    @Test(arguments: content + envelopes + failures)
    func anExemptSenderIsJudgedByNobody(_ row: Row) throws {
        let verdict = try Self.verdict(row, treatment: "exempt")
        #expect(verdict.action == .pass && verdict.intended == .pass)
        #expect(verdict.reasons == [])
        if case .judged(let level, _, _, _) = row.finding { #expect(verdict.levelAfter == level) }
    }

    /// A listener for each treatment.
    private static let watching = Result {
        try Town.policy(with: [
            "senders.tsv": Route.Treatment.allCases.map {
                "\($0.rawValue) * \($0.rawValue) compte-rendu -"
            }
        ])
    }

    private static func verdict(
        _ row: Row,
        treatment: String = "enforce"
    ) throws -> MailVerdict {
        let policy = try watching.get()
        let envelope = Town.mail(to: row.to, listener: treatment)
        return policy.verdict(for: policy.route(envelope, on: Town.day), row.finding)
    }

    /// What the sender's server is told goes into a line of SMTP, and tells nothing of the mail.
    @Test(arguments: MailReason.allCases)
    func aReplyIsFitForSMTP(_ reason: MailReason) throws {
        let policy = try MailPolicyWithReplies.policy(for: reason)
        let route = policy.route(Town.mail(to: Self.crew), on: Town.day)
        guard case .reject(let reply) = policy.verdict(for: route, .held([reason])).action else {
            Issue.record("\(reason.rawValue) is not rejected")
            return
        }
        #expect(reply == "Courriel_refuse.")
        #expect(!policy.law(of: reason).isEmpty)
    }

    @Test func theBuiltInRepliesAreAsciiSentences() throws {
        let table = try #require(try Town.builtIn().tables["outcomes.tsv"])
        #expect(table.rows.map(\.cells[0]) == MailReason.allCases.map(\.rawValue))
        for row in table.rows {
            let (verdict, reply) = (row.cells[1], row.cells[2])
            #expect(reply.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && reply.utf8.count <= 400)
            #expect(
                (reply == "-") == ["pass", "tag", "anonymise"].contains(verdict),
                "\(row.line)"
            )
            #expect(verdict == "hold" || reply == "-" || reply.hasSuffix("."))
        }
    }

    @Test func aRejectionCarriesTheSentenceOfItsRow() throws {
        let policy = try Town.policy()
        let route = policy.route(Town.mail(to: Self.crew), on: Town.day)
        let verdict = policy.verdict(for: route, Self.changed(.secret, to: .confidentiel))
        let reply =
            "Courriel refuse : contenu secret pour ces destinataires (CASF L.121-6-2). "
            + "Voir le coordonnateur."
        #expect(verdict.action == .reject(reply: reply))
    }

    @Test func aRedirectionGoesToTheAddressOfItsRow() throws {
        let policy = try Town.policy(with: [
            "outcomes.tsv": ["off-list redirect:DGS@mairie.test - loi usage"]
        ])
        let to = ["gt-nord@mairie.test"] + Self.colleague
        let verdict = policy.verdict(
            for: policy.route(Town.mail(to: to), on: Town.day),
            Self.clean(.public)
        )
        #expect(verdict.action == .redirect(address: "dgs@mairie.test"))
    }

    @Test func ofTwoRedirectionsTheFirstCounts() throws {
        let policy = try Town.policy(with: [
            "outcomes.tsv": [
                "off-list redirect:dgs@mairie.test - loi usage",
                "names redirect:dpo@mairie.test - loi usage",
            ]
        ])
        let to = ["gt-nord@mairie.test"] + Self.colleague
        let verdict = policy.verdict(
            for: policy.route(Town.mail(to: to), on: Town.day),
            Self.changed(.public, to: .public)
        )
        #expect(verdict.reasons == [.offList, .names])
        #expect(verdict.action == .redirect(address: "dgs@mairie.test"))
    }

    struct MailColumn: CustomTestStringConvertible, Sendable {
        let mail: String
        let reason: String
        let level: Level
        let kind: Kind
        var testDescription: String { "\(reason): \(mail)" }
    }

    @Test(
        arguments: [
            ("transform", Kind.anonymise), ("hold", .hold), ("reject", .reject),
        ].flatMap { mail, kind in
            [Level.confidentiel, .secret].map {
                MailColumn(mail: mail, reason: $0.name, level: $0, kind: kind)
            }
        }
    )
    func aTableMayLeaveItToTheAudience(_ row: MailColumn) throws {
        let policy = try Town.policy(with: [
            "outcomes.tsv": ["\(row.reason) audience Courriel_refuse. loi usage"],
            "profiles.tsv": ["essai restreinte mail \(row.mail) usage"],
            "senders.tsv": ["EPREUVE * enforce compte-rendu essai"],
        ])
        let envelope = Town.mail(to: Self.colleague, listener: "EPREUVE")
        let route = policy.route(envelope, on: Town.day)
        let verdict = policy.verdict(for: route, Self.changed(row.level, to: .public))
        #expect(verdict.action.kind == row.kind)
        if row.kind == .reject { #expect(verdict.action == .reject(reply: "Courriel_refuse.")) }
    }

    @Test func actionsStandFromLaxToStrict() {
        #expect(
            [Kind.tempfail, .reject, .hold, .redirect, .anonymise, .tag, .pass].sorted()
                == [.pass, .tag, .anonymise, .redirect, .hold, .reject, .tempfail]
        )
    }
}

/// A policy that rejects one reason.
private enum MailPolicyWithReplies {
    static func policy(for reason: MailReason) throws -> MailPolicy {
        try Town.policy(with: [
            "outcomes.tsv": ["\(reason.rawValue) reject Courriel_refuse. loi usage"]
        ])
    }
}
