/// Fills the slots of sentences: nobody in a note shares a surname or, as far as they last, a first
/// name with somebody else, so that what is planted is not ambiguous.
struct SlotFiller {
    private let wordings: Wordings
    private let days: [[UInt8]]
    private let months: [[UInt8]]
    private var surnames = Set<Int>()
    private var firstNames = Set<Int>()

    /// A filler for the tables.
    init(_ wordings: Wordings) {
        self.wordings = wordings
        days = wordings.list("jour")
        months = wordings.list("mois")
    }

    /// Forgets the persons of the last note.
    mutating func startNote() {
        surnames.removeAll(keepingCapacity: true)
        firstNames.removeAll(keepingCapacity: true)
    }

    /// The bytes for a slot.
    mutating func fill(_ slot: Wordings.Slot, _ random: inout SplitMix64) -> [UInt8] {
        switch slot {
        case .firstName(let isMan):
            let list = isMan ? wordings.men : wordings.women
            let offset = isMan ? 1_000 : 0
            let number = Self.draw(list.count, &firstNames, &random, offset: offset)
            return list[number]
        case .surname(let isUpper):
            let count = wordings.heads.count * wordings.tails.count
            let number = Self.draw(count, &surnames, &random, offset: 0)
            let (head, tail) = number.quotientAndRemainder(dividingBy: wordings.tails.count)
            let name = wordings.heads[head] + wordings.tails[tail]
            return isUpper ? name.map { $0 & 0xDF } : name
        case .list(let number):
            return wordings.lists[number][random.below(wordings.lists[number].count)]
        case .made(let made): return make(made, &random)
        }
    }

    /// A number that was not drawn for this note, where a few tries find one.
    private static func draw(
        _ count: Int,
        _ used: inout Set<Int>,
        _ random: inout SplitMix64,
        offset: Int
    ) -> Int {
        var number = random.below(count)
        for _ in 0..<40 where !used.insert(number + offset).inserted {
            number = random.below(count)
        }
        return number
    }

    private func make(_ made: Wordings.Made, _ random: inout SplitMix64) -> [UInt8] {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let text: String
        switch made {
        case .n: text = "\(random.within(2...29))"
        case .k: text = "\(random.within(30...980))"
        case .eur:
            let hundreds = random.within(12...990)
            text = hundreds < 10 ? "\(hundreds)00" : "\(hundreds / 10) \(hundreds % 10)00"
        case .pct: text = "\(random.within(2...60))"
        case .age: text = "\(random.within(11...17))"
        case .grown: text = "\(random.within(19...84))"
        case .small: text = "\(random.within(4...9))"
        case .date:
            let day = random.within(2...28)
            return Array("\(day) ".utf8) + pick(months, &random)
                + Array(" \(random.within(2022...2026))".utf8)
        case .birth:
            let (day, month) = (random.within(1...28), random.within(1...12))
            text = "\(two(day))/\(two(month))/\(random.within(1948...2004))"
        case .day:
            return pick(days, &random) + Array(" \(random.within(2...28)) ".utf8)
                + pick(months, &random)
        case .hour: text = "\(random.within(8...21)) h \(["00", "15", "30", "45"][random.below(4)])"
        case .phone:
            // the range that ARCEP keeps for fiction
            text = "06 39 98 \(random.within(10...99)) \(random.within(10...99))"
        }
        return Array(text.utf8)
    }

    private func pick(_ list: [[UInt8]], _ random: inout SplitMix64) -> [UInt8] {
        list[random.below(list.count)]
    }
}
