import Glibc
import Testing

@testable import Services

/// A call of the system that did not do what a test needs.
struct CallFailed: Error {
    let name: String

    static func check(_ name: String, _ result: Int32) throws {
        if result < 0 { throw CallFailed(name: name) }
    }
}

/// A folder that goes with its owner.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/biffure-services-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CallFailed(name: "mkdtemp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in ["notify", "full"] { unlink(path + "/" + name) }
        rmdir(path)
    }
}

/// The end of a service manager.
final class DatagramSocket {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        try CallFailed.check("socket", descriptor)
        let address = try #require(SocketAddress(path))
        try CallFailed.check("bind", address.withPointer { bind(descriptor, $0, $1) })
    }

    deinit { close(descriptor) }

    /// The next datagram, or nil when none waits.
    func next() -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }
}

/// Descriptors at numbers of our choice, as a service manager hands them over.
final class PlacedSockets {
    enum Kind { case listening, port, connected, file }

    let descriptors: [Int32]
    private let folder: TemporaryFolder
    private var others: [Int32] = []

    init(_ kinds: [Kind], from first: Int32) throws {
        folder = try TemporaryFolder()
        descriptors = kinds.indices.map { first + Int32($0) }
        for (kind, place) in zip(kinds, descriptors) {
            let opened = try open(kind)
            try CallFailed.check("dup2", dup2(opened, place))
            close(opened)
        }
    }

    deinit {
        for descriptor in descriptors + others { close(descriptor) }
    }

    private func open(_ kind: Kind) throws -> Int32 {
        switch kind {
        case .listening:
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            try CallFailed.check("socket", descriptor)
            // no path: the system gives it a name of its own
            var address = sockaddr(
                sa_family: sa_family_t(AF_UNIX),
                sa_data: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
            )
            try CallFailed.check("bind", bind(descriptor, &address, 2))
            try CallFailed.check("listen", listen(descriptor, 1))
            return descriptor
        case .port:
            return try ListeningSocket.inet("127.0.0.1", port: 0)
        case .connected:
            var pair: [Int32] = [0, 0]
            try CallFailed.check(
                "socketpair",
                socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair)
            )
            others.append(pair[1])
            return pair[0]
        case .file:
            let descriptor = Glibc.open("/dev/null", O_RDONLY)
            try CallFailed.check("open", descriptor)
            return descriptor
        }
    }
}
