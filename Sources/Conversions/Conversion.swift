internal import Formats

/// How a format that only other programs read becomes one that we read.
enum Conversion: Sendable {
    /// By LibreOffice.
    case office(from: String, to: String)
    /// By the library of msgconvert.
    case message

    /// LibreOffice writes twice what it reads, and a profile.
    private static let roomFactor = 2
    private static let profileRoom = 16 << 20

    /// The conversion that bytes ask for.
    ///
    /// - Returns: nil for what needs none, or has none.
    /// - Throws: `FormatError` when a password is needed, or the bytes are `damaged`.
    init?(of bytes: [UInt8]) throws(FormatError) {
        switch ForeignFormat(startOf: bytes) {
        case .rtf: self = .office(from: "rtf", to: "docx")
        case .wordPerfect: self = .office(from: "wpd", to: "docx")
        case .compoundFile:
            guard let file = CompoundFile(bytes) else { throw FormatError(.damaged) }
            switch file.kind {
            case .word: self = .office(from: "doc", to: "docx")
            case .excel: self = .office(from: "xls", to: "xlsx")
            case .message: self = .message
            case .encrypted: throw FormatError(Obstacle(.encrypted, in: ""))
            case .other: return nil
            }
        default: return nil
        }
    }

    /// The ending of what comes in and of what leaves.
    var endings: (from: String, to: String) {
        switch self {
        case .office(let from, let to): (from, to)
        case .message: ("msg", "eml")
        }
    }

    /// Converts bytes.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - maximumSize: The most that may come out, in bytes.
    /// - Returns: The note in the other format.
    /// - Throws: `FormatError` `converterMissing`, `converterLimit`, `tooLarge`, or `damaged` when
    ///   the program gives nothing.
    func converted(_ bytes: [UInt8], maximumSize: Int) throws(FormatError) -> [UInt8] {
        let folder = try PrivateFolder()
        let name = "note.\(endings.from)"
        try folder.write(bytes, as: name)
        var process: LimitedProcess
        switch self {
        case .office(_, let to):
            try OfficeProfile.write(in: folder)
            process = LimitedProcess(
                converter: .soffice,
                arguments: [
                    "-env:UserInstallation=file://\(folder.path)/profile", "--headless",
                    "--norestore", "--nolockcheck", "--nodefault", "--convert-to", to,
                    "--outdir", "out", name,
                ]
            )
        case .message:
            process = LimitedProcess(
                converter: .perl,
                arguments: ["-e", OutlookMessage.program, name, "note.eml"]
            )
        }
        process.folder = folder.path
        process.maximumFile = maximumSize * Self.roomFactor + Self.profileRoom
        let result = try process.run()
        // killed: by its limits, or by our own
        guard let code = result.code, code < 128 else { throw FormatError(.converterLimit) }
        let place = if case .office = self { "out/note" } else { "note" }
        guard let converted = try folder.read("\(place).\(endings.to)", limit: maximumSize),
            !converted.isEmpty, code == 0
        else { throw FormatError(.damaged) }
        return ForeignFormat(startOf: converted) == .officeOpenXML
            ? try DatelessZip.withoutDates(converted) : converted
    }
}
