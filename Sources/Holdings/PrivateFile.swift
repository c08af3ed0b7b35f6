internal import Glibc

/// An open file that nobody but its owner may read; it is closed when it goes out of use.
struct PrivateFile: ~Copyable {
    /// Its descriptor.
    let descriptor: Int32

    /// Opens a file, or creates it with mode 0600.
    ///
    /// - Parameters:
    ///   - path: A regular file of ours; a symbolic link is refused, not followed.
    ///   - flags: As for `open`.
    ///   - place: What an error names.
    /// - Throws: `StoreError` `notPrivate`, or `io` with the errno.
    init(_ path: String, _ flags: Int32, _ place: StoreError.Place) throws(StoreError) {
        // a pipe must not make us wait
        let guarded = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
        descriptor = open(path, guarded, 0o600)
        guard descriptor >= 0 else {
            let number = errno
            if number == ELOOP { throw StoreError(.notPrivate, place, number: number) }
            throw StoreError(errno: number, place)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StoreError(errno: errno, place) }
        let isOurs = status.st_uid == geteuid() && status.st_mode & S_IFMT == S_IFREG
        guard isOurs, status.st_mode & 0o077 == 0 else { throw StoreError(.notPrivate, place) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Writes all bytes and waits until they are on disk.
    func write(_ bytes: [UInt8], _ place: StoreError.Place) throws(StoreError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StoreError(errno: errno, place) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw StoreError(errno: errno, place) }
    }

    /// Reads the file from where it stands, or nil when more than a limit stands there.
    func read(limit: Int, _ place: StoreError.Place) throws(StoreError) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: limit + 1)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count - bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StoreError(errno: errno, place) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        return nil
    }
}

/// A folder into which nobody but its owner may write, and which only its group may look into.
enum PrivateFolder {
    /// Makes the folder with mode 0700 unless it is there, and checks who may use it.
    ///
    /// - Throws: `StoreError` `notPrivate`, or `io` with the errno.
    static func provide(_ path: String) throws(StoreError) {
        if mkdir(path, 0o700) == 0 {
            try sync(holding: path, .folder)
        } else if errno != EEXIST {
            throw StoreError(errno: errno, .folder)
        }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw StoreError(errno: errno, .folder) }
        let isOurs = status.st_uid == geteuid() && status.st_mode & S_IFMT == S_IFDIR
        guard isOurs, status.st_mode & 0o027 == 0 else { throw StoreError(.notPrivate, .folder) }
    }

    /// Waits until the name of a file or folder is on disk.
    static func sync(holding path: String, _ place: StoreError.Place) throws(StoreError) {
        var name = path[...]
        while name.count > 1, name.last == "/" { name.removeLast() }
        let slash = name.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(name[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreError(errno: errno, place) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreError(errno: errno, place) }
    }
}
