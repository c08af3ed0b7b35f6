import Decisions
import Records
import Streams
import Testing

@testable import Replies

/// What a client says, cut to steps, however its bytes were cut.
@Suite struct ConversationTests {
    static let lines =
        "{\"id\":1,\"text\":\"a\"}\n\n{\"id\":2,\"text\":\"b\"}\r\n{\"id\":3,\"text\":\"c\"}"

    /// The records that a client gets answers to.
    static func records(_ text: String, cutEvery size: Int) -> [String] {
        var conversation = ClientConversation(maximumLine: 1 << 16)
        var records: [String] = []
        let bytes = ClientRequest.classe.line + Array(text.utf8)
        func go() -> Bool {
            while let step = conversation.next() {
                switch step {
                case .request(let request): conversation.begin(request)
                case .records(let pieces):
                    records += pieces.map { String(decoding: $0.bytes, as: UTF8.self) }
                case .note, .notUnderstood, .end: return false
                }
            }
            return true
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            conversation.push(bytes[start..<min(start + size, bytes.count)])
            guard go() else { return records + ["ended early"] }
        }
        conversation.end()
        return go() ? records + ["never ended"] : records
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1 << 16])
    func cutsChangeNothing(size: Int) {
        #expect(
            Self.records(Self.lines, cutEvery: size) == [
                "{\"id\":1,\"text\":\"a\"}", "{\"id\":2,\"text\":\"b\"}",
                "{\"id\":3,\"text\":\"c\"}",
            ]
        )
    }

    /// A line that goes on waits too, and so does what is being answered.
    @Test func allThatIsNotAnsweredWaits() {
        var conversation = ClientConversation(maximumLine: 1 << 16)
        conversation.push(ClientRequest.classe.line)
        guard case .request(let request) = conversation.next() else {
            Issue.record("it was not understood")
            return
        }
        conversation.begin(request)
        func isIdle(_ conversation: inout ClientConversation) -> Bool {
            if case nil = conversation.next() { true } else { false }
        }
        #expect(conversation.waiting == 0)
        for count in [10, 20] {
            conversation.push([UInt8](repeating: 0x61, count: 10))
            #expect(isIdle(&conversation))
            #expect(conversation.waiting == count)
        }
        conversation.push("\r\n\r\n".utf8)
        #expect(!isIdle(&conversation))
        #expect(conversation.waiting >= 20)
        #expect(isIdle(&conversation))
        #expect(conversation.waiting == 0)
    }

    @Test(arguments: ["\n", "bonjour\n", "{\"command\":\"tout\"}\n", "{\"command\":\"filter\"}\n"])
    func whatIsNoRequestIsNotUnderstood(_ line: String) {
        var conversation = ClientConversation(maximumLine: 100)
        conversation.push(line.utf8)
        guard case .notUnderstood = conversation.next() else {
            Issue.record("it was understood")
            return
        }
    }

    @Test func aRequestWithoutEndIsBounded() {
        var conversation = ClientConversation(maximumLine: 100)
        conversation.push([UInt8](repeating: 0x20, count: ClientRequest.maximumSize))
        guard case nil = conversation.next() else {
            Issue.record("it does not wait")
            return
        }
        conversation.push([0x20])
        guard case .notUnderstood = conversation.next() else {
            Issue.record("it still waits")
            return
        }
    }

    @Test func aNoteIsWholeOrNothing() {
        var conversation = ClientConversation(maximumLine: 100)
        let request = ClientRequest.note(VersionRequest(audience: "pleniere"), size: 4)
        conversation.push(request.line)
        guard case .request(let read) = conversation.next() else {
            Issue.record("no request")
            return
        }
        #expect(read == request)
        conversation.begin(read)
        conversation.push("abc".utf8)
        guard case nil = conversation.next() else {
            Issue.record("a note that was cut was judged")
            return
        }
        conversation.end()
        guard case .end = conversation.next() else {
            Issue.record("a note that was cut was judged")
            return
        }
    }

    static let requests: [ClientRequest] = [
        .classe, .metrics, .detect(unit: .utf16, withText: true),
        .filter(
            VersionRequest(
                audience: "gt-thematique",
                piece: .fiche,
                profiles: ["strict", "habitants"],
                mode: .occulte
            )
        ),
        .note(VersionRequest(audience: "« é »"), size: 12), .held(.list(isAll: true)),
        .held(.show(id: "a")), .held(.original(id: "b")),
        .held(.release(id: "c", justification: "accord du groupe")),
        .held(.refuse(id: "d", justification: "hors sujet")),
        .held(.settle(id: "e", hasLeft: true)),
    ]

    @Test(arguments: requests)
    func aRequestIsReadAsItWasWritten(_ request: ClientRequest) {
        #expect(ClientRequest(Array(request.line.dropLast())) == request)
    }
}
