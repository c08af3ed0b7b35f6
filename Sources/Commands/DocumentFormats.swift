internal import CProcess
public import Formats
import Glibc
import Messages
import Synchronization

/// Formats besides text: the libraries that they need are linked into `biffure-documents` alone,
/// which `biffure` becomes when it meets a document or a mail, so that the pipe starts in
/// milliseconds.
public enum DocumentFormats {
    private static let provided = Mutex<[any CarrierReader]?>(nil)

    /// Says that this program has the libraries.
    public static func provide(_ readers: [any CarrierReader]) {
        provided.withLock { $0 = readers }
    }

    /// What opens the notes of this program.
    static func opener(_ options: NoteOptions?) -> Opener {
        Opener(
            (provided.withLock { $0 } ?? []) + Opener.textReaders,
            maximumSize: options?.maxNoteSize ?? NoteOptions.defaultSize,
            keepsImages: options?.images == .keep
        )
    }

    /// All bytes of a note, from a file, or from standard input for nil or `-`; when it is one for
    /// the program that reads documents, that program starts instead.
    static func read(_ file: String?, limit: Int) throws(Message) -> [UInt8] {
        let bytes = try Files.read(file, limit: limit)
        try becomeReader(of: bytes, isPiped: file == nil || file == "-")
        return bytes
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
    /// - Throws: `Message` when that program is not there.
    private static func becomeReader(of bytes: [UInt8], isPiped: Bool) throws(Message) {
        guard provided.withLock({ $0 }) == nil, isForeign(bytes) else { return }
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

    private static func isForeign(_ start: [UInt8]) -> Bool {
        ForeignFormat(startOf: start) != nil || MailStart.isMail(start)
    }

    private static func become() throws(Message) {
        var arguments = CommandLine.arguments.map { strdup($0) }
        arguments.append(nil)
        execv("\(Files.programFolder())/biffure-documents", arguments)
        throw Message(
            "les documents et les courriels demandent le programme « biffure-documents » à côté de "
                + "biffure",
            .configuration
        )
    }
}

/// What becomes of pictures in documents.
enum Images: String, CaseIterable {
    /// The document is held.
    case hold
    /// They stay as they are.
    case keep
}
