import Decisions
import Messages
import Pipeline

/// One note, and where its versions go.
struct OneNote {
    /// Nil for standard input.
    var file: String?
    /// In bytes.
    var maximumSize = NoteOptions.defaultSize
    /// A folder for one version for each audience; nil for standard output.
    var folder: String?
    /// Whether it is only said what would be done.
    var isDry = false
    /// Whether nothing is said.
    var isQuiet = false

    /// Writes all versions.
    func filter(as versions: [Version], _ engine: inout Engine) throws {
        let bytes = try DocumentFormats.read(file, limit: maximumSize)
        var outcomes: [Outcome] = []
        // nothing is written for anybody when one version cannot be made
        for version in versions {
            let outcome = try Message.orThrow(about: versions.count > 1 ? version.audience.id : "")
            {
                () throws(FilterError) in try engine.filter(bytes, as: version)
            }
            outcomes.append(outcome)
        }
        if let folder, !isDry {
            let folder = try VersionFolder(folder, of: file, engine: &engine)
            for (version, outcome) in zip(versions, outcomes) {
                try folder.write(outcome.bytes, for: version.audience)
            }
        } else if !isDry {
            try Files.write(outcomes[0].bytes)
        }
        guard !isQuiet else { return }
        for (version, outcome) in zip(versions, outcomes) {
            let lead = versions.count > 1 || isDry ? "\(version.audience.id) : " : ""
            Files.say("biffure : " + lead + summaryLine(outcome))
        }
    }
}

/// The plainest use, `biffure --audience A [--quiet] [FILE]`, read without the option parser: its
/// reflection takes longer than a short note.
struct PlainUse {
    private var audience = ""
    private var note = OneNote()

    /// Nil when anything else stands among the arguments: the option parser reads it.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        if rest.first == "filter" { rest.removeFirst() }
        while let argument = rest.popFirst() {
            switch argument {
            case "--quiet" where !note.isQuiet: note.isQuiet = true
            case "--audience" where audience.isEmpty:
                guard let name = rest.popFirst(), Self.isPlain(name) else { return nil }
                audience = name
            default:
                guard Self.isPlain(argument), note.file == nil else { return nil }
                note.file = argument
            }
        }
        if audience.isEmpty || BiffureCommand.isCommand(note.file) { return nil }
    }

    private static func isPlain(_ argument: String) -> Bool {
        !argument.isEmpty && !argument.utf8.contains(0x2C) && argument.utf8.first != 0x2D
    }

    /// Filters the note.
    func run() throws {
        let rules = try Rules(nil, sites: [])
        let audience: Audience
        do throws(PolicyError) {
            audience = try rules.policy.audience(self.audience)
        } catch {
            throw Message(error)
        }
        var engine = try rules.engine()
        try note.filter(as: [Version(audience)], &engine)
    }
}
