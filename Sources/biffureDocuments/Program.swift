import Commands
import Keys
import Readers

/// The pipe for documents and mail: `biffure` becomes it when it meets one.
@main
enum Program {
    static func main() {
        Keys.provide()
        DocumentFormats.provide(Readers.all, converter: Readers.converter)
        BiffureCommand.runAndExit()
    }
}
