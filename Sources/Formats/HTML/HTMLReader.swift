/// Reads pages of HTML: whole ones, and pieces that start with a tag.
public struct HTMLReader: CarrierReader {
    /// Bytes that are looked at to recognise a page.
    private static let startSize = 1 << 14

    /// A reader.
    public init() {}

    /// Opens a page.
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        guard Self.isHTML(bytes) else { return nil }
        return try HTMLText(bytes: bytes, encoding: opener.encoding, opener: opener)
    }

    /// Whether bytes start as a page.
    ///
    /// A page starts with a doctype, `<html>`, or the tag of an element that is closed soon after.
    /// XML that is no XHTML is none.
    ///
    /// - Complexity: O(1): the first 16 KiB at most; a text that starts with another sign than `<`
    ///   is known by that.
    public static func isHTML(_ bytes: [UInt8]) -> Bool {
        let start = TextStart.ascii(bytes, longest: 512)
        guard let first = start.firstIndex(where: { $0 > 0x20 }), start[first] == 0x3C else {
            return false
        }
        let text = TextStart.ascii(bytes, longest: startSize)
        var scanner = HTMLScanner(text)
        var isXML = false
        var isComment = false
        var opened: String?
        while let token = scanner.next() {
            switch token.kind {
            case .commentStart: isComment = true
            case .commentEnd: isComment = false
            case _ where isComment: break
            case .markup:
                if HTMLBytes.starts(text, token.range.lowerBound, text.count, with: "<?xml") {
                    isXML = true
                } else if HTMLBytes.starts(
                    text,
                    token.range.lowerBound,
                    text.count,
                    with: "<!doctype html"
                ) {
                    return true
                } else if HTMLBytes.starts(
                    text,
                    token.range.lowerBound,
                    text.count,
                    with: "<!doctype"
                ) {
                    return false
                }
            case .text where opened == nil:
                if text[token.range].contains(where: { $0 > 0x20 }) { return false }
            case .startTag where opened == nil:
                if token.name == "html" || token.name == "html:html" { return true }
                guard !isXML, HTMLElements.first.contains(token.name) else { return false }
                opened = token.name
            case .endTag:
                guard opened != nil else { return false }
                if HTMLElements.isKnown(token.name) { return true }
            case .startTag:
                if token.name == "html" || token.name == "body" { return true }
            default: break
            }
        }
        return false
    }
}
