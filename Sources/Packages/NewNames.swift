internal import Formats

/// Names in place of those that held removed words: bookmarks, styles, anchors, sheets, columns.
struct NewNames {
    private var names: [[UInt8]: [UInt8]] = [:]
    /// Names of sheets alone: other values that are the same are not they.
    private var sheets: [[UInt8]: [UInt8]] = [:]
    private var columns: [[UInt8]: [UInt8]] = [:]
    /// The last number that was given before, in this note as it came.
    private let last: Int

    /// Names that differ from those given in an earlier round.
    ///
    /// - Parameter last: The highest number that stands in the note.
    init(after last: Int = 0) { self.last = last }

    private static let stem = "biffure_"

    /// The new name of a value; with `#` before it where the old one had that.
    mutating func name(for value: [UInt8]) -> [UInt8] {
        let isAnchor = value.first == 0x23
        let key = isAnchor ? Array(value.dropFirst()) : value
        let name = names[key] ?? Array("\(Self.stem)\(last + names.count + 1)".utf8)
        names[key] = name
        return isAnchor ? [0x23] + name : name
    }

    /// Whether a sheet is called otherwise, so that formulas must follow.
    var hasSheets: Bool { !sheets.isEmpty || !columns.isEmpty }

    /// The new name of a sheet.
    ///
    /// That of a sheet of another file, which OpenDocument keeps beside its own, still tells both:
    /// `'file:///dossier.ods'#Suite`.
    mutating func sheet(for value: [UInt8]) -> [UInt8] {
        var name: [UInt8]
        if value.first == 0x27, let hash = value.lastIndex(of: 0x23), hash > 2 {
            let file = Array(value[1..<(hash - 1)])
            if names[file] == nil { names[file] = Array("file:///".utf8) + self.name(for: file) }
            name = [0x27] + self.name(for: file) + [0x27, 0x23]
            name += self.name(for: Array(value[(hash + 1)...]))
        } else {
            name = self.name(for: value)
        }
        sheets[value] = name
        return name
    }

    /// The name that a sheet was given; nil when it keeps its own.
    func known(_ value: [UInt8]) -> [UInt8]? { sheets[value] }

    /// Calls a column of a table otherwise in formulas.
    mutating func rename(column: [UInt8], to name: [UInt8]) {
        columns[Self.escaped(column)] = Self.escaped(name)
    }

    /// The name of a column as formulas write it, new or as it was.
    func column(_ written: [UInt8]) -> [UInt8] { columns[written] ?? written }

    /// A name with `'` before the signs that mean something in formulas.
    private static func escaped(_ name: [UInt8]) -> [UInt8] {
        name.flatMap { [0x5B, 0x5D, 0x23, 0x27].contains($0) ? [0x27, $0] : [$0] }
    }

    /// The highest number of such a name in bytes.
    ///
    /// - Complexity: O(*n*).
    static func highest(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let stem = Array(stem.utf8)
        var highest = 0
        var index = 0
        while index + stem.count < bytes.count {
            guard bytes[index] == stem[0], bytes[index + 1] == stem[1],
                bytes[index..<index + stem.count].elementsEqual(stem)
            else {
                index += 1
                continue
            }
            index += stem.count
            var number = 0
            while index < bytes.count, (0x30...0x39).contains(bytes[index]), number < 1_000_000 {
                number = number * 10 + Int(bytes[index]) - 0x30
                index += 1
            }
            highest = max(highest, number)
        }
        return highest
    }
}
