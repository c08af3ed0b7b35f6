/// Strings as a pdf writes them.
enum PDFString {
    /// The bytes of `(…)`, and where it ends.
    ///
    /// - Returns: nil when it does not end.
    static func literal(_ source: ArraySlice<UInt8>) -> ([UInt8], end: Int)? {
        var bytes: [UInt8] = []
        var depth = 0
        var index = source.startIndex
        while index < source.endIndex {
            let byte = source[index]
            index += 1
            switch byte {
            case 0x28:
                if depth > 0 { bytes.append(byte) }
                depth += 1
            case 0x29:
                depth -= 1
                if depth == 0 { return (bytes, index) }
                bytes.append(byte)
            case 0x5C:
                guard index < source.endIndex else { return nil }
                index = escape(source, at: index, into: &bytes)
            default: bytes.append(byte)
            }
        }
        return nil
    }

    private static let escapes: [UInt8: UInt8] = [
        0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09, 0x62: 0x08, 0x66: 0x0C,
    ]

    /// Appends what stands behind a backslash and returns where it ends.
    private static func escape(
        _ source: ArraySlice<UInt8>,
        at start: Int,
        into bytes: inout [UInt8]
    ) -> Int {
        let digits = source[start...].prefix(3).prefix { (0x30...0x37).contains($0) }
        guard digits.isEmpty else {
            let value = digits.reduce(0) { $0 * 8 + Int($1) - 0x30 }
            bytes.append(UInt8(value & 0xFF))
            return digits.endIndex
        }
        if source[start] != 0x0A { bytes.append(escapes[source[start]] ?? source[start]) }
        return start + 1
    }

    /// The bytes of `<…>`, and where it ends.
    ///
    /// - Returns: nil when it does not end, or is a dictionary.
    static func hexadecimal(_ source: ArraySlice<UInt8>) -> ([UInt8], end: Int)? {
        var bytes: [UInt8] = []
        var half: UInt8?
        for index in source.indices.dropFirst() {
            let byte = source[index]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            case 0x3E: return (bytes + (half.map { [$0 << 4] } ?? []), index + 1)
            case 0x00...0x20: continue
            default: return nil
            }
            if let first = half {
                bytes.append(first << 4 | digit)
                half = nil
            } else {
                half = digit
            }
        }
        return nil
    }

    /// A text string: UTF-16 or UTF-8 with a mark, else a charset near to Latin-1.
    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xFE, 0xFF]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return Array(String(decoding: bytes.dropFirst(3), as: UTF8.self).utf8)
        }
        var text = ""
        for byte in bytes { text.unicodeScalars.append(scalar(byte)) }
        return Array(text.utf8)
    }

    /// Where PDFDocEncoding differs from Latin-1 in what French has.
    private static let special: [UInt8: UInt32] = [
        0x80: 0x2022, 0x84: 0x2014, 0x85: 0x2013, 0x8D: 0x201C, 0x8E: 0x201D, 0x8F: 0x2018,
        0x90: 0x2019, 0x96: 0x152, 0x98: 0x178, 0x9C: 0x153, 0xA0: 0x20AC,
    ]

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        special[byte].flatMap(Unicode.Scalar.init) ?? Unicode.Scalar(byte)
    }
}
