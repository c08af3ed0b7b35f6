import Documents
import Formats
import TestSupport
import Testing

/// Any bytes are read in linear time, and no text is lost.
@Suite struct HTMLHostileTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let html: @Sendable () -> String
        var testDescription: String { fact }

        init(_ fact: String, _ html: @autoclosure @escaping @Sendable () -> String) {
            self.fact = fact
            self.html = html
        }
    }

    private static func times(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    static let rows = [
        Row("tags that nobody closes", times("<div><b>", 100_000)),
        Row("signs that start nothing", times("<", 1_000_000)),
        Row("tags without end", times("<a ", 300_000)),
        Row("values without end", times("<a b='", 150_001)),
        Row("a value of 5 MB", "<p title=\"\(times("Karim a ", 650_000))\">"),
        Row("a link of 5 MB", "<a href=\"\(times("abc/", 1_250_000))\">"),
        Row("comments that nobody closes", times("<!--", 250_000)),
        Row("declarations", times("<!", 500_000)),
        Row("instructions", times("<?", 500_000)),
        Row("conditional comments", times("<!--[if mso]>", 80_000)),
        Row("end tags", times("</", 500_000)),
        Row("scripts that nobody closes", times("<script>", 120_000)),
        Row("titles that nobody closes", times("<title><textarea>", 60_000)),
        Row("scripts in comments", times("<!--<style>-->", 70_000)),
        Row("tables in tables", times("<table><tr><td>", 70_000)),
        Row("cells of many rows", times("<tr><td rowspan=99999 colspan=99999>", 30_000)),
        Row("ampersands", times("&", 1_000_000)),
        Row("digits", "<p>&#" + times("0", 1_000_000) + "65;"),
        Row("what nobody sees", times("&shy;\u{AD}", 150_000)),
        Row("backslashes", "<script>'a b" + times("\\", 1_000_000)),
        Row("quotes", "<script>" + times("'\"", 500_000) + "</script>"),
        Row("attributes", "<p " + times("a=b c ", 150_000) + ">"),
        Row("blanks", times(" \n", 500_000) + "<p>"),
        Row("data", "<style>" + times("data:", 200_000) + "</style>"),
    ]

    /// A second for each million of bytes would be too much by far; what is quadratic takes hours.
    @Test(arguments: rows)
    func isReadInLinearTime(_ row: Row) throws {
        let bytes = Array(("<html>" + row.html()).utf8)
        let clock = ContinuousClock()
        let start = clock.now
        let page = try HTMLText(bytes: bytes, encoding: nil, opener: Opener())
        var removed = RemovedWords()
        removed.add("Nadia Trevez".utf8)
        let output = try page.bytes(
            applying: page.texts.map { _ in [] },
            without: removed,
            marking: nil
        )
        #expect(output == bytes)
        #expect(clock.now - start < .seconds(60))
    }

    @Test func pagesInPagesAreCounted() throws {
        var html = "<p>Karim Benali</p>"
        for _ in 0..<9 {
            let value = html.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
            html = "<iframe srcdoc=\"\(value)\">"
        }
        #expect(throws: FormatError(.nestedTooDeep, at: 0)) { try page(html) }
    }

    private static let seeds = HTMLLayoutTests.pages + HTMLLayoutTests.others
    private static let signs = Array("<>\"'&;=/!-[]#x% \n\\".utf8)

    /// Bytes changed, cut and doubled: what comes out is opened again, the name is gone.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func mutationsNeitherCrashNorKeepAName(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 2...6, using: &random) {
            bytes += Self.seeds.randomElement(using: &random).map { Array($0.html.utf8) } ?? []
        }
        bytes = Array(
            String(decoding: bytes, as: UTF8.self).replacing("un", with: "Zorglub").utf8
        )
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(Self.signs.randomElement(using: &random) ?? 0x3C, at: place)
            default: bytes.insert(contentsOf: bytes[place...].prefix(8), at: place)
            }
        }
        let html = String(decoding: bytes, as: UTF8.self)
        var text = html
        // one round brings out what an edit joined
        for _ in 0..<4 { text = try page(text).replacing("Zorglub", with: "[A]") }
        let last = try page(text)
        let all = last.texts.map(\.text) + last.asides
        for said in all {
            #expect(!String(decoding: said, as: UTF8.self).contains("Zorglub"), "\(html)\n\(text)")
        }
    }
}
