import Foundation
import Testing

/// A file of the folder `shared` beside the project, when there is one.
struct SharedText: CustomTestStringConvertible, Sendable {
    let name: String
    /// Its texts: the file itself, or one for each line of JSON.
    let records: [[UInt8]]
    var testDescription: String { name }

    /// As it is, decomposed, upper-cased and with CRLF.
    var variants: [(String, [UInt8])] {
        let whole = Array(records.joined(separator: [UInt8(ascii: "\n")]))
        let text = String(decoding: whole, as: UTF8.self)
        return [
            ("as it is", whole),
            ("in NFD", Array(text.decomposedStringWithCanonicalMapping.utf8)),
            ("upper-cased", Array(text.uppercased().utf8)),
            ("with CRLF", whole.flatMap { $0 == UInt8(ascii: "\n") ? [13, 10] : [$0] }),
        ]
    }

    static let all: [SharedText] = {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let shared = root.appending(path: "../shared").standardizedFileURL
        return ["gold", "real", "corpora"].flatMap { folder in
            let url = shared.appending(path: folder)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
            return names.sorted().compactMap { read(url.appending(path: $0)) }
        }
    }()

    private static func read(_ file: URL) -> SharedText? {
        guard let data = try? Data(contentsOf: file) else { return nil }
        switch file.pathExtension {
        case "txt":
            return SharedText(name: file.lastPathComponent, records: [Array(data)])
        case "jsonl":
            let texts = data.split(separator: UInt8(ascii: "\n")).compactMap { line in
                let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any]
                return (object?["text"] as? String).map { Array($0.utf8) }
            }
            return SharedText(name: file.lastPathComponent, records: texts)
        default:
            return nil
        }
    }
}
