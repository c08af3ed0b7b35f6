internal import Crypto
internal import Foundation

/// The seal over the content of one mail: AES-GCM-256 under a key of its own.
///
/// The content is a row of pieces: number 0 is the envelope, the others are the message in pieces
/// of ``pieceSize``. Each piece is bound to its number, to how many there are and to the plain
/// columns of the mail: none can be changed, swapped, left out or put under another mail.
struct Seal {
    /// How many bytes of a message one piece holds.
    static let pieceSize = 1 << 20
    /// By how many bytes a piece grows: nonce and tag.
    static let overhead = 28

    private let key: SymmetricKey
    private let record: HeldRecord

    /// The seal for a mail.
    init(_ record: HeldRecord, _ key: StoreKey) {
        self.key = key.sealing(record.id)
        self.record = record
    }

    /// How many pieces there are, with the envelope.
    var count: Int { Self.count(size: record.size) }

    /// How many bytes the content of a mail has once it is sealed.
    static func sealedSize(_ envelope: [UInt8], _ message: [UInt8]) -> Int {
        envelope.count + message.count + count(size: message.count) * overhead
    }

    /// Any number may stand in a file that somebody has changed: nothing here overflows.
    private static func count(size: Int) -> Int {
        1 + size / pieceSize + (size % pieceSize > 0 ? 1 : 0)
    }

    /// Seals one piece.
    func close(_ piece: ArraySlice<UInt8>, number: Int) throws -> Data {
        let box = try AES.GCM.seal(piece, using: key, authenticating: binding(number))
        guard let sealed = box.combined else { throw StoreError(.io, .mail) }
        return sealed
    }

    /// Opens one piece.
    ///
    /// - Throws: `StoreError` `damaged` when the seal does not hold.
    func open(_ sealed: Data, number: Int) throws(StoreError) -> Data {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return try AES.GCM.open(box, using: key, authenticating: binding(number))
        } catch {
            throw StoreError(.damaged, .mail)
        }
    }

    private func binding(_ number: Int) -> [UInt8] {
        var fields = record.binding
        fields.add(number)
        fields.add(count)
        return fields.bytes
    }
}

extension HeldMail.Envelope {
    /// The bytes of its piece.
    var fields: Fields {
        var fields = Fields()
        fields.add(sender)
        for recipient in recipients { fields.add(recipient) }
        return fields
    }

    /// An envelope from the bytes of its piece.
    init(fields bytes: some Sequence<UInt8>) throws(StoreError) {
        guard var values = Fields.values(bytes), values.count > 1 else {
            throw StoreError(.damaged, .mail)
        }
        sender = values.removeFirst()
        recipients = values
    }

    /// What two mails share that go from and to the same people, in whatever order.
    func identity(for purpose: String, message: [UInt8]) -> Fields {
        var fields = Fields(for: purpose)
        fields.add(Array(SHA256.hash(data: message)))
        fields.add(sender)
        for recipient in recipients.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            fields.add(recipient)
        }
        return fields
    }
}
