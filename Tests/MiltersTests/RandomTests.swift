import MilterSupport
import Milters
import TestSupport
import Testing

/// Conversations at random: only what the owner decided ends a message.
@Suite struct RandomTests {
    private static let strings = [
        "", "<>", "<a@mairie.test>", "i", "x", " y\n z", "{auth_authen}", "\n",
    ]
    private static let commands = Array("ODCHMRTULNBEAQKx")
    /// The order of a mail, from which a random one strays.
    private static let usual = Array("CHMRRTLLNBBEAAMRTLNBEA")

    private static func packet(_ command: Character, _ random: inout Seeded) -> Packet {
        if command == "O" { return MTA().offer }
        if command == "C", Bool.random(using: &random) { return MTA().connection()[1] }
        if command == "E", Bool.random(using: &random) { return Packet("E") }
        let count = Int.random(in: 0...3, using: &random)
        let strings = (0..<count).map { _ in Self.strings.randomElement(using: &random) ?? "" }
        let data: [UInt8] = strings.flatMap { Array($0.utf8) + [0] }
        let isCut = Int.random(in: 0..<8, using: &random) == 0
        return Packet(command, isCut ? Array(data.dropLast()) : data)
    }

    @Test(arguments: 0..<2000 as Range<UInt64>)
    func theMachineNeverGivesAVerdictByItself(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var exchange = Exchange(
            Conversation.Settings(
                listener: Bool.random(using: &random) ? .unix : .tcp,
                asksRecipients: Bool.random(using: &random),
                maximumSize: Int.random(in: 0...60, using: &random),
                maximumRecipients: Int.random(in: 0...2, using: &random)
            )
        )
        let verdicts: [Verdict?] = [nil, .continue, .accept, .reject, .tempfail]
        var given = 0
        var hasFailed = false
        var mta = MTA()
        #expect(try exchange.agree(with: &mta))
        for i in 0..<40 {
            let strays = Int.random(in: 0..<10, using: &random) == 0
            let command = strays ? Self.commands.randomElement(using: &random) : nil
            let packet = Self.packet(command ?? Self.usual[i % Self.usual.count], &random)
            let verdict = verdicts.randomElement(using: &random) ?? nil
            exchange.judge = { _ in verdict.map { EndReply(verdict: $0) } }
            let before = (sent: exchange.sent.count, messages: exchange.messages.count)
            do {
                try exchange.receive([packet])
                #expect(!hasFailed)
            } catch {
                hasFailed = true
                #expect(exchange.sent.count == before.sent)
            }
            let new = exchange.sent.dropFirst(before.sent)
            let isEnd = exchange.messages.count > before.messages
            #expect(!isEnd || packet.command == "E")
            if isEnd {
                given += verdict == nil ? 0 : 1
                #expect(new.map(\.author) == (verdict == nil ? [] : [.owner]))
            } else {
                // an answer, and only where the MTA waits for one
                #expect(new.count == (mta.waits(for: packet.command) && !hasFailed ? 1 : 0))
                #expect(new.allSatisfy { "Ocy".contains($0.packet.command) })
            }
        }
        let isVerdict = exchange.sent.filter {
            $0.author == .owner && "art".contains($0.packet.command)
        }
        #expect(isVerdict.count <= given)
        #expect(
            !exchange.sent.contains { $0.author == .machine && "art".contains($0.packet.command) }
        )
    }
}
