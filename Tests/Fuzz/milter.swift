// Any bytes as an MTA: no crash, no verdict that the owner did not give, no message that reads
// otherwise than it was told. `scripts/fuzz` builds and runs it.

internal import MilterSupport
internal import Milters

/// One input: a byte of settings, then what the MTA sends, as it stands or as short packets.
@_cdecl("fuzzMilter")
public func fuzzMilter(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let mode = input.first else { return 0 }
    var run = FuzzedConversation(mode: mode)
    let told = Array(input.dropFirst())
    let bytes = mode & 1 == 0 ? told : FuzzedConversation.packets(told)
    // mode chooses the cuts too
    let size = [1, 7, 4096][Int(mode >> 6) % 3]
    for start in stride(from: 0, to: bytes.count, by: size) {
        guard run.receive(bytes[start..<min(start + size, bytes.count)]) else { break }
    }
    return 0
}

/// A conversation whose owner checks each step.
private struct FuzzedConversation {
    private static let commands: [UInt8] = Array("CHMRTLLLNBBEADKQU\u{7F}".utf8)

    private let settings: Conversation.Settings
    private let offer: [UInt8]
    private var conversation: Conversation
    private var reader = FrameReader(maximumLength: 2048)
    private var hasFailed = false

    init(mode: UInt8) {
        settings = Conversation.Settings(
            listener: mode & 2 == 0 ? .unix : .tcp,
            asksRecipients: mode & 4 != 0,
            maximumSize: mode & 8 == 0 ? 200 : 100_000,
            maximumRecipients: 3,
            maximumFields: 20
        )
        let steps: [UInt8] = mode & 16 == 0 ? [0, 0x1F, 0xFF, 0xFF] : [0, 0, 0, 0]
        offer = [0, 0, 0, 13, 0x4F, 0, 0, 0, 6, 0, 0, 1, 0xFF] + steps
        conversation = Conversation(settings)
        precondition(receive(offer[...]))
    }

    /// Packets of a command, a length and as many bytes.
    static func packets(_ input: [UInt8]) -> [UInt8] {
        var packets: [UInt8] = []
        var rest = input[...]
        while let command = rest.popFirst() {
            let data = rest.dropFirst().prefix(Int(rest.first ?? 0))
            rest = rest.dropFirst(1 + data.count)
            packets += [0, 0, 0, UInt8(min(data.count, 254) + 1)]
            packets.append(commands[Int(command) % commands.count])
            packets += data.prefix(254)
        }
        return packets
    }

    /// Takes bytes of the MTA.
    ///
    /// - Returns: Whether the conversation goes on.
    mutating func receive(_ bytes: ArraySlice<UInt8>) -> Bool {
        reader.push(bytes)
        do throws(MilterError) {
            while let frame = try reader.next() {
                guard try take(frame) else { return false }
            }
            return true
        } catch {
            let next = try? conversation.receive(Frame(command: 0x4D, data: [0]))
            precondition(error.code == .badLength || next == nil, "a failed conversation goes on")
            return false
        }
    }

    private mutating func take(_ frame: Frame) throws(MilterError) -> Bool {
        switch try conversation.receive(frame) {
        case .nothing, .abandoned: return true
        case .send(let packet):
            let isAnswer = packet == [0, 0, 0, 1, 0x63] && frame.command != 0x45
            let isOffer = frame.command == 0x4F && packet[4] == 0x4F
            let isRefusal = frame.command == 0x52 && packet[4] == 0x79
            precondition(isAnswer || isOffer || isRefusal, "a verdict that nobody gave")
            return true
        case .recipient(let address):
            let isTaken = address.count % 2 == 0
            let packet = try conversation.answer(recipient: isTaken ? .accept : .later)
            precondition(packet[4] == (isTaken ? 0x63 : 0x79))
            return true
        case .judge(let message):
            precondition(frame.command == 0x45, "a message without an end")
            try judge(message)
            return true
        case .close: return false
        }
    }

    private mutating func judge(_ message: Message) throws(MilterError) {
        precondition(message.bytes.count <= settings.maximumSize + 2)
        precondition(message.envelope.recipients.count <= settings.maximumRecipients)
        let fields = message.fields
        let header = fields.flatMap(\.lines) + [0x0D, 0x0A]
        precondition(message.bytes[..<message.bodyStart].elementsEqual(header))
        precondition(fields.count <= settings.maximumFields)
        guard !message.isTooLarge else {
            _ = try conversation.finish(EndReply(verdict: .tempfail), of: message.number)
            return
        }
        let same = try message.changes(to: message.bytes)
        precondition(same.changes.isEmpty && same.body == nil, "a change of nothing")
        // the body as another message: what can be said of it can be sent
        let rewritten = try? message.changes(to: Array(message.body))
        let reply = EndReply(
            changes: rewritten?.changes ?? [],
            body: rewritten?.body,
            verdict: rewritten == nil ? .tempfail : .continue
        )
        let packets = try conversation.finish(reply, of: message.number)
        precondition(packets.last == (rewritten == nil ? 0x74 : 0x63))
    }
}
