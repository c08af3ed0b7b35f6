internal import Formats

/// The words of a page with their places, as `pdftotext -bbox-layout` gives them: lines of blocks, in
/// the order in which people read.
struct PageWords {
    /// A line of a block.
    struct Line {
        /// In points, from the left and the top of the page.
        var left = 0.0
        var right = 0.0
        var top = 0.0
        var bottom = 0.0
        /// UTF-8, a blank between words.
        var text: [UInt8] = []
        /// How many characters it has.
        var length = 0
        /// Where its first word ends.
        var firstWordWidth = 0.0
        /// The block that it belongs to, counted in the page.
        var block = 0
        /// The blanks that part its words.
        var gaps: [Gap] = []

        var height: Double { max(bottom - top, 1) }
        var middle: Double { (top + bottom) / 2 }
    }

    /// A blank between two words.
    struct Gap {
        /// Where it stands in the text of the line.
        let offset: Int
        /// Where the words end and begin on the page.
        let left: Double
        let right: Double
        var width: Double { right - left }
    }

    /// In reading order.
    var lines: [Line] = []
    /// Characters that have no meaning outside their font.
    private var unreadable = 0
    private var readable = 0

    /// Whether people read words on it that we cannot: pictures of letters, fonts without names of
    /// letters.
    var isUnreadable: Bool { readable == 0 || unreadable * 10 > readable }

    /// The pages of what `pdftotext -bbox-layout` printed.
    ///
    /// - Complexity: O(*n*).
    static func pages(_ output: [UInt8]) -> [PageWords] {
        var pages: [PageWords] = []
        var block = 0
        for line in output.split(separator: 0x0A) {
            let element = line.drop { $0 == 0x20 }
            if element.starts(with: "<word ".utf8) {
                guard let last = pages.indices.last else { continue }
                pages[last].append(word: element)
            } else if element.starts(with: "<line ".utf8) {
                guard let last = pages.indices.last else { continue }
                pages[last].lines.append(Line(block: block))
            } else if element.starts(with: "<block ".utf8) {
                block += 1
            } else if element.starts(with: "<page ".utf8) {
                pages.append(PageWords())
            }
        }
        for index in pages.indices {
            pages[index].lines.removeAll { $0.text.isEmpty }
            pages[index].lines = PageCells.cut(pages[index].lines)
        }
        return pages
    }

    /// The element is `<word xMin="1" yMin="2" xMax="3" yMax="4">text</word>`.
    private mutating func append(word element: ArraySlice<UInt8>) {
        guard let open = element.firstIndex(of: 0x3E),
            let close = element.lastIndex(of: 0x3C), close > open, let index = lines.indices.last
        else { return }
        let numbers = element[..<open].split(separator: 0x22, omittingEmptySubsequences: false)
        guard numbers.count >= 8 else { return }
        let places = [1, 3, 5, 7].map { Double(String(decoding: numbers[$0], as: UTF8.self)) ?? 0 }
        let text = clean(Self.plain(element[(open + 1)..<close]))
        guard !text.isEmpty, places.allSatisfy(\.isFinite) else { return }
        var line = lines[index]
        if line.text.isEmpty {
            (line.left, line.top, line.right, line.bottom) =
                (places[0], places[1], places[2], places[3])
            line.firstWordWidth = places[2] - places[0]
        } else {
            // a change of font cuts words: « Ka » « rim »
            let gap = places[0] - line.right
            if abs(gap) > line.height * 0.1 {
                line.gaps.append(
                    Gap(offset: line.text.count, left: line.right, right: places[0])
                )
                line.text.append(0x20)
                line.length += 1
            }
            line.left = min(line.left, places[0])
            line.top = min(line.top, places[1])
            line.right = max(line.right, places[2])
            line.bottom = max(line.bottom, places[3])
        }
        line.text += text
        line.length += text.count { $0 & 0xC0 != 0x80 }
        lines[index] = line
    }

    // MARK: Characters

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        (Array("&amp;".utf8), 0x26), (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E),
        (Array("&quot;".utf8), 0x22), (Array("&apos;".utf8), 0x27), (Array("&#39;".utf8), 0x27),
    ]

    private static func plain(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(0x26) else { return Array(text) }
        var plain: [UInt8] = []
        var rest = text
        while let first = rest.first {
            let entity =
                first == 0x26 ? entities.first(where: { rest.starts(with: $0.name) }) : nil
            plain.append(entity?.byte ?? first)
            rest = rest.dropFirst(entity?.name.count ?? 1)
        }
        return plain
    }

    /// Letters that print as one: « ﬁ ».
    private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

    /// The text as people write it: ligatures as letters, no controls and no private characters.
    private mutating func clean(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { $0 >= 0x80 || $0 <= 0x20 || $0 == 0x7F }) else {
            readable += text.count
            return text
        }
        var clean = ""
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0...0x20, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFFD, 0xF0000...:
                unreadable += 1
            case 0xFB00...0xFB06:
                clean += Self.ligatures[Int(scalar.value) - 0xFB00]
                readable += 1
            case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: break
            default:
                clean.unicodeScalars.append(scalar)
                readable += 1
            }
        }
        return Array(clean.utf8)
    }
}
