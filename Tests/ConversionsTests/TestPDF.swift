/// A pdf written by hand: what stands where on each page, and whatever else a test wants in it.
struct TestPDF {
    /// A text on a page.
    struct Words {
        let text: String
        let left: Int
        /// From the top of the page, in points.
        let top: Int
    }

    /// The texts of each page.
    var pages: [[Words]]
    /// Objects behind the pages, by name; `@name` stands for the reference.
    var extra: [(name: String, value: String)] = []
    /// Entries of every page: `/Annots[@note]`.
    var pageEntries = ""
    /// Entries of the catalog.
    var catalogEntries = ""
    /// Entries of the properties.
    var properties = ""
    /// Drawn behind the texts of every page.
    var drawing = ""

    init(_ pages: [[Words]]) { self.pages = pages }

    /// Lines below each other on one page, 15 points apart.
    init(lines: [String]) {
        pages = [
            lines.enumerated().map { Words(text: $1, left: 50, top: 60 + 15 * $0) }
        ]
    }

    /// A page with rows of cells at these places.
    init(rows: [[String]], at places: [Int], pitch: Int = 20) {
        pages = [
            rows.enumerated().flatMap { number, row in
                zip(row, places).filter { !$0.0.isEmpty }.map { text, left in
                    Words(text: text, left: left, top: 60 + pitch * number)
                }
            }
        ]
    }

    /// The bytes.
    var bytes: [UInt8] {
        var names: [String: Int] = ["catalog": 1, "tree": 2, "font": 3, "info": 4]
        var next = 5
        for index in pages.indices {
            names["page\(index)"] = next
            names["content\(index)"] = next + 1
            next += 2
        }
        for (name, _) in extra {
            names[name] = next
            next += 1
        }
        let kids = pages.indices.map { "@page\($0)" }.joined(separator: " ")
        var objects: [(String, String)] = [
            ("catalog", "<</Type/Catalog/Pages @tree \(catalogEntries)>>"),
            (
                "tree",
                "<</Type/Pages/Count \(pages.count)/Kids[\(kids)]/MediaBox[0 0 595 842]"
                    + "/Resources<</Font<</F @font >>/XObject<<\(pictures)>>>>>>"
            ),
            (
                "font",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
            ),
            ("info", "<<\(properties)>>"),
        ]
        for (index, page) in pages.enumerated() {
            let content = drawing + page.map(Self.operators).joined()
            let size = content.unicodeScalars.count
            objects.append(
                (
                    "page\(index)",
                    "<</Type/Page/Parent @tree/Contents @content\(index) \(pageEntries)>>"
                )
            )
            objects.append(
                ("content\(index)", "<</Length \(size)>>\nstream\n\(content)\nendstream")
            )
        }
        objects += extra.map { ($0.name, $0.value) }
        var output: [UInt8] = Self.latin1("%PDF-1.4\n")
        var offsets: [Int] = []
        for (number, object) in objects.enumerated() {
            var value = ""
            for (index, piece) in object.1.split(
                separator: "@",
                omittingEmptySubsequences: false
            ).enumerated() {
                let name = piece.prefix { $0.isLetter || $0.isNumber }
                if index > 0, let target = names[String(name)] {
                    value += "\(target) 0 R" + piece.dropFirst(name.count)
                } else {
                    value += (index > 0 ? "@" : "") + piece
                }
            }
            offsets.append(output.count)
            output += Self.latin1("\(number + 1) 0 obj\n\(value)\nendobj\n")
        }
        let start = output.count
        output += Self.latin1("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n")
        for offset in offsets {
            let digits = String(offset)
            let zeros = String(repeating: "0", count: 10 - digits.count)
            output += Self.latin1("\(zeros)\(digits) 00000 n \n")
        }
        output += Self.latin1(
            "trailer<</Size \(objects.count + 1)/Root 1 0 R/Info 4 0 R>>\n"
                + "startxref\n\(start)\n%%EOF\n"
        )
        return output
    }

    private var pictures: String {
        extra.filter { $0.name.hasPrefix("picture") }.map { "/\($0.name) @\($0.name)" }.joined()
    }

    private static func operators(_ words: Words) -> String {
        "BT /F 10 Tf \(words.left) \(842 - words.top) Td (\(words.text)) Tj ET\n"
    }

    private static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}

extension TestPDF {
    /// A grey picture of four pixels that fills the page: what a scanner makes.
    var withPicture: TestPDF {
        var pdf = self
        let head = "<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray"
        pdf.extra.append(
            ("picture", head + "/BitsPerComponent 8/Length 4>>\nstream\n@@@@\nendstream")
        )
        pdf.drawing = "q 500 0 0 700 40 40 cm /picture Do Q\n"
        return pdf
    }
}
