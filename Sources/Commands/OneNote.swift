import Decisions
import Formats
import Messages
import Pipeline

/// One note, and where its versions go.
struct OneNote {
    /// Nil for standard input.
    var file: String?
    /// How it is read; nil for the plainest use.
    var options: NoteOptions?
    /// The form in which its text leaves in place of it; nil for the note itself.
    var rendition: RenditionForm?
    /// A folder for one version for each audience; nil for standard output.
    var folder: String?
    /// Whether it is only said what would be done.
    var isDry = false
    /// Whether nothing is said.
    var isQuiet = false

    /// Writes all versions.
    func filter(as versions: [Version], _ engine: inout Engine) throws {
        let input = try read()
        var outcomes: [Outcome] = []
        // nothing is written for anybody when one version cannot be made
        for version in versions {
            let outcome = try Message.orThrow(about: versions.count > 1 ? version.audience.id : "")
            {
                () throws(FilterError) in try engine.filter(input.bytes, as: version)
            }
            outcomes.append(outcome)
        }
        if let folder, !isDry {
            let folder = try VersionFolder(folder, of: file, ending: input.ending, engine: &engine)
            for (version, outcome) in zip(versions, outcomes) {
                try folder.write(try written(outcome), for: version.audience)
            }
        } else if !isDry {
            try Files.write(try written(outcomes[0]))
        }
        guard !isQuiet else { return }
        for (version, outcome) in zip(versions, outcomes) {
            let lead = versions.count > 1 || isDry ? "\(version.audience.id) : " : ""
            Files.say("biffure : " + lead + summaryLine(outcome) + input.remark)
        }
    }

    /// What is judged.
    private struct Input {
        let bytes: [UInt8]
        /// The ending of the name of what leaves, where it is not that of the note.
        var ending: String?
        /// What people are told of it, behind what was done.
        var remark = ""
    }

    private func read() throws(Message) -> Input {
        let limit = options?.maxNoteSize ?? NoteOptions.defaultSize
        let bytes = try DocumentFormats.read(file, limit: limit, always: rendition == .odt)
        guard let options else { return Input(bytes: bytes) }
        if let rendition {
            let text = try DocumentFormats.rendition(of: bytes, options)
            return Input(
                bytes: text.bytes,
                ending: rendition.rawValue,
                remark: renditionRemark(leftOut: text.leftOut)
            )
        }
        let note = try DocumentFormats.converted(bytes, isWanted: options.convert, limit: limit)
        let (from, to) = note.formats
        guard !to.isEmpty else { return Input(bytes: bytes) }
        return Input(
            bytes: note.bytes,
            ending: to,
            remark: conversionRemark(from: from, to: to)
        )
    }

    /// What leaves, in its form.
    private func written(_ outcome: Outcome) throws(Message) -> [UInt8] {
        guard rendition == .odt else { return outcome.bytes }
        return try DocumentFormats.bytes(of: outcome.bytes, outcome.encoding, in: .odt)
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
