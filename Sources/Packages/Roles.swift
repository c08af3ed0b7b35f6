/// What an element does to the text that people read.
enum Role: Sendable {
    /// Its text is a line.
    case paragraph
    /// Its rows are lines; one row of long cells is a layout, read cell by cell.
    case table
    /// Its cells are a line, with tabs between them.
    case row
    /// A cell of a row.
    case cell
    /// It stands for some characters.
    case sign(String)
    /// A line end within a paragraph.
    case lineBreak
    /// A hyphen that an edit takes away with the word.
    case hyphen
    /// What stands in it is read after the paragraph that it stands in: a text box, a note.
    case aside
    /// Text that was deleted while changes were tracked.
    case deleted
    /// Text that was inserted while changes were tracked.
    case inserted
    /// The code of a field: read after the paragraph.
    case code
    /// Its text is a line at the end that starts with a word for it.
    case labelled(String)
    /// Its text is nothing that people read: enumerations, positions.
    case mute
}

/// What the elements and attributes of office files do.
///
/// An element that is not named here is part of its paragraph, or a line of its own outside of one, so
/// that no text is lost. Source: ECMA-376 part 1, OpenDocument 1.3 part 3.
enum Roles {
    /// What stands before a value that is no sentence of the note: alone on its line a name would be
    /// read as that of who signs.
    static let item = "- "

    /// The role of an element; nil for none.
    static func element(_ name: String) -> Role? { elements[name] }

    private static let elements: [String: Role] = {
        var roles: [String: Role] = [
            // tables of Word, of slides and of OpenDocument
            "w:tbl": .table, "a:tbl": .table, "table:table": .table,
            "w:tr": .row, "a:tr": .row, "table:table-row": .row,
            "w:tc": .cell, "a:tc": .cell, "table:table-cell": .cell,
            "table:covered-table-cell": .cell,
            "w:br": .lineBreak, "w:cr": .lineBreak, "a:br": .lineBreak,
            "text:line-break": .lineBreak,
            "w:tab": .sign("\t"), "text:tab": .sign("\t"), "w:ptab": .sign("\t"),
            "text:s": .sign(" "), "w:sym": .sign(" "),
            "w:noBreakHyphen": .hyphen,
            "w:del": .deleted, "w:moveFrom": .deleted, "w:ins": .inserted, "w:moveTo": .inserted,
            "w:instrText": .code, "w:delInstrText": .code,
            // positions of drawings
            "wp:posOffset": .mute, "wp:align": .mute, "wp14:pctWidth": .mute, "pctWidth": .mute,
            "pctHeight": .mute, "config:config-item": .mute,
            // read by SheetReader
            "x:sheetData": .mute,
            "x:comment": .paragraph, "x:si": .paragraph,
            // tab stops are called as tabs are; the number of a note
            "w:tabs": .mute, "text:note-citation": .mute,
            "dc:date": .mute, "meta:creation-date": .mute, "meta:print-date": .mute,
            "dcterms:created": .mute, "dcterms:modified": .mute, "meta:date-string": .mute,
            // packed copies of what stands elsewhere
            "w:fldData": .mute,
        ]
        for name in ["w:p", "a:p", "text:p", "text:h"] { roles[name] = .paragraph }
        for name in [
            "w:txbxContent", "v:textbox", "text:note", "office:annotation", "draw:frame",
            "draw:text-box", "draw:custom-shape", "draw:line", "draw:rect", "draw:g", "draw:a",
            "draw:ellipse", "draw:circle", "draw:path", "draw:polyline", "draw:polygon",
            "draw:regular-polygon", "draw:connector", "draw:measure", "draw:caption",
            "draw:control", "draw:page-thumbnail", "dr3d:scene", "w:rt", "text:ruby-text",
        ] {
            roles[name] = .aside
        }
        for name in [
            "dc:title", "dc:subject", "dc:description", "cp:keywords", "meta:keyword",
            "cp:category", "svg:title", "svg:desc",
        ] {
            roles[name] = .labelled(item)
        }
        for (name, label) in [
            ("dc:creator", "Auteur"), ("cp:lastModifiedBy", "Modifié par"),
            ("meta:initial-creator", "Auteur"), ("meta:printed-by", "Imprimé par"),
            ("app:Manager", "Responsable"), ("app:Company", "Organisme"),
        ] {
            roles[name] = .labelled(label + " : ")
        }
        return roles
    }()

    /// Whether a label makes the one behind it somebody who works here.
    static func isOfAuthor(_ label: String) -> Bool { authors.contains(label) }

    private static let authors: Set<String> = [
        "Auteur : ", "Modifié par : ", "Imprimé par : ", "Responsable : ", "Organisme : ",
    ]

