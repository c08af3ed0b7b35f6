/// One packet of the MTA: a command byte and its data.
public struct Frame: Sendable {
    /// What the data is; an ``Event`` when it is known.
    public let command: UInt8
    /// What follows the command byte.
    ///
    /// It shares the buffer of the reader that gave it: while it is kept, the reader has to copy.
    public let data: ArraySlice<UInt8>

    /// A packet.
    ///
    /// - Parameters:
    ///   - command: What the data is.
    ///   - data: What follows the command byte.
    public init(command: UInt8, data: ArraySlice<UInt8>) {
        self.command = command
        self.data = data
    }
}

extension ArraySlice<UInt8> {
    /// The strings of a list in which each ends with NUL; nil when the last one does not.
    ///
    /// - Complexity: O(*n*), where *n* is the number of bytes.
    func terminatedStrings() -> [ArraySlice<UInt8>]? {
        guard !isEmpty else { return [] }
        guard last == 0 else { return nil }
        return dropLast().split(separator: 0, omittingEmptySubsequences: false)
    }

    /// The number of four bytes, the highest first, that starts at an offset; nil when there are
    /// not four.
    func number(at offset: Int) -> UInt32? {
        let start = startIndex + offset
        guard start + 4 <= endIndex else { return nil }
        return self[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
