import Commands
import Conversions
import Mails
import Packages

/// The pipe for documents and mail: `biffure` becomes it when it meets one.
@main
enum Program {
    static func main() {
        let conversions = ConversionReader()
        DocumentFormats.provide(
            [PackageReader(), MailReader(), conversions],
            converter: conversions
        )
        BiffureCommand.runAndExit()
    }
}
