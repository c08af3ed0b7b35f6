internal import Formats
internal import Glibc

/// A folder that nobody else may open, for the programs that read files only; it goes with all that
/// stands in it, also when somebody ends us meanwhile.
struct PrivateFolder: ~Copyable {
    /// Its path.
    let path: String
    private let hold: SignalHold

    /// Makes one under `TMPDIR`, mode 0700.
    ///
    /// - Throws: `FormatError` `converterLimit` when there is no room.
    init() throws(FormatError) {
        hold = SignalHold()
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/biffure-XXXXXX".utf8CString)
        guard
            let made = template.withUnsafeMutableBufferPointer({ buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            })
        else {
            hold.release()
            throw FormatError(.converterLimit)
        }
        path = made
    }

    deinit {
        Self.remove(path)
        hold.release()
    }

    /// Writes a file that only we can read.
    ///
    /// - Throws: `FormatError` `converterLimit` when there is no room.
    func write(_ bytes: [UInt8], as name: String) throws(FormatError) {
        let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FormatError(.converterLimit) }
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
            }
            guard count > 0 else { throw FormatError(.converterLimit) }
            start += count
        }
    }

    /// Makes a folder in it.
    ///
    /// - Throws: `FormatError` `converterLimit` when there is no room.
    func makeFolder(_ name: String) throws(FormatError) {
        guard mkdir("\(path)/\(name)", 0o700) == 0 else { throw FormatError(.converterLimit) }
    }

    /// The bytes of a file; nil when there is none.
    ///
    /// - Throws: `FormatError` `tooLarge` beyond a limit, in bytes.
    func read(_ name: String, limit: Int) throws(FormatError) -> [UInt8]? {
        let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        let size = Int(status.st_size)
        guard size <= limit else { throw FormatError(.tooLarge, at: limit) }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(
                    descriptor,
                    buffer.baseAddress.map { $0 + count },
                    size - count
                )
                guard got > 0 else { break }
                count += got
            }
        }
        return bytes
    }

    /// Removes a folder and all below it, following no link.
    private static func remove(_ folder: String) {
        guard let directory = opendir(folder) else { return }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            let path = "\(folder)/\(name)"
            if unlink(path) != 0 { remove(path) }
        }
        closedir(directory)
        rmdir(folder)
    }
}
