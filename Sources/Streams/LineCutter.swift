/// Cuts a stream to its lines: each is a record of its own; blank ones are left out.
public struct LineCutter: Cutter {
    private var uncut = Uncut()
    private var number = 0
    private let maximumSize: Int
    /// Whether what comes belongs to a line that is too long.
    private var isSkipping = false

    /// A cutter.
    ///
    /// - Parameter maximumSize: The longest line that is kept, in bytes.
    public init(maximumSize: Int) {
        self.maximumSize = maximumSize
    }

    /// Whether the stream has ended.
    public var hasEnded: Bool { uncut.hasEnded }

    /// How many bytes are not yet cut.
    public var waiting: Int { uncut.count }

    /// Lets somebody append bytes to what is not yet cut.
    public mutating func fill(_ append: (inout [UInt8]) throws -> Int) rethrows {
        try uncut.fill(append)
    }

    /// The next line without its end.
    public mutating func next() -> Piece? {
        while true {
            let newline = uncut.find(0x0A)
            if newline == nil, !hasEnded {
                if isSkipping {
                    uncut.start = uncut.bytes.count
                } else if uncut.count > maximumSize {
                    isSkipping = true
                    return tooLarge()
                }
                return nil
            }
            let line = uncut.start..<(newline ?? uncut.bytes.count)
            uncut.start = newline.map { $0 + 1 } ?? uncut.bytes.count
            let wasSkipping = isSkipping
            isSkipping = false
            if newline == nil, line.isEmpty { return nil }
            if wasSkipping { continue }
            if line.count > maximumSize { return tooLarge() }
            let content = uncut.bytes[uncut.withoutLineEnd(line)]
            if content.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            number += 1
            return Piece(bytes: Array(content), number: number)
        }
    }

    private mutating func tooLarge() -> Piece {
        number += 1
        return Piece(bytes: [], number: number, fault: .tooLarge)
    }
}
