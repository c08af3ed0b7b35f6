public import Glibc
internal import Services

/// One end of a UNIX socket, for a test that talks to a server.
public final class UnixClient: Sendable {
    private let descriptor: Int32

    /// The other end has closed, or was never there.
    public struct Closed: Error {
        /// It.
        public init() {}
    }

    /// Connects to the socket at a path.
    public init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard let address = SocketAddress(path),
            address.withPointer({ connect(descriptor, $0, $1) }) == 0
        else { throw Closed() }
        // who is not answered says so
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        let length = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, length)
    }

    deinit { close(descriptor) }

    /// Says bytes.
    public func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Closed() }
            rest = rest.dropFirst(count)
        }
    }

    /// What comes in one piece; empty when the other end has closed or does not answer.
    public func read() -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(descriptor, &chunk, chunk.count)
        return Array(chunk[..<max(0, count)])
    }

    /// Says that all is said.
    public func end() { shutdown(descriptor, Int32(SHUT_WR)) }
}
