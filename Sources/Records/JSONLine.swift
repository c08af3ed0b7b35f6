/// Why a line could not be read as a record; it holds no text of the line.
public struct RecordError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The line is no JSON object.
        case notJSON = "not-json"
        /// The object has no `text`, or it is no string.
        case noText = "no-text"
        /// The text holds half a surrogate pair or bytes that are no UTF-8.
        case badText = "bad-text"
        /// Objects and lists nest too deep.
        case tooDeep = "too-deep"
    }
    /// What failed.
    public let code: Code
    /// The byte of the line where it failed.
    public let offset: Int
}

/// One JSON object of a stream, kept as bytes: what biffure does not know passes through.
public struct JSONLine: Sendable {
    /// A member of the object.
    struct Member: Sendable {
        let key: [UInt8]
        /// From the key's quotation mark to the end of the value.
        let bytes: Range<Int>
        let value: Range<Int>
    }

    /// The line without its line end.
    let bytes: [UInt8]
    let members: [Member]
    /// The note, UTF-8.
    public let text: [UInt8]
    /// The JSON value of `id`; `null` when there is none.
    public let id: [UInt8]

    /// The longest line for notes of a size: a record may spend six bytes on each byte of its note,
    /// and has other members.
    public static func maximumSize(ofNotes size: Int) -> Int {
        let (escaped, isOver) = size.multipliedReportingOverflow(by: 6)
        return isOver ? Int.max : max(escaped, size &+ 1 << 20)
    }

    /// Reads a line.
    ///
    /// - Throws: `RecordError` at the first byte that cannot be read.
    /// - Complexity: O(*n*).
    public init(_ line: [UInt8]) throws(RecordError) {
        guard String(validating: line, as: UTF8.self) != nil else {
            throw RecordError(code: .badText, offset: 0)
        }
        var reader = Reader(bytes: line)
        members = try reader.object()
        bytes = line
        id =
            members.last { $0.key.elementsEqual("id".utf8) }.map { Array(line[$0.value]) }
            ?? Array("null".utf8)
        guard let member = members.last(where: { $0.key.elementsEqual("text".utf8) }),
            line[member.value.lowerBound] == 0x22
        else { throw RecordError(code: .noText, offset: 0) }
        text = try Reader.string(line, member.value)
    }

    /// The `id` of a line that could not be read whole, as far as it can be found; else `null`.
    public static func id(of line: [UInt8]) -> [UInt8] {
        var reader = Reader(bytes: line)
        guard let members = try? reader.object(),
            let member = members.last(where: { $0.key.elementsEqual("id".utf8) })
        else { return Array("null".utf8) }
        return Array(line[member.value])
    }

    /// The object with some members replaced, or added at its end.
    ///
    /// - Parameter replaced: Keys with their new JSON values, in the order in which new ones are
    ///   added.
    /// - Returns: The object on one line.
    public func replacing(_ replaced: [(key: String, value: [UInt8])]) -> [UInt8] {
        var output: [UInt8] = [0x7B]
        func append(_ piece: some Sequence<UInt8>) {
            if output.count > 1 { output.append(0x2C) }
            output.append(contentsOf: piece)
        }
        var written = Set<String>()
        for member in members {
            let key = String(decoding: member.key, as: UTF8.self)
            guard let entry = replaced.first(where: { $0.key == key }) else {
                append(bytes[member.bytes])
                continue
            }
            if written.insert(key).inserted { append(Self.member(key, entry.value)) }
        }
        for entry in replaced where !written.contains(entry.key) {
            append(Self.member(entry.key, entry.value))
        }
        output.append(0x7D)
        return output
    }

    private static func member(_ key: String, _ value: [UInt8]) -> [UInt8] {
        quoted(key.utf8) + [0x3A] + value
    }

    /// An object of members with their JSON values, on one line without end.
    public static func object(_ members: [(key: String, value: [UInt8])]) -> [UInt8] {
        var output: [UInt8] = [0x7B]
        for (key, value) in members {
            if output.count > 1 { output.append(0x2C) }
            output += member(key, value)
        }
        return output + [0x7D]
    }

