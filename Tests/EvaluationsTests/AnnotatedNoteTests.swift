import Levels
import Mentions
import TestSupport
import Testing

@testable import Evaluations

/// Annotated notes are read whole, or their faults are told with file and line.
@Suite struct AnnotatedNoteTests {
    private static func read(_ source: String) throws(AnnotationError) -> AnnotatedNote {
        try AnnotatedNote(source: Array(source.utf8), name: "a.txt")
    }

    private static func words(_ note: AnnotatedNote) -> [String] {
        note.spans.map {
            "\($0.tag.name) \(String(decoding: note.text[$0.start..<$0.end], as: UTF8.self))"
        }
    }

    @Test func tagsAreTakenOutAndTheirWordsKept() throws {
        let note = try Self.read(
            """
            ## Trap: a comment
            <c>M. <PERSON>Noé</PERSON> crie</c>, a < b > c <3
            ## dropped
            <s><INITIALS>K.</INITIALS> est <HEALTH>suivi</HEALTH>
            ici</s>
            """
        )
        #expect(
            String(decoding: note.text, as: UTF8.self)
                == "M. Noé crie, a < b > c <3\nK. est suivi\nici"
        )
        #expect(Self.words(note) == ["PERSON Noé", "INITIALS K.", "HEALTH suivi"])
        #expect(note.passages?.map(\.level) == [.confidentiel, .secret])
        #expect(note.level == .secret)
    }

    @Test func lineEndsAndByteOrderMarkAreNotOfTheNote() throws {
        let note = try Self.read("\u{FEFF}a\r\n<c>b</c>\r\n")
        #expect(note.text == Array("a\nb\n".utf8))
        #expect(note.level == .confidentiel)
        #expect(try Self.read("").text == [])
    }

    @Test func everyLabelAndCategoryIsATag() {
        let names = Label.allCases.map(\.rawValue) + CueCategory.allCases.map(\.rawValue)
        #expect(names.count == 23)
        for name in names { #expect(Tag(name: name.utf8)?.name == name) }
        #expect(Tag(name: "person".utf8) == nil)
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        let source: String
        let faults: [String]
        var testDescription: String { source }

        init(_ source: String, _ faults: String...) {
            self.source = source
            self.faults = faults
        }
    }

    static let faults = [
        Fault("a\n<PERSONNE>Noé</PERSONNE>", "2 unknownTag ", "2 unknownTag "),
        Fault("<C>a</C>", "1 unknownTag ", "1 unknownTag "),
        Fault("<c>a\n<s>b</s></c>", "2 passageInPassage s"),
        Fault("<PERSON>a <PHONE>b</PHONE></PERSON>", "1 spanInSpan PHONE"),
        Fault("<c><PERSON>a</c></PERSON>", "1 closesNothing c", "1 neverClosed c"),
        Fault("\n\na</s>", "3 closesNothing s"),
        Fault("a\n<HEALTH>b\nc", "2 neverClosed HEALTH"),
        Fault("<PERSON></PERSON>", "1 blankSpan PERSON"),
        Fault("<PERSON>a\u{A0}</PERSON>", "1 blankSpan PERSON"),
        Fault("<PERSON>\na</PERSON>", "1 blankSpan PERSON"),
        Fault("## <x>\n<c>a\n\n<s>b</s>", "2 neverClosed c", "4 passageInPassage s"),
    ]

    @Test(arguments: faults)
    func faultsAreToldWithTheirLine(_ row: Fault) {
        do throws(AnnotationError) {
            _ = try Self.read(row.source)
            Issue.record("no fault")
        } catch {
            let told = error.faults.map { "\($0.line) \($0.code.rawValue) \($0.tag)" }
            #expect(told == row.faults)
            #expect(error.faults.allSatisfy { $0.file == "a.txt" })
        }
    }

    @Test func bytesThatAreNoTextAreToldWithTheirLine() {
        do throws(AnnotationError) {
            _ = try AnnotatedNote(source: [0x61, 0x0A, 0x62, 0xE9], name: "a.txt")
            Issue.record("no fault")
        } catch {
            #expect(error.faults.map(\.code) == [.badText])
            #expect(error.faults.map(\.line) == [2])
        }
    }

    // MARK: Gold lines

    private static func record(_ line: String) throws(AnnotationError) -> AnnotatedNote {
        try AnnotatedNote(record: Array(line.utf8), file: "g.jsonl", line: 7)
    }

    @Test func goldLinesCountCharacters() throws {
        let note = try Self.record(
            #"{"id":"n1","text":"😬 Zoé\nva","spans":[{"start":2,"end":5,"label":"PERSON"},"#
                + #"{"start":6,"end":8,"label":"DATE"}],"level":"secret","sentences":[[0,3]],"#
                + #""passages":[{"start":0,"end":8,"level":"confidentiel"}]}"#
        )
        #expect(note.name == "n1")
        #expect(Self.words(note) == ["PERSON Zoé"])
        #expect(note.passages?.map { $0.start..<$0.end } == [0..<note.text.count])
        // the record's own word stands
        #expect(note.level == .secret)
    }

    @Test func withoutPassagesNobodySaidWhatIsPublic() throws {
        let note = try Self.record(#"{"id":3,"text":"a","spans":[]}"#)
        #expect(note.passages == nil)
        #expect(note.name == "3")
        #expect(note.level == .public)
    }

    static let badRecords = [
        #"{"text":"a""#: AnnotationFault.Code.badRecord,
        #"{"spans":[]}"#: .badRecord,
        #"[1]"#: .badRecord,
        #"{"text":"\ud800","spans":[]}"#: .badText,
        #"{"text":"a"}"#: .badPosition,
        #"{"text":"a","spans":{}}"#: .badPosition,
        #"{"text":"a","spans":[1]}"#: .badPosition,
        #"{"text":"a","spans":[{"start":0,"end":1}]}"#: .badPosition,
        #"{"text":"a","spans":[{"start":0,"end":2,"label":"PERSON"}]}"#: .badPosition,
        #"{"text":"a","spans":[{"start":-1,"end":1,"label":"PERSON"}]}"#: .badPosition,
        #"{"text":"a","spans":[{"start":1,"end":1,"label":"PERSON"}]}"#: .badPosition,
        #"{"text":"a","spans":[{"start":0.5,"end":1,"label":"PERSON"}]}"#: .badPosition,
        #"{"text":"a","spans":[],"passages":[{"start":0,"end":1,"level":"c"}]}"#: .badPosition,
        #"{"text":"a","spans":[],"passages":null}"#: .badPosition,
        #"{"text":"a","spans":[],"level":"hoch"}"#: .badPosition,
    ]

    @Test(arguments: badRecords)
    func aLineThatIsNoGoldIsToldWithItsNumber(_ line: String, code: AnnotationFault.Code) {
        do throws(AnnotationError) {
            _ = try Self.record(line)
            Issue.record("no fault")
        } catch {
            #expect(error.faults == [AnnotationFault(code, file: "g.jsonl", line: 7)])
        }
    }
}
