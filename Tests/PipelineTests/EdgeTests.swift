import Formats
import Levels
import Pipeline
import TestSupport
import Testing

/// Input that nobody would call a note.
@Suite struct EdgeTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let text: String
        var testDescription: String { fact }

        init(_ fact: String, _ text: String) {
            self.fact = fact
            self.text = text
        }
    }

    static let harmless = [
        Row("nothing", ""),
        Row("one byte", "a"),
        Row("one line end", "\n"),
        Row("a byte-order mark alone", "\u{FEFF}"),
        Row("100,000 tabs", String(repeating: "\t", count: 100_000)),
        Row("100,000 line ends", String(repeating: "\n", count: 100_000)),
        Row("100,000 blanks", String(repeating: " ", count: 100_000)),
        Row("100,000 brackets", String(repeating: "[", count: 100_000)),
        Row("100,000 quotation marks", String(repeating: "«", count: 100_000)),
        Row("100,000 dots", String(repeating: ".", count: 100_000)),
        Row("100,000 pipes", String(repeating: "|", count: 100_000)),
        Row("one word of 100,000 letters", String(repeating: "a", count: 100_000)),
        Row("100,000 digits", String(repeating: "7", count: 100_000)),
        Row("an unterminated quotation", "Le maire dit : « la séance est ouverte"),
        Row("an unterminated bracket", "Le maire (élu en mars ouvre la séance"),
        Row("emoji alone", "😀👩\u{200D}🚒🇫🇷❤\u{FE0F}👍🏽"),
        Row("accents without a letter", "\u{301}\u{301}\u{301}"),
        Row("zero-width signs", "\u{200B}\u{200D}\u{2060}\u{AD}"),
        Row("another script", "日本語です。Привет."),
        Row("control characters", "\u{1}\u{B}\u{1B}[31m\u{7F}"),
        Row("CR alone", "Un point.\rDeux points.\r"),
    ]

    @Test(arguments: harmless, audiences)
    func whatSaysNothingLeavesAsItCame(_ row: Row, id: String) throws {
        let out = try outcome(of: Array(row.text.utf8), audience: id)
        #expect(out.bytes == Array(row.text.utf8))
        #expect(out.level == .public)
        #expect(!out.isChanged)
    }

    @Test func everySingleByteIsReadOrRefused() throws {
        var engine = try makeEngine()
        let pleniere = try audience("pleniere")
        // UTF-8 that ends within a character; any other byte is a letter of windows-1252
        let cut: Set<UInt8> = [0xC2, 0xC3, 0xC4, 0xC5, 0xC8, 0xCC, 0xCD, 0xE2, 0xEF, 0xF0]
        for byte in UInt8.min...UInt8.max {
            let isText = byte > 0 && !cut.contains(byte)
            do throws(FilterError) {
                #expect(try engine.filter([byte], for: pleniere).bytes == [byte])
                #expect(isText)
            } catch {
                #expect(!isText)
                #expect(error.code == .unreadable)
                #expect(error.format?.code == (byte == 0 ? .binary : .badEncoding))
                #expect(error.offset == 0)
            }
        }
    }

    struct Broken: CustomTestStringConvertible, Sendable {
        let fact: String
        let bytes: [UInt8]
        let offset: Int
        let reason: String
        var testDescription: String { fact }
    }

    static let broken = [
        Broken(
            fact: "half a unit of UTF-16",
            bytes: [0xFF, 0xFE, 0x61],
            offset: 2,
            reason: "badEncoding"
        ),
        Broken(
            fact: "at the end",
            bytes: Array("Été".utf8).dropLast(),
            offset: 3,
            reason: "badEncoding"
        ),
        Broken(
            fact: "behind the mark",
            bytes: [0xEF, 0xBB, 0xBF, 0x61, 0xC3],
            offset: 4,
            reason: "badEncoding"
        ),
        Broken(
            fact: "behind a name",
            bytes: Array("Yanis CARON est suivi au CMP l".utf8) + [0xE2, 0x80],
            offset: 30,
            reason: "badEncoding"
        ),
        Broken(fact: "NUL", bytes: [0x61, 0x62, 0], offset: 2, reason: "binary"),
        Broken(
            fact: "another format",
            bytes: Array("{\\rtf1\\ansi Yanis CARON".utf8),
            offset: 0,
            reason: "otherFormat"
        ),
    ]

    @Test(arguments: broken)
    func brokenTextIsAnErrorWithItsPlace(_ row: Broken) throws {
        var engine = try makeEngine()
        let pleniere = try audience("pleniere")
        do throws(FilterError) {
            _ = try engine.filter(row.bytes, for: pleniere)
            Issue.record("the note was read")
        } catch {
            #expect(error.code == .unreadable)
            #expect(error.offset == row.offset)
            #expect(error.reason == row.reason)
        }
        do throws(FilterError) {
            _ = try engine.detect(row.bytes)
            Issue.record("the note was read")
        } catch {
            #expect(error.offset == row.offset)
        }
    }

    @Test func aNoteOverTheLimitIsRefused() throws {
        var engine = try makeEngine(maximumSize: 4)
        #expect(try engine.detect(Array("abcd".utf8)).level == .public)
        do throws(FilterError) {
            _ = try engine.detect(Array("abcde".utf8))
            Issue.record("the note was read")
        } catch {
            #expect(error.reason == "tooLarge")
        }
    }

    /// A theft (« vol ») at the end of a sentence is no abbreviated volume.
    @Test func aTheftEndsASentence() throws {
        let note = "Yanis CARON a été condamné pour vol. La séance est levée à 18 h."
        #expect(try findings(of: note).passages.count == 2)
    }

    @Test func allCapitalsHideNothing() throws {
        let note = "COMPTE RENDU DU 12 MARS\nYANIS CARON EST SUIVI AU CMP ET TOUCHE L'AAH\n"
        let out = try filter(note, audience: "pleniere")
        #expect(out == "COMPTE RENDU DU 12 MARS\n[passage retiré]\n")
    }

    @Test func smallLettersHideNothing() throws {
        let note = "slt tu px me dire si le ptit sofiane est tjrs sous méthadone"
        #expect(try filter(note, audience: "pleniere") == "[passage retiré]")
    }

    @Test func anUnterminatedQuotationHidesNothing() throws {
        let out = try filter("Le gardien : « Yanis CARON est suivi au CMP", audience: "pleniere")
        #expect(!out.contains("CARON") && !out.contains("CMP"))
    }

    /// A column that tells a secret of each row: once its cells are cut nothing is left to hold.
    @Test func aColumnOfSecretsIsCutAndNotHeld() throws {
        let note = "Nom;Dettes;Suite\nYanis CARON;388,10;rdv le 3\nLina MOREL;51,20;rdv le 4\n"
        let out = try outcome(of: Array(note.utf8), audience: "gt-thematique")
        #expect(out.levelAfter <= .confidentiel)
        let text = String(decoding: out.bytes, as: UTF8.self)
        #expect(!text.contains("CARON") && !text.contains("388"))
    }

    @Test func placeholdersOfAnEarlierRunStay() throws {
        let note = "[Personne A] et Mme [B] ; [passage retiré] [point non communicable] [16 ans]"
        #expect(try filter(note, audience: "pleniere").contains("[passage retiré]"))
        let group = "[passage retiré]\n[point non communicable]\n[adresse] [téléphone]\n"
        #expect(try filter(group, audience: "pleniere") == group)
    }

    @Test func theByteOrderMarkStays() throws {
        let out = try filter("\u{FEFF}Lina CARON est suivie au CMP.", audience: "pleniere")
        #expect(out == "\u{FEFF}[passage retiré]")
    }

    /// DOMAIN section 6, rule 12: a label line of the source never lowers the level.
    @Test func aLowerLabelOfTheSourceFreesNothing() throws {
        let note = "DOCUMENT PUBLIC\n\nLina CARON est suivie au CMP.\n"
        #expect(try findings(of: note).level == .secret)
    }

    /// DOMAIN section 6, rule 12, and DESIGN section 4: a higher label raises it.
    @Test func aHigherLabelOfTheSourceRaisesTheLevel() throws {
        let note = "CONFIDENTIEL\n\nLa séance est ouverte.\n"
        #expect(try findings(of: note).level == .confidentiel)
        let out = try outcome(of: Array(note.utf8), audience: "pleniere")
        #expect(out.isLabelHigher)
        #expect(String(decoding: out.bytes, as: UTF8.self) == "PUBLIC\n\nLa séance est ouverte.\n")
    }
}
