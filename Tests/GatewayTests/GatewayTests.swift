import Foundation
import Gateway
import Holdings
import MilterSupport
import Milters
import NIOCore
import TestSupport
import Testing
import Workshops

/// What the mail server hears of each kind of mail, through a socket.
@Suite struct GatewayTests {
    static let open = "La réunion du groupe aura lieu jeudi à 14 h en mairie."
    static let named =
        "Mme Nadia Trevez habite rue des Tilleuls ; son fils ne vient plus au collège."
    static let secret = "Mme Nadia Trevez est reçue lundi. Sa fille est suivie au CMP."
    /// Words that must stand in nothing that is written.
    static let words = ["Trevez", "Tilleuls", "secretariat@mairie.test", "Point de la semaine"]

    @Test func anOpenMailPassesWithoutAnyChange() async throws {
        let town = try await Town()
        let mail = SampleMail.note(Self.open)
        let fate = try town.send(mail)
        #expect(fate.replies == [Packet("c")])
        #expect(fate.bytes == mail.bytes)
        #expect(try town.store.counters().size == 0)
    }

    @Test func namesGiveWayAndTheOriginalIsKept() async throws {
        let town = try await Town()
        let mail = SampleMail.note(Self.named)
        let fate = try town.send(mail)
        #expect(fate.outcome == .delivered)
        #expect(!fate.text.contains("Trevez") && !fate.text.contains("Tilleuls"))
        #expect(fate.text.contains("Mme [A]"))
        #expect(fate.text.hasPrefix("X-Biffure-Niveau: confidentiel\r\n"))
        let kept = try town.store.list(states: [.kept])
        #expect(kept.count == 1)
        let id = try #require(kept.first?.id)
        #expect(try town.store.open(id, by: "caubrac", now: Town.now).message == mail.bytes)
    }

    @Test func whatItsReadersMayKnowIsMarkedAndNothingElse() async throws {
        var wishes = Town.Wishes()
        wishes.tables["senders.tsv"] = """
            # change\tlistener\tsender\ttreatment\tpiece\tprofile\tauthor\tdate
            +\t*\t*\tenforce\tfiche\t-\tA. Serval\t2026-11-26
            """
        let town = try await Town(wishes)
        let mail = SampleMail.note(Self.named)
        let fate = try town.send(mail)
        #expect(fate.outcome == .delivered)
        let lead = "X-Biffure-Niveau: confidentiel\r\nX-Biffure-Motifs: label\r\n"
        #expect(fate.text.hasPrefix(lead))
        #expect(fate.text.hasSuffix(String(decoding: mail.bytes, as: UTF8.self)))
        #expect(try town.store.counters().size == 0)
    }

    @Test func whatAPersonMustDecideIsStoredBeforeItIsTaken() async throws {
        let town = try await Town()
        let mail = SampleMail.note(Self.named, to: ["pleniere@mairie.test"])
        #expect(try town.send(mail).outcome == .discarded)
        // the mail server did not hear the answer, and comes again
        #expect(try town.send(mail).outcome == .discarded)
        let held = try town.store.list(states: [.held])
        #expect(held.count == 1)
        let id = try #require(held.first?.id)
        let content = try town.store.open(id, by: "caubrac", now: Town.now)
        #expect(content.message == mail.bytes)
        #expect(content.envelope.recipients == [Array("pleniere@mairie.test".utf8)])
    }

    @Test func aSecretIsRefusedWithASentenceThatQuotesNothing() async throws {
        let town = try await Town()
        guard case .refused(let line) = try town.send(.note(Self.secret)).outcome else {
            Issue.record("a secret mail was taken")
            return
        }
        #expect(line.hasPrefix("550 5.7.1 "))
        #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        #expect(!line.contains("Trevez") && !line.contains("CMP"))
    }

    @Test func theStrictestRecipientDecides() async throws {
        let town = try await Town()
        let both = ["groupe@mairie.test", "pleniere@mairie.test"]
        #expect(try town.send(.note(Self.named, to: both)).outcome == .discarded)
        #expect(try town.send(.note(Self.open, to: both)).outcome == .delivered)
    }

