import ArgumentParser
import Messages

/// Files one after the other: one that is bad does not hide what the others hold.
enum ManyFiles {
    /// Runs over files, or over standard input without any.
    ///
    /// - Throws: `ExitCode` of the first failure, once all files were read; each was named on standard
    ///   error.
    static func each(_ files: [String], _ body: (_ file: String) throws(Message) -> Void) throws {
        var failure: Message?
        for file in files.isEmpty ? ["-"] : files {
            do throws(Message) {
                try body(file)
            } catch {
                let place = files.isEmpty ? "" : "« \(file) » : "
                Files.say("biffure : \(place)\(error.text)")
                failure = failure ?? error
            }
        }
        if let failure { throw ArgumentParser.ExitCode(failure.code.rawValue) }
    }
}
