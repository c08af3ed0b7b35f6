/// The usual prefixes of the namespaces of office files; documents may choose others.
enum Namespaces {
    /// The prefix of a namespace; empty for one that is not known, whose names then stand alone.
    static func prefix(of namespace: String) -> String { prefixes[namespace] ?? "" }

    /// Source: ECMA-376 (transitional and strict), OpenDocument 1.3 part 1.
    private static let prefixes: [String: String] = {
        var prefixes: [String: String] = [
            "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
            "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
            "http://schemas.openxmlformats.org/package/2006/content-types": "types",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
            "http://purl.org/dc/elements/1.1/": "dc",
            "http://purl.org/dc/terms/": "dcterms",
            "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments": "xtc",
            "http://schemas.microsoft.com/office/excel/2006/main": "xm",
            // what Excel 2010 and later add to sheets has the names of what it follows
            "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main": "x",
            "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main": "x",
            "urn:schemas-microsoft-com:vml": "v",
            "urn:schemas-microsoft-com:office:office": "o",
            "urn:schemas-microsoft-com:office:word": "w10",
            "urn:schemas-microsoft-com:office:excel": "x10",
            "http://www.w3.org/1999/xlink": "xlink",
            "http://www.w3.org/XML/1998/namespace": "xml",
        ]
        for (name, prefix) in [
            ("wordprocessingml/main", "w"), ("spreadsheetml/main", "x"),
            ("drawingml/main", "a"), ("drawingml/wordprocessingDrawing", "wp"),
            ("drawingml/picture", "pic"), ("drawingml/chart", "c"),
            ("drawingml/spreadsheetDrawing", "xdr"), ("drawingml/diagram", "dgm"),
            ("officeDocument/relationships", "r"), ("officeDocument/math", "m"),
            ("officeDocument/extended-properties", "app"),
            ("officeDocument/custom-properties", "custom"),
            ("officeDocument/docPropsVTypes", "vt"),
        ] {
            let parts = name.split(separator: "/")
            prefixes["http://schemas.openxmlformats.org/\(parts[0])/2006/\(parts[1])"] = prefix
            prefixes["http://purl.oclc.org/ooxml/\(parts[0])/\(strict(parts[1]))"] = prefix
        }
        for name in [
            "office", "text", "table", "style", "meta", "drawing", "form", "manifest", "script",
            "config", "chart", "presentation", "datastyle",
        ] {
            let prefix =
                switch name {
                case "drawing": "draw"
                case "datastyle": "number"
                default: name
                }
            prefixes["urn:oasis:names:tc:opendocument:xmlns:\(name):1.0"] = prefix
        }
        prefixes["urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"] = "svg"
        prefixes["urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"] = "fo"
        prefixes["urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"] = "loext"
        prefixes["urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"] = "calcext"
        return prefixes
    }()

    /// Strict files write some names otherwise.
    private static func strict(_ name: Substring) -> String {
        switch name {
        case "extended-properties": "extendedProperties"
        case "custom-properties": "customProperties"
        default: String(name)
        }
    }
}
