// Any bytes as a mail on its way through the gateway, below the sockets: what leaves reads as it
// should, and can be told to the mail server. `scripts/fuzz` builds and runs it.

internal import CPartTree
internal import Decisions
internal import Formats
internal import MilterSupport
internal import Milters
internal import Pipeline
internal import Readers
internal import Synchronization
internal import TestSupport

/// Takes one input: a mail; what is none is not kept as an input to start from.
@_cdecl("fuzzMail")
public func fuzzMail(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    return way.withLock { way in
        do throws(MailFault) {
            return try way.take(input) == .noMail ? -1 : 0
        } catch {
            fatalError(error.rawValue)
        }
    }
}

private let way: Mutex<MailWay> = {
    do { return Mutex(try MailWay()) } catch { fatalError("no engine: \(error)") }
}()

/// What is wrong with a mail that leaves.
public enum MailFault: String, Error {
    case aboveCeiling = "what leaves is higher than its audience may read"
    case changedUntold = "a mail is said to be unchanged and is not"
    case heldAgain = "what leaves is held the second time"
    case changedAgain = "what leaves is changed the second time"
    case otherParts = "what leaves has other parts"
    case toldOtherwise = "a mail is kept otherwise than it was told"
    case unsaid = "the mail server cannot be told"
    case leftOtherwise = "the mail server makes another mail of it"
}

/// The way of a mail through the gateway: told, read, filtered, and back to the mail server.
public struct MailWay: ~Copyable {
    /// What became of an input.
    public enum Fate: Sendable {
        /// The bytes are no mail.
        case noMail
        /// Nothing may leave.
        case held
        /// It leaves as it came.
        case unchanged
        /// It leaves changed.
        case changed
    }

    private var engine: Engine
    private let versions: [Version]

    /// A way over the tables of the repository.
    public init() throws {
        let lexicon = try TestLexicon.shared()
        // confidentiel anonymised, dropped, kept with a level above it, occulted
        let audiences = try ["gt-thematique", "pleniere", "article8", "cada"].map(audience)
        let opener = Opener(Readers.all + Opener.textReaders)
        engine = try Engine(lexicon: lexicon, opener: opener)
        versions = audiences.map { audience in
            Version(
                audience,
                isCorrespondent: { $0.suffix(12).elementsEqual("@mairie.test".utf8) }
            )
        }
    }

    /// Takes a mail; its length chooses who will read it.
    ///
    /// - Returns: What became of it.
    /// - Throws: What is wrong with what leaves.
    public mutating func take(_ input: [UInt8]) throws(MailFault) -> Fate {
        let told = try ToldMail(input)
        let bytes = told?.message.bytes ?? input
        guard MailStart.isMail(bytes) else { return .noMail }
        let version = versions[bytes.count % versions.count]
        guard let outcome = try? engine.filter(bytes, as: version) else { return .held }
        guard outcome.levelAfter <= version.audience.ceiling else {
            throw MailFault.aboveCeiling
        }
        guard outcome.isChanged else {
            guard outcome.bytes == bytes else { throw MailFault.changedUntold }
            return .unchanged
        }
        guard let again = try? engine.filter(outcome.bytes, as: version) else {
            throw MailFault.heldAgain
        }
        guard !again.isChanged, again.bytes == outcome.bytes else {
            throw MailFault.changedAgain
        }
        guard Self.isSame(Self.tree(outcome.bytes), as: Self.tree(bytes)) else {
            throw MailFault.otherParts
        }
        try told?.leave(as: outcome.bytes)
        return .changed
    }

    /// Whether the parts are the same, but for a type of somebody's own that became a plain one.
    private static func isSame(_ new: [UInt8]?, as old: [UInt8]?) -> Bool {
        guard new != old, let new, let old else { return new == old }
        func types(_ tree: [UInt8]) -> [String] {
            tree.split(whereSeparator: { " ()".utf8.contains($0) }).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        func shape(_ tree: [UInt8]) -> [UInt8] { tree.filter { " ()".utf8.contains($0) } }
        return shape(new) == shape(old)
            && zip(types(new), types(old)).allSatisfy { new, old in
                new == old || plainTypes.contains(new) && !commonTypes.contains(old)
            }
    }

    private static let plainTypes: Set = [
        "text/plain", "multipart/mixed", "application/octet-stream",
    ]

    private static let commonTypes: Set = [
        "application/octet-stream", "message/rfc822", "multipart/alternative", "multipart/digest",
        "multipart/mixed", "text/calendar", "text/csv", "text/html", "text/plain", "text/vcard",
    ]

    /// The types of the parts as another reader sees them; nil when it sees no message.
    private static func tree(_ bytes: [UInt8]) -> [UInt8]? {
        var mail = bytes[...]
        if mail.starts(with: [0xEF, 0xBB, 0xBF]) { mail = mail.dropFirst(3) }
        // the line of a mail box goes as a whole
        if mail.starts(with: "From ".utf8) { mail = mail.drop { $0 != 0x0A }.dropFirst() }
        var count = 0
        let tree = mail.withUnsafeBufferPointer { part_tree($0.baseAddress, $0.count, &count) }
        guard let tree else { return nil }
        defer { part_tree_free(tree) }
        return Array(UnsafeBufferPointer(start: tree, count: count))
    }
}

/// A mail that a mail server has told, and waits for the verdict on.
private struct ToldMail {
    private let mail: SampleMail
    private let exchange: Exchange
    let message: Message

    /// Tells a mail whose first line ends in CRLF; as a mail server does, with CRLF in all of it.
    ///
    /// Returns nil for others, and for those that no mail server tells.
    init?(_ bytes: [UInt8]) throws(MailFault) {
        guard let mail = Self.sample(bytes), let told = try? Exchange.telling(mail) else {
            return nil
        }
        guard told.message.bytes == mail.bytes else { throw MailFault.toldOtherwise }
        self.mail = mail
        exchange = told.exchange
        message = told.message
    }

    private static func sample(_ bytes: [UInt8]) -> SampleMail? {
        guard let feed = bytes.firstIndex(of: 0x0A), feed > 0, bytes[feed - 1] == 0x0D else {
            return nil
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.last == 0x0D ? line.dropLast() : line
        }
        var mail = SampleMail(fields: [], body: "")
        let header = lines.prefix { !$0.isEmpty }
        for line in header {
            if let first = line.first, first == 0x20 || first == 0x09, !mail.fields.isEmpty {
                mail.fields[mail.fields.count - 1].value += [0x0A] + line
            } else if let colon = line.firstIndex(of: 0x3A) {
                let value = line[(colon + 1)...]
                mail.fields.append(Field(name: Array(line[..<colon]), value: Array(value)))
            } else {
                return nil
            }
        }
        mail.body = Array(lines.dropFirst(header.count + 1).joined(separator: [0x0D, 0x0A]))
        return mail
    }

    /// Lets another mail leave in its place.
    func leave(as rewritten: [UInt8]) throws(MailFault) {
        // a field that no mail server takes is refused before anything is decided on it
        guard let changes = try? message.changes(to: rewritten) else { return }
        var exchange = exchange
        let before = exchange.packets.count
        let reply = EndReply(changes: changes.changes, body: changes.body, verdict: .continue)
        guard (try? exchange.finish(reply, of: message.number)) != nil else {
            throw MailFault.unsaid
        }
        var queueFile = QueueFile(mail)
        guard queueFile.apply(Array(exchange.packets.dropFirst(before))) == .delivered,
            queueFile.visibleBytes == rewritten
        else { throw MailFault.leftOtherwise }
    }
}
