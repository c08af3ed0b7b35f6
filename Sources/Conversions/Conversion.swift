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
        let code: Int32?
        switch self {
        case .office(_, let to):
            code = try Self.office([name], to: to, in: folder, maximumSize: maximumSize).code
        case .message:
            var process = LimitedProcess(
                converter: .perl,
                arguments: ["-e", OutlookMessage.program, name, "note.eml"]
            )
            process.folder = folder.path
            process.maximumFile = maximumSize * Self.roomFactor + Self.profileRoom
            code = try process.run().code
        }
        // killed: by its limits, or by our own
        guard let code, code < 128 else { throw FormatError(.converterLimit) }
        let place = if case .office = self { "out/note" } else { "note" }
        let converted = try Self.result("\(place).\(endings.to)", in: folder, maximumSize)
        guard let converted, code == 0 else { throw FormatError(.damaged) }
        return converted
    }

    /// Converts several documents in one run of LibreOffice, which takes longer to start than to
    /// convert.
    ///
    /// - Parameters:
    ///   - notes: The whole notes and the endings of their names.
    ///   - to: The ending of what they become.
    ///   - maximumSize: The most that may come out of each, in bytes.
    /// - Returns: What each became, in their order; nil for those that the run left out: it may have
    ///   stopped at another one.
    static func office(
        _ notes: [(bytes: [UInt8], from: String)],
        to: String,
        maximumSize: Int
    ) -> [[UInt8]?] {
        do throws(FormatError) {
            let folder = try PrivateFolder()
            var names: [String] = []
            for (index, note) in notes.enumerated() {
                names.append("note\(index).\(note.from)")
                try folder.write(note.bytes, as: names[index])
            }
            _ = try office(names, to: to, in: folder, maximumSize: maximumSize)
            var results: [[UInt8]?] = []
            for index in notes.indices {
                let place = "out/note\(index).\(to)"
                results.append((try? result(place, in: folder, maximumSize)) ?? nil)
            }
            return results
        } catch {
            return notes.map { _ in nil }
        }
    }

    /// Runs LibreOffice over files in a folder.
    private static func office(
        _ names: [String],
        to: String,
        in folder: borrowing PrivateFolder,
        maximumSize: Int
    ) throws(FormatError) -> LimitedProcess.Result {
        try OfficeProfile.write(in: folder)
        var process = LimitedProcess(
            converter: .soffice,
            arguments: [
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless",
                "--norestore", "--nolockcheck", "--nodefault", "--convert-to", to,
                "--outdir", "out",
            ] + names
        )
        process.folder = folder.path
        process.maximumFile = maximumSize * roomFactor + profileRoom
        process.seconds += (names.count - 1) * secondsForOneMore
        return try process.run()
    }

    private static let secondsForOneMore = 5

    /// What a run wrote; nil when it wrote nothing.
    private static func result(
        _ place: String,
        in folder: borrowing PrivateFolder,
        _ maximumSize: Int
    ) throws(FormatError) -> [UInt8]? {
        guard let bytes = try folder.read(place, limit: maximumSize), !bytes.isEmpty else {
            return nil
        }
        guard ForeignFormat(startOf: bytes) == .officeOpenXML else { return bytes }
        return try DatelessZip.withoutDates(bytes)
    }
}
