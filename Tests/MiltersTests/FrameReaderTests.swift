import MilterSupport
import Testing

@testable import Milters

@Suite struct FrameReaderTests {
    /// A short conversation with a body of several chunks.
    private static let transcript: [Packet] = {
        let long = String(repeating: "une ligne de la note\r\n", count: 8000)
        let mta = MTA()
        return [mta.offer] + mta.connection() + mta.packets(of: SampleMail(body: long))
            + MTA.afterMessage + [Packet("Q")]
    }()

    private static func packet(_ frame: Frame) -> Packet {
        Packet(Character(Unicode.Scalar(frame.command)), Array(frame.data))
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, 64, 4096, 65_535, 1 << 20])
    func cutsChangeNothing(_ size: Int) throws {
        let bytes = Self.transcript.flatMap(\.bytes)
        var reader = FrameReader()
        var packets: [Packet] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            reader.push(bytes[start..<min(start + size, bytes.count)])
            while let frame = try reader.next() { packets.append(Self.packet(frame)) }
        }
        #expect(packets == Self.transcript)
    }

    @Test func bytesWithoutStorageAreTaken() throws {
        var reader = FrameReader()
        reader.push(
            sequence(state: Packet("L", strings: [[0x41], [0x42]]).bytes[...]) { $0.popFirst() }
        )
        let frame = try #require(try reader.next())
        #expect(Self.packet(frame) == Packet("L", strings: [[0x41], [0x42]]))
    }

    @Test func aFrameStaysWhatItIsWhenMoreArrives() throws {
        var reader = FrameReader()
        reader.push(Packet("B", Array("premier".utf8)).bytes)
        let first = try #require(try reader.next())
        for _ in 0..<100 { reader.push(Packet("B", Array("suivant".utf8)).bytes) }
        while try reader.next() != nil {}
        #expect(Self.packet(first) == Packet("B", Array("premier".utf8)))
    }

    @Test func bytesThatWereTakenAreNotKept() throws {
        let packet = Packet("B", Array(repeating: 0x61, count: 95)).bytes
        var reader = FrameReader()
        // half a packet is always left over
        reader.push(packet.prefix(50))
        for _ in 0..<1000 {
            reader.push(packet.dropFirst(50) + packet.prefix(50))
            while try reader.next() != nil {}
            #expect(reader.keptCount <= 4 * packet.count)
        }
    }

    struct Length: CustomTestStringConvertible, Sendable {
        let announced: Int
        let isTaken: Bool
        var testDescription: String { "\(announced) \(isTaken ? "is taken" : "is refused")" }
    }

    @Test(arguments: [
        Length(announced: 0, isTaken: false),
        Length(announced: 1, isTaken: true),
        Length(announced: 131_072, isTaken: true),
        Length(announced: 131_073, isTaken: false),
        Length(announced: 2 << 20, isTaken: false),
        // « post », the log of a daemon in the socket (postsrsd #185)
        Length(announced: 1_886_352_244, isTaken: false),
        Length(announced: 0xFFFF_FFFF, isTaken: false),
    ])
    func aLengthIsCheckedBeforeItsDataArrives(_ row: Length) throws {
        var reader = FrameReader()
        reader.push(Packet.number(row.announced))
        guard row.isTaken else {
            for _ in 0..<2 {
                let error = #expect(throws: MilterError.self) { try reader.next() }
                #expect(error?.code == .badLength)
            }
            return
        }
        #expect(try reader.next() == nil)
        reader.push(Array(repeating: 0x42, count: row.announced - 1))
        #expect(try reader.next() == nil)
        reader.push([0x42])
        #expect(try reader.next()?.data.count == row.announced - 1)
    }
}
