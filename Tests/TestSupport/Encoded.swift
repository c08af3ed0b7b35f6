public import Documents
internal import Glibc

/// Texts in other encodings, made by the C library: not by what is tested.
public enum Encoded {
    /// The encodings that a note can come in, without byte-order mark.
    public static let encodings = Encoding.allCases.filter {
        $0 != .utf16 && $0 != .partlyDoubleUTF8 && $0 != .mixed
    }

    /// The bytes of a text in an encoding, without byte-order mark.
    ///
    /// - Returns: nil when the encoding lacks a character of it.
    public static func bytes(_ text: String, _ encoding: Encoding) -> [UInt8]? {
        let utf8 = Array(text.utf8)
        switch encoding {
        case .doubleUTF8: return twice(utf8)
        case .utf8: return utf8
        default: return names[encoding].flatMap { converted(utf8, from: "UTF-8", to: $0) }
        }
    }

    /// The lines of a text, every second one of those that windows-1252 can hold in it, the others
    /// in UTF-8.
    public static func mixed(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if number > 0 { bytes.append(0x0A) }
            let windows = number % 2 == 0 ? self.bytes(String(line), .windows1252) : nil
            bytes += windows ?? Array(line.utf8)
        }
        return bytes
    }

    private static let names: [Encoding: String] = [
        .utf16LittleEndian: "UTF-16LE", .utf16BigEndian: "UTF-16BE", .windows1252: "CP1252",
        .latin1: "ISO-8859-1", .latin9: "ISO-8859-15", .macRoman: "MACINTOSH", .cp850: "CP850",
    ]

    /// Each byte read as windows-1252 and encoded again; its five open bytes as ISO-8859-1.
    private static func twice(_ utf8: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        for byte in utf8 {
            let again =
                converted([byte], from: "CP1252", to: "UTF-8")
                ?? converted([byte], from: "ISO-8859-1", to: "UTF-8")
            guard let again else { return nil }
            bytes += again
        }
        return bytes
    }

    private static func converted(_ bytes: [UInt8], from: String, to: String) -> [UInt8]? {
        guard let converter = iconv_open(to, from), Int(bitPattern: converter) != -1 else {
            return nil
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 4 * bytes.count + 4)
        let written = input.withUnsafeMutableBufferPointer { input -> Int? in
            output.withUnsafeMutableBufferPointer { output -> Int? in
                var (source, sourceLeft) = (input.baseAddress, input.count)
                var (target, targetLeft) = (output.baseAddress, output.count)
                // more than 0: characters that have no exact counterpart
                guard iconv(converter, &source, &sourceLeft, &target, &targetLeft) == 0 else {
                    return nil
                }
                return output.count - targetLeft
            }
        }
        return written.map { output.prefix($0).map { UInt8(bitPattern: $0) } }
    }
}
