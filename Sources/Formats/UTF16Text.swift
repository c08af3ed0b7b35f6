internal import Documents

/// UTF-16 in either byte order, by the codec of the standard library.
enum UTF16Text {
    /// The byte order that a mark at the start tells, or nil without a mark.
    static func marked(_ bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): return .utf16LittleEndian
        case (0xFE, 0xFF): return .utf16BigEndian
        default: return nil
        }
    }

    /// The byte order of a note without mark that is plainly UTF-16, or nil.
    ///
    /// In French nearly each unit has a zero as high byte; few signs have one as low byte.
    static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
        let units = bytes.count / 2
        guard units >= 4 else { return nil }
        var zeros = (even: 0, odd: 0)
        for unit in 0..<units {
            if bytes[2 * unit] == 0 { zeros.even += 1 }
            if bytes[2 * unit + 1] == 0 { zeros.odd += 1 }
        }
        if zeros.odd * 4 >= units * 3, zeros.even * 16 <= units { return .utf16LittleEndian }
        if zeros.even * 4 >= units * 3, zeros.odd * 16 <= units { return .utf16BigEndian }
        return nil
    }

    /// The units of the bytes, one after the other.
    private struct Units: IteratorProtocol {
        let bytes: UnsafeBufferPointer<UInt8>
        let low: Int
        var position: Int

        mutating func next() -> UInt16? {
            guard position + 1 < bytes.count else { return nil }
            defer { position += 2 }
            return UInt16(bytes[position + low]) | UInt16(bytes[position + 1 - low]) << 8
        }
    }

    /// The text.
    ///
    /// - Throws: `FormatError` `badEncoding` at a surrogate alone, at half a unit, and at a mark of
    ///   the other byte order.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ encoding: Encoding
    ) throws(FormatError) -> Decoded {
        let mark = marked(bytes)
        guard mark == nil || mark == encoding else { throw FormatError(.badEncoding, at: 0) }
        var position = mark == nil ? 0 : 2
        var decoded = Decoded(prefix: position, capacity: bytes.count / 2)
        var units = Units(
            bytes: bytes,
            low: encoding == .utf16LittleEndian ? 0 : 1,
            position: position
        )
        var parser = Unicode.UTF16.ForwardParser()
        parsing: while true {
            switch parser.parseScalar(from: &units) {
            case .valid(let encoded):
                let scalar = Unicode.UTF16.decode(encoded).value
                decoded.append(scalar, source: 2 * encoded.count)
                position += 2 * encoded.count
            case .emptyInput: break parsing
            case .error: throw FormatError(.badEncoding, at: position)
            }
        }
        guard position == bytes.count else { throw FormatError(.badEncoding, at: position) }
        return decoded
    }

    /// The bytes of a text.
    static func encode(_ text: [UInt8], _ encoding: Encoding) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(2 * text.count)
        for unit in String(decoding: text, as: UTF8.self).utf16 {
            let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
            output += encoding == .utf16LittleEndian ? [low, high] : [high, low]
        }
        return output
    }
}
