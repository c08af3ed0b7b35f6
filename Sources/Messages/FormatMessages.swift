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
                    + "ne lit pas ce format, il faut d'abord le convertir",
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
        case .nestedTooDeep:
            self.init(
                "trop de documents sont emboîtés les uns dans les autres (plus de "
                    + "\(Opener.maximumDepth))",
                .data
            )
        case .damaged: self.init("le document est abîmé ou coupé" + place(error.part), .data)
        case .bomb:
            self.init(
                "le document contient bien plus que sa taille ne le dit" + place(error.part)
                    + " : il n'est pas ouvert",
                .data
            )
        case .converterMissing:
            self.init(
                "il manque un programme pour lire ce document : installer le paquet "
                    + "\(error.part)",
                .configuration
            )
        case .converterLimit:
            self.init(
                "la lecture de ce document demande trop de temps, de mémoire ou de place : elle a "
                    + "été arrêtée",
                .data
            )
        case .obstacle:
            self = Message(obstacles: error.obstacle.map { [$0] } ?? [])
        }
    }

    /// What nobody can clean holds the note.
    public init(obstacles: [Obstacle]) {
        var named: [String] = []
        for obstacle in obstacles {
            let line = obstacle.kind.frenchName + place(obstacle.part)
            if !named.contains(line) { named.append(line) }
        }
        let most = 6
        var list = named.prefix(most).joined(separator: " ; ")
        if named.count > most { list += " ; et \(named.count - most) de plus" }
        let kinds = Set(obstacles.map(\.kind))
        let hint =
            kinds.contains(.unwritable)
            ? " (filter --rendition txt ou odt en rend le texte)"
            : kinds.contains(.unconverted)
                ? " (--convert le convertit)"
                : kinds.contains(.image) ? " (images : --images keep les garde)" : ""
        self.init(
            "la note est retenue, rien n'est sorti : \(list)\(hint)",
            .held
        )
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

/// Where something stands, behind what it is.
private func place(_ part: String) -> String { part.isEmpty ? "" : " (\(part))" }

extension Obstacle.Kind {
    /// What it is, and why it holds the note.
    var frenchName: String {
        switch self {
        case .image: "une image que personne n'a relue"
        case .object: "un objet incorporé qui ne peut pas être relu"
        case .macros: "des macros"
        case .encrypted: "un contenu chiffré ou protégé par un mot de passe"
        case .signed: "une signature que toute retouche romprait"
        case .winmail: "une pièce winmail.dat, que seul Outlook lit"
        case .scan: "des pages sans texte (numérisées)"
        case .partial: "un message envoyé en plusieurs morceaux"
        case .unknown: "un contenu d'un format qui n'est pas lu"
        case .unwritable: "un format qui se lit mais ne se réécrit pas"
        case .unconverted: "un format qui ne se lit qu'une fois converti"
        }
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
        case .xml: "un document XML (Word 2003, OpenDocument à plat, SVG ou données)"
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
