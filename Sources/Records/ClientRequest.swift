public import Decisions

/// What a program asks of the daemon over its socket: the first line that it sends, one JSON object.
///
/// The daemon answers with a line of its own (``ClientStatus``); what follows depends on the request:
/// JSON lines one for one, or a note.
public enum ClientRequest: Sendable, Equatable {
    /// Each line that follows is a record; its text is replaced by the version of an audience.
    case filter(VersionRequest)
    /// Each line that follows is a record; what was found in it.
    case detect(unit: OffsetUnit, withText: Bool)
    /// Each line that follows is a record; its level.
    case classe
    /// A note of so many bytes follows, in any format; its version comes back.
    case note(VersionRequest, size: Int)
    /// Mail that the gateway holds.
    case held(HeldRequest)
    /// The counters, as Prometheus reads them.
    case metrics

    /// The longest request, in bytes.
    public static let maximumSize = 1 << 16

    /// Reads a request.
    ///
    /// - Returns: nil for anything that is none.
    public init?(_ line: [UInt8]) {
        guard line.count <= Self.maximumSize, let object = JSONValue(object: line),
            let command = object["command"]?.text
        else { return nil }
        switch command {
        case "filter":
            guard let version = VersionRequest(object) else { return nil }
            self = .filter(version)
        case "detect":
            guard let unit = OffsetUnit(rawValue: object["offsets"]?.text ?? "codepoint") else {
                return nil
            }
            self = .detect(unit: unit, withText: object["with_text"]?.boolean ?? false)
        case "classe": self = .classe
        case "note":
            guard let version = VersionRequest(object), let size = object["size"]?.integer,
                size >= 0
            else { return nil }
            self = .note(version, size: size)
        case "held":
            guard let request = HeldRequest(object) else { return nil }
            self = .held(request)
        case "metrics": self = .metrics
        default: return nil
        }
    }

    /// The request as a line, with its end.
    public var line: [UInt8] {
        var members: [(String, [UInt8])]
        switch self {
        case .filter(let version): members = Self.command("filter") + version.members
        case .detect(let unit, let withText):
            members = Self.command("detect")
            members.append(("offsets", JSONLine.quoted(unit.rawValue.utf8)))
            members.append(("with_text", Array("\(withText)".utf8)))
        case .classe: members = Self.command("classe")
        case .note(let version, let size):
            members = Self.command("note") + version.members
            members.append(("size", Array("\(size)".utf8)))
        case .held(let request): members = Self.command("held") + request.members
        case .metrics: members = Self.command("metrics")
        }
        return JSONLine.object(members) + [0x0A]
    }

    private static func command(_ name: String) -> [(String, [UInt8])] {
        [("command", JSONLine.quoted(name.utf8))]
    }
}

/// Who will read the notes, and how they are written, in the words that people use.
public struct VersionRequest: Sendable, Equatable {
    /// An audience, or another name of one.
    public let audience: String
    /// What the note is.
    public let piece: Piece
    /// Stricter readings.
    public let profiles: [String]
    /// How the version is written.
    public let mode: Mode

    /// A request.
    public init(
        audience: String,
        piece: Piece = .compteRendu,
        profiles: [String] = [],
        mode: Mode = .anonymise
    ) {
        self.audience = audience
        self.piece = piece
        self.profiles = profiles
        self.mode = mode
    }

    fileprivate init?(_ object: JSONValue) {
        guard let audience = object["audience"]?.text else { return nil }
        var profiles: [String] = []
        if let list = object["profiles"] {
            guard let elements = list.elements else { return nil }
            for element in elements {
                guard let profile = element.text else { return nil }
                profiles.append(profile)
            }
        }
        let piece = Piece(rawValue: object["piece"]?.text ?? Piece.compteRendu.rawValue)
        let mode = Mode(rawValue: object["mode"]?.text ?? Mode.anonymise.rawValue)
        guard let piece, let mode else { return nil }
        self.init(audience: audience, piece: piece, profiles: profiles, mode: mode)
    }

