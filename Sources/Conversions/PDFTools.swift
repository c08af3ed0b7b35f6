internal import Formats

/// The programs of poppler over one pdf, which stands in memory only.
struct PDFTools {
    private let bytes: [UInt8]
    /// The most that a program may print, in bytes.
    private let maximumOutput: Int
    private let deadline = ContinuousClock().now + .seconds(LimitedProcess.defaultSeconds)

    /// Words with their places are longer than the words.
    private static let outputFactor = 4

    /// The tools over a pdf.
    ///
    /// - Parameters:
    ///   - bytes: The pdf.
    ///   - maximumSize: The longest note, in bytes.
    init(_ bytes: [UInt8], maximumSize: Int) {
        self.bytes = bytes
        maximumOutput = maximumSize * Self.outputFactor
    }

    /// What a program prints about the pdf.
    ///
    /// - Parameters:
    ///   - converter: The program.
    ///   - arguments: They name the pdf `/dev/stdin`.
    /// - Returns: nil when it failed.
    /// - Throws: `FormatError` `converterMissing` or `converterLimit`; all tools together have a
    ///   minute.
    func output(of converter: Converter, _ arguments: [String]) throws(FormatError) -> [UInt8]? {
        let result = try run(converter, arguments)
        // out of memory, or stopped by a limit
        guard result.code != nil else { throw FormatError(.converterLimit) }
        return result.code == 0 ? result.output : nil
    }

    /// Why the pdf cannot be opened.
    func failure() throws(FormatError) -> FormatError {
        // the sentence is looked for, never shown
        let said = try run(.pdfinfo, ["/dev/stdin"], readsErrors: true).output
        let isLocked = ["Incorrect password", "encryption", "Encryption"].contains { words in
            Array(said).firstRange(of: Array(words.utf8)) != nil
        }
        return isLocked ? FormatError(Obstacle(.encrypted, in: "")) : FormatError(.damaged)
    }

    private func run(
        _ converter: Converter,
        _ arguments: [String],
        readsErrors: Bool = false
    ) throws(FormatError) -> LimitedProcess.Result {
        let left = ContinuousClock().now.duration(to: deadline).components.seconds
        guard left > 0 else { throw FormatError(.converterLimit) }
        var process = LimitedProcess(converter: converter, arguments: arguments)
        process.input = bytes
        process.maximumOutput = maximumOutput
        process.seconds = Int(left)
        process.readsErrors = readsErrors
        return try process.run()
    }
}