    /// A JSON string of UTF-8 bytes; only what JSON demands is escaped.
    public static func quoted(_ text: some Sequence<UInt8>) -> [UInt8] {
        let output = text.withContiguousStorageIfAvailable { quoted(bytes: $0) }
        guard let output else { return Array(text).withUnsafeBufferPointer { quoted(bytes: $0) } }
        return output
    }

    /// Bytes that need no escape are copied in runs.
    private static func quoted(bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 16 + 16)
        output.append(0x22)
        var start = 0
        for (index, byte) in bytes.enumerated()
        where byte < 0x20 || byte == 0x22 || byte == 0x5C {
            output.append(contentsOf: bytes[start..<index])
            start = index + 1
            output.append(0x5C)
            switch byte {
            case 0x22, 0x5C: output.append(byte)
            case 0x0A: output.append(0x6E)
            case 0x0D: output.append(0x72)
            case 0x09: output.append(0x74)
            default:
                output.append(contentsOf: [0x75, 0x30, 0x30, digit(byte >> 4), digit(byte & 15)])
            }
        }
        output.append(contentsOf: bytes[start...])
        output.append(0x22)
        return output
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}

extension JSONLine {
    /// A strict reader of one JSON object (RFC 8259), recursion bounded.
    struct Reader {
        let bytes: [UInt8]
        var position = 0
        private static let maximumDepth = 64

        init(bytes: [UInt8], position: Int = 0) {
            self.bytes = bytes
            self.position = position
        }

        /// The members of the object that is all of the bytes.
        mutating func object() throws(RecordError) -> [Member] {
            skipBlanks()
            let members = try members()
            try atEnd()
            return members
        }

        /// The members of the object that starts here.
        mutating func members() throws(RecordError) -> [Member] {
            var members: [Member] = []
            try expect(0x7B)
            skipBlanks()
            if take(0x7D) { return members }
            repeat {
                skipBlanks()
                let start = position
                let keyRange = try stringRange()
                let key = try Self.string(bytes, keyRange)
                skipBlanks()
                try expect(0x3A)
                skipBlanks()
                let value = position
                try skipValue(depth: 0)
                members.append(
                    Member(key: key, bytes: start..<position, value: value..<position)
                )
                skipBlanks()
            } while take(0x2C)
            try expect(0x7D)
            return members
        }

        /// The values of the list that starts here.
        mutating func list() throws(RecordError) -> [Range<Int>] {
            var values: [Range<Int>] = []
            try expect(0x5B)
            skipBlanks()
            if take(0x5D) { return values }
            repeat {
                skipBlanks()
                let start = position
                try skipValue(depth: 0)
                values.append(start..<position)
                skipBlanks()
            } while take(0x2C)
            try expect(0x5D)
            return values
        }

        private mutating func atEnd() throws(RecordError) {
            skipBlanks()
            guard position == bytes.count else { throw failure() }
        }

        private func failure(_ code: RecordError.Code = .notJSON) -> RecordError {
            RecordError(code: code, offset: position)
        }

