/// An attribute with what it is to a reader of text.
struct HTMLValue {
    /// What becomes of it.
    enum Role: Equatable {
        /// It is judged as text.
        case text
        /// It is judged where it stands in the line: what is typed into a field.
        case field
        /// It is judged as an address.
        case address
        /// It is HTML again.
        case frame
        /// It is judged only by what was removed elsewhere.
        case aside
        /// It holds what nobody can clean.
        case embedded(Obstacle.Kind)
        /// A word in a tag that is no attribute.
        case word
        /// The level that was written into the note.
        case mark
    }

    /// In small letters.
    let name: String
    /// The bytes of the name.
    let nameRange: Range<Int>
    /// The bytes of the value without quotes, or of the name when there is none.
    let range: Range<Int>
    /// The quote around the value, 0 for none.
    let quote: UInt8
    var role: Role
}

/// The attributes of a tag and what each of them is.
struct HTMLTag {
    /// In the order of the source.
    private(set) var values: [HTMLValue] = []
    private let bytes: [UInt8]

    /// The name of the meta that holds the level.
    static let markName = "biffure-niveau"

    /// The attributes of a start or end tag.
    ///
    /// - Complexity: O(bytes of the tag).
    init(_ bytes: [UInt8], _ token: HTMLScanner.Token) {
        self.bytes = bytes
        var attributes = HTMLAttributes(
            bytes,
            from: token.attributes,
            limit: token.range.upperBound
        )
        while let attribute = attributes.next() {
            let name = HTMLBytes.lowered(bytes[attribute.name].prefix(64))
            let isWord = attribute.value == nil
            if isWord, HTMLAttributeKind.isSwitch(name) { continue }
            var value = HTMLValue(
                name: name,
                nameRange: attribute.name,
                range: attribute.value ?? attribute.name,
                quote: attribute.quote,
                role: .word
            )
            if !isWord { value.role = role(of: value, in: token.name) }
            values.append(value)
        }
        if token.name == "meta" { readMeta() }
        if token.name == "input" { readInput() }
    }

    /// The value of an attribute without entities, in small letters.
    func value(of name: String) -> String? {
        values.first { $0.name == name }.map {
            HTMLBytes.lowered(HTMLValue.decoded(bytes, $0.range)[...])
        }
    }

    private func role(of value: HTMLValue, in element: String) -> HTMLValue.Role {
        if value.name == "srcdoc" { return .frame }
        if let kind = HTMLEmbedded.kind(in: bytes, value.range) { return .embedded(kind) }
        let raw = bytes[value.range]
        switch HTMLAttributeKind(value.name, of: element) {
        case .text: return .text
        case .address:
            if HTMLEmbedded.isMailTo(bytes, value.range) { return .address }
            if raw.contains(0x3C) || raw.contains(0x3E) { return .text }
            let isWritten = raw.contains { $0 == 0x25 || $0 == 0x2B || HTMLBytes.isSpace($0) }
            return isWritten && value.name != "srcset" ? .address : .aside
        case .aside:
            // a quote that was forgotten swallows what people should read
            if raw.contains(0x3C) || raw.contains(0x3E) { return .text }
            guard HTMLAttributeKind.mayBeProse(value.name) else { return .aside }
            let said = raw.contains(0x26) ? HTMLValue.decoded(bytes, value.range)[...] : raw
            return HTMLValue.holdsWords(said) ? .text : .aside
        }
    }

    private static let technicalMetas = HTMLElements.names(
        """
        viewport generator robots googlebot progid originator theme-color format-detection referrer
        color-scheme
        """
    )

    private mutating func readMeta() {
        let name = value(of: "name") ?? value(of: "property") ?? value(of: "itemprop") ?? ""
        guard let content = values.firstIndex(where: { $0.name == "content" }) else { return }
        if name == Self.markName {
            values[content].role = .mark
        } else if HTMLAttributeKind.isReadMeta(name) {
            if values[content].role == .aside { values[content].role = .text }
        } else if Self.technicalMetas.contains(name) || value(of: "http-equiv") != nil {
            if values[content].role == .text { values[content].role = .aside }
        }
    }

    private mutating func readInput() {
        guard let index = values.firstIndex(where: { $0.name == "value" }),
            values[index].role == .text
        else { return }
        let type = value(of: "type") ?? "text"
        let hidden = ["hidden", "submit", "button", "reset", "checkbox", "radio", "image"]
        if !hidden.contains(type) { values[index].role = .field }
    }
}

extension HTMLValue {
    /// Bytes with their entities read.
    ///
    /// - Complexity: O(*n*).
    static func decoded(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        guard bytes[range].contains(0x26) else { return Array(bytes[range]) }
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var i = range.lowerBound
        while i < range.upperBound {
            if bytes[i] == 0x26,
                let (scalar, next) = HTMLEntities.character(
                    bytes,
                    i,
                    range.upperBound,
                    isValue: true
                )
            {
                output.appendUTF8(scalar)
                i = next
            } else {
                output.append(bytes[i])
                i += 1
            }
        }
        return output
    }

    /// Bytes with `%20` read as well.
    static func plain(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        let value = decoded(bytes, range)
        guard value.contains(0x25) else { return value }
        var output: [UInt8] = []
        output.reserveCapacity(value.count)
        var i = 0
        while i < value.count {
            if value[i] == 0x25, i + 2 < value.count, let high = HTMLBytes.digit(value[i + 1]),
                let low = HTMLBytes.digit(value[i + 2])
            {
                output.append(UInt8(high << 4 | low))
                i += 3
            } else {
                output.append(value[i])
                i += 1
            }
        }
        return output
    }

    /// Whether a letter stands before a blank and another behind it.
    static func holdsWords(_ bytes: ArraySlice<UInt8>) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { HTMLBytes.isLetter(byte) || byte >= 0x80 }
        var before: UInt8 = 0
        var isSpaced = false
        for (i, byte) in zip(bytes.indices, bytes) {
            let next = i + 1 < bytes.endIndex ? bytes[i + 1] : 0
            // a no-break space is a blank too
            if byte == 0xC2, next == 0xA0 { continue }
            let isNoBreak = byte == 0xA0 && i > bytes.startIndex && bytes[i - 1] == 0xC2
            if HTMLBytes.isSpace(byte) || isNoBreak {
                isSpaced = isLetter(before) || isSpaced
                if !isLetter(before), before != 0x20 { isSpaced = false }
            } else {
                if isSpaced, isLetter(byte) { return true }
                isSpaced = false
            }
            before = HTMLBytes.isSpace(byte) || isNoBreak ? 0x20 : byte
        }
        return false
    }
}
