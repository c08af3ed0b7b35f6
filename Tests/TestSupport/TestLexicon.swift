internal import Decisions
internal import Foundation
internal import Glibc
internal import Levels
public import Lexicons
internal import Mentions

/// The lexicon of the repository, compiled once for all tests.
///
/// The image stands in `.build/test-lexicon/` under a name that changes with each table, with the
/// dictionary and with the compiler, so that an old one is never taken. It is written beside its
/// place and renamed: two test processes at a time do no harm.
public enum TestLexicon {
    private static let folder = Repository.file(".build/test-lexicon")
    private static let dictionary = "/usr/share/hunspell"

    /// The lexicon.
    ///
    /// - Throws: What the compiler said, or that the dictionary is missing.
    public static func shared() throws -> Lexicon { try opened.get().lexicon }

    /// The file of the image, for programs that are run.
    public static func path() throws -> String { try opened.get().path }

    /// The tables of `Lexicons/`, in the order of their paths.
    ///
    /// - Throws: `LexiconError` at the first row that cannot be read.
    public static func tables() throws -> [TableFile] {
        try Repository.files(under: "Lexicons", ending: ".tsv").filter { $0.contains("/") }.map {
            let text = String(decoding: try Repository.bytes("Lexicons/\($0)"), as: UTF8.self)
            return try TableFile(path: String($0.dropLast(4)), text: text)
        }
    }

    /// An image in memory that stays as long as the process.
    public static func kept(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        memory.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(memory)
    }

    private static let opened = Result { try open() }

    private static func open() throws -> (lexicon: Lexicon, path: String) {
        let place = folder.appending(path: "\(try key()).lexicon")
        if let data = try? Data(contentsOf: place),
            let lexicon = try? Lexicon(image: kept(Array(data)))
        {
            return (lexicon, place.path)
        }
        let image = try compile()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let beside = folder.appending(path: "\(UUID().uuidString).new")
        try Data(image).write(to: beside)
        guard rename(beside.path, place.path) == 0 else { throw POSIXError(.EIO) }
        removeOldImages(but: place)
        return (try Lexicon(image: kept(image)), place.path)
    }

    private static func compile() throws -> [UInt8] {
        func text(_ url: URL) throws -> String {
            String(decoding: try Data(contentsOf: url), as: UTF8.self)
        }
        return try LexiconCompiler.compile(
            tables: try tables(),
            plainTables: Dictionary(
                uniqueKeysWithValues: try
                    (PolicyLayer.files
                    + [EvidenceWeights.file, AccessTerms.file]).map {
                        ($0, try text(Repository.file("Lexicons/\($0)")))
                    }
            ),
            affix: try text(URL(filePath: "\(dictionary)/fr.aff")),
            dictionary: try text(URL(filePath: "\(dictionary)/fr.dic"))
        )
    }

    /// Sizes and times of all that the image is made from, as one number.
    private static func key() throws -> String {
        let tables = Repository.files(under: "Lexicons", ending: ".tsv").map { "Lexicons/\($0)" }
        let sources = ["Lexicons", "Tokens"].flatMap { module in
            Repository.files(under: "Sources/\(module)", ending: ".swift").map {
                "Sources/\(module)/\($0)"
            }
        }
        var paths = (tables + sources).map { Repository.file($0).path }
        paths += ["fr.aff", "fr.dic"].map { "\(dictionary)/\($0)" }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for path in paths {
            var status = stat()
            guard stat(path, &status) == 0 else { throw POSIXError(.ENOENT) }
            let time = status.st_mtim
            for byte in "\(path) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)\n".utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
        }
        return String(hash, radix: 16)
    }

    /// Images of more than an hour ago go; a younger one may belong to a run that has just begun.
    private static func removeOldImages(but place: URL) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name != place.lastPathComponent {
            let old = folder.appending(path: name)
            let dates = try? old.resourceValues(forKeys: [.contentModificationDateKey])
            guard let date = dates?.contentModificationDate, date.timeIntervalSinceNow < -3_600
            else { continue }
            try? FileManager.default.removeItem(at: old)
        }
    }
}
