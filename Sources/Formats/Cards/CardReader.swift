internal import Documents

/// Reads cards and calendars: vcf, ics.
public struct CardReader: CarrierReader {
    /// A reader.
    public init() {}

    /// Opens what starts with `BEGIN:VCARD` or `BEGIN:VCALENDAR`.
    ///
    /// - Throws: `FormatError` when the bytes are in no known encoding, or no text.
    /// - Complexity: O(*n*).
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        guard CardText.isCard(bytes) else { return nil }
        return try CardCarrier(bytes, opener)
    }
}

/// Cards or calendars in a file.
struct CardCarrier: Carrier {
    let texts: [CarriedText]
    let obstacles: [Obstacle]
    var asides: [[UInt8]] { card.asides }
    var mark: String? { card.mark }

    private let bytes: [UInt8]
    private let document: Document
    private let card: CardText

    init(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) {
        self.bytes = bytes
        let (text, source) = try PlainText.decoded(
            FoldedLines.unfolded(bytes),
            as: opener.encoding,
            isWord: opener.isWord
        )
        document = Document(text: text, blocks: [], source: source)
        card = CardText(unfolded: text)
        texts = [CarriedText(card.text, part: "fiche")]
        obstacles = CardText.holdsBinary(text) ? [Obstacle(.object, in: "fiche")] : []
    }

    func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        let level = marking?.name == mark ? nil : marking?.name
        let ending = document.lineEnd
        let edits = card.changes(
            applying: edits.first ?? [],
            without: removed,
            level: level,
            ending: ending
        )
        guard !edits.isEmpty else { return bytes }
        return FoldedLines.folded(try PlainText.write(document, edits: edits), ending: ending)
    }
}

extension CardText {
    /// Whether a value is a picture, a sound, or written in a code of its own.
    ///
    /// - Complexity: O(*n*).
    public static func holdsBinary(_ text: [UInt8]) -> Bool {
        text.split(separator: 0x0A).contains { line in
            guard let colon = line.firstIndex(of: 0x3A) else { return false }
            let head = HTMLBytes.lowered(line[..<colon].prefix(512))
            return head.contains(";encoding=") || head.contains(";base64")
                || head.contains(";quoted-printable")
                || HTMLBytes.lowered(line[colon...].prefix(6)) == ":data:"
        }
    }
}
