import Glibc
public import Messages

/// The files and streams of the shell, by system calls: Foundation stays out of the pipe.
public enum Files {
    /// All bytes of a file, or of standard input for nil or `-`.
    public static func read(_ path: String?, limit: Int) throws(Message) -> [UInt8] {
        guard let path, path != "-" else { return try readAll(0, limit: limit) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code: ExitCode = errno == ENOENT || errno == ENOTDIR ? .noInput : .io
            throw Message("impossible d'ouvrir « \(path) » : \(reason())", code)
        }
        defer { close(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw Message("« \(path) » est un dossier", .noInput)
        }
        return try readAll(descriptor, limit: limit)
    }

    private static func readAll(_ descriptor: Int32, limit: Int) throws(Message) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let count = try appendChunk(descriptor, to: &bytes)
            // one byte more than the limit is enough to know
            if count == 0 || bytes.count > limit { return bytes }
        }
    }

    /// Appends what one read gives; 0 at the end.
    static func appendChunk(_ descriptor: Int32, to bytes: inout [UInt8]) throws(Message) -> Int {
        let size = 1 << 16
        var failure: Int32 = 0
        let count = withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { chunk -> Int in
            while true {
                let count = Glibc.read(descriptor, chunk.baseAddress, size)
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN {
                    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                    poll(&wanted, 1, -1)
                    continue
                }
                if count < 0 { failure = errno }
                if count > 0 { bytes.append(contentsOf: chunk[..<count]) }
                return count
            }
        }
        guard count >= 0 else {
            errno = failure
            throw Message("lecture impossible : \(reason())", .io)
        }
        return count
    }

    /// Writes all bytes to standard output.
    public static func write(_ bytes: [UInt8], to descriptor: Int32 = 1) throws(Message) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { buffer -> Int in
                guard let base = buffer.baseAddress else { return 0 }
                return Glibc.write(descriptor, base + start, bytes.count - start)
            }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    // whoever gave us the descriptor does not wait; we do
                    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&wanted, 1, -1)
                    continue
                }
                throw Message("écriture impossible : \(reason())", .io)
            }
            start += count
        }
    }

    /// Writes a file beside its place and renames it.
    static func replace(_ path: String, with bytes: [UInt8]) throws(Message) {
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Message("impossible d'écrire « \(path) » : \(reason())", .io)
        }
        do throws(Message) {
            try write(bytes, to: descriptor)
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else {
            throw Message("impossible d'écrire « \(path) » : \(reason())", .io)
        }
    }

    /// The names in a folder, sorted.
    static func list(_ folder: String) throws(Message) -> [String] {
        guard let directory = opendir(folder) else {
            throw Message("impossible d'ouvrir le dossier « \(folder) » : \(reason())", .noInput)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether a path is a folder; false when there is nothing.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The files below a folder whose name ends so, sorted by path, hidden ones left out.
    static func tree(_ folder: String, ending: String) throws(Message) -> [String] {
        var files: [String] = []
        var folders = [folder]
        while let next = folders.popLast() {
            for name in try list(next) {
                let path = next.hasSuffix("/") ? next + name : "\(next)/\(name)"
                if isFolder(path) {
                    // a link may lead back up
                    if !isLink(path) { folders.append(path) }
                } else if name.hasSuffix(ending) {
                    files.append(path)
                }
            }
        }
        return files.sorted()
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// A line for a person.
    public static func say(_ line: String) {
        var line = line
        line += "\n"
        try? write(Array(line.utf8), to: 2)
    }

    /// The folder in which this program stands.
    static func programFolder() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes -> Int in
            guard let base = bytes.baseAddress else { return 0 }
            return readlink("/proc/self/exe", base.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        let path = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }

    private static func reason() -> String {
        switch errno {
        case ENOENT: "ce fichier n'existe pas"
        case EACCES, EPERM: "accès refusé"
        case EISDIR: "c'est un dossier"
        case ENOTDIR: "un élément du chemin n'est pas un dossier"
        case ENOSPC: "le disque est plein"
        case EPIPE: "le lecteur est parti"
        case EBADF: "l'entrée ou la sortie est fermée"
        case ENAMETOOLONG: "le nom est trop long"
        default: "erreur \(errno)"
        }
    }
}
