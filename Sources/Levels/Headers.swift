internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

/// The cells that say what other cells hold: the first of a column, the label beside a value.
struct Headers {
    /// Secret cues of the first cells of columns: « Dette », « Suivi médical ».
    private(set) var ofColumn: [Column: Cue] = [:]
    /// Secret labels in the cell before, by passage: « Santé | asthme ».
    private(set) var ofLabel: [Int: Cue] = [:]

    /// No cell says anything.
    init() {}

    /// Reads the cells of a note.
    ///
    /// - Complexity: O(*n*) in the passages.
    init(reading: Reading, cues: [Int: [Cue]]) {
        var heads = Set<Column>()
        var cells: [Column: Cells] = [:]
        var label: (cue: Cue, line: Int32)?
        for (index, passage) in reading.passages.enumerated() {
            let block = reading.document.blocks[Int(passage.block)]
            guard block.kind == .cell else { continue }
            let cue = Self.head(passage, cues[index])
            if let before = label, before.line == block.line { ofLabel[index] = before.cue }
            label = cue.flatMap { $0.topic == "label" ? ($0, block.line) : nil }
            cells[Column(block), default: Cells()].count(cues[index])
            // « Foyer | Situation | Suite »: the first column is of those whom the rows tell of
            guard heads.insert(Column(block)).inserted, let cue, block.column > 0 else { continue }
            ofColumn[Column(block)] = cue
        }
        for (column, cells) in cells where ofColumn[column] == nil {
            ofColumn[column] = cells.common
        }
    }

    /// What the cells of a column tell: when many tell one kind of secret, all do.
    private struct Cells {
        private var total = 0
        private var secret = 0
        private var first: Cue?

        mutating func count(_ cues: [Cue]?) {
            total += 1
            guard let cue = cues?.first(where: { $0.level == .secret && !$0.isAcronym }) else {
                return
            }
            if first == nil { first = cue }
            if cue.category == first?.category { secret += 1 }
        }

        /// The cue of the column when three cells and two fifths of all tell its kind.
        var common: Cue? { secret >= 3 && secret * 5 >= total * 2 ? first : nil }
    }

    /// The secret cue of a cell of few words.
    private static func head(_ passage: Passage, _ cues: [Cue]?) -> Cue? {
        guard passage.endToken - passage.firstToken <= 4 else { return nil }
        return cues?.first { $0.level == .secret && !$0.isAcronym }
    }

    /// Whether a form is a cell but for signs: « Santé », « Justice : ».
    static func isCell(_ term: Term, _ number: Int, of reading: Reading) -> Bool {
        let passage = reading.passages[number]
        guard reading.document.blocks[Int(passage.block)].kind == .cell else { return false }
        return (Int(passage.firstToken)..<Int(passage.endToken)).allSatisfy {
            (term.first...term.last).contains($0) || reading.tokens[$0].kind != .word
        }
    }
}
