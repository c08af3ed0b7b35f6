internal import Documents
internal import Formats

/// The header of a message or part: its text, what is not judged, and the way back to its fields.
struct PartHeader: Sendable {
    /// Where a piece of the text stands.
    enum Node: Sendable {
        /// The whole value of a field.
        case value(field: Int)
        /// A piece of an address field.
        case address(field: Int, piece: Int)
        /// The text of a parameter group.
        case group(value: Int, group: Int)
        /// A field that goes when its text is edited.
        case whole(field: Int)
        /// A date that becomes a neutral one.
        case date(field: Int)
    }

    let block: HeaderBlock
    /// Whether it is that of a message, not of a part.
    let isMessage: Bool
    /// Which part it is the header of, in words that are not taken from the note.
    let part: String
    /// Content-Type, then Content-Disposition, where they stand.
    let structured: [StructuredValue]
    /// What each field is for.
    let kinds: [FieldKind]
    /// The address fields, read.
    private(set) var addresses: [Int: Addresses] = [:]
    /// The text: a line for each field that people read.
    private(set) var pieced = PiecedText()
    private(set) var nodes: [Node] = []
    /// The text of each node.
    private(set) var values: [[UInt8]] = []
    /// The fields whose ids must be told apart.
    private(set) var identifiers: [(field: Int, ids: [Range<Int>])] = []
    private(set) var asides: [[UInt8]] = []
    private let isCorrespondent: @Sendable ([UInt8]) -> Bool

    /// Content-Type.
    let contentType: StructuredValue?
    /// Content-Disposition.
    let disposition: StructuredValue?

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - bytes: The message.
    ///   - block: The fields.
    ///   - isMessage: Whether it is that of a message.
    ///   - part: Which part it is the header of.
    ///   - isCorrespondent: Whether an address is one of somebody in function; it then stays, and
    ///     the name before it is judged as one of them.
    /// - Throws: `FormatError` `damaged`.
    /// - Complexity: O(length of the header).
    init(
        _ bytes: [UInt8],
        _ block: HeaderBlock,
        isMessage: Bool,
        part: String,
        isCorrespondent: @escaping @Sendable ([UInt8]) -> Bool = { _ in false }
    ) throws(FormatError) {
        self.isCorrespondent = isCorrespondent
        self.block = block
        self.isMessage = isMessage
        self.part = part
        kinds = block.fields.map { FieldKind.of($0.name) }
        let type = try block.only("content-type", part: part)
        let disposition = try block.only("content-disposition", part: part)
        var structured: [StructuredValue] = []
        for index in [type, disposition] {
            guard let index else { continue }
            structured.append(try StructuredValue(bytes, block, index, part: part))
        }
        self.structured = structured
        contentType = type.flatMap { _ in structured.first }
        self.disposition = disposition.flatMap { _ in structured.last }
        try readPersonal(bytes)
        try readFiles()
        try readOthers(bytes)
    }

    // MARK: Reading

    private mutating func append(_ value: [UInt8], _ node: Node, shown: [UInt8]? = nil) {
        pieced.append(shown ?? value, of: nodes.count, at: 0..<value.count)
        nodes.append(node)
        values.append(value)
    }

    private mutating func label(_ label: String) { pieced.appendGlue(Array("\(label) : ".utf8)) }

    /// Who writes to whom, about what.
    private mutating func readPersonal(_ bytes: [UInt8]) throws(FormatError) {
        for (index, field) in block.fields.enumerated() {
            switch kinds[index] {
            case .addresses(let label) where label != "Adresse":
                try readAddresses(bytes, index, label)
            case .text(let label) where label == "Objet":
                try readText(bytes, index, label)
            case .date:
                let value = EncodedWords.withoutControls(
                    try EncodedWords.decode(unfolded(bytes, field.value), part: part)
                )
                guard !value.isEmpty else { continue }
                label("Date")
                append(value, .date(field: index), shown: MailDate.french(value))
                pieced.appendGlue([0x0A])
            default: continue
            }
        }
    }

    private mutating func readAddresses(
        _ bytes: [UInt8],
        _ index: Int,
        _ label: String
    ) throws(FormatError) {
        let read = try Addresses(bytes, block.fields[index].value, part: part)
        guard !read.pieces.isEmpty else { return }
        addresses[index] = read
        self.label(label)
        for (number, piece) in read.pieces.enumerated() {
            pieced.appendGlue(read.sign(before: number))
            if piece.text == Addresses.removed {
                pieced.appendGlue(Addresses.shown)
                continue
            }
            if piece.kind == .address, isCorrespondent(Array([UInt8].lowered(piece.text[...]).utf8))
            {
                pieced.appendGlue(Addresses.shownInFunction)
                continue
            }
            append(piece.text, .address(field: index, piece: number))
            if piece.kind == .address { asides.append(piece.text) }
        }
        pieced.appendGlue(read.lastSign + [0x0A])
    }

    private mutating func readText(
        _ bytes: [UInt8],
        _ index: Int,
        _ label: String
    ) throws(FormatError) {
        let value = try EncodedWords.decode(
            unfolded(bytes, block.fields[index].value),
            part: part
        )
        guard !value.isEmpty else { return }
        self.label(label)
        append(value, .value(field: index))
        pieced.appendGlue([0x0A])
    }

    /// Names of files: words in them are often parted by `_`.
    private mutating func readFiles() throws(FormatError) {
        for (number, value) in structured.enumerated() {
            for (index, group) in value.groups.enumerated() where !group.text.isEmpty {
                label("Pièce jointe")
                append(
                    group.text,
                    .group(value: number, group: index),
                    shown: group.text.map { $0 == 0x5F ? 0x20 : $0 }
                )
                pieced.appendGlue([0x0A])
                asides.append(group.text)
            }
        }
    }