    @Test func whoIsUnknownGetsNothingUnseen() async throws {
        let town = try await Town()
        let fate = try town.send(.note(Self.open, to: ["inconnu@ailleurs.test"]))
        #expect(fate.outcome == .discarded)
        #expect(try town.store.counters().held == 1)
    }

    @Test func aRecipientOfAnotherClassIsPutOffWhenMailsAreDivided() async throws {
        var wishes = Town.Wishes()
        wishes.isSplit = true
        let town = try await Town(wishes)
        let connection = try Connection(to: town.socket)
        try connection.begin()
        let both = ["groupe@mairie.test", "pleniere@mairie.test"]
        var answers: [Packet] = []
        for packet in connection.packets(of: .note(Self.named, to: both)) {
            try connection.write(packet.bytes)
            if packet.command == "R" { answers.append(try connection.read()) }
            if packet.command == "E" { break }
        }
        #expect(answers.map(\.command) == ["c", "y"])
        #expect(answers[1].data.starts(with: "452 4.5.3".utf8))
        // the group alone gets its version
        var last = try connection.read()
        while !"cartdy".contains(last.command) { last = try connection.read() }
        #expect(last.command == "c")
    }

    @Test func foreignLevelsAreNotBelieved() async throws {
        let town = try await Town()
        let fields = ["X-Biffure-Niveau: public", "x-biffure-laissez-passer: v1.a.1.b"]
        let fate = try town.send(.note(Self.open, fields: fields))
        #expect(fate.outcome == .delivered)
        #expect(!fate.text.lowercased().contains("x-biffure"))
        #expect(try town.send(.note(Self.secret, fields: fields)).outcome != .delivered)
    }

    @Test func aWatchedTownIsToldAndNothingIsChanged() async throws {
        var wishes = Town.Wishes()
        wishes.isShadow = true
        let town = try await Town(wishes)
        let mail = SampleMail.note(Self.secret)
        let fate = try town.send(mail)
        #expect(fate.outcome == .delivered)
        #expect(fate.text.hasSuffix(String(decoding: mail.bytes, as: UTF8.self)))
        #expect(fate.text.contains("X-Biffure-Niveau: secret\r\n"))
        #expect(fate.text.contains("X-Biffure-Essai: reject\r\n"))
        #expect(try town.store.counters().size == 0)
    }

    @Test func whoIsExemptPasses() async throws {
        let town = try await Town()
        let mail = SampleMail.note(Self.secret, from: "crip@departement.test")
        #expect(try town.send(mail).bytes == mail.bytes)
    }

    /// What the mail server must be able to change for a mail to leave.
    @Test(arguments: [0x00, 0x01, 0x02, 0x11, 0x1FF & ~0x02])
    func whatCannotBeChangedIsRefused(actions: Int) async throws {
        let town = try await Town()
        let connection = try Connection(to: town.socket, mta: MTA(actions: actions))
        guard case .refused = try connection.send(.note(Self.named)).outcome else {
            Issue.record("a mail left that could not be changed")
            return
        }
        #expect(try connection.send(.note(Self.open)).outcome == .delivered)
    }

    @Test func aMailThatIsTooLargeIsRefused() async throws {
        var wishes = Town.Wishes()
        wishes.maximumSize = 4_096
        let town = try await Town(wishes)
        let long = String(repeating: Self.open + "\r\n", count: 200)
        guard case .refused = try town.send(.note(long)).outcome else {
            Issue.record("a mail left that was not read whole")
            return
        }
    }

    @Test func whatExceedsAllMemoryEndsTheConnection() async throws {
        var wishes = Town.Wishes()
        wishes.maximumMemory = 8_192
        let town = try await Town(wishes)
        let long = String(repeating: Self.open + "\r\n", count: 2_000)
        #expect(throws: UnixClient.Closed.self) { try town.send(.note(long)) }
        // and what it had taken was given back
        #expect(try town.send(.note(Self.open)).outcome == .delivered)
    }

