/// Why the sockets that the service manager handed over cannot be used.
public struct ServiceError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// The variables say something that is no number, or name another number of sockets.
        case badEnvironment
        /// A descriptor that is no listening socket.
        case notListening
    }
    /// What failed.
    public let code: Code
    /// The descriptor; -1 when none is meant.
    public let descriptor: Int32

    /// An error.
    public init(_ code: Code, descriptor: Int32 = -1) {
        self.code = code
        self.descriptor = descriptor
    }
}
