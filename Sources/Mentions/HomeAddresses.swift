internal import Documents
internal import Lexicons
internal import Tokens

/// The mail addresses of a note that private persons have: « nadia.trevez@orange.fr ».
///
/// Parents write to a town hall as its services do; the address alone tells them apart.
struct HomeAddresses {
    /// Where each stands in the text.
    private var places: [Range<Int>] = []
    /// Whether all senders of the note write from one: whoever signs does.
    private(set) var sendAll = false

    /// The one block of the note that tells who sends it; nil where none or several do.
    private(set) var onlySender: Int32?

    /// More are those of a mailing list, whose members sign nothing.
    private static let most = 64
    /// Longer ones are none that mail can be sent to.
    private static let longest = 254
    /// Shorter words stand in addresses by chance.
    private static let shortestWord = 4
    /// The most signs between a name and its address: « " <mailto: ».
    private static let longestGap = 10

    /// Finds them.
    ///
    /// - Complexity: O(*n*).
    init(of reading: Reading) {
        let text = reading.document.text
        var i = 0
        while places.count < Self.most, let sign = text[i...].firstIndex(of: 0x40) {
            var (start, end) = (sign, sign + 1)
            while start > i, Self.isPart(text[start - 1]) { start -= 1 }
            while end < text.count, Self.isPart(text[end]) { end += 1 }
            if start < sign, end - start <= Self.longest, reading.isWebmail(start..<end) {
                places.append(start..<end)
            }
            i = end
        }
        sendAll = !places.isEmpty && areAllSenders(reading)
        onlySender = Self.onlySender(of: reading)
    }

    private static func onlySender(of reading: Reading) -> Int32? {
        var only: Int32?
        for (index, token) in zip(reading.tokens.indices, reading.tokens)
        where token.gap == .block || index == 0 {
            guard reading.document.blocks[Int(token.block)].kind == .mailHeader,
                senders.contains(reading.short[index])
            else { continue }
            guard only == nil else { return nil }
            only = token.block
        }
        return only
    }

    /// The word that a line with a sender starts with.
    private static let senders = ShortKeys("de from expéditeur")

    private func areAllSenders(_ reading: Reading) -> Bool {
        var block: Int32 = -1
        var senders = 0
        for (index, token) in zip(reading.tokens.indices, reading.tokens) where token.block != block
        {
            block = token.block
            let line = reading.document.blocks[Int(block)]
            guard line.kind == .mailHeader, Self.senders.contains(reading.short[index]) else {
                continue
            }
            let range = Int(line.start)..<Int(line.end)
            guard places.contains(where: { range.contains($0.lowerBound) }) else { return false }
            senders += 1
        }
        return senders > 0
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
            || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x2B
    }

    /// Whether one stands right behind a name: « Nadia Trevez <titi69@free.fr> ».
    func stand(behind candidate: NameCandidate, in reading: Reading) -> Bool {
        let end = Int(reading.tokens[candidate.last].end)
        guard let place = places.first(where: { $0.lowerBound >= end }),
            place.lowerBound - end <= Self.longestGap
        else { return false }
        return !reading.document.text[end..<place.lowerBound].contains {
            $0 == 0x2C || $0 == 0x3B || $0 == 0x0A
        }
    }

    /// Whether one bears a word of a name that is no first name: « ntrevez@gmail.com ».
    func bear(_ candidate: NameCandidate, in reading: Reading) -> Bool {
        guard !places.isEmpty else { return false }
        let text = reading.document.text
        for index in candidate.first...candidate.last
        where reading.tokens[index].kind == .word && !reading.has(index, .firstName) {
            let word = reading.plainKey(index)
            guard word.count >= Self.shortestWord else { continue }
            for place in places {
                let name = text[place].prefix { $0 != 0x40 }.map {
                    $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0
                }
                if Self.holds(name, word) { return true }
            }
        }
        return false
    }

    private static func holds(_ name: [UInt8], _ word: [UInt8]) -> Bool {
        guard name.count >= word.count else { return false }
        return (0...name.count - word.count).contains {
            name[$0..<$0 + word.count].elementsEqual(word)
        }
    }
}
