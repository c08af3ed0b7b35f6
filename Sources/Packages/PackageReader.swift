internal import Documents
public import Formats

/// Reads office files and other zip archives.
public struct PackageReader: CarrierReader {
    private static let zip: [UInt8] = [0x50, 0x4B]
    private static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    /// How an office file with a password calls its contents, in UTF-16.
    private static let encrypted: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }

    private let silent = SilentParts()

    /// A reader.
    public init() {}

    /// Opens a package.
    ///
    /// - Throws: `FormatError` `damaged`, `bomb`, `nestedTooDeep`, or an obstacle for what only a key
    ///   opens.
    /// - Complexity: O(*n*) in what it holds.
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        if bytes.starts(with: Self.compoundFile) {
            guard Self.contains(Self.encrypted, in: bytes) else { return nil }
            throw FormatError(Obstacle(.encrypted, in: ""))
        }
        switch ForeignFormat(startOf: bytes) {
        case .zip, .officeOpenXML, .openDocument: break
        default: return nil
        }
        let archive = try Archive(bytes, opener)
        if let kind = try OfficeKind(archive.entries) {
            return try OfficePackage(archive, kind, opener, silent)
        }
        return try ZipFile(archive, opener)
    }

    private static func contains(_ wanted: [UInt8], in bytes: [UInt8]) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (0...bytes.count - wanted.count).contains { start in
            bytes[start] == wanted[0] && bytes[start...].starts(with: wanted)
        }
    }
}
