/// Which field of a rewritten header stems from which field of the original.
///
/// Fields keep their order; one that moved counts as removed and inserted. What comes out is always
/// true, and smallest for what a rewriter does: other values, fields removed, fields inserted.
/// Fields that are the same on both sides and alone of their kind hold the two sides together;
/// between them fields are paired by their names. Takes time in proportion to the number of bytes.
struct Alignment {
    /// For each rewritten field the original that it stems from, rising; nil when it is new.
    private(set) var origins: [Int?]
    /// For each original field the rewritten one that stems from it; nil when it is removed.
    private(set) var successors: [Int?]
    /// For each original field its number among those of its name, the first being 1.
    let ordinals: [Int]

    private let old: Header
    private let new: Header
    /// A number for each name, the same whatever its case.
    private let oldNames: [Int]
    private let newNames: [Int]

    /// Aligns two headers.
    init(from old: Header, to new: Header) {
        self.old = old
        self.new = new
        origins = Array(repeating: nil, count: new.places.count)
        successors = Array(repeating: nil, count: old.places.count)
        var numbers: [[UInt8]: Int] = [:]
        func number(_ name: ArraySlice<UInt8>) -> Int {
            let folded = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            let number = numbers[folded] ?? numbers.count
            numbers[folded] = number
            return number
        }
        oldNames = old.places.map { number(old.name($0)) }
        newNames = new.places.map { number(new.name($0)) }
        var counts: [Int: Int] = [:]
        ordinals = oldNames.map { name in
            counts[name, default: 0] += 1
            return counts[name, default: 0]
        }
        align()
    }

    private mutating func align() {
        var (oldStart, newStart) = (0, 0)
        var (oldEnd, newEnd) = (oldNames.count, newNames.count)
        while oldStart < oldEnd, newStart < newEnd, isSame(oldStart, newStart) {
            pair(oldStart, newStart)
            (oldStart, newStart) = (oldStart + 1, newStart + 1)
        }
        while oldStart < oldEnd, newStart < newEnd, isSame(oldEnd - 1, newEnd - 1) {
            (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1)
            pair(oldEnd, newEnd)
        }
        for (anchor, counterpart) in anchors(oldStart..<oldEnd, newStart..<newEnd)
        where anchor >= oldStart {
            pairByName(oldStart..<anchor, newStart..<counterpart)
            pair(anchor, counterpart)
            (oldStart, newStart) = (anchor + 1, counterpart + 1)
        }
        pairByName(oldStart..<oldEnd, newStart..<newEnd)
    }

    private func isSame(_ i: Int, _ j: Int) -> Bool {
        old.line(old.places[i]) == new.line(new.places[j])
    }

    private mutating func pair(_ i: Int, _ j: Int) {
        origins[j] = i
        successors[i] = j
    }

    /// The fields that stand once on each side, in the order of the rewritten ones.
    private func anchors(_ olds: Range<Int>, _ news: Range<Int>) -> [(old: Int, new: Int)] {
        guard !olds.isEmpty, !news.isEmpty else { return [] }
        // nil stands for more than one
        var places: [ArraySlice<UInt8>: Int?] = [:]
        for i in olds {
            let line = old.line(old.places[i])
            places.updateValue(places.keys.contains(line) ? nil : i, forKey: line)
        }
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for j in news { counts[new.line(new.places[j]), default: 0] += 1 }
        return news.compactMap { j in
            let line = new.line(new.places[j])
            guard counts[line] == 1, let place = places[line], let place else { return nil }
            return (place, j)
        }
    }

    /// Pairs fields of one name in their order.
    ///
    /// Where the names differ, a field whose name does not come any more on the other side is new
    /// or removed; when both come, the original is taken as removed.
    private mutating func pairByName(_ olds: Range<Int>, _ news: Range<Int>) {
        guard !olds.isEmpty, !news.isEmpty else { return }
        // how often each name is still to come among the originals
        var left: [Int: Int] = [:]
        for i in olds { left[oldNames[i], default: 0] += 1 }
        var (i, j) = (olds.lowerBound, news.lowerBound)
        while i < olds.upperBound, j < news.upperBound {
            if oldNames[i] == newNames[j] {
                pair(i, j)
                left[oldNames[i], default: 0] -= 1
                (i, j) = (i + 1, j + 1)
            } else if left[newNames[j], default: 0] > 0 {
                left[oldNames[i], default: 0] -= 1
                i += 1
            } else {
                j += 1
            }
        }
    }
}
