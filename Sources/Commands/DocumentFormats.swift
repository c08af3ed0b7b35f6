internal import CProcess
internal import Documents
public import Formats
import Glibc
import Messages
import Synchronization

/// Formats besides text: the libraries that they need are linked into `biffure-documents` alone,
/// which `biffure` becomes when it meets a document or a mail, so that the pipe starts in
/// milliseconds.
public enum DocumentFormats {
    private static let provided = Mutex<[any CarrierReader]?>(nil)
    private static let converter = Mutex<(any NoteConverter)?>(nil)

    /// Says that this program has the libraries.
    public static func provide(
        _ readers: [any CarrierReader],
        converter: (any NoteConverter)? = nil
    ) {
        provided.withLock { $0 = readers }
        Self.converter.withLock { $0 = converter }
    }

    /// What opens the notes of this program.
    ///
    /// - Parameters:
    ///   - options: What was asked for; nil for the plainest use.
    ///   - converts: Whether other programs may convert what stands in a note.
    /// - Returns: An opener of all formats that were provided.
    static func opener(_ options: NoteOptions?, converts: Bool = false) -> Opener {
        opener(
            keepsImages: options?.images == .keep,
            maximumSize: options?.maxNoteSize ?? NoteOptions.defaultSize,
            converts: converts || options?.convert == true
        )
    }

    /// What opens the notes of this program.
    ///
    /// - Parameters:
    ///   - keepsImages: Whether pictures may stay although nobody examined them.
    ///   - maximumSize: The longest note, in bytes.
    ///   - converts: Whether other programs may convert what stands in a note.
    /// - Returns: An opener of all formats that were provided.
    public static func opener(
        keepsImages: Bool,
        maximumSize: Int,
        converts: Bool = false
    ) -> Opener {
        Opener(
            (provided.withLock { $0 } ?? []) + Opener.textReaders,
            maximumSize: maximumSize,
            keepsImages: keepsImages,
            converts: converts
        )
    }

    /// What converts notes of other formats; nil when this program has nothing for it.
    public static var noteConverter: (any NoteConverter)? { converter.withLock { $0 } }

    /// The text of a note in place of the note.
    ///
    /// - Throws: `Message`.
    static func rendition(of bytes: [UInt8], _ options: NoteOptions) throws(Message) -> Rendition {
        do throws(FormatError) {
            return try Rendition(bytes, opener(options, converts: true))
        } catch {
            throw Message(error)
        }
    }

    /// The text of a note in the form in which it leaves.
    ///
    /// - Throws: `Message` when that program is not there.
    static func bytes(
        of text: [UInt8],
        _ encoding: Encoding,
        in form: RenditionForm
    ) throws(Message) -> [UInt8] {
        guard let converter = converter.withLock({ $0 }) else { throw missing }
        do throws(FormatError) {
            return try form.bytes(of: text, encoding, by: converter)
        } catch {
            throw Message(error)
        }
    }

    /// All bytes of a note, from a file, or from standard input for nil or `-`; when it is one for
    /// the program that reads documents, that program starts instead.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - limit: The longest note, in bytes.
    ///   - always: Whether that program is needed whatever the note is.
    /// - Returns: At most one byte more than the limit.
    /// - Throws: `Message`.
    static func read(
        _ file: String?,
        limit: Int,
        always: Bool = false
    ) throws(Message) -> [UInt8] {
        let bytes = try Files.read(file, limit: limit)
        let isPiped = file == nil || file == "-"
        if let file, !isPiped, provided.withLock({ $0 }) == nil, always || isForeign(bytes),
            !isRegular(file)
        {
            throw Message(
                "« \(file) » ne se lit qu'une fois : un document ou un courriel passe par l'entrée "
                    + "standard ou par un fichier",
                .usage
            )
        }
        try becomeReader(of: bytes, isPiped: isPiped, always: always)
        return bytes
    }

    /// The bytes of a note as they are judged: converted where its format asks for it and the user
    /// agrees.
    static func note(_ file: String?, _ options: NoteOptions) throws(Message) -> ConvertedNote {
        let bytes = try read(file, limit: options.maxNoteSize)
        return try converted(bytes, isWanted: options.convert, limit: options.maxNoteSize)
    }

    /// A note, converted where its format asks for it; without formats where it does not.
    static func converted(
        _ bytes: [UInt8],
        isWanted: Bool,
        limit: Int
    ) throws(Message) -> ConvertedNote {
        let asItIs = ConvertedNote(bytes, from: "", to: "")
        guard isWanted, bytes.count <= limit, let converter = converter.withLock({ $0 }) else {
            return asItIs
        }
        do throws(FormatError) {
            return try converter.converted(bytes, maximumSize: limit) ?? asItIs
        } catch {
            throw Message(error)
        }
    }

    /// How much of a file tells its format.
    private static let startSize = 1 << 16

    /// Becomes the program that reads documents when one of the files is one; to be called before
    /// anything is written.
    static func becomeReader(ofAny files: [String]) throws(Message) {
        guard provided.withLock({ $0 }) == nil else { return }
        for file in files where file != "-" {
            let descriptor = open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            // what a pipe gives can be read once only
            guard isRegular(descriptor) else { continue }
            var start = [UInt8](repeating: 0, count: startSize)
            let count = Glibc.read(descriptor, &start, startSize)
            start.removeSubrange(max(0, count)...)
            if isForeign(start) { try become() }
        }
    }

    /// Becomes the program that reads documents when a note is one.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - isPiped: Whether it came by standard input, which then is there again.
    ///   - always: Whether it is one whatever it holds.
    /// - Throws: `Message` when that program is not there.
    private static func becomeReader(
        of bytes: [UInt8],
        isPiped: Bool,
        always: Bool
    ) throws(Message) {
        guard provided.withLock({ $0 }) == nil, always || isForeign(bytes) else { return }
        if isPiped {
            // in memory only
            let descriptor = cprocess_memory_file()
            guard descriptor >= 0 else {
                throw Message("la mémoire manque pour lire le document", .io)
            }
            try Files.write(bytes, to: descriptor)
            lseek(descriptor, 0, SEEK_SET)
            dup2(descriptor, 0)
            close(descriptor)
        }
        try become()
    }

    private static func isRegular(_ file: String) -> Bool {
        var status = stat()
        return stat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func isRegular(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func isForeign(_ start: [UInt8]) -> Bool {
        ForeignFormat(startOf: start) != nil || MailStart.isMail(start)
    }

    private static func become() throws(Message) {
        var arguments = CommandLine.arguments.map { strdup($0) }
        arguments.append(nil)
        execv("\(Files.programFolder())/biffure-documents", arguments)
        throw missing
    }

    private static let missing = Message(
        "les documents et les courriels demandent le programme « biffure-documents » à côté de "
            + "biffure",
        .configuration
    )
}

/// What becomes of pictures in documents.
public enum Images: String, CaseIterable, Sendable {
    /// The document is held.
    case hold
    /// They stay as they are.
    case keep
}
