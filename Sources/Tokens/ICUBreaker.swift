import CICU

/// A break iterator of ICU with its buffers.
///
/// This is the one file of the module with unsafe code. Its proof:
/// - `handle` comes from `cicu_breaker_open`, is never copied out of this type, and is closed once:
///   the type is not copyable and only `deinit` closes.
/// - The bytes lent to `cicu_breaker_set_text` are lent for the call only, with the length of the
///   span; C copies them.
/// - `cicu_breaker_next` writes at most as many integers as it is told, which is the capacity that
///   was asked of `append(addingCapacity:)`, and says how many it wrote.
///
/// `Sendable` without a check, because there is one owner, each use is `mutating`, and two iterators
/// share nothing but ICU's read-only data: whoever holds the value may use it on any thread.
struct ICUBreaker: ~Copyable, @unchecked Sendable {
    /// What is cut.
    enum Kind {
        case words, sentences
    }

    private let handle: OpaquePointer

    /// Opens the iterator for French.
    init(_ kind: Kind) throws(TokenError) {
        var opened: OpaquePointer?
        let code = cicu_breaker_open(kind == .words ? CICU_WORDS : CICU_SENTENCES, &opened)
        guard code == 0, let opened else {
            throw TokenError(cicu: code, offset: 0)
        }
        handle = opened
    }

    deinit {
        cicu_breaker_close(handle)
    }

    /// Appends the end of each segment of one run of the text, the end of the run included.
    ///
    /// - Parameters:
    ///   - run: The run, as byte offsets; it is cut as if it stood alone.
    ///   - text: The whole text, whose offsets are appended.
    ///   - boundaries: Where the ends are appended.
    /// - Throws: ``TokenError`` with the start of the run. Some ends may have been appended.
    /// - Complexity: O(*n*), where *n* is the length of the run.
    mutating func appendEnds(
        of run: Range<Int>,
        in text: Span<UInt8>,
        to boundaries: inout [Int32]
    ) throws(TokenError) {
        let code = text.extracting(run).withUnsafeBufferPointer { bytes in
            cicu_breaker_set_text(handle, bytes.baseAddress, Int32(bytes.count))
        }
        guard code == 0 else {
            throw TokenError(cicu: code, offset: run.lowerBound)
        }
        let base = Int32(run.lowerBound)
        let batch = min(run.count, 1024)
        var written: Int32 = 0
        repeat {
            boundaries.makeRoom(for: batch)
            boundaries.append(addingCapacity: batch) { ends in
                ends.withUnsafeMutableBufferPointer { buffer, count in
                    // Room for `batch` was asked for; the buffer may be longer.
                    written = cicu_breaker_next(handle, base, buffer.baseAddress, Int32(batch))
                    count += Int(written)
                }
            }
        } while Int(written) == batch
    }
}

extension TokenError {
    /// The error for a code of `CICU.h`.
    fileprivate init(cicu code: Int32, offset: Int) {
        self.offset = offset
        self.code =
            switch code {
            case CICU_UNAVAILABLE: .icuUnavailable
            case CICU_NO_MEMORY: .outOfMemory
            case CICU_BAD_TEXT: .badEncoding
            default: .icuFailed
            }
    }
}
