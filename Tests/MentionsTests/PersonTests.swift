import TestSupport
import Testing

/// Names of private persons, in every form in which notes write them.
@Suite struct PersonTests {
    static let order = [
        NameRow("Kévin DUPONT ne vient plus au collège.", [person("Kévin DUPONT")]),
        NameRow("DUPONT Kévin ne vient plus au collège.", [person("DUPONT Kévin")]),
        NameRow("Kévin Dupont ne vient plus au collège.", [person("Kévin Dupont")]),
        NameRow("Dupont Kévin ne vient plus au collège.", [person("Dupont Kévin")]),
        NameRow("Le jeune KEVIN DUPONT a été vu hier.", [person("KEVIN DUPONT")]),
        NameRow("Le jeune Helene CARON a été vue hier.", [person("Helene CARON")]),
        NameRow("Nadia a frappé un camarade hier.", [person("Nadia")]),
        NameRow(
            "Hier, Sofiane et Yacine ont cassé une vitre.",
            [person("Sofiane"), person("Yacine")]
        ),
    ]

    static let titles = [
        NameRow("M. Kévin Dupont a insulté le gardien.", [person("Kévin Dupont")]),
        NameRow("M. Ait Ouarab a appelé hier.", [person("Ait Ouarab")]),
        NameRow("Mme Nadia a appelé hier.", [person("Nadia")]),
        NameRow("Mme ROY se plaint du bruit.", [person("ROY")]),
        NameRow("Madame Caron se plaint du bruit.", [person("Caron")]),
        NameRow("M.Dupont ne répond plus.", [person("Dupont")]),
        NameRow("Mr Petit ne répond plus.", [person("Petit")]),
        NameRow("Mlle Besson ne répond plus.", [person("Besson")]),
        NameRow("M. et Mme Ferrand ne répondent plus.", [person("Ferrand")]),
        NameRow("La famille TRAORE ne répond plus.", [person("TRAORE")]),
        NameRow("La famille Traoré ne répond plus.", [person("Traoré")]),
        NameRow("Les époux Marchetti se disputent.", [person("Marchetti")]),
        NameRow("Les frères Benali tiennent le hall.", [person("Benali")]),
        NameRow("Le jeune Yanis a été exclu.", [person("Yanis")]),
        NameRow("La petite Inès a été exclue.", [person("Inès")]),
        NameRow("Sa mère, Fatou, ne répond plus.", [person("Fatou")]),
        NameRow("Le fils Moreau a cassé une vitre.", [person("Moreau")]),
        NameRow("Le père de Mathéo Carvet ne répond plus.", [person("Mathéo Carvet")]),
        // a sentence ends the name of a place, a row what the next one says
        NameRow("Ils traînent à la gare. Nathan Landraro y dort.", [person("Nathan Landraro")]),
        NameRow("Ils dorment dans le hall. Lina Bovalet y vient.", [person("Lina Bovalet")]),
        NameRow(
            "Nom\tSuite\nAïcha Landraro\tvoir le principal\nNathan Bovalet\tvoir la CPE\n",
            [person("Aïcha Landraro"), person("Nathan Bovalet")]
        ),
    ]

    static let shapes = [
        NameRow(
            "LA RÉUNION A LIEU EN MAIRIE. MARCHETTI FATOU REVEND DU CANNABIS.",
            [person("MARCHETTI FATOU")]
        ),
        NameRow("M. N'Diaye ne répond plus.", [person("N'Diaye")]),
        NameRow("M. N’Diaye ne répond plus.", [person("N’Diaye")]),
        NameRow("Kévin d'Almeida ne répond plus.", [person("Kévin d'Almeida")]),
        NameRow("Kévin D'ALMEIDA ne répond plus.", [person("Kévin D'ALMEIDA")]),
        NameRow("M. Le Goff ne répond plus.", [person("Le Goff")]),
        NameRow("M. Jean-Bapt. Morel ne répond plus.", [person("Jean-Bapt. Morel")], known: true),
        NameRow(
            "Jean-Baptiste Dupont-Morel ne répond plus.",
            [person("Jean-Baptiste Dupont-Morel")]
        ),
        NameRow("Mme Maria de la Torre ne répond plus.", [person("Maria de la Torre")]),
        NameRow("M. Ben Salah ne répond plus.", [person("Ben Salah")]),
        NameRow("M. Kévin\u{A0}DUPONT ne répond plus.", [person("Kévin\u{A0}DUPONT")]),
        NameRow("M. Kévin  DUPONT ne répond plus.", [person("Kévin  DUPONT")]),
        NameRow("M.\u{202F}Dupont ne répond plus.", [person("Dupont")]),
        NameRow("M. Kévin DU\u{AD}PONT ne répond plus.", [person("Kévin DU\u{AD}PONT")]),
        NameRow("Ke\u{301}vin DUPONT ne répond plus.", [person("Ke\u{301}vin DUPONT")]),
        NameRow(
            "Bonjour.\nDepuis la rentrée nous sommes sans nouvelles de M. Kévin\nDUPONT qui ne répond plus.",
            [person("Kévin\nDUPONT")]
        ),
        NameRow("**Kévin DUPONT** ne répond plus.", [person("Kévin DUPONT")]),
    ]

