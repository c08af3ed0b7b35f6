public import Formats

/// Reads internet messages.
public struct MailReader: CarrierReader {
    /// A reader.
    public init() {}

    /// Opens a message.
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        nil
    }
}
