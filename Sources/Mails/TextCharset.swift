internal import CICU
internal import Documents
internal import Formats

/// The charset of a text part: what its label says when the bytes fit it, else what they look like.
struct TextCharset: Sendable {
    private enum Kind {
        /// Its bytes are the text.
        case utf8
        /// A charset that ICU knows by this name.
        case named(String)
        /// Recognised: what is changed becomes UTF-8.
        case other
    }
    private let kind: Kind
    /// Whether the label says something else than UTF-8, so that other letters need a new one.
    private let isLabelled: Bool

    /// Labels that are often put on bytes of another one.
    private static let western: [String: String] = [
        "iso-8859-1": "windows-1252", "iso_8859-1": "windows-1252", "latin1": "windows-1252",
        "windows-1252": "windows-1252", "cp1252": "windows-1252", "iso-8859-15": "iso-8859-15",
        "latin9": "iso-8859-15", "iso_8859-15": "iso-8859-15",
    ]
    private static let plain: Set<String> = ["", "us-ascii", "ascii", "ansi_x3.4-1968"]
    private static let unicode: Set<String> = ["utf-8", "utf8", "unicode-1-1-utf-8"]
    /// Charsets in which ASCII letters may stand for others.
    private static let wide = ["utf-16", "utf16", "utf-32", "utf32", "utf-7", "utf7", "iso-2022"]

    /// Whether ASCII letters may stand for others in a charset.
    static func isWide(_ label: String) -> Bool {
        wide.contains(where: label.hasPrefix) || label.hasPrefix("iso-10646")
            || label.hasPrefix("hz") || label.hasPrefix("ucs") || label.hasPrefix("unicode")
    }

    /// Reads bytes.
    ///
    /// - Parameters:
    ///   - bytes: The part without its transfer encoding.
    ///   - label: The charset that the part names, in small letters; empty for none.
    ///   - part: What an error names.
    /// - Returns: The text, UTF-8, and how it is written back.
    /// - Throws: `FormatError` `damaged` when no charset fits.
    /// - Complexity: O(*n*).
    static func read(
        _ bytes: [UInt8],
        label: String,
        part: String
    ) throws(FormatError) -> (text: [UInt8], charset: TextCharset) {
        // letters of two or four bytes hold zeros in French: without any, who does not believe the
        // label reads the text as it stands
        if isBroad(label), !bytes.contains(0), EncodedWords.isUTF8(bytes) {
            return try recognised(bytes, part: part)
        }
        let isUnicode = unicode.contains(label)
        let isWide = isWide(label) && !isUnicode
        let ascii = !isWide && bytes.isASCII
        let isKnown = isUnicode || plain.contains(label) || western[label] != nil
        if ascii, isKnown || isCompatible(label) {
            return (bytes, TextCharset(kind: .utf8, isLabelled: !isUnicode))
        }
        if !isWide, EncodedWords.isUTF8(bytes) {
            if isUnicode { return (bytes, TextCharset(kind: .utf8, isLabelled: false)) }
            if isKnown { return try recognised(bytes, part: part) }
        }
        if let name = western[label] ?? (isKnown ? nil : label), isWide || isCompatible(name),
            let text = converted(bytes, name, encodes: false), EncodedWords.isUTF8(text)
        {
            return (text, TextCharset(kind: .named(name), isLabelled: true))
        }
        return try recognised(bytes, part: part)
    }

    private static func recognised(
        _ bytes: [UInt8],
        part: String
    ) throws(FormatError) -> ([UInt8], TextCharset) {
        do throws(FormatError) {
            let text = try PlainText.read(bytes).text
            return (text, TextCharset(kind: .other, isLabelled: true))
        } catch {
            throw FormatError(.damaged, at: error.offset, in: part)
        }
    }

    /// Whether ASCII reads as itself in a charset, so that readers without it see nothing else.
    private static func isCompatible(_ name: String) -> Bool {
        let sample = Array("Az09 ,;.@-'\"<>&\n".utf8)
        return converted(sample, name, encodes: false) == sample
    }

    /// What it is called: `utf-8`, a name that ICU knows, or nothing when it was recognised.
    var label: String {
        switch kind {
        case .utf8: "utf-8"
        case .named(let name): name
        case .other: ""
        }
    }

    /// The bytes of a text.
    ///
    /// - Returns: With `isUTF8` when the part must be labelled UTF-8 now.
    func encode(_ text: [UInt8]) -> (bytes: [UInt8], isUTF8: Bool) {
        switch kind {
        case .utf8: return (text, isLabelled && !text.isASCII)
        case .named(let name):
            if let bytes = Self.converted(text, name, encodes: true) { return (bytes, false) }
            return (text, true)
        case .other: return (text, true)
        }
    }

    /// Whether the bytes of the charset cannot stand in lines of mail as they are.
    var needsBase64: Bool {
        guard case .named(let name) = kind else { return false }
        return Self.isBroad(name)
    }

    /// Whether each letter takes two or four bytes in a charset.
    private static func isBroad(_ name: String) -> Bool {
        ["utf-16", "utf16", "utf-32", "utf32", "ucs", "iso-10646"].contains(where: name.hasPrefix)
    }

    private static func converted(_ bytes: [UInt8], _ name: String, encodes: Bool) -> [UInt8]? {
        guard !bytes.isEmpty, bytes.count < 1 << 28, !name.isEmpty, name.utf8.count < 60,
            !name.utf8.contains(0)
        else { return bytes.isEmpty ? [] : nil }
        var capacity = bytes.count + bytes.count / 2 + 64
        while capacity <= 8 * bytes.count + 128 {
            var length: Int32 = 0
            let output = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
                length = cicu_convert(
                    name,
                    encodes ? 1 : 0,
                    bytes,
                    Int32(bytes.count),
                    output.baseAddress,
                    Int32(capacity)
                )
                count = max(0, Int(length))
            }
            if length >= 0 { return output }
            guard length == CICU_NO_MEMORY else { return nil }
            capacity *= 2
        }
        return nil
    }
}
