extension [Int32] {
    /// Makes room for `count` more elements and doubles the capacity when it grows.
    ///
    /// `append(addingCapacity:)` alone may ask for exactly what it needs; called for each batch,
    /// that would copy the whole array each time.
    mutating func makeRoom(for count: Int) {
        let needed = self.count + count
        guard needed > capacity else { return }
        reserveCapacity(Swift.max(needed, 2 * capacity))
    }
}
