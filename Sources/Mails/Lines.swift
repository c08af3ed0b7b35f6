/// Where the lines of a message end.
enum Lines {
    /// The end of the line that starts at a byte.
    ///
    /// - Returns: `stop` before the line end (CR LF or LF), `next` behind it; both `limit` at most.
    @inline(__always)
    static func end(
        from start: Int,
        _ bytes: UnsafeBufferPointer<UInt8>,
        limit: Int
    ) -> (stop: Int, next: Int) {
        var i = start
        while i < limit, bytes[i] != 0x0A { i += 1 }
        guard i < limit else { return (limit, limit) }
        return (i > start && bytes[i - 1] == 0x0D ? i - 1 : i, i + 1)
    }

    /// How bytes end their lines: CR LF or LF, by the first line end; LF without one.
    static func ending(of bytes: [UInt8]) -> [UInt8] {
        guard let feed = bytes.firstIndex(of: 0x0A), feed > 0, bytes[feed - 1] == 0x0D else {
            return [0x0A]
        }
        return [0x0D, 0x0A]
    }

    /// Whether a byte is a blank or a tab.
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Whether a byte is a blank, a tab, CR or LF.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0D || byte == 0x0A }

    /// Bytes without the blanks and line ends around them.
    static func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8] {
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return Array(bytes[first...last])
    }

    /// Text with LF alone at its line ends.
    static func withFeeds(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(0x0D) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for (i, byte) in text.enumerated() {
            if byte == 0x0D, i + 1 < text.count, text[i + 1] == 0x0A { continue }
            output.append(byte)
        }
        return output
    }

    /// Text whose LF become another line end.
    static func with(_ ending: [UInt8], _ text: [UInt8]) -> [UInt8] {
        guard ending != [0x0A] else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 32)
        for byte in text {
            if byte == 0x0A { output.append(contentsOf: ending) } else { output.append(byte) }
        }
        return output
    }

    /// The longest line that mail may hold, without its end (RFC 5322).
    static let longest = 998

    /// Whether a line is longer than mail may hold.
    static func areTooLong(_ bytes: [UInt8]) -> Bool {
        var start = 0
        for (i, byte) in bytes.enumerated() where byte == 0x0A {
            if i - start > longest { return true }
            start = i + 1
        }
        return bytes.count - start > longest
    }
}

extension Array where Element == UInt8 {
    /// A text as a string in small letters (ASCII).
    static func lowered(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// The first place of a run of bytes from a position on.
    ///
    /// - Complexity: O(*n* · length of the run) at worst; runs are short.
    func firstPlace(of run: [UInt8], from start: Int = 0) -> Int? {
        guard let first = run.first, count >= run.count else { return nil }
        var i = start
        let last = count - run.count
        while i <= last {
            if self[i] == first, self[i..<i + run.count].elementsEqual(run) { return i }
            i += 1
        }
        return nil
    }

    /// Whether all bytes are ASCII.
    var isASCII: Bool {
        withUnsafeBufferPointer { bytes in
            var all: UInt8 = 0
            for byte in bytes { all |= byte }
            return all < 0x80
        }
    }
}
