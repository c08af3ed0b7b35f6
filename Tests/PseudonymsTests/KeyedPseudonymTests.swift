import Pseudonyms
import Testing

/// Eight characters of base32 under a key.
@Suite struct KeyedPseudonymTests {
    static let key = (0..<32).map { UInt8($0) }

    @Test func aShortKeyIsRefused() {
        #expect(KeyedPseudonym(key: Array(repeating: 7, count: 15)) == nil)
        #expect(KeyedPseudonym(key: Array(repeating: 7, count: 16)) != nil)
    }

    @Test func theSameNameHasTheSamePseudonym() throws {
        let pseudonym = try #require(KeyedPseudonym(key: Self.key))
        let other = try #require(KeyedPseudonym(key: Self.key.reversed()))
        let name = Array("caron yanis".utf8)
        #expect(pseudonym(name) == pseudonym(name))
        #expect(pseudonym(name) != other(name))
        #expect(pseudonym(name) != pseudonym(Array("caron lina".utf8)))
    }

    /// HMAC-SHA-256 of RFC 4231, test case 1: b0344c61d8…, in the base32 of RFC 4648.
    @Test func theCodeIsThatOfTheStandards() throws {
        let pseudonym = try #require(
            KeyedPseudonym(key: Array(repeating: 0x0B, count: 20))
        )
        let code = String(decoding: pseudonym(Array("Hi There".utf8)), as: UTF8.self)
        #expect(code == "WA2EYYOY")
    }
}
