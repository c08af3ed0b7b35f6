internal import Commands
internal import Messages
internal import Pseudonyms

/// Key files as keyed pseudonyms, for the programs that have the cryptography.
public enum Keys {
    /// Says that this program reads key files.
    public static func provide() {
        Keying.provide { path in
            let bytes = try KeyFile.read(path)
            guard let pseudonym = KeyedPseudonym(key: bytes) else {
                throw Message(
                    "la clé « \(path) » est trop courte : il faut au moins "
                        + "\(KeyedPseudonym.minimumKeyLength) octets tirés au hasard",
                    .configuration
                )
            }
            return { pseudonym($0) }
        }
    }
}
