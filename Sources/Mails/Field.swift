internal import Formats

/// A header field with its place in the message.
struct Field: Sendable {
    /// The name in small letters.
    let name: String
    /// All its lines with their ends.
    let lines: Range<Int>
    /// What stands behind the colon, without the last line end; it may hold folds.
    let value: Range<Int>
}

/// The header fields of a message or part, and where its body starts.
struct HeaderBlock: Sendable {
    /// In their order.
    let fields: [Field]
    /// The first byte of the first field; a new field may be put here.
    let start: Int
    /// The byte behind the last field.
    let end: Int
    /// The first byte of the body.
    let bodyStart: Int

    /// Reads the header at the start of a range.
    ///
    /// - Throws: `FormatError` `damaged` for what two readers may take differently: a line that is
    ///   neither a field nor the next line of one, an empty fold, a CR alone, a NUL.
    /// - Complexity: O(length of the header).
    init(_ bytes: [UInt8], in range: Range<Int>, part: String) throws(FormatError) {
        var fields: [Field] = []
        var position = range.lowerBound
        var bodyStart = range.upperBound
        var end = range.upperBound
        let failure: Int? = bytes.withUnsafeBufferPointer { bytes in
            while position < range.upperBound {
                let (stop, next) = Lines.end(from: position, bytes, limit: range.upperBound)
                if stop == position {
                    bodyStart = next
                    end = position
                    return nil
                }
                var isEmpty = true
                for i in position..<stop {
                    if bytes[i] == 0x0D || bytes[i] == 0 { return i }
                    if !Lines.isBlank(bytes[i]) { isEmpty = false }
                }
                if Lines.isBlank(bytes[position]) {
                    guard !isEmpty, let last = fields.popLast() else { return position }
                    fields.append(
                        Field(
                            name: last.name,
                            lines: last.lines.lowerBound..<next,
                            value: last.value.lowerBound..<stop
                        )
                    )
                } else {
                    var colon = position
                    while colon < stop, bytes[colon] > 0x20, bytes[colon] < 0x7F,
                        bytes[colon] != 0x3A
                    { colon += 1 }
                    guard colon > position, colon < stop, bytes[colon] == 0x3A else {
                        return position
                    }
                    fields.append(
                        Field(
                            name: [UInt8].lowered(bytes[position..<colon]),
                            lines: position..<next,
                            value: colon + 1..<stop
                        )
                    )
                }
                position = next
            }
            return nil
        }
        if let failure { throw FormatError(.damaged, at: failure, in: part) }
        self.fields = fields
        self.start = range.lowerBound
        self.end = end
        self.bodyStart = bodyStart
    }

    /// The one field of a name.
    ///
    /// - Throws: `FormatError` `damaged` when there are several: two readers take different ones.
    func only(_ name: String, part: String) throws(FormatError) -> Int? {
        var found: Int?
        for (index, field) in fields.enumerated() where field.name == name {
            guard found == nil else {
                throw FormatError(.damaged, at: field.lines.lowerBound, in: part)
            }
            found = index
        }
        return found
    }
}

/// The value of a field in one line.
///
/// - Returns: Its bytes without the line ends of folds and the blanks around it.
func unfolded(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    for byte in bytes[range] where byte != 0x0A && byte != 0x0D { output.append(byte) }
    return Lines.trimmed(output)
}
