internal import Documents
internal import Formats

extension PartHeader {
    /// What a change of the body asks of the header.
    struct BodyChange {
        /// The transfer encoding that the body has now; nil as it was.
        var encoding: TransferEncoding?
        /// The charset that the body has now; nil as it was.
        var charset: String?
        /// The boundary that the body has now; nil as it was.
        var boundary: [UInt8]?
    }

    /// What becomes of a field.
    private enum Fate {
        case gone
        case value([UInt8])
    }

    /// The edits of the message's bytes that change the header.
    ///
    /// - Parameters:
    ///   - edits: Over the text.
    ///   - removed: What must not stand in it.
    ///   - body: What the body asks for.
    ///   - isBodyChanged: Whether the body is another one.
    ///   - ids: Neutral identifiers.
    ///   - bytes: The message.
    ///   - ending: Its line end.
    /// - Returns: Edits in no order, without overlap.
    /// - Throws: `FormatError` `unwritable`.
    func edits(
        applying edits: [Edit],
        without removed: RemovedWords,
        body: BodyChange,
        isBodyChanged: Bool,
        ids: inout MessageIDs,
        bytes: [UInt8],
        ending: [UInt8]
    ) throws(FormatError) -> [Edit] {
        var fates: [Int: Fate] = [:]
        var pieces: [Int: [Int: [UInt8]]] = [:]
        var groups: [Int: [Int: [UInt8]]] = [:]
        if !edits.isEmpty {
            for (number, edits) in pieced.edits(edits) {
                let value = Edit.applied(edits, to: values[number])
                switch nodes[number] {
                case .value(let field):
                    fates[field] = .value(try EncodedWords.encode(value, isPhrase: false))
                case .address(let field, let piece): pieces[field, default: [:]][piece] = value
                case .group(let index, let group): groups[index, default: [:]][group] = value
                case .whole(let field): fates[field] = .gone
                case .date(let field): fates[field] = .value(Self.neutralDate)
                }
            }
        }
        for (field, read) in addresses {
            let changed = try value(
                of: read,
                field,
                pieces[field] ?? [:],
                without: removed,
                bytes
            )
            if let changed { fates[field] = .value(changed) }
        }
        clean(&fates, without: removed, &ids, isBodyChanged, bytes)
        var output: [Edit] = []
        for (field, fate) in fates {
            switch fate {
            case .gone: output.append(Self.removal(of: block.fields[field]))
            case .value(let value):
                output.append(
                    Edit(
                        start: block.fields[field].value.lowerBound,
                        end: block.fields[field].value.upperBound,
                        replacement: try EncodedWords.folded(
                            [0x20] + Lines.trimmed(value),
                            behind: block.fields[field].name.utf8.count,
                            ending: ending
                        )
                    )
                )
            }
        }
        for (number, value) in structured.enumerated() {
            output += try self.edits(
                of: value,
                groups[number] ?? [:],
                without: removed,
                body,
                bytes,
                ending
            )
        }
        output += self.edits(for: body, ending)
        return output
    }

    private static let neutralDate = Array("Thu, 01 Jan 1970 00:00:00 +0000".utf8)

    static func removal(of field: Field) -> Edit {
        Edit(start: field.lines.lowerBound, end: field.lines.upperBound, replacement: [])
    }

    // MARK: Fields

    /// An address field with other pieces; nil when all stay.
    private func value(
        of read: Addresses,
        _ field: Int,
        _ changed: [Int: [UInt8]],
        without removed: RemovedWords,
        _ bytes: [UInt8]
    ) throws(FormatError) -> [UInt8]? {
        let range = block.fields[field].value
        var edits: [Edit] = []
        for (number, piece) in read.pieces.enumerated() {
            var text = changed[number]
            if text == nil, piece.kind == .address, removed.areIn(piece.text) { text = [] }
            guard let text else { continue }
            edits.append(
                Edit(
                    start: piece.range.lowerBound - range.lowerBound,
                    end: piece.range.upperBound - range.lowerBound,
                    replacement: try Addresses.written(piece, text)
                )
            )
        }
        guard !edits.isEmpty else { return nil }
        return unfoldedBytes(Edit.applied(edits, to: Array(bytes[range])))
    }

