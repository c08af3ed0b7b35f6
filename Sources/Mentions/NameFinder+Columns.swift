internal import Documents
internal import Lexicons
internal import Tokens

/// Columns of tables that hold names.
extension NameFinder {
    /// A column of which most cells hold names holds names.
    mutating func addColumns() {
        var named: [Int64: Int] = [:]
        let blocks = reading.document.blocks
        func column(_ block: Block) -> Int64 { Int64(block.table) << 32 | Int64(block.column) }
        for candidate in candidates where candidate.isName {
            let first = reading.tokens[candidate.first]
            let block = blocks[Int(first.block)]
            guard block.kind == .cell, first.gap == .block || startsCell(candidate.first) else {
                continue
            }
            named[column(block), default: 0] += 1
        }
        guard !named.isEmpty else { return }
        var cells: [Int64: Int] = [:]
        for block in blocks where block.kind == .cell { cells[column(block), default: 0] += 1 }
        for index in candidates.indices where !candidates[index].isName {
            let first = reading.tokens[candidates[index].first]
            let block = blocks[Int(first.block)]
            guard block.kind == .cell, startsCell(candidates[index].first) else { continue }
            let all = cells[column(block)] ?? 0
            let found = named[column(block)] ?? 0
            if found >= 2, found * 5 >= all * 2 {
                candidates[index].evidence.insert(.personColumn)
            }
        }
        addReferents()
        personColumns = Set(
            named.filter { $0.value >= 2 && $0.value * 5 >= (cells[$0.key] ?? 0) * 2 }.map(\.key)
        )
    }

    /// A short cell of a column of persons is a name as a whole: « PETIT GARCON LOUIS »,
    /// « Guetta-Simon », « Cordier / Nguyen ».
    mutating func completeCells() {
        let blocks = reading.document.blocks
        var added: [NameCandidate] = []
        var index = 0
        while index < reading.tokens.count {
            let start = index
            let number = reading.tokens[start].block
            index += 1
            while index < reading.tokens.count, reading.tokens[index].block == number { index += 1 }
            let block = blocks[Int(number)]
            let column = Int64(block.table) << 32 | Int64(block.column)
            let isField = reading.marks[start].contains(.personField)
            guard block.kind == .cell, isField || personColumns.contains(column),
                index - start <= 9
            else { continue }
            for part in names(inCell: start..<index, isField: isField) where !isCovered(part) {
                var candidate = NameCandidate(
                    first: part.lowerBound,
                    last: part.upperBound - 1,
                    weights: reading.weights
                )
                gatherer.gather(&candidate)
                candidate.evidence.insert(isField ? .personField : .personColumn)
                for veto in [Evidence.commonWords, .calendar, .place, .ambiguousPlace, .youth] {
                    candidate.evidence.remove(veto)
                }
                if candidate.isName { added.append(candidate) }
            }
        }
        guard !added.isEmpty else { return }
        let taken = added
        candidates.removeAll { old in
            // binary search: the cell name that ends at or behind the old candidate's start
            var (low, high) = (0, taken.count)
            while low < high {
                let middle = (low + high) / 2
                if taken[middle].last < old.first { low = middle + 1 } else { high = middle }
            }
            return low < taken.count && taken[low].first <= old.last
        }
        candidates = merged(candidates, added)
    }

