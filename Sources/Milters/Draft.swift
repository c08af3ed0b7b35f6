/// A message that is being told.
struct Draft: Sendable {
    /// What is kept at most.
    let settings: Conversation.Settings
    var envelope: Envelope
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLarge = false
    private var fieldCount = 0
    private var bodyStart: Int?

    /// The start of a message; nothing of the one before is in it.
    init(_ envelope: Envelope, _ settings: Conversation.Settings) {
        self.settings = settings
        self.envelope = envelope
    }

    /// Whether anything but the envelope is known.
    var hasContent: Bool { fieldCount > 0 || hasEndedFields }

    /// Whether no recipient has room.
    var isFull: Bool { envelope.recipients.count >= settings.maximumRecipients }

    /// Whether no field may follow.
    var hasEndedFields: Bool { bodyStart != nil }

    /// Adds a field.
    ///
    /// - Parameters:
    ///   - data: Its name and its value, each with its NUL.
    ///   - hasLeadingSpace: Whether the blank behind the colon is in the value; if not, the MTA has
    ///     taken it away.
    /// - Throws: ``MilterError/Code/badData`` when it would not read as one field.
    mutating func addField(
        _ data: ArraySlice<UInt8>,
        hasLeadingSpace: Bool
    ) throws(MilterError) {
        guard let nameEnd = data.firstIndex(of: 0), data.last == 0, nameEnd + 1 < data.endIndex
        else { throw MilterError(.badData, at: .field) }
        let name = data[..<nameEnd]
        let value = data[(nameEnd + 1)..<(data.endIndex - 1)]
        guard Field.isName(name), Field.isValue(value) else {
            throw MilterError(.badData, at: .field)
        }
        fieldCount += 1
        if fieldCount > settings.maximumFields { isTooLarge = true }
        let folds = value.count { $0 == 0x0A }
        guard hasRoom(for: name.count + value.count + folds + (hasLeadingSpace ? 3 : 4)) else {
            return
        }
        bytes.append(contentsOf: name)
        bytes.append(0x3A)
        if !hasLeadingSpace { bytes.append(0x20) }
        bytes.append(folding: value)
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Ends the header.
    mutating func endFields() {
        bytes.append(0x0D)
        bytes.append(0x0A)
        bodyStart = bytes.count
    }

    /// Adds a piece of the body.
    mutating func addBody(_ chunk: ArraySlice<UInt8>) {
        if !hasEndedFields { endFields() }
        if hasRoom(for: chunk.count) { bytes.append(contentsOf: chunk) }
    }

    /// Whether bytes are kept; once they are not, nothing more is.
    private mutating func hasRoom(for count: Int) -> Bool {
        if bytes.count + count > settings.maximumSize { isTooLarge = true }
        return !isTooLarge
    }

    /// The message at its end.
    consuming func message(number: Int, abilities: Abilities) -> Message {
        if !hasEndedFields { endFields() }
        return Message(
            number: number,
            envelope: envelope,
            bytes: bytes,
            bodyStart: bodyStart ?? bytes.count,
            isTooLarge: isTooLarge,
            abilities: abilities
        )
    }
}
