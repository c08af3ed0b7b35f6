/// What a token is.
public enum TokenKind: UInt8, Sendable {
    /// Letters, perhaps with digits behind them.
    case word
    /// Starts with a digit: a number, a time, « 5e », « 06.12.34.56.78 ».
    case number
    /// One sign of punctuation; ``Token/sign`` tells which.
    case punctuation
    /// An emoji or any other sign.
    case symbol
}

/// How a word is written.
public enum Shape: UInt8, Sendable {
    /// No capital.
    case lower
    /// A capital, then small letters.
    case capital
    /// Two capitals or more and no small letter.
    case caps
    /// One capital letter alone.
    case initial
    /// Capitals and small letters in any other order.
    case mixed
}

/// What stands between a token and the one before it.
public enum Gap: UInt8, Sendable {
    /// Nothing: « l'|école », « (|15 ».
    case nothing
    /// Blanks of any kind.
    case blank
    /// A hyphen without blanks: « Jean-|Pierre ».
    case hyphen
    /// A line end inside a sentence that goes on.
    case line
    /// The border of a block: another line, another cell.
    case block
}

/// A word, number or sign of the text.
public struct Token: Sendable {
    /// First byte.
    public var start: Int32
    /// The byte after the last.
    public var end: Int32
    /// Index of the block it stands in.
    public var block: Int32
    /// What it is.
    public var kind: TokenKind
    /// How a word is written.
    public var shape: Shape
    /// What stands before it.
    public var gap: Gap
    /// For punctuation the ASCII sign it stands for (« and “ as `"`, ’ as `'`, – and — as `-`,
    /// … as `.`), else 0.
    public var sign: UInt8
}

extension Token {
    /// Whether it is this sign of punctuation.
    @inlinable
    public func isSign(_ ascii: Unicode.Scalar) -> Bool {
        kind == .punctuation && sign == UInt8(truncatingIfNeeded: ascii.value)
    }

    /// Whether it starts with a capital letter.
    @inlinable
    public var isCapitalised: Bool {
        kind == .word && shape != .lower
    }
}
