import Mentions
import Pipeline
import TestSupport
import Testing

/// What identifies a person besides a name.
@Suite struct IdentifierTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let note: String
        let found: [Found]
        let known: Bool
        var testDescription: String { "\(known ? "known: " : "")\(note)" }

        init(_ note: String, _ found: [Found] = [], known: Bool = false) {
            self.note = note
            self.found = found
            self.known = known
        }

        /// All mentions but names and contacts.
        func check() throws {
            let found = try findings(of: note).found.filter { !$0.label.isName }
            withKnownIssue {
                #expect(found == self.found)
            } when: {
                known
            }
        }
    }

    static func one(_ lead: String, _ text: String, _ label: Label, known: Bool = false) -> Row {
        Row("\(lead)\(text).", [Found(text, label)], known: known)
    }

    static let phones = [
        one("Portable de Kévin Dupont : ", "06.12.34.56.78", .phone),
        one("Portable de Kévin Dupont : ", "06 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "0612345678", .phone),
        one("Portable de Kévin Dupont : ", "06-12-34-56-78", .phone),
        one("Portable de Kévin Dupont : ", "06/12/34/56/78", .phone),
        one("Portable de Kévin Dupont : ", "06 12 34 56 7 8", .phone),
        one("Portable de Kévin Dupont : ", "+33 6 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "+33612345678", .phone),
        one("Portable de Kévin Dupont : ", "+33 (0)6 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "0033 6 12 34 56 78", .phone),
        one("Portable de Kévin Dupont : ", "06\u{A0}12\u{A0}34\u{A0}56\u{A0}78", .phone),
        one("Portable de Kévin Dupont : ", "06\u{202F}12\u{202F}34\u{202F}56\u{202F}78", .phone),
        Row("Kévin Dupont a volé 1 234 567 890 euros."),
        Row("Kévin Dupont a rendez-vous le 06/12/2024."),
        Row("Kévin Dupont a appelé le 17 puis le 119."),
    ]

    static let contacts = [
        one("Accueil de la mairie : ", "01 60 00 00 00", .contact),
        one("Écrire au secrétariat du CLSPD : ", "clspd@ville-exemple.fr", .contact),
        one("Le commissariat répond au ", "01.60.00.00.00", .contact),
    ]

    static let accounts = [
        one("Courriel de Kévin Dupont : ", "kevin.dupont@exemple.fr", .email),
        one("Courriel de Kévin Dupont : ", "K_Dupont+91@mail.exemple.fr", .email),
        one("Courriel de Kévin Dupont : ", "kevin.dupont (at) exemple.fr", .email, known: true),
        one("Kévin Dupont publie sous ", "@kd_91", .online),
        one("Kévin Dupont, Snap : ", "kd.91", .online, known: true),
    ]

    static let addresses = [
        one("Kévin Dupont habite ", "12 rue Victor Hugo", .address),
        one("Kévin Dupont habite ", "12 bis rue V. Hugo bât. C esc. 3 apt 45", .address),
        one("Kévin Dupont habite ", "3, avenue de la Gare, 91120 Palaiseau", .address),
        one("Kévin Dupont habite ", "12-14 rue des Lilas", .address),
        one("Kévin Dupont habite ", "7 allée des Acacias, 3e gauche", .address),
        Row("La rue Victor Hugo est fermée."),
        Row("Kévin Dupont habite le quartier des Lilas."),
    ]

    static let birthDates = [
        one("Kévin Dupont, né le ", "12/03/2009", .birthDate),
        one("Kévin Dupont, né le ", "12.03.09", .birthDate),
        one("Kévin Dupont, né le ", "12-03-2009", .birthDate),
        one("Kévin Dupont, né le ", "12 mars 2009", .birthDate),
        one("Kévin Dupont, né le ", "1er mars 2009", .birthDate),
        one("Lina Dupont, née en ", "2004", .birthDate),
        one("Kévin Dupont, DDN : ", "12/03/2009", .birthDate),
        one("Kévin Dupont, date de naissance : ", "12/03/2009", .birthDate),
        Row("Kévin Dupont a été vu le 12/03/2009."),
        Row("Le dispositif est né en mars."),
    ]

    static let plates = [
        one("La voiture de Kévin Dupont, ", "AB-123-CD", .plate),
        one("La voiture de Kévin Dupont, ", "AB 123 CD", .plate),
        one("La voiture de Kévin Dupont, ", "AB123CD", .plate),
        one("La voiture de Kévin Dupont, ", "123 ABC 91", .plate),
        one("La voiture de Kévin Dupont, ", "1234 AB 75", .plate),
        Row("Kévin Dupont a suivi 123 heures en 91."),
    ]

    static let nirs = [
        one("NIR de Lina Dupont : ", nir("2", "04", "03", "91", "228", "012"), .nir),
        one("NIR de Kévin Dupont : ", nir("1", "98", "12", "75", "056", "301"), .nir),
        one("NIR de Kévin Dupont : ", nir("1", "85", "07", "2A", "004", "123"), .nir),
        one("NIR de Kévin Dupont : ", nir("1", "85", "07", "2B", "033", "077"), .nir),
        one("NIR de Lina Dupont : ", nir("2", "04", "03", "91", "228", "012", by: ""), .nir),
        one("NIR de Lina Dupont : ", "2 04 03 91 228 012", .nir),
        Row("Lina Dupont, 1 500 000 000 000 mercis."),
    ]

    static let ibans = [
        one("Compte de Lina Dupont : ", iban("FR", "20041010050500013M02606", by: " "), .iban),
        one("Compte de Lina Dupont : ", iban("FR", "30006000011234567890189", by: ""), .iban),
        one("Compte de Lina Dupont : ", iban("BE", "539007547034", by: " "), .iban),
        one("Compte de Lina Dupont : ", iban("DE", "370400440532013000", by: ""), .iban),
        Row("Lina Dupont a la référence BE00 1234 5678 9012."),
    ]

    static let numbers = [
        one("Kévin Dupont, n° allocataire CAF ", "1234567", .idNumber),
        one("Kévin Dupont, CNI ", "110691304217", .idNumber),
        one("Kévin Dupont, PV ", "2024/06/1187", .idNumber),
        one("Kévin Dupont, dossier MDPH ", "91-204857", .idNumber),
        Row("Kévin Dupont doit 12345678 points au club."),
        Row("Fiche de liaison du 12/04/2025"),
    ]

    @Test(arguments: phones)
    func phonesAreFoundWithAnySeparator(_ row: Row) throws { try row.check() }

    @Test(arguments: contacts)
    func aServiceKeepsItsContact(_ row: Row) throws { try row.check() }

    @Test(arguments: accounts)
    func mailAndAccountsAreFound(_ row: Row) throws { try row.check() }

    @Test(arguments: addresses)
    func streetLevelIsAnAddress(_ row: Row) throws { try row.check() }

    @Test(arguments: birthDates)
    func onlyDatesOfBirthAreFound(_ row: Row) throws { try row.check() }

    @Test(arguments: plates)
    func platesAreFound(_ row: Row) throws { try row.check() }

    @Test(arguments: nirs)
    func socialSecurityNumbersAreFound(_ row: Row) throws { try row.check() }

    @Test(arguments: ibans)
    func accountsAreFoundByTheirCheckDigits(_ row: Row) throws { try row.check() }

    @Test(arguments: numbers)
    func numbersBehindTheirCueAreFound(_ row: Row) throws { try row.check() }

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

    @Test(arguments: [true, false])
    func theRuleTellsWhetherTheKeyIsRight(_ isRight: Bool) throws {
        let right = Self.nir("2", "04", "03", "91", "228", "012")
        let key = (Int(right.suffix(2)) ?? 0) % 97 + 1
        let wrong = right.dropLast(2) + (key < 10 ? "0\(key)" : "\(key)")
        let number = isRight ? right : String(wrong)
        let found = try findings(of: "NIR de Lina Dupont : \(number).").mentions
        #expect(found.filter { $0.label == .nir }.map(\.rule) == [isRight ? "nir.key" : "nir.form"])
    }

    /// A social-security number with its key: 97 less the remainder; 2A counts as 19, 2B as 18.
    static func nir(_ parts: String..., by blank: String = " ") -> String {
        let digits = parts.joined().replacing("2A", with: "19").replacing("2B", with: "18")
        let key = 97 - (Int(digits) ?? 0) % 97
        return (parts + [key < 10 ? "0\(key)" : "\(key)"]).joined(separator: blank)
    }

    /// An account number with its check digits (ISO 13616), in groups of four.
    static func iban(_ country: String, _ account: String, by blank: String) -> String {
        var remainder = 0
        for character in account + country + "00" {
            let value = character.wholeNumberValue ?? Int(character.asciiValue ?? 55) - 55
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        let check = 98 - remainder
        let whole = Array("\(country)\(check < 10 ? "0" : "")\(check)\(account)")
        let groups = stride(from: 0, to: whole.count, by: 4).map {
            String(whole[$0..<min($0 + 4, whole.count)])
        }
        return groups.joined(separator: blank)
    }
}
