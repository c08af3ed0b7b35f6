internal import Mentions

/// What speaks for a name or against it, as users read it in `biffure explain`.
enum EvidenceName {
    private static let names: [String: String] = [
        "acronym": "sigle", "age": "âge derrière", "alias": "« dit », « alias » devant",
        "ambiguous-first-name": "prénom qui est aussi un mot",
        "ambiguous-place": "lieu qui est aussi un nom",
        "ambiguous-surname": "nom de famille qui est aussi un mot",
        "answerable": "répond de quelque chose", "article-before": "article devant",
        "assembly": "débat d'une assemblée",
        "at-address": "dans une adresse", "at-home": "« chez » devant",
        "attendance": "liste de présence", "bare-name": "prénom et nom côte à côte",
        "bare-subject": "sujet de la phrase", "bare-unknown": "mot inconnu avec majuscule",
        "birth": "naissance derrière", "brand": "marque", "by-office": "« présidé par » devant",
        "calendar": "jour, mois ou fête", "caps-word": "mot en capitales",
        "civility": "civilité devant", "colleague": "parmi des collègues",
        "common-words": "mots courants", "cue-nearby": "secret ou fait à côté",
        "cue-word": "mot d'un indice", "cut-surname": "nom coupé",
        "designation": "personne désignée devant",
        "extending-first-name": "prénom rare à côté d'un nom",
        "family": "« famille », « frères » devant", "first-name": "prénom",
        "first-name-and-other": "prénom et autre mot", "function-after": "fonction derrière",
        "function-before": "fonction devant", "greeting": "salutation devant",
        "historical": "personne de l'histoire", "initial-and-word": "initiale et mot",
        "initials": "initiales", "institution-after": "institution derrière",
        "kin": "lien de parenté devant", "kin-after": "lien de parenté derrière",
        "kin-in-brackets": "lien de parenté entre parenthèses",
        "labelled": "libellé d'une ligne", "letter-writer": "signe une lettre personnelle",
        "listed": "dans une liste",
        "mail-header": "en-tête de courriel", "measure": "ce qui est fait à la personne",
        "named": "donne son nom à quelque chose",
        "mixed-capitals": "prénom et NOM en capitales", "neighbour": "entre d'autres noms",
        "odonym-form": "forme d'un nom de rue", "officer": "rédacteur ou référent",
        "person-column": "colonne de noms", "person-field": "champ de nom",
        "person-verb": "verbe de personne derrière", "place": "lieu",
        "plural-civility": "civilité au pluriel devant",
        "professional-before": "métier devant", "remembered": "déjà trouvé dans la note",
        "sentence-start": "début de phrase", "report-verb": "prend la parole en réunion",
        "signature": "en signature",
        "speaker": "prise de parole", "speech-verb": "verbe de parole derrière",
        "subject": "sujet d'un objet ou d'un titre",
        "subject-of-secret": "sujet d'un secret", "surname": "nom de famille",
        "title": "titre devant", "turn": "message avec son heure", "two-parts": "deux mots",
        "unknown-word": "mot inconnu",
        "verb": "verbe derrière", "without-case": "sans majuscule",
        "youth": "« le jeune », « le petit » devant",
    ]

    /// The French words for a kind of evidence; its own name when there are none.
    static func french(_ evidence: Evidence) -> String {
        names[evidence.ruleName] ?? evidence.ruleName
    }
}
