internal import Formats
internal import Glibc

/// A program that reads a format for us, the package that brings it, and what it may use.
struct Converter: Sendable {
    /// Its name on `PATH`.
    let name: String
    /// The Debian package.
    let package: String
    /// Address space, in bytes.
    let memory: Int

    /// What a pdf says of itself, its text, its pictures, its attachments.
    static let pdfinfo = Converter(name: "pdfinfo", package: "poppler-utils", memory: 512 << 20)
    static let pdftotext = Converter(name: "pdftotext", package: "poppler-utils", memory: 512 << 20)
    static let pdfimages = Converter(name: "pdfimages", package: "poppler-utils", memory: 512 << 20)
    static let pdfdetach = Converter(name: "pdfdetach", package: "poppler-utils", memory: 512 << 20)
    static let pdftoppm = Converter(name: "pdftoppm", package: "poppler-utils", memory: 512 << 20)
    static let pdfunite = Converter(name: "pdfunite", package: "poppler-utils", memory: 512 << 20)
    /// doc, rtf, xls.
    static let soffice = Converter(name: "soffice", package: "libreoffice", memory: 1 << 30)
    /// msg: the library that msgconvert calls.
    static let perl = Converter(
        name: "perl",
        package: "libemail-outlook-message-perl",
        memory: 1 << 30
    )

    /// The file of the program.
    ///
    /// - Throws: `FormatError` `converterMissing`, its part being the package, when no folder of
    ///   `PATH` holds it.
    func path() throws(FormatError) -> String {
        for folder in Self.searchPath.split(separator: ":") {
            let path = "\(folder)/\(name)"
            if folder.hasPrefix("/"), access(path, X_OK) == 0 { return path }
        }
        throw FormatError(.converterMissing, in: package)
    }

    /// The folders where programs are looked for.
    static var searchPath: String {
        guard let value = getenv("PATH") else { return "/usr/local/bin:/usr/bin:/bin" }
        return String(cString: value)
    }
}
