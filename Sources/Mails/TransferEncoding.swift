internal import CMIME
internal import Formats

/// How the body of a part stands for its bytes.
enum TransferEncoding: String, Sendable {
    case sevenBit = "7bit"
    case eightBit = "8bit"
    case binary
    case quotedPrintable = "quoted-printable"
    case base64
    case uuencode = "x-uuencode"

    /// The encoding of a field value, in small letters; nil for one that nobody knows.
    init?(named name: String) {
        switch name {
        case "7bit", "": self = .sevenBit
        case "8bit": self = .eightBit
        case "binary": self = .binary
        case "quoted-printable": self = .quotedPrintable
        case "base64": self = .base64
        case "x-uuencode", "x-uue", "uuencode": self = .uuencode
        default: return nil
        }
    }

    /// Whether the body is what it stands for.
    var isIdentity: Bool { self == .sevenBit || self == .eightBit || self == .binary }

    /// The bytes of a body.
    ///
    /// - Throws: `FormatError` `damaged` for what decoders take differently: foreign characters and
    ///   a bad end in base64, an `=` without its two digits in quoted-printable.
    /// - Complexity: O(*n*).
    func decode(_ body: ArraySlice<UInt8>, part: String) throws(FormatError) -> [UInt8] {
        let kind: Int32
        var body = body
        switch self {
        case .sevenBit, .eightBit, .binary: return Array(body)
        case .base64:
            if let bad = Self.badBase64(body) { throw FormatError(.damaged, at: bad, in: part) }
            kind = CMIME_BASE64
        case .quotedPrintable:
            if let bad = Self.badQuoted(body) { throw FormatError(.damaged, at: bad, in: part) }
            kind = CMIME_QUOTED_PRINTABLE
        case .uuencode:
            guard let frame = UUFrame(body) else {
                throw FormatError(.damaged, at: body.startIndex, in: part)
            }
            body = body[frame.lines]
            kind = CMIME_UUENCODE
        }
        return Self.decoded(body, kind)
    }

    /// Decodes without looking.
    static func decoded(_ body: ArraySlice<UInt8>, _ kind: Int32) -> [UInt8] {
        guard !body.isEmpty else { return [] }
        return [UInt8](unsafeUninitializedCapacity: body.count + 8) { output, count in
            count = body.withUnsafeBufferPointer {
                cmime_decode(kind, $0.baseAddress, $0.count, output.baseAddress)
            }
        }
    }

    /// A body that stands for bytes.
    ///
    /// - Parameters:
    ///   - bytes: What it stands for; line feeds are line ends in quoted-printable.
    ///   - old: The body that it takes the place of: what stands around its lines stays.
    ///   - ending: The line end of the message.
    /// - Returns: Its lines.
    /// - Throws: `FormatError` `unwritable` without memory.
    func encode(
        _ bytes: [UInt8],
        insteadOf old: ArraySlice<UInt8>,
        ending: [UInt8]
    ) throws(FormatError) -> [UInt8] {
        switch self {
        case .sevenBit, .eightBit, .binary: return bytes
        case .quotedPrintable:
            var lines = try Self.encoded(Lines.withFeeds(bytes), CMIME_QUOTED_PRINTABLE)
            // the encoder ends an open line with a soft break
            if lines.suffix(2).elementsEqual([0x3D, 0x0A]), bytes.last != 0x0A {
                lines.removeLast(2)
            }
            return Lines.with(ending, lines)
        case .base64:
            let lines = try Self.encoded(bytes, CMIME_BASE64)
            let tail = old.reversed().prefix { Lines.isSpace($0) }.reversed()
            return Lines.with(ending, Lines.trimmed(lines)) + tail
        case .uuencode:
            guard let frame = UUFrame(old) else { throw FormatError(.unwritable) }
            var lines = try Self.encoded(bytes, CMIME_UUENCODE)
            if lines.last != 0x0A { lines.append(0x0A) }
            return Array(old[..<frame.lines.lowerBound]) + Lines.with(ending, lines)
                + Array(old[frame.lines.upperBound...])
        }
    }

    private static func encoded(_ bytes: [UInt8], _ kind: Int32) throws(FormatError) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        var count = 0
        guard let buffer = cmime_encode(kind, bytes, bytes.count, &count) else {
            throw FormatError(.unwritable)
        }
        defer { cmime_free(buffer) }
        return Array(UnsafeBufferPointer(start: buffer, count: count))
    }

    // MARK: What decoders take differently

    /// The first byte that is not as base64 asks for; nil for none.
    static func badBase64(_ body: ArraySlice<UInt8>) -> Int? {
        body.withUnsafeBufferPointer { bytes in
            var (digits, signs) = (0, 0)
            for i in bytes.indices {
                let byte = bytes[i]
                switch byte {
                case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2B, 0x2F:
                    if signs > 0 { return body.startIndex + i }
                    digits += 1
                case 0x3D:
                    signs += 1
                    if signs > 2 { return body.startIndex + i }
                case 0x20, 0x09, 0x0D, 0x0A: continue
                default: return body.startIndex + i
                }
            }
            return (digits + signs) % 4 == 0 ? nil : body.endIndex
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
    }

    /// The first `=` that starts neither a byte nor a soft line break; nil for none.
    private static func badQuoted(_ body: ArraySlice<UInt8>) -> Int? {
        body.withUnsafeBufferPointer { bytes in
            var i = 0
            while i < bytes.count {
                guard bytes[i] == 0x3D else {
                    i += 1
                    continue
                }
                if i + 1 == bytes.count || bytes[i + 1] == 0x0A {
                    i += 2
                } else if i + 2 == bytes.count, bytes[i + 1] == 0x0D {
                    i += 2
                } else if i + 2 < bytes.count, bytes[i + 1] == 0x0D, bytes[i + 2] == 0x0A {
                    i += 3
                } else if i + 2 < bytes.count, isHex(bytes[i + 1]), isHex(bytes[i + 2]) {
                    i += 3
                } else {
                    return body.startIndex + i
                }
            }
            return nil
        }
    }
}

/// The lines of uuencoded text between `begin` and `end`.
struct UUFrame {
    /// The lines that hold the bytes.
    let lines: Range<Int>
    /// The file name behind `begin`.
    let name: Range<Int>

    /// Finds the one frame of a body; nil when something else than blanks stands around it.
    init?(_ body: ArraySlice<UInt8>) {
        var start: Int?
        var lines: Range<Int>?
        var name = body.startIndex..<body.startIndex
        var position = body.startIndex
        while position < body.endIndex {
            let feed = body[position...].firstIndex(of: 0x0A) ?? body.endIndex
            let next = min(feed + 1, body.endIndex)
            let line = Lines.trimmed(body[position..<feed])
            if let first = start, lines == nil {
                if line == Array("end".utf8) { lines = first..<position }
            } else if start == nil, UUFrame.begins(line) {
                start = next
                name = position..<feed
            } else if !line.isEmpty {
                return nil
            }
            position = next
        }
        guard let lines else { return nil }
        self.lines = lines
        self.name = name
    }

    /// Whether a line is `begin`, three or four octal digits and a name.
    static func begins(_ line: some Collection<UInt8>) -> Bool {
        guard line.starts(with: "begin ".utf8) else { return false }
        let digits = line.dropFirst(6).prefix { (0x30...0x37).contains($0) }
        let rest = line.dropFirst(6 + digits.count)
        return (3...4).contains(digits.count) && rest.first == 0x20 && rest.count > 1
    }
}