    @Test func aFullStorePutsOff() async throws {
        var wishes = Town.Wishes()
        wishes.storeSize = 64
        let town = try await Town(wishes)
        for mail in [
            SampleMail.note(Self.named), .note(Self.named, to: ["pleniere@mairie.test"]),
        ] {
            guard case .refused(let line) = try town.send(mail).outcome else {
                Issue.record("a mail left without its original")
                return
            }
            #expect(line.hasPrefix("451 4."))
        }
    }

    @Test func aReleasedMailPassesOnceAsItCame() async throws {
        let town = try await Town()
        let mail = SampleMail.note(
            Self.named,
            to: ["pleniere@mairie.test"],
            fields: ["X-Biffure-Niveau: public"]
        )
        #expect(try town.send(mail).outcome == .discarded)
        let id = try #require(try town.store.list(states: [.held]).first?.id)
        let release = try town.store.beginRelease(
            id,
            by: "caubrac",
            justification: "accord du groupe",
            now: Town.now
        )
        #expect(mail.bytes == release.message)
        var again = mail
        again.fields.insert(Field(line: "\(Release.markField): \(release.mark)"), at: 0)
        var plain = mail
        plain.fields.removeLast()
        #expect(try town.send(again).bytes == plain.bytes)
        // without it the mail is another one: it must not vanish into the one that is on its way
        #expect(try town.send(mail).outcome == .discarded)
        #expect(try town.store.counters().held == 1)
        // on another mail, or once the mail server has it, the mark is worth nothing
        var other = again
        other.body += Array("PS : \(Self.secret)\r\n".utf8)
        #expect(try town.send(other).outcome != .delivered)
        try town.store.confirmRelease(id, now: Town.now)
        #expect(try town.send(again).outcome == .discarded)
    }

