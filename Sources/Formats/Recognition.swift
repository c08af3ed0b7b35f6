internal import Documents

/// Which encoding bytes are in that are no plain UTF-8.
///
/// French letters and known words decide between the single-byte charsets; a tie is windows-1252.
struct Recognition {
    /// Whether a word, in UTF-8, is one of French.
    typealias IsWord = (_ letters: [UInt8]) -> Bool

    let encoding: Encoding
    let isDoubtful: Bool

    /// A charset that is tried.
    private struct Candidate {
        let encoding: Encoding
        let charset: Charset
        let letters: FrenchLetters
    }

    /// The charsets that are tried, the first of which wins a tie.
    ///
    /// ISO-8859-1 is not among them: it reads as windows-1252.
    private static let candidates: [Candidate] =
        ([.windows1252, .latin9, .macRoman, .cp850] as [Encoding]).compactMap { encoding in
            (try? Charset.of(encoding)).map {
                Candidate(encoding: encoding, charset: $0, letters: FrenchLetters($0))
            }
        }

    /// Words that are looked up in each charset.
    private static let maximumWords = 256
    /// Longer runs are no words.
    private static let maximumLength = 64
    /// A known word counts as much as two letters in their place, an unknown one half of it.
    private static let wordGain = 8
    private static let wordLoss = 4
    /// A lead below this is a doubt.
    private static let clearLead = 6
    /// From so many bytes above ASCII on, what reads badly in every charset is refused.
    private static let fewBytes = 16

    /// Recognises UTF-8 that holds characters encoded twice.
    init(doubleUTF8 bytes: UnsafeBufferPointer<UInt8>) {
        var i = 0
        var others = 0
        while i < bytes.count {
            if bytes[i] < 0x80 {
                i += 1
            } else if let (_, length) = DoubleEncoding.character(bytes, i, isAny: true) {
                i += length
            } else {
                let length = max(1, UTF8Scanner.length(bytes, i))
                // the mark of the file itself was not encoded twice
                if i > 0 || !bytes.starts(with: PlainText.byteOrderMark) { others += 1 }
                i += length
            }
        }
        encoding = others == 0 ? .doubleUTF8 : .partlyDoubleUTF8
        isDoubtful = false
    }

    /// Recognises bytes that are no UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: The whole note, without NUL.
    ///   - stop: The first byte that is no UTF-8.
    ///   - isWord: What is known about words.
    /// - Throws: `FormatError` `badEncoding` when UTF-8 ends within a character, or when many bytes
    ///   read as French in no charset.
    /// - Complexity: O(*n*).
    init(
        _ bytes: UnsafeBufferPointer<UInt8>,
        stop: Int,
        isWord: IsWord
    ) throws(FormatError) {
        if Self.endsWithinCharacter(bytes, stop) { throw FormatError(.badEncoding, at: stop) }
        var (sequences, singles) = (0, 0)
        var isPresent = [Bool](repeating: false, count: 256)
        var i = 0
        while i < bytes.count {
            if bytes[i] < 0x80 {
                i += 1
            } else if let (_, length) = MixedText.character(bytes, i) {
                sequences += 1
                i += length
            } else {
                isPresent[Int(bytes[i])] = true
                singles += 1
                i += 1
            }
        }
        let letters = Self.candidates.map { $0.letters.score(bytes) }
        let scores = Self.scores(letters, bytes, isWord)
        guard let top = scores.max(), let winner = scores.firstIndex(of: top) else {
            throw FormatError(.unavailable, at: 0)
        }
        let best = Self.candidates[winner]
        // pieces of UTF-8 settle it, unless they are so few that another charset has them by chance
        if sequences > 0, best.encoding == .windows1252 || sequences * 8 >= singles {
            encoding = .mixed
            isDoubtful = true
            return
        }
        // names of other languages are unknown words, but not unlikely letters
        if singles >= Self.fewBytes, letters[winner] * 2 < -singles {
            throw FormatError(.badEncoding, at: stop)
        }
        let hasRival = Self.candidates.indices.contains { other in
            top - scores[other] < Self.clearLead
                && isPresent.indices.contains {
                    isPresent[$0]
                        && best.charset.scalar(UInt8($0))
                            != Self.candidates[other].charset.scalar(UInt8($0))
                }
        }
        encoding = best.encoding
        isDoubtful = hasRival || top < singles
    }

    /// Whether UTF-8 is cut at the end: the only byte that stops it starts a character that French
    /// notes hold.
    private static func endsWithinCharacter(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ stop: Int
    ) -> Bool {
        switch bytes[stop] {
        case 0xC2...0xC5, 0xC8, 0xCC, 0xCD, 0xE2, 0xEF, 0xF0: UTF8Scanner.isCut(bytes, stop)
        default: false
        }
    }

    /// Whether UTF-8 that holds no character of French is windows-1252 by its letters: « É » and a
    /// no-break space are UTF-8 too.
    static func isWindows1252(_ bytes: UnsafeBufferPointer<UInt8>, isWord: IsWord) -> Bool {
        let scores = scores(candidates.map { $0.letters.score(bytes) }, bytes, isWord)
        return scores.first.map { $0 > 0 && $0 == scores.max() } ?? false
    }

    /// How well the bytes read as French in each of the candidates: letters and words.
    private static func scores(
        _ letters: [Int],
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ isWord: IsWord
    ) -> [Int] {
        let words = words(bytes)
        return zip(letters, candidates).map { $0 + gain(words, bytes, $1, isWord) }
    }

    // MARK: Words

    /// The first words that hold a byte above ASCII: runs of ASCII letters and such bytes.
    private static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = 0
        var isHigh = false
        for i in 0...bytes.count {
            let byte = i < bytes.count ? bytes[i] : 0x20
            if byte >= 0x80 {
                isHigh = true
            } else if (byte | 0x20) < 0x61 || (byte | 0x20) > 0x7A {
                if isHigh, i - start <= maximumLength { words.append(start..<i) }
                if words.count == maximumWords { break }
                start = i + 1
                isHigh = false
            }
        }
        return words
    }

    /// What the words with an accent gain and lose that the runs hold, read in a charset.
    private static func gain(
        _ words: [Range<Int>],
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ candidate: Candidate,
        _ isWord: IsWord
    ) -> Int {
        var gain = 0
        var letters: [UInt8] = []
        for run in words {
            var isHigh = false
            for i in run.lowerBound...run.upperBound {
                if i < run.upperBound, candidate.letters.isLetter(bytes[i]) {
                    isHigh = isHigh || bytes[i] >= 0x80
                    letters.appendUTF8(candidate.charset.scalar(bytes[i]))
                } else {
                    // a letter alone is a word in every charset
                    if isHigh, letters.count > 2 { gain += isWord(letters) ? wordGain : -wordLoss }
                    letters.removeAll(keepingCapacity: true)
                    isHigh = false
                }
            }
        }
        return gain
    }
}
