internal import Lexicons
internal import Tokens

/// Words around a name without an article.
enum BareWords {
    /// Verbs and particles that follow a subject.
    static let auxiliaries = ShortKeys(
        """
        est a ont sont était avait sera va vit dit fait veut peut doit n' ne s' se
        """
    )

    /// Words between a subject and its verb.
    static let clitics = ShortKeys(
        """
        ne n' se s' lui leur y en l' le la les me m' nous lui-même elle-même même
        """
    )

    /// Articles and determiners: what follows them is a common noun.
    static let articles = ShortKeys(
        """
        le la les l' du des au aux un une ce cette cet d' ces son sa ses mon ma mes leur
        leurs notre votre
        """
    )

    /// « rose a pris le tel », « chez rose »: a word that can be a first name, without article.
    static func isBare(_ index: Int, in reading: Reading) -> Bool {
        isSubject(index, in: reading) || isAtHome(index, in: reading)
            || isBesideFirstName(index, in: reading) || isCompany(index, in: reading)
    }

    /// « avec diane », « devant océane », « sa mère, nadir, »: the dictionary knows a first name.
    static func isCompany(_ index: Int, in reading: Reading) -> Bool {
        guard index > 0, reading.has(index, [.ambiguousFirstName, .firstName]),
            reading.grammar[index].contains(.firstName), reading.tokens[index].gap != .block
        else { return false }
        let next = index + 1
        // « previens marin (le papa) »
        if next + 2 < reading.tokens.count, reading.tokens[next].isSign("("),
            reading.has(next + 1, [.kin, .youth]) || reading.has(next + 2, [.kin, .youth])
        {
            return true
        }
        if reading.tokens[index - 1].isSign(",") {
            guard index > 1 else { return false }
            // « sa mère, nadir, », « le cousin d'angelo, nadir, »
            return reading.has(index - 2, [.kin, .youth, .designation])
                || reading.has(index - 2, .firstName) && next < reading.tokens.count
                    && reading.tokens[next].isSign(",")
        }
        return leads.contains(reading.short[index - 1])
    }

    /// Prepositions that lead to persons.
    private static let leads = ShortKeys("avec devant contre chez dont selon entre envers")

    /// « rose a pris le tel », in a message of small letters: a word that can be a first name,
    /// without article, before a verb.
    static func isSubject(_ index: Int, in reading: Reading) -> Bool {
        guard reading.has(index, [.ambiguousFirstName, .firstName]),
            index + 1 < reading.tokens.count,
            reading.tokens[index + 1].gap == .blank
        else { return false }
        guard isVerb(index + 1, in: reading) else { return false }
        guard index > 0, reading.tokens[index].gap == .blank,
            reading.tokens[index - 1].kind == .word
        else { return true }
        return !articles.contains(reading.short[index - 1])
            && reading.grammar[index - 1].isDisjoint(with: [.adjective, .noun])
    }

    private static let chez = ShortKeys("chez")
    private static let joint = ShortKeys("et")

    /// Words behind which a person or a household stands: « chez |Roy », « dossier |Roy ».
    private static let homes = ShortKeys("chez dossier situation")

    /// Animals that bear a name.
    private static let animals = ShortKeys(
        """
        chien chienne chiens chiot pitbull malinois rottweiler molosse cheval jument
        poney chatte chaton lapin
        """
    )

    /// Whether a word is an animal, whose name may follow.
    static func isAnimal(_ index: Int, in reading: Reading) -> Bool {
        reading.grammar[index].contains(.noun) && animals.contains(reading.short[index])
    }

    /// Whether a word is « et ».
    static func isJoint(_ index: Int, in reading: Reading) -> Bool {
        joint.contains(reading.short[index])
    }

    /// Whether a word leads to a household: « chez », « dossier ».
    static func leadsToHome(_ index: Int, in reading: Reading) -> Bool {
        homes.contains(reading.short[index])
    }

    /// Whether a word is a verb and nothing that could stand behind a noun.
    static func isVerb(_ index: Int, in reading: Reading) -> Bool {
        auxiliaries.contains(reading.short[index])
            || reading.grammar[index].contains(.verb)
                && reading.grammar[index].isDisjoint(
                    with: [.noun, .adjective, .grammatical, .participle, .adverb]
                )
    }

    /// « dort chez castor », « DORT CHEZ CASTOR ».
    static func isAtHome(_ index: Int, in reading: Reading) -> Bool {
        index > 0 && reading.tokens[index].gap == .blank
            && reading.has(index, [.ambiguousFirstName, .firstName, .extendingFirstName])
            && chez.contains(reading.short[index - 1])
    }

    /// « rose et lourdes »: beside another word that can be a first name.
    private static func isBesideFirstName(_ index: Int, in reading: Reading) -> Bool {
        let names: WordClasses = [.ambiguousFirstName, .firstName]
        guard reading.has(index, names) else { return false }
        func isJoint(_ at: Int) -> Bool {
            reading.tokens.indices.contains(at) && reading.tokens[at].gap != .block
                && (joint.contains(reading.short[at]) || reading.tokens[at].isSign("/"))
        }
        func isName(_ at: Int) -> Bool {
            reading.tokens.indices.contains(at) && reading.has(at, names)
        }
        return isJoint(index - 1) && isName(index - 2)
            && (index < 3 || !articles.contains(reading.short[index - 3]))
            || isJoint(index + 1) && isName(index + 2) && reading.tokens[index + 2].gap != .block
                && (index == 0 || !articles.contains(reading.short[index - 1]))
    }
}
