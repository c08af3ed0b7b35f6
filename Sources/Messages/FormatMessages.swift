internal import Documents
public import Formats
internal import Lexicons

extension Message {
    /// Why bytes could not be read, or edits not be written.
    public init(_ error: FormatError) {
        let byte = "l'octet \(error.offset)"
        switch error.code {
        case .badEncoding:
            self.init(
                byte + " n'est pas dans l'encodage attendu, ou aucun encodage connu ne convient "
                    + "(l'indiquer : --encoding windows-1252, par exemple)",
                .data
            )
        case .binary:
            self.init(
                byte + " est nul ou de commande : ce n'est pas du texte",
                .data
            )
        case .otherFormat:
            self.init(
                "l'entrée est \(error.format?.frenchName ?? "d'un autre format") : cette version "
                    + "ne lit que le texte brut, il faut d'abord l'y convertir",
                .data
            )
        case .tooLarge:
            self.init(
                "la note dépasse la limite de \(error.offset) octets (voir --max-note-size)",
                .data
            )
        case .unwritable:
            self.init(
                "l'encodage de la note n'a pas de quoi écrire ce qui remplace " + byte
                    + " (la convertir d'abord en UTF-8)",
                .data
            )
        case .unavailable:
            self.init("la bibliothèque ICU ne connaît pas l'encodage de la note", .software)
        }
    }

    /// An encoding that nobody knows.
    ///
    /// - Parameter name: What the user typed.
    public init(unknownEncoding name: String) {
        let nearest = NearestWord.of(name.lowercased(), among: ["auto"] + Encoding.names)
        let known = Encoding.named.map(\.rawValue).joined(separator: ", ")
        self.init(
            "encodage inconnu « \(name) » ; le plus proche est « \(nearest) » "
                + "(connus : auto, \(known))",
            .usage
        )
    }
}

extension ForeignFormat {
    /// What it is, with its article.
    var frenchName: String {
        switch self {
        case .officeOpenXML: "un document Office (docx, xlsx ou pptx)"
        case .openDocument: "un document OpenDocument (odt, ods ou odp)"
        case .zip: "une archive zip"
        case .pdf: "un document PDF"
        case .postScript: "un document PostScript"
        case .rtf: "un document RTF"
        case .compoundFile: "un document Office d'avant 2007 (doc, xls ou msg)"
        case .wordPerfect: "un document WordPerfect"
        case .image: "une image"
        case .media: "une image HEIC ou une vidéo"
        case .archive: "un fichier compressé"
        }
    }
}

extension Encoding {
    /// What people call it.
    var frenchName: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16: "UTF-16"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .windows1252: "windows-1252"
        case .latin1: "ISO-8859-1"
        case .latin9: "ISO-8859-15"
        case .macRoman: "Mac Roman"
        case .cp850: "CP850"
        case .doubleUTF8: "UTF-8 encodé deux fois"
        case .partlyDoubleUTF8: "UTF-8 encodé deux fois par endroits"
        case .mixed: "UTF-8 et windows-1252 mêlés"
        }
    }
}
