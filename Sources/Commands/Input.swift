import Glibc
import Messages

/// Where a stream comes from.
enum Input {
    /// The descriptor of a file, or of standard input for nil or `-`.
    static func open(_ path: String?) throws(Message) -> Int32 {
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
}
