import Glibc
import Messages

/// Where a stream comes from.
struct Input: Sendable {
    /// What is read.
    let descriptor: Int32
    /// Both ends of a pipe that ends the wait for input; nil when nobody else may end it.
    private let wake: (read: Int32, write: Int32)?

    /// Opens a file, or standard input for nil or `-`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - isShared: Whether another thread may end its wait.
    /// - Throws: `Message` with exit code 66 when there is none.
    init(_ path: String?, isShared: Bool) throws(Message) {
        descriptor = try Self.open(path)
        guard isShared else {
            wake = nil
            return
        }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw Message("trop de fichiers sont ouverts", .io)
        }
        wake = (ends[0], ends[1])
    }

    private static func open(_ path: String?) throws(Message) -> Int32 {
        guard let path, path != "-" else { return 0 }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Message("impossible d'ouvrir « \(path) »", .noInput)
        }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw Message("« \(path) » est un dossier", .noInput)
        }
        return descriptor
    }

    /// Appends what one read gives; 0 at the end, and when the wait was ended.
    func append(to bytes: inout [UInt8]) throws(Message) -> Int {
        if let wake {
            var wanted = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
            ]
            while poll(&wanted, 2, -1) < 0, errno == EINTR {}
            if wanted[1].revents != 0 { return 0 }
        }
        return try Files.appendChunk(descriptor, to: &bytes)
    }

    /// Ends the wait of another thread for input, now and for good.
    func interrupt() {
        guard let wake else { return }
        _ = Glibc.write(wake.write, [1], 1)
    }
}
