internal import CXML
internal import Formats

/// What stands at one place of an XML document.
struct XMLEvent {
    enum Kind: Int32 {
        case start = 1
        case end, attribute, text, comment, instruction, namespace
    }

    let kind: Kind
    /// Number of the name in ``XMLTree/names``; -1 for texts and comments.
    let name: Int
    /// The value of texts, comments and attributes, UTF-8.
    let value: UnsafeBufferPointer<UInt8>
}

/// An XML document in memory, as a list of events; changed by the number of an event.
///
/// It lives within the call of ``open(_:part:_:)`` alone, and so do its events.
struct XMLTree: ~Copyable {
    private let document: OpaquePointer
    /// The events in the order of the document; attributes follow their start.
    let events: UnsafeBufferPointer<cxml_event>
    /// The names, with the usual prefix of their namespace: `w:p`, `text:span`, `descr`.
    let names: [String]

    /// Reads a document and hands it to a function.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - part: Where it stands, for errors.
    ///   - body: What is done with it.
    /// - Returns: What the function returns.
    /// - Throws: `FormatError` `damaged`, and what the function throws.
    /// - Complexity: O(*n*).
    static func open<Value>(
        _ bytes: [UInt8],
        part: String,
        _ body: (borrowing XMLTree) throws(FormatError) -> Value
    ) throws(FormatError) -> Value {
        var document: OpaquePointer?
        let result = bytes.withUnsafeBufferPointer {
            cxml_read($0.baseAddress, $0.count, &document)
        }
        guard result == 0, let document else { throw FormatError(.damaged, in: part) }
        let tree = XMLTree(document)
        return try body(tree)
    }

    private init(_ document: OpaquePointer) {
        self.document = document
        var count = 0
        let first = cxml_events(document, &count)
        events = UnsafeBufferPointer(start: first, count: count)
        names = (0..<cxml_name_count(document)).map { number in
            var space: UnsafePointer<CChar>?
            var local: UnsafePointer<CChar>?
            cxml_name(document, number, &space, &local)
            let name = local.map { String(cString: $0) } ?? ""
            let prefix = space.map { Namespaces.prefix(of: String(cString: $0)) } ?? ""
            return prefix.isEmpty ? name : "\(prefix):\(name)"
        }
    }

    deinit { cxml_close(document) }

    /// The event of a number.
    subscript(_ index: Int) -> XMLEvent {
        let event = events[index]
        return XMLEvent(
            kind: XMLEvent.Kind(rawValue: event.kind) ?? .comment,
            name: Int(event.name),
            value: UnsafeBufferPointer(start: event.value, count: event.length)
        )
    }

    /// Gives a text, comment or attribute another value, UTF-8.
    func set(_ index: Int, to value: [UInt8]) throws(FormatError) {
        try check(cxml_set(document, index, value, value.count))
    }

    /// Takes away an element with all in it, an attribute or a comment.
    func remove(_ index: Int) throws(FormatError) {
        try check(cxml_remove(document, index))
    }

    /// Gives an element an attribute, which keeps its namespace when it is there.
    func set(_ index: Int, attribute name: String, to value: String) throws(FormatError) {
        try check(cxml_set_attribute(document, index, name, value))
    }

    /// Puts XML as first children into an element; its prefixes are those of that place.
    func insert(_ xml: String, into index: Int) throws(FormatError) {
        try check(cxml_insert(document, index, xml, xml.utf8.count))
    }

    /// The document as bytes.
    func written() throws(FormatError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        try check(cxml_write(document, &bytes, &count))
        defer { cxml_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    private func check(_ result: Int32) throws(FormatError) {
        guard result == 0 else { throw FormatError(.damaged) }
    }
}
