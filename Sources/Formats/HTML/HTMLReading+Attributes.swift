/// What attributes say, and what else stands in tags.
extension HTMLReading {
    /// Reads all that stands in a tag besides its name.
    mutating func readAttributes(_ token: HTMLScanner.Token) {
        let part = Part.attributes.rawValue
        if !HTMLElements.isKnown(token.name) {
            let name = token.range.lowerBound + (token.kind == .endTag ? 2 : 1)
            flows[part].add(bytes, name..<token.attributes, .text)
            flows[part].endParagraph()
        }
        guard token.range.upperBound - token.attributes > 1 else { return }
        var isWord = false
        for value in HTMLTag(bytes, token).values {
            if value.role != .word, isWord { flows[part].endParagraph() }
            isWord = value.role == .word
            switch value.role {
            case .text:
                flows[part].add(bytes, value.range, HTMLContext(quote: value.quote))
                flows[part].endParagraph()
            case .field: addField(value)
            case .address: addAddress(value)
            case .frame:
                frames.append(
                    Frame(value: value, bytes: HTMLValue.decoded(bytes, value.range))
                )
            case .embedded(let kind): addObstacle(kind, token.name)
            case .word:
                flows[part].separate()
                flows[part].add(bytes, value.range, .text)
            case .mark:
                let name = String(decoding: bytes[value.range], as: UTF8.self)
                if !isComment, ["public", "confidentiel", "secret"].contains(name) {
                    places.mark = (name, value)
                } else {
                    flows[part].add(bytes, value.range, HTMLContext(quote: value.quote))
                    flows[part].endParagraph()
                }
            case .aside:
                let isOurs = token.name == "p" && value.name == "class" && !isComment
                if isOurs, bytes[value.range].elementsEqual(HTMLTag.markName.utf8) {
                    isBanner = true
                }
            }
        }
        if isWord { flows[part].endParagraph() }
    }

    /// « Nom : » before what was typed into a field.
    private mutating func addField(_ value: HTMLValue) {
        guard !value.range.isEmpty else { return }
        if !isInRow, HTMLElements.personFields.contains(flows[current].line) {
            flows[current].glue(" : ")
        } else if flows[current].endsWithColon || isInRow {
            flows[current].separate()
        } else {
            flows[current].endLine()
        }
        flows[current].add(bytes, value.range, HTMLContext(quote: value.quote))
        breakLine()
    }

    /// The parts of an address are lines, a name and its value are one.
    private mutating func addAddress(_ value: HTMLValue) {
        let part = Part.attributes.rawValue
        let context = HTMLContext(quote: value.quote, isURL: true)
        let end = value.range.upperBound
        let scheme = HTMLEmbedded.schemeLength(bytes, value.range)
        var start = value.range.lowerBound + scheme
        var i = start
        var isQuery = false
        while i < end {
            let byte = bytes[i]
            // `&amp;`, but no other entity
            let isAnd = HTMLBytes.starts(bytes, i, end, with: "&amp;")
            let length = isAnd ? 5 : 1
            switch byte {
            case 0x2F, 0x3F, 0x23, 0x2C, 0x3B, 0x3D, 0x26:
                let isEntity =
                    byte == 0x26 && !isAnd
                    && HTMLEntities.character(bytes, i, end, isValue: true) != nil
                if isEntity {
                    while i + 1 < end,
                        bytes[i + 1] == 0x23 || bytes[i + 1] == 0x3B
                            || HTMLBytes.isLetterOrDigit(bytes[i + 1])
                    {
                        i += 1
                    }
                    i += 1
                    continue
                }
                flows[part].add(bytes, start..<i, context)
                // « subject : » would be a field of a mail
                let isField =
                    byte == 0x3D && scheme == 0
                    && HTMLElements.personFields.contains(flows[part].line)
                if isField { flows[part].glue(" : ") } else { flows[part].endLine() }
                isQuery = isQuery || byte == 0x3F
            case 0x2B where isQuery && scheme == 0:
                flows[part].add(bytes, start..<i, context)
                flows[part].put(scalar: 0x20, at: i..<i + 1, context)
            default:
                i += 1
                continue
            }
            i += length
            start = i
        }
        flows[part].add(bytes, start..<end, context)
        flows[part].endParagraph()
    }
}
