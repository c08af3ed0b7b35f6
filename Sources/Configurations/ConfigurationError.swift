/// Why the configuration could not be used: the line, the key and the word that is meant.
///
/// The file is no note, yet its values are not kept: a key says enough.
public struct ConfigurationError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// More than ``Configuration/maximumSize`` bytes.
        case tooLarge
        /// The bytes are no UTF-8.
        case notText
        /// The text is no YAML, or more than one document.
        case syntax
        /// An anchor, an alias or a tag: the file says plainly what it means.
        case indirection
        /// A key that its section does not know.
        case unknownKey
        /// A key that its section holds twice.
        case duplicateKey
        /// A key without which the others mean nothing.
        case missingKey
        /// A list for a number, a word for a switch, or nothing at all.
        case wrongType
        /// A word that its key does not know.
        case unknownWord
        /// A number, or a path of a socket, outside of its bounds.
        case outOfRange
        /// A path that depends on where the program is started.
        case relativePath
        /// No `unix:/path`, `inet:1.2.3.4:port` or `1.2.3.4:port`.
        case badAddress
        /// An address of the network where `allow-remote: true` does not stand.
        case remoteAddress
        /// A key that has no meaning beside another: the mode of a port.
        case notApplicable
    }
    /// What failed.
    public let code: Code
    /// The line of the file, from 1; 0 when no line is meant.
    public let line: Int
    /// The key with its sections, `mail.progress`; empty when none is meant.
    public let key: String
    /// The nearest known word, or empty.
    public let nearest: String

    /// An error at a line of the file.
    public init(_ code: Code, line: Int = 0, key: String = "", nearest: String = "") {
        self.code = code
        self.line = line
        self.key = key
        self.nearest = nearest
    }
}
