/// What became of one file: a row of the journal and of the manifest.
struct FileRecord: Sendable, Equatable {
    /// What was decided.
    enum Decision: String, Sendable, CaseIterable {
        /// The copy is the file, byte for byte.
        case copied
        /// The copy is the version that the audience may read.
        case filtered
        /// The copy is the text of the version alone: the document itself cannot be cleaned.
        case rendered
        /// There is no copy: a person must look at it.
        case held
        /// It was not read: a link, a device, or a name that is not wanted.
        case skipped
    }

    /// Its number in the walk.
    var number = 0
    /// The part of a file that holds several notes, from 1; 0 for the file itself.
    var part = 0
    /// The path below the source, as the system has it.
    var path: [UInt8] = []
    /// Its length, in bytes.
    var size = 0
    /// When it was changed last, in seconds since 1970.
    var modified = 0
    /// What it is: `txt`, `docx`, `pdf`.
    var format = ""
    /// The encoding of a text.
    var encoding = ""
    /// SHA-256 of the file, in hexadecimal digits.
    var digest = ""
    /// SHA-256 of the copy; empty when there is none.
    var copyDigest = ""
    /// The level of the file; empty when it could not be read.
    var level = ""
    /// The level of the copy.
    var copyLevel = ""
    /// Passages of each category of secrets, and of `CONFIDENTIEL`.
    var categories: [String: Int] = [:]
    /// What was decided.
    var decision = Decision.held
    /// The rules behind it, sorted.
    var rules: [String] = []
    /// Why it is held or was skipped, in one word.
    var cause = ""
    /// Where in the file, or what a text alone leaves behind.
    var place = ""
    /// The year of the document: the latest that it tells of, else that of the file.
    var year = 0
    /// The first day of free access, `AAAA-MM-JJ`; empty for at once or when nothing is known.
    var freeFrom = ""
    /// Why then, by the law on archives.
    var freeReason = ""
    /// The folder at the top that it stands in, as its name may leave; empty at the top.
    var folder = ""
    /// The path of the copy below the destination; empty when there is none.
    var copy = ""
}
