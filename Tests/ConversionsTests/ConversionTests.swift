import Documents
import Formats
import Foundation
import TestSupport
import Testing

@testable import Conversions

/// The old formats: made by the programs that read them.
@Suite(.serialized) struct ConversionTests {
    static let rtf = Array(
        "{\\rtf1\\ansi Mme Nadia Trevez, suivie au CMP, habite 12 rue des Lilas.\\par}".utf8
    )

    /// The note in another format, by LibreOffice.
    static func made(_ bytes: [UInt8], from: String, to: String) throws -> [UInt8] {
        try Conversion.office(from: from, to: to).converted(bytes, maximumSize: 1 << 24)
    }

    /// The text of a document, by LibreOffice.
    static func text(_ bytes: [UInt8], _ format: String) throws -> String {
        String(decoding: try made(bytes, from: format, to: "txt"), as: UTF8.self)
    }

    @Test func rtfBecomesDocx() throws {
        let note = try #require(try ConversionReader().converted(Self.rtf, maximumSize: 1 << 24))
        #expect(note.formats == (from: "rtf", to: "docx"))
        #expect(ForeignFormat(startOf: note.bytes) == .officeOpenXML)
        #expect(try Self.text(note.bytes, "docx").contains("Mme Nadia Trevez"))
    }

    @Test func docBecomesDocx() throws {
        let doc = try Self.made(Self.rtf, from: "rtf", to: "doc")
        let note = try #require(try ConversionReader().converted(doc, maximumSize: 1 << 24))
        #expect(note.formats == (from: "doc", to: "docx"))
        #expect(ForeignFormat(startOf: note.bytes) == .officeOpenXML)
    }

    @Test func xlsBecomesXlsx() throws {
        let rows = Array("Nom,Suivi\nBenali,CMP\n".utf8)
        let xls = try Self.made(rows, from: "csv", to: "xls")
        let note = try #require(try ConversionReader().converted(xls, maximumSize: 1 << 24))
        #expect(note.formats == (from: "xls", to: "xlsx"))
        #expect(ForeignFormat(startOf: note.bytes) == .officeOpenXML)
    }

