internal import Documents

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
    /// How many carriers this one stands in.
    public private(set) var depth = 0

    /// A message in a zip in a message in a zip: enough for people.
    public static let maximumDepth = 8

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
        guard depth < Self.maximumDepth else { throw FormatError(.nestedTooDeep, at: 0) }
        var inner = self
        inner.depth += 1
        for reader in readers {
            if let carrier = try reader.open(bytes, inner) { return carrier }
        }
        return nil
    }
}
