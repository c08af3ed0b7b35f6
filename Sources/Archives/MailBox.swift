internal import Crypto
internal import Formats

/// A file that holds mails one behind the other, each after a line that starts with « From » (mbox,
/// RFC 4155).
enum MailBox {
    /// One mail.
    struct Mail {
        /// The mail with the line before it; nil when it is longer than the limit.
        let bytes: [UInt8]?
        /// Its length, in bytes.
        let size: Int
        /// SHA-256.
        let digest: String
    }

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

    /// What may leave of a mail in a box.
    ///
    /// - Parameters:
    ///   - mail: The mail with the line before it.
    ///   - filter: What may leave of a note.
    /// - Returns: It, with a line before it.
    /// - Throws: What the filter throws.
    static func version<Failure: Error>(
        of mail: [UInt8],
        _ filter: ([UInt8]) throws(Failure) -> [UInt8]
    ) throws(Failure) -> [UInt8] {
        guard !MailStart.isMail(mail), let feed = mail.firstIndex(of: 0x0A) else {
            return led(try filter(mail), like: mail)
        }
        let place = feed + 1
        var version = try filter(Array(mail[..<place]) + help + mail[place...])
        if version.dropFirst(place).starts(with: help) {
            version.removeSubrange(place..<place + help.count)
        }
        return led(version, like: mail)
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

    /// Gives each mail, in memory of one at a time.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - limit: The longest mail that is kept, in bytes.
    ///   - body: What is done with each.
    /// - Returns: SHA-256 of the whole file.
    /// - Throws: `SourceFile.Failure` `unreadable`.
    /// - Complexity: O(*n*).
    static func each(
        _ source: SourceFile,
        limit: Int,
        _ body: (Mail) -> Void
    ) throws(SourceFile.Failure) -> String {
        var (whole, one) = (SHA256(), SHA256())
        var (buffer, mail): ([UInt8], [UInt8]) = ([], [])
        var (size, isOpen, wasBlank) = (0, false, true)
        func end() {
            guard isOpen else { return }
            body(
                Mail(
                    bytes: size <= limit ? mail : nil,
                    size: size,
                    digest: Digest.hex(one.finalize())
                )
            )
            one = SHA256()
            mail.removeAll(keepingCapacity: true)
            size = 0
        }
        func take(_ line: ArraySlice<UInt8>) {
            if wasBlank, line.starts(with: lead) {
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
