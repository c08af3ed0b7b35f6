import Decisions
import Lexicons
import Messages

/// The rules of a département, a town or a group: the same layout as `Lexicons/`, each row with what it
/// changes (`+` or `-`), who put it there and when.
struct SiteFolder {
    /// The folder as the user named it.
    let name: String
    /// The tables of words.
    let tables: [TableFile]
    /// The tables of audiences.
    let plainTables: [String: TSV]

    init(_ name: String) throws(Message) {
        var tables: [TableFile] = []
        var plainTables: [String: TSV] = [:]
        for entry in try Self.list(name) {
            guard entry.hasSuffix(".tsv") else {
                guard !entry.contains(".") else { continue }
                tables += try Self.tables(in: entry, of: name)
                continue
            }
            guard PolicyLayer.files.contains(entry) else {
                throw Message(
                    LexiconError(
                        code: .unknownTable,
                        folder: name,
                        file: String(entry.dropLast(4)),
                        nearest: NearestWord.of(entry, among: PolicyLayer.files)
                    )
                )
            }
            plainTables[entry] = TSV(try Self.text("\(name)/\(entry)"))
        }
        guard !tables.isEmpty || !plainTables.isEmpty else {
            throw Message("aucune table .tsv sous « \(name) »", .configuration)
        }
        self.name = name
        self.tables = tables
        self.plainTables = plainTables
    }

    /// The tables of a folder that has none of words.
    ///
    /// - Throws: `Message` with exit code 78, also for a table that nobody reads.
    static func layer(_ name: String, files: Set<String>) throws(Message) -> PolicyLayer {
        var tables: [String: TSV] = [:]
        for entry in try list(name) where entry.hasSuffix(".tsv") {
            guard files.contains(entry) else {
                throw Message(
                    LexiconError(
                        code: .unknownTable,
                        folder: name,
                        file: String(entry.dropLast(4)),
                        nearest: NearestWord.of(entry, among: files.sorted())
                    )
                )
            }
            tables[entry] = TSV(try text("\(name)/\(entry)"))
        }
        guard !tables.isEmpty else {
            throw Message("aucune table .tsv sous « \(name) »", .configuration)
        }
        return PolicyLayer(name: name, tables: tables)
    }

    private static func tables(in group: String, of name: String) throws(Message) -> [TableFile] {
        var tables: [TableFile] = []
        for file in try Self.list("\(name)/\(group)") where file.hasSuffix(".tsv") {
            let path = "\(group)/\(file.dropLast(4))"
            let text = try text("\(name)/\(group)/\(file)")
            do throws(LexiconError) {
                tables.append(try TableFile(path: path, text: text, site: name))
            } catch {
                throw Message(error)
            }
        }
        return tables
    }

    /// What stands in a folder; one that cannot be read is a fault of the configuration.
    private static func list(_ path: String) throws(Message) -> [String] {
        do throws(Message) {
            return try Files.list(path)
        } catch {
            throw Message(error.text, .configuration)
        }
    }

    private static func text(_ path: String) throws(Message) -> String {
        do throws(Message) {
            let bytes = try Files.read(path, limit: 1 << 26)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Message("« \(path) » n'est pas en UTF-8", .configuration)
            }
            return text
        } catch {
            // a table that cannot be read is a fault of the configuration, not of the note
            throw Message(error.text, .configuration)
        }
    }
}
