internal import Yams

/// The text of the file as nodes, each of which stands where it is read.
enum Document {
    /// What a key without a value holds.
    static var nothing: Node { Node("", .implicit, .plain) }

    /// The nodes of a text.
    ///
    /// - Throws: `tooLarge`, `syntax`, `duplicateKey`, `indirection`.
    /// - Complexity: O(*n*) in the bytes of the text, for keys that are words; a key within a key is
    ///   compared once for each level, of which libyaml allows 1000.
    static func root(of yaml: String) throws(ConfigurationError) -> Node {
        guard yaml.utf8.count <= Configuration.maximumSize else {
            throw ConfigurationError(.tooLarge)
        }
        // before anything is composed: keys that repeat each other are compared node by node
        if let line = firstAnchor(of: yaml) { throw ConfigurationError(.indirection, line: line) }
        let root: Node?
        do {
            // libyaml counts a byte-order mark as a column
            let isMarked = yaml.unicodeScalars.first == "\u{FEFF}"
            let text = isMarked ? String(yaml.unicodeScalars.dropFirst()) : yaml
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            throw fault(of: error, in: yaml)
        }
        guard let root else { return nothing }
        if let line = firstTag(of: root) { throw ConfigurationError(.indirection, line: line) }
        return root
    }

    /// The line of the first anchor, or of a comment that looks like one.
    ///
    /// An anchor is `&` and a character of a name. Behind a letter, a digit or one of `_-./` no token
    /// begins, so what stands there is part of a word.
    private static func firstAnchor(of yaml: String) -> Int? {
        func isName(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        var line = 1
        var before: UInt8 = 0
        var mayBegin = false
        for byte in yaml.utf8 {
            if mayBegin, isName(byte) { return line }
            let isInside =
                isName(before) || before == UInt8(ascii: ".") || before == UInt8(ascii: "/")
            mayBegin = byte == UInt8(ascii: "&") && !isInside
            if byte == UInt8(ascii: "\n") { line += 1 }
            before = byte
        }
        return nil
    }

    /// The line of the first node that wants to be read as something else than it looks like.
    private static func firstTag(of node: Node) -> Int? {
        let usual: Tag.Name
        let tag: Tag
        var children: [Node] = []
        switch node {
        case .scalar(let scalar): (tag, usual) = (scalar.tag, .str)
        case .sequence(let sequence):
            (tag, usual) = (sequence.tag, .seq)
            children = Array(sequence)
        case .mapping(let mapping):
            (tag, usual) = (mapping.tag, .map)
            children = mapping.flatMap { [$0.key, $0.value] }
        case .alias(let alias): return alias.mark?.line ?? 0
        }
        guard tag.rawValue.isEmpty || tag.rawValue == usual.rawValue else {
            return node.mark?.line ?? 0
        }
        for child in children {
            if let line = firstTag(of: child) { return line }
        }
        return nil
    }

    private static func fault(of error: any Error, in yaml: String) -> ConfigurationError {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _):
            return ConfigurationError(.syntax, line: mark.line)
        case .composer(let context, _, let mark, _):
            // without a context it is an alias to nothing
            return ConfigurationError(context == nil ? .indirection : .syntax, line: mark.line)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            return ConfigurationError(.duplicateKey, line: context.mark.line, key: key)
        case .reader(_, let offset, _, _):
            let line = offset.map { 1 + yaml.prefix($0).count(where: \.isNewline) }
            return ConfigurationError(.syntax, line: line ?? 0)
        default: return ConfigurationError(.syntax)
        }
    }
}

extension Node.Scalar {
    /// Whether a key stands without a value.
    var isNothing: Bool { style == .plain && string.isEmpty }
}
