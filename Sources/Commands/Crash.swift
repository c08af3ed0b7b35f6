import Glibc

/// What happens when the program itself is wrong: nothing of the note is shown.
///
/// The backtrace that the Swift runtime prints holds memory, and memory holds the note; a core
/// would too.
public enum Crash {
    /// No core, no backtrace: a crash says one fixed sentence and ends with exit code 70.
    public static func keepSilent() {
        // a reader that goes away is an error of writing, not a death
        signal(SIGPIPE, SIG_IGN)
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGSYS] {
            signal(number) { _ in
                // only calls that are safe in a signal handler
                let text: StaticString = "biffure : erreur interne\n"
                _ = Glibc.write(2, text.utf8Start, text.utf8CodeUnitCount)
                _exit(70)
            }
        }
    }
}
