import Foundation
import TestSupport
import Testing

/// The daemon behind a real Postfix: the cases of `Tests/Postfix`, which start both in a folder of
/// their own.
@Suite struct PostfixTests {
    @Test func everyCaseHolds() throws {
        let run = Process()
        run.executableURL = URL(filePath: "/usr/bin/env")
        run.arguments = [
            "python3", Repository.file("Tests/Postfix/cases.py").path,
            "--biffured", Repository.program("biffured").path,
            "--lexicon", try TestLexicon.path(),
        ]
        let output = Pipe()
        run.standardOutput = output
        run.standardError = output
        try run.run()
        let said = String(
            decoding: try output.fileHandleForReading.readToEnd() ?? Data(),
            as: UTF8.self
        )
        run.waitUntilExit()
        #expect(run.terminationStatus == 0, "\(said)")
        // a run that found no case would hold too
        #expect(said.split(separator: "\n").count { $0.hasPrefix("ok") } > 30, "\(said)")
    }
}
