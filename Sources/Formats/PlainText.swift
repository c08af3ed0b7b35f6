public import Documents

/// Reader and writer of plain text in the encodings of French offices.
///
/// The reader decodes, and cuts lines and table cells into blocks; the writer carries out edits in
/// the encoding that the note came in and gives every other byte back as it was, byte-order mark
/// included.
public enum PlainText {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Controls that a text may hold by accident; more than this, and one byte in sixteen, is no
    /// text.
    private static let fewControls = 8

    /// Reads bytes as a note.
    ///
    /// - Parameters:
    ///   - bytes: The whole note.
    ///   - encoding: The encoding to read it in; nil to recognise it.
    ///   - maximumSize: The longest note that is read, in bytes.
    ///   - isWord: Whether a word, in UTF-8, is one of French: helps to recognise the encoding of a
    ///     note that is no UTF-8; asked some hundred times at most for a note.
    /// - Returns: The document, its text without byte-order mark.
    /// - Throws: `FormatError` when the bytes are too many, not in the encoding, or no text.
    /// - Complexity: O(*n*).
    public static func read(
        _ bytes: [UInt8],
        as encoding: Encoding? = nil,
        maximumSize: Int = 64 << 20,
        isWord: (_ letters: [UInt8]) -> Bool = { _ in false }
    ) throws(FormatError) -> Document {
        guard bytes.count <= min(maximumSize, Document.maximumSize) else {
            throw FormatError(.tooLarge, at: maximumSize)
        }
        if let format = ForeignFormat(startOf: bytes) {
            throw FormatError(code: .otherFormat, offset: 0, format: format)
        }
        let (text, source) = try decoded(bytes, as: encoding, isWord: isWord)
        return document(text, source)
    }

    /// Reads bytes as text, without a look at its lines.
    ///
    /// - Returns: The text without byte-order mark, and the way back.
    /// - Throws: `FormatError` when the bytes are not in the encoding, or no text.
    /// - Complexity: O(*n*).
    static func decoded(
        _ bytes: [UInt8],
        as encoding: Encoding? = nil,
        isWord: (_ letters: [UInt8]) -> Bool = { _ in false }
    ) throws(FormatError) -> (text: [UInt8], source: Source) {
        let (encoding, isDoubtful) = try bytes.withUnsafeBufferPointer {
            (bytes) throws(FormatError) in
            try resolve(bytes, encoding, isWord)
        }
        if encoding == .utf8 { return decoded(utf8: bytes) }
        let decoded = try bytes.withUnsafeBufferPointer { (bytes) throws(FormatError) in
            try decode(bytes, encoding)
        }
        guard decoded.text.count <= Document.maximumSize else {
            throw FormatError(.tooLarge, at: Document.maximumSize)
        }
        try refuseControls(in: decoded)
        let source = Source(
            bytes: bytes,
            encoding: encoding,
            isDoubtful: isDoubtful,
            map: decoded.map
        )
        return (decoded.text, source)
    }

    /// The bytes of a document after its edits.
    ///
    /// - Parameters:
    ///   - document: What ``read(_:as:maximumSize:isWord:)`` returned.
    ///   - edits: Sorted by start, without overlap.
    /// - Returns: The note in the encoding that it came in.
    /// - Throws: `FormatError` `unwritable` when the encoding lacks a character of a replacement.
    public static func write(
        _ document: Document,
        edits: [Edit]
    ) throws(FormatError) -> [UInt8] {
        try document.source(applying: edits) { (edit) throws(FormatError) in
            try encode(edit, document.source)
        }
    }

    // MARK: Reading

    private static func document(_ text: [UInt8], _ source: Source) -> Document {
        var cutter = BlockCutter()
        cutter.cut(text)
        return Document(text: text, blocks: cutter.blocks, source: source)
    }

