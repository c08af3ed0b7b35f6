internal import Formats

/// The level that biffure writes into an office file: a property, and a paragraph above the text.
enum LevelMark {
    private static let bookmark = "biffure_niveau_"
    private static let property = "biffure : "
    private static let userProperty = "biffure-niveau"

    /// Whether a part holds the property or the paragraph.
    static func belongs(in label: String) -> Bool {
        ["word/document.xml", "content.xml", "docProps/core.xml", "meta.xml"].contains(label)
    }

    /// The level that a part says; nil when it says none.
    static func read(_ tree: borrowing XMLTree) -> String? {
        for index in tree.events.indices {
            let event = tree[index]
            guard event.kind == .attribute || event.kind == .text, event.value.count < 64,
                event.value.first == UInt8(ascii: "b")
            else { continue }
            let value = String(decoding: event.value, as: UTF8.self)
            if event.kind == .attribute, value.hasPrefix(bookmark) {
                return String(value.dropFirst(bookmark.count))
            }
            if event.kind == .text, value.hasPrefix(property) {
                return String(value.dropFirst(property.count))
            }
        }
        return nil
    }

    /// Writes the level into a part, in place of an older one.
    ///
    /// - Returns: Whether the part was changed.
    /// - Throws: `FormatError`.
    static func write(_ marking: Marking, into tree: borrowing XMLTree) throws(FormatError) -> Bool
    {
        try removeOld(tree)
        for index in tree.events.indices {
            let event = tree[index]
            guard event.kind == .start else { continue }
            switch tree.names[event.name] {
            case "w:body":
                try tree.insert(wordBanner(marking), into: index)
                return true
            case "office:text":
                try tree.insert(textBanner(marking), into: index)
                return true
            case "cp:coreProperties":
                try tree.insert(coreProperty(marking), into: index)
                return true
            case "office:meta":
                try tree.insert(metaProperty(marking), into: index)
                return true
            default: continue
            }
        }
        return false
    }

    private static func removeOld(_ tree: borrowing XMLTree) throws(FormatError) {
        var paragraph = 0
        var element = 0
        for index in tree.events.indices {
            let event = tree[index]
            if event.kind == .start {
                element = index
                let name = tree.names[event.name]
                if name == "w:p" || name == "text:p" { paragraph = index }
            }
            guard event.kind == .attribute || event.kind == .text else { continue }
            let value = String(decoding: event.value.prefix(64), as: UTF8.self)
            if event.kind == .attribute, value.hasPrefix(bookmark) { try tree.remove(paragraph) }
            if event.kind == .text, value.hasPrefix(property) { try tree.remove(element) }
        }
    }

    private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

    private static func wordBanner(_ marking: Marking) -> String {
        """
        <w:p xmlns:w="\(word)"><w:bookmarkStart w:id="9021" w:name="\(bookmark)\(marking.name)"/>\
        <w:r><w:rPr><w:b/></w:rPr><w:t>\(banner(marking))</w:t></w:r>\
        <w:bookmarkEnd w:id="9021"/></w:p>
        """
    }

    private static func textBanner(_ marking: Marking) -> String {
        """
        <text:p xmlns:text="\(text)"><text:bookmark text:name="\(bookmark)\(marking.name)"/>\
        \(banner(marking))</text:p>
        """
    }

    private static func coreProperty(_ marking: Marking) -> String {
        """
        <cp:contentStatus xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/\
        core-properties">\(property)\(marking.name)</cp:contentStatus>
        """
    }

    private static func metaProperty(_ marking: Marking) -> String {
        """
        <meta:user-defined xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" \
        meta:name="\(userProperty)">\(property)\(marking.name)</meta:user-defined>
        """
    }

    /// The words of the banner; they hold no sign of XML.
    private static func banner(_ marking: Marking) -> String {
        String(decoding: marking.banner, as: UTF8.self)
    }
}
