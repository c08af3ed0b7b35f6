public import Levels

/// What an audience may read, and what becomes of the rest: one row of the matrix.
public struct Audience: Sendable, Equatable {
    /// What becomes of something.
    public enum Action: String, Sendable {
        /// It stays.
        case keep
        /// A name gives way to a letter.
        case replace
        /// Only elected persons, heads and signatories keep their names.
        case function
        /// The item goes.
        case drop
        /// The item stays without what identifies a person.
        case anonymise
        /// The passage goes.
        case cut
    }

    /// What users type: `pleniere`.
    public let id: String
    /// The highest level that may leave.
    public let ceiling: Level
    /// Names and identifiers of private persons.
    public let names: Action
    /// Names of officials.
    public let officials: Action
    /// Confidential passages.
    public let confidentiel: Action
    /// Secret passages.
    public let secret: Action
    /// What users read.
    public let label: String
    /// The law behind the row.
    public let source: String
}

/// Why a table of audiences could not be used: file, line and the word that is meant.
public struct PolicyError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// A row has too few columns.
        case badRow
        /// A level, or an action that its column does not know.
        case unknownWord
        /// An audience that no row names.
        case unknownAudience
    }
    /// What failed.
    public let code: Code
    /// The line of the table, from 1; 0 when none is meant.
    public let line: Int
    /// The word that is meant.
    public let word: String
    /// The nearest known word, or empty.
    public let nearest: String
}

/// The matrix: all audiences.
public struct Policy: Sendable {
    /// The rows, in the order of the table.
    public let audiences: [Audience]

    /// Reads the table.
    ///
    /// - Parameter table: The file `audiences.tsv`.
    /// - Throws: `PolicyError` at the first row that cannot be used.
    public init(table: String) throws(PolicyError) {
        var audiences: [Audience] = []
        var number = 0
        for line in table.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            if line.isEmpty || line.hasPrefix("#") { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(
                String.init
            )
            guard cells.count >= 8 else {
                throw PolicyError(code: .badRow, line: number, word: cells[0], nearest: "")
            }
            func failure(_ word: String) -> PolicyError {
                PolicyError(code: .unknownWord, line: number, word: word, nearest: "")
            }
            func action(_ at: Int, _ allowed: [Audience.Action]) throws(PolicyError)
                -> Audience.Action
            {
                guard let action = Audience.Action(rawValue: cells[at]), allowed.contains(action)
                else { throw failure(cells[at]) }
                return action
            }
            guard let ceiling = Level(name: cells[1]) else { throw failure(cells[1]) }
            audiences.append(
                Audience(
                    id: cells[0],
                    ceiling: ceiling,
                    names: try action(2, [.replace, .keep]),
                    officials: try action(3, [.keep, .function]),
                    confidentiel: try action(4, [.drop, .anonymise, .keep]),
                    secret: try action(5, [.cut, .keep]),
                    label: cells[6],
                    source: cells[7]
                )
            )
        }
        self.audiences = audiences
    }

    /// The audience that a user named.
    ///
    /// - Throws: `PolicyError` `unknownAudience` with the nearest id.
    public func audience(_ id: String) throws(PolicyError) -> Audience {
        if let audience = audiences.first(where: { $0.id == id }) { return audience }
        let nearest = audiences.map(\.id).min { distance($0, id) < distance($1, id) } ?? ""
        throw PolicyError(code: .unknownAudience, line: 0, word: id, nearest: nearest)
    }

    /// Letters to change, add or take away to get from one word to another (Levenshtein).
    private func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.unicodeScalars.prefix(40)), Array(b.unicodeScalars.prefix(40)))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let cost = a[i] == b[j] ? diagonal : diagonal + 1
                diagonal = row[j + 1]
                row[j + 1] = min(cost, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
