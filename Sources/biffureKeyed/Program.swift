import Commands
import Keys

/// The pipe with keyed pseudonyms: `biffure` becomes it when `--key` is given.
@main
enum Program {
    static func main() {
        Keys.provide()
        BiffureCommand.runAndExit()
    }
}
