import Foundation
import TestSupport
import Testing

/// A note with inline tags: what a jurist would find in it.
///
/// `<PERSON>`, `<OFFICIAL>` … cover words, `<c>` and `<s>` cover passages; tags never overlap, and
/// the words of a secret carry the tag of their category. A line that starts with `##` is dropped.
struct Annotated: CustomTestStringConvertible, Sendable {
    /// Bytes under a tag.
    struct Span: Sendable {
        let tag: String
        let start: Int
        let end: Int
    }

    let name: String
    /// The note without its tags.
    let text: [UInt8]
    let spans: [Span]
    /// What is wrong with the tags; empty when nothing is.
    let faults: [String]
    var testDescription: String { name }

    static let all: [Annotated] = Repository.files(under: "Tests/Golden/annotated", ending: ".txt")
        .compactMap { name in
            let bytes = try? Repository.bytes("Tests/Golden/annotated/\(name)")
            return bytes.map { Annotated(name: name, source: String(decoding: $0, as: UTF8.self)) }
        }

    private static let tags: Set<String> = [
        "PERSON", "INITIALS", "OFFICIAL", "BIRTHDATE", "ADDRESS", "PHONE", "EMAIL", "ONLINE",
        "CONTACT", "NIR", "IBAN", "PLATE", "IDNUM", "HEALTH", "DISABILITY", "ADDICTION", "SOCIAL",
        "VIOLENCE", "JUDICIAL", "SEXUAL", "BELIEF", "RADICAL", "FINANCE", "c", "s",
    ]

    init(name: String, source: String) {
        self.name = name
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        var rest = Substring(lines.filter { !$0.hasPrefix("##") }.joined(separator: "\n"))
        var text: [UInt8] = []
        var spans: [Span] = []
        var faults: [String] = []
        var open: [(tag: String, start: Int)] = []
        while let match = rest.firstMatch(of: /<(\/?)([A-Za-z]+)>/) {
            text += Array(rest[..<match.range.lowerBound].utf8)
            rest = rest[match.range.upperBound...]
            let tag = String(match.2)
            if !Self.tags.contains(tag) {
                faults.append("unknown tag \(tag)")
            } else if match.1.isEmpty {
                open.append((tag, text.count))
            } else if let last = open.popLast(), last.tag == tag {
                spans.append(Span(tag: tag, start: last.start, end: text.count))
            } else {
                faults.append("\(tag) closes nothing")
            }
        }
        text += Array(rest.utf8)
        faults += open.map { "\($0.tag) is never closed" }
        self.text = text
        self.spans = spans.sorted { $0.start < $1.start }
        self.faults = faults
    }

    /// The spans of these tags.
    func spans(_ tags: Set<String>) -> [Span] { spans.filter { tags.contains($0.tag) } }
}
