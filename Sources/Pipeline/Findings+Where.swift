/// A place of a document as people find it again.
public struct Whereabouts: Sendable, Equatable {
    /// The part, in words that are not taken from the note.
    public let part: String
    /// Number of the paragraph or row in the part, from 1; empty ones are not counted.
    public let line: Int
    /// Number of the cell in its row, from 1; nil outside of rows.
    public let cell: Int?
}

/// Tells where positions stand, asked for in rising order, in one pass over the text.
public struct WhereaboutsFinder {
    private let text: [UInt8]
    private let places: [Findings.Place]
    private var place = -1
    private var position = 0
    private var line = 0
    private var isInLine = false
    private var lineStart = 0

    /// A finder over what was found in a note.
    public init(_ findings: Findings) {
        text = findings.text
        places = findings.places
    }

    /// Where a position stands; nil in a plain text.
    ///
    /// - Parameter wanted: A byte of the text, not before the one asked for last.
    /// - Returns: The part, and line and cell in it.
    public mutating func find(_ wanted: Int) -> Whereabouts? {
        while place + 1 < places.count, places[place + 1].start <= wanted {
            place += 1
            position = places[place].start
            (line, isInLine, lineStart) = (0, false, position)
        }
        guard place >= 0 else { return nil }
        while position <= wanted, position < text.count {
            if text[position] == 0x0A {
                isInLine = false
            } else if !isInLine {
                isInLine = true
                line += 1
                lineStart = position
            }
            position += 1
        }
        return Whereabouts(part: places[place].part, line: line, cell: cell(of: wanted))
    }

    private func cell(of wanted: Int) -> Int? {
        let end = text[wanted...].firstIndex(of: 0x0A) ?? text.count
        guard lineStart <= wanted, text[lineStart..<end].contains(0x09) else { return nil }
        return text[lineStart..<wanted].count { $0 == 0x09 } + 1
    }
}
