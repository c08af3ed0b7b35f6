import Formats
import TestSupport
import Testing

/// A page is known by its start; a text that holds signs of HTML is none.
@Suite struct HTMLReaderTests {
    static let pages = [
        "<!DOCTYPE html><p>x", "  \n<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">\n<html>",
        "<html xmlns:v=\"urn:schemas-microsoft-com:vml\">", "\u{FEFF}<HTML>",
        "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
        "<!-- saved from url=(0014)about:internet -->\n<html>", "<p>Bonjour</p>",
        "<div dir=\"ltr\">Bonjour<br><div>x</div>", "<meta charset=utf-8><p>x</p>",
        "<table><tr><td>x</td></tr></table>",
    ]

    @Test(arguments: pages)
    func isAPage(_ text: String) {
        #expect(HTMLReader.isHTML(Array(text.utf8)))
    }

    static let texts = [
        "", "<", "Bonjour <b>Karim</b>", "<karim.benali@example.org> a écrit :", "<p", "<p>Bonjour",
        "<?xml version=\"1.0\"?><note><p>x</p></note>", "<note><p>x</p></note>", "< p >x</p>",
        "<<< DEBUT >>>", "<!DOCTYPE note><p>x</p>", "<3", "<-- suite", "<b", "<!-- note -->",
        "- <p>x</p>", "<div align=center><b>Note</b></div>\n\n# Bilan\n\nUn.\n\nDeux.\n",
    ]

    @Test(arguments: texts)
    func isNoPage(_ text: String) {
        #expect(!HTMLReader.isHTML(Array(text.utf8)))
    }

    /// Nothing changes for the notes that are text.
    @Test(arguments: ["Tests/Golden", "Tests/HeldOut"])
    func notesAreNeitherPagesNorRows(_ folder: String) throws {
        let notes = Repository.files(under: folder, ending: ".txt")
        #expect(!notes.isEmpty)
        for note in notes {
            let bytes = try Repository.bytes("\(folder)/\(note)")
            for reader in Opener.textReaders {
                #expect(try reader.open(bytes, Opener()) == nil, "\(note)")
            }
        }
    }

    @Test(arguments: [
        "Tre<b>ve</nt b>z", "Tre<nt b>vez", "Tre</nt>vez", "Tre<x.y>vez", "Tre<b></x y></b>vez",
    ])
    func anUnknownTagCutsNoWord(_ html: String) throws {
        #expect(try page("<p>Mme \(html) ici</p>").text("page") == "Mme Trevez ici\n")
    }

    @Test(arguments: ["Karim &lt;k@x.fr&gt;", "<nom prénom>", "Karim<k@x.fr>Benali"])
    func anglesAroundWordsAreText(_ html: String) throws {
        let text = try #require(try page("<p>Mme \(html) ici</p>").text("page"))
        #expect(text.contains(html.hasPrefix("<nom") ? "<nom prénom>" : "k@x.fr"))
    }
}
