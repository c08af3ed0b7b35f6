/// Puts the sections of an image together behind their header.
enum ImageAssembler {
    /// The image of these sections.
    ///
    /// - Parameters:
    ///   - sections: By number; those of keys and strings are not read.
    ///   - keys: The keys.
    ///   - strings: The strings.
    ///   - rowCount: The number of rows.
    ///   - digest: Stands for the rules; nil computes it over the whole image.
    ///   - offset: Where the plain tables stand among the strings.
    ///   - length: How many bytes they take.
    /// - Returns: All bytes of the file.
    static func image(
        sections: [[UInt32]],
        keys: [UInt8],
        strings: [UInt8],
        rowCount: Int,
        digest: UInt64?,
        plainTables offset: UInt32,
        _ length: UInt32
    ) -> [UInt8] {
        let start = ImageLayout.headerWords * 4
        var image = [UInt8](repeating: 0, count: start)
        let total = sections.reduce(0) { $0 + $1.count * 4 } + keys.count + strings.count
        image.reserveCapacity(start + total + 8)
        var header: [UInt32] = [ImageLayout.magic, ImageLayout.version, 0, 0, 0, 0]
        for section in ImageLayout.Section.allCases {
            let first = image.count
            if section == .strings || section == .keys {
                image += section == .keys ? keys : strings
                while image.count % 4 != 0 { image.append(0) }
            } else {
                sections[section.rawValue].withUnsafeBytes { image.append(contentsOf: $0) }
            }
            header += [UInt32(first), UInt32(image.count - first)]
        }
        header += Array(repeating: 0, count: ImageLayout.headerWords - header.count)
        let digest =
            digest
            ?? image.withUnsafeBufferPointer { ImageLayout.hash(.init(rebasing: $0[start...])) }
        header[2] = UInt32(image.count)
        header[3] = UInt32(truncatingIfNeeded: digest)
        header[4] = UInt32(truncatingIfNeeded: digest >> 32)
        header[5] = UInt32(rowCount)
        header[ImageLayout.plainTablesOffset] = offset
        header[ImageLayout.plainTablesLength] = length
        header.withUnsafeBytes { image.replaceSubrange(0..<start, with: $0) }
        return image
    }
}
