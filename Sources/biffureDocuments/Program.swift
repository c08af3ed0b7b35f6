import Commands
import Conversions
import Keys
import Mails
import Packages

/// The pipe for documents and mail: `biffure` becomes it when it meets one.
@main
enum Program {
    static func main() {
        Keys.provide()
        DocumentFormats.provide([PackageReader(), MailReader(), ConversionReader()])
        BiffureCommand.runAndExit()
    }
}
