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

    private func unfoldedBytes(_ value: [UInt8]) -> [UInt8] {
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
            if removed.areIn(Array(field.name.utf8)) {
                fates[index] = .gone
                continue
            }
            switch kinds[index] {
            case .received, .machine, .seal, .sum, .mark:
                if removed.areIn(EncodedWords.readable(unfolded(bytes, field.value))) {
                    fates[index] = .gone
                }
            case .version:
                guard removed.areIn(EncodedWords.readable(unfolded(bytes, field.value))) else {
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

    // MARK: Parameters

    private func edits(
        of value: StructuredValue,
        _ changed: [Int: [UInt8]],
        without removed: RemovedWords,
        _ body: BodyChange,
        _ bytes: [UInt8],
        _ ending: [UInt8]
    ) throws(FormatError) -> [Edit] {
        let isType = value.field == contentType?.field
        /// What each parameter becomes; those that are not named stay.
        var becomes: [Int: [UInt8]] = [:]
        for (number, group) in value.groups.enumerated() {
            var text = changed[number] ?? group.text
            if removed.areIn(text) {
                text = Array("piece".utf8)
            }
            if text != group.text, group.base == "name" || group.base == "filename" {
                text = Self.named(text, as: group.text, without: removed)
            }
            guard text != group.text else { continue }
            for member in group.members { becomes[member] = [] }
            becomes[group.members[0]] = try StructuredValue.written(
                group.base,
                text,
                ending: ending
            )
        }
        for (index, parameter) in value.parameters.enumerated() where isType {
            if parameter.base == "charset", let charset = body.charset {
                becomes[index] = Array("; charset=\(charset)".utf8)
            }
            if parameter.base == "boundary", let boundary = body.boundary {
                becomes[index] = Array("; boundary=\"".utf8) + boundary + [0x22]
            }
        }
        var added: [UInt8] = []
        if isType, value.main.hasPrefix("text"), let charset = body.charset,
            !value.parameters.contains(where: { $0.base == "charset" })
        {
            added = Array("; charset=\(charset)".utf8)
        }
        let range = block.fields[value.field].value
        var edits = becomes.sorted { $0.key < $1.key }.map { index, text in
            Edit(
                start: value.parameters[index].range.lowerBound,
                end: value.parameters[index].range.upperBound,
                replacement: text
            )
        }
        if !added.isEmpty {
            let end = value.mainRange.upperBound
            edits.insert(Edit(start: end, end: end, replacement: added), at: 0)
        }
        guard !removed.isEmpty else { return edits }
        let local = edits.map {
            Edit(
                start: $0.start - range.lowerBound,
                end: $0.end - range.lowerBound,
                replacement: $0.replacement
            )
        }
        let whole = unfoldedBytes(Edit.applied(local, to: Array(bytes[range])))
        guard removed.areIn(EncodedWords.readable(whole)) else { return edits }
        // comments, languages, parameters that nobody reads: only what is clean is written
        var plain: [UInt8] = [0x20]
        if !removed.areIn(Array(value.main.utf8)) { plain += Array(bytes[value.mainRange]) }
        plain += added
        for (index, parameter) in value.parameters.enumerated() {
            var text = becomes[index] ?? Array(bytes[parameter.range])
            if text.isEmpty { continue }
            if text.first != 0x3B { text = [0x3B, 0x20] + text }
            if !removed.areIn(EncodedWords.readable(unfoldedBytes(text))) { plain += text }
        }
        return [Edit(start: range.lowerBound, end: range.upperBound, replacement: plain)]
    }

    /// A file name that still tells the kind of file, which programs open it by.
    private static func named(
        _ name: [UInt8],
        as old: [UInt8],
        without removed: RemovedWords
    ) -> [UInt8] {
        guard let dot = old.lastIndex(of: 0x2E) else { return name }
        let kind = Array(old[dot...])
        let isPlain =
            (2...6).contains(kind.count)
            && kind.dropFirst().allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
            }
        guard isPlain, !removed.areIn(kind), !name.suffix(kind.count).elementsEqual(kind) else {
            return name
        }
        return name + kind
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
