internal import Documents
internal import Lexicons
internal import Tokens

/// Numbers in words.
extension Dates {
    /// A number that is written out: « vingt et un », « mille neuf cent quatre-vingt-douze ».
    func words(_ index: Int) -> (value: Int, next: Int)? {
        var total = 0
        var current = 0
        var at = index
        var next = index
        while at < tokens.count, at - index < 12, at == index || cued.reading.goesOn(at) {
            let value = cued.dateWord(at).number
            if value == 0 {
                guard at > index, cued.isAnd(at) else { break }
                at += 1
                continue
            }
            switch value {
            case 1000:
                total += max(current, 1) * 1000
                current = 0
            case 100: current = max(current, 1) * 100
            case 20 where current % 10 == 4: current += 76
            default: current += value
            }
            at += 1
            next = at
            // « le sept mars »: the day ends where the month starts
            if at < tokens.count, cued.dateWord(at).month > 0, cued.dateWord(at).number == 0 {
                break
            }
        }
        return total + current > 0 ? (total + current, next) : nil
    }
}
