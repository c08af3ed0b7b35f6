import Glibc
public import Messages

/// A key file: read whole, refused when others than its owner can read it.
public enum KeyFile {
    /// The bytes of a key.
    ///
    /// - Throws: `Message` with exit code 78, or 66 when there is no such file.
    public static func read(_ path: String) throws(Message) -> [UInt8] {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
            throw Message(
                "la clé « \(path) » est lisible par d'autres que vous (chmod 600)",
                .configuration
            )
        }
        return try Files.read(path, limit: 1 << 16)
    }
}
