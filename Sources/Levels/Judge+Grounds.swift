internal import Lexicons
internal import Mentions
internal import Tokens

extension Judge {
    /// Whether a passage without a cue is about the person of its item.
    func touches(
        _ found: Found,
        _ cues: Cues,
        _ number: Int,
        _ note: Note
    ) -> Bool {
        guard
            found.isRunning || found.words.isAged || found.isFacts
                || note.isPersonal && found.anchor == .designated && found.words.takesUp
        else { return false }
        guard note.isPersonal || found.anchor == .designated else { return false }
        var balance = Balance<Touch>()
        balance.add(.designated, when: found.anchor >= .designated)
        balance.add(.aged, when: found.words.isAged)
        balance.add(.carried, when: found.anchor == .carried)
        balance.add(
            .pronoun,
            when: found.words.takesUp || found.words.hasPossession
                || found.words.hasPluralKin && !(found.opensLine && found.words.opensWithThing)
        )
        balance.add(.bareVerb, when: found.words.isBareVerb)
        balance.add(.bareAdjective, when: found.words.isBareAdjective && found.anchor == .carried)
        balance.add(.factsColumn, when: found.isFacts)
        balance.add(.definition, when: cues.generalities.isDefinition(number))
        balance.add(.infinitive, when: found.words.isInfinitive && found.anchor < .designated)
        balance.add(.general, when: cues.generalities.isGeneral(number, knowsKin: found.isRunning))
        return balance.sum >= Touch.threshold
    }

    /// How much the grounds for a cue outweigh those against it.
    func balance(
        of cue: Cue,
        _ found: Found,
        _ cues: Cues,
        _ number: Int,
        _ note: Note
    ) -> Grounds {
        var balance = Grounds()
        switch cue.need {
        case .nobody: balance.add(.speaksForItself)
        case .person: balance.add(.needsPerson)
        case .clause: balance.add(.needsClause)
        case .object: balance.add(.takesPerson)
        }
        switch found.anchor {
        case .named: balance.add(.named)
        case .designated: balance.add(.designated)
        case .carried: balance.add(.carried)
        case .indefinite: balance.add(.indefinite)
        case .none: break
        }
        // « une famille de la résidence est en difficulté, ses enfants … »
        balance.add(.followedUp, when: found.anchor == .indefinite && found.words.isFollowedUp)
        // « un homme … insulte les usagers »
        balance.add(
            .somebody,
            when: found.anchor == .indefinite && found.words.isSomebody && !found.words.isFollowedUp
                && cue.level == .confidentiel
        )
        balance.add(
            .pronoun,
            when: found.anchor <= .indefinite && found.words.hasPronoun && note.isPersonal
        )
        // « M. Lenoir, directeur, est arrêté pour épuisement »
        balance.add(
            .official,
            when: found.anchor <= .indefinite && found.hasOfficial && cue.need == .nobody
        )
        balance.add(.himself, when: found.anchor <= .indefinite && found.isHimself)
        balance.add(
            .writer,
            when: (note.isOfWriter || note.homes.contains(number)) && found.anchor <= .indefinite
                && found.words.isFirstPerson
        )
        // « deux jeunes de la résidence sont sous Ritaline » counts as persons
        balance.add(.smallGroup, when: found.words.isSmallGroup)
        let isOperation = cue.category == "OPERATIONAL"
        balance.add(.operation, when: isOperation && cue.need == .nobody)
        balance.add(.placeOrHour, when: isOperation && cue.isPlaced)
        balance.add(.source, when: cue.category == "SOURCE" && cue.need == .nobody)
        balance.add(.noteHasPersons, when: note.isPersonal && found.isNear)
        // « accordé », « refus »: an answer to whoever asks for an aid
        balance.add(.unasked, when: cue.topic == "answer" && cues.debts < 2)
        // « il a frappé Yanis »: among others it is conduct, among kin it is violence suffered
        balance.add(
            .street,
            when: cue.topic == "blow" && (!found.words.hasKin || found.words.isOutside)
        )
        // « SANTÉ ET SUIVI » over the lines of a sheet
        balance.add(
            .heading,
            when: found.isHeading && found.anchor == .carried && cue.need != .nobody
        )
        // « demande …, résume Mme Roy, déléguée CGT »: a mandate that is shown
        balance.add(
            .spokesman,
            when: cue.topic == "union" && found.words.speaks && !found.words.takesUp
        )
        balance.add(.memory, when: cues.generalities.isMemory(number))
        // « AEMO : assistance éducative en milieu ouvert », among its like
        balance.add(
            .gloss,
            when: cues.isGlossed(number) && found.anchor < .designated && !found.isRunning
        )
        balance.add(.history, when: found.isHistorical)
        // « Mme Roy demande si la rampe sera prête pour les fauteuils »: what is said is not hers
        balance.add(
            .reports,
            when: found.onlyReports && found.words.report < cue.first
        )
        balance.add(
            .general,
            when: cues.generalities.isGeneral(number, before: cue, knowsKin: found.isRunning)
        )
        balance.add(
            .definition,
            when: cues.generalities.isDefinition(number) && found.anchor != .named
        )
        balance.add(
            .generalNote,
            when: note.isGeneral && found.anchor <= .indefinite && !isOperation
        )
        // « Mon voisin est sous tutelle : qui contacter ? », « le locataire peut saisir le FSL »
        balance.add(
            .anybody,
            when: !note.isPersonal
                && (note.asksQuestions || cues.generalities.isRule(number) || found.words.isCall)
        )
        // « le traitement des façades commence » below the item of a person
        balance.add(
            .loose,
            when: (cue.need == .clause
                || cue.need == .person && found.words.opensWithThing && !found.words.isOfOne)
                && found.isLoose && !cue.isFirst && !cue.isLead
        )
        balance.add(.bare, when: cue.isBare && found.anchor == .carried)
        balance.add(.unticked, when: cue.isUnticked)
        balance.add(.many, when: cue.isOfMany && found.anchor != .named)
        balance.add(
            .serviceSpeaks,
            when: cue.isSpeaker && (found.anchor != .named || cue.isProfession)
        )
        balance.add(.profession, when: cue.isProfession && found.column == nil)
        balance.add(
            .service,
            when: cue.isService && found.anchor == .carried && found.column == nil
                && !found.words.takesUp
                && !found.words.isBareVerb
        )
        // « enceinte de sept mois » on a line of its own: the subject is left out
        balance.add(.opensLine, when: cue.opensLine && cue.need == .nobody)
        // « le nom du délinquant »: the cue itself is nobody beside it
        let isRelativeFirst =
            found.words.designatesRelative && cue.last > cue.first
            && cue.first == found.words.designation
        balance.add(
            .itself,
            when: found.anchor == .designated && found.words.designations == 1 && !note.isPersonal
                && cue.need != .nobody && (cue.first...cue.last).contains(found.words.designation)
                && !isRelativeFirst
        )
        return balance
    }
}
