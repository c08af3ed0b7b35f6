internal import Documents

/// The running item: what carries over from passage to passage.
struct Item {
    private(set) var hasPerson = false
    private var headingHasPerson = false
    private(set) var documentHasSubject = false
    private var lastLine: Int32 = -10
    private var sinceAnchor = 100
    var isRecent: Bool { sinceAnchor <= 2 }
    /// Somebody was spoken of in one of the passages before that a reader still has in mind.
    var isNear: Bool { sinceAnchor <= 8 }

    mutating func enter(_ block: Block, isNewBlock: Bool) {
        guard isNewBlock else { return }
        if block.kind == .heading { headingHasPerson = false }
        // lines without an empty line between them are one item, rows of a table are not
        let isNextLine = block.kind != .cell && block.line == lastLine + 1
        let isSameItem = block.line == lastLine || isNextLine && !block.numbered
        if !isSameItem || block.kind == .heading { hasPerson = headingHasPerson }
        lastLine = block.line
    }

    mutating func forget() {
        hasPerson = headingHasPerson
        sinceAnchor = 100
    }

    mutating func leave(_ block: Block, anchor: Anchor, isSubject: Bool) {
        sinceAnchor = anchor > .indefinite ? 0 : sinceAnchor + 1
        if anchor > .none {
            hasPerson = true
            if block.kind == .heading, anchor == .named { headingHasPerson = true }
        }
        if isSubject { documentHasSubject = true }
    }
}
