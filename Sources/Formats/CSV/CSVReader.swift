/// Reads comma-separated values with quotes, or with commas; others are plain text.
public struct CSVReader: CarrierReader {
    /// A reader.
    public init() {}

    /// Opens rows.
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        guard let shape = CSVShape(startOf: bytes), ForeignFormat(startOf: bytes) == nil else {
            return nil
        }
        return try CSVText(bytes, shape, opener)
    }
}
