import Decisions
import Envelopes
import Foundation
import Formats
import Gateway
import Holdings
import Lexicons
import MilterSupport
import Milters
import NIOCore
import NIOExtras
import NIOPosix
import Pipeline
import Readers
import Services
import Synchronization
import TestSupport
import Workshops

/// A gateway at a socket in a folder of its own, with the tables of a small town.
final class Town: Sendable {
    let folder: URL
    let store: Store
    let workshop: Workshop
    let gateway: Gateway
    private let group = MultiThreadedEventLoopGroup.singleton
    private let server: any Channel

    /// The moment at which everything happens.
    static let now = 1_795_000_000

    /// What may differ from one town to another.
    struct Wishes {
        var isShadow = false
        var isSplit = false
        var isLocal = true
        var maximumSize = 1 << 20
        var maximumMemory = 64 << 20
        var storeSize = 64 << 20
        var progress = TimeAmount.seconds(5)
        var deadline = TimeAmount.seconds(240)
        var maximumWaiting = 100
        var tables = Town.tables
    }

    static let tables = [
        "recipients.tsv": """
        # change\tpattern\taudience\trole\tgroup\tauthor\tdate
        +\tgroupe@mairie.test\tgt-thematique\t-\t-\tA. Serval\t2026-11-26
        +\tpleniere@mairie.test\tpleniere\t-\t-\tA. Serval\t2026-11-26
        +\tpresse@journal.test\tpublic\t-\t-\tA. Serval\t2026-11-26
        """,
        "senders.tsv": """
        # change\tlistener\tsender\ttreatment\tpiece\tprofile\tauthor\tdate
        +\t*\tcrip@departement.test\texempt\tcompte-rendu\t-\tA. Serval\t2026-11-26
        """,
    ]

    static func rulebook(_ tables: [String: String], isShadow: Bool) throws -> Rulebook {
        let lexicon = try TestLexicon.shared()
        let builtIn = PolicyLayer(
            name: "",
            tables: lexicon.plainTables(Set(PolicyLayer.files))
        )
        let policy = try Policy(layers: [builtIn])
        let layers = [
            builtIn, PolicyLayer(name: "courriel", tables: tables.mapValues { TSV($0) }),
        ]
        let opener = Opener(Readers.all + Opener.textReaders)
        return Rulebook(
            policy: policy,
            mail: try MailPolicy(layers: layers, policy: policy),
            reviewers: try Reviewers(layers: layers),
            isShadow: isShadow,
            version: lexicon.rulesVersion
        ) { try Engine(lexicon: lexicon, opener: opener) }
    }

    init(_ wishes: Wishes = Wishes()) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "biffure-\(UUID())")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        store = try Store(
            folder: folder.path + "/store",
            key: try StoreKey(file: folder.path + "/key"),
            maximumSize: wishes.storeSize
        )
        workshop = try Workshop(
            threads: 1,
            book: try Self.rulebook(wishes.tables, isShadow: wishes.isShadow),
            maximumWaiting: wishes.maximumWaiting
        )
        let lines = Lines()
        self.lines = lines
        gateway = Gateway(
            workshop,
            judge: MailJudge(store: store, keepSeconds: 86_400),
            settings: Gateway.Settings(
                isSplit: wishes.isSplit,
                maximumSize: wishes.maximumSize,
                maximumMemory: wishes.maximumMemory,
                progress: wishes.progress,
                deadline: wishes.deadline
            ),
            clock: { Self.now },
            log: { lines.add($0.line(at: Self.now)) }
        )
        server = try await gateway.start(
            try ListeningSocket.unix(folder.path + "/milter.sock", mode: 0o600),
            isLocal: wishes.isLocal,
            quiescing: ServerQuiescingHelper(group: group),
            group: group
        )
    }

    deinit {
        server.close(promise: nil)
        try? workshop.shutdown()
        try? FileManager.default.removeItem(at: folder)
    }

    /// What was logged.
    final class Lines: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        func add(_ line: [UInt8]) { bytes.withLock { $0 += line } }
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

        /// How many have a verdict, once as many have as are wanted, or some seconds have passed.
        func count(_ verdict: String, wanted: Int) async throws -> Int {
            let member = "\"verdict\":\"\(verdict)\""
            var count = 0
            for _ in 0..<500 {
                count = text.split(separator: "\n").count { $0.contains(member) }
                if count >= wanted { break }
                try await Task.sleep(for: .milliseconds(10))
            }
            return count
        }
    }
    let lines: Lines

    /// Keeps the one thread that judges at work until the semaphore is signalled.
    func keepBusy() async throws -> DispatchSemaphore {
        let end = DispatchSemaphore(value: 0)
        let (begun, begin) = AsyncStream<Void>.makeStream()
        _ = workshop.run(on: group.next()) { (_, _) in
            begin.finish()
            end.wait()
        }
        for await _ in begun {}
        return end
    }

    var socket: String { folder.path + "/milter.sock" }

    /// The fate of one mail on a connection of its own.
    func send(_ mail: SampleMail, daemon: String = "RELAIS") throws -> Fate {
        let connection = try Connection(to: socket)
        return try connection.send(mail, daemon: daemon)
    }
}

