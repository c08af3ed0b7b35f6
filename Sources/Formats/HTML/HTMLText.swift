public import Documents

/// A page of HTML, or the HTML part of a message, edited where it stands.
///
/// What people read in it is one text, laid out as a browser does; hidden elements belong to it.
/// Values of attributes, comments and strings of scripts are texts before it. Nothing is parsed and
/// written anew: tags stay as they are.
public struct HTMLText: Carrier {
    /// Title, attributes, comments, strings, page; those that are empty are not there.
    public let texts: [CarriedText]
    /// Pictures and objects that the page itself holds.
    public let obstacles: [Obstacle]
    /// The level in `<meta name="biffure-niveau">`.
    public var mark: String? { places.mark?.name }

    private let document: Document
    private let pieced: [PiecedText]
    private let frames: [(value: HTMLValue, page: HTMLText, texts: Range<Int>)]
    private let places: HTMLReading.Places
    private let isASCII: Bool

    /// Pages within attributes of pages.
    private static let deepest = Opener.maximumDepth

    /// Opens a page.
    ///
    /// - Parameters:
    ///   - bytes: All of it.
    ///   - encoding: Its encoding; nil for what the page says, or else what its bytes look like.
    ///     `.utf8` for what was decoded before.
    ///   - opener: Tells whether pictures may stay.
    /// - Throws: `FormatError`: `badEncoding`, `binary`, `nestedTooDeep`, `tooLarge`.
    /// - Complexity: O(*n*); memory is some times the page.
    public init(bytes: [UInt8], encoding: Encoding?, opener: Opener) throws(FormatError) {
        try self.init(bytes, encoding, opener, depth: 0)
    }

    private init(
        _ bytes: [UInt8],
        _ encoding: Encoding?,
        _ opener: Opener,
        depth: Int
    ) throws(FormatError) {
        guard depth < Self.deepest else { throw FormatError(.nestedTooDeep, at: 0) }
        guard bytes.count <= Document.maximumSize else {
            throw FormatError(.tooLarge, at: Document.maximumSize)
        }
        var wanted = encoding
        if wanted == nil { wanted = try HTMLCharset.encoding(of: bytes) }
        let (text, source) = try PlainText.decoded(bytes, as: wanted, isWord: opener.isWord)
        document = Document(text: text, blocks: [], source: source)
        isASCII = text.allSatisfy { $0 < 0x80 }
        let reading = HTMLReading(text, keepsImages: opener.keepsImages)
        var texts: [CarriedText] = []
        var pieced: [PiecedText] = []
        for part in HTMLReading.Part.allCases {
            let flow = reading.flows[part.rawValue].pieced
            guard flow.text.contains(where: { $0 > 0x20 }) else { continue }
            texts.append(CarriedText(flow.text, part: part.name))
            pieced.append(flow)
        }
        var obstacles = reading.obstacles
        var frames: [(value: HTMLValue, page: HTMLText, texts: Range<Int>)] = []
        for frame in reading.frames {
            let page = try HTMLText(frame.bytes, .utf8, opener, depth: depth + 1)
            let start = texts.count
            texts += page.texts.map { $0.inside("cadre") }
            frames.append((frame.value, page, start..<texts.count))
            obstacles += page.obstacles.filter { !obstacles.contains($0) }
        }
        self.texts = texts
        self.pieced = pieced
        self.obstacles = obstacles
        self.frames = frames
        places = reading.places
    }

    /// Values of attributes that nobody reads, scripts, style sheets, marks.
    public var asides: [[UInt8]] {
        var asides: [[UInt8]] = []
        HTMLAside.forEach(in: document.text) { asides.append($0.text) }
        return asides + frames.flatMap(\.page.asides)
    }

