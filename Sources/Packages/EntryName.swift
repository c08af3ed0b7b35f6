internal import Documents
internal import Formats

/// The path of a file in an archive as a text: folders and the name without its ending, each a line.
struct EntryName: Sendable {
    private let path: [UInt8]
    private let pieced: PiecedText
    /// Where the ending starts, its stop included; the length of the path without one.
    private let ending: Int

    private static let slash = UInt8(ascii: "/")
    private static let stop = UInt8(ascii: ".")
    private static let longestEnding = 5

    /// The words of the path.
    var text: [UInt8] { pieced.text }

    /// A path.
    ///
    /// - Parameter name: UTF-8, folders parted by `/`.
    init(_ name: String) {
        path = Array(name.utf8)
        ending = Self.ending(of: path)
        var pieced = PiecedText()
        var start = 0
        for end in path.indices where path[end] == Self.slash {
            Self.add(path, start..<end, to: &pieced)
            start = end + 1
        }
        if start < ending { Self.add(path, start..<ending, to: &pieced) }
        self.pieced = pieced
    }

    /// A line of the path; signs that stand for blanks are blanks.
    private static func add(_ path: [UInt8], _ range: Range<Int>, to pieced: inout PiecedText) {
        guard !range.isEmpty else { return }
        if !pieced.text.isEmpty { pieced.appendGlue([0x0A]) }
        // a name alone on a line could be a signature
        pieced.appendGlue(Roles.item.utf8)
        let signs = [stop, UInt8(ascii: "_")]
        pieced.append(path[range].map { signs.contains($0) ? 0x20 : $0 }, at: range)
    }

    /// Small letters and digits behind the last stop say what a file is, and name nobody.
    private static func ending(of path: [UInt8]) -> Int {
        guard let last = path.lastIndex(of: stop), last > 0, path[last - 1] != slash else {
            return path.count
        }
        let letters = path[(last + 1)...]
        let isEnding =
            (1...longestEnding).contains(letters.count)
            && letters.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        return isEnding ? last : path.count
    }

    /// The path after edits, which no other entry has.
    ///
    /// - Parameters:
    ///   - edits: Over ``text``.
    ///   - taken: The paths of all entries so far; this one is added.
    /// - Returns: UTF-8.
    func edited(_ edits: [Edit], apart taken: inout Set<String>) -> String {
        let ending = path[self.ending...]
        let stem = Edit.applied(pieced.edits(edits)[0] ?? [], to: path).dropLast(ending.count)
        var name = String(decoding: stem + ending, as: UTF8.self)
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = String(decoding: stem + Array(" \(number)".utf8) + ending, as: UTF8.self)
            number += 1
        }
        return name
    }
}
