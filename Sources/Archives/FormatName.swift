internal import Formats

/// What a file is, in one word: by its content, and by its ending where several formats look alike.
enum FormatName {
    /// The name of a format.
    ///
    /// - Parameters:
    ///   - start: The first bytes of the file.
    ///   - name: Its path.
    /// - Returns: A word in small letters, like the ending of a file name.
    static func of(_ start: [UInt8], name: [UInt8]) -> String {
        let ending = name.split(separator: 0x2F).last.flatMap { last -> String? in
            guard let dot = last.lastIndex(of: 0x2E), dot != last.startIndex else { return nil }
            return String(decoding: last[(dot + 1)...], as: UTF8.self).lowercased()
        }
        func either(_ known: Set<String>, _ other: String) -> String {
            ending.flatMap { known.contains($0) ? $0 : nil } ?? other
        }
        switch ForeignFormat(startOf: start) {
        case .officeOpenXML: return either(["docx", "xlsx", "pptx", "docm", "xlsm"], "ooxml")
        case .openDocument: return either(["odt", "ods", "odp"], "odf")
        case .zip: return "zip"
        case .pdf: return "pdf"
        case .postScript: return "ps"
        case .rtf: return "rtf"
        case .xml: return either(["svg", "fodt", "fods"], "xml")
        case .compoundFile: return either(["doc", "xls", "msg", "ppt"], "ole")
        case .wordPerfect: return "wpd"
        case .image: return "image"
        case .media: return "media"
        case .archive: return either(["gz", "bz2", "xz", "7z", "rar", "tar"], "archive")
        case nil: break
        }
        if MailStart.isMail(start) { return "eml" }
        return either(["csv", "tsv", "md", "html", "htm", "vcf", "ics"], "txt")
    }
}
