/// Finds faults in the tables: duplicates, contradictions, wrong order, forms that cannot be read.
public enum LexiconCheck {
    /// The faults of all tables, in the order of files and lines.
    ///
    /// - Parameter tables: The files, each already read row by row.
    /// - Returns: One error for each fault; none when the tables are sound.
    /// - Complexity: O(*n* log *n*) in the variants of all forms.
    public static func faults(in tables: [TableFile]) -> [LexiconError] {
        var faults: [LexiconError] = []
        for file in tables {
            faults += order(of: file)
            faults += repetitions(in: file)
        }
        return faults
    }

    private static func order(of file: TableFile) -> [LexiconError] {
        var faults: [LexiconError] = []
        for (before, row) in zip(file.rows, file.rows.dropFirst())
        where row.form.utf8.lexicographicallyPrecedes(before.form.utf8) {
            // in a sort of whole lines the tab comes before every letter
            faults.append(fault(.unsorted, file, row))
        }
        return faults
    }

    /// The same variant in two rows of a file: with one class a duplicate, with two a contradiction.
    static func repetitions(in file: TableFile) -> [LexiconError] {
        var faults: [LexiconError] = []
        var seen: [[FormPattern.Step]: TableFile.Row] = [:]
        for row in file.rows {
            guard let variants = FormPattern.variants(of: row.form) else {
                faults.append(fault(.badForm, file, row))
                continue
            }
            for variant in variants {
                if let other = seen[variant] {
                    let isSame = other.className == row.className && other.need == row.need
                    faults.append(fault(isSame ? .duplicate : .contradiction, file, row))
                    break
                }
                seen[variant] = row
            }
        }
        return faults
    }

    private static func fault(
        _ code: LexiconError.Code,
        _ file: TableFile,
        _ row: TableFile.Row
    ) -> LexiconError {
        file.error(code, row)
    }
}
