internal import Records
internal import Streams

/// What one client of the socket says, cut to what can be answered: a pure state machine.
///
/// Bytes come in with ``push(_:)``, cut anywhere; ``next()`` gives the next step, one at a time: the
/// owner finishes a step before it asks for the next, so that answers keep their order.
struct ClientConversation: Sendable {
    /// What the owner does next.
    enum Step: Sendable {
        /// Answers a request; lines are told whether they follow with ``begin(_:)``.
        case request(ClientRequest)
        /// Judges records, in order.
        case records([Piece])
        /// Judges a note.
        case note([UInt8])
        /// Says that the first line is no request, and closes.
        case notUnderstood
        /// All was answered: closes.
        case end
    }

    private enum State {
        case waiting
        case lines(LineCutter)
        case note(size: Int)
        case over
    }

    private var state = State.waiting
    private var bytes: [UInt8] = []
    private var hasEnded = false
    /// The longest line of records, in bytes.
    private let maximumLine: Int
    /// Enough that handing it over costs nothing, little enough that it leaves soon.
    private static let portionSize = 1 << 15

    /// A conversation that has not begun.
    ///
    /// - Parameter maximumLine: The longest line that is read as a record, in bytes.
    init(maximumLine: Int) { self.maximumLine = maximumLine }

    /// How many bytes wait to be answered, those of the last step included.
    private(set) var waiting = 0

    /// Adds what arrived.
    mutating func push(_ arrived: some Sequence<UInt8>) {
        let before = bytes.count
        bytes.append(contentsOf: arrived)
        waiting += bytes.count - before
    }

    /// Says that nothing more will arrive.
    mutating func end() { hasEnded = true }

    /// Says what follows a request that was accepted: lines, a note, or nothing.
    mutating func begin(_ request: ClientRequest) {
        switch request {
        case .filter, .detect, .classe: state = .lines(LineCutter(maximumSize: maximumLine))
        case .note(_, let size): state = .note(size: size)
        case .held, .metrics: state = .over
        }
    }

    /// Says that a request was refused.
    mutating func refuse() { state = .over }

    /// The next step; nil when more must arrive.
    mutating func next() -> Step? {
        switch state {
        case .waiting: return request()
        case .lines(var cutter):
            // held twice, a long line would be copied with each piece of it that arrives
            state = .over
            let step = records(&cutter)
            state = .lines(cutter)
            return step
        case .note(let size):
            guard bytes.count >= size else { return hasEnded ? .end : nil }
            let note = Array(bytes[..<size])
            bytes = []
            waiting = note.count
            state = .over
            return .note(note)
        case .over:
            waiting = 0
            return .end
        }
    }

    private mutating func request() -> Step? {
        guard let newline = bytes.firstIndex(of: 0x0A) else {
            if bytes.count > ClientRequest.maximumSize { return .notUnderstood }
            return hasEnded ? (bytes.isEmpty ? .end : .notUnderstood) : nil
        }
        guard let request = ClientRequest(Array(bytes[..<newline])) else { return .notUnderstood }
        bytes.removeFirst(newline + 1)
        waiting = bytes.count
        return .request(request)
    }

    private mutating func records(_ cutter: inout LineCutter) -> Step? {
        var pieces: [Piece] = []
        var size = 0
        while size < Self.portionSize {
            if let piece = cutter.next() {
                size += piece.bytes.count
                pieces.append(piece)
                continue
            }
            guard !cutter.hasEnded, !bytes.isEmpty || hasEnded else { break }
            let count = bytes.count
            cutter.fill { output in
                output += bytes
                return count
            }
            bytes = []
        }
        waiting = size + cutter.waiting + bytes.count
        if pieces.isEmpty, cutter.hasEnded { return .end }
        return pieces.isEmpty ? nil : .records(pieces)
    }
}
