import Envelopes
import Testing

@Suite struct DayTests {
    @Test(arguments: ["2026-11-26", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func aDayIsWrittenAsItIsRead(_ text: String) {
        #expect(Day(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "0000-01-01", "26-11-2026", "26/11/2026", "2026-1-26", "2026-11-26 ", "+026-11-26",
        "2026-11-26T08:00", "２０２６-11-26",
    ])
    func whatIsNoDayIsNone(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func daysComeInTheOrderOfTime() {
        let days = ["2025-12-31", "2026-01-31", "2026-02-01", "2026-11-26"].compactMap { Day($0) }
        #expect(days.count == 4)
        #expect(days.reversed().sorted() == days)
    }
}
