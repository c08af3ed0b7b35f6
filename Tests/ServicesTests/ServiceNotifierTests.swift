import Glibc
import Services
import Testing

/// What the service manager hears, on a datagram socket of ours.
@Suite struct ServiceNotifierTests {
    @Test func allThatHappensIsTold() throws {
        let folder = try TemporaryFolder()
        let manager = try DatagramSocket(folder.path + "/notify")
        let notifier = ServiceNotifier(
            environment: ["NOTIFY_SOCKET": folder.path + "/notify"],
            process: getpid()
        )
        notifier.ready()
        #expect(manager.next() == "READY=1")
        notifier.watchdog()
        #expect(manager.next() == "WATCHDOG=1")
        notifier.status("3 courriels retenus")
        #expect(manager.next() == "STATUS=3 courriels retenus")
        notifier.stopping()
        #expect(manager.next() == "STOPPING=1")
        #expect(manager.next() == nil)
    }

    @Test func aReloadTellsItsTime() throws {
        let folder = try TemporaryFolder()
        let manager = try DatagramSocket(folder.path + "/notify")
        let notifier = ServiceNotifier(
            environment: ["NOTIFY_SOCKET": folder.path + "/notify"],
            process: getpid()
        )
        var times: [Int] = []
        for _ in 0..<2 {
            notifier.reloading()
            let message = try #require(manager.next())
            let start = "RELOADING=1\nMONOTONIC_USEC="
            #expect(message.hasPrefix(start))
            times.append(try #require(Int(message.dropFirst(start.count))))
        }
        #expect(times[0] > 0)
        #expect(times[0] <= times[1])
    }

    @Test func aStatusIsOneLine() throws {
        let folder = try TemporaryFolder()
        let manager = try DatagramSocket(folder.path + "/notify")
        let notifier = ServiceNotifier(
            environment: ["NOTIFY_SOCKET": folder.path + "/notify"],
            process: getpid()
        )
        notifier.status("prêt\nSTOPPING=1")
        #expect(manager.next() == "STATUS=prêt")
    }

    @Test func aNameWithoutAFileIsReached() throws {
        let name = "@biffure-test-\(getpid())"
        let manager = try DatagramSocket(name)
        ServiceNotifier(environment: ["NOTIFY_SOCKET": name], process: getpid()).ready()
        #expect(manager.next() == "READY=1")
    }

    /// A manager that is not there, or does not read, stops nobody.
    @Test func nobodyNeedsToListen() throws {
        let folder = try TemporaryFolder()
        for socket in [nil, "", "@", "relative", folder.path + "/absent", "/" + long] {
            let environment = socket.map { ["NOTIFY_SOCKET": $0] } ?? [:]
            ServiceNotifier(environment: environment, process: getpid()).ready()
        }
        let manager = try DatagramSocket(folder.path + "/full")
        let notifier = ServiceNotifier(
            environment: ["NOTIFY_SOCKET": folder.path + "/full"],
            process: getpid()
        )
        for _ in 0..<10_000 { notifier.watchdog() }
        #expect(manager.next() == "WATCHDOG=1")
    }

    private let long = String(repeating: "s", count: 107)

    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let environment: [String: String]
        let interval: UInt64?
        var testDescription: String { fact }
    }

    static let watchdogs = [
        Row(fact: "none", environment: [:], interval: nil),
        Row(
            fact: "for any process",
            environment: ["WATCHDOG_USEC": "30000000"],
            interval: 30_000_000
        ),
        Row(
            fact: "for this process",
            environment: ["WATCHDOG_USEC": "5", "WATCHDOG_PID": "\(getpid())"],
            interval: 5
        ),
        Row(
            fact: "for another process",
            environment: ["WATCHDOG_USEC": "5", "WATCHDOG_PID": "\(getpid() + 1)"],
            interval: nil
        ),
        Row(
            fact: "for what is no process",
            environment: ["WATCHDOG_USEC": "5", "WATCHDOG_PID": "x"],
            interval: nil
        ),
        Row(fact: "0", environment: ["WATCHDOG_USEC": "0"], interval: nil),
        Row(fact: "no number", environment: ["WATCHDOG_USEC": "-1"], interval: nil),
    ]

    @Test(arguments: watchdogs)
    func theWatchdogWaitsForItsProcess(_ row: Row) {
        let notifier = ServiceNotifier(environment: row.environment, process: getpid())
        #expect(notifier.watchdogInterval == row.interval)
    }
}
