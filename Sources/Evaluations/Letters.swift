internal import CICU

/// A text with the class of each character: where words, pieces and letters are.
///
/// Positions are bytes; what is counted is characters (code points), as in the reference scorer. A
/// *word* is `\w[\w'’-]*`; `\w` is a letter, a number or « _ ».
///
/// This is the one file of the module with unsafe code. Its proof: C reads `length` bytes of what
/// is lent for the call, and writes at most as many classes, or at most `capacity` bytes, into
/// arrays of that size.
struct Letters {
    let text: [UInt8]
    private let classes: [UInt8]

    /// Classifies a text.
    ///
    /// - Complexity: O(*n*).
    init(_ text: [UInt8]) {
        self.text = text
        classes = [UInt8](unsafeUninitializedCapacity: text.count) { classes, count in
            count = text.count
            text.withUnsafeBufferPointer {
                cicu_classify($0.baseAddress, Int32($0.count), classes.baseAddress)
            }
        }
    }

    private func has(_ index: Int, _ mask: Int32) -> Bool { classes[index] & UInt8(mask) != 0 }

    /// Whether a character starts at this byte.
    func isFirst(_ index: Int) -> Bool { has(index, CICU_FIRST) }
    /// Whether a blank or line end starts at this byte.
    func isBlank(_ index: Int) -> Bool { has(index, CICU_BLANK) }
    /// Whether a letter or number starts at this byte.
    func isAlphanumeric(_ index: Int) -> Bool { has(index, CICU_ALPHANUMERIC) }
    /// Whether a character of a word starts at this byte.
    func isWord(_ index: Int) -> Bool { isAlphanumeric(index) || text[index] == 0x5F }

    /// The byte after the character that starts at `index`.
    func after(_ index: Int) -> Int {
        var next = index + 1
        while next < text.count, !isFirst(next) { next += 1 }
        return next
    }

    /// The first byte of the character before `index`, which is above 0.
    func before(_ index: Int) -> Int {
        var last = index - 1
        while last > 0, !isFirst(last) { last -= 1 }
        return last
    }

    /// The words of a part of the text, cut at its ends.
    ///
    /// - Complexity: O(length of the part).
    func words(in part: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var index = part.lowerBound
        while index < part.upperBound {
            guard isWord(index) else {
                index = after(index)
                continue
            }
            let start = index
            while index < part.upperBound, isWord(index) || isJoiner(index) { index = after(index) }
            words.append(start..<index)
        }
        return words
    }

    /// Apostrophes and the hyphen: within a word, or at its end.
    private func isJoiner(_ index: Int) -> Bool {
        text[index] == 0x27 || text[index] == 0x2D || isSign(index, 0xE2, 0x80, 0x99)
    }

    private func isSign(_ index: Int, _ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        index + 2 < text.count && text[index] == first && text[index + 1] == second
            && text[index + 2] == third
    }

    /// The text cut at line, cell and sentence ends; what has fewer than three letters or numbers
    /// is left out.
    ///
    /// - Complexity: O(*n*).
    func pieces() -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        var letters = 0
        var index = 0
        while index < text.count {
            let next = after(index)
            if isAlphanumeric(index) { letters += 1 }
            if isEnd(index, next) || next == text.count {
                if letters >= 3 { pieces.append(start..<next) }
                start = next
                letters = 0
            }
            index = next
        }
        return pieces
    }

    /// Whether a piece ends with the character `index..<next`.
    private func isEnd(_ index: Int, _ next: Int) -> Bool {
        switch text[index] {
        case 0x0A, 0x09, 0x7C, 0x3B: return true
        case 0x2E, 0x21, 0x3F: break
        default: guard isSign(index, 0xE2, 0x80, 0xA6) else { return false }
        }
        guard next < text.count, isBlank(next) else { return false }
        return !isAbbreviation(endingAt: index)
    }

    /// Whether a stop at `end` belongs to an abbreviation (« Mme », « art », a lone capital).
    private func isAbbreviation(endingAt end: Int) -> Bool {
        if end > 0, text[end - 1] >= 0x41, text[end - 1] <= 0x5A, startsWord(end - 1) {
            return true
        }
        return Self.abbreviations.contains { form in
            end >= form.count && text[(end - form.count)..<end].elementsEqual(form)
                && startsWord(end - form.count)
        }
    }

    /// Whether no character of a word stands before `index`.
    private func startsWord(_ index: Int) -> Bool { index == 0 || !isWord(before(index)) }

    private static let abbreviations = ["MM", "Mr", "Mme", "Dr", "cf", "art", "n°"].map {
        Array($0.utf8)
    }

    /// A text as it is compared loosely: small letters, without accents and invisible signs, ’ as
    /// '.
    ///
    /// - Complexity: O(*n*).
    static func folded(_ text: some Collection<UInt8>) -> [UInt8] {
        let text = Array(text)
        func fold(_ capacity: Int) -> (bytes: [UInt8], length: Int32) {
            var length: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { folded, count in
                length = text.withUnsafeBufferPointer {
                    cicu_fold(
                        $0.baseAddress,
                        Int32($0.count),
                        folded.baseAddress,
                        Int32(capacity)
                    )
                }
                count = length >= 0 && length <= capacity ? Int(length) : 0
            }
            return (bytes, length)
        }
        var result = fold(text.count + 16)
        if Int(result.length) > text.count + 16 { result = fold(Int(result.length)) }
        // what stands here is valid UTF-8: only memory can fail
        precondition(result.length >= 0, "ICU")
        return result.bytes
    }
}
