internal import Decisions
internal import Documents
public import Formats
internal import Glibc
public import Levels
public import Pipeline
public import Streams

/// How files are judged.
public struct ArchiveSettings: Sendable {
    /// Who will read the copies, and how they are written.
    public var version: Version
    /// The longest note that is read, in bytes; longer ones are held.
    public var maximumSize: Int
    /// Whether older formats are converted by other programs; without it they are held.
    public var converter: (any NoteConverter)?
    /// The form in which the text of what cannot be cleaned leaves in place of it; nil: it is held.
    public var rendition: Rendering?
    /// Where the notes of a text start that holds several; nil: each text is one.
    public var separator: Separator?
    /// No later year is believed.
    public var year: Int
    /// From when anybody may read what.
    public var terms: AccessTerms

    /// Settings.
    public init(
        version: Version,
        maximumSize: Int,
        converter: (any NoteConverter)? = nil,
        rendition: Rendering? = nil,
        separator: Separator? = nil,
        year: Int,
        terms: AccessTerms
    ) {
        self.terms = terms
        self.version = version
        self.maximumSize = maximumSize
        self.converter = converter
        self.rendition = rendition
        self.separator = separator
        self.year = year
    }
}

/// How the text of a document leaves in place of the document.
public struct Rendering: Sendable {
    /// In what form.
    public let form: RenditionForm
    /// Reads documents.
    public let opener: Opener
    /// Makes documents.
    public let converter: any NoteConverter

    /// A rendering.
    public init(_ form: RenditionForm, opener: Opener, converter: any NoteConverter) {
        self.form = form
        self.opener = opener
        self.converter = converter
    }
}

/// What one file became: its records, and the copy that waits to be put in its place.
struct FileWork: Sendable {
    /// The file first, then its parts.
    var records: [FileRecord]
    /// The file that holds the copy; nil when there is none.
    var draft: String?
}

/// Judges files one after the other, on one thread.
struct FileJudge: Sendable {
    private let root: String
    let drafts: String?
    let settings: ArchiveSettings
    var names = CleanNames()

    /// A judge.
    ///
    /// - Parameters:
    ///   - root: The source.
    ///   - drafts: The folder for copies that wait; nil when nothing is written.
    ///   - settings: How files are judged.
    init(root: String, drafts: String?, settings: ArchiveSettings) {
        self.root = root
        self.drafts = drafts
        self.settings = settings
    }

    /// What a file becomes; whatever goes wrong with it stands in its record.
    ///
    /// - Parameters:
    ///   - entry: The file.
    ///   - isWanted: Whether it is wanted.
    ///   - converted: What others already converted it to; nil when nobody tried.
    ///   - engine: Judges it.
    /// - Returns: Its records, and the copy that waits.
    mutating func judge(
        _ entry: SourceEntry,
        isWanted: Bool,
        converted: Result<ConvertedNote?, FormatError>? = nil,
        _ engine: inout Engine
    ) -> FileWork {
        var record = FileRecord()
        record.number = entry.number
        record.path = entry.path
        record.size = entry.size
        record.modified = entry.modified
        record.year = Self.year(of: entry.modified)
        record.folder = (try? names.top(of: entry, &engine)) ?? ""
        guard isWanted, entry.skip == nil else {
            // what cannot be entered is for a person to look at, what is no file is not
            let isHidden = entry.skip == .unreadable || entry.skip == .tooDeep
            record.decision = isHidden ? .held : .skipped
            record.cause = entry.skip?.rawValue ?? "not-wanted"
            return FileWork(records: [record])
        }
        guard let source = SourceFile(root, entry.path) else {
            record.cause = errno == ENAMETOOLONG ? "too-deep" : "unreadable"
            return FileWork(records: [record])
        }
        do throws(SourceFile.Failure) {
            let start = try source.start()
            if let bundle = NoteBundles.bundle(start, record.path, settings.separator) {
                return judge(bundle, source, record, entry, &engine)
            }
            let bytes = try source.read(limit: settings.maximumSize)
            record.digest = bytes.digest
            record.format = FormatName.of(start, name: record.path)
            return judge(bytes.content, record, entry, converted, &engine)
        } catch {
            record.digest = error.digest
            record.cause = error.cause
            return FileWork(records: [record])
        }
    }

