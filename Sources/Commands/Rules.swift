public import ArgumentParser
public import Decisions
public import Documents
public import Formats
public import Lexicons
public import Mentions
public import Messages
public import Pipeline

/// Where the rules come from: the compiled lexicon and the site folders over it.
public struct RuleOptions: ParsableArguments {
    /// The compiled lexicon; nil for the usual places.
    @Option(
        name: .long,
        help: ArgumentHelp("Lexique compilé à utiliser.", valueName: "fichier")
    )
    public var lexicon: String?

    /// Folders of local rules, the later ones winning.
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Dossier de règles locales (département, commune, groupe) ; répétable, le dernier l'emporte.",
            valueName: "dossier"
        )
    )
    public var site: [String] = []

    /// For the option parser.
    public init() {}

    /// Opens them.
    func open() throws(Message) -> Rules { try Rules(lexicon, sites: site) }
}

/// The lexicon and the policy of a run, site folders included.
public struct Rules: Sendable {
    /// The lexicon, valid as long as the rules or an engine of theirs live.
    public let lexicon: Lexicon
    /// Who may read what.
    public let policy: Policy
    private let memory: LexiconMemory
    /// The tables without words, what is built in first.
    private let layers: [PolicyLayer]

    /// Opens them.
    ///
    /// - Parameters:
    ///   - path: The compiled lexicon; nil for the usual places.
    ///   - sites: Site folders, the later ones winning.
    /// - Throws: `Message` with exit code 78, and file and line where a table is wrong.
    public init(_ path: String?, sites: [String]) throws(Message) {
        let (base, baseMemory) = try LexiconFile.open(path)
        let folders = try Self.read(sites)
        let builtIn = base.plainTables(Set(PolicyLayer.files))
        var layers = [PolicyLayer(name: "", tables: builtIn)]
        layers += folders.map { PolicyLayer(name: $0.name, tables: $0.plainTables) }
        do throws(PolicyError) {
            policy = try Policy(layers: layers)
        } catch {
            throw Message(error)
        }
        self.layers = layers
        (lexicon, memory) =
            try LexiconFile.patched(base, with: folders) ?? (base, baseMemory)
        withExtendedLifetime(baseMemory) {}
    }

    /// The tables without words, with those of folders over them.
    ///
    /// - Parameters:
    ///   - folders: Folders of tables, the later ones winning.
    ///   - files: The tables that may stand in them.
    /// - Returns: The layers in the order in which they count.
    /// - Throws: `Message` with exit code 78 for a folder or a table that cannot be read, and for a
    ///   table that nobody reads.
    public func layers(
        with folders: [String],
        files: Set<String>
    ) throws(Message) -> [PolicyLayer] {
        var layers = layers
        for folder in folders { layers.append(try SiteFolder.layer(folder, files: files)) }
        return layers
    }

    private static func read(_ sites: [String]) throws(Message) -> [SiteFolder] {
        var folders: [SiteFolder] = []
        for site in sites { folders.append(try SiteFolder(site)) }
        return folders
    }

    /// An engine over the lexicon.
    ///
    /// - Parameters:
    ///   - options: What was asked for; nil for the plainest use.
    ///   - weights: What each evidence weighs; nil: as the lexicon says.
    ///   - readsText: Whether it gets plain text only.
    /// - Returns: A new engine.
    /// - Throws: `Message`.
    func engine(
        _ options: NoteOptions? = nil,
        weights: EvidenceWeights? = nil,
        readsText: Bool = false
    ) throws(Message) -> Engine {
        try engine(
            maximumSize: options?.maxNoteSize ?? NoteOptions.defaultSize,
            encoding: try options?.noteEncoding(),
            opener: readsText ? Opener() : DocumentFormats.opener(options),
            weights: weights
        )
    }

    /// What makes an engine for each worker over a stream.
    ///
    /// - Throws: `Message` with exit code 64 when the options say an encoding that cannot be.
    func engines(
        _ options: NoteOptions,
        _ stream: StreamOptions
    ) throws(Message) -> @Sendable () throws -> Engine {
        let encoding = try stream.encoding(options)
        let (rules, size) = (self, options.maxNoteSize)
        return { try rules.engine(maximumSize: size, encoding: encoding) }
    }

    /// An engine over the lexicon, which it keeps.
    ///
    /// - Parameters:
    ///   - maximumSize: The longest note that is read, in bytes.
    ///   - encoding: The encoding of the notes; nil to recognise that of each.
    ///   - opener: Reads other formats than plain text.
    ///   - weights: What each evidence weighs; nil: as the lexicon says.
    /// - Returns: A new engine.
    /// - Throws: `Message`.
    public func engine(
        maximumSize: Int,
        encoding: Encoding? = nil,
        opener: Opener = Opener(),
        weights: EvidenceWeights? = nil
    ) throws(Message) -> Engine {
        do throws(FilterError) {
            return try Engine(
                lexicon: lexicon,
                maximumSize: maximumSize,
                encoding: encoding,
                opener: opener,
                weights: weights,
                owner: memory
            )
        } catch {
            throw Message(error)
        }
    }
}

/// Who will read the note, and how the version is written.
public struct AudienceOptions: ParsableArguments {
    /// What the notes are.
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Nature de la note.",
            valueName: "nature"
        )
    )
    public var piece: Piece = .compteRendu

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Lecture plus stricte, répétable ; la liste : biffure audiences.",
            valueName: "profil"
        )
    )
    var profile: [String] = []

    /// How the versions are written.
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Forme de la version.",
            valueName: "mode"
        )
    )
    public var mode: Mode = .anonymise

    /// For the option parser.
    public init() {}

    /// The audience that a name stands for.
    public func audience(_ name: String, in policy: Policy) throws(Message) -> Audience {
        do throws(PolicyError) {
            return try policy.audience(name, piece: piece, profiles: profiles)
        } catch {
            throw Message(error)
        }
    }

    /// The stricter readings, in the order in which they apply.
    public var profiles: [String] { profile.flatMap { $0.split(separator: ",").map(String.init) } }
}

extension Piece: ExpressibleByArgument {}
extension Mode: ExpressibleByArgument {}
extension Images: ExpressibleByArgument {}
extension RenditionForm: ExpressibleByArgument {}
