import Levels
import Pipeline
import TestSupport
import Testing

@testable import Evaluations
@testable import Messages

/// Faults of annotated notes and figures, in French and without a word of a note.
@Suite struct EvaluationMessageTests {
    @Test(arguments: AnnotationFault.Code.allCases)
    func aFaultNamesFileAndLine(_ code: AnnotationFault.Code) {
        let message = Message(AnnotationFault(code, file: "notes/a.txt", line: 7, tag: "PERSON"))
        #expect(message.code == .data)
        #expect(message.text.hasPrefix("notes/a.txt, ligne 7 : "))
        #expect(message.text.count > 30)
    }

    private static func evaluation(missLimit: Int) throws -> Evaluation {
        let source = "<c>Mme <PERSON>Zorbalec</PERSON> crie.</c> Le conseil se réunit à midi."
        let note = try AnnotatedNote(source: Array(source.utf8), name: "note")
        var evaluation = Evaluation(
            version: Version(try audience("pleniere")),
            missLimit: missLimit
        )
        var engine = try makeEngine()
        try evaluation.score(note, with: &engine)
        // a note that leaves as it is
        evaluation.count(note.text, of: note, ceiling: .public)
        return evaluation
    }

    @Test func everyFigureHasAFrenchRow() throws {
        let evaluation = try Self.evaluation(missLimit: 0)
        let text = EvaluationTable.text(evaluation)
        let rows = text.split(separator: "\n")
        // all figures but « notes missing » and those of labels and categories
        let own = evaluation.figures.filter {
            let first = $0.key.prefix { $0 != " " }
            return $0.key != "notes missing" && first != first.uppercased()
        }
        #expect(own.count == 18)
        let titles = 2
        #expect(rows.prefix { !$0.hasPrefix("Par") }.count == own.count + 6 + titles)
        #expect(text.contains("noms privés trouvés               1,000  "))
        #expect(text.contains("mots de noms qui restent          0,500  "))
        #expect(text.contains("PERSON") && text.contains("noms de particuliers"))
        #expect(!text.contains("Zorbalec") && !text.contains("crie"))
    }

    @Test func missesShowWordsOnlyAsFarAsAskedFor() throws {
        let shown = EvaluationTable.text(try Self.evaluation(missLimit: 3).misses)
        #expect(shown.contains("Mots de noms privés qui sortent : 1"))
        #expect(shown.contains("  note : « Zorbalec » dans « Mme Zorbalec crie. Le conseil"))
        let counted = EvaluationTable.text(try Self.evaluation(missLimit: 0).misses)
        #expect(counted.contains("qui sortent : 1") && !counted.contains("Zorbalec"))
    }
}
