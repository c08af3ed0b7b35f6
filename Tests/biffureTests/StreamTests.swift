import Foundation
import TestSupport
import Testing

/// Many notes in one stream, through the program.
@Suite struct StreamTests {
    /// 200 notes of several kinds, two of them no objects.
    private static func records() throws -> [UInt8] {
        var lines: [String] = []
        for number in 0..<200 {
            let note =
                switch number % 4 {
                case 0: "Le conseil se réunit."
                case 1: "Lina ZORBALEC est suivie au CMP."
                case 2: String(repeating: "Mme ZORBALEC a cassé une vitre. ", count: number / 8)
                default: Marked.note
                }
            let object: [String: Any] = ["id": number, "text": note]
            let data = try JSONSerialization.data(withJSONObject: object)
            lines.append(number % 90 == 60 ? "no object" : String(decoding: data, as: UTF8.self))
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    @Test(arguments: [["--audience", "pleniere"], ["detect"], ["classe"]])
    func anyNumberOfWorkersGivesTheSameBytes(_ command: [String]) throws {
        let input = try Self.records()
        let one = try Program.run(command + ["--jsonl"], input: input)
        #expect(one.lines.count == 200)
        #expect(one.code == 65)
        #expect(one.error.contains("2 lignes en erreur"))
        for index in [60, 150] { #expect(one.lines[index].contains("\"not-json\"")) }
        for jobs in [["-j", "2"], ["-j3"], ["--jobs", "9"]] {
            let run = try Program.run(command + ["--jsonl"] + jobs, input: input)
            #expect(run.output == one.output)
            #expect(run.error == one.error)
            #expect(run.code == one.code)
        }
    }

    @Test func nothingInGivesNothingOut() throws {
        for arguments in [["--jsonl"], ["--jsonl", "-j4"], ["--separator", "page", "-j4"]] {
            let run = try Program.run(["--audience", "pleniere"] + arguments)
            #expect(run.code == 0)
            #expect(run.output.isEmpty)
        }
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let arguments: [String]
        let code: Int32
        let says: String
        var testDescription: String { fact }

        init(_ fact: String, _ arguments: [String], _ code: Int32, _ says: String) {
            self.fact = fact
            self.arguments = arguments
            self.code = code
            self.says = says
        }
    }

    static let wrong = [
        Row("no worker", ["--jsonl", "-j", "0"], 64, "de 1 à 64"),
        Row("too many workers", ["--jsonl", "-j", "65"], 64, "de 1 à 64"),
        Row("workers that are no number", ["--jsonl", "-j", "deux"], 64, "ne convient pas"),
        Row("workers for one note", ["-j", "2"], 64, "demandent --jsonl"),
        Row("going on with one note", ["--keep-going"], 64, "demandent --jsonl"),
        Row("two kinds of streams", ["--jsonl", "--separator", "page"], 64, "pas ensemble"),
        Row("a stream to a folder", ["--separator", "-+", "--output", "x"], 64, "--output"),
        Row("a bad expression", ["--separator", "("], 64, "parenthèse"),
        Row("a bracket that stays open", ["--separator", "[a"], 64, "crochet"),
        Row("a back reference", ["--separator", "(a)\\1"], 64, "renvois"),
        Row("UTF-16 by name", ["--separator", "-+", "--encoding", "utf-16le"], 64, "UTF-16"),
    ]

    @Test(arguments: wrong)
    func wrongUseExitsInFrench(_ row: Row) throws {
        let run = try Program.run(["--audience", "pleniere"] + row.arguments)
        #expect(run.code == row.code)
        #expect(run.output.isEmpty)
        #expect(run.error.hasPrefix("biffure : "))
        #expect(run.error.contains(row.says), "\(run.error)")
    }

    // MARK: Order and pauses

    /// Three notes leave while the input pauses behind them; nothing waits for more.
    @Test(arguments: ["1", "3"])
    func notesLeaveWhileTheInputPauses(_ jobs: String) throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["classe", "--jsonl", "-j", jobs, "--lexicon", try TestLexicon.path()]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        for number in 0..<3 {
            input.fileHandleForWriting.write(Data("{\"id\":\(number),\"text\":\"a\"}\n".utf8))
            var line = Data()
            while line.last != 0x0A { line += output.fileHandleForReading.availableData }
            #expect(
                String(decoding: line, as: UTF8.self) == "{\"id\":\(number),\"level\":\"public\"}\n"
            )
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    /// A reader that stops makes the program stop reading: its place in the input stands still.
    @Test(arguments: ["1", "2"])
    func aSlowReaderSlowsTheReading(_ jobs: String) throws {
        // no objects: each costs little and is answered
        let line = String(repeating: "x", count: 99) + "\n"
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let stream = Data(String(repeating: line, count: 40_000).utf8)
        try stream.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = [
            "--audience", "pleniere", "--jsonl", "-j", jobs, "--lexicon", try TestLexicon.path(),
        ]
        let input = try FileHandle(forReadingFrom: file)
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // the offset is shared with the child
        var places: [UInt64] = []
        while places.count < 4 || places.suffix(4).contains(where: { $0 != places.last }) {
            Thread.sleep(forTimeInterval: 0.5)
            places.append(try input.offset())
            try #require(places.count < 100)
        }
        #expect(try #require(places.last) < 2 << 20)
        let answers = output.fileHandleForReading.readDataToEndOfFile()
        #expect(answers.count { $0 == 0x0A } == 40_000)
        process.waitUntilExit()
        #expect(process.terminationStatus == 65)
    }

    /// The input stays open and silent: the end must not wait for it.
    @Test func aReaderThatLeavesEndsTheProgram() throws {
        let process = Process()
        let (input, output, error) = (Pipe(), Pipe(), Pipe())
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["classe", "--jsonl", "-j", "2", "--lexicon", try TestLexicon.path()]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = error
        try process.run()
        try output.fileHandleForReading.close()
        input.fileHandleForWriting.write(Data("{\"text\":\"a\"}\n".utf8))
        process.waitUntilExit()
        #expect(process.terminationStatus == 74)
        let said = String(decoding: error.fileHandleForReading.availableData, as: UTF8.self)
        #expect(said == "biffure : écriture impossible : le lecteur est parti\n")
        try input.fileHandleForWriting.close()
    }
}
