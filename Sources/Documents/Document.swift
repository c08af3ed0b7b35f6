/// A note as one run of UTF-8 text, cut into blocks.
///
/// `Formats` makes it, the rest of the line reads it; nobody changes the text. Positions everywhere
/// are UTF-8 bytes of ``text``, counted from 0.
public struct Document: Sendable {
    /// The decoded text, valid UTF-8, without byte-order mark, of at most ``maximumSize`` bytes.
    public let text: [UInt8]
    /// Lines and table cells in reading order; together with what stands between them (line ends,
    /// separators, list marks) they are the text.
    public let blocks: [Block]
    /// The bytes that the text was read from.
    public let source: Source

    /// The longest text that a document can hold, in bytes: positions are 32-bit numbers.
    public static let maximumSize = 1 << 30

    /// A document of these parts.
    ///
    /// - Parameters:
    ///   - text: The decoded text.
    ///   - blocks: Its lines and cells.
    ///   - source: What the text was read from; nil when that is the text itself.
    public init(text: [UInt8], blocks: [Block], source: Source? = nil) {
        self.text = text
        self.blocks = blocks
        self.source = source ?? Source(utf8: text)
    }
}

extension Document {
    /// How the note ends its lines: CR LF, CR or LF, by its first line end; LF without one.
    ///
    /// - Complexity: O(length of the first line).
    public var lineEnd: [UInt8] {
        guard let first = text.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
            return [0x0A]
        }
        let isPair = text[first] == 0x0D && first + 1 < text.count && text[first + 1] == 0x0A
        return isPair ? [0x0D, 0x0A] : [text[first]]
    }
}

/// What a block is, as far as its layout tells.
public enum BlockKind: UInt8, Sendable {
    /// A line of running text.
    case line
    /// A line that starts with a bullet, a dash or a number of a list.
    case bullet
    /// A line that looks like a title: short, no stop at its end, followed by something else.
    case heading
    /// A cell of a table line: separated by tab, `|`, `;` or three blanks.
    case cell
    /// A header line of a mail inside the text: « De : … », « Objet : … ».
    case mailHeader
}

/// A line or a table cell, without its line end, list mark and quote mark.
public struct Block: Sendable {
    /// First byte of the content.
    public var start: Int32
    /// The byte after the content.
    public var end: Int32
    /// What the layout tells.
    public var kind: BlockKind
    /// Number of the line in the note, from 0; cells of one row share it.
    public var line: Int32
    /// Number of the cell in its row, from 0; 0 for other blocks.
    public var column: Int32
    /// Number of the table, from 0, or -1; rows that follow one another belong to one table.
    public var table: Int32
    /// Whether the sentence of the block before goes on here: a line that was wrapped.
    public var continues: Bool
    /// Depth of `>` quote marks.
    public var quote: UInt8
    /// Blanks (a tab counts as one) before the content.
    public var indent: UInt8
    /// Whether the number of a list or an item stood before the content: « 3) ».
    public var numbered: Bool

    /// A block of these bytes.
    public init(
        start: Int32,
        end: Int32,
        kind: BlockKind,
        line: Int32,
        column: Int32 = 0,
        table: Int32 = -1,
        continues: Bool = false,
        quote: UInt8 = 0,
        indent: UInt8 = 0,
        numbered: Bool = false
    ) {
        self.start = start
        self.end = end
        self.kind = kind
        self.line = line
        self.column = column
        self.table = table
        self.continues = continues
        self.quote = quote
        self.indent = indent
        self.numbered = numbered
    }
}