/// What became of a mail.
struct Fate {
    let outcome: QueueFile.Outcome
    /// What left, without the field of the mail server.
    let bytes: [UInt8]
    /// The replies to the end of the message.
    let replies: [Packet]
    let recipients: [String]
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The connection of a mail server that waits for its answers.
final class Connection {
    private let client: UnixClient
    private var arrived: [UInt8] = []
    private var mta: MTA
    private var isNew = true

    init(to path: String, mta: MTA = MTA()) throws {
        self.mta = mta
        client = try UnixClient(path)
    }

    func write(_ bytes: [UInt8]) throws { try client.write(bytes) }

    /// The next packet of the gateway.
    func read() throws -> Packet {
        while true {
            let (packets, rest) = Packet.cut(arrived)
            if let first = packets.first {
                arrived = packets.dropFirst().flatMap(\.bytes) + rest
                return first
            }
            let bytes = client.read()
            guard !bytes.isEmpty else { throw UnixClient.Closed() }
            arrived += bytes
        }
    }

    /// Whether the gateway has nothing more to say and closes.
    func isClosed() -> Bool {
        do {
            while true { _ = try read() }
        } catch {
            return true
        }
    }

    /// Agrees on the protocol.
    func begin(daemon: String = "RELAIS") throws {
        try write(mta.offer.bytes)
        guard mta.read(answer: try read()) else { throw UnixClient.Closed() }
        try tell(mta.connection(daemon: daemon))
        isNew = false
    }

    /// Tells packets, and reads an answer where one is due.
    private func tell(_ packets: [Packet]) throws {
        for packet in packets {
            try write(packet.bytes)
            if mta.waits(for: packet.command), packet.command != "E" { _ = try read() }
        }
    }

    /// Tells a mail, gives it up, and begins the next: the answer to that comes behind all.
    func giveUp(_ mail: SampleMail) throws {
        try begin()
        let packets = mta.packets(of: mail)
        try tell(packets + MTA.afterMessage + packets.prefix { $0.command != "R" })
    }

    /// The packets of a mail up to its end.
    func packets(of mail: SampleMail) -> [Packet] { mta.packets(of: mail) }

    /// Tells a mail and reads what becomes of it.
    func send(_ mail: SampleMail, daemon: String = "RELAIS") throws -> Fate {
        if isNew { try begin(daemon: daemon) }
        try tell(mta.packets(of: mail))
        var replies: [Packet] = []
        repeat {
            replies.append(try read())
        } while !"cartdy".contains(replies[replies.count - 1].command)
        var file = QueueFile(mail, keepsLeadingSpace: mta.keepsLeadingSpace)
        let outcome = file.apply(replies)
        for packet in MTA.afterMessage { try write(packet.bytes) }
        return Fate(
            outcome: outcome,
            bytes: file.visibleBytes ?? file.bytes,
            replies: replies,
            recipients: file.recipients
        )
    }
}

extension SampleMail {
    /// A mail of the town hall to a group.
    static func note(
        _ text: String,
        to recipients: [String] = ["groupe@mairie.test"],
        fields: [String] = [],
        from sender: String = "secretariat@mairie.test"
    ) -> SampleMail {
        var mail = SampleMail(
            fields: [
                "From: Secretariat <\(sender)>", "To: \(recipients[0])",
                "Subject: Point de la semaine", "Date: Thu, 26 Nov 2026 10:00:00 +0100",
                "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
            ] + fields,
            body: "Bonjour,\r\n\r\n\(text)\r\n"
        )
        mail.sender = "<\(sender)>"
        mail.recipients = recipients.map { "<\($0)>" }
        return mail
    }
}
