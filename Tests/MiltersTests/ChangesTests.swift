import MilterSupport
import Milters
import TestSupport
import Testing

/// A rewritten message as changes: what leaves is that message, and nothing else was touched.
@Suite struct ChangesTests {
    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// What a mail becomes when it is rewritten, in the queue file of an MTA.
    private static func rewrite(
        _ mail: SampleMail,
        to rewritten: [UInt8],
        by mta: MTA = MTA()
    ) throws -> (changes: [Change], bytes: [UInt8]?) {
        var (exchange, mta, message) = try Exchange.telling(mail, by: mta)
        let (changes, body) = try message.changes(to: rewritten)
        let before = exchange.packets.count
        try exchange.finish(
            EndReply(changes: changes, body: body, verdict: .continue),
            of: message.number
        )
        var queueFile = QueueFile(mail, keepsLeadingSpace: mta.keepsLeadingSpace)
        let outcome = queueFile.apply(Array(exchange.packets.dropFirst(before)))
        #expect(outcome == .delivered)
        return (changes, queueFile.visibleBytes)
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let name: String
        let old: [String]
        let new: [String]
        let changes: [Change]
        var testDescription: String { name }
    }

    private static func change(_ index: Int, _ line: String) -> Change {
        .changeField(index: index, Field(line: line))
    }

    private static func remove(_ index: Int, _ name: String) -> Change {
        .removeField(index: index, name: Array(name.utf8))
    }

    private static func insert(_ index: Int, _ line: String) -> Change {
        .insertField(index: index, Field(line: line))
    }

    static let rows = [
        Row(name: "nothing", old: ["A: 1", "B: 2"], new: ["A: 1", "B: 2"], changes: []),
        Row(
            name: "a value",
            old: ["A: 1", "Subject: Karim Benali", "B: 2"],
            new: ["A: 1", "Subject: [Personne A]", "B: 2"],
            changes: [change(1, "Subject: [Personne A]")]
        ),
        Row(
            name: "a value of several fields of a name",
            old: ["X: 1", "x: 2", "X: 3"],
            new: ["X: 1", "x: deux", "X: 3"],
            changes: [change(2, "x: deux")]
        ),
        Row(
            name: "a field at the top",
            old: ["Received: a", "Received: b", "Subject: s"],
            new: ["X-Biffure-Niveau: public", "Received: a", "Received: b", "Subject: s"],
            changes: [insert(1, "X-Biffure-Niveau: public")]
        ),
        Row(
            name: "a field at the top, one gone, one changed",
            old: ["Received: a", "Received: b", "Received: c", "Subject: s", "To: t"],
            new: ["X-Biffure-Niveau: public", "Received: b", "Received: c", "Subject: S", "To: t"],
            changes: [
                change(1, "Subject: S"), remove(1, "Received"),
                insert(1, "X-Biffure-Niveau: public"),
            ]
        ),
        Row(
            name: "two at the top, two in the middle, two at the end",
            old: ["A: 1", "B: 2"],
            new: ["T: 1", "T: 2", "A: 1", "M: 1", "M: 2", "B: 2", "Z: 1", "Z: 2"],
            changes: [
                insert(2, "M: 2"), insert(2, "M: 1"), insert(1, "T: 2"), insert(1, "T: 1"),
                .addField(Field(line: "Z: 1")), .addField(Field(line: "Z: 2")),
            ]
        ),
        Row(
            name: "all gone",
            old: ["A: 1", "A: 2", "B: 3"],
            new: [],
            changes: [remove(1, "B"), remove(2, "A"), remove(1, "A")]
        ),
        Row(
            name: "one of two that are the same",
            old: ["A: 1", "A: 1", "B: 2"],
            new: ["A: 1", "B: 2"],
            changes: [remove(2, "A")]
        ),
        Row(
            name: "another name in the same place",
            old: ["A: 1", "Thread-Topic: Karim", "B: 2"],
            new: ["A: 1", "X-Removed: 1", "B: 2"],
            changes: [remove(1, "Thread-Topic"), insert(2, "X-Removed: 1")]
        ),
        Row(
            name: "a value emptied, which a change cannot say",
            old: ["A: 1", "Subject: Karim", "B: 2"],
            new: ["A: 1", "Subject:", "B: 2"],
            changes: [remove(1, "Subject"), insert(2, "Subject:")]
        ),
        Row(
            name: "a value emptied at the end",
            old: ["A: 1", "Subject: Karim"],
            new: ["A: 1", "Subject:  "],
            changes: [remove(1, "Subject"), .addField(Field(line: "Subject:  "))]
        ),
        Row(
            name: "folds and blanks",
            old: ["A:\t1\n\t2", "B:2"],
            new: ["A:\t1\n\t3", "B: 2"],
            changes: [change(1, "B: 2"), change(1, "A:\t1\n\t3")]
        ),
        Row(
            name: "a bare CR that is left alone",
            old: ["A: 1\r2\r\n 3", "B: 2"],
            new: ["A: 1\r2\r\n 3", "B: 3"],
            changes: [change(1, "B: 3")]
        ),
        Row(
            name: "a field that moved",
            old: ["A: 1", "B: 2", "C: 3"],
            new: ["B: 2", "C: 3", "A: 1"],
            changes: [remove(1, "A"), .addField(Field(line: "A: 1"))]
        ),
    ]

    @Test(arguments: rows)
    func onlyWhatDiffersIsChanged(_ row: Row) throws {
        let (old, new) = (SampleMail(fields: row.old), SampleMail(fields: row.new))
        let (changes, bytes) = try Self.rewrite(old, to: new.bytes)
        #expect(changes == row.changes)
        #expect(bytes.map(Self.text) == Self.text(new.bytes))
    }

