import ArgumentParser
import Documents
import Messages
import Streams

/// Options of the commands that read many notes from one stream.
struct StreamOptions: ParsableArguments {
    /// How a stream is cut.
    enum Form {
        case lines
        case notes(Separator)
    }

    @Flag(name: .long, help: "Un objet JSON par ligne en entrée : {\"id\":…,\"text\":…}.")
    var jsonl = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Plusieurs notes en entrée, chacune après un saut de page (« page ») ou à partir d'une "
                + "ligne que cette expression POSIX étendue décrit tout entière.",
            valueName: "expression"
        )
    )
    var separator: String?

    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Notes traitées en même temps, de 1 à 64, avec --jsonl ou --separator ; l'ordre reste.",
            valueName: "nombre"
        )
    )
    var jobs = 1

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "Continue après une note illisible ou retenue : avec --jsonl, code de sortie 0 même "
                + "s'il y en a ; avec --separator, « [note retenue] » à sa place, et le code le dit "
                + "à la fin."
        )
    )
    var keepGoing = false

    func validate() throws {
        guard (1...64).contains(jobs) else {
            throw ValidationError("--jobs doit être un nombre de 1 à 64.")
        }
        if jsonl, separator != nil {
            throw ValidationError("--jsonl et --separator ne vont pas ensemble.")
        }
        guard jobs == 1 && !keepGoing || isStream else {
            throw ValidationError("--jobs et --keep-going demandent --jsonl ou --separator.")
        }
    }

    /// Whether the input is a stream of notes.
    var isStream: Bool { jsonl || separator != nil }

    /// The options that make it a stream, for messages.
    var name: String { jsonl ? "--jsonl" : "--separator" }

    /// The one file of a stream; nil for standard input.
    ///
    /// - Throws: `Message` with exit code 64 for several files.
    func only(_ files: [String]) throws(Message) -> String? {
        guard files.count <= 1 else {
            throw Message("\(name) ne lit qu'un fichier à la fois", .usage)
        }
        return files.first
    }

    /// How the input is cut; nil when it is one note.
    ///
    /// - Throws: `Message` with exit code 64 for a bad expression.
    func form() throws(Message) -> Form? {
        if jsonl { return .lines }
        guard let separator else { return nil }
        do throws(PatternError) {
            return .notes(try Separator(separator))
        } catch {
            throw Message(error)
        }
    }

    /// The encoding of the notes; nil to recognise that of each.
    ///
    /// - Throws: `Message` with exit code 64 for anything but UTF-8 in JSON lines (RFC 8259), and
    ///   for UTF-16, whose line ends and form feeds are no bytes.
    func encoding(_ options: NoteOptions) throws(Message) -> Encoding? {
        let wanted = try options.noteEncoding()
        if jsonl {
            guard wanted == nil || wanted == .utf8 else {
                throw Message("--jsonl ne lit que l'UTF-8 (RFC 8259)", .usage)
            }
            return .utf8
        }
        let isUTF16 = [.utf16, .utf16LittleEndian, .utf16BigEndian].contains(wanted)
        guard separator == nil || !isUTF16 else {
            throw Message(
                "--separator ne lit pas l'UTF-16 (le convertir d'abord : iconv -t UTF-8)",
                .usage
            )
        }
        return wanted
    }
}