    /// A value in one line.
    func unfoldedBytes(_ value: [UInt8]) -> [UInt8] {
        value.filter { $0 != 0x0D && $0 != 0x0A }
    }

    /// Takes out what nobody judges and what a change makes untrue.
    private func clean(
        _ fates: inout [Int: Fate],
        without removed: RemovedWords,
        _ ids: inout MessageIDs,
        _ isBodyChanged: Bool,
        _ bytes: [UInt8]
    ) {
        for (index, field) in block.fields.enumerated() {
            if case .sum = kinds[index], isBodyChanged { fates[index] = .gone }
            guard !removed.isEmpty else { continue }
            if !FieldKind.isKnown(field.name), removed.areIn(Array(field.name.utf8)) {
                fates[index] = .gone
                continue
            }
            let raw = unfolded(bytes, field.value)
            switch kinds[index] {
            case .mark where Self.levels.contains(raw): continue
            case .received, .machine, .seal, .sum, .mark:
                if removed.areIn(EncodedWords.readable(raw)) { fates[index] = .gone }
            case .version:
                guard !isTransferEncoding(raw), removed.areIn(EncodedWords.readable(raw)) else {
                    continue
                }
                fates[index] = field.name == "mime-version" ? .value(Array("1.0".utf8)) : .gone
            default: continue
            }
        }
        guard !removed.isEmpty else { return }
        for (index, places) in identifiers {
            if case .gone = fates[index] { continue }
            let range = block.fields[index].value
            var edits: [Edit] = []
            for place in places where removed.areIn(EncodedWords.readable(Array(bytes[place]))) {
                edits.append(
                    Edit(
                        start: place.lowerBound - range.lowerBound,
                        end: place.upperBound - range.lowerBound,
                        replacement: ids.neutral(Array(bytes[place]))
                    )
                )
            }
            let value = Edit.applied(edits, to: Array(bytes[range]))
            if removed.areIn(EncodedWords.readable(unfoldedBytes(value))) {
                fates[index] = .gone
            } else if !edits.isEmpty {
                fates[index] = .value(unfoldedBytes(value))
            }
        }
        for (index, field) in block.fields.enumerated() {
            guard case .identifiers = kinds[index], fates[index] == nil,
                removed.areIn(EncodedWords.readable(unfolded(bytes, field.value)))
            else { continue }
            fates[index] = .gone
        }
    }

    /// Fields that the body needs and that are not there yet, and its transfer encoding.
    private func edits(for body: BodyChange, _ ending: [UInt8]) -> [Edit] {
        var edits: [Edit] = []
        var added: [String] = []
        if let charset = body.charset, contentType == nil {
            added.append("Content-Type: text/plain; charset=\(charset)")
        }
        if let encoding = body.encoding {
            let name = "content-transfer-encoding"
            if let index = block.fields.firstIndex(where: { $0.name == name }) {
                edits.append(
                    Edit(
                        start: block.fields[index].value.lowerBound,
                        end: block.fields[index].value.upperBound,
                        replacement: Array(" \(encoding.rawValue)".utf8)
                    )
                )
            } else {
                added.append("Content-Transfer-Encoding: \(encoding.rawValue)")
            }
        }
        if isMessage, !added.isEmpty, !block.fields.contains(where: { $0.name == "mime-version" }) {
            added.append("MIME-Version: 1.0")
        }
        let lines = added.flatMap { Array($0.utf8) + ending }
        if !lines.isEmpty {
            edits.append(Edit(start: block.end, end: block.end, replacement: lines))
        }
        return edits
    }
}
