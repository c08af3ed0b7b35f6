/// A note with what was planted in it.
struct Note {
    /// UTF-8.
    var text: [UInt8] = []
    /// Where the names of private persons stand, in order.
    var names: [Range<Int>] = []
    /// How many other identifiers of private persons stand outside secret passages.
    var identifiers = 0
    /// How many of the names stand in secret passages.
    var secretNames = 0
    /// How many passages are secret.
    var secrets = 0

    /// How many edits a reader who may see what is confidential is owed: each name, identifier and
    /// secret passage, where a passage takes its names with it.
    var edits: Int { names.count - secretNames + identifiers + secrets }

    /// The note as one line of JSON, with a line end.
    func record(_ id: Int) -> [UInt8] {
        var line = Array("{\"id\":\"\(id)\",\"text\":\"".utf8)
        line.reserveCapacity(text.count + text.count / 16 + 32)
        for byte in text {
            switch byte {
            case 0x0A: line += [0x5C, 0x6E]
            case 0x09: line += [0x5C, 0x74]
            case 0x22, 0x5C: line += [0x5C, byte]
            default: line.append(byte)
            }
        }
        line += [0x22, 0x7D, 0x0A]
        return line
    }
}
