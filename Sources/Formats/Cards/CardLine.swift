/// A line of a card or calendar: `NAME;PARAMETER=value:value`.
struct CardLine {
    /// A parameter, with the bytes of its value without quotes.
    struct Parameter {
        let name: String
        let value: Range<Int>
    }

    /// In capitals, without the group before it: `TEL` for `item1.TEL`.
    let name: String
    /// The bytes of the name, group included.
    let nameRange: Range<Int>
    let parameters: [Parameter]
    let value: Range<Int>

    /// Longer names are none.
    private static let longestName = 64

    /// Reads a line without its end; nil when it has no name or no value.
    ///
    /// - Complexity: O(*n*).
    init?(_ text: [UInt8], _ range: Range<Int>) {
        var i = range.lowerBound
        while i < range.upperBound, text[i] != 0x3A, text[i] != 0x3B {
            guard Self.isName(text[i]) else { return nil }
            i += 1
        }
        let whole = range.lowerBound..<i
        guard i < range.upperBound, !whole.isEmpty, whole.count <= Self.longestName else {
            return nil
        }
        var parameters: [Parameter] = []
        while i < range.upperBound, text[i] == 0x3B {
            let start = i + 1
            var end = start
            while end < range.upperBound, ![0x3A, 0x3B, 0x3D].contains(text[end]) { end += 1 }
            var value = start..<end
            let hasName = end < range.upperBound && text[end] == 0x3D
            i = end
            if hasName {
                var isQuoted = false
                i += 1
                while i < range.upperBound, isQuoted || text[i] != 0x3A && text[i] != 0x3B {
                    if text[i] == 0x22 { isQuoted.toggle() }
                    i += 1
                }
                value = end + 1..<i
                if value.count > 1, text[end + 1] == 0x22, text[i - 1] == 0x22 {
                    value = end + 2..<i - 1
                }
            }
            let name = hasName ? Self.capitals(text[start..<end]) : ""
            parameters.append(Parameter(name: name, value: value))
        }
        guard i < range.upperBound else { return nil }
        let dot = text[whole].lastIndex(of: 0x2E).map { $0 + 1 } ?? whole.lowerBound
        name = Self.capitals(text[dot..<whole.upperBound])
        nameRange = whole
        self.parameters = parameters
        value = i + 1..<range.upperBound
    }

    private static func isName(_ byte: UInt8) -> Bool {
        HTMLBytes.isLetter(byte) || byte >= 0x30 && byte <= 0x39
            || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }

    private static func capitals(_ bytes: ArraySlice<UInt8>) -> String {
        HTMLBytes.lowered(bytes.prefix(longestName)).uppercased()
    }

    /// The bytes of the value of a parameter.
    func parameter(_ name: String) -> Range<Int>? {
        parameters.first { $0.name == name }?.value
    }

    /// The parts of a value between `;`.
    func components(_ text: [UInt8]) -> [Range<Int>] {
        var components: [Range<Int>] = []
        var start = value.lowerBound
        var i = start
        while i < value.upperBound {
            if text[i] == 0x5C {
                i = min(i + 2, value.upperBound)
                continue
            }
            if text[i] == 0x3B {
                components.append(start..<i)
                start = i + 1
            }
            i += 1
        }
        components.append(start..<value.upperBound)
        return components
    }
}
