import Testing

@testable import Holdings

/// Bytes and texts that mean one thing.
@Suite struct EncodingTests {
    /// RFC 4648, section 10, in lower case and without padding.
    static let vectors = [
        ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"),
        ("fooba", "mzxw6ytb"), ("foobar", "mzxw6ytboi"),
    ]

    @Test(arguments: vectors)
    func base32IsThatOfTheStandard(plain: String, text: String) {
        #expect(Base32.text(plain.utf8) == text)
        #expect(Base32.bytes(text) == Array(plain.utf8))
    }

    @Test(arguments: ["m", "mz", "mzx", "mzxw67", "mzxw6a", "MY", "m1", "my======", "mÿ"])
    func whatIsNotBase32IsRefused(_ text: String) { #expect(Base32.bytes(text) == nil) }

    @Test func allBytesComeBackFromBase32() {
        let bytes = (0..<256).map { UInt8($0) }
        for count in 0...256 {
            #expect(Base32.bytes(Base32.text(bytes.prefix(count))) == Array(bytes.prefix(count)))
        }
    }

    @Test func anIDIsTypedInEitherCase() throws {
        let id = HeldID.random()
        #expect(HeldID(id.text.uppercased()) == id)
        #expect(id.text.utf8.count == 16 && "\(id)" == id.text)
        #expect(Set((0..<1000).map { _ in HeldID.random() }).count == 1000)
        for text in ["", "aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa1"] {
            #expect(HeldID(text) == nil)
        }
    }

    @Test func noTwoListsOfValuesGiveTheSameBytes() {
        let lists: [[String]] = [
            [], [""], ["", ""], ["ab"], ["a", "b"], ["", "ab"], ["ab", ""],
        ]
        let written = lists.map { list in
            var fields = Fields()
            for value in list { fields.add(value) }
            return fields.bytes
        }
        #expect(Set(written).count == lists.count)
        #expect(
            written.map { Fields.values($0)?.map { String(decoding: $0, as: UTF8.self) } } == lists
        )
    }

    @Test func bytesThatWereNotWrittenHereAreRefused() {
        var fields = Fields()
        fields.add("abc")
        for count in 1..<fields.bytes.count {
            #expect(Fields.values(fields.bytes.prefix(count)) == nil)
        }
        #expect(Fields.values([UInt8](repeating: 255, count: 20)) == nil)
    }
}
