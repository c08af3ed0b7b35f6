public import Documents

/// The reader of a format.
public protocol CarrierReader: Sendable {
    /// Opens bytes of its format.
    ///
    /// - Parameters:
    ///   - bytes: The whole note, attachment or entry.
    ///   - opener: Opens what stands inside, with what is left of the limits.
    /// - Returns: nil when the bytes are of another format.
    /// - Throws: `FormatError` when they are of this one and cannot be read.
    func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)?
}

/// Opens notes of any format that a program reads: the formats are tried in order, plain text is the
/// last.
///
/// Recognition goes by content, never by name.
public struct Opener: Sendable {
    /// The formats besides plain text.
    public let readers: [any CarrierReader]
    /// Whether pictures may stay although nobody examined them.
    public let keepsImages: Bool
    /// Whether other programs may be asked to convert what no reader reads.
    public let converts: Bool
    /// The longest note, in bytes; also what all that is unpacked from it may hold.
    public let maximumSize: Int
    /// The encoding of notes that are text themselves; nil to recognise that of each.
    ///
    /// What stands inside another note says its own.
    public var encoding: Encoding?
    /// Whether a word, in UTF-8, is one of French: helps to recognise an encoding.
    public var isWord: @Sendable (_ letters: [UInt8]) -> Bool = { _ in false }
    /// Whether a mail address, in small letters, belongs to somebody in function: the tables of a
    /// gateway know who a mail goes to.
    public var isCorrespondent: @Sendable (_ address: [UInt8]) -> Bool = { _ in false }
    /// What may still be unpacked from the whole note; nil outside of one.
    private var budget: Budget?
    /// How many carriers this one stands in.
    public private(set) var depth = 0

    /// A message in a zip in a message in a zip: enough for people.
    public static let maximumDepth = 8

    /// The formats that are text themselves: they need no library, so that every program has them.
    public static let textReaders: [any CarrierReader] = [
        HTMLReader(), CardReader(), CSVReader(),
    ]

    /// An opener of these formats.
    public init(
        _ readers: [any CarrierReader] = [],
        maximumSize: Int = 64 << 20,
        keepsImages: Bool = false,
        converts: Bool = false
    ) {
        self.readers = readers
        self.maximumSize = maximumSize
        self.keepsImages = keepsImages
        self.converts = converts
    }

    /// Opens bytes as a carrier.
    ///
    /// - Returns: nil for what may be plain text.
    /// - Throws: `FormatError`.
    public func carrier(_ bytes: [UInt8]) throws(FormatError) -> (any Carrier)? {
        guard bytes.count <= min(maximumSize, Document.maximumSize) else {
            throw FormatError(.tooLarge, at: maximumSize)
        }
        var inner = try deeper()
        if depth == 0 { inner.budget = Budget(of: bytes.count, maximumSize: maximumSize) }
        for reader in readers {
            if let carrier = try reader.open(bytes, inner) { return carrier }
        }
        return nil
    }

    /// Says that so many bytes are unpacked, before they are.
    ///
    /// - Throws: `FormatError` `bomb` when they are more than what the note may hold.
    public func unpack(_ count: Int) throws(FormatError) {
        guard budget?.take(count) ?? true else { throw FormatError(.bomb) }
    }

    /// What opens the carriers in a carrier that a reader opens by itself, as a message in a message.
    ///
    /// - Throws: `FormatError` `nestedTooDeep`.
    public func deeper() throws(FormatError) -> Opener {
        guard depth < Self.maximumDepth else { throw FormatError(.nestedTooDeep, at: 0) }
        var inner = self
        inner.depth += 1
        // the encoding is that of the note, not of what is unpacked from it
        if depth > 0 { inner.encoding = nil }
        return inner
    }
}
