import Documents
import Formats

/// As much of HTML as the tests of mails need: text between tags, and entities.
struct PageReader: CarrierReader {
    static func open(_ bytes: [UInt8]) -> any Carrier { Page(bytes) }

    func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        bytes.starts(with: "<html".utf8) ? Page(bytes) : nil
    }

    private struct Page: Carrier {
        let source: [UInt8]
        private(set) var pieced = PiecedText()
        var texts: [CarriedText] { [CarriedText(pieced.text, part: "page")] }
        let obstacles: [Obstacle] = []
        private(set) var asides: [[UInt8]] = []
        let mark: String? = nil

        init(_ bytes: [UInt8]) {
            source = bytes
            var i = 0
            while i < bytes.count {
                if bytes[i] == 0x3C {
                    let end = bytes[i...].firstIndex(of: 0x3E) ?? bytes.count - 1
                    if bytes[i...].starts(with: "<p".utf8) { pieced.appendGlue([0x0A]) }
                    asides.append(Array(String(decoding: bytes[i...end], as: UTF8.self).utf8))
                    i = end + 1
                } else if bytes[i] == 0x26,
                    let end = bytes[i...].prefix(8).firstIndex(of: 0x3B)
                {
                    let name = String(decoding: bytes[i + 1..<end], as: UTF8.self)
                    pieced.append(Array(Self.character(name).utf8), at: i..<end + 1)
                    i = end + 1
                } else {
                    pieced.append([bytes[i]], at: i..<i + 1)
                    i += 1
                }
            }
        }

        private static func character(_ name: String) -> String {
            if name.hasPrefix("#"), let number = UInt32(name.dropFirst()),
                let scalar = Unicode.Scalar(number)
            {
                return String(Character(scalar))
            }
            return ["eacute": "é", "nbsp": "\u{A0}"][name] ?? "?"
        }

        func bytes(
            applying edits: [[Edit]],
            without removed: RemovedWords,
            marking: Marking?
        ) throws(FormatError) -> [UInt8] {
            Edit.applied(pieced.edits(edits[0])[0] ?? [], to: source)
        }
    }
}
