import Commands
import Messages
import Pseudonyms

/// The pipe with keyed pseudonyms: `biffure` becomes it when `--key` is given.
@main
enum Program {
    static func main() {
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
        BiffureCommand.runAndExit()
    }
}
