import TestSupport
import Testing

/// What the genre of a note, its talk, its tables and its letters tell about a bare name.
@Suite struct GenreTests {
    /// Letters of inhabitants, meetings of residents: who signs or speaks is a private person.
    static let residents = [
        NameRow(
            """
            Monsieur le maire,
            J'habite au 3e étage et mon fils n'ose plus descendre à la cave.
            Ma fille dort mal. Je vous prie de faire quelque chose.
            Avec mes salutations,
            Y. Bonnefond
            """,
            [person("Y. Bonnefond")]
        ),
        NameRow(
            """
            Groupe WhatsApp « copro du 12 »
            [14/03 19:02] Odile : qui a encore laissé la porte ouverte ?
            [14/03 19:05] Ahmed : pas moi
            [14/03 19:07] Odile : bon, merci Ahmed
            """,
            [person("Odile"), person("Ahmed"), person("Odile"), person("Ahmed")]
        ),
        NameRow(
            """
            Assemblée générale des copropriétaires, quitus au syndic.
            Présents : Mme Lavigne, M. Kaya.
            M. Kaya conteste les tantièmes.
            """,
            [person("Lavigne"), person("Kaya"), person("Kaya")]
        ),
    ]

    /// Talks of colleagues, notebooks, rotas, directories, debates: somebody in function.
    static let colleagues = [
        NameRow(
            """
            Nadège 19:02 on est à la gare
            Idris 19:05 ok j'arrive
            Nadège 19:20 RAS devant le collège
            Idris 19:41 pareil ici
            """,
            [official("Nadège"), official("Idris"), official("Nadège"), official("Idris")]
        ),
        NameRow(
            """
            Lila_AED — 08:04
            le portail est cassé
            Fatou — 08:06
            vu
            Lila_AED — 08:09
            l'agent technique passe à 10 h
            Fatou — 08:11
            merci
            """,
            [official("Lila"), official("Fatou"), official("Lila"), official("Fatou")]
        ),
        NameRow(
            "Cahier de Nadège\n\nLundi. Pluie, personne au parc.",
            [official("Nadège")]
        ),
        NameRow(
            """
            mardi 7 — Rachid
            ampoules du hall changées

            mercredi 8 — Solange
            visite de la société Ascenseurs Plus
            """,
            [official("Rachid"), official("Solange")]
        ),
        NameRow(
            "ANNUAIRE\nJuge des enfants, cabinet 1 ......... Mme Lenormand, M. Ousmane Garin",
            [official("Lenormand"), official("Ousmane Garin")]
        ),
        NameRow(
            """
            Le conseil municipal, après en avoir délibéré, adopte par 20 voix pour.
            M. Faurel (opposition) vote contre. Mme Betty Vanhee demande un débat.
            Pour extrait conforme.
            """,
            [official("Faurel"), official("Betty Vanhee")]
        ),
        NameRow(
            "La circulaire est signée des maires concernés, MM. Faurel, Ndong et Chabrier.",
            [official("Faurel"), official("Ndong"), official("Chabrier")]
        ),
        NameRow(
            "Le 12 mai, Odette Carrel <o.carrel@ville.example> a écrit :",
            [official("Odette Carrel")]
        ),
        NameRow(
            "La secrétaire du syndicat hospitalier, Solène Le Gall, a dénoncé le budget.",
            [official("Solène Le Gall")]
        ),
        NameRow("M. Mauduit est adjoint aux fêtes.", [official("Mauduit")]),
        NameRow("19:30 Relève par S. Tranier.", [official("S. Tranier")]),
        NameRow("Bonjour,\nAnne-Marie, tu peux réserver la salle ?", [official("Anne-Marie")]),
    ]

    /// Kin, households, what is asked for a child: a private person.
    static let privates = [
        NameRow(
            "Présents : Mme Roussin (CAF), la mère, Mme Delphine BORDET",
            [official("Roussin"), person("Delphine BORDET")]
        ),
        NameRow("Le voisin, un M. Mbalou, a prêté son échelle.", [person("Mbalou")]),
        NameRow("Recevoir M. et Mme Perrotin au sujet du bruit.", [person("Perrotin")]),
        NameRow(
            "– M. Lucien Grosjean, qui habite face à la boulangerie, se plaint.",
            [person("Lucien Grosjean")]
        ),
        NameRow("Il cherche une fille, Fabiola, infirmière à Nantes.", [person("Fabiola")]),
        NameRow("Mme Blanchard : infirmière matin et soir maintenant.", [person("Blanchard")]),
        NameRow(
            "Le commerçant est M. Hamidou Barro (épicerie du Centre), vitrine cassée.",
            [person("Hamidou Barro")]
        ),
    ]

    /// Two bearers of one name, said to be two.
    static let homonyms = [
        NameRow(
            "Le maire, M. Traoret, ouvre la séance.\nGabriel TRAORET (aucun lien avec M. le maire) roule sans casque.",
            [official("Traoret"), person("Gabriel TRAORET")]
        ),
        NameRow(
            "Présents : Mme Nolin (service jeunesse).\nKillian NOLIN (aucun lien de parenté avec Mme Nolin) sèche le sport.",
            [official("Nolin"), person("Killian NOLIN"), official("Nolin")]
        ),
    ]

    @Test(arguments: residents)
    func residentsArePrivatePersons(_ row: NameRow) throws { try row.check() }

    @Test(arguments: colleagues)
    func colleaguesActInAFunction(_ row: NameRow) throws { try row.check() }

    @Test(arguments: privates)
    func kinAndHouseholdsStayPrivate(_ row: NameRow) throws { try row.check() }

    @Test(arguments: homonyms)
    func twoBearersOfOneNameAreTwo(_ row: NameRow) throws { try row.check() }
}
