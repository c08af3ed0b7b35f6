import Lexicons
import TestSupport
import Testing

/// The tables of the repository are in order.
@Suite struct LexiconFilesTests {
    @Test func theTablesHaveNoFaults() throws {
        let faults = LexiconCheck.faults(in: try TestLexicon.tables()).map {
            "\($0.file):\($0.line) \($0.code.rawValue) \($0.word)"
        }
        #expect(faults == [])
    }

    @Test func thereAreTables() throws {
        let tables = try TestLexicon.tables()
        #expect(tables.count >= 20)
        #expect(tables.allSatisfy { !$0.rows.isEmpty })
    }

    @Test func everyFileStartsWithLicenceAndColumns() throws {
        for path in Repository.files(under: "Lexicons", ending: ".tsv") {
            let text = String(decoding: try Repository.bytes("Lexicons/\(path)"), as: UTF8.self)
            let head = text.split(separator: "\n").prefix { $0.hasPrefix("#") }
            #expect(head.contains { $0.contains("Licen") }, "\(path) names no licence")
            #expect(head.last?.contains("\tsource") == true, "\(path) names no columns")
        }
    }
}
