internal import Documents
internal import Formats

extension PartHeader {
    /// The edits of the message's bytes that change the parameters of a field.
    func edits(
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
        // the terms of mail itself name nobody
        let terms = value.terms.filter { term in
            !edits.contains { $0.start < term.upperBound && term.lowerBound < $0.end }
        }
        let blanks = terms.map { Edit(start: $0.lowerBound, end: $0.upperBound, replacement: []) }
        let local = (edits + blanks).sorted { ($0.start, $0.end) < ($1.start, $1.end) }.map {
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
        if value.isMainTerm || !removed.areIn(Array(value.main.utf8)) {
            plain += Array(bytes[value.mainRange])
        } else {
            plain += Array(value.neutralMain.utf8)
        }
        plain += added
        for (index, parameter) in value.parameters.enumerated() {
            var text = becomes[index] ?? Array(bytes[parameter.range])
            if text.isEmpty { continue }
            if text.first != 0x3B { text = [0x3B, 0x20] + text }
            let judged = becomes[index] ?? value.withoutTerms(bytes, parameter.range)
            if !removed.areIn(EncodedWords.readable(unfoldedBytes(judged))) { plain += text }
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
}
