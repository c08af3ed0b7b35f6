/// One header field, as the MTA gives it and takes it.
public struct Field: Hashable, Sendable {
    /// The name, without the colon.
    public var name: [UInt8]
    /// All that stands behind the colon, the first blank included; a fold is a bare LF followed by
    /// a blank.
    public var value: [UInt8]

    /// A field.
    ///
    /// - Parameters:
    ///   - name: The name, without the colon.
    ///   - value: All that stands behind the colon; a fold is a bare LF followed by a blank.
    public init(name: [UInt8], value: [UInt8]) {
        self.name = name
        self.value = value
    }

    /// Whether an MTA writes it as it is.
    var isWritable: Bool {
        Self.isName(name) && Self.isValue(value) && !value.contains(0x0D)
    }

    /// Whether the value has nothing but blanks.
    var isBlank: Bool { value.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A } }

    /// Whether bytes are a name: printable ASCII without blank and colon (RFC 5322 section 3.6.8).
    static func isName(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
    }

    /// Whether bytes stay one value in the header: no NUL, and a line goes on with a blank only.
    static func isValue(_ bytes: some Collection<UInt8>) -> Bool {
        var isAfterLineFeed = false
        for byte in bytes {
            if byte == 0 || isAfterLineFeed && byte != 0x20 && byte != 0x09 { return false }
            isAfterLineFeed = byte == 0x0A
        }
        return !isAfterLineFeed
    }
}

extension [UInt8] {
    /// Adds lines that end in LF as lines that end in CRLF.
    mutating func append(folding lines: ArraySlice<UInt8>) {
        var rest = lines
        while let lineFeed = rest.firstIndex(of: 0x0A) {
            append(contentsOf: rest[..<lineFeed])
            append(0x0D)
            append(0x0A)
            rest = rest[(lineFeed + 1)...]
        }
        append(contentsOf: rest)
    }
}
