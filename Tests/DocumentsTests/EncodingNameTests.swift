import Documents
import Testing

/// The names that users give to encodings.
@Suite struct EncodingNameTests {
    @Test(arguments: Encoding.named)
    func everyEncodingHasItsOwnName(_ encoding: Encoding) {
        #expect(Encoding(named: encoding.rawValue) == encoding)
        #expect(Encoding(named: encoding.rawValue.uppercased()) == encoding)
    }

    @Test(arguments: [
        ("utf8", Encoding.utf8), ("UTF_16LE", .utf16LittleEndian), ("cp1252", .windows1252),
        ("CP-1252", .windows1252), ("ansi", .windows1252), ("latin1", .latin1),
        ("Latin-1", .latin1), ("ISO_8859-1", .latin1), ("iso8859-15", .latin9),
        ("latin-9", .latin9), ("mac-roman", .macRoman), ("MacRoman", .macRoman),
        ("ibm850", .cp850), ("IBM 850", .cp850), ("CP850", .cp850),
    ])
    func usualNamesAreKnown(_ name: String, _ encoding: Encoding) {
        #expect(Encoding(named: name) == encoding)
    }

    @Test(arguments: ["", "auto", "utf-7", "cp125", "mixed", "double-utf-8", "latin"])
    func othersAreNot(_ name: String) {
        #expect(Encoding(named: name) == nil)
    }

    @Test func everyListedNameIsKnown() {
        for name in Encoding.names { #expect(Encoding(named: name) != nil, "\(name)") }
    }
}
