internal import Glibc

/// The signals that ask a program to end wait as long as it has something to take away: children,
/// and files with text of a note.
///
/// They take effect when the last hold is released. Programs that convert have one thread.
struct SignalHold {
    private var before = sigset_t()

    /// Holds them from now on.
    init() {
        var held = Self.signals
        sigprocmask(SIG_BLOCK, &held, &before)
    }

    /// Gives them back as they were before.
    func release() {
        var mask = before
        sigprocmask(SIG_SETMASK, &mask, nil)
    }

    /// Whether one of them has come.
    static var isAskedToEnd: Bool {
        var pending = sigset_t()
        guard sigpending(&pending) == 0 else { return false }
        return numbers.contains { sigismember(&pending, $0) == 1 }
    }

    private static let numbers = [SIGTERM, SIGINT, SIGHUP, SIGQUIT]

    private static var signals: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        return set
    }
}
