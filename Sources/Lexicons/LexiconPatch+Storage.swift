internal import Tokens

/// The sections of an image as a store of rows.
extension LexiconPatch {
    /// Words and numbers of a section.
    private subscript(_ section: ImageLayout.Section) -> [UInt32] {
        get { sections[section.rawValue] }
        _modify { yield &sections[section.rawValue] }
    }

    /// Whether one more form, of many variants, finds room among the words.
    var hasRoom: Bool {
        let room = 20_000
        return wordCount + room < self[.slots].count * 7 / 8
            && wordCount + room < Int(ImageLayout.slotWordMask)
    }

    func string(at offset: UInt32) -> String {
        let start = Int(offset)
        let count = Int(strings[start]) | Int(strings[start + 1]) << 8
        return String(decoding: strings[(start + 2)..<(start + 2 + count)], as: UTF8.self)
    }

    mutating func append(row: [UInt32]) -> UInt32 {
        self[.rows] += row
        rowCount += 1
        return UInt32(rowCount - 1)
    }

    mutating func string(_ text: String) -> UInt32 {
        let offset = UInt32(strings.count)
        let bytes = Array(text.utf8)
        strings += [UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8)] + bytes
        return offset
    }
}

// MARK: Words

extension LexiconPatch {
    func knownWord(_ key: [UInt8]) -> Int? {
        let entry = self[.slots][slot(of: key)] & ImageLayout.slotWordMask
        return entry == 0 ? nil : Int(entry) - 1
    }

    /// The slot that holds a word, or the free one where it would stand.
    private func slot(of key: [UInt8]) -> Int {
        let mask = self[.slots].count - 1
        let hash = key.withUnsafeBufferPointer { ImageLayout.hash($0) }
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = self[.slots][slot]
            if entry == 0 { return slot }
            if entry & ~ImageLayout.slotWordMask == ImageLayout.tag(of: hash) {
                let word = Int(entry & ImageLayout.slotWordMask) - 1
                if keys[range(ofKey: word)].elementsEqual(key) { return slot }
            }
            slot = (slot + 1) & mask
        }
    }

    mutating func word(_ key: [UInt8]) -> Int {
        let slot = slot(of: key)
        let known = self[.slots][slot] & ImageLayout.slotWordMask
        if known != 0 { return Int(known) - 1 }
        let hash = key.withUnsafeBufferPointer { ImageLayout.hash($0) }
        self[.slots][slot] = ImageLayout.tag(of: hash) | UInt32(wordCount + 1)
        if wordCount % ImageLayout.placeStride == 0 { self[.places].append(UInt32(keys.count)) }
        self[.words].append(UInt32(key.count))
        keys += key
        wordCount += 1
        give(wordCount - 1, [], [])
        return wordCount - 1
    }

    private func length(ofKey word: Int) -> Int {
        Int(self[.words][word] & ImageLayout.keyLengthMask)
    }

    private func range(ofKey word: Int) -> Range<Int> {
        let first = word & ~(ImageLayout.placeStride - 1)
        let start = (first..<word).reduce(Int(self[.places][word / ImageLayout.placeStride])) {
            $0 + length(ofKey: $1)
        }
        return start..<(start + length(ofKey: word))
    }

    private func info(_ word: Int) -> Int {
        let place = self[.words][word] >> ImageLayout.keyLengthBits
        return Int(place) * ImageLayout.infoStride
    }

    func classes(ofWord word: Int) -> WordClasses {
        let at = info(word)
        return WordClasses(rawValue: UInt64(self[.infos][at]) | UInt64(self[.infos][at + 1]) << 32)
    }

    func grammar(ofWord word: Int) -> Grammar {
        Grammar(rawValue: UInt16(truncatingIfNeeded: self[.infos][info(word) + 2]))
    }

    mutating func give(_ word: Int, _ classes: WordClasses, _ grammar: Grammar) {
        if infos.isEmpty { countInfos() }
        let info = [
            UInt32(truncatingIfNeeded: classes.rawValue),
            UInt32(truncatingIfNeeded: classes.rawValue >> 32), UInt32(grammar.rawValue),
        ]
        if infos[info] == nil {
            infos[info] = UInt32(self[.infos].count / ImageLayout.infoStride)
            self[.infos] += info
        }
        let length = self[.words][word] & ImageLayout.keyLengthMask
        self[.words][word] = length | (infos[info] ?? 0) << ImageLayout.keyLengthBits
    }

    private mutating func countInfos() {
        for place in 0..<(self[.infos].count / ImageLayout.infoStride) {
            let at = place * ImageLayout.infoStride
            infos[Array(self[.infos][at..<(at + ImageLayout.infoStride)])] = UInt32(place)
        }
    }
}

// MARK: Automaton

/// A state that several paths share is copied before a row changes it.
extension LexiconPatch {
    func firstState(_ word: Int) -> UInt32 {
        word < self[.firsts].count ? self[.firsts][word] & ImageLayout.linkStateMask : 0
    }

    private mutating func setFirstState(_ word: Int, _ state: UInt32) {
        makeRoom(for: word)
        self[.firsts][word] = self[.firsts][word] & ImageLayout.firstGoesOn | state
    }

    private mutating func makeRoom(for word: Int) {
        while self[.firsts].count <= word { self[.firsts].append(0) }
    }

