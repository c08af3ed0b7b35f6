import Decisions
import Documents
import Messages
import Pipeline
import TestSupport
import Testing

/// The line after a filtered note tells what was done without a word of the note.
@Suite struct SummaryTests {
    @Test func itCountsWhatWasDone() throws {
        let note = """
            Le jeune Yanis CARON a cassé une vitre.
            La petite Lina CARON est suivie au CMP.
            Mme Sylvie MARTEL, médiatrice, présente le bilan.
            """
        let line = summaryLine(try outcome(of: Array(note.utf8), audience: "gt-thematique"))
        #expect(line.hasPrefix("niveau secret → "))
        #expect(
            line.contains("1 nom remplacé, 1 nom de fonction conservé, 1 passage secret retiré, ")
        )
        #expect(line.contains("0 point confidentiel retiré"))
        #expect(line.contains(" ; règles : "))
        for word in ["Sylvie", "MARTEL", "Yanis", "CARON", "CMP", "vitre"] {
            #expect(!line.contains(word))
        }
    }

    @Test func twoArePlural() throws {
        let note = "Yanis CARON a cassé une vitre. Lina ROY aussi.\nPaul FAURE : 06 12 34 56 78"
        let line = summaryLine(try outcome(of: Array(note.utf8), audience: "gt-thematique"))
        #expect(line.contains("3 noms remplacés"))
        #expect(line.contains("1 coordonnée remplacée"))
    }

    @Test func aPublicNoteHasNoRules() throws {
        let line = summaryLine(
            try outcome(of: Array("Le conseil se réunit.".utf8), audience: "pleniere")
        )
        #expect(line.hasPrefix("niveau public ; 0 nom remplacé"))
        #expect(!line.contains("règles"))
        #expect(!line.contains("→"))
    }

    @Test(arguments: [
        ("Le maire préside la séance.", Encoding.windows1252, "windows-1252"),
        ("Le maire préside la séance.", .macRoman, "Mac Roman"),
        ("Le maire préside la séance.", .utf16LittleEndian, "UTF-16LE"),
        ("Le maire préside la séance.", .doubleUTF8, "UTF-8 encodé deux fois"),
    ])
    func anEncodingOtherThanUTF8IsNamed(_ note: String, encoding: Encoding, name: String) throws {
        let bytes = try #require(Encoded.bytes(note, encoding))
        let line = summaryLine(try outcome(of: bytes, audience: "pleniere"))
        #expect(line.hasSuffix(" ; encodage \(name)"))
        let plain = summaryLine(try outcome(of: Array(note.utf8), audience: "pleniere"))
        #expect(!plain.contains("encodage"))
    }

    @Test func anEncodingInDoubtSaysSo() throws {
        let line = summaryLine(try outcome(of: [0x31, 0x20, 0xFF], audience: "pleniere"))
        #expect(line.hasSuffix(" (dans le doute : voir --encoding)"))
    }

    @Test func theTableOfAudiencesNamesEachWithItsCeiling() throws {
        let text = AudienceTable.text(try policy())
        #expect(text.contains("pleniere\n    formation plénière du conseil\n"))
        #expect(text.contains("    plafond : public\n"))
        #expect(text.contains("élus et responsables seulement"))
        #expect(text.contains("--piece fiche\n    plafond : secret\n"))
        #expect(text.contains("admis comme confidentiel : situation judiciaire"))
        #expect(text.contains("source : CASF L.121-6-2"))
        #expect(text.contains("aussi : "))
        #expect(text.contains("Profils (--profile) : elus-exclus, habitants, strict\n"))
    }
}
