public import Glibc

/// The address of a UNIX socket: a path, or behind `@` a name that no file has.
public struct SocketAddress {
    /// The longest path, in bytes.
    public static let maximumPath = 107

    private var address = sockaddr_un()
    private let length: socklen_t

    /// The address of a path or name; nil when it is too long, or holds a zero byte.
    public init?(_ path: String) {
        guard path.utf8.count <= Self.maximumPath, !path.utf8.contains(0) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            bytes.copyBytes(from: path.utf8)
            // a name begins with a zero byte in place of its mark
            if path.hasPrefix("@") { bytes[0] = 0 }
        }
        let isName = path.hasPrefix("@")
        let start = MemoryLayout.offset(of: \sockaddr_un.sun_path) ?? 2
        length = socklen_t(start + path.utf8.count + (isName ? 0 : 1))
    }

    /// Calls a function with the address as system calls want it.
    public func withPointer<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