    func accepts(of state: UInt32) -> [UInt32] {
        if let changed = accepts[state] { return changed }
        let entry = Int(state) * ImageLayout.stateStride
        let first = Int(self[.states][entry])
        let count = Int(self[.states][entry + 3] & ImageLayout.acceptCountMask)
        return Array(self[.accepts][first..<(first + count)])
    }

    private func edges(of state: UInt32) -> [(word: UInt32, target: UInt32)] {
        if let changed = edges[state] { return changed }
        let entry = Int(state) * ImageLayout.stateStride
        let first = Int(self[.states][entry + 1])
        let count = Int(self[.states][entry + 3] >> ImageLayout.acceptCountBits)
        let all = (first..<(first + count)).map {
            let at = $0 * ImageLayout.edgeStride
            return (
                word: self[.edges][at], target: self[.edges][at + 1] & ImageLayout.linkStateMask
            )
        }
        return all.filter { $0.word != ImageLayout.noWord }.sorted { $0.word < $1.word }
    }

    private mutating func countWays() {
        ways = [UInt32](
            repeating: 0,
            count: self[.states].count / ImageLayout.stateStride
        )
        for link in self[.firsts] { ways[Int(link & ImageLayout.linkStateMask)] += 1 }
        for at in stride(from: 0, to: self[.edges].count, by: ImageLayout.edgeStride)
        where self[.edges][at] != ImageLayout.noWord {
            ways[Int(self[.edges][at + 1] & ImageLayout.linkStateMask)] += 1
        }
        for at in stride(from: 2, to: self[.states].count, by: ImageLayout.stateStride) {
            ways[Int(self[.states][at])] += 1
        }
    }

    private mutating func appendState() -> UInt32 {
        self[.states] += [0, 0, 0, 0]
        ways.append(1)
        return UInt32(ways.count - 1)
    }

    /// A state that one path alone leads to: the same, or a copy.
    private mutating func own(_ state: UInt32) -> UInt32 {
        guard ways[Int(state)] > 1 else { return state }
        let copy = appendState()
        ways[Int(state)] -= 1
        accepts[copy] = accepts(of: state)
        let edges = edges(of: state)
        self.edges[copy] = edges
        for edge in edges { ways[Int(edge.target)] += 1 }
        let gap = self[.states][Int(state) * ImageLayout.stateStride + 2]
        self[.states][Int(copy) * ImageLayout.stateStride + 2] = gap
        if gap != 0 { ways[Int(gap)] += 1 }
        return copy
    }

    mutating func gapState(behind state: UInt32) -> UInt32 {
        if ways.isEmpty { countWays() }
        let at = Int(state) * ImageLayout.stateStride + 2
        let known = self[.states][at]
        let target = known == 0 ? appendState() : own(known)
        self[.states][at] = target
        return target
    }

    /// - Complexity: O(edges of the state).
    mutating func state(behind state: UInt32, word: Int) -> UInt32 {
        if ways.isEmpty { countWays() }
        if state == 0 {
            let known = firstState(word)
            let target = known == 0 ? appendState() : own(known)
            setFirstState(word, target)
            return target
        }
        makeRoom(for: word)
        self[.firsts][word] |= ImageLayout.firstGoesOn
        var list = edges(of: state)
        edges[state] = nil
        let place = list.firstIndex { $0.word >= UInt32(word) } ?? list.count
        let target: UInt32
        if place < list.count, list[place].word == UInt32(word) {
            target = own(list[place].target)
            list[place].target = target
        } else {
            target = appendState()
            list.insert((UInt32(word), target), at: place)
        }
        edges[state] = list
        return target
    }

    mutating func accept(_ accept: UInt32, in state: UInt32) {
        var list = accepts(of: state)
        guard !list.contains(accept) else { return }
        accepts[state] = nil
        list.append(accept)
        accepts[state] = list
    }

    private func link(_ state: UInt32) -> UInt32 {
        ImageLayout.link(
            state,
            accepts: !accepts(of: state).isEmpty,
            goesOn: !edges(of: state).isEmpty,
            hasGap: self[.states][Int(state) * ImageLayout.stateStride + 2] != 0
        )
    }

    /// The sections with the changed states at their ends.
    func finished() -> [[UInt32]] {
        var sections = sections
        let changed = Set(edges.keys).union(accepts.keys)
        for state in changed.sorted() {
            let accepts = accepts(of: state)
            let table = ImageLayout.numbers(
                of: edges(of: state).map { (word: $0.word, link: link($0.target)) }
            )
            let places = UInt32(table.count / ImageLayout.edgeStride)
            let entry = Int(state) * ImageLayout.stateStride
            let numbers = [
                0: UInt32(sections[ImageLayout.Section.accepts.rawValue].count),
                1: UInt32(
                    sections[ImageLayout.Section.edges.rawValue].count / ImageLayout.edgeStride
                ),
                3: UInt32(accepts.count) | places << ImageLayout.acceptCountBits,
            ]
            for (offset, number) in numbers {
                sections[ImageLayout.Section.states.rawValue][entry + offset] = number
            }
            sections[ImageLayout.Section.accepts.rawValue] += accepts
            sections[ImageLayout.Section.edges.rawValue] += table
        }
        for (word, first) in self[.firsts].enumerated() {
            let state = first & ImageLayout.linkStateMask
            guard changed.contains(state) else { continue }
            sections[ImageLayout.Section.firsts.rawValue][word] =
                first & ImageLayout.firstGoesOn | link(state)
        }
        return sections
    }
}
