/// The texts of a page, and what else must be known to write it again.
struct HTMLReading {
    /// The texts of a page, in the order in which they are judged.
    ///
    /// The page is the last, so that the note ends as the page does: a name alone at the end of a
    /// note is taken for a signature.
    enum Part: Int, CaseIterable {
        case banner, title, attributes, comments, scripts, body

        /// Whether it is about the page and not in it.
        var isAbout: Bool { self == .attributes || self == .comments || self == .scripts }

        /// Where it stands, for people.
        var name: String {
            switch self {
            case .banner: "niveau"
            case .title: "titre"
            case .body: "page"
            case .attributes: "attributs"
            case .comments: "commentaires"
            case .scripts: "scripts et styles"
            }
        }
    }

    /// A page in an attribute of this one.
    struct Frame {
        let value: HTMLValue
        /// Its bytes without entities.
        let bytes: [UInt8]
    }

    /// Places of the page, as bytes behind a tag; nil where there is none.
    struct Places {
        var head: Int?
        var headEnd: Int?
        var body: Int?
        var html: Int?
        var declaration: Int?
        /// The level that was written, and where.
        var mark: (name: String, value: HTMLValue)?
    }

    private let bytes: [UInt8]
    private let keepsImages: Bool
    /// By ``Part``.
    private(set) var flows = Part.allCases.map { HTMLFlow(isList: $0.isAbout) }
    private(set) var obstacles: [Obstacle] = []
    private(set) var frames: [Frame] = []
    private(set) var places = Places()

    private var isComment = false
    private var isBanner = false
    private var preformatted = 0
    /// Behind the term of a list of definitions.
    private var isTerm = false
    private let rows: [Bool]
    private var row = 0
    private var tables: [HTMLTable] = []
    private var deeper = 0

    /// Reads a page.
    ///
    /// - Complexity: O(*n*).
    init(_ bytes: [UInt8], keepsImages: Bool) {
        self.bytes = bytes
        self.keepsImages = keepsImages
        rows = HTMLRows(bytes).isData
        var scanner = HTMLScanner(bytes)
        while let token = scanner.next() { read(token) }
        for part in flows.indices { flows[part].endLine() }
    }

    private var current: Int {
        (isComment ? Part.comments : isBanner ? Part.banner : Part.body).rawValue
    }

    /// Whether a cell of a row of data is open.
    private var isInRow: Bool { !isComment && tables.last?.isInRow == true }

    private mutating func read(_ token: HTMLScanner.Token) {
        switch token.kind {
        case .text: addText(token)
        case .startTag:
            if !isComment { notePlaces(token) }
            startElement(token)
            readAttributes(token)
        case .endTag:
            if token.range.upperBound - token.attributes > 1 { readAttributes(token) }
            endElement(token)
        case .raw: addStrings(token)
        case .markup:
            if places.html == nil, places.head == nil, !isComment,
                flows[current].pieced.text.isEmpty
            {
                places.declaration = token.range.upperBound
            }
        case .commentStart:
            isComment = true
            flows[current].endParagraph()
        case .commentEnd:
            flows[current].endParagraph()
            isComment = false
        }
    }

    private mutating func notePlaces(_ token: HTMLScanner.Token) {
        let end = token.range.upperBound
        switch token.name {
        case "html": places.html = places.html ?? end
        case "head": places.head = places.head ?? end
        case "body": places.body = places.body ?? end
        default: break
        }
    }

    // MARK: Text

    private mutating func addText(_ token: HTMLScanner.Token) {
        if token.name == "title", !isComment {
            flows[Part.title.rawValue].add(bytes, token.range, .text)
            flows[Part.title.rawValue].endLine()
            return
        }
        let isPreformatted = (preformatted > 0 || token.name == "textarea") && !isInRow
        flows[current].isPreformatted = isPreformatted && !isComment
        flows[current].add(bytes, token.range, .text)
        flows[current].isPreformatted = false
    }

