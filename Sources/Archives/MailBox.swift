internal import Crypto
internal import Formats
internal import Pipeline

/// A file that holds mails one behind the other, each after a line that starts with « From » (mbox,
/// RFC 4155).
struct MailBox: NoteBundle {
    let format = "mbox"
    let noteFormat = "eml"

    /// A mail that is held leaves no trace: its line before would tell who sent it.
    func placeholder(
        of note: BundledNote,
        as version: Version,
        _ engine: inout Engine
    ) -> [UInt8] { [] }

    private static let lead = Array("From ".utf8)

    /// Whether a file starts as a mail box: the line, then a header field.
    static func isMailBox(_ start: [UInt8]) -> Bool {
        guard start.starts(with: lead), let feed = start.firstIndex(of: 0x0A) else { return false }
        let line = start[(feed + 1)...].prefix { $0 != 0x0A }
        guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex else { return false }
        return line[..<colon].allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// A field that makes a mail of what has a sender alone: in a box it is one.
    private static let help = Array("MIME-Version: 1.0\n".utf8)

    /// What may leave of a mail in a box, with a line before it.
    func filtered(
        _ note: BundledNote,
        as version: Version,
        _ engine: inout Engine,
        inspect: ((Findings) -> Void)?
    ) throws(FilterError) -> (bytes: [UInt8], outcome: Outcome) {
        let mail = note.bytes
        let outcome = try engine.filter(Self.readable(mail), as: version, inspect: inspect)
        var bytes = outcome.bytes
        let place = (mail.firstIndex(of: 0x0A) ?? 0) + 1
        if !MailStart.isMail(mail), bytes.dropFirst(place).starts(with: Self.help) {
            bytes.removeSubrange(place..<place + Self.help.count)
        }
        return (Self.led(bytes, like: mail), outcome)
    }

    func readable(_ note: BundledNote) -> [UInt8] { Self.readable(note.bytes) }

    /// A mail as readers know it.
    private static func readable(_ mail: [UInt8]) -> [UInt8] {
        guard !MailStart.isMail(mail), let feed = mail.firstIndex(of: 0x0A) else { return mail }
        return Array(mail[...feed]) + help + mail[(feed + 1)...]
    }

    /// A version of a mail with a line before it: one that named somebody was taken away.
    ///
    /// - Parameters:
    ///   - version: What may leave of a mail.
    ///   - mail: The mail as it stood in the box.
    /// - Returns: The version behind a line that tells of nobody; the date is that of the mail's line
    ///   where that is one.
    private static func led(_ version: [UInt8], like mail: [UInt8]) -> [UInt8] {
        guard !version.starts(with: lead) else { return version }
        let line = mail.prefix { $0 != 0x0A && $0 != 0x0D }
        let words = line.split(separator: 0x20).dropFirst(2)
        let isDate =
            words.count == 5
            && words.allSatisfy { word in
                word.count <= 8
                    && (days.contains(Array(word))
                        || word.allSatisfy { (0x30...0x3A).contains($0) })
            }
        let date =
            isDate ? Array(words.joined(separator: [0x20])) : Array("Thu Jan 1 00:00:00 1970".utf8)
        let ending: [UInt8] = mail.dropFirst(line.count).first == 0x0D ? [0x0D, 0x0A] : [0x0A]
        return lead + Array("- ".utf8) + date + ending + version
    }

    /// The words of a date of C.
    private static let days = Set(
        [
            "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May",
            "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ].map { Array($0.utf8) }
    )

    func each(
        _ source: SourceFile,
        limit: Int,
        _ body: (BundledNote) -> Void
    ) throws(SourceFile.Failure) -> String {
        var (whole, one) = (SHA256(), SHA256())
        var (buffer, mail): ([UInt8], [UInt8]) = ([], [])
        var (size, isOpen, wasBlank) = (0, false, true)
        func end() {
            guard isOpen else { return }
            body(
                BundledNote(
                    bytes: size <= limit ? mail : [],
                    fault: size <= limit ? nil : "tooLarge",
                    size: size,
                    digest: Digest.hex(one.finalize())
                )
            )
            one = SHA256()
            mail.removeAll(keepingCapacity: true)
            size = 0
        }
        func take(_ line: ArraySlice<UInt8>) {
            if wasBlank, line.starts(with: Self.lead) {
                end()
                isOpen = true
            }
            wasBlank = line.elementsEqual([0x0A]) || line.elementsEqual([0x0D, 0x0A])
            one.update(data: line)
            size += line.count
            if size <= limit { mail += line }
        }
        while true {
            let before = buffer.count
            let count = try source.append(to: &buffer)
            if count == 0 { break }
            whole.update(data: buffer[before...])
            var start = 0
            while let feed = buffer[max(start, before)...].firstIndex(of: 0x0A) {
                take(buffer[start...feed])
                start = feed + 1
                if start >= buffer.count { break }
            }
            // a line without end is taken in pieces: it is no line before a mail
            if start == 0, buffer.count > 1 << 20 {
                take(buffer[...])
                start = buffer.count
            }
            buffer.removeFirst(start)
        }
        if !buffer.isEmpty { take(buffer[...]) }
        end()
        return Digest.hex(whole.finalize())
    }
}
