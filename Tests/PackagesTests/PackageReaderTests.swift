import Formats
import Testing

@testable import Packages

@Suite struct PackageReaderTests {
    @Test func textIsNone() throws {
        #expect(try PackageReader().open(Array("bonjour".utf8), Opener()) == nil)
    }
}
