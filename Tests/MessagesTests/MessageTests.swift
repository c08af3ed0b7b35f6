import Decisions
import Formats
import Lexicons
import TestSupport
import Testing

@testable import Messages
@testable import Pipeline

/// Every error has a French sentence and an exit code, and none holds text of a note.
@Suite struct MessageTests {
    @Test(arguments: FormatError.Code.allCases)
    func whatCannotBeReadExits65AndNamesTheByte(_ code: FormatError.Code) {
        let message = Message(FormatError(code: code, offset: 4_711, part: "word/document.xml"))
        let codes: [FormatError.Code: ExitCode] = [
            .unavailable: .software, .obstacle: .held, .converterMissing: .configuration,
        ]
        #expect(message.code == codes[code] ?? .data)
        switch code {
        case .badEncoding, .binary, .tooLarge, .unwritable:
            #expect(message.text.contains("4711"))
        case .damaged, .bomb: #expect(message.text.contains("(word/document.xml)"))
        case .converterMissing: #expect(message.text.contains("paquet word/document.xml"))
        case .otherFormat, .unavailable, .nestedTooDeep, .converterLimit, .obstacle: break
        }
        Self.expectFrench(message)
    }

    @Test(arguments: Obstacle.Kind.allCases)
    func whatCannotBeCleanedIsNamedAndHeld(_ kind: Obstacle.Kind) {
        let obstacles = (0..<20).map { Obstacle(kind, in: "partie \($0)") }
        let message = Message(obstacles: obstacles)
        #expect(message.code == .held)
        #expect(message.text.contains("(partie 0)"))
        #expect(message.text.contains("14 de plus"))
        #expect(message.text.contains("--images keep") == (kind == .image))
        Self.expectFrench(message)
    }

    @Test func everyOtherFormatHasItsFrenchName() {
        var texts: Set<String> = []
        for format in ForeignFormat.allCases {
            let message = Message(FormatError(code: .otherFormat, offset: 0, format: format))
            #expect(message.code == .data)
            #expect(message.text.contains(" un"))
            #expect(message.text.contains("cette version"))
            Self.expectFrench(message)
            texts.insert(message.text)
        }
        #expect(texts.count == ForeignFormat.allCases.count)
    }

    @Test(arguments: ["cp1253": "cp1252", "utf-9": "utf-8", "latin2": "latin1", "MAC": "mac"])
    func anUnknownEncodingIsAUsageErrorWithTheNearestName(_ typed: String, nearest: String) {
        let message = Message(unknownEncoding: typed)
        #expect(message.code == .usage)
        #expect(message.text.contains("« \(typed) »"))
        #expect(message.text.contains("« \(nearest) »"))
        Self.expectFrench(message)
    }

    @Test(arguments: FilterError.Code.allCases)
    func everyFailureOfTheLineHasItsExitCode(_ code: FilterError.Code) {
        let message = Message(FilterError(code))
        let codes: [FilterError.Code: ExitCode] = [
            .unreadable: .data, .unavailable: .software, .aboveCeiling: .held,
            .severalSituations: .held, .badLexicon: .configuration, .obstacle: .held,
            .removedWordsRemain: .held,
        ]
        #expect(message.code == codes[code])
        Self.expectFrench(message)
    }

    @Test func anUnreadableNoteSaysWhy() {
        let format = FormatError(code: .badEncoding, offset: 12)
        let message = Message(FilterError(.unreadable, format: format))
        #expect(message.text == Message(format).text)
    }

    @Test(arguments: LexiconError.Code.allCases)
    func aTableThatCannotBeUsedIsNamedWithItsLine(_ code: LexiconError.Code) {
        let message = Message(
            LexiconError(code: code, file: "secrets/health", line: 7, word: "placé")
        )
        #expect(message.code == .configuration)
        #expect(message.text.hasPrefix("Lexicons/secrets/health.tsv, ligne 7 : "))
        Self.expectFrench(message)
    }

    @Test(arguments: LexiconError.Code.allCases)
    func withoutAFileThereIsNoPlace(_ code: LexiconError.Code) {
        let message = Message(LexiconError(code: code))
        #expect(!message.text.contains("Lexicons/"))
        #expect(!message.text.contains("ligne 0"))
    }

    @Test(arguments: ["pleniere": "pleniere", "plenniere": "pleniere", "publique": "public"])
    func anUnknownAudienceIsAUsageErrorWithTheNearestWord(_ typed: String, nearest: String) throws {
        let matrix = try TestSupport.policy()
        do throws(PolicyError) {
            let audience = try matrix.audience(typed)
            #expect(audience.id == typed)
        } catch {
            let message = Message(error)
            #expect(message.code == .usage)
            #expect(message.text.contains("« \(typed) »"))
            #expect(message.text.contains("« \(nearest) »"))
            Self.expectFrench(message)
        }
    }

