internal import Documents
internal import Formats

/// A part that is text.
struct TextLeaf: Sendable {
    /// The decoded text, UTF-8.
    private let plain: [UInt8]
    private let charset: TextCharset
    /// The text as people read it, where that is not the decoded one.
    private let pieced: PiecedText?
    /// What it is as a card or calendar.
    private let card: CardText?

    /// How the lines of a text are meant.
    enum Layout {
        case plain
        case flowed(deletesSpace: Bool)
        case folded
        /// Fields that a mail system wrote.
        case report
    }

    /// Whether lines are cut where they were too long.
    var isWrapped: Bool { pieced == nil && card == nil }

    /// What people read.
    var text: [UInt8] { card?.text ?? pieced?.text ?? plain }

    /// What is written in it and not judged.
    var asides: [[UInt8]] { card?.asides ?? [] }

    /// Reads the bytes of a text.
    ///
    /// - Throws: `FormatError` `damaged` for a NUL, and when no charset fits; an obstacle for what
    ///   hides in text: PGP, uuencode.
    init(_ bytes: [UInt8], label: String, layout: Layout, part: String) throws(FormatError) {
        var bytes = bytes
        let isFolded = if case .folded = layout { true } else { false }
        if isFolded, !TextCharset.isWide(label) { bytes = FoldedLines.unfolded(bytes) }
        let (text, charset) = try TextCharset.read(bytes, label: label, part: part)
        guard !text.contains(0) else { throw FormatError(.damaged, in: part) }
        if let kind = Self.hidden(in: text, isFolded: isFolded) {
            throw FormatError(Obstacle(kind, in: part))
        }
        plain = text
        self.charset = charset
        switch layout {
        case .plain: pieced = nil
        case .flowed(let deletesSpace):
            pieced = FlowedText.pieces(text, deletesSpace: deletesSpace)
        case .report: pieced = ReportText.pieces(text)
        case .folded: pieced = nil
        }
        card = isFolded ? CardText(unfolded: text) : nil
    }

    /// What it is after edits.
    struct Written {
        let bytes: [UInt8]
        /// Whether it must be labelled UTF-8 now.
        let isUTF8: Bool
        /// Whether its bytes cannot stand in lines of mail.
        let needsBase64: Bool
    }

    /// The bytes after edits over ``text``.
    ///
    /// - Parameters:
    ///   - edits: Sorted by start, without overlap.
    ///   - removed: What must not stand in ``asides`` any longer.
    ///   - ending: What ends a line.
    /// - Returns: nil when nothing asked for a change.
    func bytes(
        applying edits: [Edit],
        without removed: RemovedWords,
        ending: [UInt8]
    ) -> Written? {
        let moved =
            card?.changes(applying: edits, without: removed)
            ?? pieced.map { $0.edits(edits)[0] ?? [] } ?? edits
        guard !moved.isEmpty else { return nil }
        var text = Edit.applied(moved, to: plain)
        if card != nil { text = FoldedLines.folded(text, ending: ending) }
        let (bytes, isUTF8) = charset.encode(text)
        return Written(
            bytes: bytes,
            isUTF8: isUTF8,
            needsBase64: !isUTF8 && charset.needsBase64
        )
    }

    // MARK: What hides in text

    private static let marks: [(lead: String, kind: Obstacle.Kind)] = [
        ("-----BEGIN PGP MESSAGE", .encrypted), ("-----BEGIN PGP SIGNED MESSAGE", .signed),
        ("-----BEGIN PGP SIGNATURE", .signed), ("-----BEGIN PGP ", .unknown),
        ("-----BEGIN PKCS7", .encrypted), ("=ybegin ", .unknown),
    ]

    /// What stands in a text that programs read otherwise.
    private static func hidden(in text: [UInt8], isFolded: Bool) -> Obstacle.Kind? {
        if isFolded, CardText.holdsBinary(text) { return .unknown }
        return text.withUnsafeBufferPointer { bytes in
            var position = 0
            while position < bytes.count {
                var start = position
                let (stop, next) = Lines.end(from: position, bytes, limit: bytes.count)
                position = next
                // quoted, too
                while start < stop, Lines.isBlank(bytes[start]) || bytes[start] == 0x3E {
                    start += 1
                }
                guard start < stop else { continue }
                let line = bytes[start..<stop]
                switch bytes[start] {
                case 0x2D, 0x3D:
                    let mark = marks.first { line.starts(with: $0.lead.utf8) }
                    if let mark { return mark.kind }
                case 0x62:
                    if UUFrame.begins(line), isUULine(bytes, next) { return .unknown }
                default: continue
                }
            }
            return nil
        }
    }

    /// Whether a line of uuencode follows: its first sign tells how long it is.
    private static func isUULine(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        let (stop, _) = Lines.end(from: start, bytes, limit: bytes.count)
        guard start < stop, (0x21...0x60).contains(bytes[start]) else { return false }
        let count = Int((bytes[start] - 0x20) & 0x3F)
        return stop - start >= 1 + (count + 2) / 3 * 4 - 3
            && bytes[start..<stop].allSatisfy { (0x20...0x60).contains($0) }
    }
}
