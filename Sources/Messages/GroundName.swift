internal import Levels

/// What speaks for a secret or against it, as users read it in `biffure explain`.
enum GroundName {
    private static let names: [String: String] = [
        "speaksForItself": "parle de soi", "needsPerson": "demande une personne",
        "needsClause": "demande une personne dans la proposition",
        "takesPerson": "verbe qui porte sur une personne", "named": "personne nommée",
        "designated": "personne désignée", "carried": "personne du point en cours",
        "indefinite": "personne indéfinie", "followedUp": "personne reprise ensuite",
        "somebody": "quelqu'un", "himself": "parle de soi-même",
        "official": "personne en fonction", "pronoun": "pronom",
        "smallGroup": "moins de cinq, en un lieu précis",
        "noteHasPersons": "personne citée plus haut", "opensLine": "ouvre la ligne",
        "writer": "parle de soi dans sa lettre",
        "operation": "opération", "placeOrHour": "lieu ou heure précis", "source": "signalant",
        "general": "propos général", "definition": "définition ou exemple",
        "generalNote": "note générale", "anybody": "dit de quiconque", "bare": "sigle seul",
        "many": "cinq personnes ou plus", "serviceSpeaks": "service qui parle",
        "profession": "nom de métier", "service": "service partenaire", "unticked": "case vide",
        "itself": "le mot ne désigne que lui-même", "history": "personne de l'histoire",
        "reports": "propos sur une chose", "gloss": "ligne de glossaire",
        "unasked": "réponse sans demande d'aide", "street": "hors du foyer",
        "loose": "personne non reprise", "heading": "titre",
        "spokesman": "mandat affiché", "memory": "hommage ou nom de lieu",
    ]

    /// The French words for a ground; its own name when there are none.
    static func french(_ name: String) -> String { names[name] ?? name }
}
