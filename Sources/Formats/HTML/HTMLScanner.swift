/// Cuts HTML into text and tags without building a tree.
///
/// Whatever a browser would swallow (a tag that is never closed, a script without end) is given as
/// text here, so that it is judged.
/// Cost: O(*n*) for all tokens; no memory but the next place where each raw element ends.
struct HTMLScanner {
    /// What stands at a place.
    enum Kind {
        /// Text with entities; also what looks like a tag and is none.
        case text
        case startTag
        case endTag
        /// The body of a script or style.
        case raw
        /// Doctype, XML declaration, marks of conditional comments.
        case markup
        /// What opens a comment; what follows up to `commentEnd` stands in it.
        case commentStart
        case commentEnd
    }

    /// A piece of the source.
    struct Token {
        let kind: Kind
        /// Its bytes.
        let range: Range<Int>
        /// The element, in small letters: of tags and of raw bodies.
        var name = ""
        /// The byte behind the name, where attributes start.
        var attributes = 0
        var isSelfClosing = false
    }

    private let bytes: [UInt8]
    private var position = 0
    /// The end of the comment that is read, or of all.
    private var limit: Int
    /// Bytes that close the comment that is read; nil outside.
    private var closeLength: Int?
    /// What follows a start tag: the body of a raw element.
    private var queued: Token?
    /// For each raw element the next end tag that was found.
    private var closings: [String: Int] = [:]

