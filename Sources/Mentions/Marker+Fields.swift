internal import Documents
internal import Lexicons
internal import Tokens

/// Labels of forms and of minutes.
extension Marker {
    /// Labels with what they say about the words behind them: « Nom : », « Présents : ».
    func markFields(_ reading: inout Reading) {
        for term in reading.terms where term.table == .fields {
            let className = reading.lexicon.className(of: term.row)
            for index in term.first...term.last {
                reading.marks[index].insert(.field)
                if className == "address" { reading.marks[index].insert(.addressField) }
            }
            guard let mark = Self.mark(of: className) else { continue }
            let block = reading.tokens[term.first].block
            let passage = Int(reading.passageOfToken[term.first])
            let before = term.first - Int(reading.passages[passage].firstToken)
            let startsHere =
                before == 0 || mark == .attendance && before <= 3
                || mark.contains(.personField) && isLabel(term.last + 1, in: reading)
                || reading.tokens[term.first - 1].isSign(",")
                || reading.tokens[term.first - 1].isSign("(")
                || reading.tokens[term.first - 1].isSign("-")
                || reading.tokens[term.first - 1].isSign("*")
            var index = term.last + 1
            guard startsHere, index < reading.tokens.count,
                reading.tokens[index].block == block
            else { continue }
            if reading.tokens[index].isSign("(") {
                // « Nom (de naissance) : »
                let limit = min(index + 8, reading.tokens.count)
                while index < limit, !reading.tokens[index].isSign(")") { index += 1 }
                index += 1
            }
            let needsColon = mark != .officer || className != "signature"
            guard index < reading.tokens.count, reading.tokens[index].block == block,
                reading.tokens[index].isSign(":")
                    || (!needsColon && reading.tokens[index].isCapitalised
                        && reading.profiles[Int(block)] == .normal)
            else { continue }
            spread(mark, from: index, block: block, className: className, in: &reading)
        }
    }

    /// A colon and a capital behind a label within a line: « Civilité : Mme  Nom : Roy ».
    private func isLabel(_ colon: Int, in reading: Reading) -> Bool {
        guard colon + 1 < reading.tokens.count, reading.tokens[colon].isSign(":"),
            reading.tokens[colon].gap != .block
        else { return false }
        return reading.tokens[colon + 1].gap != .block && reading.tokens[colon + 1].isCapitalised
    }

    /// Whether a word leads to a colon of its own: « NIR : », « Né(e) le : ».
    private static func isLabelled(_ index: Int, in reading: Reading) -> Bool {
        let tokens = reading.tokens
        guard tokens[index].kind == .word else { return false }
        var next = index + 1
        while next < tokens.count, next < index + 5, tokens[next].gap != .block {
            if tokens[next].isSign(":") { return true }
            let isJoint =
                tokens[next].isSign("(") || tokens[next].isSign(")") || tokens[next].isSign(".")
                || tokens[next].gap == .nothing || reading.grammar[next].contains(.grammatical)
            guard isJoint else { return false }
            next += 1
        }
        return false
    }

    static func mark(of className: String) -> Marks? {
        switch className {
        case "first-name": [.personField, .firstNameField]
        case "name", "alias", "source": .personField
        case "subject": .subjectField
        case "officer", "signature": .officer
        case "attendance": .attendance
        case "birth": .birthField
        default: nil
        }
    }

    func spread(
        _ mark: Marks,
        from start: Int,
        block: Int32,
        className: String,
        in reading: inout Reading
    ) {
        var index = start + 1
        while index < reading.tokens.count {
            let token = reading.tokens[index]
            if token.block != block {
                // over a line end only where a list goes on, or a name that the line end breaks
                let isWrapped = reading.document.blocks[Int(token.block)].continues
                guard token.gap != .block, mark == .attendance || !isWrapped else { break }
            }
            // spread over these words already
            if reading.marks[index].contains(mark), !mark.contains(.personField) { break }
            // a new sentence is no longer the list or the label's
            if !mark.contains(.personField), !reading.tokens[index - 1].isSign(";"),
                reading.passageOfToken[index] != reading.passageOfToken[index - 1],
                token.gap != .block, token.gap != .line
            {
                break
            }
            if mark.contains(.personField) {
                if token.isSign(",") || token.isSign(";") || token.isSign("(")
                    || token.isSign(".") && token.gap == .nothing
                        && reading.tokens[index - 1].shape != .initial
                {
                    break
                }
                if reading.marks[index].contains(.field), index > start + 1 { break }
                // dots to be filled in, and a label that no table knows
                if token.isSign("."), reading.tokens[index - 1].isSign(".") { break }
                if Self.isLabelled(index, in: reading) { break }
            } else if mark == .officer, token.isSign(";") {
                break
            }
            reading.marks[index].insert(mark)
            index += 1
        }
    }
}
