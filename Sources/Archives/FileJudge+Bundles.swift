internal import Crypto
internal import Formats
internal import Glibc
internal import Levels
internal import Pipeline
internal import Streams

/// The kinds of files that hold several notes.
enum NoteBundles {
    /// How the notes of a file are told apart, nil for a file that is one note.
    ///
    /// - Parameters:
    ///   - start: The first bytes of the file.
    ///   - path: Its path.
    ///   - separator: Where the notes of a text start.
    /// - Returns: What gives its notes.
    static func bundle(
        _ start: [UInt8],
        _ path: [UInt8],
        _ separator: Separator?
    ) -> (any NoteBundle)? {
        if MailBox.isMailBox(start) { return MailBox() }
        guard let separator, Register.isText(start, name: path) else { return nil }
        return Register(separator)
    }
}

extension FileJudge {
    /// What a file becomes that holds several notes: its copy is written note by note.
    mutating func judge(
        _ bundle: any NoteBundle,
        _ source: SourceFile,
        _ start: FileRecord,
        _ entry: SourceEntry,
        _ engine: inout Engine
    ) -> FileWork {
        var whole = start
        whole.format = bundle.format
        whole.decision = .copied
        // that of its notes, as far as they tell one
        whole.year = 0
        var parts: [FileRecord] = []
        let draft = drafts.map { "\($0)/\(whole.number)" }
        let output = draft.flatMap { Draft($0) }
        var copy = SHA256()
        var failure: String? = draft != nil && output == nil ? Draft.failure : nil
        do throws(SourceFile.Failure) {
            whole.digest = try bundle.each(source, limit: settings.maximumSize) { note in
                var part = FileRecord()
                (part.number, part.part) = (whole.number, parts.count + 1)
                (part.path, part.size) = (whole.path, note.size)
                part.modified = whole.modified
                (part.format, part.digest) = (bundle.noteFormat, note.digest)
                let version = self.version(of: note, in: bundle, &part, &engine)
                copy.update(data: version)
                if failure == nil, let output, !output.write(version) { failure = Draft.failure }
                if part.decision != .copied { whole.decision = .filtered }
                whole.take(part)
                guard note.isNote else { return }
                if part.year == 0 { part.year = start.year }
                parts.append(part)
            }
            if whole.year == 0 { whole.year = start.year }
            let path = try? names.path(of: entry, ending: nil, &engine)
            // a file of which nothing may leave is no empty file
            if !parts.isEmpty, parts.allSatisfy({ $0.decision == .held }) {
                failure = failure ?? parts[0].cause
                whole.place = parts[0].place
            }
            guard failure == nil, let path else {
                throw SourceFile.Failure(cause: failure ?? "unavailable", digest: whole.digest)
            }
            whole.copy = path
            whole.copyDigest = Digest.hex(copy.finalize())
            if parts.count == 1 {
                // one note: its row is that of the file
                whole.encoding = parts[0].encoding
                parts = []
            }
            return FileWork(records: [whole] + parts, draft: draft)
        } catch {
            if let draft { unlink(draft) }
            whole.decision = .held
            whole.cause = error.cause
            whole.digest = error.digest
            if whole.year == 0 { whole.year = start.year }
            return FileWork(records: [whole] + parts.filter { $0.decision == .held })
        }
    }

    /// What leaves of one note, and what its row tells of it.
    private func version(
        of note: BundledNote,
        in bundle: any NoteBundle,
        _ part: inout FileRecord,
        _ engine: inout Engine
    ) -> [UInt8] {
        if let fault = note.fault {
            part.cause = fault
            part.freeReason = FreeAccess.undetermined
            return bundle.placeholder(of: note, as: settings.version, &engine)
        }
        do throws(FilterError) {
            var version: [UInt8] = []
            _ = try filter(&part, &engine) { engine, inspect throws(FilterError) in
                let filtered = try bundle.filtered(
                    note,
                    as: settings.version,
                    &engine,
                    inspect: inspect
                )
                version = filtered.bytes
                return filtered.outcome
            }
            part.decision = version == note.lead + note.bytes ? .copied : .filtered
            part.copyDigest = Digest.of(version)
            return version
        } catch {
            hold(&part, error, bundle.readable(note), &engine)
            return bundle.placeholder(of: note, as: settings.version, &engine)
        }
    }
}

extension FileRecord {
    /// What a file of several notes tells of them.
    fileprivate mutating func take(_ part: FileRecord) {
        func higher(_ a: String, _ b: String) -> String {
            (Level(name: a) ?? .public) < (Level(name: b) ?? .public) ? b : a.isEmpty ? b : a
        }
        level = higher(level, part.level)
        if part.decision != .held { copyLevel = higher(copyLevel, part.copyLevel) }
        for (category, count) in part.categories { categories[category, default: 0] += count }
        rules = Set(rules + part.rules).sorted()
        if freeReason != FreeAccess.undetermined, part.isFree(after: self) {
            (freeFrom, freeReason) = (part.freeFrom, part.freeReason)
        }
        year = max(year, part.year)
    }

    /// Whether a note is free later than all before it, or nobody can tell.
    private func isFree(after whole: FileRecord) -> Bool {
        freeReason == FreeAccess.undetermined || whole.freeReason.isEmpty
            || freeFrom > whole.freeFrom
    }
}
