import Configurations
import Gateway
import Glibc
import Holdings
import Messages
import NIOCore
import NIOPosix
import Records
import Replies
import Services
import UnixSignals
import Workshops

/// The daemon: what its parts are, and when they begin and end.
struct Service {
    private let settings: Settings
    private let configuration: Configuration

    init(_ settings: Settings) {
        self.settings = settings
        configuration = settings.configuration
    }

    /// Runs until SIGTERM or SIGINT.
    ///
    /// - Throws: `Message`: why it did not begin.
    func run() async throws {
        let environment = Self.environment
        let notifier = ServiceNotifier(environment: environment, process: getpid())
        try settings.refuseAccept()
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let book = try settings.rulebook()
        let workers = configuration.workers ?? System.coreCount
        let workshop = try Workshop(threads: workers, book: book)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: min(2, workers))
        let store = try openStore()
        let log = DecisionLog()

        var gateway: Gateway?
        var held: HeldDesk?
        if let store {
            gateway = makeGateway(workshop, store, log)
            held = HeldDesk(
                store: store,
                workshop: workshop,
                place: place(configuration.submit),
                clock: Self.now
            )
        }
        let desk = makeDesk(workshop, held, gateway, store)
        var listeners = Listeners(configuration, group)
        try await listeners.open(try Listeners.activated(environment), gateway, desk)
        let expiry = store.map { expire($0, workshop, group.next()) }
        let watchdog = watch(workshop, notifier, group)
        Say.line("prêt : \(book.version), \(workers) note(s) à la fois")
        notifier.ready()

        for await signal in signals {
            guard signal == .sighup else { break }
            notifier.reloading()
            reload(workshop)
            notifier.ready()
        }

