public import Formats

/// Reads what other programs convert for us.
public struct ConversionReader: CarrierReader {
    /// A reader.
    public init() {}

    /// Opens a document that is converted.
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        nil
    }
}
