/// The forms of a hunspell dictionary with their part of speech.
///
/// Only what the French dictionary of Dicollecte uses: two-letter flags, suffix rules with a
/// condition, `po:` and `is:` marks. Its prefix rules are elisions (« l'hôpital »), which the
/// tokenizer cuts off, so they are not expanded.
struct HunspellDictionary {
    /// The variant that the project was measured with, as the affix file names it.
    static let variant = "TOUTES VARIANTES"

    private struct Rule {
        let strip: [UInt8]
        let add: [UInt8]
        let condition: [[UInt32]?]
        let negated: [Bool]
        let grammar: Grammar
    }

    private var rules: [UInt16: [Rule]] = [:]
    private let needsAffix: UInt16

    /// Reads the affix file.
    ///
    /// - Throws: `LexiconError` `badDictionary` when it is of another variant.
    init(affix: String) throws(LexiconError) {
        guard affix.prefix(2_000).contains(Self.variant), affix.contains("\nFLAG long") else {
            throw LexiconError(code: .badDictionary, word: Self.variant)
        }
        var needsAffix: UInt16 = 0
        for line in affix.utf8.split(separator: 0x0A) {
            let parts = line.split(separator: 0x20, omittingEmptySubsequences: true)
            guard let head = parts.first else { continue }
            if head.elementsEqual("NEEDAFFIX".utf8), parts.count > 1 {
                needsAffix = Self.flag(Array(parts[1]), 0)
            }
            guard head.elementsEqual("SFX".utf8), parts.count >= 5 else { continue }
            let flag = Self.flag(Array(parts[1]), 0)
            var add = Array(parts[3])
            if let slash = add.firstIndex(of: 0x2F) { add.removeSubrange(slash...) }
            let (condition, negated) = Self.condition(String(Substring(parts[4])))
            let marks = parts[5...].map { String(Substring($0)) }
            rules[flag, default: []].append(
                Rule(
                    strip: parts[2].elementsEqual("0".utf8) ? [] : Array(parts[2]),
                    add: add == [0x30] ? [] : add,
                    condition: condition,
                    negated: negated,
                    grammar: Self.grammar(of: marks)
                )
            )
        }
        self.needsAffix = needsAffix
    }

    /// Calls `body` for each form of the word list.
    ///
    /// - Parameters:
    ///   - words: The `.dic` file.
    ///   - body: Takes the UTF-8 bytes of a form and what it is.
    func forEachForm(of words: String, _ body: (_ form: [UInt8], _ grammar: Grammar) -> Void) {
        for line in words.utf8.split(separator: 0x0A).dropFirst() {
            let parts = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 })
            guard let entry = parts.first else { continue }
            let marks = parts.dropFirst().map { String(Substring($0)) }
            let base = Self.grammar(of: marks)
            let slash = entry.firstIndex(of: 0x2F) ?? entry.endIndex
            let word = Array(entry[..<slash])
            let flags = slash == entry.endIndex ? [] : Array(entry[entry.index(after: slash)...])
            var isBare = true
            var position = 0
            var isExpanded = false
            while position + 1 < flags.count {
                let flag = Self.flag(flags, position)
                position += 2
                if flag == needsAffix { isBare = false }
                guard let suffixes = rules[flag] else { continue }
                let tail = Array(String(decoding: word, as: UTF8.self).unicodeScalars.suffix(8))
                for rule in suffixes where Self.fits(rule, tail) {
                    guard word.count >= rule.strip.count else { continue }
                    isExpanded = true
                    body(
                        word.dropLast(rule.strip.count) + rule.add,
                        Self.merged(base, rule.grammar)
                    )
                }
            }
            if isBare || !isExpanded { body(word, base) }
        }
    }

    /// A verb entry is a finite verb unless its rule says infinitive or participle.
    private static func merged(_ base: Grammar, _ suffix: Grammar) -> Grammar {
        var merged = base
        if base.contains(.verb), !suffix.isDisjoint(with: [.infinitive, .participle, .adjective]) {
            merged.remove(.verb)
        }
        return merged.union(suffix)
    }

    private static func flag(_ bytes: [UInt8], _ position: Int) -> UInt16 {
        guard position + 1 < bytes.count else { return 0 }
        return UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1])
    }

    private static func grammar(of marks: [String]) -> Grammar {
        var grammar: Grammar = []
        for mark in marks {
            guard mark.hasPrefix("po:") else {
                if mark == "is:pl" { grammar.insert(.plural) }
                continue
            }
            switch mark.dropFirst(3) {
            case "nom": grammar.insert(.noun)
            case "adj": grammar.insert(.adjective)
            case "adv", "negadv": grammar.insert(.adverb)
            case "infi": grammar.insert(.infinitive)
            case "ppas": grammar.insert(.participle)
            case "ppre": grammar.insert(.participle)
            case "prn": grammar.insert(.firstName)
            case "npr": grammar.insert(.properNoun)
            case "patr": break
            case let mark
            where mark.hasPrefix("v0") || mark.hasPrefix("v1")
                || mark.hasPrefix("v2") || mark.hasPrefix("v3"):
                grammar.insert(.verb)
            case "ipre", "iimp", "ipsi", "ifut", "spre", "simp", "cond", "impe", "1sg", "2sg",
                "3sg", "1pl", "2pl", "3pl", "1isg", "1jsg":
                break
            case "interj", "nb", "nbro", "titr", "loc", "pfx", "sfx", "err", "ponc":
                grammar.insert(.other)
            default: grammar.insert(.grammatical)
            }
        }
        return grammar
    }

    /// Sets of scalars from « [^sxz] » or « ger »; nil stands for any.
    private static func condition(_ text: String) -> ([[UInt32]?], [Bool]) {
        var sets: [[UInt32]?] = []
        var negated: [Bool] = []
        var current: [UInt32]?
        var isNegated = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "[":
                current = []
                isNegated = false
            case "]":
                sets.append(current ?? [])
                negated.append(isNegated)
                current = nil
            case "^" where current != nil: isNegated = true
            case "." where current == nil:
                sets.append(nil)
                negated.append(false)
            default:
                if current != nil {
                    current?.append(scalar.value)
                } else {
                    sets.append([scalar.value])
                    negated.append(false)
                }
            }
        }
        return (sets, negated)
    }

    private static func fits(_ rule: Rule, _ tail: [Unicode.Scalar]) -> Bool {
        let count = rule.condition.count
        guard tail.count >= count else { return count == 1 && rule.condition[0] == nil }
        for index in 0..<count {
            guard let set = rule.condition[index] else { continue }
            let isInside = set.contains(tail[tail.count - count + index].value)
            if isInside == rule.negated[index] { return false }
        }
        return true
    }
}
