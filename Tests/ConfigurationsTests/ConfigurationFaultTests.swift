import Configurations
import Testing

/// Faults of the file, each with its line and key.
@Suite struct ConfigurationFaultTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let yaml: String
        let error: ConfigurationError
        var testDescription: String { fact }

        init(
            _ fact: String,
            _ yaml: String,
            _ code: ConfigurationError.Code,
            _ line: Int,
            _ key: String = "",
            nearest: String = ""
        ) {
            self.fact = fact
            self.yaml = yaml
            error = ConfigurationError(code, line: line, key: key, nearest: nearest)
        }
    }

    static let keys = [
        Row("an unknown key", "notes:\nworker: 2", .unknownKey, 2, "worker", nearest: "workers"),
        Row(
            "an unknown key of a section",
            "notes:\n  client: 2",
            .unknownKey,
            2,
            "notes.client",
            nearest: "clients"
        ),
        Row(
            "an unknown key of an entry",
            "milter:\n  - socket: unix:/s\n    mod: 1",
            .unknownKey,
            3,
            "milter.mod",
            nearest: "mode"
        ),
        Row("a number as a key", "1: 2", .unknownKey, 1, "1"),
        Row("a list as a key", "[notes]: 2", .wrongType, 1),
        Row("a key twice", "notes:\nworkers: 1\nworkers: 1", .duplicateKey, 2, "workers"),
        Row("a key twice, once in quotes", "notes:\n\"notes\":\n", .duplicateKey, 1, "notes"),
        Row("a key of a section twice", "notes: {mode: 600, mode: 660}", .duplicateKey, 1, "mode"),
        Row("an empty file", "", .missingKey, 0, "milter"),
        Row("comments alone", "# rien\n", .missingKey, 0, "milter"),
        Row("an empty list of milters", "milter:\nworkers: 1", .missingKey, 1, "milter"),
        Row("a milter without a socket", "milter:\n  - mode: 600", .missingKey, 2, "milter.socket"),
        Row(
            "a milter without tables",
            "milter: [{socket: unix:/s}]\nstore:\n",
            .missingKey,
            1,
            "mail.tables"
        ),
        Row(
            "a milter with no table",
            "milter: [{socket: unix:/s}]\nmail:\n  split: true\nstore:\n",
            .missingKey,
            3,
            "mail.tables"
        ),
        Row(
            "a milter without a store",
            "milter: [{socket: unix:/s}]\nmail: {tables: [/t]}",
            .missingKey,
            1,
            "store"
        ),
        Row(
            "permissions of a port",
            "milter:\n  - socket: inet:127.0.0.1:1\n    mode: 600",
            .notApplicable,
            3,
            "milter.mode"
        ),
        Row(
            "a group of a port",
            "milter:\n  - socket: inet:127.0.0.1:1\n    group: postfix",
            .notApplicable,
            3,
            "milter.group"
        ),
    ]

    static let values = [
        Row("a word for the file", "notes", .wrongType, 1),
        Row("a list for the file", "- notes", .wrongType, 1),
        Row("a word for a section", "notes: oui", .wrongType, 1, "notes"),
        Row("a section for a list", "milter: {socket: unix:/s}", .wrongType, 1, "milter"),
        Row("a word in a list of sections", "milter: [oui]", .wrongType, 1, "milter"),
        Row("a word for a number", "workers: deux", .wrongType, 1, "workers"),
        Row("a number in quotes", "workers: '2'", .wrongType, 1, "workers"),
        Row("a number with a sign", "workers: -2", .wrongType, 1, "workers"),
        Row("a number of 19 digits", "workers: 1000000000000000000", .wrongType, 1, "workers"),
        Row("no number", "workers:\n", .wrongType, 1, "workers"),
        Row("a list for a number", "workers:\n  - 2", .wrongType, 2, "workers"),
        Row("no worker", "workers: 0", .outOfRange, 1, "workers"),
        Row("many workers", "workers: 257", .outOfRange, 1, "workers"),
        Row("yes for true", "allow-accept: yes", .wrongType, 1, "allow-accept"),
        Row(
            "a mistyped switch",
            "allow-accept: tru",
            .wrongType,
            1,
            "allow-accept",
            nearest: "true"
        ),
        Row(
            "true in quotes",
            "mail: {split: 'true'}",
            .wrongType,
            1,
            "mail.split",
            nearest: "true"
        ),
        Row(
            "a mistyped word",
            "mail:\n  images: holt",
            .unknownWord,
            2,
            "mail.images",
            nearest: "hold"
        ),
        Row("permissions in letters", "notes: {mode: rw-}", .wrongType, 1, "notes.mode"),
        Row("permissions above octal", "notes: {mode: 0680}", .wrongType, 1, "notes.mode"),
        Row("permissions of two digits", "notes: {mode: 60}", .wrongType, 1, "notes.mode"),
        Row("permissions with more bits", "notes: {mode: 4660}", .outOfRange, 1, "notes.mode"),
        Row("a group with a blank", "notes: {group: a b}", .wrongType, 1, "notes.group"),
        Row("a group without a name", "notes: {group: ''}", .wrongType, 1, "notes.group"),
        Row(
            "a mail longer than the memory",
            "mail:\n  maximum-size: 2048\n  maximum-memory: 2047",
            .outOfRange,
            3,
            "mail.maximum-memory"
        ),
        Row(
            "a mail longer than the memory of the manual",
            "mail:\n  maximum-size: 536870913",
            .outOfRange,
            2,
            "mail.maximum-size"
        ),
        Row(
            "a deadline before a sign of life",
            "mail:\n  progress: 9\n  deadline: 8",
            .outOfRange,
            3,
            "mail.deadline"
        ),
    ]

    static let places = [
        Row("a relative path", "lexicon: biffure.lexicon", .relativePath, 1, "lexicon"),
        Row("a path with steps back", "lexicon: /a/../b", .relativePath, 1, "lexicon"),
        Row("a path with a line end", "lexicon: \"/a\\nb\"", .relativePath, 1, "lexicon"),
        Row("an empty path", "lexicon: ''", .relativePath, 1, "lexicon"),
        Row("a relative path of a list", "sites:\n  - /a\n  - b", .relativePath, 3, "sites"),
        Row("a path for a list", "sites: /a", .wrongType, 1, "sites"),
        Row("a list in a list", "sites: [[/a]]", .wrongType, 1, "sites"),
        Row("a relative main.cf", "postfix: main.cf", .relativePath, 1, "postfix"),
        Row(
            "a socket that is no path",
            "notes: {socket: unix:/s}",
            .relativePath,
            1,
            "notes.socket"
        ),
        Row(
            "a socket of 108 bytes",
            "notes: {socket: /\(String(repeating: "s", count: 107))}",
            .outOfRange,
            1,
            "notes.socket"
        ),
        Row("a path without its kind", "milter: [{socket: /s}]", .badAddress, 1, "milter.socket"),
        Row(
            "a relative socket",
            "milter: [{socket: 'unix:s'}]",
            .relativePath,
            1,
            "milter.socket"
        ),
        Row(
            "a name for an address",
            "milter: [{socket: 'inet:localhost:1'}]",
            .badAddress,
            1,
            "milter.socket"
        ),
        Row(
            "an address of the network",
            "milter: [{socket: 'inet:0.0.0.0:1'}]",
            .remoteAddress,
            1,
            "milter.socket"
        ),
        Row("released mail to the network", "submit: 192.0.2.1:25", .remoteAddress, 1, "submit"),
        Row("an address without a port", "submit: 127.0.0.1", .badAddress, 1, "submit"),
        Row("port 0", "submit: 127.0.0.1:0", .badAddress, 1, "submit"),
        Row("port 65536", "submit: 127.0.0.1:65536", .badAddress, 1, "submit"),
        Row("an address of three numbers", "submit: 127.0.1:25", .badAddress, 1, "submit"),
        Row("a number of an address above 255", "submit: 127.0.0.256:25", .badAddress, 1, "submit"),
        Row("IPv6 without brackets", "submit: ::1:25", .badAddress, 1, "submit"),
    ]

    static let syntax = [
        Row("a bracket that stays open", "notes:\nsites: [/a\n", .syntax, 3),
        Row("a tabulator before a key", "notes:\n\tmode: 600", .syntax, 2),
        Row("a control character", "notes:\nsites: \u{7}", .syntax, 2),
        Row("two documents", "notes:\n---\nnotes:\n", .syntax, 2),
        Row("an anchor", "notes:\nsites: &a [/a]", .indirection, 2),
        Row("an anchor in brackets", "sites: [&a /a]", .indirection, 1),
        Row("an alias", "notes:\nsites: *a", .indirection, 2),
        Row("a tag", "notes:\nlexicon: !!binary /a", .indirection, 2),
        Row("a tag of a list", "sites: !a [/a]", .indirection, 1),
        Row("a tag of a section", "notes: !a {}", .indirection, 1),
    ]

    @Test(arguments: keys + values + places + syntax)
    func faultsNameTheirLineAndKey(_ row: Row) {
        #expect(throws: row.error) { try ConfigurationTests.read(row.yaml) }
    }

    @Test func ampersandsOfWordsAreNoAnchors() throws {
        let file = try ConfigurationTests.read("# a & b\nnotes:\nsites: [/r&d, '/r & d']")
        #expect(file.sites == ["/r&d", "/r & d"])
    }

    /// What would grow without bound, or take the stack: each is refused as it is.
    static let hostile = [
        Row("lists in lists", "sites: " + String(repeating: "[", count: 60_000), .syntax, 1),
        Row("dashes in dashes", String(repeating: "- ", count: 30_000), .syntax, 1),
        Row("keys in keys", String(repeating: "? ", count: 30_000), .syntax, 1),
        Row("sections in sections", String(repeating: "{", count: 60_000), .syntax, 1),
        Row(
            "lists that double, as a key",
            (1..<60).reduce("a0: &a0 [x, x]\n") {
                $0 + "a\($1): &a\($1) [*a\($1 - 1), *a\($1 - 1)]\n"
            }
                + "? *a59\n: 1\n",
            .indirection,
            1
        ),
        Row(
            "a key in a key, 90 deep, beside many words",
            String(repeating: "? ", count: 90) + "["
                + String(repeating: "a,", count: 3000) + "]",
            .wrongType,
            1
        ),
    ]

    @Test(arguments: hostile)
    func hostileFilesAreRefused(_ row: Row) {
        #expect(throws: row.error) { try ConfigurationTests.read(row.yaml) }
    }
}
