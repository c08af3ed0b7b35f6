internal import CMIME
internal import Documents
internal import Formats

/// Text of header fields: encoded words (RFC 2047), raw bytes, folds.
enum EncodedWords {
    /// The text of a field value.
    ///
    /// - Parameters:
    ///   - value: In one line.
    ///   - part: What an error names.
    /// - Returns: UTF-8 without control characters.
    /// - Throws: `FormatError` `damaged` for words that readers take differently.
    /// - Complexity: O(*n*).
    static func decode(_ value: [UInt8], part: String) throws(FormatError) -> [UInt8] {
        var text = value
        if !text.isASCII {
            do throws(FormatError) {
                text = try PlainText.read(text).text
            } catch {
                throw FormatError(.damaged, in: part)
            }
        }
        if text.firstPlace(of: Array("=?".utf8)) != nil {
            guard let found = words(in: text) else { throw FormatError(.damaged, in: part) }
            for word in found where !isClear(word, text) { throw FormatError(.damaged, in: part) }
            if !found.isEmpty {
                if found.count > 1 { text = withoutBase64(text, found) }
                var count = 0
                guard let buffer = cmime_words_decode(text, text.count, &count) else {
                    throw FormatError(.damaged, in: part)
                }
                text = Array(UnsafeBufferPointer(start: buffer, count: count))
                cmime_free(buffer)
                guard words(in: text)?.isEmpty == true, isUTF8(text) else {
                    throw FormatError(.damaged, in: part)
                }
            }
        }
        return withoutControls(text)
    }

    /// The text of a value that nobody judges: decoded where that can be done.
    static func readable(_ value: [UInt8]) -> [UInt8] {
        if value.isASCII, value.firstPlace(of: [0x3D, 0x3F]) == nil { return value }
        do throws(FormatError) {
            return try decode(value, part: "")
        } catch {
            return Array(String(decoding: value, as: UTF8.self).utf8)
        }
    }

    /// A text that may stand in a field: blanks instead of control characters.
    static func withoutControls(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        return text.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
    }

