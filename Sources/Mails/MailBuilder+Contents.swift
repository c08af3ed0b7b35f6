internal import Formats

extension MailBuilder {
    /// Types that are a message, or the header of one.
    private static let messages: Set<String> = [
        "message/rfc822", "message/global", "message/news", "text/rfc822-headers",
        "message/global-headers",
    ]

    /// What a part that is no multipart holds.
    mutating func content(
        _ header: PartHeader,
        _ type: String,
        _ content: MailCarrier.Content,
        _ bytes: [UInt8],
        _ place: Place,
        _ carrier: inout MailCarrier
    ) throws(FormatError) -> MailCarrier.Content.Kind {
        let name = place.name
        if Self.messages.contains(type) {
            guard content.encoding.isIdentity else {
                throw FormatError(.damaged, at: content.body.lowerBound, in: name)
            }
            let opener = try place.opener.deeper()
            return .mail(try message(Array(bytes[content.body]), place.path, opener))
        }
        if let kind = Self.obstacle(type, header) { throw FormatError(Obstacle(kind, in: name)) }
        if type.hasPrefix("image/"), !place.opener.keepsImages {
            throw FormatError(Obstacle(.image, in: name))
        }
        let decoded = try content.encoding.decode(bytes[content.body], part: name)
        if content.encoding == .uuencode, let frame = UUFrame(bytes[content.body]) {
            carrier.asides.append(EncodedWords.readable(Array(bytes[frame.name])))
        }
        guard !decoded.isEmpty else { return .opaque }
        let leaf = LeafOpener(opener: place.opener, html: html, part: name)
        return try leaf.kind(of: decoded, type: type, header: header)
    }

    /// What a part is that nobody can clean, as its header tells.
    private static func obstacle(_ type: String, _ header: PartHeader) -> Obstacle.Kind? {
        switch type {
        case "message/partial", "message/external-body": return .partial
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            let kind = header.contentType?.parameters.first { $0.base == "smime-type" }
            let isSigned = kind.map { [UInt8].lowered($0.value).hasPrefix("signed") } ?? false
            return isSigned ? .signed : .encrypted
        case "application/pkcs7-signature", "application/x-pkcs7-signature",
            "application/pgp-signature":
            return .signed
        case "application/pgp-encrypted": return .encrypted
        case "application/ms-tnef", "application/vnd.ms-tnef": return .winmail
        default:
            let isWinmail = header.fileNames.contains { [UInt8].lowered($0) == "winmail.dat" }
            return isWinmail ? .winmail : nil
        }
    }
}
