import Foundation
import TestSupport
import Testing

/// Keyed pseudonyms through the program: `biffure` becomes `biffure-keyed`.
@Suite struct KeyTests {
    private static let note = Array("Yanis CARON a cassé une vitre. Yanis a fui.\n".utf8)

    /// Runs the filter with a key file of these bytes and mode.
    private static func run(_ key: [UInt8], mode: Int = 0o600) throws -> Program.Run {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(key).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        defer { try? FileManager.default.removeItem(at: file) }
        return try Program.run(
            ["--audience", "gt-thematique", "--key", file.path],
            input: note
        )
    }

    @Test func onePersonHasOnePseudonymUnderAKey() throws {
        let key = (0..<32).map { UInt8($0) }
        let first = try Self.run(key)
        #expect(first.code == 0)
        let codes = first.text.matches(of: /\[P-[A-Z2-7]{8}\]/).map { String($0.output) }
        #expect(codes.count == 2 && Set(codes).count == 1, "\(first.text)")
        #expect(try Self.run(key).text == first.text)
        #expect(try Self.run(key.reversed()).text != first.text)
        #expect(!first.text.contains("CARON") && !first.error.contains("CARON"))
    }

    @Test func aKeyThatOthersCanReadIsRefused() throws {
        let run = try Self.run((0..<32).map { UInt8($0) }, mode: 0o644)
        #expect(run.code == 78 && run.output.isEmpty && run.error.contains("chmod 600"))
    }

    @Test func aShortKeyIsRefused() throws {
        let run = try Self.run([1, 2, 3])
        #expect(run.code == 78 && run.output.isEmpty && run.error.contains("trop courte"))
    }

    @Test func aMissingKeyIsNamed() throws {
        let run = try Program.run(
            ["--audience", "gt-thematique", "--key", "/nosuch/key"],
            input: Self.note
        )
        #expect(run.code == 66 && run.output.isEmpty && run.error.contains("/nosuch/key"))
    }
}
