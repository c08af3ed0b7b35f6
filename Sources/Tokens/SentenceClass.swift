/// What a character does to sentence boundaries: the classes of UAX #29 that the byte path tells
/// apart, as ICU 72 sees them.
///
/// OLetter, a letter without case, is missing: the repertoire has none.
enum SentenceClass: UInt8 {
    /// Nothing of its own: signs, bullets, ellipsis « … ».
    case other
    case lower
    case upper
    /// Numeric.
    case digit
    /// Extend and Format: belongs to the character before it.
    case mark
    /// Sp: blanks, tab, NBSP, U+202F, and VT and FF too.
    case blank
    /// Brackets and quotes, opening ones too.
    case close
    /// SContinue: « , », « - », « : », – and —.
    case goesOn
    /// ATerm: « . », which may also end an abbreviation.
    case fullStop
    /// STerm: « ! » and « ? ».
    case terminator
    case carriageReturn
    case lineFeed
    /// Sep: NEL, LS, PS.
    case separator
    /// Not in the repertoire of the byte path: ICU cuts the run.
    case foreign
    /// First byte of a longer character; no character has this class.
    case wide
}

extension SentenceClass {
    /// The class of each byte that may stand first in a character.
    static let ofFirstByte: [SentenceClass] = (0...UInt8.max).map { byte in
        switch byte {
        case 0..<0x80: ofASCII(byte)
        case 0xC2...0xEF: .wide
        default: .foreign
        }
    }

    /// Whether a byte may start something that ends a sentence or that ICU must judge.
    ///
    /// All else can be passed over within a sentence: letters and marks of U+00C0-017F and
    /// U+0300-033F, and the bytes within a character.
    static let stops: [Bool] = (0...UInt8.max).map { byte in
        switch byte {
        case 0x80...0xBF, 0xC3...0xC5, 0xCC: false
        case 0x80...: true
        default:
            switch ofASCII(byte) {
            case .fullStop, .terminator, .carriageReturn, .lineFeed: true
            default: false
            }
        }
    }

    private static func ofASCII(_ byte: UInt8) -> SentenceClass {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "."): .fullStop
        case UInt8(ascii: "!"), UInt8(ascii: "?"): .terminator
        case UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: ":"): .goesOn
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            .close
        case UInt8(ascii: "\n"): .lineFeed
        case UInt8(ascii: "\r"): .carriageReturn
        case UInt8(ascii: "\t"), 0x0B, 0x0C, UInt8(ascii: " "): .blank
        default: .other
        }
    }

    /// Returns the class of a code point from U+0080 up, over the repertoire of
    /// ``WordClass/init(wide:)``.
    init(wide scalar: UInt32) {
        self =
            switch scalar {
            case 0xC0...0xFF:
                scalar == 0xD7 || scalar == 0xF7 ? .other : scalar < 0xDF ? .upper : .lower
            case 0x100...0x17F: SentenceClass(latinExtended: scalar)
            case 0x80...0xBF:
                switch scalar {
                case 0x85: .separator
                case 0xA0: .blank
                case 0xAA, 0xB5, 0xBA: .lower
                case 0xAB, 0xBB: .close
                case 0xAD: .mark
                default: .other
                }
            case 0x300...0x36F: .mark
            case 0x2000...0x206F: SentenceClass(punctuation: scalar)
            case 0x20A0...0x20BF, 0x2116, 0x2122, 0x2190...0x22FF: .other
            case 0x275B...0x2760, 0x2768...0x2775: .close
            case 0x2500...0x27BF: .other
            case 0xE000...0xF8FF, 0xFFFD: .other
            case 0xFE00...0xFE0F, 0xFEFF: .mark
            default: .foreign
            }
    }

    /// Latin Extended-A, U+0100-017F: capital and small letters take turns, but where they do not.
    private init(latinExtended scalar: UInt32) {
        let isUpper =
            switch scalar {
            case 0x138, 0x149, 0x17F: false
            case 0x178: true
            case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1
            default: scalar & 1 == 0
            }
        self = isUpper ? .upper : .lower
    }

    /// General punctuation, U+2000-206F.
    private init(punctuation scalar: UInt32) {
        self =
            switch scalar {
            case 0x200D: .foreign
            case 0x2000...0x200A, 0x202F, 0x205F: .blank
            case 0x200B...0x200F, 0x202A...0x202E: .mark
            case 0x2013, 0x2014: .goesOn
            case 0x2018...0x201F, 0x2039, 0x203A, 0x2045, 0x2046: .close
            case 0x2024: .fullStop
            case 0x2028, 0x2029: .separator
            case 0x203C, 0x203D, 0x2047...0x2049: .terminator
            case 0x2065: .other
            case 0x2060...0x206F: .mark
            default: .other
            }
    }
}
