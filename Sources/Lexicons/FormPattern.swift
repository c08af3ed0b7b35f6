internal import Tokens

/// The pattern syntax of the column `form`: `suivi(e)(s)`, `{est|était} placé`, `prend .. cachets`.
struct FormPattern {
    /// One step of a form.
    enum Step: Hashable {
        /// A word, by its key; whether it is written in capitals (an acronym).
        case word(key: [UInt8], isAcronym: Bool)
        /// Up to three words of any kind.
        case gap
    }

    /// More variants than this are a mistake of the writer.
    static let maximumVariants = 2_000

    /// All that a form stands for; nil when it breaks the syntax.
    static func variants(of form: String) -> [[Step]]? {
        var parser = Parser(characters: Array(form))
        guard let texts = parser.alternatives(until: nil), parser.isAtEnd else { return nil }
        guard texts.count <= maximumVariants else { return nil }
        var seen = Set<[Step]>()
        var variants: [[Step]] = []
        for text in texts {
            let steps = steps(of: text)
            guard let first = steps.first, first != .gap, steps.last != .gap else { return nil }
            if seen.insert(steps).inserted { variants.append(steps) }
        }
        return variants
    }

    /// Cuts a text the way the tokenizer does: at blanks, hyphens and after apostrophes.
    private static func steps(of text: String) -> [Step] {
        var steps: [Step] = []
        for part in text.split(separator: " ") {
            if part == ".." {
                steps.append(.gap)
                continue
            }
            var word = ""
            func flush() {
                let key = WordKey.of(word)
                if !key.isEmpty {
                    let letters = word.filter { $0.isLetter }
                    let isAcronym = letters.count > 1 && letters.allSatisfy { $0.isUppercase }
                    steps.append(.word(key: key, isAcronym: isAcronym))
                }
                word = ""
            }
            for character in part {
                switch character {
                case "-", ".", ",", "/", "·": flush()
                case "'", "’":
                    word.append("'")
                    flush()
                default: word.append(character)
                }
            }
            flush()
        }
        return steps
    }

    private struct Parser {
        let characters: [Character]
        var position = 0

        var isAtEnd: Bool { position == characters.count }

        /// Texts of a sequence, up to one of the closing characters, which is left unread.
        mutating func alternatives(until closing: Set<Character>?) -> [String]? {
            var texts = [""]
            while position < characters.count {
                let character = characters[position]
                if let closing, closing.contains(character) { return texts }
                var parts: [String]
                switch character {
                case "(":
                    position += 1
                    guard let inner = alternatives(until: [")"]), take(")") else { return nil }
                    parts = [""] + inner
                case "{":
                    position += 1
                    parts = []
                    repeat {
                        guard let inner = alternatives(until: ["|", "}"]) else { return nil }
                        parts += inner
                    } while take("|")
                    guard take("}") else { return nil }
                case ")", "}", "|": return nil
                default:
                    position += 1
                    parts = [String(character)]
                }
                guard texts.count * parts.count <= FormPattern.maximumVariants else { return nil }
                texts = texts.flatMap { text in parts.map { text + $0 } }
            }
            return closing == nil ? texts : nil
        }

        mutating func take(_ character: Character) -> Bool {
            guard position < characters.count, characters[position] == character else {
                return false
            }
            position += 1
            return true
        }
    }
}
