import Testing

@testable import Records

/// Values inside an object, looked at where they stand.
@Suite struct JSONValueTests {
    private static func line() throws -> JSONLine {
        try JSONLine(
            Array(
                #"{"text":"a","n":-12,"x":[ {"k":1,"k":2} , [] ,"\u00e9",1.5,1e3,null],"o":{}}"#
                    .utf8
            )
        )
    }

    @Test func membersElementsNumbersAndTextsAreRead() throws {
        let line = try Self.line()
        #expect(line["n"]?.integer == -12)
        let list = try #require(line["x"]?.elements)
        #expect(list.count == 6)
        // the last of two members of one name, as everywhere
        #expect(list[0]["k"]?.integer == 2)
        #expect(list[1].elements?.count == 0)
        #expect(list[2].string == Array("é".utf8))
    }

    @Test func whatAValueIsNotIsNil() throws {
        let line = try Self.line()
        let list = try #require(line["x"]?.elements)
        #expect(line["nosuch"] == nil)
        #expect(line["n"]?.string == nil && line["n"]?.elements == nil && line["n"]?["k"] == nil)
        #expect(list[0].integer == nil && list[0].elements == nil && list[0].string == nil)
        #expect(list[1]["k"] == nil && list[2].integer == nil)
        #expect(list[3].integer == nil && list[4].integer == nil && list[5].integer == nil)
        #expect(line["o"]?["k"] == nil && line["o"]?.elements == nil)
    }

    @Test func numbersTooLongForAnIntegerAreNone() throws {
        let long = try JSONLine(Array(#"{"text":"","n":1234567890123456789}"#.utf8))
        #expect(long["n"]?.integer == nil)
    }
}