    /// Whether one name holds all words of a part of a cell, and perhaps the next line too.
    private func isCovered(_ part: Range<Int>) -> Bool {
        var (low, high) = (0, candidates.count)
        while low < high {
            let middle = (low + high) / 2
            if candidates[middle].last < part.upperBound - 1 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < candidates.count && candidates[low].isName
            && candidates[low].first <= part.lowerBound
    }

    /// The parts of a cell between « / », « & » and « et » when each of its words can be of a name
    /// and no candidate covers them already.
    private func names(inCell range: Range<Int>, isField: Bool) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var index = start
        let isLower =
            reading.profiles[Int(reading.tokens[start].block)] == .lower
            || reading.tokens[start].shape == .lower
        func close(_ end: Int) -> Bool {
            guard end > start else { return true }
            // « Mme Roy », « Couple Roy », « Idoux veuve »: the name alone
            var (first, last) = (start, end)
            while first < last, isBesideName(first) { first += 1 }
            while last > first, isBesideName(last - 1) { last -= 1 }
            guard isWholeName(first..<last, isField: isField) else { return false }
            parts.append(first..<last)
            return true
        }
        while index < range.upperBound {
            let token = reading.tokens[index]
            if token.isSign("/") || token.isSign("&") || token.isSign("+") {
                guard close(index) else { return [] }
                start = index + 1
            } else if token.isSign("(") {
                break
            } else if token.kind == .word {
                let isLowerName =
                    isLower && (!reading.isCommon(index) || reading.has(index, .anyFirstName))
                let canBelong =
                    token.isCapitalised || isLowerName || reading.has(index, .particle)
                    || reading.has(index, .kin)
                guard canBelong, !reading.marks[index].contains(.field),
                    reading.marks[index].isDisjoint(with: [.function, .identifier, .opaque]),
                    token.shape != .initial || index > start
                else { return [] }
            } else if !token.isSign(".") && !token.isSign("-") {
                return []
            }
            index += 1
        }
        guard close(index) else { return [] }
        return parts
    }

    /// A column in which a few names come back is that of who follows the cases.
    private mutating func addReferents() {
        let blocks = reading.document.blocks
        var members: [Int64: [Int]] = [:]
        for index in candidates.indices where candidates[index].isName {
            let (first, next) = (candidates[index].first, candidates[index].last + 1)
            let block = blocks[Int(reading.tokens[first].block)]
            guard block.kind == .cell, block.column > 0, candidates[index].first + 1 == next,
                !candidates[index].evidence.contains(.personField),
                reading.tokens[first].gap == .block,
                next >= reading.tokens.count || reading.tokens[next].gap == .block
            else { continue }
            members[Int64(block.table) << 32 | Int64(block.column), default: []].append(index)
        }
        for column in members.values where column.count >= 4 {
            let distinct = Set(column.map { reading.plainWord(candidates[$0].first) })
            guard distinct.count * 2 <= column.count else { continue }
            for index in column { candidates[index].evidence.insert(.officer) }
        }
    }

    private static let headsOfCells = ShortKeys(
        "succession indivision consorts couple époux hoirie"
    )

    /// Whether a word stands beside a name in a cell and is none: « Mme », « Couple », « veuve ».
    private func isBesideName(_ index: Int) -> Bool {
        let classes: WordClasses = [
            .civility, .pluralCivility, .family, .kin, .title, .designation,
        ]
        // « LAGIER M. »: a letter of a first name
        if reading.tokens[index].shape == .initial { return false }
        if reading.tokens[index].isSign(".") {
            return index > 0 && reading.has(index - 1, classes)
                && reading.tokens[index - 1].shape != .initial
        }
        return reading.has(index, classes)
            && !reading.has(index, [.surname, .ambiguousSurname, .anyFirstName])
            || Self.headsOfCells.contains(reading.short[index])
    }

    /// Whether the words of a part of a cell are those of a name: one of them a first name, a
    /// surname or an unknown word, none in small letters but particles.
    private func isWholeName(_ range: Range<Int>, isField: Bool) -> Bool {
        guard !range.isEmpty else { return false }
        let words = range.filter { reading.tokens[$0].kind == .word }
        guard let first = words.first, words.count <= 5,
            reading.tokens[first].isCapitalised || reading.tokens[first].shape == .lower,
            reading.tokens[first].end - reading.tokens[first].start > 2
        else { return false }
        return words.contains {
            reading.has($0, [.anyFirstName, .surname, .ambiguousSurname])
                // « CAHORS;Jimmy » in a column headed « nom »
                || isField && reading.has($0, [.place, .ambiguousPlace])
                || reading.words[$0] == 0 && reading.tokens[$0].end - reading.tokens[$0].start > 3
        }
    }

    func startsCell(_ index: Int) -> Bool {
        var at = index
        while reading.tokens[at].gap != .block, at > 0 {
            guard
                reading.has(at - 1, [.civility, .family, .pluralCivility])
                    || reading.tokens[at - 1].isSign(".")
            else { return false }
            at -= 1
        }
        return true
    }
}
