internal import Foundation
internal import Glibc
internal import Records

/// The manifests of a run: one for who owns the originals, with their paths, and one for whoever gets
/// the copies.
struct Manifests {
    private let ledger: Ledger
    private let folder: String

    init(_ ledger: Ledger, folder: String) {
        self.ledger = ledger
        self.folder = folder
    }

    private static let columns = [
        "fichier", "partie", "octets", "format", "encodage", "sha256", "sha256_copie", "niveau",
        "niveau_copie", "catégories", "décision", "règles", "motif", "endroit", "année",
        "communicable_le", "motif_communicabilité", "copie", "octets_du_nom",
    ]
    private static let copyColumns = [
        "copie", "sha256", "niveau", "décision", "communicable_le", "motif_communicabilité",
    ]

    /// Writes all of them, each whole or not at all.
    func write() throws {
        let table = try Writer("\(folder)/manifeste.csv", 0o600)
        let objects = try Writer("\(folder)/manifeste.jsonl", 0o600)
        let copies = try Writer("\(folder)/manifeste-copies.csv", 0o644)
        // a spreadsheet knows by it that the file is in UTF-8
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        try table.add(mark + Self.line(Self.columns))
        try copies.add(mark + Self.line(Self.copyColumns))
        try ledger.each { record in
            try table.add(Self.line(Self.cells(record)))
            try objects.add(Self.object(record))
            if record.part == 0, !record.copy.isEmpty {
                try copies.add(Self.line(Self.copyCells(record)))
            }
        }
        for writer in [table, objects, copies] { try writer.close() }
    }

    private static func copyCells(_ record: FileRecord) -> [String] {
        [
            record.copy, record.copyDigest, record.copyLevel, record.decision.rawValue,
            record.freeFrom, record.freeReason,
        ]
    }

    private static func cells(_ record: FileRecord) -> [String] {
        [
            CleanNames.text(path: record.path), record.part == 0 ? "" : "\(record.part)",
            "\(record.size)", record.format, record.encoding, record.digest, record.copyDigest,
            record.level, record.copyLevel, record.categoryText, record.decision.rawValue,
            record.rules.joined(separator: " "), record.cause, record.place, "\(record.year)",
            record.freeFrom, record.freeReason, record.copy, hex(record.path),
        ]
    }

    /// The bytes of a path in hexadecimal digits, where its text does not tell them.
    private static func hex(_ path: [UInt8]) -> String {
        guard !CleanNames.isExact(path) else { return "" }
        return path.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func object(_ record: FileRecord) -> [UInt8] {
        func quoted(_ text: String) -> [UInt8] { JSONLine.quoted(text.utf8) }
        var categories: [UInt8] = [0x7B]
        for (name, count) in record.categories.sorted(by: { $0.key < $1.key }) {
            if categories.count > 1 { categories.append(0x2C) }
            categories += quoted(name) + Array(":\(count)".utf8)
        }
        let rules = record.rules.map(quoted).joined(separator: [0x2C])
        return JSONLine.object([
            ("path", quoted(CleanNames.text(path: record.path))),
            ("path_hex", quoted(hex(record.path))), ("part", Array("\(record.part)".utf8)),
            ("size", Array("\(record.size)".utf8)), ("format", quoted(record.format)),
            ("encoding", quoted(record.encoding)), ("sha256", quoted(record.digest)),
            ("sha256_copy", quoted(record.copyDigest)), ("level", quoted(record.level)),
            ("level_copy", quoted(record.copyLevel)), ("categories", categories + [0x7D]),
            ("decision", quoted(record.decision.rawValue)),
            ("rules", [0x5B] + rules + [0x5D]), ("cause", quoted(record.cause)),
            ("place", quoted(record.place)), ("year", Array("\(record.year)".utf8)),
            ("free_from", quoted(record.freeFrom)), ("free_reason", quoted(record.freeReason)),
            ("copy", quoted(record.copy)),
        ]) + [0x0A]
    }

    /// A line of a table as French spreadsheets read it: semicolons, RFC 4180 quotes, and nothing
    /// that they would take for a formula.
    static func line(_ cells: [String]) -> [UInt8] {
        let line = cells.map { cell -> String in
            var cell = cell
            if let first = cell.first, "=+-@\t".contains(first) { cell = "'" + cell }
            let mustQuote = cell.contains { "\";\n\r".contains($0) }
            return mustQuote ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }
        return Array((line.joined(separator: ";") + "\r\n").utf8)
    }
}

/// A file that appears under its name when it is whole.
final class Writer {
    private let name: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []

    /// Begins a file with these rights.
    ///
    /// - Throws: `ArchiveError` `journal`.
    init(_ name: String, _ mode: mode_t) throws(ArchiveError) {
        self.name = name
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(name + ".nouveau", flags, mode)
        guard descriptor >= 0, fchmod(descriptor, mode) == 0 else { throw ArchiveError(.journal) }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Adds bytes.
    func add(_ bytes: [UInt8]) throws {
        buffer += bytes
        guard buffer.count > 1 << 16 else { return }
        try handle.write(contentsOf: Data(buffer))
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts the file in its place.
    func close() throws {
        try handle.write(contentsOf: Data(buffer))
        try handle.synchronize()
        try handle.close()
        guard rename(name + ".nouveau", name) == 0 else { throw ArchiveError(.journal) }
    }
}
