internal import Documents
internal import Lexicons
internal import Tokens

/// Tells persons apart: one number for one person, however it is written.
///
/// Mentions are taken in reading order; each joins the latest person that it fits, or starts a new
/// one. Two first names under one surname are two persons; a person in function and a private
/// person of the same surname are two.
struct Persons {
    struct Person {
        var firsts = WordSet()
        var lasts = WordSet()
        var gender = Gender.unknown
        var isFamily = false
        /// Named beside a passage that tells a secret or a deed.
        var isNearCue = false
        /// Writes from a private mail address, and is said to act in a function nowhere.
        var writesFromHome = false
        var hasOffice = false
        /// What speaks for a function besides standing alone at the end of the note.
        var sureOfficial = 0
        var official = 0
        var personal = 0
        var function = FunctionKind.unknown
        /// First letters, for initials.
        var letters: [UInt8] = []

        var isOfficial: Bool { official >= 25 && official > personal }
    }

    /// How far back in the list of bearers of one name the search goes.
    static let depth = 16

    let reading: Reading
    let passagesWithCues: Set<Int>
    private let meant: [Int32: Int32]
    var persons: [Person] = []
    /// The name before, for surname and first name that stand apart.
    private var previous: (person: Int, parts: Parts, name: NameCandidate)?
    /// Who bears a word, and who is named by letters alone.
    var bearers: [Int32: [Int]] = [:]
    var lettered: [[UInt8]: [Int]] = [:]
    /// Who bears two initials, first name before surname; -1 where several do.
    var shortened: [[UInt8]: Int] = [:]
    /// Where a secret, a deed, a situation or an identifier of a person stands.
    var told: (passages: Set<Int32>, lines: Set<Int32>) = ([], [])

    /// Tells the persons of a note apart, of which these passages tell a secret or a deed.
    ///
    /// - Parameters:
    ///   - reading: The note.
    ///   - passagesWithCues: Those that tell a secret or a deed.
    ///   - meant: Misspelt words, each with the name that is meant.
    init(reading: Reading, passagesWithCues: Set<Int>, meant: [Int32: Int32]) {
        self.reading = reading
        self.passagesWithCues = passagesWithCues
        self.meant = meant
    }

    /// Sets `entity`, `isOfficial` and `function` of each name.
    ///
    /// Cost: O(*n*) in the names.
    mutating func tellApart(_ names: inout [NameCandidate]) {
        for index in names.indices {
            let number = person(of: names[index])
            names[index].entity = number
            let passage = Int(reading.passageOfToken[names[index].first])
            if (passage - 1...passage + 1).contains(where: passagesWithCues.contains) {
                persons[number].isNearCue = true
            }
        }
        settleWriters(names)
        told = placesOfPrivateMatters()
        let privates = persons.count { $0.personal >= 25 && !$0.isOfficial }
        let officials = persons.count { $0.isOfficial }
        let hasInitials = names.contains(where: \.isInitials)
        // where nobody is spoken of as a private person, the others act in some function too
        // a note full of unmistakable secrets is none in which everybody acts in a function
        let withSecrets = passagesWithSecrets()
        let secrets = withSecrets.count
        let tellsOfNamed = names.contains { name in
            withSecrets.contains(reading.passageOfToken[name.first])
                && persons[name.entity].official < 25
        }
        let isPublicNote =
            !tellsOfNamed && (secrets <= 1 || secrets * 20 <= reading.passages.count)
            && officials > 0 && reading.ownLifePhrases < 2 && !reading.isOfResidents
            && reading.publicPhrases + reading.assemblyPhrases > 0
            && !hasInitials && privates * 8 <= persons.count
            && (privates == 0 || officials * 3 >= persons.count && secrets <= 1)
        let speakers = speakersAmongOfficials(names, officials: officials, privates: privates)
        for index in names.indices {
            let person = persons[names[index].entity]
            let isNeutral =
                person.official < 25 && person.personal < 12 && !person.isNearCue
                && isPresumable(names[index])
            names[index].isOfficial =
                person.isOfficial || speakers.contains(names[index].entity)
                || isPublicNote && isNeutral && !names[index].isInitials
                    && (!person.lasts.isEmpty || person.official > 0)
            names[index].isPresumed = !person.isOfficial
            names[index].function = max(names[index].function, person.function)
        }
    }

    private mutating func person(of name: NameCandidate) -> Int {
        let parts = self.parts(of: name)
        let official = name.evidence.official
        // who writes from home may still be the mayor of a small town
        let personal = name.writesFromHome ? 0 : name.evidence.personal
        let isFamily = name.evidence.contains(.family)
        if let known = sameBearer(name) {
            persons[known].firsts.formUnion(parts.firsts)
            persons[known].lasts.formUnion(parts.lasts)
            register(parts, known)
            return known
        }
        if let known = sameRow(parts, name) ?? match(parts, name, isFamily: isFamily) {
            persons[known].firsts.formUnion(parts.firsts)
            persons[known].lasts.formUnion(parts.lasts)
            if persons[known].gender == .unknown { persons[known].gender = name.gender }
            // who signs among the others stays the mother of the child
            let staysPrivate =
                persons[known].personal >= 25 && !persons[known].isOfficial
                && name.evidence.contains(.officer) && name.evidence.personal < 25
            if !staysPrivate {
                persons[known].official = max(persons[known].official, official)
            }
            persons[known].personal = max(persons[known].personal, personal)
            persons[known].function = max(persons[known].function, name.function)
            note(name, known)
            register(parts, known)
            previous = (known, parts, name)
            return known
        }
        var person = Person()
        person.firsts = parts.firsts
        person.lasts = parts.lasts
        person.gender = name.gender
        person.isFamily = isFamily
        person.official = official
        person.personal = personal
        person.function = name.function
        person.letters = parts.letters
        persons.append(person)
        note(name, persons.count - 1)
        register(parts, persons.count - 1)
        previous = (persons.count - 1, parts, name)
        return persons.count - 1
    }