    /// Everything else.
    private mutating func readOthers(_ bytes: [UInt8]) throws(FormatError) {
        for (index, field) in block.fields.enumerated() {
            let raw = unfolded(bytes, field.value)
            if !FieldKind.isKnown(field.name) { asides.append(Array(field.name.utf8)) }
            // the language that an encoded word names
            if raw.contains(0x2A), raw.firstPlace(of: [0x3D, 0x3F]) != nil {
                asides.append(Array(String(decoding: raw, as: UTF8.self).utf8))
            }
            switch kinds[index] {
            case .addresses(let label):
                if label == "Adresse" { try readAddresses(bytes, index, label) }
            case .text(let label):
                if label != "Objet" { try readText(bytes, index, label) }
            case .date: continue
            case .mark:
                // what was not written by this program may be anything
                guard !Self.levels.contains(raw) else { continue }
                asides.append(EncodedWords.readable(raw))
                try readText(bytes, index, "Autre champ")
            case .identifiers:
                let ids = Self.ids(bytes, field.value)
                if !ids.isEmpty { identifiers.append((index, ids)) }
                asides.append(EncodedWords.readable(raw))
                try readRest(raw, index)
            case .received:
                asides.append(EncodedWords.readable(raw))
                guard let address = Self.recipient(raw) else { continue }
                label("Adresse")
                append(address, .whole(field: index))
                pieced.appendGlue([0x0A])
            case .machine:
                asides.append(EncodedWords.readable(raw))
                try readProse(raw, index)
            case .structured:
                let value = structured.first { $0.field == index }
                asides.append(
                    EncodedWords.readable(
                        unfoldedBytes(value?.withoutTerms(bytes, field.value) ?? raw)
                    )
                )
            case .version:
                if !isTransferEncoding(raw) { asides.append(EncodedWords.readable(raw)) }
            case .seal, .sum: asides.append(EncodedWords.readable(raw))
            }
        }
    }

    /// Whether a value is the name of an encoding and nothing else.
    func isTransferEncoding(_ raw: [UInt8]) -> Bool {
        TransferEncoding(named: [UInt8].lowered(raw)) != nil
    }

    static let levels = ["public", "confidentiel", "secret"].map { Array($0.utf8) }

    /// Two words side by side in a field that programs write: somebody may have written them.
    private mutating func readProse(_ raw: [UInt8], _ index: Int) throws(FormatError) {
        let value = try EncodedWords.decode(raw, part: part)
        let words = value.split(whereSeparator: Lines.isBlank).map { word in
            word.count > 1 && word.allSatisfy { $0 >= 0x80 || (0x61...0x7A).contains($0 | 0x20) }
        }
        guard zip(words, words.dropFirst()).contains(where: { $0 && $1 }) else { return }
        label("Autre champ")
        append(value, .whole(field: index))
        pieced.appendGlue([0x0A])
    }

    /// Words around identifiers: `In-Reply-To: message of Monday`.
    private mutating func readRest(_ raw: [UInt8], _ index: Int) throws(FormatError) {
        var rest: [UInt8] = []
        var isInside = false
        for byte in raw {
            if byte == 0x3C { isInside = true }
            if !isInside { rest.append(byte) }
            if byte == 0x3E { isInside = false }
        }
        rest = try EncodedWords.decode(Lines.trimmed(rest), part: part)
        guard !rest.isEmpty else { return }
        label("Référence")
        append(rest, .whole(field: index))
        pieced.appendGlue([0x0A])
    }

    /// The identifiers of a value, without their angles.
    private static func ids(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var ids: [Range<Int>] = []
        var start: Int?
        for i in range {
            if bytes[i] == 0x3C { start = i + 1 }
            if bytes[i] == 0x3E, let first = start {
                ids.append(first..<i)
                start = nil
            }
        }
        return ids
    }

    /// Whom a message that passed was for.
    private static func recipient(_ raw: [UInt8]) -> [UInt8]? {
        guard let place = raw.firstPlace(of: Array(" for ".utf8)) else { return nil }
        let address = Lines.trimmed(raw[(place + 5)...].prefix { $0 != 0x3B })
            .filter { $0 != 0x3C && $0 != 0x3E }
        return address.contains(0x40) ? EncodedWords.withoutControls(address) : nil
    }

    // MARK: What it says

    /// The level that was written into it; several that differ are none that anybody knows.
    func mark(_ bytes: [UInt8]) -> String? {
        var marks: Set<String> = []
        for (index, field) in block.fields.enumerated() {
            guard case .mark = kinds[index] else { continue }
            marks.insert(String(decoding: unfolded(bytes, field.value), as: UTF8.self))
        }
        return marks.isEmpty ? nil : marks.sorted().joined(separator: ", ")
    }

    /// How the body is encoded; nil for an encoding that nobody knows.
    ///
    /// - Throws: `FormatError` `damaged` when two fields say it.
    func encoding(_ bytes: [UInt8]) throws(FormatError) -> TransferEncoding? {
        guard let index = try block.only("content-transfer-encoding", part: part) else {
            return .sevenBit
        }
        return TransferEncoding(
            named: [UInt8].lowered(unfolded(bytes, block.fields[index].value))
        )
    }

    /// Names of files that people see.
    var fileNames: [[UInt8]] {
        structured.flatMap { $0.groups.filter { $0.base == "name" || $0.base == "filename" } }
            .map(\.text)
    }
}
