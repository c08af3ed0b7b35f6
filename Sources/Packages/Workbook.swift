internal import Formats

/// What the sheets of a workbook share: strings, and which formats are dates.
///
/// The parts are read in the order workbook, styles, strings, sheets.
struct Workbook {
    /// A string of the table: the texts that it is made of.
    struct Item {
        var pieces: [(node: Int, bytes: [UInt8])] = []
        /// How it is spoken: read beside the sheets.
        var phonetics: [(node: Int, bytes: [UInt8])] = []
        var isUsed = false
    }

    /// The tables of the sheets, with what stands above their columns.
    var tables = SheetTables()

    private(set) var items: [Item] = []
    private(set) var formats = NumberFormats()

    /// Whether a part says something of other parts, and is never passed over.
    static func reads(_ name: String) -> Bool {
        ["xl/workbook", "xl/styles", "xl/sharedStrings", "xl/worksheets/", "xl/tables/"].contains {
            name.hasPrefix($0)
        }
    }

    /// The text of a part: of a sheet, its rows with the strings in their cells; of the strings,
    /// nothing, since the sheets show them; of others, what the part itself gives.
    mutating func read(
        _ tree: borrowing XMLTree,
        _ name: String,
        part: Int,
        else text: XMLText
    ) -> XMLText {
        guard name.hasPrefix("xl/"), tree.events.count > 0 else { return text }
        switch tree.names[tree[0].name] {
        case "x:sst":
            readStrings(tree, part)
            return XMLText()
        case "x:styleSheet", "x:workbook": formats.read(tree)
        case "x:table": tables.read(tree, part: part)
        case "x:worksheet", "x:dialogsheet", "x:macrosheet":
            var sheet = SheetReader(part: part, text: text)
            sheet.read(tree, &self)
            return sheet.result
        default: break
        }
        return text
    }

    /// A string, which is then in use; nil when the table has none of this number.
    mutating func use(_ number: Int) -> [(node: Int, bytes: [UInt8])]? {
        guard items.indices.contains(number) else { return nil }
        items[number].isUsed = true
        return items[number].pieces
    }

    /// Strings that stand in no sheet: they may be read all the same.
    var leftover: PiecedText {
        var text = PiecedText()
        for item in items {
            for pieces in [item.isUsed ? [] : item.pieces, item.phonetics] where !pieces.isEmpty {
                // a name alone on the last line would be read as that of who signs
                text.appendGlue(Array((text.text.isEmpty ? "" : "\n").utf8) + Roles.item.utf8)
                for (node, bytes) in pieces { text.append(bytes, of: node, at: 0..<bytes.count) }
            }
        }
        return text
    }

    private mutating func readStrings(_ tree: borrowing XMLTree, _ part: Int) {
        var isPhonetic = false
        for index in tree.events.indices {
            let event = tree[index]
            if event.kind == .start || event.kind == .end {
                let name = tree.names[event.name]
                if name == "x:si", event.kind == .start { items.append(Item()) }
                if name == "x:rPh" { isPhonetic = event.kind == .start }
            }
            guard event.kind == .text, let last = items.indices.last else { continue }
            let piece = (node: Node.of(index, in: part), bytes: XMLText.plain(event.value))
            if isPhonetic {
                items[last].phonetics.append(piece)
            } else {
                items[last].pieces.append(piece)
            }
        }
    }
}

/// How cells show numbers: as dates, or with zeros before them.
struct NumberFormats {
    /// How the cells of a style show numbers.
    enum Form {
        case number
        /// A number of so many digits: telephone and other numbers.
        case digits(Int)
        case date
    }

    private var codes: [Int: String] = [:]
    private var styles: [Int] = []
    private var isFrom1904 = false

