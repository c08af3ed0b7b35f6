/// The header fields that biffure writes into mail: foreign copies of them are never believed.
enum OwnFields {
    /// How the names of all of them start, in small letters.
    private static let lead = Array("x-biffure-".utf8)
    /// The field that lets a released mail through once, in small letters.
    private static let mark = Array("x-biffure-laissez-passer".utf8)

    /// What a message says in these fields, and the message without them.
    struct Parted {
        /// The message without its mark, all else as it came: what a mark is bound to.
        var unmarked: [UInt8]
        /// The message without any of the fields.
        var stripped: [UInt8]
        /// The value of the one mark; nil when there is none, or more than one.
        var mark: String?
    }

    /// Parts a message.
    ///
    /// - Parameters:
    ///   - bytes: A message with CRLF.
    ///   - headerEnd: Where its body starts.
    /// - Returns: The message without its mark, without all of the fields, and the mark.
    /// - Complexity: O(*n*).
    static func part(_ bytes: [UInt8], headerEnd: Int) -> Parted {
        var parted = Parted(unmarked: [], stripped: [], mark: nil)
        parted.unmarked.reserveCapacity(bytes.count)
        parted.stripped.reserveCapacity(bytes.count)
        var marks = 0
        var position = 0
        while position < headerEnd {
            let end = fieldEnd(bytes, from: position, headerEnd)
            let field = bytes[position..<end]
            let isOwn = isNamed(field, lead)
            let isMark = isOwn && isNamed(field, mark)
            if isMark {
                marks += 1
                parted.mark = value(field)
            } else {
                parted.unmarked += field
            }
            if !isOwn { parted.stripped += field }
            position = end
        }
        if marks > 1 { parted.mark = nil }
        parted.unmarked += bytes[headerEnd...]
        parted.stripped += bytes[headerEnd...]
        return parted
    }

    /// A field as a line with CRLF; values are codes, never words of a mail.
    static func line(_ name: String, _ value: String) -> [UInt8] {
        Array("X-Biffure-\(name): \(value)\r\n".utf8)
    }

    /// The end of a field with the lines that go on with it.
    private static func fieldEnd(_ bytes: [UInt8], from start: Int, _ headerEnd: Int) -> Int {
        var position = start
        repeat {
            let feed = bytes[position..<headerEnd].firstIndex(of: 0x0A) ?? headerEnd - 1
            position = feed + 1
        } while position < headerEnd && (bytes[position] == 0x20 || bytes[position] == 0x09)
        return position
    }

    /// Whether the name of a field starts with letters; blanks before the colon do not help.
    private static func isNamed(_ field: ArraySlice<UInt8>, _ lead: [UInt8]) -> Bool {
        field.count > lead.count
            && zip(field, lead).allSatisfy { byte, wanted in
                ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) == wanted
            }
    }

    private static func value(_ field: ArraySlice<UInt8>) -> String? {
        guard let colon = field.firstIndex(of: 0x3A) else { return nil }
        let value = field[(colon + 1)...].filter { $0 > 0x20 && $0 < 0x7F }
        return String(decoding: value, as: UTF8.self)
    }
}
