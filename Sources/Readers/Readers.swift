internal import Conversions
internal import Documents
public import Formats
internal import Mails
internal import Packages

/// The readers of all formats besides text, for the programs that have their libraries.
public enum Readers {
    /// In the order in which they are tried.
    public static var all: [any CarrierReader] {
        let mail = MailReader { (bytes, charset, opener) throws(FormatError) in
            try HTMLText(bytes: bytes, encoding: Encoding(named: charset), opener: opener)
        }
        return [PackageReader(), mail, conversions]
    }

    /// What asks other programs to convert.
    public static var converter: any NoteConverter { conversions }

    private static let conversions = ConversionReader()
}
