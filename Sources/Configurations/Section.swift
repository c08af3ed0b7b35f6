internal import Yams

/// One mapping of the file, whose keys are known and stand once each.
///
/// Values are read from their text and never resolved: `yes`, `0x10` and `~` are words like others.
struct Section {
    /// The keys above, joined by points; empty for the file.
    private let path: String
    /// Where the section begins.
    private let line: Int
    private let values: [String: Node]
    private let nearest: (String, [String]) -> String

    /// The mapping that a text holds.
    ///
    /// - Throws: `tooLarge`, `syntax`, `indirection`, or what is wrong with its keys.
    init(
        yaml: String,
        keys: [String],
        nearest: @escaping (String, [String]) -> String
    ) throws(ConfigurationError) {
        try self.init(try Document.root(of: yaml), "", keys, nearest)
    }

    private init(
        _ node: Node,
        _ path: String,
        _ keys: [String],
        _ nearest: @escaping (String, [String]) -> String
    ) throws(ConfigurationError) {
        self.path = path
        self.nearest = nearest
        line = node.mark?.line ?? 0
        var values: [String: Node] = [:]
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                let line = key.mark?.line ?? 0
                guard case .scalar(let word) = key else {
                    throw ConfigurationError(.wrongType, line: line, key: path)
                }
                guard keys.contains(word.string) else {
                    throw ConfigurationError(
                        .unknownKey,
                        line: line,
                        key: Self.join(path, word.string),
                        nearest: nearest(word.string, keys)
                    )
                }
                guard values.updateValue(value, forKey: word.string) == nil else {
                    let key = Self.join(path, word.string)
                    throw ConfigurationError(.duplicateKey, line: line, key: key)
                }
            }
        case .scalar(let scalar) where scalar.isNothing: break
        default: throw ConfigurationError(.wrongType, line: line, key: path)
        }
        self.values = values
    }

    /// A section that the file does not hold.
    func empty(_ key: String) throws(ConfigurationError) -> Section {
        try Section(Document.nothing, Self.join(path, key), [], nearest)
    }

    // MARK: Values; nil when the file does not hold the key

    func has(_ key: String) -> Bool { values[key] != nil }

    func section(_ key: String, keys: [String]) throws(ConfigurationError) -> Section? {
        guard let node = values[key] else { return nil }
        return try Section(node, Self.join(path, key), keys, nearest)
    }

    /// The sections of a list; none when the file does not hold the key.
    func sections(_ key: String, keys: [String]) throws(ConfigurationError) -> [Section] {
        var sections: [Section] = []
        for node in try list(key) ?? [] {
            sections.append(try Section(node, Self.join(path, key), keys, nearest))
        }
        return sections
    }

    func flag(_ key: String) throws(ConfigurationError) -> Bool? {
        guard let scalar = try scalar(key) else { return nil }
        switch (scalar.style, scalar.string) {
        case (.plain, "true"): return true
        case (.plain, "false"): return false
        default: throw fault(.wrongType, key, nearest: nearest(scalar.string, ["true", "false"]))
        }
    }

    func number(_ key: String, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
        guard let scalar = try scalar(key) else { return nil }
        guard scalar.style == .plain, let number = Decimal.value(of: scalar.string) else {
            throw fault(.wrongType, key)
        }
        guard range.contains(number) else { throw fault(.outOfRange, key) }
        return number
    }

    func word<Word>(_ key: String) throws(ConfigurationError) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        guard let text = try scalar(key)?.string else { return nil }
        guard let word = Word(rawValue: text) else {
            let nearest = nearest(text, Word.allCases.map(\.rawValue))
            throw fault(.unknownWord, key, nearest: nearest)
        }
        return word
    }

    /// Permissions in octal digits, with or without quotes: both look the same to a person.
    func mode(_ key: String) throws(ConfigurationError) -> UInt32? {
        guard let text = try scalar(key)?.string else { return nil }
        let isOctal = text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }
        guard isOctal, 3...4 ~= text.utf8.count, let mode = UInt32(text, radix: 8) else {
            throw fault(.wrongType, key)
        }
        guard mode <= 0o777 else { throw fault(.outOfRange, key) }
        return mode
    }

    /// The name of a group of the system.
    func group(_ key: String) throws(ConfigurationError) -> String? {
        guard let text = try scalar(key)?.string else { return nil }
        let isName = text.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber) || "_-.".contains($0)
        }
        guard isName, 1...32 ~= text.utf8.count else { throw fault(.wrongType, key) }
        return text
    }

    // MARK: Paths and addresses

    func path(_ key: String) throws(ConfigurationError) -> String? {
        guard let node = values[key] else { return nil }
        return try path(of: node, key)
    }

    func paths(_ key: String) throws(ConfigurationError) -> [String]? {
        guard let nodes = try list(key) else { return nil }
        var paths: [String] = []
        for node in nodes { paths.append(try path(of: node, key)) }
        return paths
    }

    /// A path, the default one, or nil for `-`.
    func pathOrNone(_ key: String, default path: String) throws(ConfigurationError) -> String? {
        guard let text = try scalar(key)?.string else { return path }
        return text == "-" ? nil : try self.path(key)
    }

    func socketPath(_ key: String) throws(ConfigurationError) -> String? {
        guard let path = try path(key) else { return nil }
        guard path.utf8.count <= Endpoint.maximumPath else { throw fault(.outOfRange, key) }
        return path
    }

    /// `unix:/path` or `inet:address:port`.
    func socket(_ key: String, allowsRemote: Bool) throws(ConfigurationError) -> Endpoint? {
        guard let text = try scalar(key)?.string else { return nil }
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst("unix:".count))
            guard Self.isAbsolute(path) else { throw fault(.relativePath, key) }
            guard path.utf8.count <= Endpoint.maximumPath else { throw fault(.outOfRange, key) }
            return .unix(path: path)
        }
        guard text.hasPrefix("inet:") else { throw fault(.badAddress, key) }
        return try endpoint(text.dropFirst("inet:".count), key, allowsRemote)
    }

    /// `address:port`.
    func address(_ key: String, allowsRemote: Bool) throws(ConfigurationError) -> Endpoint? {
        guard let text = try scalar(key)?.string else { return nil }
        return try endpoint(text[...], key, allowsRemote)
    }

    private func endpoint(
        _ text: Substring,
        _ key: String,
        _ allowsRemote: Bool
    ) throws(ConfigurationError) -> Endpoint {
        guard let endpoint = Endpoint(hostAndPort: text) else { throw fault(.badAddress, key) }
        guard endpoint.isLocal || allowsRemote else { throw fault(.remoteAddress, key) }
        return endpoint
    }

    private func path(of node: Node, _ key: String) throws(ConfigurationError) -> String {
        let line = node.mark?.line ?? 0
        let name = Self.join(path, key)
        guard case .scalar(let scalar) = node, !scalar.isNothing else {
            throw ConfigurationError(.wrongType, line: line, key: name)
        }
        guard Self.isAbsolute(scalar.string) else {
            throw ConfigurationError(.relativePath, line: line, key: name)
        }
        return scalar.string
    }

    /// From the root, without control characters and without steps back.
    private static func isAbsolute(_ path: String) -> Bool {
        path.hasPrefix("/") && path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
            && !path.split(separator: "/").contains("..")
    }

    // MARK: Nodes and faults

    private func scalar(_ key: String) throws(ConfigurationError) -> Node.Scalar? {
        guard let node = values[key] else { return nil }
        guard case .scalar(let scalar) = node, !scalar.isNothing else {
            throw fault(.wrongType, key)
        }
        return scalar
    }

    private func list(_ key: String) throws(ConfigurationError) -> [Node]? {
        switch values[key] {
        case nil: return nil
        case .sequence(let sequence): return Array(sequence)
        case .scalar(let scalar) where scalar.isNothing: return []
        default: throw fault(.wrongType, key)
        }
    }

    /// An error at a key of this section, or at its first line when it does not hold the key.
    func fault(
        _ code: ConfigurationError.Code,
        _ key: String,
        nearest: String = ""
    ) -> ConfigurationError {
        let line = values[key]?.mark?.line ?? line
        return ConfigurationError(code, line: line, key: Self.join(path, key), nearest: nearest)
    }

    private static func join(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : path + "." + key
    }
}
