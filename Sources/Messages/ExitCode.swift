/// What the programs return to the shell (sysexits, and two of our own).
public enum ExitCode: Int32, Sendable {
    /// Done.
    case done = 0
    /// Something would be taken out (`check` only).
    case findings = 1
    /// The policy holds or rejects the note.
    case held = 3
    /// Wrong use.
    case usage = 64
    /// The input cannot be read as a document, or exceeds the limit.
    case data = 65
    /// No such input.
    case noInput = 66
    /// The daemon is not there.
    case unavailable = 69
    /// Internal error.
    case software = 70
    /// Reading or writing failed.
    case io = 74
    /// It may work later.
    case tryAgain = 75
    /// Configuration.
    case configuration = 78
}
