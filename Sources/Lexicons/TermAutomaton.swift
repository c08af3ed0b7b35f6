/// The automaton of the forms while it is made: a tree, each state with one way into it.
///
/// ``sections(numbers:)`` makes one state of those that go on in the same way.
struct TermAutomaton {
    private struct State {
        var accepts: [UInt32] = []
        var gap: UInt32 = 0
        /// Words and targets in the order in which they came.
        var edges: [(word: UInt32, target: UInt32)] = []
    }
    private struct Edge: Hashable {
        let state: UInt32
        let word: UInt32
    }
    /// All that tells one state from another.
    private struct Signature: Hashable {
        let numbers: [UInt32]
    }

    /// The sections of an image that hold an automaton.
    struct Sections {
        var firsts: [UInt32] = []
        var edges: [UInt32] = []
        var states: [UInt32] = [0, 0, 0, 0]
        var accepts: [UInt32] = []
    }

    private var states: [State] = [State()]
    private var targets: [Edge: UInt32] = [:]

    /// The words that stand in a form.
    var words: Set<Int> {
        states.reduce(into: Set()) { words, state in
            for edge in state.edges { words.insert(Int(edge.word)) }
        }
    }

    mutating func gapState(behind state: UInt32) -> UInt32 {
        if states[Int(state)].gap == 0 {
            states[Int(state)].gap = UInt32(states.count)
            states.append(State())
        }
        return states[Int(state)].gap
    }

    mutating func state(behind state: UInt32, word: Int) -> UInt32 {
        let edge = Edge(state: state, word: UInt32(word))
        if let known = targets[edge] { return known }
        let target = UInt32(states.count)
        states.append(State())
        targets[edge] = target
        states[Int(state)].edges.append((edge.word, target))
        return target
    }

    mutating func accept(_ accept: UInt32, in state: UInt32) {
        if !states[Int(state)].accepts.contains(accept) {
            states[Int(state)].accepts.append(accept)
        }
    }

    /// The automaton with its equal states made one.
    ///
    /// - Parameter numbers: The number of each word in the image.
    /// - Returns: Its sections.
    /// - Complexity: O(*n* log *n*) in the edges.
    func sections(numbers: [UInt32]) -> Sections {
        var sections = Sections()
        var known: [Signature: UInt32] = [:]
        var links = [UInt32](repeating: 0, count: states.count)
        // a state is made behind all states that lead to it: what it leads to is done before it
        for index in states.indices.dropFirst().reversed() {
            let state = states[index]
            let edges = state.edges.map { (numbers[Int($0.word)], links[Int($0.target)]) }
                .sorted { $0.0 < $1.0 }
            let gap =
                state.gap == 0 ? 0 : links[Int(state.gap)] & ImageLayout.linkStateMask
            let signature = Signature(
                numbers: [gap, UInt32(state.accepts.count)] + state.accepts
                    + edges.flatMap { [$0.0, $0.1] }
            )
            if let link = known[signature] {
                links[index] = link
                continue
            }
            let link = ImageLayout.link(
                UInt32(sections.states.count / ImageLayout.stateStride),
                accepts: !state.accepts.isEmpty,
                goesOn: !edges.isEmpty,
                hasGap: gap != 0
            )
            known[signature] = link
            links[index] = link
            let table = ImageLayout.numbers(of: edges)
            let places = UInt32(table.count / ImageLayout.edgeStride)
            sections.states += [
                UInt32(sections.accepts.count),
                UInt32(sections.edges.count / ImageLayout.edgeStride), gap,
                UInt32(state.accepts.count) | places << ImageLayout.acceptCountBits,
            ]
            sections.accepts += state.accepts
            sections.edges += table
        }
        func set(_ word: UInt32, _ value: UInt32) {
            let number = Int(numbers[Int(word)])
            while sections.firsts.count <= number { sections.firsts.append(0) }
            sections.firsts[number] |= value
        }
        for edge in states[0].edges { set(edge.word, links[Int(edge.target)]) }
        for state in states.dropFirst() {
            for edge in state.edges { set(edge.word, ImageLayout.firstGoesOn) }
        }
        return sections
    }
}
