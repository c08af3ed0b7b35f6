import Glibc

/// What is wrong with a regular expression.
public enum PatternError: Error, Hashable, Sendable, CaseIterable {
    /// A bracket that nothing closes.
    case brackets
    /// A parenthesis without the other.
    case parentheses
    /// Braces that do not close, or do not hold numbers in their order.
    case braces
    /// A backslash at the end.
    case backslash
    /// A sign of repetition behind nothing.
    case repetition
    /// A range whose end stands before its start.
    case range
    /// The name of a class of characters that nobody knows.
    case characterClass
    /// `\1`: matching them may take for ever.
    case backReference
    /// It needs too much memory.
    case tooLarge
    /// Anything else.
    case other
}

/// An extended regular expression of POSIX that a whole line must match; bytes, not characters.
///
/// It is the C library's own: it starts at once and, without back references, does not go back.
///
/// `@unchecked` is right since `compiled` is written by `regcomp` in `init` alone, and POSIX lets
/// several threads call `regexec` on one compiled expression (glibc locks what it caches there).
public final class LinePattern: @unchecked Sendable {
    /// A longer line never matches.
    public static let maximumLength = 4_096

    private let compiled: UnsafeMutablePointer<regex_t>

    /// Compiles an expression.
    ///
    /// - Throws: `PatternError` saying what is wrong with it.
    public init(_ text: String) throws(PatternError) {
        if Self.holdsBackReference(text) { throw .backReference }
        // alone first: « a)|(b » must not be made good by the parentheses around it; and glibc takes
        // a « ) » that nothing opened for itself, which they would change
        Self.free(try Self.compiled(text))
        if let unbalanced = try? Self.compiled("(" + text) {
            Self.free(unbalanced)
            throw .parentheses
        }
        compiled = try Self.compiled("^(\(text))$")
    }

    deinit { Self.free(compiled) }

    /// Whether a whole line matches.
    ///
    /// - Parameter line: The line without its end.
    /// - Returns: False too for a line over ``maximumLength``.
    public func matches(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard line.count <= Self.maximumLength else { return false }
        var range = regmatch_t(rm_so: 0, rm_eo: regoff_t(line.count))
        let run = { (start: UnsafePointer<CChar>) in
            regexec(self.compiled, start, 1, &range, REG_STARTEND) == 0
        }
        guard let start = line.baseAddress else { return run("") }
        return start.withMemoryRebound(to: CChar.self, capacity: line.count, run)
    }

    private static func holdsBackReference(_ text: String) -> Bool {
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped, byte >= 0x31, byte <= 0x39 { return true }
            isEscaped = byte == 0x5C && !isEscaped
        }
        return false
    }

    private static func compiled(
        _ text: String
    ) throws(PatternError) -> UnsafeMutablePointer<regex_t> {
        let compiled = UnsafeMutablePointer<regex_t>.allocate(capacity: 1)
        compiled.initialize(to: regex_t())
        let failure = regcomp(compiled, text, REG_EXTENDED | REG_NOSUB)
        guard failure != 0 else { return compiled }
        compiled.deallocate()
        throw errors[failure] ?? .other
    }

    private static func free(_ compiled: UnsafeMutablePointer<regex_t>) {
        regfree(compiled)
        compiled.deallocate()
    }

    private static let errors: [Int32: PatternError] = [
        3: .range,  // an element of another alphabet
        4: .characterClass, 5: .backslash, 6: .backReference, 7: .brackets, 8: .parentheses,
        9: .braces, 10: .braces, 11: .range, 12: .tooLarge, 13: .repetition, 15: .tooLarge,
        16: .parentheses,
    ]
}
