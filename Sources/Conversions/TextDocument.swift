internal import Formats

/// A text as a document for word processors (odt): paragraphs, and tables for rows with tabs.
///
/// It says nothing of anybody: no author, no date, no program.
enum TextDocument {
    private static let type = "application/vnd.oasis.opendocument.text"
    private static let names = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
        office:version="1.2"
        """
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private static let manifest =
        head + """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
            manifest:version="1.2"><manifest:file-entry manifest:full-path="/" \
            manifest:version="1.2" manifest:media-type="\(type)"/><manifest:file-entry \
            manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry \
            manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>
            """
    private static let styles =
        head + """
            <office:document-styles \(names)><office:styles><style:default-style \
            style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.15cm"/>\
            <style:text-properties fo:font-size="11pt" fo:language="fr" fo:country="FR"/>\
            </style:default-style></office:styles><office:automatic-styles>\
            <style:page-layout style:name="page"><style:page-layout-properties \
            fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout>\
            </office:automatic-styles><office:master-styles><style:master-page \
            style:name="Standard" style:page-layout-name="page"/></office:master-styles>\
            </office:document-styles>
            """
    private static let contentHead =
        head + """
            <office:document-content \(names)><office:automatic-styles>\
            <style:style style:name="cell" style:family="table-cell">\
            <style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #808080"/>\
            </style:style></office:automatic-styles><office:body><office:text>
            """
    private static let contentEnd = "</office:text></office:body></office:document-content>\n"

    /// The document.
    ///
    /// - Parameter text: UTF-8.
    /// - Returns: An odt.
    /// - Throws: `FormatError` when memory is missing.
    /// - Complexity: O(*n*).
    static func bytes(of text: [UInt8]) throws(FormatError) -> [UInt8] {
        // the type comes first, so that programs find it without opening the zip
        try DatelessZip.bytes(of: [
            ("mimetype", Array(type.utf8)), ("content.xml", content(text)),
            ("styles.xml", Array(styles.utf8)), ("META-INF/manifest.xml", Array(manifest.utf8)),
        ])
    }

    private static func content(_ text: [UInt8]) -> [UInt8] {
        var content = Array(contentHead.utf8)
        var rows: [ArraySlice<UInt8>] = []
        var isEmpty = true
        func close() {
            if !rows.isEmpty { appendTable(rows, to: &content) }
            rows = []
        }
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.contains(0x09) {
                rows.append(line)
                continue
            }
            close()
            // one empty line parts paragraphs, which their style does here
            if line.isEmpty, !isEmpty {
                isEmpty = true
                continue
            }
            isEmpty = line.isEmpty
            appendParagraph(line, to: &content)
        }
        close()
        return content + Array(contentEnd.utf8)
    }

    private static func appendTable(_ rows: [ArraySlice<UInt8>], to content: inout [UInt8]) {
        let cells = rows.map { $0.split(separator: 0x09, omittingEmptySubsequences: false) }
        let columns = cells.reduce(0) { max($0, $1.count) }
        content += Array("<table:table>".utf8)
        content += Array("<table:table-column table:number-columns-repeated=\"\(columns)\"/>".utf8)
        for row in cells {
            content += Array("<table:table-row>".utf8)
            for cell in row {
                content += Array("<table:table-cell table:style-name=\"cell\">".utf8)
                appendParagraph(cell, to: &content)
                content += Array("</table:table-cell>".utf8)
            }
            if row.count < columns {
                // once for all: one long row does not make the others long
                let rest = "table:number-columns-repeated=\"\(columns - row.count)\""
                content += Array("<table:table-cell table:style-name=\"cell\" \(rest)/>".utf8)
            }
            content += Array("</table:table-row>".utf8)
        }
        content += Array("</table:table>".utf8)
    }

    private static func appendParagraph(_ line: ArraySlice<UInt8>, to content: inout [UInt8]) {
        content += Array("<text:p>".utf8)
        var blanks = 0
        for byte in line {
            if byte == 0x20 {
                blanks += 1
                continue
            }
            appendBlanks(&blanks, to: &content)
            switch byte {
            case 0x26: content += Array("&amp;".utf8)
            case 0x3C: content += Array("&lt;".utf8)
            case 0x3E: content += Array("&gt;".utf8)
            // XML has no controls, and not all of Unicode
            case 0x00..<0x20: blanks += 1
            case 0xBE...0xBF where content.suffix(2) == [0xEF, 0xBF]: content.removeLast(2)
            default: content.append(byte)
            }
        }
        appendBlanks(&blanks, to: &content)
        content += Array("</text:p>".utf8)
    }

    /// A word processor takes several blanks for one unless they are counted.
    private static func appendBlanks(_ blanks: inout Int, to content: inout [UInt8]) {
        if blanks == 1 {
            content.append(0x20)
        } else if blanks > 1 {
            content += Array("<text:s text:c=\"\(blanks)\"/>".utf8)
        }
        blanks = 0
    }
}
