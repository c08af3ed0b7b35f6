import Glibc
import Lexicons
import Messages

/// The compiled lexicon, mapped read-only for the life of the process.
enum LexiconFile {
    /// Its name beside the program or under `share/biffure/`.
    static let name = "biffure.lexicon"

    /// Opens the lexicon.
    ///
    /// - Parameter path: A file that the user named, or nil for the usual places.
    /// - Returns: The lexicon, valid as long as the process lives.
    /// - Throws: `Message` with exit code 78 when there is none.
    static func open(_ path: String?) throws(Message) -> Lexicon {
        let folder = Files.programFolder()
        let places =
            path.map { [$0] } ?? ["\(folder)/../share/biffure/\(name)", "\(folder)/\(name)"]
        for place in places {
            let descriptor = Glibc.open(place, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_size > 0,
                let memory = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
                memory != MAP_FAILED
            else { continue }
            do throws(LexiconError) {
                return try Lexicon(
                    image: UnsafeRawBufferPointer(start: memory, count: Int(status.st_size))
                )
            } catch {
                throw Message(Message(error).text + " : « \(place) » ; " + remedy, .configuration)
            }
        }
        throw Message("le lexique compilé est introuvable ; " + remedy, .configuration)
    }

    /// The lexicon with the tables of site folders over it; the same when there are none.
    static func patched(_ base: Lexicon, with sites: [SiteFolder]) throws(Message) -> Lexicon {
        let tables = sites.flatMap(\.tables)
        guard !tables.isEmpty else { return base }
        do throws(LexiconError) {
            var patch = LexiconPatch(base)
            for table in tables { try patch.apply(table) }
            let image = patch.image()
            // it lives as long as the process, like the mapped file
            let memory = UnsafeMutableRawBufferPointer.allocate(
                byteCount: image.count,
                alignment: 16
            )
            memory.copyBytes(from: image)
            return try Lexicon(image: UnsafeRawBufferPointer(memory))
        } catch {
            throw Message(error)
        }
    }

    private static let remedy =
        "pour le produire : biffure lexicon compile DOSSIER-LEXICONS (voir le README)"
}
