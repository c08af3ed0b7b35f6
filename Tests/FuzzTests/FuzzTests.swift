import Foundation
import Fuzz
import TestSupport
import Testing

/// The fuzz targets in short: over their seeds, and over inputs that are mutated from them at
/// random.
@Suite struct FuzzTests {
    private static let batches: Range<UInt64> = 0..<4
    private static let batchSize: UInt64 = 500

    static let seeds = Repository.files(under: "Tests/Fuzz/seeds/mail", ending: ".eml")

    private static func seed(_ name: String) throws -> [UInt8] {
        try Repository.bytes("Tests/Fuzz/seeds/mail/\(name)")
    }

    @Test func seedsAreMailsOfAllFates() throws {
        var way = try MailWay()
        var fates = Set<MailWay.Fate>()
        for name in Self.seeds {
            let fate = try way.take(try Self.seed(name))
            #expect(fate != .noMail, "\(name)")
            fates.insert(fate)
        }
        #expect(fates == [.held, .unchanged, .changed])
    }

    @Test(arguments: batches)
    func whatLeavesOfAMutatedMailIsRight(_ batch: UInt64) throws {
        let mutation = Mutation(
            seeds: try Self.seeds.map(Self.seed),
            pieces: try Mutation.pieces(ofDictionary: "Tests/Fuzz/mail.dict")
        )
        var way = try MailWay()
        var changed = 0
        for seed in batch * Self.batchSize..<(batch + 1) * Self.batchSize {
            do {
                if try way.take(mutation.input(seed)) == .changed { changed += 1 }
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        // most mutations must not hide the rest from it
        #expect(changed > 50)
    }

    @Test(arguments: batches)
    func anyBytesAreAMailServer(_ batch: UInt64) {
        for seed in batch * Self.batchSize..<(batch + 1) * Self.batchSize {
            var random = Seeded(seed)
            let input = (0..<Int.random(in: 1...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            input.withUnsafeBufferPointer { input in
                guard let start = input.baseAddress else { return }
                #expect(fuzzMilter(start, input.count) == 0)
            }
        }
    }
}
