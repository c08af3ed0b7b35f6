internal import Lexicons

/// What a word says of the number, date or name beside it: classes of `Lexicons/identifiers/`.
struct Cue: OptionSet, Sendable {
    let rawValue: UInt32

    static let birth = Cue(rawValue: 1)
    /// « ne »: a birth only when « le » stands right behind.
    static let weakBirth = Cue(rawValue: 1 << 1)
    /// « courant », « vers »: stands between « né » and the date.
    static let birthFiller = Cue(rawValue: 1 << 2)
    static let notBirth = Cue(rawValue: 1 << 3)
    /// An office with files of persons, a paper of identity.
    static let number = Cue(rawValue: 1 << 4)
    /// A file of any kind.
    static let file = Cue(rawValue: 1 << 5)
    /// « n° », « numéro ».
    static let mark = Cue(rawValue: 1 << 6)
    /// « article », « délibération »: the number is nobody's.
    static let reference = Cue(rawValue: 1 << 7)
    static let phone = Cue(rawValue: 1 << 8)
    static let socialSecurity = Cue(rawValue: 1 << 9)
    static let plate = Cue(rawValue: 1 << 10)
    static let vehicle = Cue(rawValue: 1 << 11)
    static let firm = Cue(rawValue: 1 << 12)
    static let account = Cue(rawValue: 1 << 13)
    static let network = Cue(rawValue: 1 << 14)
    static let handle = Cue(rawValue: 1 << 15)
    static let at = Cue(rawValue: 1 << 16)
    static let dot = Cue(rawValue: 1 << 17)
    static let dash = Cue(rawValue: 1 << 18)
    static let home = Cue(rawValue: 1 << 19)
    /// bât, escalier, hall.
    static let building = Cue(rawValue: 1 << 20)
    /// étage, appartement, porte.
    static let flat = Cue(rawValue: 1 << 21)
    /// gauche, fond de cour.
    static let side = Cue(rawValue: 1 << 22)
    /// rez-de-chaussée, pavillon au fond: a part without a number.
    static let place = Cue(rawValue: 1 << 23)
    static let box = Cue(rawValue: 1 << 24)
    static let cedex = Cue(rawValue: 1 << 25)
    /// bis, ter.
    static let repetition = Cue(rawValue: 1 << 26)
    /// lieu-dit, gîte: a name follows.
    static let named = Cue(rawValue: 1 << 27)
    /// Naissances: a heading over births.
    static let birthSection = Cue(rawValue: 1 << 29)
    /// « code », « id »: a key of persons where it heads the column of a table.
    static let key = Cue(rawValue: 1 << 30)
    /// « standard », « astreinte »: the phone behind it is a service's.
    static let office = Cue(rawValue: 1 << 31)
    /// r., bd: a street behind its number.
    static let street = Cue(rawValue: 1 << 28)

    /// What tells a kind of number; the nearest of them before a number decides.
    static let anyNumber: Cue = [
        .number, .file, .reference, .phone, .socialSecurity, .firm, .account, .plate,
    ]

    /// The cue of a class of a table.
    init?(className: String) {
        guard let cue = Self.names[className] else { return nil }
        self = cue
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }

    private static let names: [String: Cue] = [
        "birth": .birth, "birth-section": .birthSection, "birth-weak": .weakBirth,
        "birth-filler": .birthFiller,
        "not-birth": .notBirth, "number": .number, "file": .file, "mark": .mark,
        "reference": .reference, "phone": .phone, "social-security": .socialSecurity,
        "plate": .plate, "vehicle": .vehicle, "firm": .firm, "account": .account,
        "network": .network, "handle": .handle, "at": .at, "dot": .dot, "dash": .dash,
        "home": .home, "building": .building, "flat": .flat, "side": .side, "place": .place,
        "box": .box, "cedex": .cedex, "repetition": .repetition, "named": .named,
        "street": .street, "key": .key, "office": .office,
    ]
}

/// The tables of `Lexicons/identifiers/`, read once for all notes.
struct IdentifierTables: Sendable {
    /// What a word stands for in a date.
    struct DateWord: Sendable {
        var month = 0
        var number = 0
        /// « zéro »: stands in phone numbers that are said.
        var isZero = false
    }

    private var firstRow = 0
    private var cues: [Cue] = []
    private var dates: [DateWord] = []
    /// Length of an account number by the two letters of its country.
    private(set) var ibanLengths: [UInt16: Int] = [:]
    /// Hosts whose pages are profiles, in small letters.
    private(set) var hosts = Set<[UInt8]>()

    /// Reads the rows of the identifier tables.
    ///
    /// - Complexity: O(number of rows of the lexicon).
    init(lexicon: Lexicon) {
        for row in lexicon.rows(from: .identifierCues) {
            let table = lexicon.table(of: row)
            if cues.isEmpty { firstRow = row }
            // rows of site folders stand behind those of all tables
            while firstRow + cues.count < row {
                cues.append([])
                dates.append(DateWord())
            }
            var cue: Cue = []
            var date = DateWord()
            switch table {
            case .identifierCues, .addressParts:
                cue = Cue(className: lexicon.className(of: row)) ?? []
            case .dateWords: date = Self.dateWord(lexicon.className(of: row))
            case .profileHosts: hosts.insert(Array(lexicon.form(of: row).utf8))
            case .ibanCountries:
                let letters = Array(lexicon.form(of: row).utf8)
                guard letters.count == 2, let length = Int(lexicon.className(of: row)),
                    BankAccounts.lengths.contains(length)
                else { break }
                ibanLengths[UInt16(letters[0]) << 8 | UInt16(letters[1])] = length
            default: break
            }
            cues.append(cue)
            dates.append(date)
        }
    }

    /// « month 9 number 7 ».
    private static func dateWord(_ className: String) -> DateWord {
        var word = DateWord()
        let parts = className.split(separator: " ")
        for (name, value) in zip(parts, parts.dropFirst()) {
            if name == "month" { word.month = Int(value) ?? 0 }
            if name == "number" { word.number = Int(value) ?? 0 }
            if name == "number", word.number == 0 { word.isZero = true }
        }
        return word
    }

    /// The cue of a row, empty for rows of other tables.
    func cue(of row: Int) -> Cue {
        cues.indices.contains(row - firstRow) ? cues[row - firstRow] : []
    }

    /// The month or number of a row; zero for rows of other tables.
    func dateWord(of row: Int) -> DateWord {
        dates.indices.contains(row - firstRow) ? dates[row - firstRow] : DateWord()
    }
}
