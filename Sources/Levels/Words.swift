/// What the words of one passage say about somebody.
struct Words {
    /// « le jeune », « sa mère »: the first such word, and how many.
    private(set) var designation = -1
    private(set) var designations = 0
    /// The first such word is one of kin or youth.
    private(set) var designatesRelative = false
    /// Somebody is designated.
    var isDefinite: Bool { designations > 0 }
    /// « un père », « le principal », counted people.
    var isIndefinite = false
    /// « un homme », « une famille ».
    var isSomebody = false
    /// « un homme de 34 ans »: somebody without a name who can be told from others.
    var isAged = false
    /// Fewer than five people, counted, at a precise place.
    var isSmallGroup = false
    /// A pronoun or kin word that takes the running person up.
    var takesUp = false
    /// « il », « elle », « lui » of somebody.
    var hasPronoun = false
    /// « lui-même », « elle-même ».
    var isSelf = false
    /// « sa jambe », « ses papiers »: something of somebody's.
    var hasPossession = false
    /// Known kin or a known few: « les parents », « les deux frères », « les trois ados ».
    var hasPluralKin = false
    /// « Cherche côté gare », « n'ouvre pas »: a verb whose subject is left out.
    var isBareVerb = false
    /// « Excellente en dessin »: a word that describes somebody left out.
    var isBareAdjective = false
    /// « Solliciter une audience », « Voir »: something to be done.
    var isInfinitive = false
    /// « Ne cherchez pas à savoir », « Appelez »: said to the reader.
    var isCall = false
    /// « il y retourne », « elle n'y va plus »: the place is that of the passage before.
    var goesThere = false
    /// « Le fonds est présenté », « La prison ferme »: an article and a noun that is no person.
    var opensWithThing = false
    /// « un bracelet », « une bouteille »: the first word is « un ».
    var isOfOne = false
    /// « je », « m' », « mon »: whoever writes speaks of himself.
    var isFirstPerson = false
    /// A verb of speech.
    var speaks = false
    /// The token of « que », « si » behind a verb of speech.
    var report = -1
    /// A relative.
    var hasKin = false
    /// A school, a street, or people whom one meets there.
    var isOutside = false

    /// Whether the one who is named last says something of nobody: « Mme Roy demande que … ».
    func onlyReports(_ lastName: Int) -> Bool {
        report > lastName && !isDefinite && !isIndefinite && !takesUp && !hasKin
            && !hasPossession && !hasPluralKin
    }

    /// The running person is taken up by some word.
    var goesOn: Bool {
        takesUp || hasPossession || hasPluralKin || isBareVerb || isBareAdjective
    }

    /// At school or in the street, and no relative.
    var isElsewhere: Bool { isOutside && !hasKin }
    /// « une famille … ses enfants »: somebody unknown of whom more is said.
    var isFollowedUp: Bool { isSomebody && takesUp }

    /// Counts one more word that designates somebody.
    ///
    /// - Parameters:
    ///   - index: Index of its token.
    ///   - isRelative: Whether it is a word of kin or youth, which tells no secret by itself.
    mutating func designate(_ index: Int, isRelative: Bool = false) {
        if designations == 0 {
            designation = index
            designatesRelative = isRelative
        }
        designations += 1
    }
}
