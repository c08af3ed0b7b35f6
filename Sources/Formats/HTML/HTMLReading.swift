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

    let bytes: [UInt8]
    private let keepsImages: Bool
    /// By ``Part``.
    var flows = Part.allCases.map { HTMLFlow(isList: $0.isAbout) }
    private(set) var obstacles: [Obstacle] = []
    var frames: [Frame] = []
    var places = Places()

    var isComment = false
    var isBanner = false
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

    /// The text that is written to.
    var current: Int {
        (isComment ? Part.comments : isBanner ? Part.banner : Part.body).rawValue
    }

    /// Whether a cell of a row of data is open.
    var isInRow: Bool { !isComment && tables.last?.isInRow == true }

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

    /// Notes what nobody can clean.
    mutating func addObstacle(_ kind: Obstacle.Kind, _ element: String) {
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

    /// Ends the line, or parts words in a row.
    mutating func breakLine() {
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
