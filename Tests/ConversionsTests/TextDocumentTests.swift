import Formats
import Testing

@testable import Conversions

@Suite struct TextDocumentTests {
    static let text = """
        Réunion du 12 mars & < 3 000 €
        un   deux

        Nom\tSuivi
        [Personne A]\t[passage retiré]
        Fin

        """

    @Test func theSameTextGivesTheSameBytes() throws {
        let bytes = Array(Self.text.utf8)
        #expect(try TextDocument.bytes(of: bytes) == TextDocument.bytes(of: bytes))
        #expect(ForeignFormat(startOf: try TextDocument.bytes(of: bytes)) == .openDocument)
    }

    @Test func aWordProcessorReadsIt() throws {
        let odt = try TextDocument.bytes(of: Array(Self.text.utf8))
        let text = String(
            decoding: try Conversion.office(from: "odt", to: "txt")
                .converted(odt, maximumSize: 1 << 20),
            as: UTF8.self
        )
        #expect(text.contains("Réunion du 12 mars & < 3 000 €\nun   deux\n"))
        #expect(text.contains("[passage retiré]"))
    }

    @Test func oneLongRowDoesNotMakeTheOthersLong() throws {
        let row = [UInt8](repeating: 0x09, count: 10_000) + [0x0A]
        let short = Array("a\tb\n".utf8)
        let text = row + (0..<10_000).flatMap { _ in short }
        #expect(try TextDocument.bytes(of: text).count < 4_000_000)
    }
}
