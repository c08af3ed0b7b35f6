internal import Documents

/// The encoding that a page says it is in.
enum HTMLCharset {
    /// Bytes in which it is looked for.
    private static let startSize = 4_096

    /// Names of the web besides those that users type.
    private static let labels: [String: Encoding] = [
        "us-ascii": .windows1252, "ascii": .windows1252, "iso-8859-1": .windows1252,
        "iso8859-1": .windows1252, "latin1": .windows1252, "l1": .windows1252,
        "iso_8859-1": .windows1252, "x-cp1252": .windows1252, "x-mac-roman": .macRoman,
        "iso8859-15": .latin9, "l9": .latin9, "utf-16": .utf8, "utf-16le": .utf8,
        "utf-16be": .utf8, "unicode": .utf8, "x-ansi": .windows1252,
    ]

    /// Encodings in which other bytes than these stand for letters of ASCII.
    private static let shifted = [
        "utf-7", "utf7", "2022", "hz-", "utf-32", "ebcdic", "cp037", "ibm0",
    ]

    /// The encoding to read a page in.
    ///
    /// What it says is not believed where its bytes say otherwise.
    ///
    /// - Returns: nil to recognise it as that of a text.
    /// - Throws: `FormatError` `badEncoding` when it says one that is not read.
    /// - Complexity: O(*n*).
    static func encoding(of bytes: [UInt8]) throws(FormatError) -> Encoding? {
        guard let (label, offset) = label(in: bytes) else { return nil }
        if shifted.contains(where: label.contains) { throw FormatError(.badEncoding, at: offset) }
        let (isUTF8, isFrench) = bytes.withUnsafeBufferPointer {
            let survey = UTF8Scanner.survey($0)
            return (survey.stop == nil, !survey.isForeign)
        }
        guard let encoding = labels[label] ?? Encoding(named: label) else {
            guard isUTF8 else { throw FormatError(.badEncoding, at: offset) }
            return .utf8
        }
        if encoding == .utf8 { return isUTF8 ? .utf8 : nil }
        return isUTF8 && isFrench ? .utf8 : encoding
    }

    /// The name behind the first `charset=` or `encoding=`, in small letters.
    private static func label(in bytes: [UInt8]) -> (String, offset: Int)? {
        let end = min(bytes.count, startSize)
        var i = 0
        while i < end {
            let byte = bytes[i] | 0x20
            guard byte == 0x63 || byte == 0x65 else {
                i += 1
                continue
            }
            let isCharset = HTMLBytes.starts(bytes, i, end, with: "charset")
            let isXML = !isCharset && HTMLBytes.starts(bytes, i, end, with: "encoding")
            guard isCharset || isXML && bytes.starts(with: "<?xml".utf8) else {
                i += 1
                continue
            }
            i += isCharset ? 7 : 8
            var start = i
            while start < end, HTMLBytes.isSpace(bytes[start]) { start += 1 }
            guard start < end, bytes[start] == 0x3D else { continue }
            start += 1
            while start < end,
                HTMLBytes.isSpace(bytes[start]) || bytes[start] == 0x22 || bytes[start] == 0x27
            {
                start += 1
            }
            let label = bytes[start..<end].prefix {
                HTMLBytes.isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x3A
            }
            guard !label.isEmpty else { continue }
            return (HTMLBytes.lowered(label.prefix(40)), start)
        }
        return nil
    }
}
