/// The file in which Office before 2007 and Outlook keep streams: what its directory says.
///
/// Format: [MS-CFB]. Numbers are little endian; sectors are counted from the end of the header.
struct CompoundFile {
    /// A stream or folder.
    private struct Entry {
        let name: String
        /// Its first sector, or that of the stream of short streams.
        let start: Int
        /// In bytes.
        let size: Int
        /// Whether it is the folder of all, which holds the short streams.
        let isRoot: Bool
    }

    /// What the file is.
    enum Kind {
        case word, excel, message, encrypted, other
    }

    private let bytes: [UInt8]
    private let sectorSize: Int
    private var entries: [Entry] = []

    private static let entrySize = 128
    /// More are in no note.
    private static let mostEntries = 1 << 16

    /// Reads the directory; nil when it cannot be followed.
    ///
    /// - Complexity: O(*n*).
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 512 else { return nil }
        self.bytes = bytes
        let shift = Int(bytes[30]) | Int(bytes[31]) << 8
        guard shift == 9 || shift == 12 else { return nil }
        sectorSize = 1 << shift
        var sector = number(at: 48)
        var left = bytes.count / sectorSize
        while let start = offset(of: sector), left > 0, entries.count < Self.mostEntries {
            for index in 0..<(sectorSize / Self.entrySize) { read(start + index * Self.entrySize) }
            sector = next(after: sector)
            left -= 1
        }
        guard !entries.isEmpty else { return nil }
    }

    /// What its streams make it.
    var kind: Kind {
        let names = Set(entries.map(\.name))
        if names.contains("EncryptedPackage") { return .encrypted }
        if names.contains("__properties_version1.0") { return .message }
        if names.contains("WordDocument") { return isWordEncrypted ? .encrypted : .word }
        if names.contains("Workbook") || names.contains("Book") {
            return isExcelEncrypted ? .encrypted : .excel
        }
        return .other
    }

    // MARK: Sectors

    private func number(at offset: Int) -> Int {
        guard offset + 4 <= bytes.count else { return -1 }
        return (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    private func offset(of sector: Int) -> Int? {
        let start = (sector + 1) * sectorSize
        return sector >= 0 && start + sectorSize <= bytes.count ? start : nil
    }

    /// The sector behind one, by the allocation table; its first 109 sectors stand in the header, which
    /// is enough for the directory of a note.
    private func next(after sector: Int) -> Int {
        let perSector = sectorSize / 4
        guard sector >= 0, sector / perSector < 109,
            let table = offset(of: number(at: 76 + 4 * (sector / perSector)))
        else { return -1 }
        return number(at: table + 4 * (sector % perSector))
    }

    private mutating func read(_ start: Int) {
        let length = Int(bytes[start + 64]) | Int(bytes[start + 65]) << 8
        guard length > 2, length <= 64 else { return }
        let units = (0..<(length / 2 - 1)).map {
            UInt16(bytes[start + 2 * $0]) | UInt16(bytes[start + 2 * $0 + 1]) << 8
        }
        entries.append(
            Entry(
                name: String(decoding: units, as: UTF16.self),
                start: number(at: start + 116),
                size: number(at: start + 120),
                isRoot: bytes[start + 66] == 5
            )
        )
    }

    // MARK: Encryption

    /// Shorter streams stand in pieces of 64 bytes in one stream for all.
    private static let shortSize = 4_096
    private static let pieceSize = 64
    /// The bytes of a head that are looked at.
    private static let headSize = 32

    /// Where the first bytes of a stream stand.
    private func head(of names: [String]) -> Int? {
        guard let entry = entries.first(where: { names.contains($0.name) }) else { return nil }
        guard entry.size < Self.shortSize else { return offset(of: entry.start) }
        guard let root = entries.first(where: \.isRoot) else { return nil }
        let place = entry.start * Self.pieceSize
        var sector = root.start
        for _ in 0..<min(place / sectorSize, bytes.count / sectorSize) {
            sector = next(after: sector)
        }
        guard let start = offset(of: sector).map({ $0 + place % sectorSize }),
            start >= 0, start + Self.headSize <= bytes.count
        else { return nil }
        return start
    }

    /// The flag of the head of a document.
    private var isWordEncrypted: Bool {
        guard let start = head(of: ["WordDocument"]) else { return false }
        return bytes[start + 11] & 1 == 1
    }

    /// A record of a password follows the first one of a workbook.
    private var isExcelEncrypted: Bool {
        guard let start = head(of: ["Workbook", "Book"]) else { return false }
        var position = start
        for _ in 0..<4 where position + 4 <= min(bytes.count, start + sectorSize) {
            let record = Int(bytes[position]) | Int(bytes[position + 1]) << 8
            if record == 0x2F { return true }
            position += 4 + Int(bytes[position + 2]) + Int(bytes[position + 3]) << 8
        }
        return false
    }
}
