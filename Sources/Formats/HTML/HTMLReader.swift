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
        return isPage(TextStart.ascii(bytes, longest: startSize))
    }

    private static func isPage(_ text: [UInt8]) -> Bool {
        func isAt(_ range: Range<Int>, _ word: StaticString) -> Bool {
            HTMLBytes.starts(text, range.lowerBound, range.upperBound, with: word)
        }
        var scanner = HTMLScanner(text)
        var isXML = false
        var isComment = false
        var isOpened = false
        var isClosed = false
        while let token = scanner.next() {
            switch token.kind {
            case .commentStart: isComment = true
            case .commentEnd: isComment = false
            case _ where isComment: break
            case .markup where !isOpened:
                if isAt(token.range, "<!doctype html") { return true }
                if isAt(token.range, "<!doctype") { return false }
                isXML = isXML || isAt(token.range, "<?xml")
            case .text:
                let said = text[token.range]
                if isOpened ? holdsParagraphs(said) : said.contains(where: { $0 > 0x20 }) {
                    return false
                }
            case .startTag:
                if ["html", "html:html", "body"].contains(token.name) { return true }
                guard isOpened || !isXML && HTMLElements.first.contains(token.name) else {
                    return false
                }
                isOpened = true
            case .endTag:
                guard isOpened else { return false }
                isClosed = isClosed || HTMLElements.isKnown(token.name)
            default: break
            }
        }
        return isClosed
    }

    /// Whether words stand on both sides of an empty line: Markdown that starts with a tag.
    private static func holdsParagraphs(_ text: ArraySlice<UInt8>) -> Bool {
        var hasWords = false
        var feeds = 0
        for byte in text {
            if byte == 0x0A {
                feeds += 1
            } else if byte > 0x20 {
                if hasWords, feeds > 1 { return true }
                hasWords = true
                feeds = 0
            }
        }
        return false
    }
}
