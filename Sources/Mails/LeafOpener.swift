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
        let label = try header.contentType?.only("charset", part: part)?.value ?? []
        let charset = [UInt8].lowered(Lines.trimmed(label))
        switch type {
        case "text/html", "application/xhtml+xml": return try page(bytes, charset)
        case "text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/x-vcalendar",
            "application/ics":
            return .text(try text(bytes, charset, .folded))
        case _ where Self.isText(type):
            let isFile =
                header.disposition?.main == "attachment" || !header.fileNames.isEmpty
            if ForeignFormat(startOf: bytes) != nil { return try file(bytes, charset) }
            if isFile || type.hasSuffix("xml") { return try file(bytes, charset) }
            return .text(try text(bytes, charset, try Self.layout(header, type, part)))
        default: return try file(bytes, charset)
        }
    }

    private static func isText(_ type: String) -> Bool {
        type.hasPrefix("text/") || type == "text"
            || [
                "message/delivery-status", "message/disposition-notification",
                "message/feedback-report", "message/global-delivery-status",
                "message/global-disposition-notification", "message/global-headers",
            ].contains(type)
    }

    private static func layout(
        _ header: PartHeader,
        _ type: String,
        _ part: String
    ) throws(FormatError) -> TextLeaf.Layout {
        guard type == "text/plain" || type == "text", let content = header.contentType,
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

    /// HTML: by its content, else because the part says so.
    private func page(
        _ bytes: [UInt8],
        _ charset: String
    ) throws(FormatError) -> MailCarrier.Content.Kind {
        var source = bytes
        var label = charset
        var written: TextCharset?
        // what the reader of pages does not know is handed to it as UTF-8
        if !charset.isEmpty, Encoding(named: charset) == nil || TextCharset.isWide(charset),
            charset != "us-ascii"
        {
            let (text, known) = try TextCharset.read(bytes, label: charset, part: part)
            (source, written, label) = (text, known, "utf-8")
        }
        if let carrier = try carrier(source) { return .carrier(carrier, source, written) }
        let page: (any Carrier)?
        do throws(FormatError) {
            page = try html(source, label, opener)
        } catch {
            throw refused(error)
        }
        guard let page else { throw FormatError(Obstacle(.unknown, in: part)) }
        return .carrier(page, source, written)
    }

    /// A file: by its content, else as text.
    private func file(
        _ bytes: [UInt8],
        _ charset: String
    ) throws(FormatError) -> MailCarrier.Content.Kind {
        if let carrier = try carrier(bytes) { return .carrier(carrier, bytes, nil) }
        switch ForeignFormat(startOf: bytes) {
        case .image:
            guard opener.keepsImages else { throw FormatError(Obstacle(.image, in: part)) }
            return .opaque
        case nil: break
        default: throw FormatError(Obstacle(.unknown, in: part))
        }
        if Self.isMarkup(bytes) { throw FormatError(Obstacle(.unknown, in: part)) }
        do throws(FormatError) {
            return .text(try text(bytes, charset, .plain))
        } catch {
            if error.code == .obstacle { throw error }
            throw FormatError(Obstacle(.unknown, in: part))
        }
    }

    /// Whether bytes are markup in which characters may be written as entities.
    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        guard bytes.prefix(512).first(where: { $0 > 0x20 && $0 < 0x80 }) == 0x3C else {
            return false
        }
        return bytes.firstPlace(of: Array("&#".utf8)) != nil
            || bytes.firstPlace(of: Array("<!".utf8)) != nil
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
        case .obstacle, .bomb, .nestedTooDeep, .tooLarge, .unavailable: return error
        case .badEncoding, .binary, .otherFormat, .unwritable, .damaged:
            return FormatError(Obstacle(.unknown, in: part))
        }
    }
}
