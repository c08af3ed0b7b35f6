import Glibc
import Messages
public import Redactions
import Synchronization

/// Keyed pseudonyms: cryptography is linked into `biffure-keyed` alone, which `biffure` becomes when a
/// key is given, so that the pipe starts in milliseconds.
public enum Keying {
    /// Reads a key file and gives its pseudonyms.
    public typealias Opener = @Sendable (_ path: String) throws -> Redactor.Pseudonym

    private static let opener = Mutex<Opener?>(nil)

    /// Says that this program has the cryptography.
    public static func provide(_ open: @escaping Opener) {
        opener.withLock { $0 = open }
    }

    /// The pseudonyms of a key file; nil without one.
    ///
    /// - Throws: `Message` with exit code 78 when the key cannot be used.
    public static func open(_ path: String?) throws -> Redactor.Pseudonym? {
        guard let path else { return nil }
        if let open = opener.withLock({ $0 }) { return try open(path) }
        let program = "\(Files.programFolder())/biffure-keyed"
        var arguments = CommandLine.arguments.map { strdup($0) }
        arguments.append(nil)
        execv(program, arguments)
        throw Message(
            "les pseudonymes à clé demandent le programme « biffure-keyed » à côté de biffure",
            .configuration
        )
    }
}
