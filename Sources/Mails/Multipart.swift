internal import Formats

/// The lines that part the body of a multipart.
struct Multipart: Sendable {
    /// The boundary at each line, without the hyphens.
    let boundaries: [Range<Int>]
    /// What stands before the first part, and is shown by readers that know no MIME.
    let preamble: Range<Int>
    /// The parts, header and body.
    let parts: [Range<Int>]
    /// What stands behind the last part.
    let epilogue: Range<Int>

    /// Cuts a body.
    ///
    /// - Parameters:
    ///   - bytes: The message.
    ///   - body: What is cut.
    ///   - boundary: What its lines hold behind two hyphens.
    ///   - isWhole: Whether the line that closes it must be there: when nothing around ends it.
    ///   - limit: The most parts.
    ///   - part: What an error names.
    /// - Throws: `FormatError` `damaged` for what two readers may cut differently: no line at all, a
    ///   line that the boundary only starts, one behind a CR alone, one behind the last; `bomb` for
    ///   too many.
    /// - Complexity: O(*n*).
    init(
        _ bytes: [UInt8],
        _ body: Range<Int>,
        boundary: [UInt8],
        isWhole: Bool,
        limit: Int,
        part: String
    ) throws(FormatError) {
        var found: [Line] = []
        var bad: Int?
        var isTooMany = false
        bytes.withUnsafeBufferPointer { bytes in
            var position = body.lowerBound
            while position < body.upperBound {
                let (stop, next) = Lines.end(from: position, bytes, limit: body.upperBound)
                if let line = Line(bytes, position, stop, next, boundary) {
                    if !line.isGood || found.last?.isClose == true {
                        bad = position
                        return
                    }
                    found.append(line)
                    if found.count > limit + 1 {
                        isTooMany = true
                        return
                    }
                }
                for i in position..<stop where bytes[i] == 0x0D {
                    if Line(bytes, i + 1, stop, next, boundary) != nil {
                        bad = i
                        return
                    }
                }
                position = next
            }
        }
        if isTooMany { throw FormatError(.bomb, in: part) }
        if let bad { throw FormatError(.damaged, at: bad, in: part) }
        guard let first = found.first, !first.isClose, let last = found.last,
            last.isClose || !isWhole
        else { throw FormatError(.damaged, at: body.lowerBound, in: part) }
        boundaries = found.map(\.boundary)
        preamble = body.lowerBound..<first.start
        epilogue = last.isClose ? last.next..<body.upperBound : body.upperBound..<body.upperBound
        var parts: [Range<Int>] = []
        for (index, line) in found.enumerated() where !line.isClose {
            var end = body.upperBound
            if index + 1 < found.count {
                end = found[index + 1].start
                // the line end before a boundary belongs to it
                if end > line.next { end -= 1 }
                if end > line.next, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
            }
            parts.append(line.next..<max(end, line.next))
        }
        self.parts = parts
    }

    private struct Line {
        let start: Int
        let boundary: Range<Int>
        let next: Int
        var isClose = false
        /// Whether nothing but blanks stands behind the boundary.
        var isGood = true

        init?(
            _ bytes: UnsafeBufferPointer<UInt8>,
            _ start: Int,
            _ stop: Int,
            _ next: Int,
            _ boundary: [UInt8]
        ) {
            let first = start + 2
            guard stop - first >= boundary.count, bytes[start] == 0x2D, bytes[start + 1] == 0x2D,
                bytes[first..<first + boundary.count].elementsEqual(boundary)
            else { return nil }
            self.start = start
            self.next = next
            self.boundary = first..<first + boundary.count
            var i = first + boundary.count
            if i + 1 < stop, bytes[i] == 0x2D, bytes[i + 1] == 0x2D {
                isClose = true
                i += 2
            }
            isGood = bytes[i..<stop].allSatisfy(Lines.isBlank)
        }
    }

    /// Whether a line of a body would be taken for one that parts another.
    static func isCut(_ body: [UInt8], by boundaries: [[UInt8]]) -> Bool {
        guard !boundaries.isEmpty else { return false }
        return body.withUnsafeBufferPointer { bytes in
            var start = 0
            for i in 0...bytes.count where i == bytes.count || bytes[i] == 0x0A || bytes[i] == 0x0D
            {
                if i - start > 2, bytes[start] == 0x2D, bytes[start + 1] == 0x2D {
                    let line = bytes[start + 2..<i]
                    if boundaries.contains(where: { line.starts(with: $0) }) { return true }
                }
                start = i + 1
            }
            return false
        }
    }
}
