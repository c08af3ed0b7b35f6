internal import Documents
internal import Lexicons
internal import Tokens

/// Labels of forms and of minutes.
extension Marker {
    /// Labels with what they say about the words behind them: « Nom : », « Présents : ».
    func markFields(_ reading: inout Reading) {
        for term in reading.terms where reading.lexicon.table(of: term.row) == .fields {
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

    static func mark(of className: String) -> Marks? {
        switch className {
        case "name", "first-name", "alias", "source": .personField
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
            if reading.marks[index].contains(mark), mark != .personField { break }
            // a new sentence is no longer the list or the label's
            if mark != .personField, !reading.tokens[index - 1].isSign(";"),
                reading.passageOfToken[index] != reading.passageOfToken[index - 1],
                token.gap != .block, token.gap != .line
            {
                break
            }
            if mark == .personField {
                if token.isSign(",") || token.isSign(";") || token.isSign("(")
                    || token.isSign(".") && token.gap == .nothing
                        && reading.tokens[index - 1].shape != .initial
                {
                    break
                }
                if reading.marks[index].contains(.field), index > start + 1 { break }
            } else if mark == .officer, token.isSign(";") {
                break
            }
            reading.marks[index].insert(mark)
            index += 1
        }
    }
}
