import Glibc
import Testing

@testable import Services

/// Sockets of the service manager, opened by the test at descriptors that nobody uses.
@Suite(.serialized) struct ActivatedSocketsTests {
    static let first: Int32 = 700

    static func take(_ environment: [String: String]) throws(ServiceError) -> [ActivatedSockets
        .Socket]
    {
        try ActivatedSockets.take(environment: environment, process: getpid(), first: first)
    }

    static func environment(_ count: Int, names: String? = nil) -> [String: String] {
        var environment = ["LISTEN_FDS": "\(count)", "LISTEN_PID": "\(getpid())"]
        environment["LISTEN_FDNAMES"] = names
        return environment
    }

    @Test func socketsComeWithTheirNames() throws {
        let sockets = try PlacedSockets([.listening, .listening], from: Self.first)
        let taken = try Self.take(Self.environment(2, names: "milter:notes"))
        #expect(taken.map(\.name) == ["milter", "notes"])
        #expect(taken.map(\.descriptor) == [Self.first, Self.first + 1])
        #expect(sockets.descriptors.allSatisfy { fcntl($0, F_GETFD) == FD_CLOEXEC })
    }

    @Test func aPortIsToldFromAPath() throws {
        let sockets = try PlacedSockets([.listening, .port], from: Self.first)
        let taken = try Self.take(Self.environment(sockets.descriptors.count))
        #expect(taken.map(\.isLocal) == [true, false])
    }

    @Test func socketsWithoutNamesAreUnknown() throws {
        let sockets = try PlacedSockets([.listening], from: Self.first)
        let taken = try Self.take(Self.environment(sockets.descriptors.count))
        #expect(taken.map(\.name) == ["unknown"])
    }

    @Test func aSocketThatDoesNotListenIsRefused() throws {
        let sockets = try PlacedSockets([.listening, .connected], from: Self.first)
        #expect(throws: ServiceError(.notListening, descriptor: Self.first + 1)) {
            try Self.take(Self.environment(2, names: "milter:notes"))
        }
        #expect(sockets.descriptors.allSatisfy { fcntl($0, F_GETFD) == FD_CLOEXEC })
    }

    @Test func aFileIsNoSocket() throws {
        let sockets = try PlacedSockets([.file], from: Self.first)
        #expect(throws: ServiceError(.notListening, descriptor: Self.first)) {
            try Self.take(Self.environment(sockets.descriptors.count))
        }
    }

    @Test func aDescriptorThatIsNotOpenIsRefused() {
        #expect(throws: ServiceError(.notListening, descriptor: Self.first)) {
            try Self.take(Self.environment(1))
        }
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let environment: [String: String]
        var testDescription: String { fact }
    }

    static let nothing = [
        Row(fact: "no manager", environment: [:]),
        Row(fact: "no number", environment: ["LISTEN_PID": "\(getpid())"]),
        Row(fact: "no process", environment: ["LISTEN_FDS": "1"]),
        Row(fact: "no sockets", environment: environment(0, names: "")),
        Row(
            fact: "another process",
            environment: ["LISTEN_FDS": "1", "LISTEN_PID": "\(getpid() + 1)"]
        ),
    ]

    @Test(arguments: nothing)
    func withoutSocketsThereAreNone(_ row: Row) throws {
        #expect(try Self.take(row.environment).isEmpty)
    }

    static let bad = [
        Row(fact: "no number", environment: ["LISTEN_FDS": "x", "LISTEN_PID": "1"]),
        Row(fact: "no process", environment: ["LISTEN_FDS": "1", "LISTEN_PID": "x"]),
        Row(fact: "fewer than none", environment: environment(-1)),
        Row(fact: "very many", environment: environment(1025)),
        Row(fact: "fewer names than sockets", environment: environment(2, names: "milter")),
        Row(fact: "more names than sockets", environment: environment(1, names: "milter:notes")),
    ]

    @Test(arguments: bad)
    func whatTheEnvironmentSaysMustAgree(_ row: Row) {
        #expect(throws: ServiceError(.badEnvironment)) { try Self.take(row.environment) }
    }
}
