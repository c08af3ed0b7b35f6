/// How rows of comma-separated values are written (RFC 4180), told from a text with commas.
struct CSVShape {
    /// What stands between fields: `;`, a tab or `,`.
    let delimiter: UInt8
    /// Whether the first line is the level that was written above the rows.
    let isMarked: Bool

    /// Bytes and records that are looked at.
    private static let startSize = 1 << 16
    private static let mostRecords = 64
    /// A title of a column is shorter.
    private static let longestTitle = 48
    /// What the level starts with that is written above the rows.
    static let mark = Array("Niveau : ".utf8)

    /// What is seen of one record.
    private struct Record {
        var fields = 1
        var quoted = 0
        /// Whether a field without quotes starts with a blank: a comma of prose.
        var hasProse = false
        var range = 0..<0
    }

    /// The shape of rows; nil for any other text, and for rows that plain text reads as well: those
    /// between `;` or tabs without quotes.
    ///
    /// At least three records, or two with quotes or of persons, all of as many fields; the first
    /// holds titles.
    ///
    /// - Complexity: O(1): 64 records in the first 64 KiB at most; a text whose first line has no
    ///   delimiter is known by that.
    init?(startOf bytes: [UInt8]) {
        let text = TextStart.ascii(bytes, longest: Self.startSize)
        let isCut = text.count >= Self.startSize
        var start = 0
        let isMarked = text.starts(with: Self.mark) || text.starts(with: [0x22] + Self.mark)
        if isMarked { start = (text.firstIndex(of: 0x0A) ?? text.count - 1) + 1 }
        let line = text[start...].prefix { $0 != 0x0A }
        for delimiter in [0x3B, 0x09, 0x2C] as [UInt8] where line.contains(delimiter) {
            guard Self.isTable(text, from: start, delimiter, isCut: isCut) else { continue }
            self.delimiter = delimiter
            self.isMarked = isMarked
            return
        }
        return nil
    }

    private static func isTable(
        _ text: [UInt8],
        from start: Int,
        _ delimiter: UInt8,
        isCut: Bool
    ) -> Bool {
        var scanner = CSVScanner(text, from: start, delimiter: delimiter)
        var first: Record?
        var records = 0
        var quoted = 0
        var isOfPersons = false
        while records < mostRecords, let record = record(&scanner, text) {
            if isCut, record.range.upperBound >= text.count { break }
            guard let known = first else {
                guard record.fields >= 2, isHeader(text, record.range, delimiter) else {
                    return false
                }
                first = record
                isOfPersons = Self.isOfPersons(text, record.range, delimiter)
                records = 1
                quoted = record.quoted
                continue
            }
            if record.range.isEmpty { continue }
            guard record.fields == known.fields, !(delimiter == 0x2C && record.hasProse) else {
                return false
            }
            records += 1
            quoted += record.quoted
        }
        guard first != nil, quoted > 0 || isOfPersons || delimiter == 0x2C, !scanner.isBroken
        else { return false }
        return records >= (quoted > 0 || isOfPersons ? 2 : 3)
    }

    /// Titles of columns that tell who somebody is, in small letters of ASCII.
    private static let personTitles = Set(
        HTMLElements.personFields.map { $0.utf8.filter { $0 < 0x7F } }
    )

    /// Whether two titles or more are those of a person: « Nom;Prénom » over one row.
    private static func isOfPersons(
        _ text: [UInt8],
        _ range: Range<Int>,
        _ delimiter: UInt8
    ) -> Bool {
        var scanner = CSVScanner(text, from: range.lowerBound, delimiter: delimiter)
        var titles = 0
        while let field = scanner.next() {
            let title = HTMLBytes.lowered(text[field.content]).utf8.filter { $0 < 0x7F }
            if personTitles.contains(title) { titles += 1 }
            if field.endsRecord { break }
        }
        return titles >= 2
    }

    private static func record(_ scanner: inout CSVScanner, _ text: [UInt8]) -> Record? {
        guard var field = scanner.next() else { return nil }
        var record = Record()
        let start = field.whole.lowerBound
        while true {
            if field.isQuoted { record.quoted += 1 }
            if !field.isQuoted, let byte = text[field.whole].first, HTMLBytes.isSpace(byte) {
                record.hasProse = true
            }
            if field.endsRecord { break }
            guard let next = scanner.next() else { break }
            record.fields += 1
            field = next
        }
        record.range = start..<field.whole.upperBound
        return record
    }

    /// Whether the fields of the first record are titles: short, with a letter, no sentence, no two
    /// alike.
    private static func isHeader(_ text: [UInt8], _ range: Range<Int>, _ delimiter: UInt8) -> Bool {
        var scanner = CSVScanner(text, from: range.lowerBound, delimiter: delimiter)
        var titles = Set<[UInt8]>()
        while let field = scanner.next() {
            let title = text[field.content]
            guard title.count <= longestTitle,
                title.contains(where: { HTMLBytes.isLetter($0) || $0 >= 0x7F }),
                let last = title.last, ![0x21, 0x3F, 0x3A].contains(last),
                delimiter != 0x2C || field.isQuoted || title.first != 0x20,
                titles.insert(Array(title)).inserted
            else { return false }
            if field.endsRecord { break }
        }
        return true
    }
}
