/// How the bytes of a note stand for its text.
public enum Encoding: String, Sendable, CaseIterable {
    /// UTF-8, with or without byte-order mark.
    case utf8 = "utf-8"
    /// UTF-16 whose byte order the note itself tells; what is read is one of the next two.
    case utf16 = "utf-16"
    /// UTF-16, low byte first.
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, high byte first.
    case utf16BigEndian = "utf-16be"
    /// Windows for Western Europe, « ANSI »; what reads as ISO-8859-1 reads the same in it.
    case windows1252 = "windows-1252"
    /// ISO-8859-1.
    case latin1 = "iso-8859-1"
    /// ISO-8859-15: ISO-8859-1 with € and œ.
    case latin9 = "iso-8859-15"
    /// Mac OS before Mac OS X.
    case macRoman = "macintosh"
    /// DOS for Western Europe.
    case cp850 = "cp850"
    /// UTF-8 that was taken for windows-1252 and encoded again, all of it: « Ã© » for « é ».
    case doubleUTF8 = "double-utf-8"
    /// UTF-8 with pieces that were encoded twice.
    case partlyDoubleUTF8 = "partly-double-utf-8"
    /// UTF-8 and windows-1252 in one note.
    case mixed = "mixed"

    /// The encodings that a user may ask for; the others are only recognised.
    public static let named: [Encoding] = [
        .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian, .windows1252, .latin1, .latin9,
        .macRoman, .cp850,
    ]

    /// Other usual names, written without signs.
    private static let aliases: [String: Encoding] = [
        "cp1252": .windows1252, "win1252": .windows1252, "ansi": .windows1252,
        "latin1": .latin1, "latin9": .latin9, "macroman": .macRoman, "mac": .macRoman,
        "ibm850": .cp850, "dos": .cp850,
    ]

    /// All names that ``init(named:)`` knows.
    public static var names: [String] { named.map(\.rawValue) + aliases.keys.sorted() }

    /// The encoding that a user names: `UTF-8`, `utf8`, `cp1252`, `Latin-1`, `ISO_8859-15`.
    ///
    /// - Parameter name: In any case, with or without `-`, `_` and blanks.
    public init?(named name: String) {
        let wanted = Self.withoutSigns(name)
        let named = Self.named.first { Self.withoutSigns($0.rawValue) == wanted }
        guard let encoding = named ?? Self.aliases[wanted] else { return nil }
        self = encoding
    }

    private static func withoutSigns(_ name: String) -> String {
        String(name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " })
    }
}