        private mutating func skipBlanks() {
            while position < bytes.count {
                switch bytes[position] {
                case 0x20, 0x09, 0x0A, 0x0D: position += 1
                default: return
                }
            }
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        private mutating func expect(_ byte: UInt8) throws(RecordError) {
            guard take(byte) else { throw failure() }
        }

        private mutating func stringRange() throws(RecordError) -> Range<Int> {
            let start = position
            try expect(0x22)
            while position < bytes.count {
                let byte = bytes[position]
                if byte == 0x22 {
                    position += 1
                    return start..<position
                }
                guard byte >= 0x20 else { throw failure() }
                if byte == 0x5C {
                    position += 1
                    guard position < bytes.count, Self.escapes.contains(bytes[position]) else {
                        throw failure()
                    }
                }
                position += 1
            }
            position = min(position, bytes.count)
            throw failure()
        }

        private mutating func skipValue(depth: Int) throws(RecordError) {
            guard depth < Self.maximumDepth else { throw failure(.tooDeep) }
            guard position < bytes.count else { throw failure() }
            switch bytes[position] {
            case 0x22: _ = try stringRange()
            case 0x7B, 0x5B:
                let isObject = bytes[position] == 0x7B
                let close: UInt8 = isObject ? 0x7D : 0x5D
                position += 1
                skipBlanks()
                if take(close) { return }
                repeat {
                    skipBlanks()
                    if isObject {
                        _ = try stringRange()
                        skipBlanks()
                        try expect(0x3A)
                        skipBlanks()
                    }
                    try skipValue(depth: depth + 1)
                    skipBlanks()
                } while take(0x2C)
                try expect(close)
            case 0x74: try word("true")
            case 0x66: try word("false")
            case 0x6E: try word("null")
            default: try number()
            }
        }

        private mutating func word(_ text: StaticString) throws(RecordError) {
            for offset in 0..<text.utf8CodeUnitCount {
                let wanted = text.withUTF8Buffer { $0[offset] }
                guard take(wanted) else { throw failure() }
            }
        }

        private static let escapes = Set("\"\\/bfnrtu".utf8)

        /// A number of RFC 8259: sign, integer without leading zero, fraction, exponent.
        private mutating func number() throws(RecordError) {
            _ = take(0x2D)
            if !take(0x30) { try digits() }
            if take(0x2E) { try digits() }
            if take(0x45) || take(0x65) {
                if !take(0x2B) { _ = take(0x2D) }
                try digits()
            }
        }

        private mutating func digits() throws(RecordError) {
            let start = position
            while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
                position += 1
            }
            guard position > start else { throw failure() }
        }

        /// The text of a string token, escapes resolved.
        static func string(_ bytes: [UInt8], _ range: Range<Int>) throws(RecordError) -> [UInt8] {
            var text: [UInt8] = []
            text.reserveCapacity(range.count)
            var i = range.lowerBound + 1
            let end = range.upperBound - 1
            while i < end {
                guard bytes[i] == 0x5C else {
                    text.append(bytes[i])
                    i += 1
                    continue
                }
                i += 1
                guard i < end else { throw RecordError(code: .notJSON, offset: i) }
                switch bytes[i] {
                case 0x22, 0x5C, 0x2F: text.append(bytes[i])
                case 0x62: text.append(0x08)
                case 0x66: text.append(0x0C)
                case 0x6E: text.append(0x0A)
                case 0x72: text.append(0x0D)
                case 0x74: text.append(0x09)
                case 0x75:
                    var value = try hex(bytes, i + 1, end)
                    i += 4
                    if (0xD800..<0xDC00).contains(value) {
                        guard i + 6 < end + 1, i + 2 < end, bytes[i + 1] == 0x5C,
                            bytes[i + 2] == 0x75
                        else { throw RecordError(code: .badText, offset: i) }
                        let low = try hex(bytes, i + 3, end)
                        guard (0xDC00..<0xE000).contains(low) else {
                            throw RecordError(code: .badText, offset: i)
                        }
                        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                        i += 6
                    }
                    guard let scalar = Unicode.Scalar(value) else {
                        throw RecordError(code: .badText, offset: i)
                    }
                    text.append(contentsOf: String(Character(scalar)).utf8)
                default: throw RecordError(code: .notJSON, offset: i)
                }
                i += 1
            }
            return text
        }

        private static func hex(
            _ bytes: [UInt8],
            _ start: Int,
            _ end: Int
        ) throws(RecordError) -> UInt32 {
            guard start + 4 <= end else { throw RecordError(code: .notJSON, offset: start) }
            var value: UInt32 = 0
            for i in start..<(start + 4) {
                let digit: UInt32
                switch bytes[i] {
                case 0x30...0x39: digit = UInt32(bytes[i] - 0x30)
                case 0x41...0x46: digit = UInt32(bytes[i] - 0x41 + 10)
                case 0x61...0x66: digit = UInt32(bytes[i] - 0x61 + 10)
                default: throw RecordError(code: .notJSON, offset: i)
                }
                value = value << 4 | digit
            }
            return value
        }
    }
}
