import Documents
import Testing

/// Edits change what they name and nothing else.
@Suite struct EditTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let edits: [(Int, Int, String)]
        let result: String
        var testDescription: String { "\(text) → \(result)" }
    }

    static let rows = [
        Row(text: "", edits: [], result: ""),
        Row(text: "abc", edits: [], result: "abc"),
        Row(text: "abc", edits: [(0, 1, "X")], result: "Xbc"),
        Row(text: "abc", edits: [(2, 3, "XYZ")], result: "abXYZ"),
        Row(text: "abc", edits: [(0, 3, "")], result: ""),
        Row(text: "abc", edits: [(1, 1, "-")], result: "a-bc"),
        Row(text: "abc", edits: [(0, 0, "<"), (3, 3, ">")], result: "<abc>"),
        Row(text: "abc", edits: [(0, 1, "X"), (1, 2, "Y"), (2, 3, "Z")], result: "XYZ"),
        Row(text: "", edits: [(0, 0, "x")], result: "x"),
        Row(text: "é😀\r\nz", edits: [(2, 6, "[A]")], result: "é[A]\r\nz"),
    ]

    @Test(arguments: rows)
    func editsReplaceWhatTheyName(_ row: Row) {
        let document = Self.document(row.text)
        let edits = row.edits.map { Edit(start: $0, end: $1, replacement: Array($2.utf8)) }
        #expect(String(decoding: document.text(applying: edits), as: UTF8.self) == row.result)
    }

    @Test func overlappingEditsStopTheProgram() async {
        await #expect(processExitsWith: .failure) {
            let edits = [
                Edit(start: 0, end: 2, replacement: []), Edit(start: 1, end: 3, replacement: []),
            ]
            _ = EditTests.document("abc").text(applying: edits)
        }
    }

    @Test func unsortedEditsStopTheProgram() async {
        await #expect(processExitsWith: .failure) {
            let edits = [
                Edit(start: 2, end: 3, replacement: []), Edit(start: 0, end: 1, replacement: []),
            ]
            _ = EditTests.document("abc").text(applying: edits)
        }
    }

    @Test func aDocumentHoldsLessThanThePositionsOfABlock() {
        #expect(Document.maximumSize <= Int(Int32.max))
    }

    static func document(_ text: String) -> Document {
        Document(text: Array(text.utf8), blocks: [])
    }
}
