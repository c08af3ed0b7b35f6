import Mentions
import Pipeline
import TestSupport
import Testing

/// Dates of birth in every form, and other dates left alone.
@Suite struct BirthDatesTests {
    static let figures = [
        one("Kévin Dupont, né le ", "12/03/2009", .birthDate),
        one("Kévin Dupont, né le ", "12.03.09", .birthDate),
        one("Kévin Dupont, né le ", "12-03-2009", .birthDate),
        one("Kévin Dupont, né le ", "12-3-2009", .birthDate),
        one("Kévin Dupont, né le ", "2009-03-12", .birthDate),
        one("Kévin Dupont, né le ", "12 / 03 / 2009", .birthDate),
        one("Kévin Dupont, né le ", "12 03 2009", .birthDate),
        one("Kévin Dupont, né le ", "O7.02.1949", .birthDate),
        one("Kévin Dupont, DDN ", "12032009", .birthDate),
        one("Kévin Dupont, né le ", "3O O3 2O09", .birthDate),
        one("Kévin Dupont, né en ", "03/2009", .birthDate),
        one("Kévin Dupont, DDN : ", "12/03/2009", .birthDate),
        one("Kévin Dupont, date de naissance : ", "12/03/2009", .birthDate),
        one("Kévin Dupont (né ", "04/11/68", .birthDate, ")"),
    ]

    static let words = [
        one("Kévin Dupont, né le ", "12 mars 2009", .birthDate),
        one("Kévin Dupont, né le ", "1er mars 2009", .birthDate),
        one("Kévin Dupont, né le ", "1er sept. 1999", .birthDate),
        one("Kévin Dupont, né le ", "12-mars-2009", .birthDate),
        one("Kévin Dupont, né le ", "3 avr. 09", .birthDate),
        one("Kévin Dupont, né le ", "douze mars deux mille neuf", .birthDate),
        one("Kévin Dupont, né le ", "premier mai mille neuf cent quatre-vingt-douze", .birthDate),
        one("Kévin Dupont, né le ", "12 mai I951", .birthDate),
        one("Lina Dupont, née en ", "mars 2004", .birthDate),
        one("Lina et Léa Dupont, nées les ", "3 et 5 mai 2011", .birthDate),
        one("Lina Dupont, née à Lens (62) le ", "3 mars 2009", .birthDate),
    ]

    static let years = [
        one("Lina Dupont, née en ", "2004", .birthDate),
        one("Lina Dupont, née courant ", "2007", .birthDate),
        one("Lina Dupont, née vers ", "1950", .birthDate),
        one("Lina Dupont, née en '", "04", .birthDate, " à Lens."),
        one("M. Dupont, ingénieur né en ", "1968", .birthDate),
    ]

    static let lines = [
        one("Réunion du 12/03/2024\n\nDIALLO Mamadou, ", "12/03/2009", .birthDate, " : absent"),
        IdentifierRow(
            "Nom;Prénom;DDN;Classe\nDupont;Kévin;12/03/2009;3B\nMartin;Léa;2010;4A",
            [Found("12/03/2009", .birthDate), Found("2010", .birthDate)]
        ),
        IdentifierRow(
            "Dupont Kévin\t03/2009\tabsent\nMartin Léa\t11/2010\tvue",
            [Found("03/2009", .birthDate), Found("11/2010", .birthDate)]
        ),
        IdentifierRow(
            "Carnet\n\nNAISSANCES\nle 2 janvier, Gabin Dupont",
            [Found("2 janvier", .birthDate)]
        ),
    ]

    static let others = [
        none("Kévin Dupont a été vu le 12/03/2009."),
        none("Le dispositif est né en mars."),
        none("Le service est né en 2004 de la volonté de Kévin Dupont."),
        none("Les jeunes nés en 2009 seront invités."),
        none("Les enfants nés après le 1er janvier 2019 sont accueillis."),
        none("Naissances 2023 : 450."),
        none("Mme Dupont, née Martin, vue le 12/03/2024"),
    ]

    @Test(arguments: figures)
    func figuresAreRead(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: words)
    func monthsAndNumbersAreRead(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: years)
    func aYearIsEnoughBehindItsCue(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: lines)
    func linesAndColumnsOfIdentities(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: others)
    func otherDatesAreNone(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: [
        "Réunion du 11/03/2024. Kévin Dupont, né le 12/03/2009.": 14,
        "Réunion du 12/03/2024. Kévin Dupont, né le 12/03/2009.": 15,
        "Le 1er avril 2024. Kévin Dupont, né le 31.03.09.": 15,
        "Réunion du 12/03/2024. Mme Dupont, née le 13 mars 1960.": 63,
    ])
    func theAgeIsThatOfTheDayOfTheNote(_ note: String, age: Int) throws {
        let birth = try findings(of: note).mentions.filter { $0.label == .birthDate }
        #expect(birth.map(\.age) == [age])
    }

    @Test(arguments: [
        "Kévin Dupont, né le 12/03/2009.", "Réunion du 12/03/2024. Lina Dupont, née en 2009.",
    ])
    func withoutAFullDateThereIsNoAge(_ note: String) throws {
        let birth = try findings(of: note).mentions.filter { $0.label == .birthDate }
        #expect(birth.map(\.age) == [nil])
    }
}