    @Test(arguments: ["", "Bonjour,\r\n", "Bonjour", "\r\n", "\0"])
    func theBodyIsSentOnlyWhenItDiffers(_ body: String) throws {
        let old = SampleMail(body: "Bonjour,\r\n")
        for fields in [["A: 1"], ["From: karim.benali@mairie.test", "Subject: ordre du jour"]] {
            let new = SampleMail(fields: fields, body: body)
            let (_, _, message) = try Exchange.telling(old)
            let rewritten = try message.changes(to: new.bytes)
            #expect(rewritten.body.map(Self.text) == (body == "Bonjour,\r\n" ? nil : body))
            #expect(try Self.rewrite(old, to: new.bytes).bytes == new.bytes)
        }
    }

    @Test(arguments: [
        "A: 1\r\nseul\r\n\r\n", "\0: 1\r\n\r\n", " A: 1\r\n\r\n", "A B: 1\r\n\r\n", ": 1",
    ])
    func aHeaderThatDoesNotReadIsRefused(_ header: String) throws {
        let (_, _, message) = try Exchange.telling(SampleMail())
        let error = #expect(throws: MilterError.self) {
            try message.changes(to: Array(header.utf8))
        }
        #expect(error?.code == .badData)
    }

    @Test(arguments: ["Subject: a\rb\r\n\r\n", "Subject: a\0b\r\n\r\n", "X: a\rb\r\n\r\n"])
    func aNewValueThatNoMTATakesIsRefused(_ header: String) throws {
        let (_, _, message) = try Exchange.telling(SampleMail(fields: ["Subject: a"]))
        let error = #expect(throws: MilterError.self) {
            try message.changes(to: Array(header.utf8))
        }
        #expect(error?.code == .badData)
    }

    @Test(arguments: [("A: 1\r\n", ""), ("A: 1\n\nfin", "fin"), ("A: 1", ""), ("", "")])
    func lineEndsOfAHeaderMayBeShort(_ rewritten: String, _ body: String) throws {
        let (_, _, message) = try Exchange.telling(SampleMail(fields: ["A: 1"]))
        let result = try message.changes(to: Array(rewritten.utf8))
        #expect(result.changes.count == (rewritten.isEmpty ? 1 : 0))
        #expect(result.body.map(Self.text) == body)
    }

    // MARK: Random edits

    private static let names = ["Received", "X-A", "x-a", "Subject", "To", "DKIM-Signature"]
    private static let values = ["", " ", " 1", " 2", ":", "\t3\n 4", " é", "  [A]", " 1\n\t"]

    private static func field(_ random: inout Seeded) -> Field {
        let name = names.randomElement(using: &random) ?? "X"
        return Field(line: "\(name):\(values.randomElement(using: &random) ?? "")")
    }

    /// A field with a blank behind the colon, as an MTA writes it that puts the blank itself.
    private static func spaced(_ field: Field) -> Field {
        Field(
            name: field.name,
            value: field.value.first == 0x20 ? field.value : [0x20] + field.value
        )
    }

    /// Random edits in which fields keep their order, and how many there are.
    private static func edited(
        _ fields: [Field],
        _ random: inout Seeded
    ) -> (fields: [Field], editCount: Int) {
        var edited: [Field] = []
        var editCount = 0
        for field in fields {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: editCount += 1
            case 1:
                edited.append(Field(name: field.name, value: Self.field(&random).value))
                // a removal and an insertion, when there is nothing left
                editCount += 2
            case 2:
                edited += [Self.field(&random), field]
                editCount += 1
            default: edited.append(field)
            }
        }
        while Int.random(in: 0..<3, using: &random) == 0 {
            edited.insert(Self.field(&random), at: 0)
            editCount += 1
        }
        return (edited, editCount)
    }

    @Test(arguments: 0..<1000 as Range<UInt64>)
    func whatLeavesIsTheRewrittenMessage(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var mail = SampleMail()
        mail.fields = (0..<Int.random(in: 0...12, using: &random)).map { _ in Self.field(&random) }
        var new = mail
        new.fields = Self.edited(mail.fields, &random).fields
        if Bool.random(using: &random) { new.fields.shuffle(using: &random) }
        if Bool.random(using: &random) { new.body = Array("autre\r\n".utf8) }
        var mta = MTA()
        if Bool.random(using: &random) {
            mta = MTA(version: 4, steps: 0x3FF)
            mail.fields = mail.fields.map(Self.spaced)
            new.fields = new.fields.map(Self.spaced)
        }
        let (_, bytes) = try Self.rewrite(mail, to: new.bytes, by: mta)
        #expect(bytes.map(Self.text) == Self.text(new.bytes))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func fieldsThatDifferFromOneAnotherTakeNoMoreChangesThanEdits(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var mail = SampleMail()
        mail.fields = (0..<20).map { i in
            Field(line: "\(Self.names.randomElement(using: &random) ?? "X"): valeur \(i)")
        }
        let (fields, editCount) = Self.edited(mail.fields, &random)
        var new = mail
        new.fields = fields
        let (changes, bytes) = try Self.rewrite(mail, to: new.bytes)
        #expect(bytes == new.bytes)
        #expect(changes.count <= editCount)
    }

    @Test func manyFieldsOfOneNameAreAligned() throws {
        var mail = SampleMail(fields: (0..<5000).map { "X: \($0 % 3)" })
        var new = mail
        new.fields = [Field(line: "Y: 1")] + mail.fields.dropFirst(2).dropLast(2)
        mail.body = []
        let (_, _, message) = try Exchange.telling(mail)
        let result = try message.changes(to: new.bytes)
        #expect(result.changes.contains(.insertField(index: 1, Field(line: "Y: 1"))))
    }
}
