import ArgumentParser
import Documents
import Messages
import Pipeline

/// Options that every command over notes has.
struct NoteOptions: ParsableArguments {
    static let defaultSize = 64 << 20

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

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Images dans les documents, que personne ne relit : hold retient le document, keep les "
                + "garde.",
            valueName: "sort"
        )
    )
    var images: Images = .hold

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "Convertit les anciens formats avant de les lire : doc, rtf et wpd en docx, xls en xlsx "
                + "(LibreOffice), msg en eml (msgconvert)."
        )
    )
    var convert = false

    @OptionGroup var rules: RuleOptions

    func validate() throws {
        guard maxNoteSize > 0 else {
            throw ValidationError("--max-note-size doit être un nombre positif.")
        }
    }

    /// The encoding of the notes; nil to recognise it.
    ///
    /// - Throws: `Message` with exit code 64 for a name that nobody knows.
    func noteEncoding() throws(Message) -> Encoding? {
        let wanted = Encoding(named: encoding)
        guard encoding.lowercased() == "auto" || wanted != nil else {
            throw Message(unknownEncoding: encoding)
        }
        return wanted
    }
}
