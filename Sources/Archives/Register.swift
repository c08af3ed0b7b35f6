internal import Crypto
internal import Formats
internal import Pipeline
internal import Streams

/// A text with the minutes of many meetings, one behind the other, each after a separator.
struct Register: NoteBundle {
    let format = "txt"
    let noteFormat = "txt"
    private let separator: Separator

    /// A text that is cut at a separator.
    init(_ separator: Separator) { self.separator = separator }

    /// Whether a file is a text that can be cut: none in UTF-16, whose line ends are no bytes.
    ///
    /// - Parameters:
    ///   - start: The first bytes of the file.
    ///   - name: Its path.
    /// - Returns: False for anything but plain text.
    static func isText(_ start: [UInt8], name: [UInt8]) -> Bool {
        ["txt", "md"].contains(FormatName.of(start, name: name)) && !start.contains(0)
            && ![[0xFF, 0xFE], [0xFE, 0xFF]].contains(start.prefix(2))
    }

    func each(
        _ source: SourceFile,
        limit: Int,
        _ body: (BundledNote) -> Void
    ) throws(SourceFile.Failure) -> String {
        var cutter = NoteCutter(at: separator, maximumSize: limit)
        var whole = SHA256()
        var failure: SourceFile.Failure?
        var isBinary = false
        while failure == nil {
            do throws(CutError) {
                while let piece = try cutter.next() {
                    if piece.fault == .binary { isBinary = true }
                    body(BundledNote(piece))
                }
            } catch {
                failure = SourceFile.Failure(cause: "badEncoding", digest: "")
            }
            guard !cutter.hasEnded, failure == nil else { break }
            cutter.fill { bytes in
                do throws(SourceFile.Failure) {
                    let count = try source.append(to: &bytes)
                    whole.update(data: bytes.suffix(count))
                    return count
                } catch {
                    failure = error
                    return 0
                }
            }
        }
        if let failure { throw failure }
        let digest = Digest.hex(whole.finalize())
        // a zero byte anywhere: what looks like text in it may be anything
        guard !isBinary else { throw SourceFile.Failure(cause: "binary", digest: digest) }
        return digest
    }

    func readable(_ note: BundledNote) -> [UInt8] { note.bytes }

    func filtered(
        _ note: BundledNote,
        as version: Version,
        _ engine: inout Engine,
        inspect: ((Findings) -> Void)?
    ) throws(FilterError) -> (bytes: [UInt8], outcome: Outcome) {
        let outcome = try SeparatedNote(note).filtered(as: version, &engine, inspect: inspect)
        return (note.lead + outcome.bytes, outcome)
    }

    func placeholder(
        of note: BundledNote,
        as version: Version,
        _ engine: inout Engine
    ) -> [UInt8] {
        note.lead + SeparatedNote(note).placeholder(as: version, &engine)
    }
}

extension BundledNote {
    fileprivate init(_ piece: Piece) {
        self.init(
            lead: piece.lead,
            bytes: piece.bytes,
            separatorSize: piece.separatorSize,
            usesCRLF: piece.usesCRLF,
            fault: piece.fault?.rawValue,
            isNote: piece.number > 0,
            size: piece.lead.count + piece.bytes.count,
            digest: piece.fault == nil ? Digest.of(piece.bytes) : ""
        )
    }
}

extension SeparatedNote {
    fileprivate init(_ note: BundledNote) {
        self.init(note.bytes, separatorSize: note.separatorSize, usesCRLF: note.usesCRLF)
    }
}
