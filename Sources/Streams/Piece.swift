/// One note of a stream, as it was cut.
public struct Piece: Sendable, Equatable {
    /// Why a note of a stream cannot be read.
    public enum Fault: String, Sendable {
        /// It is longer than the limit.
        case tooLarge
        /// It holds a zero byte.
        case binary
    }

    /// A form feed or a byte order mark that stands before the note and is no part of it, or nothing.
    public let lead: [UInt8]
    /// The note; of a note at fault its separator line alone.
    public let bytes: [UInt8]
    /// How many of the bytes are the separator line that the note starts with.
    public let separatorSize: Int
    /// The number of the note in its stream, from 1; 0 for nothing before the first separator or
    /// behind the last, which is no note.
    public let number: Int
    /// Why it cannot be read, or nil.
    public let fault: Fault?
    /// Whether its first line ends with CR and LF.
    public let usesCRLF: Bool

    /// A piece.
    public init(
        lead: [UInt8] = [],
        bytes: [UInt8],
        separatorSize: Int = 0,
        number: Int,
        fault: Fault? = nil,
        usesCRLF: Bool = false
    ) {
        self.lead = lead
        self.bytes = bytes
        self.separatorSize = separatorSize
        self.number = number
        self.fault = fault
        self.usesCRLF = usesCRLF
    }
}

/// Why a stream cannot be cut at all; it holds no text.
public enum CutError: Error, Hashable, Sendable {
    /// It starts with the mark of UTF-16.
    case utf16
}

/// Cuts a stream to notes, wherever its bytes were cut before.
public protocol Cutter: Sendable {
    /// Lets somebody append bytes to what is not yet cut; after a call that appends nothing the
    /// stream has ended.
    mutating func fill(_ append: (inout [UInt8]) throws -> Int) rethrows

    /// The next piece, or nil when bytes are missing or the stream has ended.
    mutating func next() throws(CutError) -> Piece?

    /// Whether the stream has ended.
    var hasEnded: Bool { get }
}

/// The bytes of a stream that are not yet cut.
struct Uncut: Sendable {
    var bytes: [UInt8] = []
    /// The first byte that belongs to no piece yet.
    var start = 0
    /// The first byte that was not looked at.
    var seen = 0
    var hasEnded = false

    var count: Int { bytes.count - start }

    mutating func fill(_ append: (inout [UInt8]) throws -> Int) rethrows {
        bytes.removeFirst(start)
        seen -= start
        start = 0
        hasEnded = try append(&bytes) == 0
    }

    /// The next byte of a value that was not looked at; all are looked at when there is none.
    mutating func find(_ byte: UInt8) -> Int? {
        let found = bytes.withUnsafeBufferPointer { $0[seen...].firstIndex(of: byte) }
        seen = found.map { $0 + 1 } ?? bytes.count
        return found
    }

    /// A range without the CR or LF at its end.
    func withoutLineEnd(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        if end > range.lowerBound, bytes[end - 1] == 0x0A { end -= 1 }
        if end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
        return range.lowerBound..<end
    }
}
