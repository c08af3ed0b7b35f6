import Configurations
import Testing

/// The file of the daemon, read.
@Suite struct ConfigurationTests {
    /// What a milter needs beside it.
    static let rest = "mail: {tables: [/t]}\nstore: {}\n"

    static func read(_ yaml: String) throws(ConfigurationError) -> Configuration {
        // the nearest word is the caller's: here the first that begins alike
        try Configuration(yaml: yaml) { word, known in
            known.first { $0.first == word.first } ?? ""
        }
    }

    @Test func whatIsNotSaidIsAsTheManualSays() throws {
        let file = try Self.read("milter:\n  - socket: unix:/s\n" + Self.rest)
        #expect(file.lexicon == nil)
        #expect(file.sites.isEmpty)
        #expect(file.milters.map(\.mode) == [0o660])
        #expect(file.milters.map(\.group) == [nil])
        #expect(file.notes == nil)
        #expect(!file.mail.isSplit && !file.mail.isShadow && !file.mail.converts)
        #expect(file.mail.images == .hold)
        #expect(file.mail.maximumSize == 52_428_800)
        #expect(file.mail.maximumMemory == 536_870_912)
        #expect(file.mail.progress == 5)
        #expect(file.mail.deadline == 240)
        #expect(file.store?.path == "/var/lib/biffure/retenus")
        #expect(file.store?.key == "/var/lib/biffure/cle")
        #expect(file.store?.keepDays == 30)
        #expect(file.store?.maximumSize == 1_073_741_824)
        #expect(file.submit == .inet(host: "127.0.0.1", port: 25))
        #expect(file.workers == nil)
        #expect(file.postfix == "/etc/postfix/main.cf")
        #expect(!file.allowsAccept)
    }

    @Test func notesAloneAreEnough() throws {
        let notes = try #require(try Self.read("notes:\n").notes)
        #expect(notes.socket == "/run/biffure/notes.sock")
        #expect(notes.mode == 0o660)
        #expect(notes.group == nil)
        #expect(notes.clients == 64)
        #expect(notes.idleSeconds == 60)
        #expect(notes.writeSeconds == 30)
    }

    @Test func everyKeyIsRead() throws {
        let file = try Self.read(
            """
            # la mairie
            lexicon: /srv/biffure.lexicon
            sites: [/etc/biffure/departement, "/etc/biffure/ville"]
            milter:
              - socket: unix:/run/biffure/milter.sock
                mode: "0666"
                group: postfix
              - socket: inet:[::1]:8893
              - {socket: "inet:192.0.2.7:8894", allow-remote: true}
            notes:
              socket: /run/n.sock
              mode: 0600
              group: biffure
              clients: 3
              idle-seconds: 7
              write-seconds: 8
            mail:
              tables:
                - /etc/biffure/courriel
              split: true
              shadow: true
              images: keep
              convert: true
              maximum-size: 2048
              maximum-memory: 4096
              progress: 2
              deadline: 90
            store: {path: /r, key: /c, keep-days: 1, maximum-size: 65536}
            submit: 192.0.2.7:10025
            workers: 4
            postfix: "-"
            allow-accept: true
            """
        )
        #expect(file.lexicon == "/srv/biffure.lexicon")
        #expect(file.sites == ["/etc/biffure/departement", "/etc/biffure/ville"])
        #expect(
            file.milters.map(\.endpoint) == [
                .unix(path: "/run/biffure/milter.sock"), .inet(host: "::1", port: 8893),
                .inet(host: "192.0.2.7", port: 8894),
            ]
        )
        #expect(file.milters.map(\.endpoint.isLocal) == [true, true, false])
        #expect(file.milters.map(\.allowsRemote) == [false, false, true])
        #expect(file.milters.first?.mode == 0o666)
        #expect(file.milters.first?.group == "postfix")
        #expect(file.notes?.socket == "/run/n.sock")
        #expect(file.notes?.mode == 0o600)
        #expect(file.notes?.group == "biffure")
        #expect(file.notes?.clients == 3)
        #expect(file.notes?.idleSeconds == 7)
        #expect(file.notes?.writeSeconds == 8)
        #expect(file.mail.tables == ["/etc/biffure/courriel"])
        #expect(file.mail.isSplit && file.mail.isShadow && file.mail.converts)
        #expect(file.mail.images == .keep)
        #expect(file.mail.maximumSize == 2048)
        #expect(file.mail.maximumMemory == 4096)
        #expect(file.mail.progress == 2)
        #expect(file.mail.deadline == 90)
        #expect(file.store?.path == "/r")
        #expect(file.store?.key == "/c")
        #expect(file.store?.keepDays == 1)
        #expect(file.store?.maximumSize == 65_536)
        #expect(file.submit == .inet(host: "192.0.2.7", port: 10_025))
        #expect(file.workers == 4)
        #expect(file.postfix == nil)
        #expect(file.allowsAccept)
    }

    @Test func aMarkAtTheStartAndLinesOfWindowsChangeNothing() throws {
        let yaml = "notes:\n  clients: 3\nworkers: 2\n"
        let windows = "\u{FEFF}notes:\r\n  clients: 3\r\nworkers: 2\r\n"
        #expect(try Self.read(windows) == Self.read(yaml))
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(throws: ConfigurationError(.notText)) {
            try Configuration(bytes: Array("notes:\n# ".utf8) + [0xE9]) { _, _ in "" }
        }
    }

    @Test func aLongFileIsRefused() throws {
        let long = "notes:\n#" + String(repeating: "x", count: Configuration.maximumSize - 8)
        #expect(try Self.read(long).notes != nil)
        #expect(throws: ConfigurationError(.tooLarge)) { try Self.read(long + "x") }
        #expect(throws: ConfigurationError(.tooLarge)) {
            try Configuration(bytes: Array((long + "x").utf8)) { _, _ in "" }
        }
    }
}
