import Decisions
import Foundation
import Pipeline
import TestSupport
import Testing

/// Arrays and caches that an engine uses again leave no trace of the notes before.
@Suite struct WarmEngineTests {
    /// Every text under `Tests`, as bytes.
    private static let texts: [(name: String, bytes: [UInt8])] =
        Repository.files(under: "Tests", ending: ".txt").compactMap { path in
            (try? Repository.bytes("Tests/\(path)")).map { (path, $0) }
        }

    @Test func thereAreManyTexts() {
        #expect(Self.texts.count > 500)
    }

    /// One engine for all notes, forwards and backwards, gives the bytes that a new engine gives.
    @Test(arguments: audiences)
    func aWarmEngineGivesTheSameBytes(_ id: String) throws {
        let audience = try audience(id)
        var warm = try makeEngine()
        var first: [Result<[UInt8], FilterError>] = []
        for text in Self.texts { first.append(Self.result(text.bytes, audience, &warm)) }
        for (index, text) in Self.texts.enumerated().reversed() {
            #expect(Self.result(text.bytes, audience, &warm) == first[index], "\(text.name)")
            // a new engine costs ten notes: each tenth note has one
            guard index % 10 == 0 else { continue }
            var fresh = try makeEngine()
            #expect(Self.result(text.bytes, audience, &fresh) == first[index], "\(text.name)")
        }
    }

    private static func result(
        _ bytes: [UInt8],
        _ audience: Audience,
        _ engine: inout Engine
    ) -> Result<[UInt8], FilterError> {
        do throws(FilterError) {
            return .success(try engine.filter(bytes, for: audience).bytes)
        } catch {
            return .failure(error)
        }
    }
}
