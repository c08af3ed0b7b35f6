import Decisions
import Envelopes
import Foundation
import Holdings
import Lexicons
import NIOCore
import NIOExtras
import NIOPosix
import Pipeline
import Records
import Replies
import Services
import TestSupport
import Testing
import Workshops

/// The socket for programs of this machine: the same answers as without it, for many, and for none
/// that takes too much.
@Suite struct DeskTests {
    /// A desk at a socket in a folder of its own.
    final class Place: Sendable {
        let folder: URL
        let store: Store
        private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        private let workshop: Workshop
        let quiescing: ServerQuiescingHelper
        var socket: String { folder.path + "/notes.sock" }

        static func rights(_ rights: String) -> String {
            let login = NSUserName()
            return """
                # change\tlogin\tname\trights\tauthor\tdate
                +\t\(login)\tA. Serval\t\(rights)\tA. Serval\t2026-11-26
                """
        }

        init(
            rights: String = "list, show, release, refuse",
            clients: Int = 8,
            idle: TimeAmount = .seconds(60),
            memory: Int = 1 << 24,
            submit: Int = 1,
            metrics: @escaping @Sendable () -> String = { "" }
        ) async throws {
            quiescing = ServerQuiescingHelper(group: group)
            folder = FileManager.default.temporaryDirectory.appending(path: "biffure-\(UUID())")
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let lexicon = try TestLexicon.shared()
            let reviewers = PolicyLayer(
                name: "courriel",
                tables: ["reviewers.tsv": TSV(Self.rights(rights))]
            )
            let book = Rulebook(
                policy: try policy(),
                mail: nil,
                reviewers: try Reviewers(layers: [reviewers]),
                isShadow: false,
                version: lexicon.rulesVersion
            ) { try Engine(lexicon: lexicon) }
            workshop = try Workshop(threads: 2, book: book)
            store = try Store(
                folder: folder.path + "/store",
                key: try StoreKey(file: folder.path + "/key"),
                maximumSize: 1 << 20
            )
            let held = HeldDesk(
                store: store,
                workshop: workshop,
                place: .inet(host: "127.0.0.1", port: submit),
                clock: { 1_795_000_000 }
            )
            let desk = Desk(
                workshop,
                limits: Desk.Limits(
                    clients: clients,
                    idle: idle,
                    write: .seconds(1),
                    maximumNote: 1 << 20,
                    maximumMemory: memory
                )
            ) {
                held.answer($0, from: $1, on: $2)
            } metrics: {
                metrics()
            }
            _ = try await DeskServer.start(
                try ListeningSocket.unix(socket, mode: 0o600),
                desk: desk,
                quiescing: quiescing,
                group: group
            )
        }

        deinit {
            try? workshop.shutdown()
            group.shutdownGracefully { _ in }
            try? FileManager.default.removeItem(at: folder)
        }

        /// A mail that waits for a decision.
        func hold() throws -> HeldID {
            try store.hold(
                HeldMail(
                    envelope: HeldMail.Envelope(
                        sender: Array("secretariat@mairie.test".utf8),
                        recipients: [Array("pleniere@mairie.test".utf8)]
                    ),
                    message: Array("Subject: x\r\n\r\nMme Nadia Trevez\r\n".utf8),
                    kind: .held,
                    reasons: ["confidentiel"],
                    level: "confidentiel",
                    audience: "pleniere",
                    listener: "RELAIS",
                    policy: "2026.1",
                    received: 1_795_000_000,
                    expires: 1_796_000_000
                )
            )
        }
    }

    static let note = "{\"id\":1,\"text\":\"Mme Nadia Trevez est suivie au CMP.\"}\n"