    /// Whether attributes of a name are read, on some element at least.
    static func mayBeLabelled(_ name: String) -> Bool {
        attributes[name] != nil || ofElements.contains(name) || name == "Target"
            || name == "xlink:href"
    }

    private static let ofElements = Set(attributesOfElements.values.flatMap(\.keys))

    /// The words before the value of an attribute that people read; nil for other attributes.
    static func attribute(_ name: String, of element: String) -> String? {
        guard let label = attributes[name] ?? attributesOfElements[element]?[name] else {
            return nil
        }
        return label.isEmpty ? item : label
    }

    private static let attributes: [String: String] = [
        "descr": "", "alt": "", "w:author": "Auteur : ", "w:tooltip": "", "tooltip": "",
        "w:displayText": "", "o:title": "", "office:title": "", "office:string-value": "",
        "text:string-value": "", "form:label": "", "form:current-value": "", "form:value": "",
        "draw:name": "", "table:description": "", "table:title": "", "office:target-frame-name": "",
        "xlink:title": "", "w:fullDate": "", "text:display-name": "", "text:description": "",
        "w:instr": "", "dc:title": "", "draw:title": "", "text:string-value-if-true": "",
        "text:string-value-if-false": "", "form:title": "", "userId": "", "userName": "",
        "office:chg-author": "Auteur : ",
    ]

    private static let definedName = [
        "comment": "", "description": "", "customMenu": "", "help": "", "statusBar": "",
    ]

    private static let attributesOfElements: [String: [String: String]] = [
        "wp:docPr": ["title": "", "name": ""], "pic:cNvPr": ["title": "", "name": ""],
        "xdr:cNvPr": ["title": "", "name": ""], "cNvPr": ["title": "", "name": ""],
        "v:shape": ["title": ""], "w:alias": ["w:val": ""], "w:tag": ["w:val": ""],
        "w:default": ["w:val": ""], "w:statusText": ["w:val": ""], "w:helpText": ["w:val": ""],
        "w:docVar": ["w:val": "", "w:name": ""], "w:listItem": ["w:value": ""],
        "w:listEntry": ["w:val": ""], "w:mailSubject": ["w:val": ""],
        "text:label": ["text:value": ""],
        "w:tblCaption": ["w:val": ""], "w:tblDescription": ["w:val": ""],
        "v:textpath": ["string": ""],
        "w:person": ["w:author": "Auteur : "], "person": ["author": "Auteur : "],
        "presenceInfo": ["userId": ""],
        // workbooks
        "x:sheet": ["name": "Feuille "], "table:table": ["table:name": "Feuille "],
        "x:dataValidation": ["prompt": "", "promptTitle": "", "error": "", "errorTitle": ""],
        "x:hyperlink": ["display": "", "location": ""], "x:s": ["v": ""],
        "x:tableColumn": ["name": "", "totalsRowLabel": ""],
        "xtc:person": ["displayName": "Auteur : ", "userId": ""],
        "x:sheetName": ["val": "Feuille "], "x:table": ["comment": ""],
        "x:numFmt": ["formatCode": ""],
        "x:filter": ["val": ""], "x:customFilter": ["val": ""], "x:cfRule": ["text": ""],
        "x:sortCondition": ["customList": ""], "x:definedName": definedName,
        "x:cacheField": ["name": "", "caption": ""], "x:pivotField": ["name": ""],
        "x:item": ["n": "", "val": ""], "x:dataField": ["name": ""],
        "x:pivotCacheDefinition": ["refreshedBy": "Auteur : "],
        "x:slicer": ["caption": ""], "x:slicerCacheDefinition": ["sourceName": ""],
        "x:connection": ["name": "", "description": ""], "x:dbPr": ["command": ""],
        "x:queryTableField": ["name": ""], "x:deletedField": ["name": ""],
        "x:scenario": ["name": "", "user": "Auteur : ", "comment": ""],
        "x:inputCells": ["val": ""], "x:customWorkbookView": ["name": ""],
        "x:ddeLink": ["ddeTopic": ""], "x:userInfo": ["name": "Auteur : "],
        "x:rcmt": ["author": "Auteur : "], "x:rsnm": ["oldName": "", "newName": ""],
        "table:data-pilot-member": ["table:name": "", "loext:display-name": ""],
        "table:data-pilot-field": ["table:source-field-name": ""],
        "table:filter-condition": ["table:value": ""],
        "table:filter-set-item": ["table:value": ""], "table:scenario": ["table:comment": ""],
        "office:dde-source": ["office:dde-topic": "", "office:dde-item": ""],
        "meta:user-defined": ["meta:name": ""],
        "text:bibliography-mark": [
            "text:author": "Auteur : ", "text:title": "", "text:note": "", "text:annote": "",
            "text:editor": "Auteur : ",
        ],
    ]

