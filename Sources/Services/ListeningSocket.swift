internal import Glibc

/// Why a listening socket could not be made; it holds a path of the configuration alone.
public struct SocketError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// Another program answers there.
        case inUse
        /// Something that is no socket stands at the path.
        case notASocket
        /// No group has this name.
        case unknownGroup
        /// The path is longer than the system allows.
        case pathTooLong
        /// The address is none.
        case badAddress
        /// The system refused.
        case refused
    }
    /// What failed.
    public let code: Code
    /// Where.
    public let place: String
    /// The error number of the system, or 0.
    public let number: Int32

    init(_ code: Code, _ place: String, _ number: Int32 = 0) {
        self.code = code
        self.place = place
        self.number = number
    }
}

/// Listening sockets, made so that nobody may connect before their rights stand.
public enum ListeningSocket {
    /// Connections that may wait to be accepted.
    private static let backlog: Int32 = 512

    /// A UNIX socket.
    ///
    /// A socket that another run left behind is replaced; one that answers is not.
    ///
    /// - Parameters:
    ///   - path: Where it stands.
    ///   - mode: Its rights, like 0o660.
    ///   - group: The group that it belongs to; nil for that of the process.
    /// - Returns: The descriptor, closed on exec.
    /// - Throws: `SocketError`.
    public static func unix(
        _ path: String,
        mode: UInt32,
        group: String? = nil
    ) throws(SocketError) -> Int32 {
        guard let address = SocketAddress(path) else { throw SocketError(.pathTooLong, path) }
        let owner = try group.map { name throws(SocketError) in try groupNumber(name) }
        try clear(path, address)
        let descriptor = socket(AF_UNIX, streamType, 0)
        guard descriptor >= 0 else { throw SocketError(.refused, path, errno) }
        // the path gets the rights of the socket: nobody connects before those that are wanted stand
        fchmod(descriptor, 0o600)
        let failure = address.withPointer { bind(descriptor, $0, $1) } == 0 ? 0 : errno
        guard failure == 0,
            owner.map({ chown(path, uid_t.max, $0) == 0 }) ?? true,
            chmod(path, mode) == 0, listen(descriptor, backlog) == 0
        else {
            let number = failure == 0 ? errno : failure
            close(descriptor)
            throw SocketError(number == EADDRINUSE ? .inUse : .refused, path, number)
        }
        return descriptor
    }

    /// A TCP socket.
    ///
    /// - Parameters:
    ///   - host: An address of IPv4 or IPv6, or a name.
    ///   - port: Its port; 0 for any that is free.
    /// - Returns: The descriptor, closed on exec.
    /// - Throws: `SocketError`.
    public static func inet(_ host: String, port: Int) throws(SocketError) -> Int32 {
        let place = "\(host):\(port)"
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let first = found else {
            throw SocketError(.badAddress, place)
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(first.pointee.ai_family, streamType, 0)
        guard descriptor >= 0 else { throw SocketError(.refused, place, errno) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0,
            listen(descriptor, backlog) == 0
        else {
            let number = errno
            close(descriptor)
            throw SocketError(number == EADDRINUSE ? .inUse : .refused, place, number)
        }
        return descriptor
    }

    /// Whether a group of the system has this name or number.
    public static func isGroup(_ name: String) -> Bool { (try? groupNumber(name)) != nil }

    private static var streamType: Int32 {
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    }

    /// Removes a socket at which nobody answers.
    private static func clear(_ path: String, _ address: SocketAddress) throws(SocketError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw SocketError(.notASocket, path) }
        let probe = socket(AF_UNIX, streamType, 0)
        guard probe >= 0 else { throw SocketError(.refused, path, errno) }
        defer { close(probe) }
        let answer = address.withPointer { connect(probe, $0, $1) }
        guard answer != 0, errno == ECONNREFUSED else { throw SocketError(.inUse, path) }
        unlink(path)
    }

    private static func groupNumber(_ name: String) throws(SocketError) -> gid_t {
        if let number = gid_t(name) { return number }
        var entry = Glibc.group()
        var found: UnsafeMutablePointer<Glibc.group>?
        var buffer = [CChar](repeating: 0, count: 1 << 16)
        guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            throw SocketError(.unknownGroup, name)
        }
        return entry.gr_gid
    }
}
