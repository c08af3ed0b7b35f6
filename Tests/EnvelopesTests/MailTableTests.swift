import Decisions
import Envelopes
import Levels
import Lexicons
import Testing

/// Wrong tables: each fault names layer, file, line and word, and what was nearest.
@Suite struct MailTableTests {
    struct Fault: CustomTestStringConvertible, Sendable {
        let fact: String
        let tables: [String: [String]]
        let code: PolicyError.Code
        let word: String
        var nearest = ""
        var line = 2
        var testDescription: String { fact }

        init(
            _ fact: String,
            _ file: String,
            _ rows: [String],
            _ code: PolicyError.Code,
            _ word: String,
            nearest: String = ""
        ) {
            self.fact = fact
            tables = [file: rows]
            self.code = code
            self.word = word
            self.nearest = nearest
            line = rows.count + 1
        }
    }

    static let faults = [
        Fault(
            "an unknown audience",
            "recipients.tsv",
            ["@ecole.test plenierre - -"],
            .unknownAudience,
            "plenierre",
            nearest: "pleniere"
        ),
        Fault(
            "no pattern",
            "recipients.tsv",
            ["*@ecole.test public - -"],
            .unknownWord,
            "*@ecole.test",
            nearest: "nom@domaine"
        ),
        Fault(
            "an unknown role",
            "recipients.tsv",
            ["@ecole.test public elue -"],
            .unknownWord,
            "elue",
            nearest: "elu"
        ),
        Fault(
            "a group that nobody made",
            "recipients.tsv",
            ["@ecole.test public - groupe-nor"],
            .unknownWord,
            "groupe-nor",
            nearest: "groupe-nord"
        ),
        Fault(
            "a pattern twice",
            "recipients.tsv",
            ["@ecole.test public - -", "@Ecole.test public - -"],
            .contradiction,
            "@ecole.test"
        ),
        Fault(
            "the same row twice",
            "recipients.tsv",
            ["@ecole.test public - -", "@ecole.test public - -"],
            .duplicate,
            "@ecole.test"
        ),
        Fault(
            "a pattern with two audiences",
            "recipients.tsv",
            ["@ecole.test public - -", "@ecole.test pleniere - -"],
            .contradiction,
            "@ecole.test"
        ),
        Fault(
            "secrets for a whole domain",
            "recipients.tsv",
            ["@departement.test article8 - -"],
            .aboveCeiling,
            "article8",
            nearest: "restreinte"
        ),
        Fault(
            "secrets for everybody",
            "recipients.tsv",
            ["* article8 - -"],
            .aboveCeiling,
            "article8",
            nearest: "restreinte"
        ),
        Fault(
            "a row for the list of a group",
            "recipients.tsv",
            ["gt-nord@mairie.test public - -"],
            .contradiction,
            "gt-nord@mairie.test"
        ),
        Fault(
            "a row that is not there cannot go",
            "recipients.tsv",
            ["- @mairi.test public - -"],
            .unknownWord,
            "@mairi.test",
            nearest: "@mairie.test"
        ),
        Fault(
            "a row cannot go twice",
            "recipients.tsv",
            ["- @prefecture.test pleniere - -", "- @prefecture.test pleniere - -"],
            .unknownWord,
            "@prefecture.test",
            nearest: "@presse.test"
        ),
        Fault(
            "a group with an unknown audience",
            "groups.tsv",
            ["groupe-est gt-teritorial - mairie.test -"],
            .unknownAudience,
            "gt-teritorial",
            nearest: "gt-territorial"
        ),
        Fault(
            "a group with an unknown profile",
            "groups.tsv",
            ["groupe-est gt-territorial - mairie.test habitant"],
            .unknownProfile,
            "habitant",
            nearest: "habitants"
        ),
        Fault(
            "a list of two groups",
            "groups.tsv",
            ["groupe-est gt-territorial gt-nord@mairie.test mairie.test -"],
            .contradiction,
            "gt-nord@mairie.test"
        ),
        Fault(
            "a domain that is an address",
            "groups.tsv",
            ["groupe-est gt-territorial - nadia@mairie.test -"],
            .unknownWord,
            "nadia@mairie.test",
            nearest: "domaine.test"
        ),
        Fault(
            "a member of no group",
            "members.tsv",
            ["groupe-norf nadia@mairie.test - -"],
            .unknownWord,
            "groupe-norf",
            nearest: "groupe-nord"
        ),
        Fault(
            "a member that is a domain",
            "members.tsv",
            ["groupe-nord @mairie.test - -"],
            .unknownWord,
            "@mairie.test",
            nearest: "nom@domaine"
        ),
        Fault(
            "a member until no day",
            "members.tsv",
            ["groupe-nord nadia@mairie.test - 2026-02-30"],
            .unknownWord,
            "2026-02-30",
            nearest: "AAAA-MM-JJ"
        ),
        Fault(
            "a guest without a last day",
            "guests.tsv",
            ["groupe-nord nadia@mairie.test 2026-11-26 -"],
            .unknownWord,
            "-",
            nearest: "AAAA-MM-JJ"
        ),
        Fault(
            "a guest who goes before he comes",
            "guests.tsv",
            ["groupe-nord nadia@mairie.test 2026-11-26 2026-11-25"],
            .endsTooEarly,
            "2026-11-25"
        ),
        Fault(
            "an unknown treatment",
            "senders.tsv",
            ["* dgs shadows compte-rendu -"],
            .unknownWord,
            "shadows",
            nearest: "shadow"
        ),
        Fault(
            "an unknown piece",
            "senders.tsv",
            ["* dgs enforce fiches -"],
            .unknownWord,
            "fiches",
            nearest: "fiche"
        ),
        Fault(
            "a sender with an unknown profile",
            "senders.tsv",
            ["* dgs enforce fiche stricte"],
            .unknownProfile,
            "stricte",
            nearest: "strict"
        ),
        Fault(
            "a filter for nobody",
            "senders.tsv",
            ["* * exempt fiche -"],
            .aboveCeiling,
            "exempt",
            nearest: "shadow"
        ),
        Fault(
            "an unknown reason",
            "outcomes.tsv",
            ["secrets hold - loi usage"],
            .unknownWord,
            "secrets",
            nearest: "secret"
        ),
        Fault(
            "an unknown verdict",
            "outcomes.tsv",
            ["secret holds - loi usage"],
            .unknownWord,
            "holds",
            nearest: "hold"
        ),
        Fault(
            "a redirection to nowhere",
            "outcomes.tsv",
            ["secret redirect - loi usage"],
            .unknownWord,
            "redirect",
            nearest: "redirect"
        ),
        Fault(
            "a redirection to no address",
            "outcomes.tsv",
            ["secret redirect:dgs - loi usage"],
            .unknownWord,
            "dgs",
            nearest: "nom@domaine"
        ),
        Fault(
            "a rejection without a sentence",
            "outcomes.tsv",
            ["secret reject - loi usage"],
            .badRow,
            "reply"
        ),
        Fault(
            "a sentence that is not ASCII",
            "outcomes.tsv",
            ["secret reject Refusé loi usage"],
            .notSayable,
            "Refusé"
        ),
        Fault(
            "a sentence that no line holds",
            "outcomes.tsv",
            ["secret reject \(String(repeating: "a", count: 401)) loi usage"],
            .notSayable,
            String(repeating: "a", count: 401)
        ),
        Fault(
            "an audience has no say about failures",
            "outcomes.tsv",
            ["failure audience Plus_tard. loi usage"],
            .unknownWord,
            "audience",
            nearest: "redirect"
        ),
    ]