    /// Whether bytes are UTF-8.
    static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.isASCII || String(validating: bytes, as: UTF8.self) != nil
    }

    /// Whether bytes hold no other controls than line ends and tabs.
    static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x0C }
    }

    /// A field value of a text.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - isPhrase: Whether it is a display name: quoted where it needs be.
    /// - Returns: ASCII in one line.
    /// - Throws: `FormatError` `unwritable` without memory.
    static func encode(_ text: [UInt8], isPhrase: Bool) throws(FormatError) -> [UInt8] {
        let text = withoutControls(text)
        guard !text.isEmpty else { return [] }
        if text.isASCII { return isPhrase ? quoted(text) : text }
        var count = 0
        guard let buffer = cmime_words_encode(text, text.count, isPhrase ? 1 : 0, &count) else {
            throw FormatError(.unwritable)
        }
        defer { cmime_free(buffer) }
        return withoutControls(Array(UnsafeBufferPointer(start: buffer, count: count)))
    }

    /// ASCII between quotation marks.
    static func quoted(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = [0x22]
        for byte in text {
            if byte == 0x22 || byte == 0x5C { output.append(0x5C) }
            output.append(byte)
        }
        return output + [0x22]
    }

    /// A field value broken at blanks, so that its lines are short.
    ///
    /// - Parameters:
    ///   - value: In one line.
    ///   - name: How long the name of the field is.
    ///   - ending: The line end of the message.
    /// - Returns: The lines.
    /// - Throws: `FormatError` `unwritable` when a word is longer than a line may be.
    static func folded(
        _ value: [UInt8],
        behind name: Int,
        ending: [UInt8]
    ) throws(FormatError) -> [UInt8] {
        var output: [UInt8] = []
        var column = name + 1
        var i = 0
        while i < value.count {
            var end = i
            while end < value.count, Lines.isSpace(value[end]) { end += 1 }
            let word = end
            while end < value.count, !Lines.isSpace(value[end]) { end += 1 }
            guard end > word else { break }
            guard end - i < Lines.longest else { throw FormatError(.unwritable) }
            if column + end - i > 76, !output.isEmpty, word > i {
                output += ending
                column = 0
            }
            output.append(contentsOf: value[i..<end])
            column += end - i
            i = end
        }
        return output
    }

    // MARK: Words

    /// The encoded words of a text, wherever they stand; nil when one has no end.
    private static func words(in text: [UInt8]) -> [Range<Int>]? {
        var found: [Range<Int>] = []
        var i = 0
        while let start = text.firstPlace(of: [0x3D, 0x3F], from: i) {
            guard let content = content(ofWordAt: start, text) else {
                i = start + 2
                continue
            }
            guard let end = end(ofContent: content, text) else { return nil }
            found.append(start..<end)
            i = end
        }
        return found
    }

    /// The byte behind the encoded word that starts at a byte: `=?charset?Q?text?=`.
    static func end(ofWordAt start: Int, _ text: [UInt8]) -> Int? {
        content(ofWordAt: start, text).flatMap { end(ofContent: $0, text) }
    }

    /// Where the content of the encoded word starts that starts at a byte.
    private static func content(ofWordAt start: Int, _ text: [UInt8]) -> Int? {
        guard start + 1 < text.count, text[start] == 0x3D, text[start + 1] == 0x3F else {
            return nil
        }
        var i = start + 2
        let limit = min(text.count, start + 64)
        while i < limit, text[i] != 0x3F { i += 1 }
        guard i + 2 < text.count, i < limit, text[i] == 0x3F, text[i + 2] == 0x3F,
            [0x51, 0x42].contains(text[i + 1] & 0xDF)
        else { return nil }
        return i + 3
    }

    private static func end(ofContent start: Int, _ text: [UInt8]) -> Int? {
        var i = start
        while i + 1 < text.count, text[i] != 0x3F { i += 1 }
        return i + 1 < text.count && text[i + 1] == 0x3D ? i + 2 : nil
    }

    /// A text with the base64 words in it written the other way.
    ///
    /// The library reads words side by side as one run of base64, and ends at the `=` of the first;
    /// readers of mail open each word by itself.
    private static func withoutBase64(_ text: [UInt8], _ words: [Range<Int>]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        var position = 0
        for word in words {
            let fields = text[word].split(separator: 0x3F, omittingEmptySubsequences: false)
            guard fields[2].first.map({ $0 & 0xDF }) == 0x42 else { continue }
            output += text[position..<word.lowerBound]
            output += [0x3D, 0x3F] + fields[1] + Array("?Q?".utf8)
            for byte in TransferEncoding.decoded(padded(fields[3])[...], CMIME_BASE64) {
                output += [0x3D, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
            output += [0x3F, 0x3D]
            position = word.upperBound
        }
        return output + text[position...]
    }

    /// Base64 with the signs at its end that are missing.
    private static func padded(_ content: ArraySlice<UInt8>) -> [UInt8] {
        content + [UInt8](repeating: 0x3D, count: (4 - content.count % 4) % 4)
    }

    /// Whether every decoder reads the same in a word: a plain charset, good base64, and no NUL.
    private static func isClear(_ word: Range<Int>, _ text: [UInt8]) -> Bool {
        let fields = text[word].split(separator: 0x3F, omittingEmptySubsequences: false)
        guard fields.count == 5, fields[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return false
        }
        let content = fields[3]
        if fields[2].first.map({ $0 & 0xDF }) == 0x42 {
            guard TransferEncoding.badBase64(content) == nil else { return isCut(content) }
            return !TransferEncoding.decoded(content, CMIME_BASE64).contains(0)
        }
        return Array(content).firstPlace(of: Array("=00".utf8)) == nil
    }

    /// Whether base64 is good but for the missing signs at its end, which all decoders forgive.
    private static func isCut(_ content: ArraySlice<UInt8>) -> Bool {
        let whole = padded(content)
        return whole.count - content.count < 3 && TransferEncoding.badBase64(whole[...]) == nil
            && !TransferEncoding.decoded(whole[...], CMIME_BASE64).contains(0)
    }
}
