internal import CZip
internal import Formats

/// Zip archives without the day on which they were made: the same note gives the same bytes.
enum DatelessZip {
    /// An archive of entries that are not packed.
    ///
    /// - Parameter entries: Names and what they hold, in this order.
    /// - Returns: The archive.
    /// - Throws: `FormatError` `damaged` when memory is missing.
    static func bytes(of entries: [(name: String, bytes: [UInt8])]) throws(FormatError) -> [UInt8] {
        // all names and bytes one behind the other, so that their addresses hold
        var pool: [UInt8] = []
        var places: [(name: Int, start: Int, count: Int)] = []
        for entry in entries {
            let name = pool.count
            pool += Array(entry.name.utf8) + [0]
            places.append((name, pool.count, entry.bytes.count))
            pool += entry.bytes
        }
        return try taken { output, count in
            pool.withUnsafeBytes { pool -> Int32 in
                guard let base = pool.baseAddress else { return CZIP_NO_MEMORY }
                let files = places.map { place in
                    czip_file(
                        name: (base + place.name).assumingMemoryBound(to: CChar.self),
                        bytes: (base + place.start).assumingMemoryBound(to: UInt8.self),
                        count: place.count
                    )
                }
                return czip_make(files, files.count, &output, &count)
            }
        }
    }

    /// An archive with the dates of its entries gone.
    ///
    /// - Returns: The same entries.
    /// - Throws: `FormatError` `damaged` when it is none.
    static func withoutDates(_ bytes: [UInt8]) throws(FormatError) -> [UInt8] {
        try taken { output, count in
            bytes.withUnsafeBufferPointer {
                czip_write($0.baseAddress, $0.count, nil, 0, CZIP_DROP_DATES, &output, &count)
            }
        }
    }

    /// The bytes that a call of C gives, as an array.
    private static func taken(
        _ make: (inout UnsafeMutablePointer<UInt8>?, inout Int) -> Int32
    ) throws(FormatError) -> [UInt8] {
        var output: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard make(&output, &count) == 0, let output else { throw FormatError(.damaged) }
        defer { czip_free(output) }
        return Array(UnsafeBufferPointer(start: output, count: count))
    }
}