    /// A scanner of UTF-8.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        limit = bytes.count
    }

    /// The next token; nil at the end.
    mutating func next() -> Token? {
        if let token = queued {
            queued = nil
            position = token.range.upperBound
            return token
        }
        if position >= limit {
            guard let length = closeLength else { return nil }
            position = limit + length
            closeLength = nil
            defer { limit = bytes.count }
            return Token(kind: .commentEnd, range: limit..<position)
        }
        let start = position
        if let token = markup(at: start) {
            position = token.range.upperBound
            return token
        }
        // what starts no markup is text: the next may
        var i = start + 1
        while i < limit, bytes[i] != 0x3C || !mayStart(i) { i += 1 }
        position = i
        return Token(kind: .text, range: start..<i)
    }

    /// Whether markup may start at a `<`.
    private func mayStart(_ i: Int) -> Bool {
        guard i + 1 < limit else { return false }
        let byte = bytes[i + 1]
        return HTMLBytes.isLetter(byte) || byte == 0x2F || byte == 0x21 || byte == 0x3F
    }

    private mutating func markup(at start: Int) -> Token? {
        guard bytes[start] == 0x3C, mayStart(start) else { return nil }
        switch bytes[start + 1] {
        case 0x21: return declaration(at: start)
        case 0x3F:
            if HTMLBytes.starts(bytes, start, limit, with: "<?xml "), closeLength == nil,
                let end = bytes[start..<limit].firstIndex(of: 0x3E)
            {
                return Token(kind: .markup, range: start..<end + 1)
            }
            return bogusComment(at: start)
        case 0x2F:
            guard start + 2 < limit, HTMLBytes.isLetter(bytes[start + 2]) else {
                return bogusComment(at: start)
            }
            return tag(at: start, name: start + 2)
        default: return tag(at: start, name: start + 1)
        }
    }

    // MARK: Comments

    /// Longer marks and doctypes are judged as comments.
    private static let longestMark = 300

    private mutating func declaration(at start: Int) -> Token? {
        func mark(_ word: StaticString, isWhole: Bool = false) -> Token? {
            guard HTMLBytes.starts(bytes, start, limit, with: word) else { return nil }
            let most = min(limit, start + Self.longestMark)
            guard let end = bytes[start..<most].firstIndex(of: 0x3E) else { return nil }
            if isWhole, bytes[start..<end].contains(0x5B) { return nil }
            return Token(kind: .markup, range: start..<end + 1)
        }
        if let token = mark("<![if") ?? mark("<![endif") { return token }
        if HTMLBytes.starts(bytes, start, limit, with: "<![cdata[") {
            return Token(kind: .markup, range: start..<start + 9)
        }
        if closeLength != nil {
            // no comment in a comment
            let isComment = HTMLBytes.starts(bytes, start, limit, with: "<!--")
            let isEnd = HTMLBytes.starts(bytes, start, limit, with: "<![endif]")
            guard isComment || isEnd else { return nil }
            return Token(kind: .markup, range: start..<start + (isEnd ? 9 : 4))
        }
        guard HTMLBytes.starts(bytes, start, limit, with: "<!--") else {
            return mark("<!doctype", isWhole: true) ?? bogusComment(at: start)
        }
        for short in ["<!-->", "<!--->"] where bytes[start...].starts(with: short.utf8) {
            return Token(kind: .markup, range: start..<start + short.utf8.count)
        }
        var opening = start + 4
        let end = commentEnd(from: opening)
        limit = end.start
        closeLength = end.length
        // what a conditional comment holds is HTML again
        if HTMLBytes.starts(bytes, opening, limit, with: "[if"),
            let stop = bytes[opening..<min(limit, opening + Self.longestMark)].firstIndex(of: 0x3E)
        {
            opening = stop + 1
        }
        return Token(kind: .commentStart, range: start..<opening)
    }

    private func commentEnd(from start: Int) -> (start: Int, length: Int) {
        var i = start
        while i + 2 < limit {
            if bytes[i] == 0x2D, bytes[i + 1] == 0x2D {
                if bytes[i + 2] == 0x3E { return (i, 3) }
                if bytes[i + 2] == 0x21, i + 3 < limit, bytes[i + 3] == 0x3E { return (i, 4) }
            }
            i += 1
        }
        return (limit, 0)
    }

    /// `<?php … >`, `<!ELEMENT … >`, `</ … >`: comments to a browser.
    private mutating func bogusComment(at start: Int) -> Token? {
        guard closeLength == nil else { return nil }
        let end = bytes[start..<limit].firstIndex(of: 0x3E)
        closeLength = end == nil ? 0 : 1
        limit = end ?? limit
        return Token(kind: .commentStart, range: start..<start + 2)
    }

    // MARK: Tags

    private mutating func tag(at start: Int, name first: Int) -> Token {
        var stop = first
        while stop < limit, !HTMLBytes.isSpace(bytes[stop]), bytes[stop] != 0x2F,
            bytes[stop] != 0x3E
        {
            stop += 1
        }
        var attributes = HTMLAttributes(bytes, from: stop, limit: limit)
        var hasValue = false
        var hasWord = false
        while let attribute = attributes.next() {
            if attribute.value == nil { hasWord = true } else { hasValue = true }
        }
        // what stands in a tag without end is text to us
        guard attributes.isClosed else { return Token(kind: .text, range: start..<limit) }
        let range = start..<attributes.position + 1
        let name = HTMLBytes.lowered(bytes[first..<min(stop, first + 64)])
        let isEnd = first == start + 2
        if !HTMLElements.isKnown(name), !hasValue,
            hasWord || !bytes[first..<stop].allSatisfy(Self.isNameByte),
            !cutsWord(range), !isEnd || bytes[first..<stop].contains(0x40)
        {
            // « Karim <karim.benali@example.org> », « <nom prénom> »
            return Token(kind: .text, range: range)
        }
        if !isEnd, !attributes.isSelfClosing { queueBody(of: name, from: range.upperBound) }
        return Token(
            kind: isEnd ? .endTag : .startTag,
            range: range,
            name: name,
            attributes: stop,
            isSelfClosing: attributes.isSelfClosing
        )
    }

    /// Whether a tag stands within a word, which nobody sees cut: « Tre<x y>vez ».
    private func cutsWord(_ range: Range<Int>) -> Bool {
        func isLetter(_ i: Int) -> Bool {
            bytes.indices.contains(i) && (HTMLBytes.isLetter(bytes[i]) || bytes[i] >= 0x80)
        }
        // another tag may stand beside it
        let isAfter = isLetter(range.lowerBound - 1) || bytes[..<range.lowerBound].last == 0x3E
        return isAfter && isLetter(range.upperBound) && !bytes[range].contains(0x40)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        HTMLBytes.isLetterOrDigit(byte) || byte == 0x2D || byte == 0x3A || byte == 0x5F
    }

    /// Script and style hold no tags, title and textarea text alone; one without end tag is read as
    /// any other element.
    private mutating func queueBody(of name: String, from start: Int) {
        let isRaw = HTMLElements.raw.contains(name)
        guard isRaw || HTMLElements.plain.contains(name) else { return }
        var end = closings[name] ?? -1
        if end < start {
            end = closing(of: name, from: start)
            closings[name] = end
        }
        guard end <= limit, end > start else { return }
        queued = Token(kind: isRaw ? .raw : .text, range: start..<end, name: name)
    }

    /// Where the next end tag of an element starts; far behind all when there is none.
    private func closing(of name: String, from start: Int) -> Int {
        let name = Array(name.utf8)
        var i = start
        while i + 2 + name.count < bytes.count {
            if bytes[i] == 0x3C, bytes[i + 1] == 0x2F,
                name.indices.allSatisfy({ bytes[i + 2 + $0] | 0x20 == name[$0] }),
                !HTMLBytes.isLetterOrDigit(bytes[i + 2 + name.count])
            {
                return i
            }
            i += 1
        }
        return .max
    }
}
