import Glibc
import Messages
import Records
import Services

/// The socket of `biffured`: notes go to a process that is warm, their answers come back.
///
/// A program asks once: its socket is closed with it.
struct DaemonClient {
    private let descriptor: Int32
    /// What arrived and was not yet given out.
    private var arrived: [UInt8] = []

    /// Where the daemon listens unless something else is said.
    static let defaultSocket = "/run/biffure/notes.sock"

    /// Connects.
    ///
    /// - Throws: `Message` with exit code 69 when nobody answers.
    init(_ path: String?) throws(Message) {
        let path = path ?? Self.defaultSocket
        guard let address = SocketAddress(path) else {
            throw Message("le chemin « \(path) » est trop long", .usage)
        }
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        self.descriptor = descriptor
        let answer = address.withPointer { connect(descriptor, $0, $1) }
        guard answer == 0 else {
            let why =
                errno == EACCES ? "l'accès est refusé (groupe du socket)" : "personne n'y répond"
            throw Message(
                "le service biffured n'est pas joignable à « \(path) » : \(why)",
                .unavailable
            )
        }
    }

    /// Sends a request and reads how it was received.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - note: What follows it.
    /// - Returns: The status; its exit code is 0.
    /// - Throws: `Message` with what the daemon says, or with 69 when it went away.
    mutating func ask(
        _ request: ClientRequest,
        with note: [UInt8] = []
    ) throws(Message) -> ClientStatus {
        let failure = send(request.line + note)
        let status = try status()
        guard status.exit == 0 else {
            throw Message(status.message, ExitCode(rawValue: Int32(status.exit)) ?? .software)
        }
        if let failure { throw failure }
        return status
    }

    /// What the daemon says is read even when it did not wait for all of the note.
    private func send(_ bytes: [UInt8]) -> Message? {
        do throws(Message) {
            try Files.write(bytes, to: descriptor)
            return nil
        } catch {
            return error
        }
    }

    private mutating func status() throws(Message) -> ClientStatus {
        while true {
            if let newline = arrived.firstIndex(of: 0x0A) {
                let line = Array(arrived[..<newline])
                arrived.removeFirst(newline + 1)
                guard let status = ClientStatus(line) else {
                    throw Message("la réponse du service n'est pas comprise", .software)
                }
                return status
            }
            guard arrived.count <= ClientRequest.maximumSize,
                try Files.appendChunk(descriptor, to: &arrived) > 0
            else { throw Self.gone }
        }
    }

    /// So many bytes of an answer.
    ///
    /// - Throws: `Message` with exit code 69 when the daemon goes away before.
    mutating func bytes(_ count: Int) throws(Message) -> [UInt8] {
        while arrived.count < count {
            guard try Files.appendChunk(descriptor, to: &arrived) > 0 else { throw Self.gone }
        }
        let bytes = Array(arrived[..<count])
        arrived.removeFirst(count)
        return bytes
    }

    /// All that follows until the daemon closes.
    mutating func rest() throws(Message) -> [UInt8] {
        while try Files.appendChunk(descriptor, to: &arrived) > 0 {}
        return arrived
    }

    private static let gone = Message(
        "le service a fermé la connexion avant la fin : rien de plus n'est sorti",
        .unavailable
    )

    /// Streams lines: what standard input or a file gives goes to the daemon, what the daemon answers
    /// goes to standard output as it comes.
    ///
    /// - Returns: How many answers are errors.
    /// - Throws: `Message` with exit code 69 when answers are missing at the end.
    mutating func stream(_ file: String?) throws(Message) -> Int {
        let input = try Input(file, isShared: false)
        var counter = AnswerCounter()
        var outgoing: [UInt8] = []
        var start = 0
        var (hasEnded, isShut) = (false, false)
        try counter.take(arrived)
        arrived = []
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
        while true {
            let wantsInput = !hasEnded && outgoing.count - start < 1 << 16
            var wanted = [
                pollfd(
                    fd: descriptor,
                    events: Int16(POLLIN) | (start < outgoing.count ? Int16(POLLOUT) : 0),
                    revents: 0
                ),
                pollfd(fd: wantsInput ? input.descriptor : -1, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&wanted, 2, -1) < 0 {
                if errno == EINTR { continue }
                throw Message("l'attente du service a échoué", .io)
            }
            if wanted[1].revents != 0 {
                outgoing.removeFirst(start)
                start = 0
                let before = outgoing.count
                hasEnded = try input.append(to: &outgoing) == 0
                counter.ask(outgoing[before...])
                if hasEnded { counter.askLast() }
            }
            if wanted[0].revents & Int16(POLLOUT) != 0 { try push(outgoing, &start) }
            if hasEnded, start == outgoing.count, !isShut {
                isShut = true
                shutdown(descriptor, Int32(SHUT_WR))
            }
            if wanted[0].revents & ~Int16(POLLOUT) != 0 {
                arrived.removeAll(keepingCapacity: true)
                let count = try Files.appendChunk(descriptor, to: &arrived)
                try counter.take(arrived)
                if count == 0 { break }
            }
        }
        guard hasEnded, counter.isComplete else { throw Self.gone }
        return counter.errors
    }

    private func push(_ bytes: [UInt8], _ start: inout Int) throws(Message) {
        let count = bytes[start...].withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count >= 0 {
            start += count
        } else if errno != EAGAIN, errno != EINTR {
            throw Self.gone
        }
    }
}

/// Counts lines that were asked and answers that came, so that nothing is missing in silence.
struct AnswerCounter {
    private var asked = 0
    private var answered = 0
    private(set) var errors = 0
    /// Whether the line that is being sent holds anything: blank ones get no answer.
    private var isBlank = true
    /// The start of the answer that is arriving, as far as it tells whether it is an error.
    private var lead: [UInt8] = []

    /// Whether each line has its answer, and the last answer is whole.
    var isComplete: Bool { asked == answered && lead.isEmpty }

    /// Counts lines that leave.
    mutating func ask(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            switch byte {
            case 0x0A: askLast()
            case 0x20, 0x09, 0x0D: break
            default: isBlank = false
            }
        }
    }

    /// Counts the line that the input ends with.
    mutating func askLast() {
        if !isBlank { asked += 1 }
        isBlank = true
    }

    /// Writes answers to standard output and counts them.
    mutating func take(_ bytes: [UInt8]) throws(Message) {
        guard !bytes.isEmpty else { return }
        try Files.write(bytes)
        var line = bytes[...]
        while let newline = line.firstIndex(of: 0x0A) {
            lead += line[..<newline]
            if Self.isError(lead) { errors += 1 }
            answered += 1
            lead = []
            line = line[(newline + 1)...]
        }
        lead += line
    }

    /// An error object has the members `id` and `error` alone, and a code in it.
    private static func isError(_ line: [UInt8]) -> Bool {
        guard line.count < 4_096, line.suffix(2).elementsEqual("}}".utf8),
            let object = JSONValue(object: line)
        else { return false }
        return object["error"]?["code"] != nil && object["text"] == nil
    }
}
