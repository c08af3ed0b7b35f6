import Documents
import Formats
import TestSupport
import Testing

/// Rows between commas, or with quotes, keep their columns; any other text is plain.
@Suite struct CSVReaderTests {
    static func open(_ text: String) throws -> (any Carrier)? {
        try CSVReader().open(Array(text.utf8), Opener())
    }

    static let rows: [(String, String)] = [
        ("Nom,Ville\nBenali,Lyon\nTrevez,Brest\n", "Nom\tVille\nBenali\tLyon\nTrevez\tBrest\n"),
        ("Nom;Note\r\n\"Benali\";\"a;b\"\r\n", "Nom\tNote\nBenali\ta;b\n"),
        ("Nom;Note\n\"Be\"\"na\"\"li\";\"a\nb\r\nc\td\"\n", "Nom\tNote\nBe\"na\"li\ta b c d\n"),
        ("\"Nom\"\t\"Note\"\nBenali\t\"x\"", "Nom\tNote\nBenali\tx\n"),
        ("\u{FEFF}Nom,Note\nBenali,\"x, y\"\n", "Nom\tNote\nBenali\tx, y\n"),
        ("Nom,Note,\"Fin\"\n,,\nBenali,,\n", "Nom\tNote\tFin\n\t\t\nBenali\t\t\n"),
    ]

    @Test(arguments: rows)
    func aRowIsALine(_ source: String, _ text: String) throws {
        let carrier = try #require(try Self.open(source))
        #expect(carrier.text("tableau") == text)
        #expect(try carrier.replacing("Morvan") == source)
    }

    static let others = [
        "", "Nom;Ville\nBenali;Lyon\nTrevez;Brest\n", "Nom\tVille\nBenali\tLyon\nTrevez\tBrest\n",
        "Bonjour, Karim\nmerci, Nadia\nà demain, Lucas\n",
        "Il pleut, dit-elle\nIl vente, dit-il\nIl neige, dit-on\n",
        "Nom,Ville\nBenali,Lyon\n", "Nom,Ville\nBenali,Lyon,2\nTrevez,Brest\n",
        "Total 12,5\nReste 13,7\nEcart 14,2\n", "1,2\n3,4\n5,6\n",
        "Il dit : \"oui\", puis \"non\"\n\"Ah\", dit-il\n",
        "\"Je viens\", dit Karim\n\"Je pars\", dit Nadia\n\"Bon\", dit Lucas\n",
        "Nom;Note\n\"Benali\";\"jamais fermé\n", "a,a\nb,c\nd,e\n",
        "Un long titre qui est une phrase et qui n'en finit pas du tout,x\na,b\nc,d\n",
    ]

    @Test(arguments: others)
    func anyOtherTextIsPlain(_ text: String) throws {
        #expect(try Self.open(text) == nil)
    }

    static let edits: [(String, String, String)] = [
        ("Nom,Note\nBenali,a\nb,c\n", "[Personne A]", "Nom,Note\n[Personne A],a\nb,c\n"),
        ("Nom,Note\nBenali,a\nb,c\n", "x, y", "Nom,Note\n\"x, y\",a\nb,c\n"),
        ("Nom,Note\nM Benali z,a\nb,c\n", "\"x\"", "Nom,Note\n\"M \"\"x\"\" z\",a\nb,c\n"),
        ("Nom;Note\n\"Ben\nali\";\"Benali\"\n", "\"", "Nom;Note\n\"Ben\nali\";\"\"\"\"\n"),
    ]

    @Test(arguments: edits)
    func whatIsWrittenKeepsTheColumns(_ source: String, _ word: String, _ after: String) throws {
        let carrier = try #require(try Self.open(source))
        let output = try carrier.replacing("Benali", with: word)
        #expect(output == after)
        #expect(try Self.open(output)?.text("tableau")?.contains(word) == true)
    }

    @Test func anEditOverCellsNeverMovesThem() throws {
        let source = "Nom;\"Note\"\nBenali;\"a\"\n"
        let carrier = try #require(try Self.open(source))
        let edit = Edit(start: 4, end: 12, replacement: [0x78])
        let output = try carrier.bytes(applying: [[edit]], without: RemovedWords(), marking: nil)
        #expect(String(decoding: output, as: UTF8.self) == "Nom;\"x\"\nali;\"a\"\n")
    }

    @Test(arguments: ["Nom;\"Note\"\r\nBenali;x\r\n", "Nom,Note\nBenali,x\nTrevez,y\n"])
    func theLevelIsALineAboveTheRows(_ source: String) throws {
        let banner = "Niveau : confidentiel ; ne pas communiquer à des tiers"
        let marking = Marking(name: "confidentiel", banner: Array(banner.utf8))
        let carrier = try #require(try Self.open(source))
        let output = try carrier.replacing("Z", marking: marking)
        #expect(output.hasSuffix(source))
        let again = try #require(try Self.open(output))
        #expect(again.mark == "confidentiel")
        #expect(again.text("tableau")?.hasPrefix(banner + "\n") == true)
        #expect(try again.replacing("Z") == output)
    }

    /// Any rows: without edits the same, with edits as many fields in each.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func columnsStayWhateverIsWritten(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let delimiter = [",", ";", "\t"].randomElement(using: &random) ?? ","
        let words = ["Benali", "\"a \"\"Benali\"\"\n b\"", "", "x y", "\"a,;\tb\"", "été"]
        let columns = Int.random(in: 2...5, using: &random)
        var source = (0..<columns).map { "\"titre \($0)\"" }.joined(separator: delimiter) + "\r\n"
        for _ in 0..<Int.random(in: 2...9, using: &random) {
            source +=
                (0..<columns).map { _ in words.randomElement(using: &random) ?? "" }
                .joined(separator: delimiter) + "\r\n"
        }
        let carrier = try #require(try Self.open(source))
        #expect(try carrier.replacing("Z") == source)
        func shape(_ carrier: any Carrier) -> [Int]? {
            carrier.text("tableau")?.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.filter { $0 == "\t" }.count }
        }
        for word in ["[Personne A]", "a\(delimiter)b", "\"", ""] {
            let output = try carrier.replacing("Benali", with: word)
            let again = try #require(try Self.open(output))
            #expect(shape(again) == shape(carrier), "\(output)")
        }
    }

    @Test(arguments: Encoded.encodings)
    func rowsKeepTheirEncoding(_ encoding: Encoding) throws {
        let source = "Prénom;\"Déjà vu à l'été\"\nBenali;\"reçu à l'hôtel, l'élève\"\n"
        let bytes = try #require(Encoded.bytes(source, encoding))
        let carrier = try #require(try CSVReader().open(bytes, Opener()))
        let start = try #require(carrier.texts.first?.text.firstRange(of: "Benali".utf8))
        let edit = Edit(
            start: start.lowerBound,
            end: start.upperBound,
            replacement: Array("[retiré]".utf8)
        )
        let output = try carrier.bytes(applying: [[edit]], without: RemovedWords(), marking: nil)
        #expect(output == Encoded.bytes(source.replacing("Benali", with: "[retiré]"), encoding))
    }
}