    /// What the files become that a thread took at a time.
    mutating func judge(_ item: FileSupply.Item, _ engine: inout Engine) -> [FileWork] {
        switch item {
        case .one(let entry, let isWanted): [judge(entry, isWanted: isWanted, &engine)]
        case .old(let entries): judge(entries, &engine)
        }
    }

    // MARK: One note

    private mutating func judge(
        _ bytes: [UInt8],
        _ start: FileRecord,
        _ entry: SourceEntry,
        _ known: Result<ConvertedNote?, FormatError>?,
        _ engine: inout Engine
    ) -> FileWork {
        var record = start
        do throws(FilterError) {
            let note = try converted(bytes, known)
            do throws(FilterError) {
                let copy = try filter(&record, &engine) { engine, inspect throws(FilterError) in
                    try engine.filter(note.bytes, as: settings.version, inspect: inspect)
                }
                let isOwn = note.ending == nil && copy == bytes
                record.decision = isOwn ? .copied : .filtered
                let path = try names.path(of: entry, ending: note.ending, &engine)
                return written(copy, record, at: path)
            } catch {
                guard let rendering = settings.rendition, error.code.isOfDocument else {
                    throw error
                }
                return try rendered(note.bytes, rendering, record, entry, &engine)
            }
        } catch {
            hold(&record, error, bytes, &engine)
            return FileWork(records: [record])
        }
    }

    /// The text of a document in place of it.
    private mutating func rendered(
        _ bytes: [UInt8],
        _ rendering: Rendering,
        _ start: FileRecord,
        _ entry: SourceEntry,
        _ engine: inout Engine
    ) throws(FilterError) -> FileWork {
        var record = start
        let text: Rendition
        do throws(FormatError) {
            text = try Rendition(bytes, rendering.opener)
        } catch {
            throw FilterError(error)
        }
        var copy = try filter(&record, &engine) { engine, inspect throws(FilterError) in
            try engine.filter(text.bytes, as: settings.version, inspect: inspect)
        }
        do throws(FormatError) {
            copy = try rendering.form.bytes(of: copy, .utf8, by: rendering.converter)
        } catch {
            throw FilterError(error)
        }
        record.decision = .rendered
        // what stays behind, by its kind: its own name may tell of somebody
        record.place = Set(text.leftOut.map(\.kind.rawValue)).sorted().joined(separator: " ")
        record.doubtAccess(for: text.leftOut)
        let path = try names.path(of: entry, ending: rendering.form.rawValue, &engine)
        return written(copy, record, at: path)
    }

    /// The note in a format that is written, where its own is not and somebody converts it.
    private func converted(
        _ bytes: [UInt8],
        _ known: Result<ConvertedNote?, FormatError>?
    ) throws(FilterError) -> (bytes: [UInt8], ending: String?) {
        guard let converter = settings.converter else { return (bytes, nil) }
        do throws(FormatError) {
            let note =
                if let known {
                    try known.get()
                } else {
                    try converter.converted(bytes, maximumSize: settings.maximumSize)
                }
            return note.map { ($0.bytes, $0.formats.to) } ?? (bytes, nil)
        } catch {
            throw FilterError(error)
        }
    }

