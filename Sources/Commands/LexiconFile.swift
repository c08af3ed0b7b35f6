import Glibc
import Lexicons
import Messages

/// The memory that a lexicon is read from: it goes with the last who holds it.
///
/// `@unchecked` is right since nobody writes into it after `init`, and `deinit` runs once.
final class LexiconMemory: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer
    private let isMapped: Bool

    /// A file, mapped read-only; nil when it cannot be.
    init?(mapping descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0,
            let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { return nil }
        memory = UnsafeMutableRawBufferPointer(start: start, count: Int(status.st_size))
        isMapped = true
    }

    /// A copy of an image.
    init(_ image: [UInt8]) {
        memory = .allocate(byteCount: image.count, alignment: 16)
        memory.copyBytes(from: image)
        isMapped = false
    }

    deinit {
        if isMapped { munmap(memory.baseAddress, memory.count) } else { memory.deallocate() }
    }

    /// The lexicon in it, valid as long as this object lives.
    func lexicon() throws(LexiconError) -> Lexicon {
        try Lexicon(image: UnsafeRawBufferPointer(memory))
    }
}

/// The compiled lexicon.
enum LexiconFile {
    /// Its name beside the program or under `share/biffure/`.
    static let name = "biffure.lexicon"

    /// Opens the lexicon.
    ///
    /// - Parameter path: A file that the user named, or nil for the usual places.
    /// - Returns: The lexicon, and the memory that it lives in.
    /// - Throws: `Message` with exit code 78 when there is none.
    static func open(_ path: String?) throws(Message) -> (Lexicon, LexiconMemory) {
        let folder = Files.programFolder()
        let places =
            path.map { [$0] } ?? ["\(folder)/../share/biffure/\(name)", "\(folder)/\(name)"]
        for place in places {
            let descriptor = Glibc.open(place, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard let memory = LexiconMemory(mapping: descriptor) else { continue }
            do throws(LexiconError) {
                return (try memory.lexicon(), memory)
            } catch {
                throw Message(Message(error).text + " : « \(place) » ; " + remedy, .configuration)
            }
        }
        let place = path.map { " : « \($0) »" } ?? ""
        throw Message("le lexique compilé est introuvable\(place) ; \(remedy)", .configuration)
    }

    /// A lexicon with the tables of site folders over it; nil when there are none.
    static func patched(
        _ base: Lexicon,
        with sites: [SiteFolder]
    ) throws(Message) -> (Lexicon, LexiconMemory)? {
        let tables = sites.flatMap(\.tables)
        guard !tables.isEmpty else { return nil }
        do throws(LexiconError) {
            var patch = LexiconPatch(base)
            for table in tables { try patch.apply(table) }
            let memory = LexiconMemory(patch.image())
            return (try memory.lexicon(), memory)
        } catch {
            throw Message(error)
        }
    }

    private static let remedy =
        "pour le produire : biffure lexicon compile DOSSIER-LEXICONS (voir le README)"
}
