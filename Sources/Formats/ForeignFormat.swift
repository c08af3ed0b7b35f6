/// A format that is no plain text, known by the bytes that it starts with.
public enum ForeignFormat: String, Sendable, CaseIterable {
    /// docx, xlsx, pptx.
    case officeOpenXML
    /// odt, ods, odp.
    case openDocument
    /// Any other zip.
    case zip
    /// PDF.
    case pdf
    /// PostScript.
    case postScript
    /// RTF, which looks like text.
    case rtf
    /// XML that is no page: Word 2003, flat OpenDocument, SVG. Its tags cut words.
    case xml
    /// Word, Excel and Outlook before 2007: doc, xls, msg.
    case compoundFile
    /// WordPerfect.
    case wordPerfect
    /// PNG, JPEG, GIF, TIFF, WebP.
    case image
    /// HEIC and videos.
    case media
    /// gzip, bzip2, xz, 7z, rar.
    case archive

    private static let signatures: [(ForeignFormat, [UInt8])] = [
        (.compoundFile, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (.wordPerfect, [0xFF, 0x57, 0x50, 0x43]),
        (.xml, [0xFF, 0xFE, 0x3C, 0x00, 0x3F, 0x00]), (.xml, [0xFE, 0xFF, 0x00, 0x3C, 0x00, 0x3F]),
        (.image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (.image, [0xFF, 0xD8, 0xFF]),
        (.image, Array("GIF87a".utf8)), (.image, Array("GIF89a".utf8)),
        (.image, [0x49, 0x49, 0x2A, 0x00]), (.image, [0x4D, 0x4D, 0x00, 0x2A]),
        (.archive, [0x1F, 0x8B, 0x08]),
        (.archive, Array("BZh".utf8) + [0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
        (.archive, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        (.archive, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        (.archive, Array("Rar!".utf8) + [0x1A, 0x07]),
    ]

    /// Formats that look like text: blanks and a byte-order mark may stand before them.
    private static let readable: [(ForeignFormat, [UInt8])] = [
        (.pdf, Array("%PDF-".utf8)), (.postScript, Array("%!PS".utf8)),
        (.rtf, Array("{\\rtf".utf8)), (.xml, Array("<?xml".utf8)), (.xml, Array("<svg".utf8)),
        (.xml, Array("<w:wordDocument".utf8)), (.xml, Array("<office:document".utf8)),
        (.xml, Array("<pkg:package".utf8)),
    ]

    private static let localHeader: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let emptyArchive: [UInt8] = [0x50, 0x4B, 0x05, 0x06]

    /// The format that bytes start as, or nil for what may be text.
    ///
    /// - Complexity: O(1), but for blanks at the start.
    public init?(startOf bytes: [UInt8]) {
        func starts(_ signature: [UInt8], at offset: Int = 0) -> Bool {
            bytes.dropFirst(offset).starts(with: signature)
        }
        if let (format, _) = Self.signatures.first(where: { starts($0.1) }) {
            self = format
        } else if starts(Self.localHeader) || starts(Self.emptyArchive) {
            self = Self.package(bytes)
        } else if starts(Array("RIFF".utf8)), starts(Array("WEBP".utf8), at: 8) {
            self = .image
        } else if starts(Array("ftyp".utf8), at: 4), bytes[0] == 0 {
            self = .media
        } else {
            let mark = starts([0xEF, 0xBB, 0xBF]) ? 3 : 0
            let start = bytes.dropFirst(mark).prefix(1_024).firstIndex { $0 > 0x20 } ?? bytes.count
            guard let found = Self.readable.first(where: { starts($0.1, at: start) }) else {
                return nil
            }
            self = found.0
        }
    }

    /// Which kind of zip: the name of the first entry tells.
    private static func package(_ bytes: [UInt8]) -> ForeignFormat {
        let name = bytes.dropFirst(30)
        if name.starts(with: "mimetypeapplication/vnd.oasis.opendocument".utf8) {
            return .openDocument
        }
        let parts = ["[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/"]
        return parts.contains { name.starts(with: $0.utf8) } ? .officeOpenXML : .zip
    }
}
