internal import Documents
public import Formats

/// Reads internet messages (RFC 5322, MIME), and edits them at their bytes.
public struct MailReader: CarrierReader {
    private let html: HTMLOpening

    /// A reader.
    ///
    /// - Parameter html: Opens parts that say they are HTML.
    public init(html: @escaping HTMLOpening = { (_, _, _) throws(FormatError) in nil }) {
        self.html = html
    }

    /// Opens a message.
    ///
    /// - Returns: nil when the bytes do not start as a message.
    /// - Throws: `FormatError`: `damaged` when it is cut or when two readers may take it
    ///   differently, `bomb` for more than ``maximumParts`` parts, `nestedTooDeep`.
    /// - Complexity: O(*n*) for each level of messages and of parts in parts, of which there are at
    ///   most `Opener.maximumDepth` each.
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        guard MailStart.isMail(bytes) else {
            if Self.isBrokenMail(bytes) { throw FormatError(.damaged) }
            return nil
        }
        var builder = MailBuilder(opener: opener, html: html)
        return try builder.message(bytes, path: [])
    }

    /// The most parts that all messages in a mail may have together.
    public static let maximumParts = 1_000

    /// How much of a note is looked at.
    private static let startSize = 1 << 16

    /// Whether the first lines say that a body is encoded although one of them is no field: a lax
    /// reader would decode it.
    private static func isBrokenMail(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(startSize)
        guard let colon = start.prefix(64).firstIndex(of: 0x3A),
            start[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F || $0 == 0x20 })
        else { return false }
        var position = start.startIndex
        while position < start.endIndex {
            let feed = start[position...].firstIndex(of: 0x0A) ?? start.endIndex
            let line = [UInt8].lowered(start[position..<feed].prefix(48))
            if line.isEmpty || line == "\r" { return false }
            if line.hasPrefix("mime-version:") || line.hasPrefix("content-transfer-encoding:") {
                return true
            }
            position = min(feed + 1, start.endIndex)
        }
        return false
    }
}