    @Test func theSameAnswersAsWithoutTheDaemon() async throws {
        let place = try await Place()
        var engine = try makeEngine()
        let input = String(repeating: Self.note + "{\"x\":1}\n", count: 300)
        let version = Version(try audience("gt-thematique"))
        var expected: [UInt8] = []
        for line in input.split(separator: "\n") {
            expected += LineAnswer(Array(line.utf8), .filter(version), engine: &engine).bytes
        }
        let request = ClientRequest.filter(VersionRequest(audience: "gt-thematique"))
        let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try UnixClient(place.socket).exchange(request.line + Array(input.utf8))
                }
            }
            return try await group.reduce(into: [[UInt8]]()) { $0.append($1) }
        }
        #expect(answers.count == 6)
        for answer in answers { #expect(answer == ClientStatus(exit: 0).line + expected) }
    }

    @Test func aNoteComesBackWithWhatWasDone() async throws {
        let place = try await Place()
        let note = Array("Mme Nadia Trevez est suivie au CMP.\n".utf8)
        let request = ClientRequest.note(VersionRequest(audience: "pleniere"), size: note.count)
        let answer = try UnixClient(place.socket).exchange(request.line + note)
        let newline = try #require(answer.firstIndex(of: 0x0A))
        let status = try #require(ClientStatus(Array(answer[..<newline])))
        #expect(status.exit == 0)
        #expect(status.message.contains("secret"))
        #expect(String(decoding: answer[(newline + 1)...], as: UTF8.self) == "[passage retiré]\n")
    }

    @Test func whatIsWrongIsSaidBeforeAnythingElse() async throws {
        let place = try await Place()
        for (request, code) in [
            (Array("bonjour\n".utf8), 64),
            (ClientRequest.filter(VersionRequest(audience: "plenire")).line, 64),
            (ClientRequest.note(VersionRequest(audience: "pleniere"), size: 1 << 30).line, 65),
        ] {
            let answer = try UnixClient(place.socket).exchange(request)
            #expect(ClientStatus(Array(answer.dropLast()))?.exit == code)
        }
    }

    @Test func oneClientTooManyIsToldToComeAgain() async throws {
        let place = try await Place(clients: 1)
        let first = try UnixClient(place.socket)
        #expect(try first.answer(to: ClientRequest.classe.line) == ClientStatus(exit: 0).line)
        let answer = try UnixClient(place.socket).exchange([])
        #expect(ClientStatus(Array(answer.dropLast()))?.exit == 75)
    }

    @Test func whatAllClientsHaveSentIsCountedTogether() async throws {
        let place = try await Place(memory: 100_000)
        let half = [UInt8](repeating: 0x61, count: 60_000)
        let request = ClientRequest.note(VersionRequest(audience: "pleniere"), size: 90_000).line
        let first = try UnixClient(place.socket)
        try first.write(request + half)
        // once the first half has come, there is no room for another one
        #expect(try await exit(75, of: request + half, place))
        try first.write(Array(half.prefix(30_000)))
        let status = try first.answer(to: [])
        #expect(ClientStatus(Array(status.prefix { $0 != 0x0A }))?.exit == 0)
        // what was answered, and what was cut off, counts no more
        #expect(try await exit(0, of: request + half + half.prefix(30_000), place))
    }

    /// Whether a request is answered so, now or once the machine has got round to what came before it.
    private func exit(_ code: Int, of request: [UInt8], _ place: Place) async throws -> Bool {
        for _ in 0..<100 {
            let answer = try UnixClient(place.socket).exchange(request)
            if ClientStatus(Array(answer.prefix { $0 != 0x0A }))?.exit == code { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    @Test func aSilentClientIsCutOff() async throws {
        let place = try await Place(idle: .milliseconds(100))
        let client = try UnixClient(place.socket)
        #expect(client.rest() == [])
    }

    @Test func aClientThatReadsNothingIsCutOff() async throws {
        let place = try await Place()
        let client = try UnixClient(place.socket)
        let request = ClientRequest.classe.line
        let endless = Array(String(repeating: Self.note, count: 2_000).utf8)
        #expect(throws: UnixClient.Closed.self) {
            try client.write(request)
            // what it does not read fills all buffers, then nothing more is taken from it
            for _ in 0..<200 { try client.write(endless) }
        }
        // others are served meanwhile
        #expect(
            try UnixClient(place.socket).exchange(request + Array(Self.note.utf8))
                == ClientStatus(exit: 0).line + Array("{\"id\":1,\"level\":\"secret\"}\n".utf8)
        )
    }

    @Test func countersThatWaitForTheDiskHoldUpNobody() async throws {
        let disk = DispatchSemaphore(value: 0)
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let place = try await Place {
            begin.finish()
            disk.wait()
            return "x 1\n"
        }
        let reader = try UnixClient(place.socket)
        try reader.write(ClientRequest.metrics.line)
        for await _ in begun {}
        let answer = try UnixClient(place.socket).exchange(
            ClientRequest.classe.line + Array(Self.note.utf8)
        )
        #expect(
            answer == ClientStatus(exit: 0).line + Array("{\"id\":1,\"level\":\"secret\"}\n".utf8)
        )
        disk.signal()
        #expect(reader.rest() == ClientStatus(exit: 0, size: 4).line + Array("x 1\n".utf8))
    }

    @Test func whatIsInHandIsAnsweredAtTheEnd() async throws {
        let disk = DispatchSemaphore(value: 0)
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let place = try await Place {
            begin.finish()
            disk.wait()
            return "x 1\n"
        }
        let silent = try UnixClient(place.socket)
        #expect(try silent.answer(to: ClientRequest.classe.line) == ClientStatus(exit: 0).line)
        let reader = try UnixClient(place.socket)
        try reader.write(ClientRequest.metrics.line)
        for await _ in begun {}
        let ended = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Void.self)
        place.quiescing.initiateShutdown(promise: ended)
        #expect(silent.rest() == [])
        disk.signal()
        #expect(reader.rest() == ClientStatus(exit: 0, size: 4).line + Array("x 1\n".utf8))
        try await ended.futureResult.get()
    }

    // MARK: Held mail

    static func ask(_ request: HeldRequest, _ place: Place) throws -> (ClientStatus, String) {
        let answer = try UnixClient(place.socket).exchange(ClientRequest.held(request).line)
        let newline = try #require(answer.firstIndex(of: 0x0A))
        let status = try #require(ClientStatus(Array(answer[..<newline])))
        return (status, String(decoding: answer[(newline + 1)...], as: UTF8.self))
    }

    @Test func whatIsHeldIsListedWithoutAWordOfIt() async throws {
        let place = try await Place()
        let id = try place.hold()
        let (status, text) = try Self.ask(.list(isAll: false), place)
        #expect(status.exit == 0)
        #expect(text.contains(id.text) && text.contains("confidentiel"))
        #expect(!text.contains("mairie.test") && !text.contains("Trevez"))
    }

    @Test(arguments: ["list", "show", "release", "refuse"])
    func eachDeedNeedsItsRight(_ right: String) async throws {
        let place = try await Place(rights: right)
        let id = try place.hold().text
        let why = "accord du groupe"
        for (name, request) in [
            ("list", HeldRequest.list(isAll: false)), ("show", .show(id: id)),
            ("show", .original(id: id)), ("refuse", .refuse(id: id, justification: why)),
            ("release", .release(id: id, justification: why)),
        ] where name != right {
            #expect(try Self.ask(request, place).0.exit == 78, "\(name)")
        }
        #expect(try place.store.show(HeldID(id) ?? place.hold()).state == .held)
    }

    @Test(arguments: [
        "Mme Nadia Trevez a donné son accord", "il est suivi au CMP", " ", "pour T r e v e z",
        "accord de Trevez", "pour kervadec",
        "pour T.r.e.v.e.z", "pour \u{422}r\u{435}v\u{435}z",
        "pour \u{FF34}\u{FF52}\u{FF45}\u{FF56}\u{FF45}\u{FF5A}",
    ])
    func aJustificationNamesNobody(_ text: String) async throws {
        let place = try await Place()
        let id = try place.hold()
        let (status, _) = try Self.ask(.refuse(id: id.text, justification: text), place)
        #expect(status.exit == (text == " " ? 64 : 65))
        #expect(try place.store.show(id).state == .held)
    }

    @Test(arguments: [
        "il n'y a pas d’obstacle : l'avis du C.L.S. est là", "n'y a-t-il pas à voir ?",
    ])
    func aJustificationIsWrittenInWords(_ text: String) async throws {
        let place = try await Place()
        let id = try place.hold()
        let (status, _) = try Self.ask(.refuse(id: id.text, justification: text), place)
        #expect(status.exit == 0)
    }

    @Test func whatIsRefusedStaysWhereItIs() async throws {
        let place = try await Place()
        let id = try place.hold()
        let (status, _) = try Self.ask(.refuse(id: id.text, justification: "hors sujet"), place)
        #expect(status.exit == 0)
        #expect(try place.store.show(id).state == .refused)
        let row = try #require(try place.store.journal(limit: 10).last)
        #expect(row.event == .refused && row.person == NSUserName())
        #expect(row.justification == "hors sujet")
    }

    @Test func aReleaseThatNobodyTakesLeavesTheMailHeld() async throws {
        let place = try await Place()
        let id = try place.hold()
        let request = HeldRequest.release(id: id.text, justification: "accord du groupe")
        #expect(try Self.ask(request, place).0.exit == 75)
        #expect(try place.store.show(id).state == .held)
    }

    @Test(arguments: [true, false])
    func aReleaseWhoseEndNobodySawIsSettled(hasLeft: Bool) async throws {
        let server = try MailServer(isBreakingOff: true)
        let place = try await Place(submit: server.port)
        let id = try place.hold()
        let release = HeldRequest.release(id: id.text, justification: "accord du groupe")
        #expect(try Self.ask(release, place).0.exit == 75)
        #expect(try place.store.show(id).state == .releasing)
        let settle = HeldRequest.settle(id: id.text, hasLeft: hasLeft)
        #expect(try Self.ask(settle, place).0.exit == 0)
        #expect(try place.store.show(id).state == (hasLeft ? .released : .held))
        #expect(try place.store.journal(limit: 10).last?.person == NSUserName())
    }

    @Test func aReleasedMailIsHandedInWithItsMark() async throws {
        let server = try MailServer()
        let place = try await Place(submit: server.port)
        let id = try place.hold()
        let request = HeldRequest.release(id: id.text, justification: "accord du groupe")
        let (status, _) = try Self.ask(request, place)
        #expect(status.exit == 0)
        // this server has no filter, so that the mark went with the mail: that is told
        #expect(status.message.contains("sans interroger le filtre"))
        #expect(try place.store.show(id).state == .released)
        let said = server.said()
        #expect(said.contains("RCPT TO:<pleniere@mairie.test>"))
        #expect(said.contains("X-Biffure-Laissez-Passer: v1.\(id.text)."))
        #expect(said.contains("Mme Nadia Trevez"))
        // it goes once
        #expect(try Self.ask(request, place).0.exit == 64)
    }
}
