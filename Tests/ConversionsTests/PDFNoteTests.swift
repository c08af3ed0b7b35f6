import Documents
import Formats
import Foundation
import TestSupport
import Testing

@testable import Conversions

@Suite struct PDFNoteTests {
    static let paragraph = "Mme Nadia Trevez, suivie au CMP, est venue avec son fils Karim Benali."

    static func note(_ pdf: TestPDF, keepsImages: Bool = false) throws -> PDFNote {
        try PDFNote(pdf.bytes, Opener(keepsImages: keepsImages))
    }

    static func text(_ pdf: TestPDF) throws -> String {
        let texts = try note(pdf).texts
        return String(decoding: texts.flatMap(\.text), as: UTF8.self)
    }

    // MARK: Text

    @Test func aTableIsReadByRows() throws {
        let pdf = TestPDF(
            rows: [
                ["Nom", "Prénom", "Né le", "Suivi"],
                ["Benali", "Karim", "12/03/2009", "éducateur"],
                ["Trevez", "Nadia", "", "CMP"],
                ["Morvan", "Lucas", "04/06/1990", "mission locale"],
            ],
            at: [50, 150, 250, 350]
        )
        #expect(
            try Self.text(pdf) == """
                Nom\tPrénom\tNé le\tSuivi
                Benali\tKarim\t12/03/2009\téducateur
                Trevez\tNadia\t\tCMP
                Morvan\tLucas\t04/06/1990\tmission locale

                """
        )
    }

    @Test func aWrappedCellStaysOne() throws {
        let pdf = TestPDF([
            [
                .init(text: "Nom", left: 50, top: 60), .init(text: "Situation", left: 200, top: 60),
                .init(text: "Benali", left: 50, top: 90),
                .init(text: "Absences au collège,", left: 200, top: 90),
                .init(text: "suivi par un éducateur", left: 200, top: 102),
                .init(text: "Trevez", left: 50, top: 132), .init(text: "CMP", left: 200, top: 132),
            ]
        ])
        #expect(
            try Self.text(pdf) == """
                Nom\tSituation
                Benali\tAbsences au collège, suivi par un éducateur
                Trevez\tCMP

                """
        )
    }

    @Test func cellsNearToEachOtherArePartedWhereOthersBegin() throws {
        let pdf = TestPDF(
            rows: [["Nom", "Benali"], ["Prénom", "Karim"], ["Suivi", "CMP de la ville"]],
            at: [50, 92],
            pitch: 30
        )
        #expect(try Self.text(pdf) == "Nom\tBenali\nPrénom\tKarim\nSuivi\tCMP de la ville\n")
    }

    @Test func aFieldAndItsNameAreOneLine() throws {
        let pdf = TestPDF(rows: [["Nom :", "Benali"], ["Né le :", "12/03/2009"]], at: [50, 150])
        #expect(try Self.text(pdf) == "Nom : Benali\nNé le : 12/03/2009\n")
    }

    @Test func theAddressOfALetterStaysWhole() throws {
        let pdf = TestPDF(
            rows: [
                ["Mairie de Fos", "Madame Nadia Trevez"],
                ["Service prévention", "3 allée Pasteur"],
                ["Place de la Paix", "13270 Fos-sur-Mer"],
            ],
            at: [50, 330],
            pitch: 12
        )
        let text = try Self.text(pdf)
        #expect(text.contains("Madame Nadia Trevez\n3 allée Pasteur\n13270 Fos-sur-Mer\n"))
    }

    @Test func columnsOfRunningTextAreReadOneAfterTheOther() throws {
        let left = [
            "Le groupe de travail se réunit tous", "les mois au centre social de la ville,",
        ]
        let right = [
            "Le bailleur présente les travaux qui", "seront faits dans les trois halls cet",
        ]
        var words: [TestPDF.Words] = []
        for row in 0..<6 {
            words.append(.init(text: left[row % 2], left: 50, top: 60 + 12 * row))
            words.append(.init(text: right[row % 2], left: 320, top: 60 + 12 * row))
        }
        let text = try Self.text(TestPDF([words]))
        #expect(!text.contains("\t"))
        let first = try #require(text.range(of: "bailleur"))
        #expect(!text[first.lowerBound...].contains("groupe"))
    }

    @Test func linesOfAParagraphAreOneLine() throws {
        let pdf = TestPDF(lines: [
            "Mme Nadia Trevez, suivie au CMP, a été reçue par l'assistante sociale de préven-",
            "tion spécialisée. Son fils ne vient plus au collège depuis trois semaines déjà.",
            "Lucas Morvan", "Karim Benali",
        ])
        let lines = try Self.text(pdf).split(separator: "\n")
        #expect(lines.first?.contains("sociale de prévention spécialisée.") == true)
        #expect(lines.suffix(2) == ["Lucas Morvan", "Karim Benali"])
    }

    @Test func eachPageIsAPart() throws {
        let page = [TestPDF.Words(text: Self.paragraph, left: 50, top: 60)]
        let note = try Self.note(TestPDF([page, page]))
        #expect(note.texts.map(\.part) == ["page 1", "page 2"])
        #expect(note.obstacles.map(\.kind) == [.unwritable])
    }

    @Test func propertiesAreLabelLines() throws {
        var pdf = TestPDF(lines: [Self.paragraph])
        pdf.properties = "/Title(Situation\nPages:  0)/Author(Claire Dumontel)/Dossier(Benali)"
        let text = try Self.text(pdf)
        #expect(text.contains("Titre : Situation\n"))
        #expect(text.contains("Auteur : Claire Dumontel\n"))
        #expect(text.contains("Dossier : Benali\n"))
    }

    @Test func commentsAreText() throws {
        var pdf = TestPDF(lines: [Self.paragraph])
        pdf.pageEntries = "/Annots[@note]"
        pdf.extra = [
            (
                "note",
                "<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/T(Claire \\(CCAS\\))"
                    + "/Contents<FEFF00C900740065>>>"
            )
        ]
        let note = try Self.note(pdf)
        let comments = try #require(note.texts.first { $0.part == "commentaires" })
        let lines = Set(String(decoding: comments.text, as: UTF8.self).split(separator: "\n"))
        #expect(lines == ["Auteur : Claire (CCAS)", "Commentaire : Éte"])
    }

    // MARK: Obstacles

    @Test func picturesAreAnObstacleUnlessTheyMayStay() throws {
        let pdf = TestPDF(lines: [Self.paragraph]).withPicture
        #expect(try Self.note(pdf).obstacles.map(\.kind) == [.unwritable, .image])
        #expect(try Self.note(pdf, keepsImages: true).obstacles.map(\.kind) == [.unwritable])
    }

    @Test func attachmentsAndScriptsAreObstacles() throws {
        var pdf = TestPDF(lines: [Self.paragraph])
        pdf.catalogEntries =
            "/OpenAction<</S/JavaScript/JS(app.alert)>>"
            + "/Names<</EmbeddedFiles<</Names[(a)@spec]>>>>"
        pdf.extra = [
            ("spec", "<</Type/Filespec/F(a.txt)/EF<</F @file>>>>"),
            ("file", "<</Type/EmbeddedFile/Length 5>>\nstream\nbonjo\nendstream"),
        ]
        #expect(try Self.note(pdf).obstacles.map(\.kind) == [.unwritable, .macros, .object])
    }

    @Test func aPageThatIsAPictureIsAScan() throws {
        var pdf = TestPDF([[.init(text: Self.paragraph, left: 50, top: 60)], []])
        #expect(try Self.note(pdf).obstacles.map(\.kind) == [.unwritable])
        pdf = pdf.withPicture
        let scans = try Self.note(pdf).obstacles.filter { $0.kind == .scan }
        #expect(scans.map(\.part) == ["pages : 1"])
    }

    @Test func aScanWithoutAnyTextCannotBeRead() throws {
        let error = #expect(throws: FormatError.self) { try Self.note(TestPDF([[]]).withPicture) }
        #expect(error?.obstacle == Obstacle(.scan, in: "pages : 1"))
    }

    @Test func whatAPasswordOpensIsHeld() throws {
        let bytes = try Repository.bytes("Tests/ConversionsTests/Fixtures/locked.pdf")
        let error = #expect(throws: FormatError.self) { try PDFNote(bytes, Opener()) }
        #expect(error?.obstacle?.kind == .encrypted)
    }

    // MARK: Bytes

    @Test func aPDFLeavesAsItCameOrNotAtAll() throws {
        let pdf = TestPDF(lines: [Self.paragraph])
        let note = try Self.note(pdf)
        #expect(try note.bytes(applying: [[]], without: RemovedWords(), marking: nil) == pdf.bytes)
        #expect(throws: FormatError.self) {
            try note.bytes(
                applying: [[.init(start: 0, end: 3, replacement: [])]],
                without: RemovedWords(),
                marking: nil
            )
        }
    }

    @Test(arguments: stride(from: 5, to: 100, by: 7).map { $0 })
    func cutPDFsAreDamagedOrReadable(percent: Int) {
        let bytes = TestPDF(lines: [Self.paragraph]).bytes
        let cut = Array(bytes.prefix(bytes.count * percent / 100))
        do throws(FormatError) {
            let texts = try PDFNote(cut, Opener()).texts
            // poppler finds objects without their table
            #expect(!texts.isEmpty)
        } catch {
            #expect(error.code == .damaged || error.obstacle?.kind == .scan)
        }
    }

    @Test func aThousandPagesAreRead() throws {
        let page = [TestPDF.Words(text: "Point suivant.", left: 50, top: 60)]
        let note = try Self.note(TestPDF([[TestPDF.Words]](repeating: page, count: 1_000)))
        #expect(note.texts.count == 1_000)
    }

    @Test func aPageOfMillionsOfWordsIsStopped() throws {
        let words = (0..<60_000).map { TestPDF.Words(text: "mot", left: $0 % 500, top: $0 % 800) }
        let opener = Opener(maximumSize: 1 << 18)
        let error = #expect(throws: FormatError.self) {
            try PDFNote(TestPDF([words]).bytes, opener)
        }
        #expect(error?.code == .converterLimit || error?.code == .tooLarge)
    }
}