    static let aliases = [
        NameRow("Un jeune dit « Zizou » tient le hall.", [person("Zizou")]),
        NameRow(
            "Yanis Caron, alias Tonton, tient le hall.",
            [person("Yanis Caron"), person("Tonton")]
        ),
        NameRow(
            "Yanis, surnommé le Grand, tient le hall.",
            [person("Yanis"), person("le Grand")],
            known: true
        ),
        NameRow("Il se fait appeler Kenzo.", [person("Kenzo")]),
        NameRow("Jordan P. ne vient plus au lycée.", [person("Jordan P.")]),
    ]

    static let memory = [
        NameRow(
            "M. Vasseur a appelé.\nVasseur rappellera lundi.",
            [person("Vasseur"), person("Vasseur")]
        ),
        NameRow(
            "Mme Jérômin a appelé.\nJEROMIN rappellera lundi.",
            [person("Jérômin"), person("JEROMIN")]
        ),
        NameRow(
            "M. Petitjean a appelé.\nOn a revu petitjean lundi.",
            [person("Petitjean"), person("petitjean")]
        ),
    ]

    static let fields = [
        NameRow("Nom : BARBIER\nPrénom : Lina", [person("BARBIER"), person("Lina")]),
        NameRow(
            "Nom\tPrénom\tSituation\nBARBIER\tLina\tabsences\nROCHE\tMalik\tabsences",
            [
                person("BARBIER"), person("Lina"), person("ROCHE"), person("Malik"),
            ]
        ),
        NameRow("DIALLO Mamadou né le 12/03/2004 à Melun", [person("DIALLO Mamadou")]),
        NameRow(
            "Nom : Caron\nPrénom : Yanis\nDDN : 12/03/2009",
            [person("Caron"), person("Yanis")]
        ),
    ]

    @Test(arguments: order)
    func bothOrdersAndAllCapitalsAreNames(_ row: NameRow) throws { try row.check() }

    @Test(arguments: titles)
    func aTitleOrAFamilyWordStartsAName(_ row: NameRow) throws { try row.check() }

    @Test(arguments: shapes)
    func particlesHyphensAndOddBlanksBelongToTheName(_ row: NameRow) throws { try row.check() }

    @Test(arguments: aliases)
    func nicknamesAreNames(_ row: NameRow) throws { try row.check() }

    @Test(arguments: memory)
    func aSurnameOnceFoundIsFoundAgain(_ row: NameRow) throws { try row.check() }

    @Test(arguments: fields)
    func formsAndTablesNamePersons(_ row: NameRow) throws { try row.check() }
}

/// Initials and cut names of private persons.
@Suite struct InitialsTests {
    static let rows = [
        NameRow("K.D. ne vient plus au collège.", [initials("K.D.")]),
        NameRow("K. D. ne vient plus au collège.", [initials("K. D.")]),
        NameRow("Le jeune K. ne vient plus au collège.", [initials("K.")]),
        NameRow("M. K… ne vient plus au travail.", [initials("K…")]),
        NameRow("Mme B. ne répond plus.", [initials("B.")]),
        NameRow("La famille D*** ne répond plus.", [initials("D***")], known: true),
    ]

    @Test(arguments: rows)
    func lettersForAPersonAreInitials(_ row: NameRow) throws { try row.check() }
}
