/// What `biffured` is told by its one YAML file: sockets, folders and limits.
///
/// Values are checked when the file is read: paths are absolute, numbers within their bounds, words
/// known, and what needs something else has it. Whether files exist is for their readers to say.
///
/// ```yaml
/// milter:
///   - socket: unix:/run/biffure/milter.sock
/// mail:
///   tables: [/etc/biffure/courriel]
/// store:
///   keep-days: 30
/// ```
public struct Configuration: Hashable, Sendable {
    /// A socket on which a mail server speaks the milter protocol.
    public struct Milter: Hashable, Sendable {
        /// Where it listens.
        public let endpoint: Endpoint
        /// Permissions of a UNIX socket.
        public let mode: UInt32
        /// The group of a UNIX socket; nil leaves it as it is created.
        public let group: String?
        /// Whether other machines may reach it.
        public let allowsRemote: Bool
    }

    /// The socket of `biffure --daemon` and `biffure held`.
    public struct Notes: Hashable, Sendable {
        /// Path of the UNIX socket.
        public let socket: String
        /// Its permissions.
        public let mode: UInt32
        /// Its group; nil leaves it as it is created.
        public let group: String?
        /// How many clients are served at a time.
        public let clients: Int
        /// After how many seconds a silent client is cut off.
        public let idleSeconds: Int
        /// After how many seconds a client that does not read is cut off.
        public let writeSeconds: Int
    }

    /// What becomes of images, in which nothing can be looked for.
    public enum Images: String, Hashable, Sendable, CaseIterable {
        /// A mail with one waits for a person.
        case hold
        /// They stay.
        case keep
    }

    /// How mail is judged.
    public struct Mail: Hashable, Sendable {
        /// Folders of the tables of mail, later ones win.
        public let tables: [String]
        /// Whether recipients of another class are put off, so that the mail comes once for each class.
        public let isSplit: Bool
        /// Whether mail is judged and tagged only, whatever the tables say.
        public let isShadow: Bool
        /// What becomes of images.
        public let images: Images
        /// Whether doc, rtf and msg are read with the help of other programs.
        public let converts: Bool
        /// The longest mail, in bytes.
        public let maximumSize: Int
        /// Memory for all mails in flight together, in bytes; above it they are put off.
        public let maximumMemory: Int
        /// Seconds between two signs of life while a mail is judged.
        public let progress: Int
        /// Seconds after which a mail that is still judged is put off.
        public let deadline: Int
    }

    /// Where held mail is kept.
    public struct Store: Hashable, Sendable {
        /// Folder of the store.
        public let path: String
        /// File of the key that seals it.
        public let key: String
        /// Days after which held mail is destroyed.
        public let keepDays: Int
        /// Its size on disk, in bytes; above it mail is put off.
        public let maximumSize: Int
    }

    /// The compiled lexicon; nil for the one beside the program.
    public let lexicon: String?
    /// Folders of site rules, later ones win.
    public let sites: [String]
    /// Sockets for mail servers.
    public let milters: [Milter]
    /// The socket for commands; nil when there is none.
    public let notes: Notes?
    /// How mail is judged.
    public let mail: Mail
    /// Where held mail is kept; nil only when there is no milter.
    public let store: Store?
    /// Where released mail is handed in by SMTP.
    public let submit: Endpoint
    /// How many notes are judged at a time; nil for the number of processors.
    public let workers: Int?
    /// Where `main.cf` is looked at (``PostfixSettings``); nil when nothing is.
    public let postfix: String?
    /// Whether a mail server may let mail through that nobody judged.
    public let allowsAccept: Bool

    /// The longest file, in bytes.
    public static let maximumSize = 64 << 10
}
