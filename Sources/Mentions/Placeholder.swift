/// The strings that stand for what was taken out of a text: one table for who writes them and for
/// who must not read anything into them.
///
/// Source: the README's table of outgoing strings. None tells the category of a secret.
public enum Placeholder {
    /// A secret passage.
    public static let passage = "[passage retiré]"
    /// A confidential item.
    public static let item = "[point non communicable]"
    /// A whole note of a stream, that is held or could not be read.
    public static let note = "[note retenue]"
    /// An official who is named by function only.
    public static let official = "[nom retiré]"
    /// A birth date whose age is not known.
    public static let birthDate = "[date de naissance]"
    /// A street-level address.
    public static let address = "[adresse]"
    /// A phone number.
    public static let phone = "[téléphone]"
    /// An e-mail address.
    public static let email = "[courriel]"
    /// An account or handle.
    public static let account = "[compte en ligne]"
    /// A vehicle plate.
    public static let plate = "[immatriculation]"
    /// A bank account.
    public static let bankAccount = "[compte bancaire]"
    /// Any other number.
    public static let number = "[numéro]"
    /// A span taken out in place.
    public static let span = "[occulté]"

    private static let fixed = Set(
        [
            passage, item, official, birthDate, address, phone, email, account, plate, bankAccount,
            number, span, note,
        ].map { Array($0.utf8) }
    )

    /// A private person: `[Personne A]`, or `[A]` behind a civility or family word.
    ///
    /// - Parameters:
    ///   - number: Of the person, from 0.
    ///   - isShort: Whether a civility or family word stands before it.
    /// - Returns: The string.
    public static func person(_ number: Int, isShort: Bool) -> String {
        // four letters alone may be a word
        let letters = letters(number)
        return isShort && number < shortNumbers ? "[\(letters)]" : "[Personne \(letters)]"
    }

    /// A birth date as an age at the date of the note.
    public static func age(_ years: Int) -> String { "[\(years) \(years > 1 ? "ans" : "an")]" }

    /// The letters of a person: A to Z, then AA, AB.
    public static func letters(_ number: Int) -> String {
        var text = ""
        var rest = number
        repeat {
            text = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + text
            rest = rest / 26 - 1
        } while rest >= 0
        return text
    }

    private static let word = Array("Personne ".utf8)
    /// How many persons one to three letters are enough for.
    private static let shortNumbers = 26 + 26 * 26 + 26 * 26 * 26

    /// The number of the person whose placeholder these bytes are, or nil.
    public static func person(in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 3, bytes.first == 0x5B, bytes.last == 0x5D else { return nil }
        var inner = bytes.dropFirst().dropLast()
        var most = 3
        if inner.count > most {
            guard inner.starts(with: word) else { return nil }
            inner = inner.dropFirst(word.count)
            most = 5
        }
        guard (1...most).contains(inner.count), inner.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A })
        else {
            return nil
        }
        return inner.reduce(0) { $0 * 26 + Int($1 - 0x40) } - 1
    }

    /// A person under a keyed pseudonym: `[P-ABCDEFGH]`.
    ///
    /// - Parameter code: Eight characters of base32.
    /// - Returns: The string.
    public static func keyed(_ code: [UInt8]) -> [UInt8] { Array("[P-".utf8) + code + [0x5D] }

    /// Whether these bytes are the keyed pseudonym of a person.
    static func isKeyed(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 12 && bytes.starts(with: Array("[P-".utf8)) && bytes.last == 0x5D
            && bytes.dropFirst(3).dropLast().allSatisfy {
                $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x32 && $0 <= 0x37
            }
    }

    /// Whether these bytes are a placeholder that biffure writes, and nothing else.
    static func isOne(_ bytes: ArraySlice<UInt8>) -> Bool {
        if fixed.contains(Array(bytes)) || person(in: bytes) != nil || isKeyed(bytes) {
            return true
        }
        let text = String(decoding: bytes, as: UTF8.self)
        for unit in [" ans]", " an]"] where text.hasSuffix(unit) {
            let years = text.dropFirst().dropLast(unit.count)
            return !years.isEmpty && years.count <= 3
                && years.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        }
        return false
    }
}
