import Foundation
import TestSupport
import Testing

/// Notes and streams through the program.
@Suite struct FilterTests {
    @Test(arguments: ["pleniere", "gt-thematique", "public"])
    func thePipeGivesWhatTheLineGives(_ id: String) throws {
        let run = try Program.run(["--audience", id], input: Array(Marked.note.utf8))
        #expect(run.code == 0)
        #expect(run.text == (try filter(Marked.note, audience: id)))
        let named = try Program.run(
            ["filter", "--audience", id, "FILE"],
            file: Array(Marked.note.utf8)
        )
        #expect(named.output == run.output)
        #expect(named.error == run.error)
    }

    @Test(arguments: ["pleniere", "gt-thematique", "public"])
    func oneLineOnStderrHoldsNoWordOfTheNote(_ id: String) throws {
        let run = try Program.run(["--audience", id], input: Array(Marked.note.utf8))
        #expect(run.error.split(separator: "\n").count == 1)
        #expect(run.error.hasPrefix("biffure : niveau secret"))
        for word in Marked.words { #expect(!run.error.contains(word), "\(word)") }
    }

    /// Pages and rows need no library: the pipe itself has them.
    @Test func thePipeReadsPagesAndRows() throws {
        let page =
            "<html><body><p>Mme Na<b>dia</b> Tre&shy;vez, suivie au CMP, attend.</p></body></html>"
        let html = try Program.run(["--audience", "gt-thematique"], input: Array(page.utf8))
        #expect(html.text == "<html><body><p>[passage retir&#233;]<b></b></p></body></html>")
        let rows = "Nom;Situation\n\"Trevez Nadia\";\"suivie au CMP\nattend\"\n"
        let csv = try Program.run(["--audience", "gt-thematique"], input: Array(rows.utf8))
        #expect(csv.text == "Nom;Situation\n\"[Personne A]\";\"[passage retiré]\"\n")
    }

    @Test func quietSaysNothing() throws {
        let run = try Program.run(
            ["--audience", "pleniere", "--quiet"],
            input: Array(Marked.note.utf8)
        )
        #expect(run.code == 0)
        #expect(run.error.isEmpty)
        #expect(!run.output.isEmpty)
    }

    @Test func anEmptyNoteIsEmpty() throws {
        let run = try Program.run(["--audience", "pleniere"])
        #expect(run.code == 0)
        #expect(run.output.isEmpty)
    }

    @Test func detectNamesTheFileAndNoText() throws {
        let run = try Program.run(["detect", "FILE"], file: Array(Marked.note.utf8))
        #expect(run.code == 0)
        #expect(run.error.isEmpty)
        #expect(run.lines.count == 1)
        let object = try Self.object(run.lines[0])
        #expect((object["id"] as? String)?.hasPrefix("/") == true)
        #expect(object["level"] as? String == "secret")
        #expect((object["rules"] as? String)?.hasPrefix("2") == true)
        for word in Marked.words { #expect(!run.text.contains(word), "\(word)") }
    }

    static let lines = [
        #"{"id":1,"text":"Le conseil se réunit.","source":"a"}"#,
        #"{"id":2,"text":"Lina ZORBALEC est suivie au CMP."}"#,
        #"{"id":3,"text":42}"#,
        "Yanis ZORBALEC",
        #"{"id":5,"text":"Lina ZORBALEC a cass\u00e9 une vitre."}"#,
    ]

    @Test(arguments: [(false, 65), (true, 0)] as [(Bool, Int32)])
    func aBadLineIsAnErrorObjectInItsPlace(_ keepsGoing: Bool, code: Int32) throws {
        let arguments =
            ["--audience", "pleniere", "--jsonl"] + (keepsGoing ? ["--keep-going"] : [])
        let input = Array(Self.lines.joined(separator: "\n").utf8)
        let run = try Program.run(arguments, input: input)
        #expect(run.code == code)
        #expect(run.lines.count == 5)
        let objects = try run.lines.map(Self.object)
        #expect(objects.map { $0["id"] as? Int } == [1, 2, 3, nil, 5])
        #expect(objects.map { $0["error"] != nil } == [false, false, true, true, false])
        #expect((objects[2]["error"] as? [String: Any])?["code"] as? String == "no-text")
        #expect((objects[3]["error"] as? [String: Any])?["code"] as? String == "not-json")
        #expect(objects[0]["text"] as? String == "Le conseil se réunit.")
        #expect(objects[0]["source"] as? String == "a")
        #expect(objects[0]["decision"] as? String == "pass")
        #expect(objects[1]["text"] as? String == "[passage retiré]")
        #expect(objects[1]["level"] as? String == "secret")
        #expect(objects[1]["level_after"] as? String == "public")
        #expect(objects[1]["decision"] as? String == "transform")
        #expect(objects[4]["text"] as? String == "[point non communicable]")
        for word in Marked.words { #expect(!run.error.contains(word), "\(word)") }
        #expect(run.error.isEmpty == keepsGoing)
    }

    @Test func aGoodStreamExits0() throws {
        let input = Array((Self.lines[0] + "\r\n\n" + Self.lines[1] + "\n").utf8)
        let run = try Program.run(["--audience", "pleniere", "--jsonl"], input: input)
        #expect(run.code == 0)
        #expect(run.lines.count == 2)
        #expect(run.error.isEmpty)
    }

    @Test func detectReadsLines() throws {
        let input = Array(Self.lines.joined(separator: "\n").utf8)
        let run = try Program.run(["detect", "--jsonl"], input: input)
        #expect(run.code == 65)
        let objects = try run.lines.map(Self.object)
        #expect(
            objects.map { $0["level"] as? String } == [
                "public", "secret", nil, nil, "confidentiel",
            ]
        )
        for word in Marked.words { #expect(!(run.text + run.error).contains(word), "\(word)") }
    }

    @Test func aBrokenByteInALineIsAnErrorObject() throws {
        let input = Array("{\"id\":7,\"text\":\"a".utf8) + [0xFF] + Array("\"}\n".utf8)
        let run = try Program.run(["--audience", "pleniere", "--jsonl"], input: input)
        #expect(run.code == 65)
        let object = try Self.object(run.lines.first ?? "")
        #expect(object["id"] as? Int == 7)
        #expect(object["error"] != nil)
        #expect(object["text"] == nil)
    }

    @Test func aLineOverTheLimitIsAnErrorObject() throws {
        let input = Array((Self.lines[0] + "\n").utf8)
        let run = try Program.run(
            ["--audience", "pleniere", "--jsonl", "--max-note-size", "4"],
            input: input
        )
        #expect(run.code == 65)
        #expect(run.lines.first?.contains("\"tooLarge\"") == true)
    }

    private static func object(_ line: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return try #require(object)
    }
}