    @Test(arguments: faults)
    func aWrongRowIsNamed(_ fault: Fault) {
        do {
            _ = try Town.policy(with: fault.tables)
            Issue.record("the row was accepted")
        } catch let error as PolicyError {
            #expect(error.code == fault.code)
            #expect(error.word == fault.word)
            #expect(error.nearest == fault.nearest)
            #expect(error.layer == "quartier")
            #expect(error.file == fault.tables.keys.first)
            #expect(error.line == fault.line)
        } catch {
            Issue.record("\(error)")
        }
    }

    struct TooLax: CustomTestStringConvertible, Sendable {
        let reason: MailReason
        let verdict: String
        var testDescription: String { "\(reason.rawValue) \(verdict)" }
    }

    private static let verdicts = [
        "pass", "tag", "anonymise", "redirect:dgs@mairie.test", "hold", "reject", "tempfail",
    ]

    /// The verdicts that each reason may have, from which on; on any failure nothing unfiltered leaves.
    static let laxest: [MailReason: String] = [
        .label: "pass", .offList: "tag", .externalInstitution: "tag", .secret: "anonymise",
        .confidentiel: "anonymise", .names: "anonymise", .failure: "hold",
    ]

    @Test(arguments: MailReason.allCases)
    func noTableLetsAFailurePass(_ reason: MailReason) throws {
        let laxest = Self.laxest[reason] ?? "redirect:dgs@mairie.test"
        let first = try #require(Self.verdicts.firstIndex(of: laxest))
        for (index, verdict) in Self.verdicts.enumerated() {
            let row = "\(reason.rawValue) \(verdict) Courriel_refuse. loi usage"
            if index >= first {
                _ = try Town.policy(with: ["outcomes.tsv": [row]])
            } else {
                #expect {
                    try Town.policy(with: ["outcomes.tsv": [row]])
                } throws: { error in
                    (error as? PolicyError)?.code == .aboveCeiling
                }
            }
        }
    }

    @Test func everyReasonMustHaveItsRow() {
        do {
            _ = try Town.policy(with: ["outcomes.tsv": ["- unreadable hold - loi usage"]])
            Issue.record("a policy without a row was accepted")
        } catch let error as PolicyError {
            #expect(error.code == .badRow && error.word == "unreadable")
            #expect(error.file == "outcomes.tsv")
        } catch {
            Issue.record("\(error)")
        }
    }

    /// A site's row says who wrote it and when, and a table has all its columns.
    @Test(arguments: ["change", "pattern", "audience", "role", "group", "author", "date"])
    func aMissingColumnIsNamed(_ column: String) throws {
        let cells = [
            ("change", "+"), ("pattern", "@ecole.test"), ("audience", "public"), ("role", "-"),
            ("group", "-"), ("author", "C. Aubrac"), ("date", "2026-11-26"),
        ].filter { $0.0 != column }
        let header = "# " + cells.map(\.0).joined(separator: "\t")
        let table = TSV(header + "\n" + cells.map(\.1).joined(separator: "\t"))
        let layer = PolicyLayer(name: "quartier", tables: ["recipients.tsv": table])
        #expect {
            try Town.policy(Town.layers() + [layer])
        } throws: { error in
            let error = error as? PolicyError
            return error?.code == .badRow && error?.word == column && error?.line == 2
        }
    }

    @Test func aLaterLayerWins() throws {
        let policy = try Town.policy(with: [
            "recipients.tsv": ["@mairie.test public - -", "- @prefecture.test pleniere - -"],
            "members.tsv": ["- groupe-nord n.trevez@college.test professionnel -"],
        ])
        func route(_ address: String) -> Route {
            policy.route(Town.mail(to: [address]), on: Town.day)
        }
        #expect(route("accueil@mairie.test").audience.id == "public")
        #expect(route("cabinet@prefecture.test").violations == [.unknownRecipient])
        #expect(route("n.trevez@college.test").violations == [.unknownRecipient])
    }

    @Test func withoutTablesOfATownEverythingIsHeld() throws {
        let policy = try Town.policy([try Town.builtIn()])
        let route = policy.route(Town.mail(to: ["maire@mairie.test"]), on: Town.day)
        #expect(route.violations == [.unknownRecipient])
        let found = Finding.judged(
            level: .public,
            levelForAudience: .public,
            levelAfter: .public,
            isChanged: false
        )
        #expect(policy.verdict(for: route, found).action == .hold)
    }

    @Test func everyTableThatIsBuiltInHasAReader() {
        #expect(Set(PolicyLayer.files).isSubset(of: MailPolicy.files.union(Policy.files)))
        #expect(PolicyLayer.files.contains("outcomes.tsv"))
    }

    @Test func reviewersHaveTheRightsOfTheirRow() throws {
        let reviewers = try Reviewers(layers: Town.layers())
        #expect(reviewers.rights(of: "caubrac") == Set(Reviewers.Right.allCases))
        #expect(reviewers.rights(of: "postmaster") == [.list])
        #expect(reviewers.rights(of: "CAUBRAC") == [])
        #expect(reviewers.rights(of: "") == [])
        #expect(reviewers.name(of: "caubrac") == "C. Aubrac, coordonnatrice")
        #expect(reviewers.name(of: "dgs") == nil)
    }

    @Test func aReviewerMayLoseEveryRight() throws {
        let layers =
            try Town.layers() + [
                Town.layer(["reviewers.tsv": ["caubrac C.Aubrac -", "- postmaster x list"]])
            ]
        let reviewers = try Reviewers(layers: layers)
        #expect(reviewers.rights(of: "caubrac") == [] && reviewers.rights(of: "postmaster") == [])
    }

    @Test func anUnknownRightIsNamed() throws {
        let layers =
            try Town.layers() + [
                Town.layer(["reviewers.tsv": ["dgs DGS list,realease"]])
            ]
        #expect {
            try Reviewers(layers: layers)
        } throws: { error in
            let error = error as? PolicyError
            return error?.word == "realease" && error?.nearest == "release" && error?.line == 2
        }
    }
}
