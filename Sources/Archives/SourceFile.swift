internal import Crypto
internal import Glibc

/// A file of the source, open for reading; not even the time of its last reading is changed where the
/// system allows that.
final class SourceFile {
    /// Why it could not be read whole.
    struct Failure: Error, Sendable {
        /// In one word.
        let cause: String
        /// SHA-256 as far as it was read whole, or nothing.
        let digest: String
    }

    private let descriptor: Int32
    private static let chunkSize = 1 << 16
    /// `O_NOATIME`, which the C library shows under `_GNU_SOURCE` alone; the owner may ask for it.
    static let keepsTime: Int32 = 0o1000000

    /// Opens a file below a folder; nil when it cannot be opened, or is no file any more.
    init?(_ root: String, _ path: [UInt8]) {
        let bytes = root.utf8.map { CChar(bitPattern: $0) } + [0x2F]
        let whole = bytes + path.map { CChar(bitPattern: $0) } + [0]
        let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        var descriptor = open(whole, flags | Self.keepsTime)
        if descriptor < 0, errno == EPERM { descriptor = open(whole, flags) }
        if descriptor < 0, errno == ENAMETOOLONG {
            descriptor = Self.openByStep(root, path, flags | Self.keepsTime)
            if descriptor < 0 { descriptor = Self.openByStep(root, path, flags) }
        }
        var status = stat()
        guard descriptor >= 0 else { return nil }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    /// Opens a file whose whole path is longer than the system takes at a time.
    private static func openByStep(_ root: String, _ path: [UInt8], _ flags: Int32) -> Int32 {
        var folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let steps = path.split(separator: 0x2F)
        for (index, step) in steps.enumerated() where folder >= 0 {
            let name = step.map { CChar(bitPattern: $0) } + [0]
            let isLast = index == steps.count - 1
            let next = openat(folder, name, isLast ? flags : flags | O_DIRECTORY)
            close(folder)
            folder = next
        }
        return folder
    }

    deinit { close(descriptor) }

    /// The first bytes; reading starts again before them.
    func start() throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        _ = try append(to: &bytes)
        lseek(descriptor, 0, SEEK_SET)
        return bytes
    }

    /// All of it.
    ///
    /// - Throws: `Failure` `tooLarge` for more than so many bytes; its digest is that of all.
    func read(limit: Int) throws(Failure) -> (content: [UInt8], digest: String) {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            if try append(to: &bytes) == 0 { return (bytes, Digest.of(bytes)) }
        }
        var digest = SHA256()
        digest.update(data: bytes)
        repeat {
            bytes.removeAll(keepingCapacity: true)
            _ = try append(to: &bytes)
            digest.update(data: bytes)
        } while !bytes.isEmpty
        throw Failure(cause: "tooLarge", digest: Digest.hex(digest.finalize()))
    }

    /// Appends what one read gives; 0 at the end.
    func append(to bytes: inout [UInt8]) throws(Failure) -> Int {
        let size = Self.chunkSize
        let count = withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { chunk -> Int in
            while true {
                let count = Glibc.read(descriptor, chunk.baseAddress, size)
                if count < 0, errno == EINTR { continue }
                if count > 0 { bytes.append(contentsOf: chunk[..<count]) }
                return count
            }
        }
        guard count >= 0 else { throw Failure(cause: "unreadable", digest: "") }
        return count
    }
}

/// A copy that is being written, under a name that tells nothing.
final class Draft {
    private let descriptor: Int32

    /// Makes the file; nil when it cannot be made.
    init?(_ path: String) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Why the last call failed, in one word.
    static var failure: String {
        errno == ENOSPC || errno == EDQUOT ? "disk-full" : "write-failed"
    }

    /// Adds bytes; false when the system does not take them.
    func write(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }
}

/// SHA-256 as the manifest writes it.
enum Digest {
    /// Of bytes, in hexadecimal digits.
    static func of(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

    /// The digits of a digest.
    static func hex(_ digest: SHA256Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }
}
