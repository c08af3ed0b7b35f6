import Foundation
import Glibc

/// A program run as a child: what it cost, as the kernel counts it.
enum Child {
    /// What a run cost.
    struct Usage {
        /// Seconds of user CPU.
        var user = 0.0
        /// Seconds on the clock.
        var wall = 0.0
        /// Peak resident memory, in bytes; 0 when nobody looked.
        var peak = 0
        /// Exit code; -1 after a signal.
        var exitCode: Int32 = 0
        /// Whether it was ended because it took too long.
        var isEnded = false
    }

    /// A child that could not be started.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// Where the standard error of children goes; the last one alone is kept.
    static var errors: String { Files.scratch + "/errors" }

    /// Runs a program from one file into another.
    ///
    /// - Parameters:
    ///   - arguments: The path of the program and its arguments.
    ///   - input: What it reads.
    ///   - output: Where it writes.
    ///   - timeout: Seconds after which it is ended; nil to wait without looking at its memory.
    /// - Returns: What it cost.
    /// - Throws: ``Fault`` when it cannot be started.
    static func run(
        _ arguments: [String],
        input: String = "/dev/null",
        output: String = "/dev/null",
        timeout: Int? = nil
    ) throws -> Usage {
        let source = open(input, O_RDONLY | O_CLOEXEC)
        let sink = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer {
            close(source)
            close(sink)
        }
        guard source >= 0, sink >= 0 else { throw Fault(description: "cannot open \(input)") }
        let start = ContinuousClock.now
        let child = try spawn(arguments, input: source, output: sink)
        return wait(for: child, since: start, timeout: timeout)
    }

    /// Starts a program; descriptors other than the three standard ones are closed in it.
    static func spawn(_ arguments: [String], input: Int32, output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, arguments[0], &actions, nil, words, environ)
        guard code == 0 else {
            let reason = String(cString: strerror(code))
            throw Fault(description: "cannot start \(arguments[0]): \(reason)")
        }
        return child
    }

    /// Waits for a child and says what it cost.
    static func wait(
        for child: pid_t,
        since start: ContinuousClock.Instant,
        timeout: Int?
    ) -> Usage {
        var status: Int32 = 0
        var kernel = rusage()
        var usage = Usage()
        if let timeout {
            let end = start + .seconds(timeout)
            while wait4(child, &status, WNOHANG, &kernel) == 0 {
                usage.peak = max(usage.peak, peak(of: child))
                if ContinuousClock.now > end, !usage.isEnded {
                    usage.isEnded = true
                    kill(child, SIGKILL)
                }
                usleep(5_000)
            }
        } else {
            while wait4(child, &status, 0, &kernel) < 0, errno == EINTR {}
        }
        usage.wall = seconds(start.duration(to: .now))
        usage.user = Double(kernel.ru_utime.tv_sec) + Double(kernel.ru_utime.tv_usec) / 1e6
        usage.exitCode = status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
        return usage
    }

    /// The peak of resident memory of a child that runs, in bytes; 0 once it has ended.
    ///
    /// What wait4 says is of no use: a child starts with the peak of who started it, here hundreds
    /// of megabytes.
    static func peak(of child: pid_t) -> Int {
        guard let file = fopen("/proc/\(child)/status", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            guard strncmp(line, "VmHWM:", 6) == 0 else { continue }
            return line[6...].withUnsafeBufferPointer { $0.baseAddress.map(atol) ?? 0 }
                * 1_024
        }
        return 0
    }

    /// A duration in seconds.
    static func seconds(_ duration: Duration) -> Double {
        let (whole, rest) = duration.components
        return Double(whole) + Double(rest) / 1e18
    }
}
