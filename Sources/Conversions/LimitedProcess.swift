internal import CProcess
internal import Formats
internal import Glibc

/// One run of a converter within limits: nothing that it does, or fails to do, keeps us.
///
/// The program gets its input as a file in memory, three descriptors, and an environment of `PATH`,
/// `HOME` and `LANG`. It is the head of a process group, which is killed as a whole at the end.
struct LimitedProcess {
    /// What is run.
    let converter: Converter
    /// Behind the name of the program.
    let arguments: [String]
    /// Standard input; `/dev/stdin` can be opened more than once.
    var input: [UInt8] = []
    /// Where it runs, and its home.
    var folder = "/"
    /// The most that it may print, in bytes.
    var maximumOutput = 1 << 20
    /// The longest file that it may write, in bytes.
    var maximumFile = 0
    /// Wall clock and processor time, in seconds.
    var seconds = LimitedProcess.defaultSeconds
    /// Whether standard error goes to the output: else nobody reads it.
    var readsErrors = false

    /// What a conversion may take.
    static let defaultSeconds = 60
    /// How often signals and the end of the program are looked at, in milliseconds.
    private static let beat: Int32 = 20
    private static let openFiles: UInt64 = 256

    /// What a run left.
    struct Result {
        /// Its exit code; nil when a signal ended it.
        let code: Int32?
        /// What it printed.
        let output: [UInt8]
    }

    /// Runs the program and waits for its end.
    ///
    /// - Throws: `FormatError` `converterMissing`, or `converterLimit` when it took too long,
    ///   printed too much, or somebody wants us to end.
    func run() throws(FormatError) -> Result {
        let path = try converter.path()
        let hold = SignalHold()
        defer { hold.release() }
        let source = cprocess_memory_file()
        guard source >= 0 else { throw FormatError(.converterLimit) }
        defer { close(source) }
        try write(to: source)
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw FormatError(.converterLimit) }
        defer { close(ends[0]) }
        let child = start(path, source, ends[1])
        close(ends[1])
        guard child > 0 else { throw FormatError(.converterLimit) }
        var end = Ending(child)
        defer { end.force() }
        let output = try collect(from: ends[0], until: &end)
        guard let status = end.status else { throw FormatError(.converterLimit) }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
        guard code != 127 else { throw FormatError(.converterMissing, in: converter.package) }
        return Result(code: code, output: output)
    }

    private func write(to descriptor: Int32) throws(FormatError) {
        var start = 0
        while start < input.count {
            let count = input.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            }
            guard count > 0 else { throw FormatError(.converterLimit) }
            start += count
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    private func start(_ path: String, _ input: Int32, _ output: Int32) -> Int32 {
        let variables = [
            "PATH=\(Converter.searchPath)", "HOME=\(folder)", "LANG=C.UTF-8",
        ]
        var words: [UnsafeMutablePointer<CChar>?] = ([converter.name] + arguments).map {
            strdup($0)
        }
        var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) }
        words.append(nil)
        environment.append(nil)
        defer { for word in words + environment { free(word) } }
        return words.withUnsafeMutableBufferPointer { words in
            environment.withUnsafeMutableBufferPointer { environment in
                path.withCString { path in
                    folder.withCString { folder in
                        guard let words = words.baseAddress, let all = environment.baseAddress
                        else { return -1 }
                        var program = cprocess_program(
                            program: path,
                            arguments: words,
                            environment: all,
                            folder: folder,
                            input: input,
                            output: output,
                            error: readsErrors ? output : -1,
                            seconds: UInt64(seconds),
                            memory: UInt64(converter.memory),
                            file_size: UInt64(maximumFile),
                            open_files: Self.openFiles
                        )
                        return cprocess_start(&program)
                    }
                }
            }
        }
    }

    /// All that the program prints until it ends.
    private func collect(
        from descriptor: Int32,
        until end: inout Ending
    ) throws(FormatError) -> [UInt8] {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(seconds)
        var output: [UInt8] = []
        var isOpen = true
        while true {
            let isEnded = end.hasCome()
            if isOpen {
                isOpen = try append(from: descriptor, to: &output, isLast: isEnded)
            } else if !isEnded {
                poll(nil, 0, Self.beat)
            }
            if isEnded { return output }
            guard clock.now < deadline, !SignalHold.isAskedToEnd else {
                throw FormatError(.converterLimit)
            }
        }
    }

    /// Appends what is there; false at the end.
    private func append(
        from descriptor: Int32,
        to output: inout [UInt8],
        isLast: Bool
    ) throws(FormatError) -> Bool {
        let size = 1 << 16
        while true {
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // whoever still holds the pipe after the end of the program is not waited for
            guard poll(&wanted, 1, isLast ? 0 : Self.beat) > 0 else { return true }
            let count = withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { chunk in
                let count = read(descriptor, chunk.baseAddress, size)
                if count > 0 { output.append(contentsOf: chunk[..<count]) }
                return count
            }
            guard count > 0 else { return count < 0 && errno == EINTR }
            guard output.count <= maximumOutput else { throw FormatError(.converterLimit) }
            if !isLast { return true }
        }
    }

    /// The end of a child, awaited or forced.
    private struct Ending {
        private let child: Int32
        /// As `waitpid` gives it; nil before the end.
        private(set) var status: Int32?

        init(_ child: Int32) { self.child = child }

        /// Whether the program has ended by itself; its group then has too.
        mutating func hasCome() -> Bool {
            if status != nil { return true }
            var status: Int32 = 0
            guard cprocess_has_ended(child, &status) == 1 else { return false }
            self.status = status
            return true
        }

        /// Ends the whole group.
        mutating func force() {
            guard status == nil else { return }
            cprocess_end(child)
            status = SIGKILL
        }
    }
}