    /// A text that is its bytes behind the byte-order mark.
    private static func decoded(utf8 bytes: [UInt8]) -> (text: [UInt8], source: Source) {
        let prefix = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        var map = SourceMap(prefix: prefix)
        map.append(bytes.count - prefix, text: 1, source: 1)
        let source = Source(bytes: bytes, encoding: .utf8, isDoubtful: false, map: map)
        return (prefix == 0 ? bytes : Array(bytes[prefix...]), source)
    }

    /// The encoding to read in: none of UTF-16's names without byte order, and UTF-8 only after all
    /// bytes were found to be it.
    private static func resolve(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ wanted: Encoding?,
        _ isWord: Recognition.IsWord
    ) throws(FormatError) -> (Encoding, isDoubtful: Bool) {
        switch wanted {
        case .utf16:
            let order = UTF16Text.marked(bytes) ?? UTF16Text.plain(bytes)
            return (order ?? .utf16LittleEndian, order == nil)
        case nil:
            if let order = UTF16Text.marked(bytes) { return (order, false) }
        case .utf8: break
        case .some(let encoding): return (encoding, false)
        }
        let survey = UTF8Scanner.survey(bytes)
        guard let stop = survey.stop else {
            if isBinary(survey.controls, of: bytes.count) {
                throw FormatError(.binary, at: survey.firstControl)
            }
            if wanted == nil, survey.isForeign,
                Recognition.isWindows1252(bytes, isWord: isWord)
            {
                return (.windows1252, true)
            }
            guard wanted == nil, survey.holdsDouble else { return (.utf8, false) }
            let recognition = Recognition(doubleUTF8: bytes)
            return (recognition.encoding, recognition.isDoubtful)
        }
        guard wanted == nil else {
            throw FormatError(bytes[stop] == 0 ? .binary : .badEncoding, at: stop)
        }
        if let zero = bytes[stop...].firstIndex(of: 0) {
            guard let order = UTF16Text.plain(bytes) else { throw FormatError(.binary, at: zero) }
            return (order, false)
        }
        let recognition = try Recognition(bytes, stop: stop, isWord: isWord)
        return (recognition.encoding, recognition.isDoubtful)
    }

    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ encoding: Encoding
    ) throws(FormatError) -> Decoded {
        if let charset = try Charset.of(encoding) { return charset.decode(bytes) }
        switch encoding {
        case .utf16LittleEndian, .utf16BigEndian: return try UTF16Text.decode(bytes, encoding)
        default: return try MixedText.decode(bytes, encoding)
        }
    }

    private static func isBinary(_ controls: Int, of count: Int) -> Bool {
        controls > fewControls && controls * 16 > count
    }

    /// Throws at a NUL, and at the first of many control characters.
    private static func refuseControls(in decoded: Decoded) throws(FormatError) {
        var controls = 0
        var first = 0
        for (index, byte) in decoded.text.enumerated() where byte < 0x20 {
            if byte == 0 { throw FormatError(.binary, at: decoded.map.source(of: index)) }
            if UTF8Scanner.isForeignControl(byte) {
                if controls == 0 { first = index }
                controls += 1
            }
        }
        guard isBinary(controls, of: decoded.text.count) else { return }
        throw FormatError(.binary, at: decoded.map.source(of: first))
    }

    // MARK: Writing

    /// The bytes of a replacement in the encoding of the source.
    private static func encode(_ edit: Edit, _ source: Source) throws(FormatError) -> [UInt8] {
        if let charset = try Charset.of(source.encoding) {
            guard let bytes = charset.encode(edit.replacement) else {
                throw FormatError(.unwritable, at: source.map.source(of: edit.start))
            }
            return bytes
        }
        switch source.encoding {
        case .utf16LittleEndian, .utf16BigEndian:
            return UTF16Text.encode(edit.replacement, source.encoding)
        case .doubleUTF8: return MixedText.encodedTwice(edit.replacement)
        default: return edit.replacement
        }
    }
}