    private mutating func addStrings(_ token: HTMLScanner.Token) {
        if let kind = HTMLEmbedded.kind(in: bytes, token.range) { addObstacle(kind, token.name) }
        let isScript = token.name == "script"
        let part = Part.scripts.rawValue
        var strings = HTMLStrings(bytes, token.range, isScript: isScript)
        while let range = strings.next() {
            guard HTMLValue.holdsWords(bytes[range]) || bytes[range].contains(0x5C) else {
                continue
            }
            HTMLStrings.add(bytes, range, isScript ? .script : .style, to: &flows[part])
            flows[part].endParagraph()
        }
    }

    private mutating func addObstacle(_ kind: Obstacle.Kind, _ element: String) {
        guard kind != .image || !keepsImages else { return }
        let obstacle = Obstacle(kind, in: HTMLElements.isKnown(element) ? "balise \(element)" : "")
        if !obstacles.contains(obstacle) { obstacles.append(obstacle) }
    }

    // MARK: Elements

    private mutating func startElement(_ token: HTMLScanner.Token) {
        let name = token.name
        if !isComment, startsTable(token) { return }
        switch name {
        case "br": breakLine()
        case "td", "th": if !isInRow { breakLine() }
        case "li":
            breakLine()
            if !isInRow { flows[current].startLine(with: "- ") }
        case "dd" where isTerm && !isInRow && !flows[current].isAtLineStart:
            flows[current].glue(flows[current].endsWithColon ? " " : " : ")
        case "pre", "listing":
            breakLine()
            preformatted += 1
        default: if HTMLElements.isBlock(name) { breakLine() }
        }
        isTerm = false
    }

    private mutating func endElement(_ token: HTMLScanner.Token) {
        let name = token.name
        if !isComment, endsTable(name) { return }
        switch name {
        case "br": breakLine()
        case "dt": isTerm = true
        case "head":
            if !isComment { places.headEnd = places.headEnd ?? token.range.upperBound }
            breakLine()
        case "pre", "listing":
            breakLine()
            preformatted = max(0, preformatted - 1)
        default: if HTMLElements.isBlock(name) { breakLine() }
        }
        if name == "p" { isBanner = false }
    }

    private mutating func breakLine() {
        if isInRow { flows[current].separate() } else { flows[current].endLine() }
    }

    // MARK: Tables

    /// Whether a start tag belongs to a table and was read as that.
    private mutating func startsTable(_ token: HTMLScanner.Token) -> Bool {
        switch token.name {
        case "table":
            breakLine()
            if tables.count < HTMLRows.deepest { tables.append(HTMLTable()) } else { deeper += 1 }
        case "tr":
            let isData = row < rows.count && rows[row]
            row += 1
            endRow()
            flows[current].endLine()
            if deeper == 0, let last = tables.indices.last { tables[last].startRow(isData) }
        case "td", "th":
            guard isInRow, let last = tables.indices.last else { return false }
            let tag = HTMLTag(bytes, token)
            let tabs = tables[last].startCell(
                columns: tag.value(of: "colspan").flatMap { Int($0) } ?? 1,
                rows: tag.value(of: "rowspan").flatMap { Int($0) } ?? 1
            )
            for _ in 0..<tabs { flows[current].nextCell() }
        default: return false
        }
        return true
    }

    private mutating func endsTable(_ name: String) -> Bool {
        switch name {
        case "table":
            endRow()
            flows[current].endLine()
            if deeper > 0 { deeper -= 1 } else { _ = tables.popLast() }
        case "tr":
            endRow()
            flows[current].endLine()
        default: return false
        }
        return true
    }

    private mutating func endRow() {
        if let last = tables.indices.last { tables[last].endRow() }
    }
}

// MARK: Attributes

extension HTMLReading {
    private mutating func readAttributes(_ token: HTMLScanner.Token) {
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
