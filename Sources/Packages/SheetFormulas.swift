internal import Documents
internal import Formats

/// Formulas and references of sheets: names in them follow when what they name is called otherwise.
enum SheetFormulas {
    /// Elements whose text is a formula.
    static let elements: Set<String> = [
        "x:f", "x:formula", "x:formula1", "x:formula2", "x:definedName", "c:f", "xm:f",
        "x:calculatedColumnFormula", "x:totalsRowFormula",
    ]

    /// Attributes that are a formula, or say where cells stand.
    static let attributes: Set<String> = [
        "textlink", "fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx", "location", "refersTo",
        "table:formula", "table:condition", "table:expression", "table:cell-range-address",
        "table:base-cell-address", "table:target-range-address", "table:print-ranges",
        "table:end-cell-address", "table:scenario-ranges", "table:cell-address",
        "table:label-cell-range-address", "table:data-cell-range-address",
        "chart:values-cell-range-address", "chart:label-cell-address", "calcext:value",
        "table:source-cell-range-addresses", "table:target-cell-address",
        "draw:notify-on-update-of-ranges", "calcext:target-range-address",
        "calcext:base-cell-address", "form:linked-cell", "form:source-cell-range", "formatCode",
    ]

    /// Attributes that are the name of a sheet as it stands.
    static let sheetAttributes: Set<String> = ["sheet", "config:name", "table:table-name"]

    /// Whether a formula shows words: letters between quotes.
    static func holdsWords(_ formula: some Collection<UInt8>) -> Bool {
        var isQuoted = false
        var letters = 0
        for byte in formula {
            if byte == 0x22 {
                isQuoted.toggle()
            } else if isQuoted {
                letters += byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) ? 1 : 0
                letters += (0x30...0x39).contains(byte) ? 1 : 0
                if letters == 3 { return true }
            }
        }
        return false
    }

    /// A formula after edits; nil when they leave none.
    ///
    /// What stands between quotes may be edited, or be the whole formula; all else is no formula any
    /// longer.
    static func edited(_ formula: [UInt8], _ edits: [Edit]) -> [UInt8]? {
        var quotes: [Int] = []
        for (index, byte) in formula.enumerated() where byte == 0x22 { quotes.append(index) }
        let isWithin = edits.allSatisfy { edit in
            let before = quotes.partitioningIndex { $0 >= edit.start }
            let until = quotes.partitioningIndex { $0 >= edit.end }
            return before == until && before % 2 == 1 && !edit.replacement.contains(0x22)
        }
        if isWithin { return Edit.applied(edits, to: formula) }
        guard quotes.count == 2, quotes[0] == 0, quotes[1] == formula.count - 1,
            let replacement = edits.first?.replacement, !replacement.contains(0x22)
        else { return nil }
        return [0x22] + replacement + [0x22]
    }

    /// A formula with new names.
    ///
    /// - Parameters:
    ///   - formula: UTF-8.
    ///   - isOpenDocument: Whether a sheet and its cells are parted by a full stop: `$'A B'.C1`.
    ///   - removed: What must not stand in a name.
    ///   - names: The new name of each.
    /// - Returns: The formula; the same bytes where nothing is called otherwise.
    /// - Complexity: O(*n*).
    static func renamed(
        _ formula: [UInt8],
        isOpenDocument: Bool,
        _ removed: RemovedWords,
        _ names: inout NewNames
    ) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(formula.count)
        var position = 0
        while position < formula.count {
            let byte = formula[position]
            if byte == 0x22 || byte == 0x27 {
                let end = closing(byte, formula, position + 1)
                let inner = Array(formula[(position + 1)..<min(end, formula.count)])
                if byte == 0x22 {
                    output += formula[position..<min(end + 1, formula.count)]
                } else {
                    output.append(byte)
                    output += sheets(inner, isOpenDocument, removed, &names)
                    if end < formula.count { output.append(byte) }
                }
                position = end + 1
            } else if byte == 0x5B, !isOpenDocument, let end = column(formula, position + 1) {
                output.append(byte)
                output += names.column(Array(formula[(position + 1)..<end]))
                position = end
            } else if isLetter(byte) {
                var end = position
                while end < formula.count,
                    isLetter(formula[end]) || (0x30...0x39).contains(formula[end])
                        || formula[end] == 0x2E && !isOpenDocument
                {
                    end += 1
                }
                output += name(Array(formula[position..<end]), removed, &names)
                position = end
            } else {
                output.append(byte)
                position += 1
            }
        }
        return output
    }

    /// Where a quoted run ends; a quote that stands twice is one of its signs.
    private static func closing(_ quote: UInt8, _ formula: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < formula.count {
            if formula[index] == quote {
                guard index + 1 < formula.count, formula[index + 1] == quote else { return index }
                index += 1
            }
            index += 1
        }
        return formula.count
    }

    /// Where the name of a column ends that stands in brackets; nil when it is none.
    private static func column(_ formula: [UInt8], _ start: Int) -> Int? {
        var index = start
        while index < formula.count {
            switch formula[index] {
            case 0x27: index += 1
            case 0x5D: return index > start ? index : nil
            case 0x5B: return nil
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The names between quotes: `[1]Suite`, or two sheets with a colon between them.
    private static func sheets(
        _ quoted: [UInt8],
        _ isOpenDocument: Bool,
        _ removed: RemovedWords,
        _ names: inout NewNames
    ) -> [UInt8] {
        if isOpenDocument { return name(quoted, removed, &names) }
        let book = quoted.lastIndex(of: 0x5D).map { $0 + 1 } ?? 0
        let parts = quoted[book...].split(separator: 0x3A, omittingEmptySubsequences: false)
        var output = Array(quoted[..<book])
        for (number, part) in parts.enumerated() {
            if number > 0 { output.append(0x3A) }
            output += name(Array(part), removed, &names)
        }
        return output
    }

    private static func name(
        _ old: [UInt8],
        _ removed: RemovedWords,
        _ names: inout NewNames
    ) -> [UInt8] {
        names.known(old) ?? (removed.areIn(old) ? names.name(for: old) : old)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x5C
    }
}

extension [Int] {
    /// The first index whose element passes, in an array where all behind it do.
    fileprivate func partitioningIndex(_ passes: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