        notifier.stopping()
        Say.line("arrêt : ce qui est en cours se termine")
        // what has begun is answered by its deadline
        let patience = TimeAmount.seconds(Int64(configuration.mail.deadline) + 10)
        await listeners.drain(within: patience)
        expiry?.cancel()
        watchdog?.cancel()
        try? workshop.shutdown()
        await log.close()
        listeners.remove()
    }

    // MARK: Parts

    private func openStore() throws(Message) -> Store? {
        guard !configuration.milters.isEmpty, let wanted = configuration.store else { return nil }
        do throws(StoreError) {
            let store = try Store(
                folder: wanted.path,
                key: try StoreKey(file: wanted.key),
                maximumSize: wanted.maximumSize
            )
            if let row = try store.verifyJournal() {
                Say.line("le journal de la réserve a été changé à partir de la ligne \(row)")
            }
            return store
        } catch {
            throw Message(error, wanted)
        }
    }

    private func makeGateway(
        _ workshop: Workshop,
        _ store: Store,
        _ log: DecisionLog
    ) -> Gateway {
        let mail = configuration.mail
        let days = configuration.store?.keepDays ?? 30
        return Gateway(
            workshop,
            judge: MailJudge(store: store, keepSeconds: days * 86_400),
            settings: Gateway.Settings(
                isSplit: mail.isSplit,
                maximumSize: mail.maximumSize,
                maximumMemory: mail.maximumMemory,
                progress: .seconds(Int64(mail.progress)),
                deadline: .seconds(Int64(mail.deadline))
            ),
            clock: Self.now,
            log: { log.add($0, at: Self.now()) }
        )
    }

    private func makeDesk(
        _ workshop: Workshop,
        _ held: HeldDesk?,
        _ gateway: Gateway?,
        _ store: Store?
    ) -> Desk? {
        guard let notes = configuration.notes else { return nil }
        let limits = Desk.Limits(
            clients: notes.clients,
            idle: .seconds(Int64(notes.idleSeconds)),
            write: .seconds(Int64(notes.writeSeconds)),
            maximumNote: configuration.mail.maximumSize,
            maximumMemory: configuration.mail.maximumMemory
        )
        return Desk(workshop, limits: limits) { request, person, loop in
            held?.answer(request, from: person, on: loop)
                ?? loop.makeSucceededFuture(
                    ClientStatus(exit: 78, message: "ce service ne retient pas de courriel").line
                )
        } metrics: {
            (gateway?.counters.text ?? "") + Self.metrics(of: store)
        }
    }

    private static func metrics(of store: Store?) -> String {
        guard let counters = try? store?.counters() else { return "" }
        return """
            # HELP biffure_held_mails Courriels qui attendent une décision.
            # TYPE biffure_held_mails gauge
            biffure_held_mails \(counters.held)
            # HELP biffure_kept_originals Originaux gardés.
            # TYPE biffure_kept_originals gauge
            biffure_kept_originals \(counters.kept)
            # HELP biffure_store_bytes Octets scellés dans la réserve.
            # TYPE biffure_store_bytes gauge
            biffure_store_bytes \(counters.size)

            """
    }

    private func place(_ endpoint: Endpoint) -> SubmissionPlace {
        switch endpoint {
        case .unix(let path): .unix(path)
        case .inet(let host, let port): .inet(host: host, port: port)
        }
    }

    // MARK: While it runs

    private func reload(_ workshop: Workshop) {
        do {
            let book = try settings.again().rulebook()
            guard workshop.book.mail == nil || book.mail != nil else {
                throw Message("la clé « milter » ne se retire qu'au redémarrage", .configuration)
            }
            try workshop.adopt(book)
            Say.line("règles et tables relues : \(book.version)")
        } catch let message as Message {
            Say.line("les règles d'avant restent : \(message.text)")
        } catch {
            Say.line("les règles d'avant restent : les nouvelles ne peuvent pas servir")
        }
    }

    private func expire(
        _ store: Store,
        _ workshop: Workshop,
        _ loop: any EventLoop
    ) -> RepeatedTask {
        loop.scheduleRepeatedAsyncTask(initialDelay: .zero, delay: .hours(1)) { _ in
            workshop.run(withoutEngineOn: loop) { _ in
                guard (try? store.expire(now: Self.now())) != nil else {
                    return Say.line("la destruction des courriels échus n'a pas abouti")
                }
            }
        }
    }

    /// Tells the service manager that all event loops turn and that notes get on; long ones may take
    /// their time.
    private func watch(
        _ workshop: Workshop,
        _ notifier: ServiceNotifier,
        _ group: any EventLoopGroup
    ) -> RepeatedTask? {
        guard let interval = notifier.watchdogInterval else { return nil }
        let pause = TimeAmount.microseconds(Int64(interval / 3))
        // behind its deadline nobody waits for a mail, and its converters have ended
        let limit = TimeAmount.seconds(Int64(configuration.mail.deadline) * 2)
        let loop = group.next()
        return loop.scheduleRepeatedAsyncTask(initialDelay: .zero, delay: pause) { _ in
            let turns = group.makeIterator().map { $0.submit {} }
            return EventLoopFuture.andAllSucceed(turns, on: loop).map {
                if !workshop.isStuck(longerThan: limit) { notifier.watchdog() }
            }
        }
    }

    @Sendable private static func now() -> Int { time(nil) }

    /// The environment; what is meant for this process alone is taken out of it.
    private static var environment: [String: String] {
        var variables: [String: String] = [:]
        for name in [
            "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID",
            "LISTEN_FDNAMES",
        ] {
            guard let value = getenv(name) else { continue }
            variables[name] = String(cString: value)
            unsetenv(name)
        }
        return variables
    }
}

extension Message {
    /// Why the store could not be opened.
    fileprivate init(_ error: StoreError, _ wanted: Configuration.Store) {
        let text =
            switch error.code {
            case .busy: "« \(wanted.path) » : un autre service a ouvert cette réserve"
            case .badKey:
                "« \(wanted.key) » n'est pas la clé de cette réserve, ou n'est pas entière : remettre "
                    + "celle qui a été sauvegardée"
            case .notPrivate:
                error.place == .key
                    ? "la clé « \(wanted.key) » est lisible par d'autres que le service (chmod 600)"
                    : "la réserve « \(wanted.path) » est ouverte à d'autres que le service (chmod 700)"
            case .damaged: "la réserve « \(wanted.path) » est abîmée"
            case .tooNew: "la réserve « \(wanted.path) » est d'une version plus récente"
            case .full: "le disque de la réserve « \(wanted.path) » est plein"
            case .badValue, .noSuchMail, .wrongState, .io:
                error.place == .key
                    ? "la clé « \(wanted.key) » ne peut pas être ouverte : son dossier existe-t-il, "
                        + "le service peut-il y écrire ?"
                    : "la réserve « \(wanted.path) » ne peut pas être ouverte : son dossier existe-t-il, "
                        + "le service peut-il y écrire ?"
            }
        self.init(text, error.code == .full || error.code == .io ? .io : .configuration)
    }
}
