/// What a character does to word boundaries: the classes of UAX #29 that the byte path tells apart,
/// as ICU 72 sees them.
enum WordClass: UInt8 {
    /// A segment of its own: punctuation, signs, NBSP.
    case other
    /// ALetter, and « @ », which ICU counts as one.
    case letter
    /// Numeric.
    case digit
    /// ExtendNumLet: « _ » and U+202F.
    case extender
    /// Extend and Format but ZWJ: belongs to the character before it.
    case mark
    /// MidNumLet and Single_Quote: joins two letters or two digits (« l'eau », « 3.5 »).
    case joiner
    /// MidLetter: joins two letters. ICU leaves « : » out.
    case letterJoiner
    /// MidNum: joins two digits (« 3,5 »).
    case digitJoiner
    /// WSegSpace: a run of them is one segment. NBSP is none of them.
    case blank
    case carriageReturn
    case lineFeed
    /// Newline: VT, FF, NEL, LS, PS.
    case newline
    /// Not in the repertoire of the byte path: ICU cuts the run.
    case foreign
    /// First byte of a longer character; no character has this class.
    case wide
}

extension WordClass {
    /// The class of each byte that may stand first in a character.
    static let ofFirstByte: [WordClass] = (0...UInt8.max).map { byte in
        switch byte {
        case 0..<0x80: ofASCII(byte)
        case 0xC2...0xEF: .wide
        default: .foreign
        }
    }

    private static func ofASCII(_ byte: UInt8) -> WordClass {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "@"):
            .letter
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "_"): .extender
        case UInt8(ascii: "'"), UInt8(ascii: "."): .joiner
        case UInt8(ascii: ","), UInt8(ascii: ";"): .digitJoiner
        case UInt8(ascii: " "): .blank
        case UInt8(ascii: "\n"): .lineFeed
        case UInt8(ascii: "\r"): .carriageReturn
        case 0x0B, 0x0C: .newline
        default: .other
        }
    }

    /// Returns the class of a code point from U+0080 up.
    ///
    /// The repertoire: Latin-1, Latin Extended-A, combining marks, general punctuation but ZWJ,
    /// currency signs, « № » and « ™ », arrows, mathematical operators, bullets and dingbats, the
    /// private use area (bullets of word processors), variation selectors, byte-order mark and
    /// replacement character.
    init(wide scalar: UInt32) {
        self =
            switch scalar {
            case 0xC0...0x17F: scalar == 0xD7 || scalar == 0xF7 ? .other : .letter
            case 0x80...0xBF:
                switch scalar {
                case 0x85: .newline
                case 0xAA, 0xB5, 0xBA: .letter
                case 0xAD: .mark
                case 0xB7: .letterJoiner
                default: .other
                }
            case 0x300...0x36F: .mark
            case 0x2000...0x206F: WordClass(punctuation: scalar)
            case 0x20A0...0x20BF, 0x2116, 0x2122, 0x2190...0x22FF, 0x2500...0x27BF: .other
            case 0xE000...0xF8FF, 0xFFFD: .other
            case 0xFE00...0xFE0F, 0xFEFF: .mark
            default: .foreign
            }
    }

    /// General punctuation, U+2000-206F.
    private init(punctuation scalar: UInt32) {
        self =
            switch scalar {
            case 0x2018, 0x2019, 0x2024: .joiner
            case 0x202F, 0x203F, 0x2040, 0x2054: .extender
            case 0x2007, 0x200B: .other
            case 0x2000...0x200A, 0x205F: .blank
            case 0x200D: .foreign
            case 0x200C, 0x200E, 0x200F, 0x202A...0x202E: .mark
            case 0x2027: .letterJoiner
            case 0x2028, 0x2029: .newline
            case 0x2044: .digitJoiner
            case 0x2065: .other
            case 0x2060...0x206F: .mark
            default: .other
            }
    }
}