    /// Writes a message as Outlook does, with the library that reads it.
    static func message() throws -> [UInt8] {
        let program = #"""
            use OLE::Storage_Lite; use Encode;
            sub wide { Encode::encode("UTF-16LE", $_[0]) }
            sub file { OLE::Storage_Lite::PPS::File->new(wide($_[0]), $_[1]) }
            my @time = (0, 0, 0, 1, 0, 125);
            my $root = OLE::Storage_Lite::PPS::Root->new(\@time, \@time, [
                file("__properties_version1.0", "\0" x 32),
                file("__substg1.0_001A001F", wide("IPM.Note")),
                file("__substg1.0_0037001F", wide("Situation de Karim Benali")),
                file("__substg1.0_0C1A001F", wide("Claire Dumontel")),
                file("__substg1.0_1000001F", wide("Mme Nadia Trevez est suivie au CMP.")),
            ]);
            binmode STDOUT;
            $root->save("-", 1) or exit 1;
            """#
        return try LimitedProcess(converter: .perl, arguments: ["-e", program]).run().output
    }

    @Test func msgBecomesMail() throws {
        let note = try #require(
            try ConversionReader().converted(try Self.message(), maximumSize: 1 << 24)
        )
        #expect(note.formats == (from: "msg", to: "eml"))
        #expect(MailStart.isMail(note.bytes))
        #expect(String(decoding: note.bytes, as: UTF8.self).contains("Nadia Trevez"))
    }

    @Test func theSameNoteGivesTheSameBytes() throws {
        for note in [Self.rtf, try Self.message()] {
            let first = try ConversionReader().converted(note, maximumSize: 1 << 24)?.bytes
            // times in a zip go by two seconds
            usleep(2_100_000)
            let second = try ConversionReader().converted(note, maximumSize: 1 << 24)?.bytes
            #expect(first == second)
        }
    }

    // MARK: Reading

    /// Reads what conversions give, as far as this test needs.
    struct Reader: CarrierReader {
        let format: ForeignFormat

        struct Note: Carrier {
            var texts: [CarriedText] { [CarriedText(Array("Karim Benali\n".utf8), part: "corps")] }
            var obstacles: [Obstacle] { [] }
            var asides: [[UInt8]] { [] }
            var mark: String? { nil }
            func bytes(
                applying edits: [[Edit]],
                without removed: RemovedWords,
                marking: Marking?
            ) throws(FormatError) -> [UInt8] { [] }
        }

        func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
            ForeignFormat(startOf: bytes) == format ? Note() : nil
        }
    }

    @Test func nothingIsConvertedUnasked() throws {
        let opener = Opener([ConversionReader()])
        let error = #expect(throws: FormatError.self) { try opener.carrier(Self.rtf) }
        #expect(error?.obstacle == Obstacle(.unconverted, in: "rtf"))
    }

    @Test func aConvertedNoteIsReadAndCannotBeWritten() throws {
        let readers: [any CarrierReader] = [Reader(format: .officeOpenXML), ConversionReader()]
        let opener = Opener(readers, converts: true)
        let carrier = try #require(try opener.carrier(Self.rtf))
        #expect(carrier.texts.map(\.part) == ["corps"])
        #expect(carrier.obstacles == [Obstacle(.unwritable, in: "rtf")])
        #expect(
            try carrier.bytes(applying: [[]], without: RemovedWords(), marking: nil) == Self.rtf
        )
    }

    @Test func aRenditionIsTheText() throws {
        let readers: [any CarrierReader] = [Reader(format: .officeOpenXML), ConversionReader()]
        let rendition = try Rendition(Self.rtf, Opener(readers, converts: true))
        #expect(String(decoding: rendition.bytes, as: UTF8.self) == "Karim Benali\n")
        #expect(rendition.leftOut.isEmpty)
    }

    @Test func aRenditionWithoutScannedPagesIsNone() throws {
        let page = [TestPDF.Words(text: "Point suivant.", left: 50, top: 60)]
        let pdf = TestPDF([page, []]).withPicture
        let error = #expect(throws: FormatError.self) {
            try Rendition(pdf.bytes, Opener([ConversionReader()]))
        }
        #expect(error?.obstacle?.kind == .scan)
    }

    @Test func textIsNone() throws {
        #expect(try ConversionReader().open(Array("bonjour".utf8), Opener()) == nil)
        #expect(try ConversionReader().converted(Array("bonjour".utf8), maximumSize: 9) == nil)
    }

    // MARK: Hostile

    @Test(arguments: 0..<60 as Range<UInt64>)
    func changedCompoundFilesNeverTrap(_ seed: UInt64) throws {
        var random = Seeded(seed)
        var bytes = try Self.sample.get()
        for _ in 0..<40 {
            // the header and the first sectors tell where everything is
            let place = Int.random(in: 24..<min(bytes.count, 2_048), using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        if seed % 3 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count - 8, using: &random)) }
        _ = CompoundFile(bytes)?.kind
    }

    private static let sample = Result { try message() }

    @Test func aCompoundFileThatTurnsInCirclesEnds() throws {
        var bytes = try Self.message()
        // every sector is followed by itself
        for index in stride(from: 512, to: bytes.count - 4, by: 4) where index < 1_024 {
            bytes.replaceSubrange(
                index..<index + 4,
                with: [UInt8((index - 512) / 4 & 0xFF), 0, 0, 0]
            )
        }
        _ = CompoundFile(bytes)?.kind
    }

    @Test func aLockedDocumentIsHeld() throws {
        var bytes = try Self.message()
        // the name of a stream, in UTF-16
        let name = Array("__properties_version1.0".utf16.flatMap { [UInt8($0 & 0xFF), 0] })
        let locked = Array("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), 0] })
        let range = try #require(bytes.firstRange(of: name))
        bytes.replaceSubrange(
            range,
            with: locked + [UInt8](repeating: 0, count: name.count - locked.count)
        )
        bytes[range.lowerBound + 64] = UInt8(locked.count + 2)
        let error = #expect(throws: FormatError.self) { try Conversion(of: bytes) }
        #expect(error?.obstacle?.kind == .encrypted)
    }

    /// Marks the first stream that starts so as one that a password opens.
    static func locked(
        _ bytes: [UInt8],
        at start: [UInt8],
        _ change: (inout [UInt8], Int) -> Void
    ) throws -> [UInt8] {
        var bytes = bytes
        let offset = try #require(
            stride(from: 512, to: bytes.count, by: 64).first { bytes[$0...].starts(with: start) }
        )
        change(&bytes, offset)
        return bytes
    }

    @Test func oldDocumentsWithPasswordAreHeld() throws {
        let doc = try Self.made(Self.rtf, from: "rtf", to: "doc")
        let xls = try Self.made(Array("Nom,Suivi\nBenali,CMP\n".utf8), from: "csv", to: "xls")
        let locked = [
            // the flag in the head of a text
            try Self.locked(doc, at: [0xEC, 0xA5]) { $0[$1 + 11] |= 1 },
            // the record of a password behind the first one of a workbook
            try Self.locked(xls, at: [0x09, 0x08]) { bytes, start in
                bytes[start + 4 + Int(bytes[start + 2])] = 0x2F
                bytes[start + 5 + Int(bytes[start + 2])] = 0
            },
        ]
        for bytes in locked {
            let error = #expect(throws: FormatError.self) { try Conversion(of: bytes) }
            #expect(error?.obstacle?.kind == .encrypted)
        }
    }

    @Test func whatLibreOfficeCannotReadIsDamaged() {
        let error = #expect(throws: FormatError.self) {
            try Conversion.office(from: "doc", to: "xlsx").converted(
                Array("D\u{0}".utf8),
                maximumSize: 1 << 20
            )
        }
        #expect(error?.code == .damaged)
    }
}
