/// The header of a message in bytes: where its fields stand, and where the body starts.
///
/// Fields end in CRLF (a bare LF is taken too), an empty line or the end of the bytes ends them.
struct Header {
    /// Where one field stands, its last line end left out.
    struct Place {
        let start: Int
        let colon: Int
        let end: Int
    }

    let bytes: [UInt8]
    let places: [Place]
    /// Where the body starts; the number of bytes when there is none.
    let bodyStart: Int

    /// Finds the fields.
    ///
    /// - Throws: ``MilterError/Code/badData`` at a line that is neither a field nor goes on with
    ///   one: another reader could take it for the body.
    /// - Complexity: O(*n*), where *n* is the number of bytes of the header.
    init(of bytes: [UInt8]) throws(MilterError) {
        self.bytes = bytes
        var places: [Place] = []
        var next = 0
        var bodyStart = bytes.count
        while next < bytes.count {
            let start = next
            var end = bytes.count
            (end, next) = Self.lineEnd(in: bytes, from: start)
            if end == start {
                bodyStart = next
                break
            }
            let isContinued = bytes[start] == 0x20 || bytes[start] == 0x09
            if isContinued, let last = places.popLast() {
                places.append(Place(start: last.start, colon: last.colon, end: end))
                continue
            }
            guard let colon = bytes[start..<end].firstIndex(of: 0x3A),
                Field.isName(bytes[start..<colon])
            else { throw MilterError(.badData) }
            places.append(Place(start: start, colon: colon, end: end))
        }
        self.places = places
        self.bodyStart = bodyStart
    }

    /// Where a line ends, and where the next starts.
    private static func lineEnd(in bytes: [UInt8], from start: Int) -> (end: Int, next: Int) {
        guard let lineFeed = bytes[start...].firstIndex(of: 0x0A) else {
            return (bytes.count, bytes.count)
        }
        let hasReturn = lineFeed > start && bytes[lineFeed - 1] == 0x0D
        return (hasReturn ? lineFeed - 1 : lineFeed, lineFeed + 1)
    }

    /// The bytes of a field, its last line end left out.
    func line(_ place: Place) -> ArraySlice<UInt8> {
        bytes[place.start..<place.end]
    }

    /// The name of a field.
    func name(_ place: Place) -> ArraySlice<UInt8> {
        bytes[place.start..<place.colon]
    }

    /// A field with its folds as the MTA writes them.
    func field(_ place: Place) -> Field {
        let lines = bytes[place.colon + 1..<place.end]
        var value: [UInt8] = []
        value.reserveCapacity(lines.count)
        for i in lines.indices {
            let isLineEnd = lines[i] == 0x0D && i + 1 < lines.endIndex && lines[i + 1] == 0x0A
            if !isLineEnd { value.append(lines[i]) }
        }
        return Field(name: Array(name(place)), value: value)
    }
}
