/// An input that may be slow.
struct NastyInput {
    let name: String
    let bytes: [UInt8]

    /// All of them; those without a size of their own have that of the slice.
    static func all(_ bench: Bench, _ corpus: Corpus) -> [NastyInput] {
        let text = corpus.text
        let size = text.count
        let string = String(decoding: text, as: UTF8.self)
        let long = bench.corpus(bench.options.note).text
        return [
            NastyInput(
                name: "one line of \(bench.options.note) MB",
                bytes: long.map { $0 == 0x0A ? 0x20 : $0 }
            ),
            NastyInput(name: "all capitals", bytes: Array(string.uppercased().utf8)),
            NastyInput(name: "every word a name", bytes: names(bench, bytes: size)),
            NastyInput(name: "all accented", bytes: Array(accented(string).utf8)),
            NastyInput(name: "Greek and emoji", bytes: foreign(bytes: size)),
            NastyInput(name: "windows-1252", bytes: windows1252(string)),
            NastyInput(name: "a.a.a.", bytes: repeated("a.", bytes: size)),
            NastyInput(
                name: "10^5 times the first word of a term",
                bytes: repeated("placé ", bytes: 100_000 * 7)
            ),
            NastyInput(name: "10^6 different names", bytes: differentNames(bench)),
            NastyInput(name: "table of 10^5 rows", bytes: table(bench)),
        ]
    }

    private static func repeated(_ text: String, bytes: Int) -> [UInt8] {
        let unit = Array(text.utf8)
        return Array(repeatElement(unit, count: bytes / unit.count).joined()) + [0x0A]
    }

    private static func names(_ bench: Bench, bytes: Int) -> [UInt8] {
        var random = SplitMix64(seed: bench.options.seed)
        var filler = SlotFiller(bench.wordings)
        var text: [UInt8] = []
        while text.count < bytes {
            filler.startNote()
            for _ in 0..<5 {
                text += filler.fill(.firstName(isMan: random.chance(50)), &random) + [0x20]
                text += filler.fill(.surname(isUpper: false), &random) + [0x20]
            }
            text[text.count - 1] = 0x0A
        }
        return text
    }

    /// Each vowel with an accent.
    private static func accented(_ text: String) -> String {
        let accents: [Character: Character] = [
            "a": "à", "e": "é", "i": "î", "o": "ô", "u": "ù", "c": "ç", "y": "ÿ",
            "A": "À", "E": "É", "I": "Î", "O": "Ô", "U": "Ù", "C": "Ç",
        ]
        return String(text.map { accents[$0] ?? $0 })
    }

    private static func foreign(bytes: Int) -> [UInt8] {
        let line = "Η επιτροπή συνεδριάζει αύριο 👩‍👩‍👧 στις δέκα 🙂🙃 με τον δήμαρχο 🇫🇷 της πόλης 🏳️‍🌈.\n"
        return repeated(line, bytes: bytes)
    }

    /// The same notes in the encoding of old office programs.
    private static func windows1252(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "€": 0x80
            case "’": 0x92
            case "–": 0x96
            case "—": 0x97
            case "œ": 0x9C
            default: scalar.value < 256 ? UInt8(scalar.value) : 0x3F
            }
        }
    }

    private static func differentNames(_ bench: Bench) -> [UInt8] {
        let wordings = bench.wordings
        let surnames = wordings.names(count: 100_000).suffix(90_000)
        var text: [UInt8] = []
        var count = 0
        let given = wordings.women + wordings.men
        while count < 1_000_000 {
            let isWoman = count / surnames.count % 2 == 0
            let first = given[(count / surnames.count * 31 + count) % given.count]
            let surname = surnames[surnames.startIndex + count % surnames.count]
            text += Array(isWoman ? "Mme ".utf8 : "M. ".utf8) + first + [0x20] + surname
            text += count % 8 == 7 ? [0x0A] : [0x2C, 0x20]
            count += 1
        }
        return text
    }

    private static func table(_ bench: Bench) -> [UInt8] {
        var random = SplitMix64(seed: bench.options.seed)
        var filler = SlotFiller(bench.wordings)
        var text = Array("Élève\tClasse\tNé le\tDemi-journées\tSuite donnée\n".utf8)
        for row in 0..<100_000 {
            filler.startNote()
            text += filler.fill(.surname(isUpper: true), &random) + [0x20]
            text += filler.fill(.firstName(isMan: row % 2 == 0), &random) + [0x09]
            text += Array("\(3 + row % 4)e B\t".utf8)
            text += filler.fill(.made(.birth), &random) + [0x09]
            text += filler.fill(.made(.n), &random)
            text += Array("\tconvocation de la famille\n".utf8)
        }
        return text
    }
}
