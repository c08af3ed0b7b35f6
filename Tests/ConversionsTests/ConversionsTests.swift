import Formats
import Testing

@testable import Conversions

@Suite struct ConversionsTests {
    @Test func textIsNone() throws {
        #expect(try ConversionReader().open(Array("bonjour".utf8), Opener()) == nil)
    }
}
