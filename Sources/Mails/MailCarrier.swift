internal import Documents
internal import Formats

/// A message, opened.
struct MailCarrier: Carrier {
    /// The bytes that it was read from.
    let source: [UInt8]
    private(set) var texts: [CarriedText] = []
    var obstacles: [Obstacle] = []
    var asides: [[UInt8]] = []
    var mark: String?
    /// Names for identifiers; those of the outermost message are asked.
    var ids = MessageIDs()
    private(set) var slots: [Slot] = []
    /// How the message ends its lines.
    let ending: [UInt8]

    /// What stands in the body of a part.
    struct Content: Sendable {
        enum Kind: Sendable {
            /// Nothing that is read.
            case opaque
            case text(TextLeaf)
            /// Another format, the bytes it was opened from, and how they are written back when they
            /// were not in UTF-8.
            case carrier(any Carrier, [UInt8], TextCharset?)
            case mail(MailCarrier)
            /// The boundary and where it stands.
            case multipart([UInt8], [Range<Int>], path: [Int])
        }
        let body: Range<Int>
        let encoding: TransferEncoding
        /// The boundaries of the multiparts around it.
        let boundaries: [[UInt8]]
        var kind = Kind.opaque
    }

    /// A stretch of the message with the texts that were read from it.
    struct Slot: Sendable {
        enum Kind: Sendable {
            /// The line that a mail box puts before a message.
            case envelope(Range<Int>)
            /// Text around the parts of a multipart.
            case prose(TextLeaf, Range<Int>)
            /// A header with its body.
            case part(PartHeader, Content)
        }
        let kind: Kind
        /// The first of its texts.
        let first: Int
        /// How many there are.
        let count: Int
    }

    /// A message whose parts are still to be added.
    init(_ bytes: [UInt8]) {
        source = bytes
        ending = Lines.ending(of: bytes)
    }

    /// Whether the header of the message was added.
    var hasHeader: Bool {
        slots.contains { if case .part = $0.kind { true } else { false } }
    }

    // MARK: Adding

    private mutating func add(_ kind: Slot.Kind, _ added: [CarriedText]) {
        slots.append(Slot(kind: kind, first: texts.count, count: added.count))
        texts += added
    }

    /// Adds the line of a mail box.
    mutating func addEnvelope(_ line: Range<Int>, part: String) throws(FormatError) {
        let text = try EncodedWords.decode(unfolded(source, line), part: part)
        guard !text.contains(0) else { throw FormatError(.damaged, in: part) }
        asides.append(text)
        let sender = Array(text.dropFirst(5).prefix { $0 != 0x20 })
        let shown = Array("Adresse : ".utf8) + sender + [0x0A]
        add(.envelope(line), sender.contains(0x40) ? [CarriedText(shown, part: part)] : [])
    }

    /// Adds what stands before or behind the parts of a multipart.
    mutating func addProse(_ range: Range<Int>, part: String) throws(FormatError) {
        guard source[range].contains(where: { !Lines.isSpace($0) }) else { return }
        let leaf = try TextLeaf(Array(source[range]), label: "", layout: .plain, part: part)
        add(.prose(leaf, range), [CarriedText(leaf.text, part: part, isWrapped: true)])
    }

    /// Adds a part.
    mutating func add(_ header: PartHeader, _ content: Content, part: String) {
        var added: [CarriedText] = []
        if !header.pieced.text.isEmpty {
            added.append(CarriedText(header.pieced.text, part: header.part))
        }
        asides += header.asides
        switch content.kind {
        case .opaque: break
        case .multipart(let boundary, _, _): asides.append(boundary)
        case .text(let leaf):
            asides += leaf.asides
            added.append(CarriedText(leaf.text, part: part, isWrapped: leaf.isWrapped))
        case .mail(let mail): take(mail, inside: nil, &added)
        case .carrier(let carrier, _, _): take(carrier, inside: part, &added)
        }
        add(.part(header, content), added)
    }

    private mutating func take(
        _ carrier: any Carrier,
        inside part: String?,
        _ added: inout [CarriedText]
    ) {
        added += carrier.texts.map { text in part.map(text.inside) ?? text }
        obstacles += carrier.obstacles.map { obstacle in part.map(obstacle.inside) ?? obstacle }
        asides += carrier.asides
    }
}
