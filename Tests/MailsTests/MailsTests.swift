import Formats
import Testing

@testable import Mails

@Suite struct MailsTests {
    @Test func textIsNone() throws {
        #expect(try MailReader().open(Array("bonjour".utf8), Opener()) == nil)
    }
}
