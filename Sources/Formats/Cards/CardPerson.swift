/// Who a card is of, until all of it is known: whether somebody acts in a function stands behind the
/// name.
struct CardPerson {
    /// Whether its card was opened.
    var isOpen = false
    /// Surname, first names, second names, civility, suffix.
    var name: [Range<Int>] = []
    var fullName: Range<Int>?
    var offices: [Range<Int>] = []
    var birth: Range<Int>?
    var notes: [Range<Int>] = []
    /// Everything else, each with its label.
    var lines: [(label: String, values: [Range<Int>])] = []

    /// Adds its lines to the text.
    func write(to card: inout CardText) {
        let offices = offices.filter { !$0.isEmpty }
        let parts = name.map { $0.isEmpty ? nil : $0 }
        let surname = parts.first ?? nil
        let first = parts.count > 1 ? parts[1] : nil
        if offices.isEmpty {
            line("Nom", [surname], &card)
            line("Prénom", [first], &card)
            line("Nom complet", [fullName], &card)
            line("Autre champ", Array(parts.dropFirst(2)), &card)
        } else {
            line("", [fullName] + offices, &card)
            line("", [first, surname] + parts.dropFirst(2), &card, separator: " ")
        }
        if let birth {
            card.label("Né(e) le")
            if let day = CardText.day(card.source[birth]) {
                card.pieced.append(day, of: CardText.value, at: birth)
            } else {
                card.add(birth)
            }
            card.endLine()
        }
        for (label, values) in lines { line(label, values, &card) }
        for note in notes {
            // whose note it is
            if let fullName, fullName.count <= Self.longestName {
                card.pieced.appendGlue(card.source[fullName] + Array(" : ".utf8))
            }
            card.add(note)
            card.endLine()
        }
    }

    /// A longer name is not written again before each note.
    private static let longestName = 200

    private func line(
        _ label: String,
        _ values: [Range<Int>?],
        _ card: inout CardText,
        separator: String = ", "
    ) {
        let values = values.compactMap { $0 }.filter { !$0.isEmpty }
        guard !values.isEmpty else { return }
        card.label(label)
        for (number, value) in values.enumerated() {
            if number > 0 { card.pieced.appendGlue(separator.utf8) }
            card.add(value)
        }
        card.endLine()
    }
}
