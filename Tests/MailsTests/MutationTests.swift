import Documents
import Formats
import Mails
import TestSupport
import Testing

/// Mails that are changed at random: none crashes the reader, and what leaves holds nothing of what
/// was taken out, whoever reads it.
@Suite struct MutationTests {
    private static let samples = MailsTests.whole.map(\.mail)
    private static let pieces = [
        "\r", "\n", "\r\n", "\0", "--=_limite", "--=_limite--", "\n\n", "=", "=?utf-8?Q?", "?=",
        "\"",
        "<", ">", "(", ")", ";", ":", "@", "=54revez", "Content-Type: text/html\n",
        "Content-Transfer-Encoding: base64\n", "Content-Type: message/rfc822\n\n",
        "; charset=utf-7",
        "; boundary=x", "\u{85}", "\u{FEFF}", "\t", " \n ", "M. Karim Trevez",
    ].map { Array($0.utf8) }

    static func mutated(_ seed: UInt64) -> [UInt8] {
        var random = Seeded(seed)
        guard var mail = samples.randomElement(using: &random) else { return [] }
        for _ in 0..<Int.random(in: 1...4, using: &random) where !mail.isEmpty {
            let place = Int.random(in: 0..<mail.count, using: &random)
            let end = min(mail.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: mail[place] = UInt8.random(in: 0...255, using: &random)
            case 1: mail.removeSubrange(place..<end)
            case 2: mail.insert(contentsOf: mail[place..<end], at: place)
            case 3:
                let other = Int.random(in: 0..<mail.count, using: &random)
                mail.insert(contentsOf: Array(mail[place..<end]), at: other)
            case 4: mail.removeSubrange(end...)
            default:
                mail.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
            }
        }
        return mail
    }

    private static let names = ["karim", "trevez"].map { Array($0.utf8) }

    /// Where the names stand in a text.
    private static func edits(_ text: [UInt8]) -> [Edit] {
        let small = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var edits: [Edit] = []
        var i = 0
        while i < small.count {
            if let name = names.first(where: { small[i...].starts(with: $0) }) {
                edits.append(
                    Edit(start: i, end: i + name.count, replacement: Array("[é]".utf8))
                )
                i += name.count
            } else {
                i += 1
            }
        }
        return edits
    }

    /// What leaves when all names that the reader shows are taken out; nil when the mail is held.
    static func cleaned(_ mail: [UInt8]) -> [UInt8]? {
        let reader = MailReader { (bytes, _, _) throws(FormatError) in PageReader.open(bytes) }
        var removed = RemovedWords()
        for name in names { removed.add(name) }
        var bytes = mail
        for _ in 0..<4 {
            guard let carrier = try? reader.open(bytes, HidingPlaceTests.opener),
                carrier.obstacles.isEmpty
            else { return nil }
            let edits = carrier.texts.map { Self.edits($0.text) }
            if edits.allSatisfy(\.isEmpty), !carrier.asides.contains(where: removed.areIn) {
                return bytes
            }
            guard
                let written = try? carrier.bytes(
                    applying: edits,
                    without: removed,
                    marking: nil
                )
            else { return nil }
            bytes = written
        }
        return nil
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func nothingLeavesUnread(_ batch: UInt64) throws {
        var mails: [(seed: UInt64, before: [UInt8], after: [UInt8])] = []
        for seed in batch * 500..<(batch + 1) * 500 {
            let mail = Self.mutated(seed)
            if let clean = Self.cleaned(mail) { mails.append((seed, mail, clean)) }
        }
        #expect(mails.count > 100)
        let read = try PythonReader.read(mails.map(\.after))
        #expect(read.count == mails.count)
        for (mail, read) in zip(mails, read) {
            #expect(
                ["karim", "trevez"].compactMap(read.place) == [],
                "seed \(mail.seed)"
            )
        }
        let before = try PythonReader.read(mails.map(\.before))
        for (mail, trees) in zip(mails, zip(before, read)) {
            #expect(trees.0.tree == trees.1.tree, "seed \(mail.seed)")
        }
    }
}
