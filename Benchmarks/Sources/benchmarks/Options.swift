import Foundation
import Glibc

/// What a run does, from its arguments.
struct Options {
    static let usage = """
        usage: benchmarks speed|start|memory|threads|growth|nasty|all [options]
               benchmarks --check [options]
               benchmarks notes [options]

          --size MB        corpus of the fast legs (100)
          --slice MB       corpus of the legs of the filter (8)
          --stream MB      largest stream of memory and growth (1000)
          --note MB        largest single note of growth and nasty (60)
          --repeats N      interleaved repeats (5; memory, threads, growth, nasty: 1)
          --timeout S      a run of the filter is ended after so many seconds (900)
          --seed N         seed of the corpus (1)
          --binary PATH    the filter (../.build/release/biffure)
          --lexicon PATH   its compiled lexicon (beside it)
          --python PATH    a python3 with EDS-NLP or Presidio (python3)
          --core N         the core that is pinned (the last one)
          --record FILE    JSON record (records/DATE.json); - for none
          --define         writes the counts that are found to definitions.tsv
          --check          1 MB, each in-process leg once, counts compared
          notes            writes --slice MB of notes as JSON lines
        """

    /// The groups of legs, in the order in which `all` runs them.
    static let groups = ["speed", "start", "threads", "nasty", "memory", "growth"]

    var groups: [String] = []
    var isCheck = false
    var writesNotes = false
    var defines = false
    var size = 100
    var slice = 8
    var stream = 1_000
    var note = 60
    var repeats: Int?
    var timeout = 900
    var seed: UInt64 = 1
    var core: Int?
    var python = "python3"
    var root: String
    var binary: String
    var lexicon: String
    var record: String

    /// Reads the arguments; ends the program with exit code 64 when they cannot be used.
    init(_ arguments: [String]) {
        let exists = FileManager.default.fileExists(atPath:)
        root = exists("texts/wordings.tsv") ? "." : "Benchmarks"
        binary = root + "/../.build/release/biffure"
        lexicon = ""
        record = root + "/records/\(Self.today).json"
        var rest = arguments[...]
        func value() -> String {
            guard let value = rest.popFirst() else { Self.stop() }
            return value
        }
        func number() -> Int {
            guard let number = Int(value()), number >= 0 else { Self.stop() }
            return number
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "all": groups = Self.groups
            case "notes": writesNotes = true
            case "--check": isCheck = true
            case "--define": defines = true
            case "--size": size = number()
            case "--slice": slice = number()
            case "--stream": stream = number()
            case "--note": note = number()
            case "--repeats": repeats = max(1, number())
            case "--timeout": timeout = number()
            case "--seed": seed = UInt64(number())
            case "--python": python = value()
            case "--core": core = number()
            case "--binary": binary = value()
            case "--lexicon": lexicon = value()
            case "--record": record = value()
            default:
                guard Self.groups.contains(argument) else { Self.stop() }
                groups.append(argument)
            }
        }
        if groups.isEmpty, !isCheck, !writesNotes { Self.stop() }
        size = max(size, slice)
        if lexicon.isEmpty { lexicon = binary + ".lexicon" }
    }

    private static func stop() -> Never {
        print(usage)
        exit(64)
    }

    private static var today: String {
        Date.now.formatted(.iso8601.year().month().day())
    }
}
