import Documents
import Formats
import Testing

@testable import Packages

/// How the line sees sheets, and what becomes of formulas.
@Suite struct SheetTextTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let formula: String
        let edit: Range<Int>
        let edited: String?
        var testDescription: String { formula }
    }

    static let formulas = [
        Row(formula: #"IF(A2="Benali",1,0)"#, edit: 7..<13, edited: #"IF(A2="[A]",1,0)"#),
        Row(formula: #""Benali,Autre""#, edit: 1..<7, edited: #""[A],Autre""#),
        Row(formula: #""Benali,Autre""#, edit: 0..<14, edited: #""[A]""#),
        Row(formula: #"A2="Benali""#, edit: 0..<11, edited: nil),
        Row(formula: #""Be"&"nali""#, edit: 1..<10, edited: nil),
    ]

    @Test(arguments: formulas)
    func formulasStayFormulas(_ row: Row) {
        let edit = Edit(
            start: row.edit.lowerBound,
            end: row.edit.upperBound,
            replacement: Array("[A]".utf8)
        )
        let edited = SheetFormulas.edited(Array(row.formula.utf8), [edit])
        #expect(edited.map { String(decoding: $0, as: UTF8.self) } == row.edited)
    }

    /// A formula, whether it is one of OpenDocument, and what it is once « Karim Benali » is gone.
    static let names = [
        ("SUM('Karim Benali'!A1,B2)", false, "SUM('biffure_1'!A1,B2)"),
        ("'[1]Karim Benali'!A1&\"O'Neil\"", false, "'[1]biffure_1'!A1&\"O'Neil\""),
        ("SUM('Mai:Karim Benali'!B1)", false, "SUM('Mai:biffure_1'!B1)"),
        ("Karim_Benali*1.5E3", false, "biffure_1*1.5E3"),
        ("SUM(Suivi[[#This Row],[M. Karim Benali]])", false, "SUM(Suivi[[#This Row],['[A']]])"),
        ("of:=[$'Karim Benali'.A1]*2", true, "of:=[$'biffure_1'.A1]*2"),
        ("of:=[.A1]&\"x\"", true, "of:=[.A1]&\"x\""),
    ]

    @Test(arguments: names)
    func namesInFormulasFollow(_ formula: String, isOpenDocument: Bool, renamed: String) {
        var removed = RemovedWords()
        removed.add(Array("Karim Benali".utf8))
        var names = NewNames()
        names.rename(column: Array("M. Karim Benali".utf8), to: Array("[A]".utf8))
        let new = SheetFormulas.renamed(
            Array(formula.utf8),
            isOpenDocument: isOpenDocument,
            removed,
            &names
        )
        #expect(String(decoding: new, as: UTF8.self) == renamed)
    }

    @Test func newNamesAreNew() {
        let last = Array("<a b='biffure_7' c='biffure_x'/>".utf8)
            .withUnsafeBufferPointer(NewNames.highest)
        #expect(last == 7)
        var names = NewNames(after: last)
        #expect(names.name(for: [0x41]) == Array("biffure_8".utf8))
    }

    @Test func cellsThatStandForManyKeepTheirColumns() throws {
        let row = """
            <table:table-row><table:table-cell table:number-columns-repeated="2"/>\
            <table:table-cell><text:p>a</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated="2"><text:p>b</text:p>\
            </table:table-cell><table:table-cell table:number-columns-repeated="16379"/>\
            </table:table-row><table:table-row table:number-rows-repeated="1048000">\
            <table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            """
        #expect(try Self.text(row) == "\t\ta\tb\tb")
    }

    @Test func aRowOfOneCellIsALine() throws {
        let row = """
            <table:table-row><table:table-cell table:number-columns-repeated="3"/>\
            <table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>
            """
        #expect(try Self.text(row) == "a")
    }

    @Test func anEmptyRowPartsTwoTables() throws {
        let empty = #"<table:table-row><table:table-cell/></table:table-row>"#
        let row =
            "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
            + "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
        #expect(try Self.text(row + empty + empty + row) == "a\tb\n\na\tb")
    }

    private static func text(_ rows: String) throws -> String {
        let space = "urn:oasis:names:tc:opendocument:xmlns:"
        let xml = """
            <office:spreadsheet xmlns:office="\(space)office:1.0" xmlns:text="\(space)text:1.0" \
            xmlns:table="\(space)table:1.0"><table:table>\(rows)</table:table></office:spreadsheet>
            """
        return try XMLTree.open(Array(xml.utf8), part: "") { tree throws(FormatError) in
            let text = XMLText(tree, part: 0, WrittenWords(), isListed: false)
            return String(decoding: text.pieced.text, as: UTF8.self)
        }
    }
}
