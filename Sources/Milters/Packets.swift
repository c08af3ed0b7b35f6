/// Packets for the MTA, one behind the other, to be sent in one write.
struct Packets {
    /// What a filter tells the MTA.
    enum Command: UInt8 {
        case negotiate = 0x4F  // O
        case `continue` = 0x63  // c
        case accept = 0x61  // a
        case reject = 0x72  // r
        case tempfail = 0x74  // t
        case discard = 0x64  // d
        case reply = 0x79  // y
        case progress = 0x70  // p
        case addField = 0x68  // h
        case insertField = 0x69  // i
        case changeField = 0x6D  // m
        case replaceBody = 0x62  // b
        case addRecipient = 0x2B  // +
        case removeRecipient = 0x2D  // -
        case quarantine = 0x71  // q
    }

    /// The longest piece of a body: sendmail takes no more.
    static let bodyChunk = 65_535

    static let `continue` = only(.continue)
    static let progress = only(.progress)

    private(set) var bytes: [UInt8] = []

    /// The bytes of a packet without data.
    private static func only(_ command: Command) -> [UInt8] {
        var packets = Packets()
        packets.add(command)
        return packets.bytes
    }

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    mutating func add(_ command: Command) {
        start(command, count: 0)
    }

    mutating func add(_ command: Command, numbers: [UInt32]) {
        start(command, count: 4 * numbers.count)
        for number in numbers { add(number) }
    }

    /// Adds a packet of strings, each with its NUL, behind a number if there is one.
    mutating func add(_ command: Command, number: UInt32? = nil, strings: [ArraySlice<UInt8>]) {
        let count = strings.reduce(number == nil ? 0 : 4) { $0 + $1.count + 1 }
        start(command, count: count)
        if let number { add(number) }
        for string in strings {
            bytes.append(contentsOf: string)
            bytes.append(0)
        }
    }

    /// Adds a body in pieces with nothing between them; an empty body is one empty piece.
    mutating func add(body: [UInt8]) {
        var from = 0
        repeat {
            let end = min(from + Self.bodyChunk, body.count)
            start(.replaceBody, count: end - from)
            bytes.append(contentsOf: body[from..<end])
            from = end
        } while from < body.count
    }

    private mutating func start(_ command: Command, count: Int) {
        add(UInt32(count + 1))
        bytes.append(command.rawValue)
    }

    private mutating func add(_ number: UInt32) {
        bytes.append(UInt8(truncatingIfNeeded: number >> 24))
        bytes.append(UInt8(truncatingIfNeeded: number >> 16))
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
        bytes.append(UInt8(truncatingIfNeeded: number))
    }
}
