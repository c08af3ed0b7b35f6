internal import Documents
public import Lexicons
internal import Tokens

extension Reading {
    /// The forms that start at a token.
    ///
    /// - Complexity: O(1).
    public func terms(startingAt first: Int) -> ArraySlice<Term> {
        guard tokens.indices.contains(first) else { return [] }
        return found.termsByFirst[Int(found.firstTerm[first])..<Int(found.firstTerm[first + 1])]
    }

    /// Whether a form starts at a token.
    func startsTerm(_ first: Int) -> Bool { found.firstTerm[first] < found.firstTerm[first + 1] }
}

extension Reading {
    /// Whether the placeholder of a private person starts at a token: « [Personne A] », « [B] ».
    public func isPersonPlaceholder(_ index: Int) -> Bool {
        guard let bytes = placeholder(index) else { return false }
        return Placeholder.person(in: bytes) != nil || Placeholder.isKeyed(bytes)
    }

    /// The number of the person whose placeholder starts at a token, from 0, or nil.
    public func personPlaceholder(_ index: Int) -> Int? {
        placeholder(index).flatMap { Placeholder.person(in: $0) }
    }

    /// The bytes of a short placeholder that starts at a token.
    private func placeholder(_ index: Int) -> ArraySlice<UInt8>? {
        guard tokens[index].isSign("["), marks[index].contains(.opaque) else { return nil }
        var end = index
        while end + 1 < tokens.count, end - index < 6, !tokens[end].isSign("]") { end += 1 }
        return document.text[Int(tokens[index].start)..<Int(tokens[end].end)]
    }

    /// Whether the note holds the placeholder of a private person.
    public var hasPersonPlaceholder: Bool {
        tokens.indices.contains { isPersonPlaceholder($0) }
    }
}
