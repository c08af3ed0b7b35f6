import Decisions
import Envelopes
import Levels
import Testing

/// Who reads a mail, by the tables of the example.
@Suite struct RouteTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let to: [String]
        let audience: String
        var violations: [MailReason] = []
        var abovePublic: [MailReason] = []
        var isDivided = false
        var day = "2026-11-26"
        var testDescription: String { fact }
    }

    static let one = [
        Row(
            fact: "an address of its own",
            to: ["site-internet@mairie.test"],
            audience: "public"
        ),
        Row(fact: "a domain", to: ["karim.benali@mairie.test"], audience: "restreinte"),
        Row(fact: "a domain below", to: ["direction@ccas.mairie.test"], audience: "restreinte"),
        Row(fact: "an alias of an audience", to: ["redaction@presse.test"], audience: "public"),
        Row(fact: "capitals and brackets", to: ["<MAIRE@Mairie.test>"], audience: "maire-pcd"),
        Row(fact: "a tag", to: ["maire+clspd@mairie.test"], audience: "maire-pcd"),
        Row(fact: "the list of a group", to: ["gt-nord@mairie.test"], audience: "gt-territorial"),
        Row(fact: "a member", to: ["n.trevez@college.test"], audience: "gt-territorial"),
        Row(
            fact: "a member on the last day",
            to: ["n.trevez@college.test"],
            audience: "gt-territorial",
            day: "2027-08-31"
        ),
        Row(
            fact: "a member who has left, and whom nobody else knows",
            to: ["n.trevez@college.test"],
            audience: "public",
            violations: [.unknownRecipient],
            day: "2027-09-01"
        ),
        Row(
            fact: "a member of the article 8 cell",
            to: ["s.dupre@departement.test"],
            audience: "article8"
        ),
        Row(
            fact: "a member of a domain of the group",
            to: ["gardien@bailleur.test"],
            audience: "gt-territorial"
        ),
        Row(
            fact: "a colleague of the member",
            to: ["direction@bailleur.test"],
            audience: "public",
            violations: [.offList]
        ),
        Row(
            fact: "nobody",
            to: ["nadia.trevez@ailleurs.test"],
            audience: "public",
            violations: [.unknownRecipient]
        ),
        Row(
            fact: "a mailbox without domain",
            to: ["root"],
            audience: "public",
            violations: [.unknownRecipient]
        ),
        Row(
            fact: "an address that is sent on",
            to: ["nadia%ailleurs.test@mairie.test"],
            audience: "public",
            violations: [.unknownRecipient]
        ),
        Row(fact: "no recipient", to: [], audience: "public", violations: [.unknownRecipient]),
        Row(
            fact: "a guest during his days",
            to: ["mediation@transports.test"],
            audience: "gt-territorial",
            day: "2026-12-04"
        ),
        Row(
            fact: "a guest between two meetings",
            to: ["mediation@transports.test"],
            audience: "public",
            violations: [.unknownRecipient],
            day: "2026-12-05"
        ),
        Row(
            fact: "a guest of the next meeting",
            to: ["mediation@transports.test"],
            audience: "gt-territorial",
            day: "2027-03-01"
        ),
    ]

    static let several = [
        Row(
            fact: "a member of a group beside the press",
            to: ["n.trevez@college.test", "redaction@presse.test"],
            audience: "public",
            isDivided: true
        ),
        Row(
            fact: "two of one audience",
            to: ["karim.benali@mairie.test", "accueil@mairie.test"],
            audience: "restreinte"
        ),
        Row(
            fact: "the list and a member",
            to: ["groupe-nord@listes.mairie.test", "n.trevez@college.test"],
            audience: "gt-territorial"
        ),
        Row(
            fact: "the list and a guest",
            to: ["groupe-nord@listes.mairie.test", "mediation@transports.test"],
            audience: "gt-territorial"
        ),
        Row(
            fact: "the list and a guest on another day",
            to: ["groupe-nord@listes.mairie.test", "mediation@transports.test"],
            audience: "public",
            violations: [.unknownRecipient],
            isDivided: true,
            day: "2026-12-05"
        ),
        Row(
            fact: "the list and a colleague who is not of the group",
            to: ["groupe-nord@listes.mairie.test", "karim.benali@mairie.test"],
            audience: "restreinte",
            violations: [.offList],
            isDivided: true
        ),
        Row(
            fact: "the list and a known institution that is not represented",
            to: ["groupe-nord@listes.mairie.test", "cabinet@prefecture.test"],
            audience: "pleniere",
            violations: [.externalInstitution],
            isDivided: true
        ),
        Row(
            fact: "two lists that are members of each other, one with inhabitants",
            to: ["groupe-nord@listes.mairie.test", "groupe-sud@listes.mairie.test"],
            audience: "gt-territorial",
            isDivided: true
        ),
        Row(
            fact: "two lists that are not",
            to: ["groupe-nord@listes.mairie.test", "cellule8@listes.mairie.test"],
            audience: "article8+gt-territorial",
            violations: [.offList],
            isDivided: true
        ),
        Row(
            fact: "the mayor and the article 8 cell",
            to: ["maire@mairie.test", "s.dupre@departement.test"],
            audience: "article8+maire-pcd",
            isDivided: true
        ),
        Row(
            fact: "the mayor and a colleague",
            to: ["maire@mairie.test", "karim.benali@mairie.test"],
            audience: "maire-pcd+restreinte",
            abovePublic: [.article8Extra],
            isDivided: true
        ),
        Row(
            fact: "the mayor and nobody known",
            to: ["maire@mairie.test", "nadia.trevez@ailleurs.test"],
            audience: "maire-pcd+public",
            violations: [.unknownRecipient],
            abovePublic: [.article8Extra],
            isDivided: true
        ),
    ]

    @Test(arguments: one + several)
    func theTablesSayWhoReads(_ row: Row) throws {
        let day = Town.day(row.day)
        for recipients in [row.to, row.to.reversed()] {
            let route = try Town.policy().route(Town.mail(to: recipients), on: day)
            #expect(route.audience.id == row.audience)
            #expect(route.violations == row.violations)
            #expect(route.violationsAbovePublic == row.abovePublic)
            #expect(route.isDivided == row.isDivided)
        }
    }

    /// The first of several recipients of one class is admitted, and all of that class.
    @Test(arguments: several)
    func whoDividesAMailIsNotAdmitted(_ row: Row) throws {
        let policy = try Town.policy()
        let envelope = Town.mail(to: [])
        let day = Town.day(row.day)
        #expect(policy.admits(row.to[0], after: [], envelope, on: day))
        #expect(policy.admits(row.to[1], after: [row.to[0]], envelope, on: day) == !row.isDivided)
        #expect(policy.admits(row.to[0], after: [row.to[1]], envelope, on: day) == !row.isDivided)
    }

    @Test func theListTakesNobodyWhoMakesTheOthersForeign() throws {
        let policy = try Town.policy()
        let accepted = ["groupe-nord@listes.mairie.test", "n.trevez@college.test"]
        func admits(_ recipient: String) -> Bool {
            policy.admits(recipient, after: accepted, Town.mail(to: []), on: Town.day)
        }
        #expect(admits("adjointe@mairie.test"))
        #expect(!admits("k.benali@mairie.test"))
        #expect(!admits("direction@bailleur.test"))
    }

    /// R23: inhabitants sit in the group.
    @Test func theProfileOfAGroupCounts() throws {
        let policy = try Town.policy()
        let nord = policy.route(Town.mail(to: ["gt-nord@mairie.test"]), on: Town.day)
        let sud = policy.route(Town.mail(to: ["groupe-sud@listes.mairie.test"]), on: Town.day)
        #expect(nord.audience.ceiling == .confidentiel)
        #expect(sud.audience.ceiling == .public)
    }

    @Test func whoSitsInTwoGroupsReadsWhatBothRead() throws {
        let policy = try Town.policy(with: [
            "members.tsv": ["groupe-sud n.trevez@college.test professionnel -"]
        ])
        let route = policy.route(Town.mail(to: ["n.trevez@college.test"]), on: Town.day)
        #expect(route.audience.ceiling == .public)
        #expect(!route.isDivided)
    }

    @Test func everybodyMayHaveARow() throws {
        let policy = try Town.policy(with: ["recipients.tsv": ["* public - -"]])
        for address in ["nadia@ailleurs.test", "root", "a%b@mairie.test"] {
            let route = policy.route(Town.mail(to: [address]), on: Town.day)
            #expect(route.violations == [] && route.audience.id == "public")
        }
    }

    /// Over all pairs of those whom the tables speak of.
    @Test(arguments: one.flatMap(\.to))
    func nobodyReadsMoreWhenOthersJoin(_ address: String) throws {
        let policy = try Town.policy()
        for other in Self.one.flatMap(\.to) {
            let alone = policy.route(Town.mail(to: [other]), on: Town.day)
            let both = policy.route(Town.mail(to: [address, other]), on: Town.day)
            #expect(both.audience.ceiling <= alone.audience.ceiling)
            #expect(Audience.strictest(both.audience, alone.audience) == both.audience)
            #expect(Set(both.violations).isSuperset(of: alone.violations))
        }
    }

    // MARK: Correspondents

    @Test(arguments: [
        "gt-nord@mairie.test", "Maire@mairie.test", "n.trevez@college.test",
        "mediation@transports.test",
    ])
    func whomATableNamesIsACorrespondent(_ address: String) throws {
        #expect(try Town.policy().isCorrespondent(address, on: Town.day))
    }

    @Test(arguments: [
        "karim.benali@mairie.test", "nadia.trevez@ailleurs.test", "root", "",
        "maire%ailleurs.test@mairie.test",
        // what stands behind the sign is written by anybody
        "maire+nadia.trevez.est.suivie@mairie.test", "gt-nord+nadia.trevez@mairie.test",
        "n.trevez+est.suivie@college.test", "mediation+nadia@transports.test",
    ])
    func whoseDomainAloneIsKnownIsNone(_ address: String) throws {
        #expect(try !Town.policy().isCorrespondent(address, on: Town.day))
    }

    @Test func aSeatThatIsOverMakesNoCorrespondent() throws {
        let policy = try Town.policy()
        #expect(!policy.isCorrespondent("mediation@transports.test", on: Town.day("2026-12-05")))
        #expect(!policy.isCorrespondent("n.trevez@college.test", on: Town.day("2027-09-01")))
    }

    // MARK: Senders

    struct Sending: CustomTestStringConvertible, Sendable {
        let fact: String
        var listener = "SOUMISSION"
        var login: String?
        var sender = "quelquun@ailleurs.test"
        var treatment = Route.Treatment.enforce
        var piece = Piece.compteRendu
        var isStrict = false
        var testDescription: String { fact }
    }

    static let sendings = [
        Sending(fact: "nobody is named", listener: "RELAIS"),
        Sending(fact: "no listener", listener: ""),
        Sending(fact: "a bounce", listener: "RELAIS", sender: ""),
        Sending(fact: "a login", login: "coordination", piece: .fiche),
        Sending(fact: "a login in capitals", login: "Coordination", piece: .fiche),
        Sending(fact: "the login of another listener", listener: "RELAIS", login: "coordination"),
        Sending(fact: "a stricter login", login: "stagiaire", isStrict: true),
        Sending(
            fact: "a domain",
            listener: "RELAIS",
            sender: "<N.Trevez@college.test>",
            treatment: .shadow
        ),
        Sending(fact: "an address of another listener", sender: "crip@departement.test"),
        Sending(
            fact: "an address",
            listener: "RELAIS",
            sender: "crip@departement.test",
            treatment: .exempt
        ),
        Sending(
            fact: "the listener goes before the sender",
            sender: "n.trevez@college.test"
        ),
        Sending(
            fact: "who is logged in cannot write himself free",
            listener: "RELAIS",
            login: "stagiaire",
            sender: "crip@departement.test"
        ),
        Sending(
            fact: "an empty login is none",
            listener: "RELAIS",
            login: "",
            sender: "crip@departement.test",
            treatment: .exempt
        ),
        Sending(
            fact: "a login that is an address",
            listener: "RELAIS",
            login: "crip@departement.test",
            treatment: .exempt
        ),
        Sending(
            fact: "a listener in small letters",
            listener: "soumission",
            login: "coordination",
            piece: .fiche
        ),
    ]

    @Test(arguments: sendings)
    func theMostPreciseRowTellsTheSender(_ row: Sending) throws {
        let envelope = Town.mail(
            to: ["gt-nord@mairie.test"],
            from: row.sender,
            login: row.login,
            listener: row.listener
        )
        let route = try Town.policy().route(envelope, on: Town.day)
        #expect(route.treatment == row.treatment)
        #expect(route.piece == row.piece)
        #expect(route.audience.piece == row.piece)
        #expect(route.audience.isStrict == row.isStrict)
    }

    struct Reader: CustomTestStringConvertible, Sendable {
        let who: String
        let ceiling: Level
        let ceilingOfElected: Level
        var testDescription: String { who }
    }

    /// R24: only where a row asks for it.
    @Test(arguments: [
        Reader(who: "maire@mairie.test", ceiling: .confidentiel, ceilingOfElected: .public),
        Reader(who: "adjointe@mairie.test", ceiling: .confidentiel, ceilingOfElected: .public),
        Reader(
            who: "n.trevez@college.test",
            ceiling: .confidentiel,
            ceilingOfElected: .confidentiel
        ),
        Reader(who: "gt-nord@mairie.test", ceiling: .confidentiel, ceilingOfElected: .confidentiel),
    ])
    func electedPersonsReadOfNobody(_ reader: Reader) throws {
        let policy = try Town.policy()
        func ceiling(_ listener: String) -> Level {
            let envelope = Town.mail(to: [reader.who], listener: listener)
            return policy.route(envelope, on: Town.day).audience.ceiling
        }
        #expect(ceiling("RELAIS") == reader.ceiling)
        #expect(ceiling("SOUMISSION") == reader.ceilingOfElected)
    }

    @Test(arguments: ["gt-territorial - groupe-nord", "gt-territorial elu -"])
    func itIsEnoughThatOneTableSaysElected(_ cells: String) throws {
        let policy = try Town.policy(with: [
            "recipients.tsv": ["adjointe@mairie.test \(cells)"]
        ])
        let envelope = Town.mail(to: ["adjointe@mairie.test"], listener: "SOUMISSION")
        #expect(policy.route(envelope, on: Town.day).audience.ceiling == .public)
    }
}
