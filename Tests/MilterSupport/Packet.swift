/// A packet of either side, written and read without the code that is tested.
public struct Packet: Hashable, Sendable, CustomStringConvertible {
    /// The command byte.
    public let command: Character
    /// What follows it.
    public let data: [UInt8]

    /// A packet of any data.
    public init(_ command: Character, _ data: [UInt8] = []) {
        self.command = command
        self.data = data
    }

    /// A packet of strings, each with its NUL.
    public init(_ command: Character, strings: [[UInt8]]) {
        self.init(command, strings.flatMap { $0 + [0] })
    }

    /// The macros of an event.
    public static func macros(_ event: Character, _ macros: [(String, String)] = []) -> Packet {
        let pairs = macros.flatMap { [Array($0.0.utf8), Array($0.1.utf8)] }
        return Packet("D", Array("\(event)".utf8) + pairs.flatMap { $0 + [0] })
    }

    /// The packet as it goes over the wire.
    public var bytes: [UInt8] {
        Self.number(data.count + 1) + Array("\(command)".utf8) + data
    }

    /// The strings of the data, each of which ends with NUL; a piece without is left out.
    public var strings: [[UInt8]] {
        data.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
    }

    /// The command, and the data as far as it is ASCII.
    public var description: String {
        "\(command)"
            + String(decoding: data.map { $0 < 0x20 || $0 > 0x7E ? 0x2E : $0 }, as: UTF8.self)
    }

    /// A number as four bytes, the highest first.
    public static func number(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// Cuts bytes into packets.
    ///
    /// - Returns: The packets that are whole, and the bytes behind them.
    public static func cut(_ bytes: [UInt8]) -> (packets: [Packet], rest: [UInt8]) {
        var packets: [Packet] = []
        var rest = bytes[...]
        while rest.count >= 5 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard length >= 1, rest.count >= 4 + length else { break }
            let packet = rest.dropFirst(4).prefix(length)
            let command = Character(Unicode.Scalar(packet[packet.startIndex]))
            packets.append(Packet(command, Array(packet.dropFirst())))
            rest = rest.dropFirst(4 + length)
        }
        return (packets, Array(rest))
    }
}
