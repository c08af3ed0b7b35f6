public import Formats

/// Reads zip files and the documents that are zip files.
public struct PackageReader: CarrierReader {
    /// A reader.
    public init() {}

    /// Opens a package.
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        nil
    }
}