    /// Notes what the place of a name tells of its bearer.
    private mutating func note(_ name: NameCandidate, _ number: Int) {
        if name.writesFromHome { persons[number].writesFromHome = true }
        if name.evidence.showsOffice { persons[number].hasOffice = true }
        if !name.isBareSignature {
            persons[number].sureOfficial = max(persons[number].sureOfficial, name.evidence.official)
        }
    }

    /// The person whose other name an alias right behind it is: « Roy dit RR ».
    private func sameBearer(_ name: NameCandidate) -> Int? {
        guard let previous, name.evidence.contains(.alias), name.first - previous.name.last <= 4,
            reading.tokens[name.first].block == reading.tokens[previous.name.last].block
        else { return nil }
        return previous.person
    }

    /// Surname and first name in two cells of a row, or in two lines of a form, are one person.
    private func sameRow(_ parts: Parts, _ name: NameCandidate) -> Int? {
        guard let previous, name.evidence.contains(.personField),
            previous.name.evidence.contains(.personField)
        else { return nil }
        let isSplit =
            previous.parts.firsts.isEmpty != parts.firsts.isEmpty
            && previous.parts.lasts.isEmpty != parts.lasts.isEmpty
        let isTold = isFirstNameField(name) != isFirstNameField(previous.name)
        guard isSplit || isTold else { return nil }
        let blocks = reading.document.blocks
        let before = blocks[Int(reading.tokens[previous.name.last].block)]
        let block = blocks[Int(reading.tokens[name.first].block)]
        let isNextCell = block.line == before.line && block.column == before.column + 1
        let isNextLine = block.line == before.line + 1 && block.kind != .cell
        // a form that is a table: the label of each stands between them
        let isNextField =
            isTold && block.kind == .cell && block.table == before.table
            && (block.line == before.line && block.column == before.column + 2
                || block.line == before.line + 1 && block.column == before.column)
        return isNextCell || isNextLine || isNextField ? previous.person : nil
    }

    /// Whether a label says that the words are first names, whatever else they may be.
    private func isFirstNameField(_ name: NameCandidate) -> Bool {
        reading.marks[name.first].contains(.firstNameField)
    }

    private mutating func register(_ parts: Parts, _ number: Int) {
        for part in parts.firsts.all where bearers[part]?.last != number {
            bearers[part, default: []].append(number)
        }
        for part in parts.lasts.all where bearers[part]?.last != number {
            bearers[part, default: []].append(number)
        }
        if parts.firsts.isEmpty, parts.lasts.isEmpty {
            lettered[parts.letters, default: []].append(number)
        }
        guard let first = letter(of: parts.firsts.first), parts.firsts.count == 1,
            let last = letter(of: parts.lasts.first) ?? parts.letters.first,
            parts.lasts.count <= 1
        else { return }
        let isAnother = (shortened[[first, last]] ?? number) != number
        shortened[[first, last]] = isAnother ? -1 : number
    }

    // MARK: Parts

    struct Parts {
        var firsts = WordSet()
        var lasts = WordSet()
        var either = false
        var letters: [UInt8] = []
    }

    /// Which words of a name are first names and which surnames.
    private mutating func parts(of name: NameCandidate) -> Parts {
        var parts = Parts()
        var words: [(key: Int32, isFirst: Bool, isCaps: Bool)] = []
        var isMisspelt = false
        for index in name.first...name.last {
            let token = reading.tokens[index]
            guard token.kind == .word else { continue }
            var plain = reading.plainWord(index)
            if let name = meant[plain] {
                plain = name
                isMisspelt = true
            }
            if token.shape == .initial {
                // « M'Colo », « D'Elia »: no letter of a first name
                let letters = reading.plainWords.bytes(plain)
                if letters.count == 1 { parts.letters += letters }
                continue
            }
            if reading.has(index, .particle), name.first != name.last { continue }
            words.append(
                (plain, reading.has(index, .anyFirstName), token.shape == .caps)
            )
        }
        if name.isInitials { return parts }
        if words.count == 1 {
            let word = words[0]
            let hasCivility = name.evidence.contains(.civility) || name.evidence.contains(.family)
            if hasCivility {
                parts.lasts = WordSet([word.key])
                parts.either = word.isFirst
            } else if word.isFirst {
                parts.firsts = WordSet([word.key])
                parts.either = !parts.letters.isEmpty || word.isCaps
            } else {
                parts.lasts = WordSet([word.key])
                // « Fannta »: whether first name or surname, who bears the right one knows
                parts.either = isMisspelt
            }
            return parts
        }
        let caps = words.count(where: \.isCaps)
        for (index, word) in words.enumerated() {
            let isMixedCase = caps > 0 && caps < words.count
            if isMixedCase ? word.isCaps : !word.isFirst {
                parts.lasts.insert(word.key)
            } else if !isMixedCase, index == words.count - 1, parts.lasts.isEmpty {
                // « Pierre Martin »: the last of two first names is the surname
                parts.lasts.insert(word.key)
            } else {
                parts.firsts.insert(word.key)
            }
        }
        return parts
    }
}
