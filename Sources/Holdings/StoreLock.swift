internal import Glibc

/// The lock by which one process alone has a store open; it goes with the process.
final class StoreLock: Sendable {
    private let file: PrivateFile

    /// Takes the lock without waiting.
    ///
    /// - Throws: `StoreError` `busy` when another has it.
    init(_ path: String) throws(StoreError) {
        file = try PrivateFile(path, O_RDWR | O_CREAT, .lock)
        guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            if number == EWOULDBLOCK { throw StoreError(.busy, .lock, number: number) }
            throw StoreError(errno: number, .lock)
        }
    }
}
