import ArgumentParser
import Documents
import Messages
import Pipeline

/// Options that every command over notes has.
struct NoteOptions: ParsableArguments {
    static let defaultSize = 64 << 20

    @Flag(name: .long, help: "Un objet JSON par ligne en entrée : {\"id\":…,\"text\":…}.")
    var jsonl = false

    @Flag(
        name: .long,
        help: "Avec --jsonl : code de sortie 0 même si des lignes sont illisibles."
    )
    var keepGoing = false

    @Option(
        name: .long,
        help: ArgumentHelp("Taille maximale d'une note, en octets.", valueName: "octets")
    )
    var maxNoteSize = Self.defaultSize

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Encodage de la note : auto, utf-8, utf-16, utf-16le, utf-16be, windows-1252, "
                + "iso-8859-1, iso-8859-15, macintosh ou cp850.",
            valueName: "encodage"
        )
    )
    var encoding = "auto"

    @OptionGroup var rules: RuleOptions

    func validate() throws {
        guard maxNoteSize > 0 else {
            throw ValidationError("--max-note-size doit être un nombre positif.")
        }
    }

    /// The encoding of the notes; nil to recognise it.
    ///
    /// - Throws: `Message` with exit code 64 for a name that nobody knows, and for anything but
    ///   UTF-8 in JSON lines (RFC 8259).
    func noteEncoding() throws(Message) -> Encoding? {
        let isAutomatic = encoding.lowercased() == "auto"
        let wanted = Encoding(named: encoding)
        guard isAutomatic || wanted != nil else { throw Message(unknownEncoding: encoding) }
        guard jsonl else { return wanted }
        guard isAutomatic || wanted == .utf8 else {
            throw Message("--jsonl ne lit que l'UTF-8 (RFC 8259)", .usage)
        }
        return .utf8
    }
}