    /// Reads what a part says of formats.
    mutating func read(_ tree: borrowing XMLTree) {
        var isInCellFormats = false
        var (id, element) = (0, "")
        for index in tree.events.indices {
            let event = tree[index]
            let name = event.name >= 0 ? tree.names[event.name] : ""
            switch event.kind {
            case .start:
                element = name
                if name == "x:cellXfs" { isInCellFormats = true }
                if name == "x:xf", isInCellFormats { styles.append(0) }
            case .end:
                if name == "x:cellXfs" { isInCellFormats = false }
            case .attribute:
                let value = String(decoding: event.value, as: UTF8.self)
                switch (element, name) {
                case ("x:numFmt", "numFmtId"): id = Int(value) ?? 0
                case ("x:numFmt", "formatCode"): codes[id] = value
                case ("x:xf", "numFmtId"):
                    if isInCellFormats { styles[styles.count - 1] = Int(value) ?? 0 }
                case ("x:workbookPr", "date1904"): isFrom1904 = value == "1" || value == "true"
                default: break
                }
            case .text, .comment, .instruction, .namespace: break
            }
        }
    }

    /// How the cells of a style show numbers.
    func form(ofStyle style: Int) -> Form {
        guard styles.indices.contains(style) else { return .number }
        let id = styles[style]
        // dates of the formats that every program knows (ECMA-376 part 1, 18.8.30)
        if (14...17).contains(id) || id == 22 || (27...36).contains(id) || (50...58).contains(id) {
            return .date
        }
        guard let code = codes[id] else { return .number }
        let shown = Self.withoutLiterals(code)
        // « General » and « Standard » have letters of days in them
        guard !["general", "standard"].contains(shown.lowercased()) else { return .number }
        let isOfDays = shown.contains { "yYdDjJ".contains($0) } || shown.lowercased().contains("aa")
        if isOfDays, !shown.contains("0") { return .date }
        // « 0#" "##" "##" "##" "## » is a telephone, « # ##0,00 » an amount
        let digits = shown.count { $0 == "0" || $0 == "#" }
        return digits >= 8 && !shown.contains { ",.;%E".contains($0) } ? .digits(digits) : .number
    }

    /// A format without what stands in quotes and brackets.
    private static func withoutLiterals(_ code: String) -> String {
        var shown = ""
        var closing: Character?
        var isSkipped = false
        for sign in code {
            if isSkipped {
                isSkipped = false
            } else if closing == nil, "\\_*".contains(sign) {
                isSkipped = true
            } else if let open = closing {
                if sign == open { closing = nil }
            } else if sign == "\"" {
                closing = "\""
            } else if sign == "[" {
                closing = "]"
            } else {
                shown.append(sign)
            }
        }
        return shown
    }

    /// A number as the cell shows it; nil when that is how it is written.
    func shown(_ value: some Sequence<UInt8>, style: Int) -> [UInt8]? {
        let text = String(decoding: Array(value), as: UTF8.self)
        switch form(ofStyle: style) {
        case .number:
            // « 1.0505263620E14 »
            return text.contains("E") ? Self.whole(text).map { Array(String($0).utf8) } : nil
        case .digits(let count):
            guard let number = Self.whole(text), number >= 0 else { return nil }
            let digits = String(number)
            return Array(
                (String(repeating: "0", count: max(0, count - digits.count)) + digits).utf8
            )
        case .date:
            guard let days = Double(text), (1.0..<100_000).contains(days) else { return nil }
            return Self.date(Int(days) + (isFrom1904 ? 1_462 : 0))
        }
    }

    /// A whole number, also where it is written with an exponent.
    private static func whole(_ text: String) -> Int? {
        if let number = Int(text) { return number }
        guard let number = Double(text), abs(number) < 1e15, number == number.rounded() else {
            return nil
        }
        return Int(number)
    }

    /// A date from the days since 30 December 1899, as day, month and year.
    private static func date(_ days: Int) -> [UInt8] {
        // days since 1 March of the year 0 (H. Hinnant, chrono-compatible low-level date algorithms)
        let shifted = days - 25_569 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return Array("\(two(day))/\(two(month))/\(year)".utf8)
    }
}