    /// The page after edits; see ``Carrier/bytes(applying:without:marking:)``.
    ///
    /// A level is a meta in the head, and a paragraph as the first thing that people read.
    ///
    /// - Complexity: O(*n*), and as for ``RemovedWords/areIn(_:)`` when words were removed.
    public func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        var all: [Edit] = []
        for (index, piece) in pieced.enumerated() where index < edits.count {
            for (node, found) in piece.edits(edits[index]) {
                guard let context = HTMLContext(rawValue: node) else { continue }
                for edit in found { all.append(encoded(edit, context)) }
            }
        }
        for frame in frames {
            if let edit = try frameEdit(frame, edits, removed) { all.append(edit) }
        }
        all.sort { ($0.start, $0.end) < ($1.start, $1.end) }
        if !removed.isEmpty { all += asideEdits(removed, beside: all) }
        if let marking { all += markEdits(marking) }
        guard !all.isEmpty else { return document.source.bytes }
        return try PlainText.write(document, edits: Self.apart(all))
    }

    // MARK: Edits

    private func canWrite(_ scalar: UInt32) -> Bool {
        // a page of ASCII may not say its encoding
        if isASCII { return false }
        guard let charset = try? Charset.of(document.source.encoding) else { return true }
        return charset.byte(scalar) != nil
    }

    private func encoded(_ edit: Edit, _ context: HTMLContext) -> Edit {
        var edit = edit
        if !edit.replacement.isEmpty {
            edit.replacement = context.encoded(edit.replacement, canWrite: canWrite)
        }
        return edit
    }

    private func frameEdit(
        _ frame: (value: HTMLValue, page: HTMLText, texts: Range<Int>),
        _ edits: [[Edit]],
        _ removed: RemovedWords
    ) throws(FormatError) -> Edit? {
        let inner = frame.texts.map { $0 < edits.count ? edits[$0] : [] }
        let bytes = try frame.page.bytes(applying: inner, without: removed, marking: nil)
        guard bytes != frame.page.document.source.bytes else { return nil }
        let range = frame.value.range
        return encoded(
            Edit(start: range.lowerBound, end: range.upperBound, replacement: bytes),
            HTMLContext(quote: frame.value.quote)
        )
    }

    /// Asides that hold what was removed; a script whose strings are cleaned is looked at as it
    /// will be.
    private func asideEdits(_ removed: RemovedWords, beside edits: [Edit]) -> [Edit] {
        let text = document.text
        var found: [Edit] = []
        var next = 0
        HTMLAside.forEach(in: text) { aside in
            let range = aside.range
            var said = aside.text
            if aside.isBody {
                while next < edits.count, edits[next].start < range.lowerBound { next += 1 }
                let inside = edits[next...].prefix { $0.end <= range.upperBound }
                if !inside.isEmpty {
                    let moved = inside.map {
                        Edit(
                            start: $0.start - range.lowerBound,
                            end: $0.end - range.lowerBound,
                            replacement: $0.replacement
                        )
                    }
                    let body = Edit.applied(Array(moved), to: Array(text[range]))
                    said = HTMLAside.said(body, body.indices, "script")
                }
            }
            guard removed.areIn(said) else { return }
            found.append(
                Edit(
                    start: range.lowerBound,
                    end: range.upperBound,
                    replacement: Array(aside.replacement.utf8)
                )
            )
        }
        return found
    }

    private func markEdits(_ marking: Marking) -> [Edit] {
        let name = Array(marking.name.utf8)
        if let (_, value) = places.mark {
            return [
                Edit(start: value.range.lowerBound, end: value.range.upperBound, replacement: name)
            ]
        }
        let meta = "<meta name=\"\(HTMLTag.markName)\" content=\"\(marking.name)\" />"
        let banner =
            Array("<p class=\"\(HTMLTag.markName)\">".utf8)
            + HTMLContext.text.encoded(marking.banner, canWrite: canWrite) + Array("</p>".utf8)
        let top = places.html ?? places.declaration ?? 0
        let head = places.head ?? top
        let body = max(head, places.body ?? places.headEnd ?? top)
        if head == body {
            return [Edit(start: head, end: head, replacement: Array(meta.utf8) + banner)]
        }
        return [
            Edit(start: head, end: head, replacement: Array(meta.utf8)),
            Edit(start: body, end: body, replacement: banner),
        ]
    }

    /// Edits sorted, what is put in first; of those that overlap the one that covers more.
    private static func apart(_ edits: [Edit]) -> [Edit] {
        func order(_ edit: Edit) -> (Int, Int, Int) {
            (edit.start, edit.end > edit.start ? 1 : 0, -edit.end)
        }
        var apart: [Edit] = []
        for edit in edits.sorted(by: { order($0) < order($1) }) {
            if let last = apart.last, edit.start < last.end {
                apart[apart.count - 1].end = max(last.end, edit.end)
            } else {
                apart.append(edit)
            }
        }
        return apart
    }
}
