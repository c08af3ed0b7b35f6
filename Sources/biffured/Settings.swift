import Commands
import Configurations
import Decisions
import Documents
import Envelopes
import Formats
import Lexicons
import Messages
import Pipeline
import Readers
import Services
import Workshops

/// The file of settings, read, with what is made of it.
struct Settings: Sendable {
    let configuration: Configuration
    private let file: String

    /// Reads the file.
    ///
    /// - Throws: `Message` with exit code 78: the line and the nearest known word.
    init(file: String) throws(Message) {
        self.file = file
        let bytes = try ConfigurationFile.read(file, limit: Configuration.maximumSize)
        do throws(ConfigurationError) {
            configuration = try Configuration(bytes: bytes) { NearestWord.of($0, among: $1) }
        } catch {
            throw Message(error, in: file)
        }
    }

    /// The same file as it stands now.
    func again() throws(Message) -> Settings { try Settings(file: file) }

    /// The rules as they stand now: words, audiences, mail tables.
    ///
    /// - Throws: `Message` with exit code 78, and file and line where a table is wrong.
    func rulebook() throws(Message) -> Rulebook {
        let rules = try Rules(configuration.lexicon, sites: configuration.sites)
        var mail: MailPolicy?
        var reviewers: Reviewers?
        if !configuration.milters.isEmpty {
            let files = MailPolicy.files.union(Reviewers.files)
            let layers = try rules.layers(with: configuration.mail.tables, files: files)
            do throws(PolicyError) {
                mail = try MailPolicy(layers: layers, policy: rules.policy)
                reviewers = try Reviewers(layers: layers)
            } catch {
                throw Message(error)
            }
        }
        let opener = Opener(
            Readers.all + Opener.textReaders,
            maximumSize: configuration.mail.maximumSize,
            keepsImages: configuration.mail.images == .keep,
            converts: configuration.mail.converts
        )
        let size = configuration.mail.maximumSize
        return Rulebook(
            policy: rules.policy,
            mail: mail,
            reviewers: reviewers,
            isShadow: configuration.mail.isShadow,
            version: rules.lexicon.rulesVersion
        ) {
            try rules.engine(maximumSize: size, opener: opener)
        }
    }

    /// Whether all of it can be used: `--check-config`.
    ///
    /// Sockets, key and store are the service's own: they are opened at its start alone.
    ///
    /// - Throws: `Message`: the first fault.
    func check() throws {
        _ = try rulebook()
        try refuseAccept()
        for group in (configuration.milters.map(\.group) + [configuration.notes?.group]) {
            guard let group, !ListeningSocket.isGroup(group) else { continue }
            throw Message("le groupe « \(group) » n'existe pas", .configuration)
        }
    }

    /// Refuses to work beside a mail server that lets through what was not judged.
    ///
    /// - Throws: `Message` with exit code 78 and the line of the setting.
    func refuseAccept() throws(Message) {
        guard !configuration.milters.isEmpty, !configuration.allowsAccept,
            let main = configuration.postfix
        else { return }
        guard let text = ConfigurationFile.textIfAny(main) else { return }
        let master = main.hasSuffix("main.cf") ? main.dropLast(7) + "master.cf" : ""
        let masterText = master.isEmpty ? nil : ConfigurationFile.textIfAny(String(master))
        guard let place = PostfixSettings.acceptsByDefault(mainCF: text, masterCF: masterText)
        else { return }
        let name = place.file == .main ? main : String(master)
        throw Message(
            "\(name), ligne \(place.line) : Postfix laisse passer ce que le filtre n'a pas jugé "
                + "(default_action = accept) : y mettre tempfail, ou « allow-accept: true » ici en "
                + "connaissance de cause",
            .configuration
        )
    }
}

/// Files of settings.
enum ConfigurationFile {
    /// All bytes of a file.
    ///
    /// - Throws: `Message` with exit code 78.
    static func read(_ path: String, limit: Int) throws(Message) -> [UInt8] {
        do throws(Message) {
            return try Files.read(path, limit: limit)
        } catch {
            throw Message(error.text, .configuration)
        }
    }

    /// The text of a file that need not be there.
    static func textIfAny(_ path: String) -> String? {
        (try? Files.read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension Message {
    /// Why the file of settings cannot be used.
    init(_ error: ConfigurationError, in file: String) {
        let place = error.line > 0 ? "\(file), ligne \(error.line) : " : "\(file) : "
        let hint = error.nearest.isEmpty ? "" : " ; le plus proche est « \(error.nearest) »"
        self.init(place + error.french + hint, .configuration)
    }
}
