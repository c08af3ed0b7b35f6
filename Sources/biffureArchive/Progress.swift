import Archives
import Glibc
import Synchronization

/// How far a run is: one line that is written over on a terminal, a line now and then elsewhere.
final class Progress: Sendable {
    private let total: Int
    private let isTerminal = isatty(2) == 1
    private let start = Clock.seconds
    private let last = Mutex(Clock.seconds)

    /// A run over so many files.
    init(total: Int) { self.total = total }

    /// Shows what was done, at most once in a while.
    func show(_ tally: ArchiveTally) {
        let now = Clock.seconds
        let isDue = last.withLock { last in
            guard now - last >= (isTerminal ? 0.2 : 10) else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let line = line(tally, now)
        write(isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
    }

    /// Says what the run has done.
    func end(_ tally: ArchiveTally) {
        if isTerminal { write("\r\u{1B}[K") }
        write(
            "biffure : \(tally.files) fichiers : \(tally.copied) copiés sans changement, "
                + "\(tally.filtered) sans ce qui est protégé, "
                + (tally.rendered > 0 ? "\(tally.rendered) en texte seul, " : "")
                + "\(tally.held) retenus, \(tally.skipped) non lus\n"
        )
    }

    private func line(_ tally: ArchiveTally, _ now: Double) -> String {
        let time = max(0.001, now - start)
        let rate = Double(tally.files) / time
        let left = rate > 0 ? Int(Double(max(0, total - tally.files)) / rate) : 0
        return "biffure : \(tally.files) sur \(total), \(Int(rate)) fichiers/s, "
            + "\(tally.bytes / 1_000_000) Mo, reste \(Self.duration(left)), \(tally.held) retenus"
    }

    private static func duration(_ seconds: Int) -> String {
        switch seconds {
        case ..<90: "\(seconds) s"
        case ..<5_400: "\(seconds / 60) min"
        default: "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        }
    }

    private func write(_ text: String) {
        _ = Glibc.write(2, text, text.utf8.count)
    }
}

/// The time of the machine.
enum Clock {
    /// Seconds of a clock that only goes forward.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The year that it is.
    static var year: Int {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return Int(parts.tm_year) + 1900
    }
}