    @Test func severalMailsOnOneConnectionGetTheirOwnAnswers() async throws {
        let town = try await Town()
        let connection = try Connection(to: town.socket)
        for _ in 0..<3 {
            #expect(try connection.send(.note(Self.secret)).outcome != .delivered)
            #expect(try connection.send(.note(Self.open)).replies == [Packet("c")])
            let fate = try connection.send(.note(Self.named))
            #expect(fate.outcome == .delivered && !fate.text.contains("Trevez"))
        }
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1 << 16])
    func cutsChangeNothing(size: Int) async throws {
        let town = try await Town()
        let connection = try Connection(to: town.socket)
        try connection.begin()
        let bytes = connection.packets(of: .note(Self.secret)).flatMap(\.bytes)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try connection.write(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        #expect(try connection.read().command == "y")
    }

    @Test func aConnectionThatEndsLeavesNothingBehind() async throws {
        let town = try await Town()
        let mail = SampleMail.note(Self.named, to: ["pleniere@mairie.test"])
        do {
            let connection = try Connection(to: town.socket)
            try connection.begin()
            let packets = connection.packets(of: mail)
            for packet in packets.dropLast() { try connection.write(packet.bytes) }
        }
        #expect(try town.send(.note(Self.open)).outcome == .delivered)
        #expect(try town.store.counters().held == 0)
    }

    @Test func whatIsNoMilterEndsWithoutAVerdict() async throws {
        let town = try await Town()
        for bytes in [[0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 1, 0x5A]] as [[UInt8]] {
            let connection = try Connection(to: town.socket)
            try connection.begin()
            try connection.write(bytes)
            #expect(connection.isClosed())
        }
        #expect(town.gateway.counters.text.contains("biffure_milter_failures_total 3"))
    }

    @Test func theMailServerHearsThatTheWorkGoesOn() async throws {
        var wishes = Town.Wishes()
        wishes.progress = .milliseconds(1)
        let town = try await Town(wishes)
        let long = String(repeating: Self.named + "\r\n", count: 300)
        let fate = try town.send(.note(long))
        #expect(fate.replies.contains(Packet("p")))
        #expect(fate.outcome == .delivered && !fate.text.contains("Trevez"))
    }

    @Test func aMailThatTakesTooLongIsPutOff() async throws {
        var wishes = Town.Wishes()
        wishes.deadline = .milliseconds(50)
        let town = try await Town(wishes)
        let busy = try await town.keepBusy()
        guard case .refused(let line) = try town.send(.note(Self.named)).outcome else {
            busy.signal()
            Issue.record("a mail left that was not judged in time")
            return
        }
        #expect(line.hasPrefix("451 4."))
        busy.signal()
        // what nobody waits for is not judged any more
        #expect(try await town.lines.count("late", wanted: 1) == 1)
        #expect(try town.store.counters().size == 0)
    }

    @Test func aMailThatIsGivenUpKeepsItsRoomUntilItIsPutAway() async throws {
        var wishes = Town.Wishes()
        wishes.isLocal = false
        wishes.maximumMemory = 80_000
        wishes.deadline = .seconds(5)
        let town = try await Town(wishes)
        let busy = try await town.keepBusy()
        let text = String(repeating: Self.open + "\r\n", count: 500)
        let connections = try (0..<2).map { _ in try Connection(to: town.socket) }
        for connection in connections { try connection.giveUp(.note(text)) }
        // nobody judges it, but there is no room to tell it
        let plain = SampleMail.note(text, from: "crip@departement.test")
        var isClosed = false
        do { _ = try town.send(plain) } catch is UnixClient.Closed { isClosed = true }
        #expect(isClosed)
        busy.signal()
        #expect(try await town.lines.count("late", wanted: 2) == 2)
        let fate = try town.send(plain)
        #expect(fate.outcome == .delivered)
    }

    @Test func aConnectionThatFindsNoRoomToWaitLeavesNothingBehind() async throws {
        var wishes = Town.Wishes()
        wishes.maximumWaiting = 0
        wishes.progress = .milliseconds(10)
        var town: Town? = try await Town(wishes)
        #expect(throws: UnixClient.Closed.self) { try town?.send(.note(Self.open)) }
        weak let gateway = town?.gateway
        town = nil
        // a task that goes on for a closed connection would hold it for ever
        for _ in 0..<500 where gateway != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(gateway == nil)
    }

    @Test func newRulesCountFromTheNextMailOn() async throws {
        let town = try await Town()
        let mail = SampleMail.note(Self.open, to: ["nouveau@mairie.test"])
        let connection = try Connection(to: town.socket)
        #expect(try connection.send(mail).outcome == .discarded)
        var tables = Town.tables
        tables["recipients.tsv", default: ""] +=
            "\n+\tnouveau@mairie.test\tpleniere\t-\t-\tA. Serval\t2026-11-26\n"
        try town.workshop.adopt(try Town.rulebook(tables, isShadow: false))
        #expect(try connection.send(mail).outcome == .delivered)
    }

    @Test func nothingWrittenHoldsAWordOfAMail() async throws {
        let town = try await Town()
        for mail in [
            SampleMail.note(Self.open), .note(Self.named), .note(Self.secret),
            .note(Self.named, to: ["pleniere@mairie.test"]),
        ] {
            _ = try town.send(mail)
        }
        let written = town.lines.text + town.gateway.counters.text
        #expect(written.contains("\"verdict\":\"anonymise\""))
        #expect(written.contains("biffure_mails_total{verdict=\"reject\"} 1"))
        for word in Self.words + ["groupe@", "pleniere@"] {
            #expect(!written.contains(word), "\(word)")
        }
        let files = try FileManager.default.subpathsOfDirectory(atPath: town.folder.path)
        #expect(files.contains("store/holdings.sqlite"))
        for file in files {
            guard let data = try? Data(contentsOf: town.folder.appending(path: file)) else {
                continue
            }
            for word in Self.words {
                #expect(data.range(of: Data(word.utf8)) == nil, "\(word) in \(file)")
            }
        }
    }
}
