import Commands
import Conversions
import Documents
import Formats
import Keys
import Mails
import Packages

/// The pipe for documents and mail: `biffure` becomes it when it meets one.
@main
enum Program {
    static func main() {
        Keys.provide()
        let mail = MailReader { (bytes, charset, opener) throws(FormatError) in
            try HTMLText(bytes: bytes, encoding: Encoding(named: charset), opener: opener)
        }
        let conversions = ConversionReader()
        DocumentFormats.provide([PackageReader(), mail, conversions], converter: conversions)
        BiffureCommand.runAndExit()
    }
}
