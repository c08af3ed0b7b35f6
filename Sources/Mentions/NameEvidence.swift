internal import Documents
internal import Lexicons
internal import Tokens

/// Gathers what speaks for and against each run being a name, and who bears it.
struct NameEvidence {
    let reading: Reading
    /// Kind of the function that each token belongs to.
    let functions: [FunctionKind]
    /// The highest function of each line of a table.
    let functionOfRow: [Int32: FunctionKind]
    /// First line of the part of the note where signatures stand.
    let signatureLine: Int32
    /// Passages in which a secret or confidential form stands.
    let passagesWithCues: Set<Int>
    /// Lines of tables in which one stands.
    let rowsWithCues: Set<Int32>
    /// The private mail addresses of the note.
    let homes: HomeAddresses

    init(reading: Reading, functions: [FunctionKind]) {
        self.reading = reading
        self.functions = functions
        homes = HomeAddresses(of: reading)
        var rows: [Int32: FunctionKind] = [:]
        for index in reading.tokens.indices where functions[index] > .unknown {
            let block = reading.document.blocks[Int(reading.tokens[index].block)]
            if block.kind == .cell {
                rows[block.line] = max(rows[block.line] ?? .unknown, functions[index])
            }
        }
        functionOfRow = rows
        var passages = Set<Int>()
        for term in reading.terms {
            let table = term.table
            let need = reading.lexicon.need(of: term.row)
            let isDeed = table == .conduct || table == .judgement
            if (table.isSecret || isDeed) && need != .clause
                || table.isConfidential && need == .nobody
            {
                passages.insert(Int(reading.passageOfToken[term.first]))
            }
        }
        passagesWithCues = passages
        rowsWithCues = Set(
            passages.map { reading.document.blocks[Int(reading.passages[$0].block)] }
                .filter { $0.kind == .cell }.map(\.line)
        )
        let lines = reading.document.blocks.map(\.line)
        let last = lines.last ?? 0
        let distinct = Set(lines).count
        signatureLine = distinct > 5 ? (lines.suffix(max(3, distinct / 8)).first ?? last) : last + 1
    }

    /// Fills the evidence of a candidate from its words and its neighbourhood.
    ///
    /// Cost: O(1): a few tokens on each side.
    func gather(_ candidate: inout NameCandidate) {
        candidate.evidence = EvidenceSet(reading.weights)
        words(of: &candidate)
        if candidate.isNickname {
            candidate.evidence.insert(.alias)
            for evidence in [Evidence.commonWords, .place, .brand, .calendar, .sentenceStart] {
                candidate.evidence.remove(evidence)
            }
        }
        before(&candidate)
        behind(&candidate)
        layout(of: &candidate)
    }
}
