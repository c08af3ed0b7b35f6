/// What the settings of Postfix say of mail that no filter answers for.
///
/// With `accept` Postfix lets through what the gateway did not judge, and its version 3.7 may deliver
/// the half of a rewritten mail when the gateway ends in the midst of an answer.
public enum PostfixSettings {
    /// The files of Postfix that can say so.
    public enum File: String, Hashable, Sendable {
        /// `main.cf`.
        case main = "main.cf"
        /// `master.cf`, whose options override `main.cf` for one service.
        case master = "master.cf"
    }

    /// A place in the settings.
    public struct Place: Hashable, Sendable {
        /// The file.
        public let file: File
        /// Its line, from 1.
        public let line: Int
    }

    /// Where Postfix is told to accept mail that no filter answers for.
    ///
    /// That is `milter_default_action = accept`, whose last definition counts, `default_action=accept`
    /// within the braces of a filter in a list of filters, or either of them as an option of a
    /// service. Which filter is meant is not looked at, nor are tables (`smtpd_milter_maps`).
    ///
    /// - Parameters:
    ///   - mainCF: The text of `main.cf`.
    ///   - masterCF: The text of `master.cf`, when it can be read.
    /// - Returns: The first such line of `main.cf`, else of `master.cf`, or nil.
    /// - Complexity: O(*n*) in the bytes of both, and of the values that `$name` stands for.
    ///
    /// Source: postconf(5), MILTER_README, master(5).
    public static func acceptsByDefault(mainCF: String, masterCF: String?) -> Place? {
        var definitions: [Substring: (value: Substring, line: Int)] = [:]
        let lines = logicalLines(of: mainCF)
        for (text, line) in lines {
            guard let (name, value) = definition(text[...]) else { continue }
            definitions[name] = (value, line)
        }
        let values = definitions.mapValues(\.value)
        let main = definitions.filter { accepts($0.key, $0.value.value, values) }
        if let line = main.values.map(\.line).min() { return Place(file: .main, line: line) }
        for (text, line) in logicalLines(of: masterCF ?? "") {
            let accepting = options(of: text).contains { accepts($0.name, $0.value, values) }
            if accepting { return Place(file: .master, line: line) }
        }
        return nil
    }

    private static let filterLists: [Substring] = ["smtpd_milters", "non_smtpd_milters"]

    private static func accepts(
        _ name: Substring,
        _ value: Substring,
        _ definitions: [Substring: Substring]
    ) -> Bool {
        let value = followed(value, definitions)
        if name == "milter_default_action" { return value.lowercased() == "accept" }
        guard filterLists.contains(name) else { return false }
        // { unix:/path, default_action = accept } and a list that a parameter holds
        for word in words(value, separators: ", \t\n") {
            let filter = followed(word, definitions)
            guard filter.first == "{" else { continue }
            for setting in words(unbraced(filter), separators: ",\n") {
                guard let (name, value) = definition(setting), name == "default_action" else {
                    continue
                }
                if followed(value, definitions).lowercased() == "accept" { return true }
            }
        }
        return false
    }

    /// The value of `$name`, `${name}` or `$(name)` where nothing else stands.
    private static func followed(
        _ value: Substring,
        _ definitions: [Substring: Substring]
    ) -> Substring {
        var value = value
        for _ in 0..<16 {
            guard value.first == "$" else { break }
            let name = value.dropFirst().drop { "{(".contains($0) }
                .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            guard let next = definitions[name] else { break }
            value = next
        }
        return value
    }

    // MARK: How the files are written

    /// Lines joined with those that continue them, without comments, and their numbers.
    private static func logicalLines(of file: String) -> [(text: String, line: Int)] {
        var logical: [(text: String, line: Int)] = []
        let lines = file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let text = trimmed(line)
            // a comment or a blank line ends nothing
            guard let first = text.first, first != "#" else { continue }
            if line.first?.isWhitespace == true, let last = logical.indices.last {
                logical[last].text += "\n" + text
            } else {
                logical.append((String(text), index + 1))
            }
        }
        return logical
    }

    /// `name = value`, or nil.
    private static func definition(_ text: Substring) -> (name: Substring, value: Substring)? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        return (trimmed(text[..<equals]), trimmed(text[text.index(after: equals)...]))
    }

    /// What `-o name=value` and `-o { name = value }` set for one service.
    private static func options(of text: String) -> [(name: Substring, value: Substring)] {
        var options: [(name: Substring, value: Substring)] = []
        var isNext = false
        for word in words(text[...], separators: " \t\n") {
            if isNext {
                let text = word.first == "{" ? unbraced(word) : word
                if let option = definition(text) { options.append(option) }
                isNext = false
            } else if word == "-o" {
                isNext = true
            } else if word.hasPrefix("-o"), let option = definition(word.dropFirst(2)) {
                options.append(option)
            }
        }
        return options
    }

    /// Words between separators; what stands within braces is part of one word.
    private static func words(_ text: Substring, separators: String) -> [Substring] {
        var depth = 0
        return text.split { character in
            if character == "{" { depth += 1 }
            if character == "}" { depth = max(0, depth - 1) }
            return depth == 0 && separators.contains(character)
        }.map { trimmed($0) }
    }

    private static func unbraced(_ text: Substring) -> Substring {
        trimmed(text.dropFirst().last == "}" ? text.dropFirst().dropLast() : text.dropFirst())
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
        return start[...last]
    }
}