    @Test(arguments: ["a\t*\tpublic", "a\tx\tpublic\treplace\tkeep\tdrop\tcut"])
    func aBadTableOfAudiencesIsConfiguration(_ row: String) {
        do throws(PolicyError) {
            let table = TSV("# audience\tpiece\tceiling\tnames\n\(row)\n")
            _ = try Policy(layers: [
                PolicyLayer(name: "ville", tables: ["audiences.tsv": table])
            ])
            Issue.record("the row was accepted")
        } catch {
            let message = Message(error)
            #expect(message.code == .configuration)
            #expect(message.text.hasPrefix("ville/audiences.tsv, ligne 2 : "))
            Self.expectFrench(message)
        }
    }

    /// A table that says something else than two rows says so.
    @Test(arguments: [
        (PolicyError.Code.endsTooEarly, "2026-11-25", "premier jour"),
        (.notSayable, "Refusé", "sans accents"),
    ])
    func aFaultOfMailTablesIsNamed(_ code: PolicyError.Code, _ word: String, _ told: String) {
        let message = Message(
            PolicyError(code, word: word, layer: "courriel", file: "guests.tsv", line: 5)
        )
        #expect(message.code == .configuration)
        #expect(message.text.hasPrefix("courriel/guests.tsv, ligne 5 : « \(word) »"))
        #expect(message.text.contains(told) && !message.text.contains("deux fois"))
        Self.expectFrench(message)
    }

    /// Who decides on held mail reads why in French.
    @Test func everyReasonOfMailHasAName() throws {
        let bytes = try Repository.bytes("Lexicons/outcomes.tsv")
        let table = TSV(String(decoding: bytes, as: UTF8.self))
        let codes = table.rows.compactMap { table.cell("reason", of: $0) }
        #expect(codes.count == 18)
        for code in codes { #expect(ReasonName.french(code) != nil, "\(code)") }
        #expect(ReasonName.french("zorb") == nil)
    }

    @Test func exitCodesAreThoseOfTheShell() {
        let codes: [ExitCode: Int32] = [
            .done: 0, .findings: 1, .held: 3, .usage: 64, .data: 65, .noInput: 66, .software: 70,
            .io: 74,
            .configuration: 78,
        ]
        for (code, value) in codes { #expect(code.rawValue == value) }
    }

    private static let french: Set<Substring> = [
        "le", "la", "l", "de", "des", "il", "ne", "n", "est", "pas", "ou", "et", "deux", "inconnu",
    ]

    /// A sentence, with words of French, without names of the code.
    private static func expectFrench(_ message: Message) {
        let text = message.text
        #expect(text.contains(" "))
        let words = Set(text.split { $0 == " " || $0 == "'" || $0 == "," })
        #expect(!words.isDisjoint(with: french), "\(text)")
        for english in [" the ", " is ", " not ", "Optional(", "error", "Error", "nil"] {
            #expect(!text.contains(english), "\(text)")
        }
    }
}

/// The words of the option parser, in French.
@Suite struct UsageTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let english: String
        let french: String
        var testDescription: String { english }
    }

    static let rows = [
        Row(
            english: "Error: Missing expected argument '--audience <destinataire>'",
            french: "il manque '--audience <destinataire>'"
        ),
        Row(
            english: "Error: Unknown option '--audiance'. Did you mean '--audience'?",
            french: "option inconnue '--audiance' ; vouliez-vous dire '--audience'?"
        ),
        Row(
            english: "Error: Missing value for '--audience <destinataire>'",
            french: "il manque la valeur de '--audience <destinataire>'"
        ),
        Row(
            english: "Error: The value 'x' is invalid for '--offsets <unité>'",
            french: "la valeur 'x' ne convient pas à '--offsets <unité>'"
        ),
        Row(english: "Error: Unexpected argument 'b'", french: "argument inattendu 'b'"),
        Row(english: "USAGE: biffure <subcommand>", french: "USAGE : biffure <commande>"),
        Row(
            english: "OPTIONS:\n  -h, --help  Show help information.",
            french: "OPTIONS :\n  -h, --help  Montre cette aide."
        ),
        Row(
            english: "il manque\n  See 'biffure --help' for more information.\n",
            french: "il manque\n  Voir « biffure --help » pour en savoir plus."
        ),
        Row(english: "", french: ""),
    ]

    @Test(arguments: rows)
    func theParserSpeaksFrench(_ row: Row) {
        #expect(Usage.french(row.english) == row.french)
    }
}
