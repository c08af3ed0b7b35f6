import Foundation
import TestSupport
import Testing

/// `--convert` and `--rendition`, with programs of our own in place of the converters.
@Suite struct ConversionOptionTests {
    static let pdf = Array(
        """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>endobj
        4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
        5 0 obj<</Length 130>>
        stream
        BT /F 9 Tf 50 800 Td (Mme Nadia Trevez, suivie au CMP, habite 12 rue des Lilas.) Tj
        0 -40 Td (Le groupe se retrouve en juin.) Tj ET
        endstream endobj
        trailer<</Root 1 0 R/Size 6>>
        """.utf8
    )
    static let rtf = Array("{\\rtf1\\ansi Mme Nadia Trevez, suivie au CMP.\\par}".utf8)
    static let words = ["Nadia", "Trevez", "CMP", "Lilas"]

    /// A folder with a program for every converter, and one for what stands in `TMPDIR`.
    struct Converters {
        let folder: URL
        var temporary: URL { folder.appending(path: "tmp") }
        var environment: [String: String] {
            ["PATH": "\(folder.path):/usr/bin:/bin", "TMPDIR": temporary.path]
        }

        init(_ script: String) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "tmp"),
                withIntermediateDirectories: true
            )
            for name in ["soffice", "pdfinfo", "pdftotext"] {
                let program = folder.appending(path: name)
                try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755],
                    ofItemAtPath: program.path
                )
            }
        }

        func leftInTemporary() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: temporary.path)
        }

        func remove() { try? FileManager.default.removeItem(at: folder) }
    }

    static func expectNothingSaid(_ run: Program.Run) {
        #expect(run.output.isEmpty)
        for word in words { #expect(!run.error.contains(word)) }
    }

    // MARK: Renditions

    @Test func aPDFIsHeldWithoutRendition() throws {
        let run = try Program.run(["--audience", "pleniere", "FILE"], file: Self.pdf)
        #expect(run.code == 3)
        #expect(run.error.contains("--rendition"))
        Self.expectNothingSaid(run)
    }

    @Test func aRenditionIsTheFilteredText() throws {
        let run = try Program.run(
            ["--audience", "pleniere", "--rendition", "txt"],
            input: Self.pdf
        )
        #expect(run.code == 0)
        #expect(run.text == "[passage retiré]\n\nLe groupe se retrouve en juin.\n")
        #expect(run.error.contains("texte seul"))
    }

    @Test func aRenditionAsDocumentHoldsNothingElse() throws {
        let run = try Program.run(
            ["--audience", "pleniere", "--rendition", "odt"],
            input: Self.pdf
        )
        #expect(run.code == 0)
        #expect(run.text.contains("Le groupe se retrouve en juin."))
        for word in Self.words { #expect(!run.text.contains(word)) }
    }

    @Test func plainTextHasRenditionsToo() throws {
        let run = try Program.run(
            ["--audience", "pleniere", "--rendition", "odt"],
            input: Array("Le groupe se retrouve en été.\n".utf8)
        )
        #expect(run.code == 0)
        #expect(run.text.contains("<text:p>Le groupe se retrouve en été.</text:p>"))
    }

    @Test func aPDFWithoutPagesIsDamaged() throws {
        for arguments in [["--audience", "pleniere"], ["detect"], ["classe"]] {
            let run = try Program.run(arguments, input: Array("%PDF-1.7 Nadia".utf8))
            #expect(run.code == 65)
            #expect(run.error.contains("abîmé"))
            Self.expectNothingSaid(run)
        }
    }

    @Test func otherCommandsReadThePDF() throws {
        #expect(try Program.run(["classe", "FILE"], file: Self.pdf).text == "secret\n")
        let check = try Program.run(["check", "--audience", "pleniere", "FILE"], file: Self.pdf)
        #expect(check.code == 1)
        #expect(check.text.contains("1 nom"))
        #expect(check.text.contains("retenue"))
    }

    @Test func aRenditionIsOneNote() throws {
        let run = try Program.run(
            ["--audience", "pleniere", "--rendition", "txt", "--jsonl"],
            input: []
        )
        #expect(run.code == 64)
    }

    // MARK: Converters that do not do what they should

    @Test func nothingIsConvertedUnasked() throws {
        let run = try Program.run(["--audience", "pleniere", "FILE"], file: Self.rtf)
        #expect(run.code == 3)
        #expect(run.error.contains("--convert"))
        Self.expectNothingSaid(run)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let script: String
        let code: Int32
        let said: String
        var testDescription: String { script }
    }

    static let cases = [
        Case(script: "yes", code: 65, said: "a été arrêtée"),
        Case(script: "cat note.* /dev/stdin >&2; exit 1", code: 65, said: "abîmé"),
        Case(script: "exit 0", code: 65, said: "abîmé"),
        Case(script: "kill -9 $$", code: 65, said: "a été arrêtée"),
        Case(script: "exit 127", code: 78, said: "paquet"),
    ]

    @Test(arguments: cases)
    func aBadConverterLetsNothingOut(_ row: Case) throws {
        let converters = try Converters(row.script)
        defer { converters.remove() }
        let runs = [
            try Program.run(
                ["--audience", "pleniere", "--convert", "FILE"],
                file: Self.rtf,
                environment: converters.environment
            ),
            try Program.run(
                ["--audience", "pleniere", "--rendition", "txt", "FILE"],
                file: Self.pdf,
                environment: converters.environment
            ),
        ]
        for run in runs {
            #expect(run.code == row.code)
            #expect(run.error.contains(row.said))
            Self.expectNothingSaid(run)
        }
        #expect(try converters.leftInTemporary() == [])
    }

    @Test func aMissingConverterIsNamed() throws {
        let empty = FileManager.default.temporaryDirectory.path + "/none"
        for (option, note, package) in [
            ("--convert", Self.rtf, "libreoffice"), ("--rendition=txt", Self.pdf, "poppler-utils"),
        ] {
            let run = try Program.run(
                ["--audience", "pleniere", option, "FILE"],
                file: note,
                environment: ["PATH": empty]
            )
            #expect(run.code == 78)
            #expect(run.error.contains("paquet \(package)"))
            Self.expectNothingSaid(run)
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func whoeverEndsUsFindsNothingLeft(_ signal: Int32) throws {
        let converters = try Converters("echo $$ > ../../pid; exec sleep 300")
        defer { converters.remove() }
        let pid = converters.folder.appending(path: "pid")
        let run = try Program.run(
            ["--audience", "pleniere", "--convert", "FILE"],
            file: Self.rtf,
            environment: converters.environment
        ) { process in
            for _ in 0..<1_000 where !FileManager.default.fileExists(atPath: pid.path) {
                usleep(10_000)
            }
            let left = try converters.leftInTemporary()
            #expect(left.count == 1)
            kill(process.processIdentifier, signal)
        }
        #expect(run.code != 0)
        Self.expectNothingSaid(run)
        #expect(try converters.leftInTemporary() == [])
        let child = try String(contentsOf: pid, encoding: .utf8).split(separator: "\n")
        #expect(kill(try #require(Int32(child.first ?? "")), 0) != 0)
    }
}
