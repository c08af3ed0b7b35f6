import Glibc

/// A program fed by one pipe and read by another, in one thread, so that nothing is kept.
enum Pump {
    /// Runs a program.
    ///
    /// - Parameters:
    ///   - arguments: The path of the program and its arguments.
    ///   - timeout: Seconds after which it is ended.
    ///   - feed: The next bytes for it; empty at the end.
    /// - Returns: What it cost and how many `[` it wrote: each placeholder has one, the notes none.
    /// - Throws: `Child.Fault` when it cannot be started.
    static func run(
        _ arguments: [String],
        timeout: Int,
        feed: () -> [UInt8]
    ) throws -> (usage: Child.Usage, placeholders: Int) {
        signal(SIGPIPE, SIG_IGN)
        let (source, input) = try pipe()
        let (output, sink) = try pipe()
        let start = ContinuousClock.now
        let child = try Child.spawn(arguments, input: source, output: sink)
        close(source)
        close(sink)
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        var placeholders = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        var pending = feed()[...]
        var isOpen = true
        var isEnded = false
        var peak = 0
        var looked = start
        while true {
            if ContinuousClock.now > looked + .milliseconds(10) {
                peak = max(peak, Child.peak(of: child))
                looked = .now
            }
            if isOpen, pending.isEmpty {
                pending = feed()[...]
                if pending.isEmpty {
                    close(input)
                    isOpen = false
                }
            }
            var waits = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
            if isOpen { waits.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
            _ = poll(&waits, nfds_t(waits.count), 1_000)
            if !isEnded, ContinuousClock.now > start + .seconds(timeout) {
                isEnded = true
                kill(child, SIGKILL)
            }
            if isOpen, waits[1].revents != 0 {
                let count = pending.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                if count > 0 { pending = pending.dropFirst(count) }
                // the program reads no more
                if count < 0, errno == EPIPE {
                    close(input)
                    isOpen = false
                }
            }
            if waits[0].revents != 0 {
                let count = read(output, &buffer, buffer.count)
                if count <= 0 { break }
                placeholders += Placeholders.count(in: buffer[..<count])
            }
        }
        if isOpen { close(input) }
        close(output)
        var usage = Child.wait(for: child, since: start, timeout: nil)
        usage.isEnded = isEnded
        usage.peak = peak
        return (usage, placeholders)
    }

    /// The two ends of a pipe, closed in children that they are not handed to.
    private static func pipe() throws -> (Int32, Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw Child.Fault(description: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

/// What stands for things that were taken out.
enum Placeholders {
    /// How many `[` stand in bytes.
    static func count(in bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { $0.reduce(0) { $0 &+ ($1 == 0x5B ? 1 : 0) } }
    }

    /// How many `[` stand in a file.
    static func count(inFile path: String) throws -> Int {
        let bytes = try Files.map(path)
        return bytes.reduce(0) { $0 &+ ($1 == 0x5B ? 1 : 0) }
    }
}
