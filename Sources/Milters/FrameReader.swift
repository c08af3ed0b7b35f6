/// Cuts the bytes of a connection into frames, wherever the bytes were cut before.
///
/// Give it what has arrived with ``push(_:)``, then take frames until there are no more. It keeps
/// less than one frame between two pushes when all frames are taken, and takes time in proportion to
/// the bytes. A length is checked as soon as its four bytes are there: nothing is set aside for it.
public struct FrameReader: Sendable {
    /// The longest frame that is taken, command byte included.
    public let maximumLength: Int
    private var buffer: [UInt8] = []
    /// Where the frame that comes next starts.
    private var start = 0

    /// A reader for one connection.
    ///
    /// - Parameter maximumLength: The longest frame, command byte included. Postfix sends chunks of
    ///   65 535 bytes and header fields of up to 60 000.
    public init(maximumLength: Int = 131_072) {
        self.maximumLength = maximumLength
    }

    /// Takes bytes that have arrived.
    public mutating func push(_ bytes: some Sequence<UInt8>) {
        // moved once half is read, so that each byte moves once on average
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            start = 0
        } else if start > buffer.count / 2 {
            buffer.removeSubrange(..<start)
            start = 0
        }
        let isTaken: Void? = bytes.withContiguousStorageIfAvailable {
            buffer.append(contentsOf: $0)
        }
        if isTaken == nil { buffer.append(contentsOf: bytes) }
    }

    /// The bytes that are kept, taken or not.
    var keptCount: Int { buffer.count }

    /// The next frame, or nil when it has not arrived whole.
    ///
    /// - Throws: ``MilterError/Code/badLength`` at a length of 0 or above the maximum, then again
    ///   each time: what follows cannot be read.
    public mutating func next() throws(MilterError) -> Frame? {
        guard let announced = buffer[start...].number(at: 0) else { return nil }
        let length = Int(announced)
        guard (1...maximumLength).contains(length) else { throw MilterError(.badLength) }
        let command = start + 4
        let end = command + length
        guard end <= buffer.count else { return nil }
        start = end
        return Frame(command: buffer[command], data: buffer[command + 1..<end])
    }
}
