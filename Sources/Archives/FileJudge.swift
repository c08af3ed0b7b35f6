internal import Crypto
internal import Decisions
internal import Documents
public import Formats
internal import Glibc
public import Levels
public import Pipeline

/// How files are judged.
public struct ArchiveSettings: Sendable {
    /// Who will read the copies, and how they are written.
    public var version: Version
    /// The longest note that is read, in bytes; longer ones are held.
    public var maximumSize: Int
    /// Whether older formats are converted by other programs; without it they are held.
    public var converter: (any NoteConverter)?
    /// No later year is believed.
    public var year: Int
    /// From when anybody may read what.
    public var terms: AccessTerms

    /// Settings.
    public init(
        version: Version,
        maximumSize: Int,
        converter: (any NoteConverter)? = nil,
        year: Int,
        terms: AccessTerms
    ) {
        self.terms = terms
        self.version = version
        self.maximumSize = maximumSize
        self.converter = converter
        self.year = year
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
    private let drafts: String?
    private let settings: ArchiveSettings
    private var names = CleanNames()

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
            if MailBox.isMailBox(start) {
                return judgeMails(source, record, entry, &engine)
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
            let copy = try filter(note.bytes, &record, &engine)
            let isOwn = note.ending == nil && copy == bytes
            record.decision = isOwn ? .copied : .filtered
            let path = try names.path(of: entry, ending: note.ending, &engine)
            return written(copy, record, at: path)
        } catch {
            hold(&record, error, bytes, &engine)
            return FileWork(records: [record])
        }
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
    private func filter(
        _ bytes: [UInt8],
        _ record: inout FileRecord,
        _ engine: inout Engine
    ) throws(FilterError) -> [UInt8] {
        var found: Findings?
        let outcome = try engine.filter(bytes, as: settings.version) { found = $0 }
        if let found { tell(found, &record) }
        record.level = outcome.level.name
        record.copyLevel = outcome.levelAfter.name
        record.rules = outcome.summary.rules
        record.encoding = outcome.encoding.rawValue
        return outcome.bytes
    }

    /// What was found, without a word of it.
    private func tell(_ found: Findings, _ record: inout FileRecord) {
        record.level = found.level.name
        for passage in found.passages where passage.level > .public {
            let categories = Set(passage.reasons.map(\.category).filter { !$0.isEmpty })
            for category in categories.isEmpty ? [AccessTerms.confidential] : categories {
                record.categories[category, default: 0] += 1
            }
        }
        let told = DocumentYear.latest(in: found.text, upTo: settings.year)
        record.year = max(told ?? 0, told == nil ? record.year : 0)
        let access = FreeAccess(found, year: record.year, terms: settings.terms)
        record.freeFrom = access.from
        record.freeReason = access.reason
    }

    /// A note that may not leave: why, and what it holds as far as it could be read.
    private func hold(
        _ record: inout FileRecord,
        _ error: FilterError,
        _ bytes: [UInt8],
        _ engine: inout Engine
    ) {
        record.decision = .held
        record.cause = error.obstacles.first?.kind.rawValue ?? error.reason
        record.place = error.obstacles.first?.part ?? error.format?.part ?? ""
        record.freeReason = "contenu non examiné : à déterminer"
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
            unlink(draft)
            record.decision = .held
            record.cause = errno == ENOSPC || errno == EDQUOT ? "disk-full" : "write-failed"
            (record.copy, record.copyDigest) = ("", "")
            return FileWork(records: [record])
        }
        return FileWork(records: [record], draft: draft)
    }

    private static func year(of seconds: Int) -> Int {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        return Int(parts.tm_year) + 1900
    }

    // MARK: Mail boxes

    private mutating func judgeMails(
        _ source: SourceFile,
        _ start: FileRecord,
        _ entry: SourceEntry,
        _ engine: inout Engine
    ) -> FileWork {
        var whole = start
        whole.format = "mbox"
        whole.decision = .copied
        var parts: [FileRecord] = []
        let draft = drafts.map { "\($0)/\(whole.number)" }
        let output = draft.flatMap { Draft($0) }
        var copy = SHA256()
        var failure: String?
        do throws(SourceFile.Failure) {
            whole.digest = try MailBox.each(source, limit: settings.maximumSize) { mail in
                var part = FileRecord()
                (part.number, part.part) = (whole.number, parts.count + 1)
                (part.path, part.size) = (whole.path, mail.size)
                (part.modified, part.year, part.format) = (whole.modified, start.year, "eml")
                part.digest = mail.digest
                if let bytes = mail.bytes {
                    do throws(FilterError) {
                        let version = try MailBox.version(of: bytes) { note throws(FilterError) in
                            try filter(note, &part, &engine)
                        }
                        part.decision = version == bytes ? .copied : .filtered
                        part.copyDigest = Digest.of(version)
                        copy.update(data: version)
                        if let output, !output.write(version) { failure = "write-failed" }
                    } catch {
                        hold(&part, error, bytes, &engine)
                    }
                } else {
                    part.cause = "tooLarge"
                }
                if part.decision != .copied { whole.decision = .filtered }
                whole.take(part)
                parts.append(part)
            }
            let path = try? names.path(of: entry, ending: nil, &engine)
            // a box of which nothing may leave is no empty box
            if !parts.isEmpty, parts.allSatisfy({ $0.decision == .held }) {
                failure = parts[0].cause
            }
            guard failure == nil, draft == nil || output != nil, let path else {
                throw SourceFile.Failure(cause: failure ?? "write-failed", digest: whole.digest)
            }
            whole.copy = path
            whole.copyDigest = Digest.hex(copy.finalize())
            return FileWork(records: [whole] + parts, draft: draft)
        } catch {
            if let draft { unlink(draft) }
            whole.decision = .held
            whole.cause = error.cause
            whole.digest = error.digest
            return FileWork(records: [whole] + parts.filter { $0.decision == .held })
        }
    }
}

extension FileRecord {
    /// What a mail box tells of its mails.
    fileprivate mutating func take(_ part: FileRecord) {
        func higher(_ a: String, _ b: String) -> String {
            (Level(name: a) ?? .public) < (Level(name: b) ?? .public) ? b : a.isEmpty ? b : a
        }
        level = higher(level, part.level)
        if part.decision != .held { copyLevel = higher(copyLevel, part.copyLevel) }
        for (category, count) in part.categories { categories[category, default: 0] += count }
        rules = Set(rules + part.rules).sorted()
        if part.freeFrom > freeFrom { (freeFrom, freeReason) = (part.freeFrom, part.freeReason) }
        year = max(year, part.year)
    }
}
