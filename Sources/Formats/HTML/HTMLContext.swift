/// How a character is written at a place of HTML: between tags, in a value, in a script.
enum HTMLContext: Int {
    case text
    /// Values between `"`, between `'`, and without quotes.
    case doubleQuoted, singleQuoted, unquoted
    /// The same in addresses, with `%20`.
    case doubleQuotedURL, singleQuotedURL, unquotedURL
    /// A string of a script, and one of a style sheet.
    case script, style

    /// The place that a value with such a quote is.
    init(quote: UInt8, isURL: Bool = false) {
        switch quote {
        case 0x22: self = isURL ? .doubleQuotedURL : .doubleQuoted
        case 0x27: self = isURL ? .singleQuotedURL : .singleQuoted
        default: self = isURL ? .unquotedURL : .unquoted
        }
    }

    /// Whether a value of an attribute is meant.
    var isValue: Bool { self != .text && self != .script && self != .style }

    /// Whether `%20` is a blank.
    var isURL: Bool { rawValue >= Self.doubleQuotedURL.rawValue && isValue }

    /// A text as it is written here.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - canWrite: Whether the charset has a character above ASCII.
    /// - Returns: UTF-8; the charset has all of its characters.
    func encoded(_ text: [UInt8], canWrite: (UInt32) -> Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            append(scalar, to: &output, canWrite)
        }
        return output
    }

    private func append(
        _ scalar: Unicode.Scalar,
        to output: inout [UInt8],
        _ canWrite: (UInt32) -> Bool
    ) {
        let value = scalar.value
        if isURL {
            for byte in String(scalar).utf8 { appendPercent(byte, to: &output) }
        } else if mustEscape(value) || value >= 0x80 && !canWrite(value) {
            output += escape(value)
        } else {
            output.appendUTF8(value)
        }
    }

    private func mustEscape(_ value: UInt32) -> Bool {
        switch (self, value) {
        // `&`, `<`, `>`
        case (.script, 0x26), (.style, 0x26): false
        case (_, 0x26), (_, 0x3C), (_, 0x3E): true
        case (.doubleQuoted, 0x22), (.singleQuoted, 0x27): true
        case (.unquoted, 0...0x20), (.unquoted, 0x22), (.unquoted, 0x27), (.unquoted, 0x3D),
            (.unquoted, 0x60):
            true
        // quotes, line ends, backslash
        case (.script, 0...0x1F), (.style, 0...0x1F): true
        case (.script, 0x22), (.script, 0x27), (.script, 0x5C), (.script, 0x60): true
        case (.style, 0x22), (.style, 0x27), (.style, 0x5C): true
        default: false
        }
    }

    private func escape(_ value: UInt32) -> [UInt8] {
        switch (self, value) {
        case (.script, _):
            return String(UnicodeScalar(value) ?? "?").utf16.flatMap { unit in
                let digits = String(unit, radix: 16)
                let zeros = String(repeating: "0", count: 4 - digits.count)
                return Array("\\u\(zeros)\(digits)".utf8)
            }
        case (.style, _): return Array("\\\(String(value, radix: 16)) ".utf8)
        case (_, 0x26): return Array("&amp;".utf8)
        case (_, 0x3C): return Array("&lt;".utf8)
        case (_, 0x3E): return Array("&gt;".utf8)
        default: return Array("&#\(value);".utf8)
        }
    }

    /// Letters, digits and `-._~@` stay in an address.
    private func appendPercent(_ byte: UInt8, to output: inout [UInt8]) {
        if HTMLBytes.isLetterOrDigit(byte) || [0x2D, 0x2E, 0x5F, 0x7E, 0x40].contains(byte) {
            output.append(byte)
        } else {
            let digits = Array("0123456789ABCDEF".utf8)
            output += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
        }
    }
}
