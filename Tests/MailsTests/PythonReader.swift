import Foundation
import TestSupport

/// Mails as Python's email package reads them.
enum PythonReader {
    struct Mail: Decodable {
        /// The types of the parts as they stand in each other.
        let tree: String
        /// All that can be read.
        let text: String

        /// Whether a name can be read, in any case.
        func holds(_ name: String) -> Bool { text.lowercased().contains(name) }

        /// The first place where a name can be read as a word, in any case, with what is around it.
        func place(ofWord name: String) -> String? {
            let word =
                "(?i)(?<![A-Za-z0-9\\u0080-\\U0010FFFF])\(name)(?![A-Za-z0-9\\u0080-\\U0010FFFF])"
            guard let range = text.range(of: word, options: .regularExpression) else { return nil }
            let start = text.index(range.lowerBound, offsetBy: -30, limitedBy: text.startIndex)
            let end = text.index(range.upperBound, offsetBy: 30, limitedBy: text.endIndex)
            return String(text[(start ?? text.startIndex)..<(end ?? text.endIndex)])
        }
    }

    private struct Question: Encodable {
        let mail: String
    }

    /// What it reads in each mail.
    static func read(_ mails: [[UInt8]]) throws -> [Mail] {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "mails-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        var questions = Data()
        for mail in mails {
            questions += try JSONEncoder().encode(
                Question(mail: Data(mail).base64EncodedString())
            )
            questions.append(0x0A)
        }
        try questions.write(to: file)
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = ["python3", Repository.file("Tests/MailsTests/read.py").path]
        python.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let answers = output.fileHandleForReading.readDataToEndOfFile()
        python.waitUntilExit()
        return try answers.split(separator: 0x0A).map {
            try JSONDecoder().decode(Mail.self, from: Data($0))
        }
    }
}
