internal import Envelopes
public import Holdings
internal import Levels
internal import Mentions
internal import Messages
public import NIOCore
internal import Pipeline
public import Records
internal import Submissions
internal import Synchronization
public import Workshops

/// What named persons do with held mail: look, release, refuse, each with a trace in the journal.
public struct HeldDesk: Sendable {
    private let store: Store
    private let workshop: Workshop
    private let place: SubmissionPlace
    private let clock: @Sendable () -> Int
    private let deliveries = Deliveries()

    /// A desk.
    ///
    /// - Parameters:
    ///   - store: The mail.
    ///   - workshop: Its rules say who may do what, and its engines judge justifications.
    ///   - place: Where a released mail is handed in.
    ///   - clock: Seconds since 1970.
    public init(
        store: Store,
        workshop: Workshop,
        place: SubmissionPlace,
        clock: @escaping @Sendable () -> Int
    ) {
        self.store = store
        self.workshop = workshop
        self.place = place
        self.clock = clock
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - person: The user who asks, as the kernel knows it.
    ///   - loop: Where the answer is wanted.
    /// - Returns: A status line, and what follows it; never fails.
    public func answer(
        _ request: HeldRequest,
        from person: String,
        on loop: any EventLoop
    ) -> EventLoopFuture<[UInt8]> {
        let answer: EventLoopFuture<[UInt8]> =
            switch request {
            case .list(let isAll):
                asking(.list, person, loop) { _ in try self.list(isAll) }
            case .show(let id):
                asking(.show, person, loop) { _ in try self.show(id, person) }
            case .original(let id):
                asking(.show, person, loop) { _ in
                    let bytes = try self.store.open(Self.id(id), by: person, now: self.clock())
                        .message
                    return ClientStatus(exit: 0, size: bytes.count).line + bytes
                }
            case .refuse(let id, let justification):
                checking(justification, .refuse, person, loop) {
                    try self.store.refuse(
                        Self.id(id),
                        by: person,
                        justification: justification,
                        now: self.clock()
                    )
                    return ClientStatus(exit: 0, message: "courriel refusé : il ne partira pas")
                        .line
                }
            case .settle(let id, let hasLeft):
                asking(.release, person, loop) { _ in try self.settle(id, hasLeft, person) }
            case .release(let id, let justification):
                release(id, justification, person, loop)
            }
        return answer.flatMapErrorThrowing { error in Self.status(of: error).line }
    }

    // MARK: Rights

    private func asking(
        _ right: Reviewers.Right,
        _ person: String,
        _ loop: any EventLoop,
        _ body: @escaping @Sendable (Rulebook) throws -> [UInt8]
    ) -> EventLoopFuture<[UInt8]> {
        workshop.run(withoutEngineOn: loop) { book in
            try Self.check(right, of: person, book)
            return try body(book)
        }
    }

    private static func check(
        _ right: Reviewers.Right,
        of person: String,
        _ book: Rulebook
    ) throws(Message) {
        guard book.reviewers?.rights(of: person).contains(right) == true else {
            throw Message(
                "« \(person) » n'a pas le droit « \(right.rawValue) » (reviewers.tsv)",
                .configuration
            )
        }
    }

    /// Does something once its justification is known to say nothing of anybody: the journal keeps it.
    private func checking<Answer: Sendable>(
        _ justification: String,
        _ right: Reviewers.Right,
        _ person: String,
        _ loop: any EventLoop,
        _ body: @escaping @Sendable () throws -> Answer
    ) -> EventLoopFuture<Answer> {
        workshop.run(on: loop) { (book, engine) in
            try Self.check(right, of: person, book)
            // the journal keeps it: a word that no table knows may be a surname
            guard Justification.isInWords(justification),
                engine.knowsWords(of: justification.utf8)
            else {
                throw Message(
                    "la justification s'écrit en mots courants du français : un mot inconnu peut "
                        + "être un nom, et elle reste au journal",
                    .data
                )
            }
            let findings = try Message.orThrow { () throws(FilterError) in
                try engine.detect(Array(justification.utf8))
            }
            let isPrivate = findings.mentions.contains {
                $0.label != .official && $0.label != .contact
            }
            guard findings.level == .public, !isPrivate else {
                throw Message(
                    "la justification nomme quelqu'un ou décrit une situation : elle reste au "
                        + "journal, l'écrire sans nom ni détail",
                    .data
                )
            }
            return try body()
        }
    }

    // MARK: Looking

    private func list(_ isAll: Bool) throws -> [UInt8] {
        let states: Set<HeldRecord.State> =
            isAll ? Set(HeldRecord.State.allCases) : [.held, .releasing]
        return try store.list(states: states).reduce(into: ClientStatus(exit: 0).line) {
            output,
            record in
            output += JSONLine.object(Self.members(of: record)) + [0x0A]
        }
    }

    private func show(_ id: String, _ person: String) throws -> [UInt8] {
        let id = try Self.id(id)
        let record = try store.show(id)
        var members = Self.members(of: record)
        if record.hasContent {
            let content = try store.open(id, by: person, now: clock())
            members.append(("sender", JSONLine.quoted(content.envelope.sender)))
            let recipients = content.envelope.recipients.map { JSONLine.quoted($0) }
            members.append(("to", [0x5B] + recipients.joined(separator: [0x2C]) + [0x5D]))
        }
        return ClientStatus(exit: 0).line + JSONLine.object(members) + [0x0A]
    }

    private static func members(of record: HeldRecord) -> [(key: String, value: [UInt8])] {
        var members: [(key: String, value: [UInt8])] = []
        for (key, text) in [
            ("id", record.id.text), ("state", record.state.rawValue),
            ("kind", record.kind.rawValue),
            ("level", record.level), ("audience", record.audience), ("listener", record.listener),
        ] {
            members.append((key, JSONLine.quoted(text.utf8)))
        }
        let reasons = record.reasons.map { JSONLine.quoted($0.utf8) }
        members.append(("reasons", [0x5B] + reasons.joined(separator: [0x2C]) + [0x5D]))
        for (key, number) in [
            ("received", record.received), ("expires", record.expires), ("size", record.size),
            ("recipients", record.recipientCount),
        ] {
            members.append((key, Array("\(number)".utf8)))
        }
        return members
    }

    // MARK: Releasing

    private func release(
        _ id: String,
        _ justification: String,
        _ person: String,
        _ loop: any EventLoop
    ) -> EventLoopFuture<[UInt8]> {
        checking(justification, .release, person, loop) {
            try self.begin(Self.id(id), justification, person)
        }.flatMap { release in
            let text: @Sendable ([UInt8]) -> String = { String(decoding: $0, as: UTF8.self) }
            let mark = Array("\(Release.markField): \(release.mark)\r\n".utf8)
            do throws(SubmissionError) {
                let submission = try Submission(
                    sender: text(release.envelope.sender),
                    recipients: release.envelope.recipients.map(text),
                    message: mark + release.message,
                    name: "localhost"
                )
                return SubmissionClient.send(submission, to: self.place, on: loop).flatMap {
                    self.end(release, $0, loop)
                }
            } catch {
                return self.end(release, .refused(code: 0, enhanced: nil), loop)
            }
        }
    }

    /// Begins a release, or takes up one that a crash left before anything was sent.
    private func begin(
        _ id: HeldID,
        _ justification: String,
        _ person: String
    ) throws -> Release {
        guard deliveries.begin(id) else { throw Self.isOnItsWay }
        do {
            return try begun(id, justification, person)
        } catch {
            deliveries.end(id)
            throw error
        }
    }

    private func begun(
        _ id: HeldID,
        _ justification: String,
        _ person: String
    ) throws -> Release {
        let record = try store.show(id)
        if record.state == .releasing, let queueID = record.passedAs {
            throw Message(
                "la remise de ce courriel s'est interrompue après son passage (file \(queueID)) : le "
                    + "chercher dans les files et le journal de Postfix, puis « biffure held settle » "
                    + "--parti ou --pas-parti",
                .usage
            )
        }
        if record.state == .releasing, record.passedAs == nil {
            return try store.resumeRelease(
                id,
                by: person,
                justification: justification,
                now: clock()
            )
        }
        return try store.beginRelease(
            id,
            by: person,
            justification: justification,
            now: clock()
        )
    }

    private func end(
        _ release: Release,
        _ outcome: Submission.Outcome,
        _ loop: any EventLoop
    ) -> EventLoopFuture<[UInt8]> {
        let (id, mark) = (release.id, release.mark)
        return workshop.run(withoutEngineOn: loop) { _ in
            defer { self.deliveries.end(id) }
            switch outcome {
            case .taken:
                let wasAsked = try self.store.show(id).passedAs != nil
                try self.store.confirmRelease(id, mark: mark, now: self.clock())
                var text = "courriel libéré : Postfix l'a pris"
                if !wasAsked {
                    text +=
                        " sans interroger le filtre : son laissez-passer est parti avec lui "
                        + "(« submit » doit désigner un port qui a le milter)"
                }
                return ClientStatus(exit: 0, message: text).line
            case .refused(let code, _):
                try self.store.failRelease(id, mark: mark, now: self.clock())
                throw Message("Postfix a refusé le courriel (\(code)) : il reste retenu", .io)
            case .later(let code):
                try self.store.failRelease(id, mark: mark, now: self.clock())
                let why = code.map { " (\($0))" } ?? ""
                throw Message(
                    "Postfix n'a pas pris le courriel\(why) : il reste retenu, réessayer",
                    .tryAgain
                )
            case .unsure:
                throw Message(
                    "la connexion à Postfix s'est rompue à la fin : chercher le courriel dans ses files "
                        + "et son journal, puis « biffure held settle » --parti ou --pas-parti",
                    .tryAgain
                )
            }
        }
    }

    /// Ends a release whose end nobody saw, as a person has found it in the queue of the mail server.
    private func settle(_ id: String, _ hasLeft: Bool, _ person: String) throws -> [UInt8] {
        let id = try Self.id(id)
        guard !deliveries.contains(id) else { throw Self.isOnItsWay }
        if hasLeft {
            try store.confirmRelease(id, by: person, now: clock())
            return ClientStatus(exit: 0, message: "courriel noté comme parti").line
        }
        try store.failRelease(id, by: person, now: clock())
        return ClientStatus(exit: 0, message: "courriel retenu à nouveau").line
    }

    // MARK: Faults

    private static let isOnItsWay = Message(
        "la remise de ce courriel est en cours : attendre sa fin",
        .tryAgain
    )

    private static func id(_ text: String) throws(Message) -> HeldID {
        guard let id = HeldID(text) else {
            throw Message("« \(text.prefix(40)) » n'est pas le numéro d'un courriel", .usage)
        }
        return id
    }

    private static func status(of error: any Error) -> ClientStatus {
        let message =
            switch error {
            case let message as Message: message
            case let error as StoreError: Message(error)
            case WorkshopError.busy: Message("le service est surchargé : réessayer", .tryAgain)
            default: Message("erreur interne", .software)
            }
        return ClientStatus(exit: Int(message.code.rawValue), message: message.text)
    }
}

/// The mails that are being handed in now: nobody else may decide about them meanwhile.
private final class Deliveries: Sendable {
    private let ids = Mutex<Set<HeldID>>([])

    /// Whether nobody hands it in yet; then it is being handed in.
    func begin(_ id: HeldID) -> Bool { ids.withLock { $0.insert(id).inserted } }

    func end(_ id: HeldID) { ids.withLock { _ = $0.remove(id) } }

    func contains(_ id: HeldID) -> Bool { ids.withLock { $0.contains(id) } }
}

extension Message {
    /// Why the store did not do what it was asked.
    init(_ error: StoreError) {
        switch error.code {
        case .noSuchMail: self.init("aucun courriel ne porte ce numéro", .noInput)
        case .wrongState:
            self.init(
                "ce courriel n'est plus à décider : voir « biffure held list --tout »",
                .usage
            )
        case .badValue:
            self.init("la justification tient sur une ligne de 1 à 1000 octets", .usage)
        case .full: self.init("la réserve est pleine", .tryAgain)
        case .busy: self.init("la réserve est occupée", .tryAgain)
        case .damaged, .tooNew: self.init("la réserve est abîmée ou d'une autre version", .software)
        case .badKey, .notPrivate, .io:
            self.init("la réserve ne peut pas être lue ou écrite", .io)
        }
    }
}
