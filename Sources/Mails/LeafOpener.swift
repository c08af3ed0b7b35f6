internal import Documents
internal import Formats

/// Opens what one part holds: text by its label, all else by its content.
struct LeafOpener {
    let opener: Opener
    let html: HTMLOpening
    let part: String

    /// What the bytes of a part are.
    ///
    /// - Throws: `FormatError`; an obstacle when they cannot be read.
    func kind(
        of bytes: [UInt8],
        type: String,
        header: PartHeader
    ) throws(FormatError) -> MailCarrier.Content.Kind {
        if bytes.starts(with: [0x78, 0x9F, 0x3E, 0x22]) {
            throw FormatError(Obstacle(.winmail, in: part))
        }
        let isFile = header.disposition?.main == "attachment" || !header.fileNames.isEmpty
        if isFile || !Self.isPlain(type), Self.holdsPDF(bytes) {
            throw FormatError(Obstacle(.unknown, in: part))
        }
        let label = try header.contentType?.only("charset", part: part)?.value ?? []
        let charset = [UInt8].lowered(Lines.trimmed(label))
        switch type {
        // a label alone makes no picture: who opens the file goes by its content or its name
        case _ where type.hasPrefix("image/") && ForeignFormat(startOf: bytes) == .media:
            guard opener.keepsImages else { throw FormatError(Obstacle(.image, in: part)) }
            return .opaque
        case "text/html", "application/xhtml+xml": return try page(bytes, charset, header)
        case "text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/x-vcalendar",
            "application/ics":
            return .text(try text(bytes, charset, .folded))
        case "text/enriched", "text/richtext":
            // tags may stand within a name
            if bytes.contains(0x3C) { throw FormatError(Obstacle(.unknown, in: part)) }
            return .text(try text(bytes, charset, .plain))
        case _ where Self.reports.contains(type) && ForeignFormat(startOf: bytes) == nil:
            return .text(try text(bytes, charset, .report))
        case _ where Self.isPlain(type):
            if isFile || ForeignFormat(startOf: bytes) != nil {
                return try file(bytes, charset, header)
            }
            return .text(try text(bytes, charset, try Self.layout(header, part)))
        default: return try file(bytes, charset, header)
        }
    }

    /// What mail systems write about a message.
    private static let reports: Set<String> = [
        "message/delivery-status", "message/disposition-notification", "message/feedback-report",
        "message/global-delivery-status", "message/global-disposition-notification",
    ]

    /// Types whose body is shown as it stands.
    private static func isPlain(_ type: String) -> Bool {
        type == "text/plain" || type == "text" || reports.contains(type)
    }

    private static func layout(
        _ header: PartHeader,
        _ part: String
    ) throws(FormatError) -> TextLeaf.Layout {
        guard let content = header.contentType,
            let format = try content.only("format", part: part)?.value,
            [UInt8].lowered(format) == "flowed"
        else { return .plain }
        let deletes = try content.only("delsp", part: part)?.value ?? []
        return .flowed(deletesSpace: [UInt8].lowered(deletes) == "yes")
    }

    private func text(
        _ bytes: [UInt8],
        _ charset: String,
        _ layout: TextLeaf.Layout
    ) throws(FormatError) -> TextLeaf {
        try TextLeaf(bytes, label: charset, layout: layout, part: part)
    }

    /// HTML: in the charset that the part names when its bytes fit it.
    private func page(
        _ bytes: [UInt8],
        _ charset: String,
        _ header: PartHeader
    ) throws(FormatError) -> MailCarrier.Content.Kind {
        if ForeignFormat(startOf: bytes) != nil { return try file(bytes, charset, header) }
        let (text, read) = try TextCharset.read(bytes, label: charset, part: part)
        var source = bytes
        var label = read.label
        var written: TextCharset?
        if !label.isEmpty, Encoding(named: label) == nil || TextCharset.isWide(label) {
            // what readers of pages do not know is handed to them as UTF-8
            (source, label, written) = (text, "utf-8", read)
        }
        let page: (any Carrier)?
        do throws(FormatError) {
            page = try html(source, label, opener)
        } catch {
            throw refused(error)
        }
        if let page { return .carrier(page, source, written) }
        if let page = try carrier(source) { return .carrier(page, source, written) }
        throw FormatError(Obstacle(.unknown, in: part))
    }

    /// A file: by its content, else as text.
    private func file(
        _ bytes: [UInt8],
        _ charset: String,
        _ header: PartHeader
    ) throws(FormatError) -> MailCarrier.Content.Kind {
        // in the charset that the part names
        if CardText.isCard(bytes) { return .text(try text(bytes, charset, .folded)) }
        if let carrier = try carrier(bytes) { return .carrier(carrier, bytes, nil) }
        switch ForeignFormat(startOf: bytes) {
        case .image:
            guard opener.keepsImages else { throw FormatError(Obstacle(.image, in: part)) }
            return .opaque
        case nil: break
        default: throw FormatError(Obstacle(.unknown, in: part))
        }
        if Self.isEscaped(bytes) { throw FormatError(Obstacle(.unknown, in: part)) }
        do throws(FormatError) {
            return .text(try text(bytes, charset, try Self.layout(header, part)))
        } catch {
            if error.code == .obstacle { throw error }
            throw FormatError(Obstacle(.unknown, in: part))
        }
    }

    /// Whether a PDF starts behind something else: its readers look so far for its start, and see
    /// nothing of what stands before.
    private static func holdsPDF(_ bytes: [UInt8]) -> Bool {
        guard let start = Array(bytes.prefix(1_024)).firstPlace(of: Array("%PDF-".utf8)) else {
            return false
        }
        return start > 0 && ForeignFormat(startOf: bytes) == nil
    }

    /// Whether bytes are markup or JSON in which characters are written as numbers.
    private static func isEscaped(_ bytes: [UInt8]) -> Bool {
        switch bytes.prefix(512).first(where: { $0 > 0x20 && $0 < 0x80 }) {
        case 0x3C:
            return ["&#", "<!"].contains { bytes.firstPlace(of: Array($0.utf8)) != nil }
        case 0x7B, 0x5B: return bytes.firstPlace(of: Array("\\u".utf8)) != nil
        default: return false
        }
    }

    private func carrier(_ bytes: [UInt8]) throws(FormatError) -> (any Carrier)? {
        do throws(FormatError) {
            return try opener.carrier(bytes)
        } catch {
            throw refused(error)
        }
    }

    /// What cannot be read in a part holds the mail; what is too much is refused as such.
    private func refused(_ error: FormatError) -> FormatError {
        switch error.code {
        case .obstacle, .bomb, .nestedTooDeep, .tooLarge, .unavailable, .converterMissing,
            .converterLimit:
            return error
        case .badEncoding, .binary, .otherFormat, .unwritable, .damaged:
            return FormatError(Obstacle(.unknown, in: part))
        }
    }
}
