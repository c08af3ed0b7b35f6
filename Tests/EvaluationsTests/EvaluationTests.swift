import Decisions
import TestSupport
import Testing

@testable import Evaluations
@testable import Levels
@testable import Mentions
@testable import Pipeline

/// The figures of one small note, by what was found in it and by what leaves.
@Suite struct EvaluationTests {
    static let source = """
        <s>M. <PERSON>Jean Roux</PERSON> est <HEALTH>suivi au CMP de Metz</HEALTH>.</s> Le maire \
        <OFFICIAL>Paul Blanc</OFFICIAL> préside. Tél. <PHONE>06 39 98 11 22</PHONE>
        """
    static func note() throws -> AnnotatedNote {
        try AnnotatedNote(source: Array(source.utf8), name: "note")
    }

    /// What is found, by the words that stand in the note.
    private static func found(
        _ mentions: [(String, Label)],
        _ passages: [(String, Level)],
        level: Level
    ) throws -> Evaluation {
        let note = try note()
        let text = String(decoding: note.text, as: UTF8.self)
        func bytes(_ words: String) throws -> Range<Int> {
            let range = try #require(text.firstRange(of: words))
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            return start..<(start + words.utf8.count)
        }
        let findings = Findings(
            level: level,
            labels: [],
            mentions: try mentions.map { words, label in
                let range = try bytes(words)
                return Mention(
                    start: range.lowerBound,
                    end: range.upperBound,
                    label: label,
                    rule: "",
                    firstToken: 0,
                    lastToken: 0
                )
            },
            passages: try passages.map { words, level in
                let range = try bytes(words)
                return Judgement(
                    start: range.lowerBound,
                    end: range.upperBound,
                    firstToken: 0,
                    endToken: 0,
                    block: 0,
                    level: level,
                    reasons: [],
                    isDoubtful: false
                )
            },
            text: note.text,
            places: [],
            obstacles: []
        )
        var evaluation = Evaluation(missLimit: 9)
        evaluation.count(findings, of: note)
        return evaluation
    }

    static let secret = "M. Jean Roux est suivi au CMP de Metz."

    @Test func allFoundIsOneEverywhere() throws {
        let figures = try Self.found(
            [("Jean Roux", .person), ("06 39 98 11 22", .phone)],
            [(Self.secret, .secret)],
            level: .secret
        )
        for key in [
            "name recall", "name precision", "officials kept", "identifier recall",
            "identifier precision", "cue recall", "secret recall", "secret precision",
            "confidentiel+ recall", "public pieces kept public", "note level right",
            "notes without a leak", "PHONE recall", "HEALTH cue recall", "PERSON precision",
        ] {
            #expect(figures[key] == 1, "\(key)")
        }
        for key in ["name leak", "false names per 1,000 words", "note level too low"] {
            #expect(figures[key] == 0, "\(key)")
        }
        #expect(Misses.Kind.allCases.allSatisfy { figures.misses.count($0) == 0 })
        #expect(figures["NIR recall"] == nil && figures["name survival"] == nil)
    }

    @Test func tooMuchFoundCostsPrecision() throws {
        let text = String(decoding: try Self.note().text, as: UTF8.self)
        let figures = try Self.found(
            [("M. Jean Roux est suivi au CMP de Metz. Le maire", .person), ("0", .phone)],
            [(text, .secret)],
            level: .secret
        )
        #expect(figures["name recall"] == 1)
        #expect(figures["name precision"] == 2.0 / 11)
        #expect(figures["identifier recall"] == 0)
        #expect(figures["identifier precision"] == 1)
        #expect(figures["secret precision"] == 0.25)
        #expect(figures["public pieces kept public"] == 0)
        #expect(figures.pieces[wanted: .public, found: .secret] == 3)
        #expect(figures.misses.count(.falseSecret) == 3)
    }

    @Test func halfANameIsALeakAndAnOfficialIsTouched() throws {
        let figures = try Self.found(
            [("Jean", .person), ("Paul", .initials), ("06 39 98 11 22", .iban)],
            [(Self.secret, .confidentiel)],
            level: .confidentiel
        )
        #expect(figures["name recall"] == 0)
        #expect(figures["name leak"] == 0.5)
        #expect(figures["officials kept"] == 0)
        #expect(figures["false names per 1,000 words"] == 1_000.0 / 20)
        #expect(figures["identifier recall"] == 0)
        #expect(figures["identifier precision"] == 0)
        #expect(figures["cue recall"] == 0)
        #expect(figures["secret recall"] == 0)
        #expect(figures["confidentiel+ recall"] == 1)
        #expect(figures["note level too low"] == 1)
        #expect(figures["notes without a leak"] == 0)
        let miss = try #require(figures.misses.rows(.official).first)
        #expect(miss.words == "Paul Blanc" && miss.context.contains("Le maire Paul Blanc préside"))
    }

    private static func leaving(_ text: String?, missLimit: Int = 0) throws -> Evaluation {
        var evaluation = Evaluation(
            version: Version(try audience("pleniere")),
            missLimit: missLimit
        )
        evaluation.count(text.map { Array($0.utf8) }, of: try note(), ceiling: .public)
        return evaluation
    }

    @Test func whatIsCutDoesNotSurvive() throws {
        let figures = try Self.leaving(
            "[passage retiré]\nLe maire Paul Blanc préside. Tél. [téléphone]"
        )
        for key in [
            "name survival", "identifier survival", "secret survival", "public text lost",
            "officials lost", "notes held",
        ] {
            #expect(figures[key] == 0, "\(key)")
        }
    }

    @Test func whatStandsInOtherLettersSurvives() throws {
        let figures = try Self.leaving(
            "jean  ROUX est SUIVI au\u{A0}CMP\nde Metz. 0639981122"
        )
        for key in [
            "name survival", "identifier survival", "secret survival", "public text lost",
            "officials lost",
        ] {
            #expect(figures[key] == 1, "\(key)")
        }
    }

    @Test func aHeldNoteLosesItsPublicText() throws {
        let figures = try Self.leaving(nil)
        #expect(figures["notes held"] == 1)
        #expect(figures["public text lost"] == 1)
        #expect(figures["officials lost"] == 1)
        #expect(figures["name survival"] == 0)
    }

    @Test func theWholeLineIsScored() throws {
        var evaluation = Evaluation(version: Version(try audience("pleniere")))
        var engine = try makeEngine()
        try evaluation.score(try Self.note(), with: &engine)
        #expect(evaluation["notes"] == 1)
        #expect(evaluation["name recall"] == 1)
        #expect(evaluation["name survival"] == 0)
    }

    @Test func wordsAreKeptOnlyWhenTheyAreAskedFor() throws {
        let silent = try Self.leaving("Jean Roux")
        #expect(silent.misses.count(.nameLeft) == 2 && silent.misses.rows(.nameLeft).isEmpty)
        let line = String(decoding: silent.line(), as: UTF8.self)
        #expect(!line.contains("Roux") && !line.contains("\n"))
        let asked = try Self.leaving("Jean Roux", missLimit: 1)
        #expect(asked.misses.rows(.nameLeft).map(\.words) == ["Jean"])
    }

    @Test func theRecordHoldsTheKeysThatProgramsKnow() throws {
        let line = String(decoding: try Self.leaving("Jean Roux").line(), as: UTF8.self)
        for member in [
            "\"notes\":0", "\"notes missing\":0", "\"name recall\":null", "\"name survival\":1.0",
            "\"audience\":\"pleniere\"", "\"pieces\":{\"public\":{\"public\":0,",
        ] {
            #expect(line.contains(member), "\(line)")
        }
    }
}
