internal import Documents

/// What people read in cards and calendars (RFC 6350, RFC 5545), and the way back.
///
/// Each property is a line with a French label, so that a name, a date of birth or an illness is
/// read as in a form; only values are ever changed, so that programs still read what is written.
public struct CardText: Sendable {
    /// Values, in which `,`, `;` and line ends are written with `\`.
    static let value = 0
    /// Parameters, which hold no quote.
    static let parameter = 1

    /// Unfolded, UTF-8.
    let source: [UInt8]
    var pieced = PiecedText()
    /// What is not judged.
    private(set) var asideRanges: [Range<Int>] = []
    /// Pages of HTML that say again what the text says: they go with the first change.
    private(set) var pages: [Range<Int>] = []
    /// The level that was written into it.
    public private(set) var mark: String?
    /// Where it stands, with its line end.
    private(set) var markLines: [Range<Int>] = []
    /// Where a level is written: behind the first line.
    private(set) var markPlace = 0
    private var person = CardPerson()

    /// What people read, UTF-8.
    public var text: [UInt8] { pieced.text }

    /// What is written in it and not judged.
    public var asides: [[UInt8]] { asideRanges.map { Array(source[$0]) } }

    /// Whether bytes start as a card or a calendar.
    public static func isCard(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: PlainText.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
        let line = HTMLBytes.lowered(start.prefix(20).prefix { $0 > 0x20 })
        return line == "begin:vcard" || line == "begin:vcalendar"
    }

    /// Reads a text without folds.
    ///
    /// - Complexity: O(*n*).
    public init(unfolded source: [UInt8]) {
        self.source = source
        var start = 0
        while start < source.count {
            let feed = source[start...].firstIndex(of: 0x0A) ?? source.count
            let next = min(feed + 1, source.count)
            let end = feed > start && source[feed - 1] == 0x0D ? feed - 1 : feed
            read(start..<end, next: next)
            start = next
        }
        person.write(to: &self)
    }

    // MARK: Reading

    private mutating func read(_ range: Range<Int>, next: Int) {
        guard let line = CardLine(source, range) else {
            guard !range.isEmpty else { return }
            add(range)
            endLine()
            return
        }
        if markPlace == 0 { markPlace = next }
        let property = CardProperty.of(line.name)
        if line.nameRange.count != line.name.utf8.count || line.name.hasPrefix("X-") {
            asideRanges.append(line.nameRange)
        }
        switch property {
        case .text(let label):
            let isPage = line.parameter("FMTTYPE").map {
                HTMLBytes.lowered(source[$0]).hasPrefix("text/html")
            }
            if isPage == true { pages.append(line.value) }
            // of somebody: behind the name
            if person.isOpen, !label.isEmpty {
                person.lines.append((label, [line.value]))
            } else {
                self.label(label)
                add(line.value)
                endLine()
            }
        case .attendee(let label): attendee(line, label)
        case .name: person.name = line.components(source)
        case .fullName: person.fullName = line.value
        case .office: person.offices += line.components(source)
        case .address: person.lines.append(("Adresse", line.components(source)))
        case .birth: person.birth = line.value
        case .note: person.notes.append(line.value)
        case .start: starts(line)
        case .program: asideRanges.append(line.value)
        case .technical: technical(line)
        case .mark:
            mark = mark == nil ? String(decoding: source[line.value], as: UTF8.self) : ""
            markLines.append(range.lowerBound..<next)
            asideRanges.append(line.value)
        }
        for parameter in line.parameters where parameter.name != "CN" || !isAttendee(property) {
            other(
                parameter.value,
                isTechnical: CardProperty.technicalParameters.contains(parameter.name)
            )
        }
    }

    private func isAttendee(_ property: CardProperty) -> Bool {
        if case .attendee = property { true } else { false }
    }

    private mutating func technical(_ line: CardLine) {
        if line.name == "BEGIN" { endParagraph() }
        other(line.value, isTechnical: true)
        guard HTMLBytes.lowered(source[line.value].prefix(8)) == "vcard" else { return }
        person.write(to: &self)
        person = CardPerson()
        person.isOpen = line.name == "BEGIN"
    }

    /// What programs write is text where it holds words or an address.
    private mutating func other(_ range: Range<Int>, isTechnical: Bool) {
        let value = source[range]
        guard !value.isEmpty else { return }
        let isText = value.contains { $0 == 0x40 || $0 == 0x20 || $0 >= 0x80 }
        if isTechnical, !isText {
            asideRanges.append(range)
            return
        }
        label("Autre champ")
        add(range, of: Self.parameter)
        endLine()
    }

    /// « De : Nadia Trevez <nadia.trevez@orange.fr> ».
    private mutating func attendee(_ line: CardLine, _ label: String) {
        self.label(label)
        let name = line.parameter("CN")
        if let name { add(name, of: Self.parameter) }
        let scheme = HTMLBytes.lowered(source[line.value].prefix(7)) == "mailto:" ? 7 : 0
        pieced.appendGlue(name == nil ? [] : [0x20, 0x3C])
        add(line.value.dropFirst(scheme))
        pieced.appendGlue(name == nil ? [] : [0x3E])
        endLine()
    }

    private mutating func starts(_ line: CardLine) {
        guard let day = Self.day(source[line.value]) else {
            other(line.value, isTechnical: true)
            return
        }
        asideRanges.append(line.value)
        label("Date")
        pieced.appendGlue(day)
        endLine()
    }

    /// « 14/03/2026 » for `20260314T140000` and `2026-03-14`.
    static func day(_ value: ArraySlice<UInt8>) -> [UInt8]? {
        let digits = value.prefix { $0 != 0x54 }.filter { $0 != 0x2D }
        guard digits.count == 8, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return digits[6...] + [0x2F] + digits[4..<6] + [0x2F] + digits[..<4]
    }

    // MARK: Writing the text

    mutating func label(_ label: String) {
        if !label.isEmpty { pieced.appendGlue(Array("\(label) : ".utf8)) }
    }

    /// Leaves a line empty: what follows has nothing to do with it.
    mutating func endParagraph() {
        if !pieced.text.isEmpty, !pieced.text.suffix(2).elementsEqual([0x0A, 0x0A]) {
            pieced.appendGlue([0x0A])
        }
    }

    mutating func endLine() {
        if !pieced.text.isEmpty, pieced.text.last != 0x0A { pieced.appendGlue([0x0A]) }
    }

    /// Adds a value: `\n` ends a line, a sign behind `\` is itself.
    mutating func add(_ range: Range<Int>, of node: Int = CardText.value) {
        var start = range.lowerBound
        var i = start
        while i + 1 < range.upperBound {
            guard source[i] == 0x5C, [0x6E, 0x4E, 0x2C, 0x3B, 0x5C].contains(source[i + 1]) else {
                i += 1
                continue
            }
            pieced.append(source[start..<i], of: node, at: start..<i)
            let sign: UInt8 = source[i + 1] | 0x20 == 0x6E ? 0x0A : source[i + 1]
            pieced.append([sign], of: node, at: i..<i + 2)
            i += 2
            start = i
        }
        pieced.append(source[start..<range.upperBound], of: node, at: start..<range.upperBound)
    }
}
