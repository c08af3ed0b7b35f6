import Formats
import Foundation
import Testing

@testable import Conversions

@Suite struct LimitedProcessTests {
    static func shell(_ command: String, memory: Int = 1 << 30) -> LimitedProcess {
        LimitedProcess(
            converter: Converter(name: "sh", package: "dash", memory: memory),
            arguments: ["-c", command]
        )
    }

    @Test func inputAndOutputPass() throws {
        var process = Self.shell("cat /dev/stdin /dev/stdin; exit 7")
        process.input = Array("été\n".utf8)
        let result = try process.run()
        #expect(String(decoding: result.output, as: UTF8.self) == "été\nété\n")
        #expect(result.code == 7)
    }

    @Test func theEnvironmentIsBare() throws {
        let output = try Self.shell("env | cut -d= -f1 | sort | tr '\\n' ' '").run().output
        let names = Set(String(decoding: output, as: UTF8.self).split(separator: " "))
        #expect(names.isSubset(of: ["PATH", "HOME", "LANG", "PWD", "SHLVL", "_", "OLDPWD"]))
    }

    @Test func noOtherDescriptorPasses() throws {
        let output = try Self.shell("ls /proc/self/fd | wc -l").run().output
        // 0 to 2, and the folder that ls reads
        #expect(String(decoding: output, as: UTF8.self) == "4\n")
    }

    @Test func aSleeperIsStoppedWithItsChildren() throws {
        let folder = try PrivateFolder()
        var process = Self.shell("sleep 300 & echo $! > pid; sleep 300")
        process.folder = folder.path
        process.maximumFile = 1 << 10
        process.seconds = 1
        let start = ContinuousClock().now
        let error = #expect(throws: FormatError.self) { try process.run() }
        #expect(error?.code == .converterLimit)
        #expect(ContinuousClock().now - start < .seconds(10))
        let written = try folder.read("pid", limit: 100) ?? []
        let pid = try #require(
            Int32(String(decoding: written, as: UTF8.self).split(separator: "\n").first ?? "")
        )
        #expect(Self.ends(pid))
    }

    /// Whether a process is gone, or dead and waits for somebody to look at it.
    static func ends(_ pid: Int32) -> Bool {
        for _ in 0..<200 {
            let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            guard let state, !state.contains(") Z ") else { return true }
            usleep(10_000)
        }
        return false
    }

    @Test func whoPrintsWithoutEndIsStopped() {
        var process = Self.shell("yes")
        process.maximumOutput = 1 << 20
        let error = #expect(throws: FormatError.self) { try process.run() }
        #expect(error?.code == .converterLimit)
    }

    @Test func whoAllocatesWithoutEndFails() throws {
        let process = Self.shell("exec perl -e '$x = \"a\" x (1 << 30)'", memory: 64 << 20)
        #expect(try process.run().code != 0)
    }

    @Test func whoWritesWithoutEndFails() throws {
        let folder = try PrivateFolder()
        var process = Self.shell("exec head -c 10000000 /dev/zero > file")
        process.folder = folder.path
        process.maximumFile = 1 << 16
        #expect(try process.run().code != 0)
        #expect(try folder.read("file", limit: 1 << 20)?.count == 1 << 16)
    }

    @Test func whoLeavesAChildBehindIsNotWaitedFor() throws {
        let start = ContinuousClock().now
        let result = try Self.shell("sleep 300 & echo fait").run()
        #expect(String(decoding: result.output, as: UTF8.self) == "fait\n")
        #expect(ContinuousClock().now - start < .seconds(10))
    }

    @Test func aMissingProgramNamesItsPackage() {
        let converter = Converter(name: "no-such-program", package: "rien", memory: 1 << 20)
        let error = #expect(throws: FormatError.self) {
            try LimitedProcess(converter: converter, arguments: []).run()
        }
        #expect(error == FormatError(.converterMissing, in: "rien"))
    }

    @Test func theFolderIsPrivateAndGoes() throws {
        var path = ""
        do {
            let folder = try PrivateFolder()
            path = folder.path
            try folder.makeFolder("a")
            try folder.write([1], as: "a/b")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o700)
            #expect(try folder.read("a/b", limit: 1) == [1])
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
