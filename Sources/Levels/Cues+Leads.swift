internal import Documents
internal import Lexicons
internal import Mentions
internal import Tokens

extension Cues {
    /// Whether a form opens its passage and a colon and a value stand behind it: « Santé : asthme ».
    static func isLead(_ term: Term, first: Int, in reading: Reading) -> Bool {
        let colon = term.last + 1
        guard term.first == first || term.first == first + 1 && reading.tokens[first].kind != .word,
            colon + 1 < reading.tokens.count, reading.tokens[colon].isSign(":")
        else { return false }
        guard reading.tokens[colon + 1].gap != .block,
            reading.tokens[colon + 1].kind == .word || reading.tokens[colon + 1].kind == .number
        else { return false }
        return reading.passageOfToken[colon + 1] == reading.passageOfToken[first]
    }

    /// Whether dots lead from a form to its number: an entry of a directory.
    static func isLeader(_ term: Term, in reading: Reading) -> Bool {
        let end = term.last + 4
        guard end < reading.tokens.count else { return false }
        return (term.last + 1..<end).allSatisfy {
            reading.tokens[$0].isSign(".") || reading.tokens[$0].isSign("…")
        }
    }

    /// « titre de séjour |n° 0350…| »: the number of a paper is an identifier.
    static func isNumbered(_ term: Term, in reading: Reading) -> Bool {
        var at = term.last + 1
        while at < reading.tokens.count, at <= term.last + 4, reading.tokens[at].gap != .block {
            if reading.tokens[at].kind == .number {
                return reading.marks[at].contains(.identifier)
            }
            at += 1
        }
        return false
    }

    /// Whether nothing but articles and denials stand before a form in its passage.
    static func isFirst(_ term: Term, first: Int, in reading: Reading) -> Bool {
        if term.first > first {
            let before = reading.tokens[term.first - 1]
            // « [x] ivresse », « ☒ ivresse »
            if before.isSign("]") || before.kind == .symbol { return true }
        }
        guard term.first - first <= 3 else { return false }
        return (first..<term.first).allSatisfy {
            reading.tokens[$0].kind != .word || FunctionWords.light.contains(reading.short[$0])
        }
    }

    private static var arrow: [UInt8] { Array("→".utf8) }

    /// Whether a form opens its passage, or what stands behind a colon or arrow: « Avis : accordé ».
    static func isAnswer(_ term: Term, first: Int, in reading: Reading) -> Bool {
        guard term.first > first else { return true }
        let before = reading.tokens[term.first - 1]
        if before.isSign(":") || before.isSign("-") || before.isSign(">") { return true }
        return before.kind == .symbol
            && reading.document.text[Int(before.start)..<Int(before.end)].starts(with: arrow)
    }
}