    /// Whether an attribute of some words is none that people write: names of fonts and built-in
    /// styles, drawings.
    static func isTechnical(_ name: String, of element: String) -> Bool {
        technicalElements.contains(element) || technicalAttributes.contains(name)
    }

    private static let technicalElements: Set<String> = [
        "w:rFonts", "w:font", "w:lsdException", "w:altName", "a:latin", "a:ea", "a:cs", "a:font",
        "style:font-face", "draw:enhanced-geometry", "w:panose1", "a:fontScheme", "a:clrScheme",
    ]

    private static let technicalAttributes: Set<String> = [
        "svg:d", "draw:points", "svg:viewBox", "svg:font-family", "fo:font-family",
        "style:font-name", "style", "path", "o:spt", "Ignorable", "mc:Ignorable", "coordsize",
    ]

    /// Attributes and elements that hold a packed copy of what stands elsewhere.
    static let packedCopies: Set<String> = ["o:gfxdata", "w:fldData"]

    /// Elements that hold a picture or an object as letters.
    static let packedObjects: Set<String> = [
        "office:binary-data", "w:binData", "pkg:binaryData", "w:control",
    ]

    /// Elements that go as a whole where a part of them goes: half of one is an error.
    static let indivisible: Set<String> = ["w:dataBinding"]

    /// Attributes and elements with the first letters of who is named before.
    static let initials: Set<String> = [
        "w:initials", "initials", "meta:creator-initials", "loext:sender-initials",
        "text:author-initials", "text:sender-initials",
    ]

    /// Whether an attribute says where a link or a relation leads.
    static func isTarget(_ name: String, of element: String) -> Bool {
        name == "Target" && element == "rel:Relationship" || name == "xlink:href"
    }

    /// Whether an attribute is the name of a sheet, where no bracket may stand.
    static func isSheetName(_ index: Int, _ tree: borrowing XMLTree) -> Bool {
        let name = tree.names[tree[index].name]
        guard name == "name" || name == "table:name" || name == "val" else { return false }
        var start = index
        while start > 0, tree[start].kind == .attribute { start -= 1 }
        let element = tree.names[tree[start].name]
        return name == "val"
            ? element == "x:sheetName" : ["x:sheet", "table:table"].contains(element)
    }

    /// Whether an element holds the header or footer of a sheet, with codes of its own.
    static func isPageText(_ element: String) -> Bool { pageTexts.contains(element) }

    private static let pageTexts: Set<String> = [
        "x:oddHeader", "x:oddFooter", "x:evenHeader", "x:evenFooter", "x:firstHeader",
        "x:firstFooter",
    ]

    /// Whether an attribute counts rows and cells, and its value is a number as it should be: the
    /// row 2008 says nothing of who was born in 2008.
    static func counts(_ attribute: String, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        counters.contains(attribute)
            && value.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x3A || $0 == 0x2E }
    }

    private static let counters: Set<String> = [
        "r", "s", "spans", "ht", "count", "uniqueCount", "si", "table:number-columns-repeated",
        "table:number-rows-repeated", "table:number-columns-spanned", "table:number-rows-spanned",
    ]

    /// The start of the element that a text or an attribute stands in.
    static func element(around index: Int, _ tree: borrowing XMLTree) -> Int {
        var start = index
        while start > 0, tree[start].kind != .start, tree[start].kind != .end { start -= 1 }
        return start
    }

    /// What is longer than Excel reads is cut: titles and messages of validations.
    static func cut(_ value: [UInt8], of attribute: String) -> [UInt8] {
        guard let most = longest[attribute], value.count > most else { return value }
        let text = String(decoding: value, as: UTF8.self)
        return text.utf16.count <= most ? value : Array("[…]".utf8)
    }

    private static let longest = ["promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255]

    /// A header or footer that is longer than Excel reads goes.
    static func cutPageText(_ value: [UInt8]) -> [UInt8] {
        String(decoding: value, as: UTF8.self).utf16.count <= 255 ? value : []
    }

    /// Attributes that name parts of the package: no other name would be found.
    static let partNames: Set<String> = [
        "Target", "xlink:href", "PartName", "manifest:full-path", "Extension", "ContentType",
        "manifest:media-type", "Type",
    ]

    /// Attributes of a cell that say its value again, beside its text.
    static let valuesOfCells: Set<String> = [
        "office:value", "office:date-value", "office:time-value", "office:boolean-value",
        "office:string-value", "table:formula", "calcext:value-type", "office:currency",
    ]
}
