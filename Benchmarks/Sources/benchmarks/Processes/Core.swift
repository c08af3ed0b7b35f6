import CAffinity
import Glibc

/// The core that this process and its children run on.
enum Core {
    /// The cores that the process could use when this was first asked.
    static let all = allowed()

    /// The cores that the process may use now.
    static func allowed() -> [Int32] {
        var cores = [Int32](repeating: 0, count: 1_024)
        let count = caffinity_allowed(&cores, Int32(cores.count))
        return Array(cores.prefix(Int(count)))
    }

    /// Runs on these cores alone, from here on.
    static func pin(to cores: [Int32]) {
        guard caffinity_pin(cores, Int32(cores.count)) == 0 else {
            fail("cannot run on cores \(cores)")
        }
    }

    /// Seconds of user CPU of this process.
    static func userTime() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    }

    /// How many programs wanted a core in the last minute, on average.
    static var load: Double {
        let line = String(decoding: (try? Files.read("/proc/loadavg")) ?? [], as: UTF8.self)
        return line.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    /// The model of the processor, as the kernel names it.
    static var model: String {
        let info = (try? Files.read("/proc/cpuinfo")) ?? []
        let line = String(decoding: info, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":").last ?? "unknown"
        return String(name.drop { $0 == " " })
    }
}
