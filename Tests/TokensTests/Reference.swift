import CICU
import Testing

@testable import Tokens

/// What is cut, by the module and by ICU alone.
enum Cut: String, CaseIterable, Sendable {
    case words, sentences

    /// The ends that the module gives.
    func ends(_ text: [UInt8]) throws -> [Int32] {
        var ends: [Int32] = []
        switch self {
        case .words:
            var segmenter = try WordSegmenter()
            try segmenter.segments(of: text.span, into: &ends)
        case .sentences:
            var segmenter = try SentenceSegmenter()
            try segmenter.segments(of: text.span, in: 0..<text.count, into: &ends)
        }
        return ends
    }

    /// The ends that ICU gives over the whole text.
    func endsByICU(_ text: [UInt8]) throws -> [Int32] {
        var handle: OpaquePointer?
        let kind = self == .words ? CICU_WORDS : CICU_SENTENCES
        try #require(cicu_breaker_open(kind, &handle) == 0)
        let breaker = try #require(handle)
        defer { cicu_breaker_close(breaker) }
        try #require(cicu_breaker_set_text(breaker, text, Int32(text.count)) == 0)
        var ends: [Int32] = []
        var batch = [Int32](repeating: 0, count: 500)
        while true {
            let count = Int(cicu_breaker_next(breaker, 0, &batch, Int32(batch.count)))
            if count == 0 { return ends }
            ends += batch[..<count]
        }
    }

    /// Says where module and ICU differ first, in a text of that name; `nil` when they agree.
    ///
    /// Offset and code points only: the text may be a note.
    func difference(_ text: [UInt8], named name: String) throws -> String? {
        let ours = try ends(text)
        let icu = try endsByICU(text)
        guard ours != icu else { return nil }
        let same = zip(ours, icu).prefix { $0 == $1 }.count
        let at = min(
            same < ours.count ? ours[same] : Int32.max,
            same < icu.count ? icu[same] : Int32.max
        )
        let who = same < ours.count && ours[same] == at ? "only the module" : "only ICU"
        let before = String(decoding: text[..<Int(at)].suffix(24), as: UTF8.self)
        let after = String(decoding: text[Int(at)...].prefix(24), as: UTF8.self)
        return "\(rawValue) of \(name): \(who) ends at byte \(at), "
            + "\(Self.codePoints(before)) | \(Self.codePoints(after))"
    }

    private static func codePoints(_ text: String) -> String {
        text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
    }
}

/// Random numbers that a seed fixes (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
