/// What may stand in a plain column.
enum Shape {
    /// How many reasons a mail may have.
    static let longestList = 1024

    /// Whether a text is a code, not words: 1 to 64 letters, digits and `. - _ + : /` of ASCII.
    static func isCode(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "-")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "+"):
                    true
                default: false
                }
            }
    }

    /// Whether a text may be somebody's login: 1 to 64 bytes without a blank.
    static func isLogin(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && !text.contains(where: \.isWhitespace)
            && isOneLine(text)
    }

    /// Whether a text may justify what somebody does: 1 to 1000 bytes on one line, not all blank.
    static func isJustification(_ text: String) -> Bool {
        text.utf8.count <= 1000 && !text.allSatisfy(\.isWhitespace) && isOneLine(text)
    }

    /// No control character, no end of line, nothing that is not seen or turns the text around.
    private static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }
}