    fileprivate var members: [(String, [UInt8])] {
        var list: [UInt8] = [0x5B]
        for profile in profiles {
            if list.count > 1 { list.append(0x2C) }
            list += JSONLine.quoted(profile.utf8)
        }
        return [
            ("audience", JSONLine.quoted(audience.utf8)),
            ("piece", JSONLine.quoted(piece.rawValue.utf8)),
            ("profiles", list + [0x5D]), ("mode", JSONLine.quoted(mode.rawValue.utf8)),
        ]
    }
}

/// What is asked about held mail.
public enum HeldRequest: Sendable, Equatable {
    /// What waits for a decision; or all that the store has.
    case list(isAll: Bool)
    /// What is known of one mail.
    case show(id: String)
    /// The mail itself.
    case original(id: String)
    /// It goes to its recipients.
    case release(id: String, justification: String)
    /// It goes to nobody.
    case refuse(id: String, justification: String)
    /// A release whose end nobody saw: a person has looked whether the mail has left.
    case settle(id: String, hasLeft: Bool)

    fileprivate init?(_ object: JSONValue) {
        let id = object["id"]?.text
        let justification = object["justification"]?.text
        switch (object["action"]?.text, id, justification) {
        case ("list", _, _): self = .list(isAll: object["all"]?.boolean ?? false)
        case ("show", let id?, _): self = .show(id: id)
        case ("original", let id?, _): self = .original(id: id)
        case ("release", let id?, let text?): self = .release(id: id, justification: text)
        case ("settle", let id?, _):
            guard let hasLeft = object["left"]?.boolean else { return nil }
            self = .settle(id: id, hasLeft: hasLeft)
        case ("refuse", let id?, let text?): self = .refuse(id: id, justification: text)
        default: return nil
        }
    }

    fileprivate var members: [(String, [UInt8])] {
        func action(_ name: String, _ id: String, _ text: String? = nil) -> [(String, [UInt8])] {
            var members = [
                ("action", JSONLine.quoted(name.utf8)), ("id", JSONLine.quoted(id.utf8)),
            ]
            if let text { members.append(("justification", JSONLine.quoted(text.utf8))) }
            return members
        }
        switch self {
        case .list(let isAll):
            return [("action", JSONLine.quoted("list".utf8)), ("all", Array("\(isAll)".utf8))]
        case .show(let id): return action("show", id)
        case .original(let id): return action("original", id)
        case .release(let id, let text): return action("release", id, text)
        case .refuse(let id, let text): return action("refuse", id, text)
        case .settle(let id, let hasLeft):
            return action("settle", id) + [("left", Array("\(hasLeft)".utf8))]
        }
    }
}

/// The first line that the daemon answers: what the shell would get, and what a person would read.
public struct ClientStatus: Sendable, Equatable {
    /// An exit code of the programs; 0 when the answer follows.
    public let exit: Int
    /// In French, without text of a note.
    public let message: String
    /// How many bytes follow; nil when lines follow until the daemon closes.
    public let size: Int?

    /// A status.
    public init(exit: Int, message: String = "", size: Int? = nil) {
        self.exit = exit
        self.message = message
        self.size = size
    }

    /// Reads a status line; nil for anything that is none.
    public init?(_ line: [UInt8]) {
        guard let object = JSONValue(object: line), let exit = object["exit"]?.integer else {
            return nil
        }
        self.init(
            exit: exit,
            message: object["message"]?.text ?? "",
            size: object["size"]?.integer
        )
    }

    /// The status as a line, with its end.
    public var line: [UInt8] {
        var members = [("exit", Array("\(exit)".utf8))]
        if !message.isEmpty { members.append(("message", JSONLine.quoted(message.utf8))) }
        if let size { members.append(("size", Array("\(size)".utf8))) }
        return JSONLine.object(members) + [0x0A]
    }
}