    /// What several files become that one run of another program converts.
    mutating func judge(_ entries: [SourceEntry], _ engine: inout Engine) -> [FileWork] {
        let contents = entries.map { entry in
            (try? SourceFile(root, entry.path)?.read(limit: settings.maximumSize).content) ?? []
        }
        let converted = settings.converter?.converted(
            all: contents,
            maximumSize: settings.maximumSize
        )
        return entries.enumerated().map { index, entry in
            // what could not be read is told by reading it again
            let known = contents[index].isEmpty ? nil : converted?[index]
            return judge(entry, isWanted: true, converted: known, &engine)
        }
    }

    /// The version of a note, and what its record tells of it.
    func filter(
        _ record: inout FileRecord,
        _ engine: inout Engine,
        _ run: (inout Engine, _ inspect: @escaping (Findings) -> Void) throws(FilterError) ->
            Outcome
    ) throws(FilterError) -> [UInt8] {
        var found: Findings?
        let outcome = try run(&engine) { found = $0 }
        if let found { tell(found, &record) }
        record.level = outcome.level.name
        record.copyLevel = outcome.levelAfter.name
        record.rules = outcome.summary.rules
        record.encoding = outcome.encoding.rawValue
        return outcome.bytes
    }

    /// What was found, without a word of it.
    func tell(_ found: Findings, _ record: inout FileRecord) {
        record.level = found.level.name
        for passage in found.passages where passage.level > .public {
            let categories = Set(passage.reasons.map(\.category).filter { !$0.isEmpty })
            for category in categories.isEmpty ? [AccessTerms.confidential] : categories {
                record.categories[category, default: 0] += 1
            }
        }
        record.year = DocumentYear.latest(in: found.text, upTo: settings.year) ?? record.year
        // a year that nobody tells is that of the file
        let year = record.year > 0 ? record.year : Self.year(of: record.modified)
        let access = FreeAccess(found, year: year, terms: settings.terms)
        record.freeFrom = access.from
        record.freeReason = access.reason
        record.doubtAccess(for: found.obstacles)
    }

    /// A note that may not leave: why, and what it holds as far as it could be read.
    func hold(
        _ record: inout FileRecord,
        _ error: FilterError,
        _ bytes: [UInt8],
        _ engine: inout Engine
    ) {
        record.decision = .held
        record.cause = error.obstacles.first?.kind.rawValue ?? error.reason
        record.place = error.obstacles.first?.part ?? error.format?.part ?? ""
        record.freeReason = FreeAccess.undetermined
        guard error.isHold, let found = try? engine.detect(bytes) else { return }
        tell(found, &record)
        record.rules = Set(
            found.passages.filter { $0.level > .public }.flatMap { $0.reasons.map(\.rule) }
        ).sorted()
    }

    // MARK: Writing

    private func written(
        _ copy: [UInt8],
        _ start: FileRecord,
        at path: String
    ) -> FileWork {
        var record = start
        record.copy = path
        record.copyDigest = Digest.of(copy)
        guard let drafts else { return FileWork(records: [record]) }
        let draft = "\(drafts)/\(record.number)"
        guard let file = Draft(draft), file.write(copy) else {
            record.decision = .held
            record.cause = Draft.failure
            unlink(draft)
            (record.copy, record.copyDigest) = ("", "")
            return FileWork(records: [record])
        }
        return FileWork(records: [record], draft: draft)
    }

    static func year(of seconds: Int) -> Int {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        return Int(parts.tm_year) + 1900
    }
}

extension FileRecord {
    /// Takes back from when a file is free where something in it was not read: it may ask for a
    /// longer term.
    fileprivate mutating func doubtAccess(for obstacles: [Obstacle]) {
        guard obstacles.contains(where: \.kind.hidesContent) else { return }
        (freeFrom, freeReason) = ("", FreeAccess.undetermined)
    }
}

extension FilterError.Code {
    /// Whether it is what stands around the text of a document that holds it.
    fileprivate var isOfDocument: Bool {
        switch self {
        case .obstacle, .removedWordsRemain: true
        case .unreadable, .unavailable, .badLexicon, .aboveCeiling, .severalSituations: false
        }
    }
}
