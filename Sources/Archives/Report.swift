internal import Decisions
internal import Pipeline

/// The report of a run: one page for the head of archives, without content of any note.
struct Report {
    private let ledger: Ledger
    private let settings: ArchiveSettings

    init(_ ledger: Ledger, _ settings: ArchiveSettings) {
        self.ledger = ledger
        self.settings = settings
    }

    /// Writes the page whole or not at all.
    func write(to path: String) throws {
        let writer = try Writer(path, 0o600)
        try writer.add(Array(try page().utf8))
        try writer.close()
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;color:#1c2330;max-width:62rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.7rem;margin-bottom:.2rem}h2{font-size:1.2rem;margin-top:2.2rem;border-bottom:1px solid #ccd}
        table{border-collapse:collapse;width:100%;font-size:.95rem}
        th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #e3e6ee}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        .cartes{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.2rem 0}
        .cartes div{border:1px solid #d5dae6;border-radius:.5rem;padding:.7rem 1rem;min-width:9rem}
        .cartes b{display:block;font-size:1.6rem}
        .legende span{margin-right:1.2rem}.legende i{display:inline-block;width:.8rem;height:.8rem;margin-right:.35rem}
        svg{max-width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#1c2330}
        .note{color:#4a5365;font-size:.95rem}
        """

    private func page() throws -> String {
        var page = "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
        page += "<meta name=\"viewport\" content=\"width=device-width\">\n"
        page += "<title>Rapport de nettoyage d'archives</title>\n<style>\(Self.style)</style>\n"
        page += "</head>\n<body>\n<h1>Rapport de nettoyage d'archives</h1>\n"
        page += "<p class=\"note\">Copies destinées à : "
        page += Chart.escaped(settings.version.audience.label) + ". Les originaux n'ont pas été "
        page += "modifiés. Ce rapport ne contient ni texte ni nom ; les chemins des originaux sont "
        page += "dans <code>manifeste.csv</code>, à garder avec eux.</p>\n"
        page += try totals()
        page += try levels()
        page += try years()
        page += try folders()
        page += try categories()
        page += try causes()
        page += try access()
        page +=
            "<p class=\"note\">Ce qui sort est pseudonyme, non anonyme : qui connaît le quartier "
        page +=
            "peut encore reconnaître quelqu'un. Une personne doit relire avant de diffuser.</p>\n"
        return page + "</body>\n</html>\n"
    }

    // MARK: Questions

    private func counts(_ column: String, where condition: String = "part = 0") throws -> [(
        String, Int
    )] {
        try ledger.ask(
            "SELECT \(column), count(*) FROM file WHERE \(condition) GROUP BY 1 ORDER BY 1"
        ).map { ($0[0], Int($0[1]) ?? 0) }
    }

    private func totals() throws -> String {
        let decisions = Dictionary(uniqueKeysWithValues: try counts("decision"))
        let sum = try ledger.ask("SELECT count(*), total(size) FROM file WHERE part = 0")
        let bytes = try ledger.ask("SELECT CAST(total(size) AS INTEGER) FROM file WHERE part = 0")
        func card(_ name: String, _ number: Int, _ more: String = "") -> String {
            "<div><b>\(Chart.grouped(number))</b>\(name)\(more)</div>"
        }
        var text = "<div class=\"cartes\">"
        text += card("fichiers", Int(sum.first?[0] ?? "") ?? 0)
        text += card("Mo", (Int(bytes.first?[0] ?? "") ?? 0) / 1_000_000)
        text += card("copiés sans changement", decisions["copied"] ?? 0)
        text += card("copiés sans ce qui est protégé", decisions["filtered"] ?? 0)
        if let count = decisions["rendered"] { text += card("en texte seul", count) }
        text += card("retenus, à examiner", decisions["held"] ?? 0)
        text += card("non lus (liens, exclus)", decisions["skipped"] ?? 0)
        return text + "</div>\n"
    }

    private static let levelNames = ["public", "confidentiel", "secret", ""]

    private func shares(_ counts: [String: Int]) -> [Chart.Share] {
        Self.levelNames.map { level in
            Chart.Share(
                name: level.isEmpty ? "non lu" : level,
                value: counts[level] ?? 0,
                colour: Chart.colours[level] ?? "#888"
            )
        }
    }

    private func levels() throws -> String {
        let counts = Dictionary(
            uniqueKeysWithValues: try counts("level", where: "part = 0 AND decision != 'skipped'")
        )
        let rows = shares(counts).map { (label: $0.name, shares: [$0]) }
        return "<h2>Niveaux des originaux</h2>\n" + Chart.bars(rows) + "\n"
    }

    /// Levels by what another column says, in its order.
    private func levels(by column: String) throws -> [(label: String, shares: [Chart.Share])] {
        let rows = try ledger.ask(
            "SELECT \(column), level, count(*) FROM file WHERE part = 0 AND decision != 'skipped' "
                + "GROUP BY 1, 2 ORDER BY 1"
        )
        var order: [String] = []
        var counts: [String: [String: Int]] = [:]
        for row in rows {
            if counts[row[0]] == nil { order.append(row[0]) }
            counts[row[0], default: [:]][row[1]] = Int(row[2]) ?? 0
        }
        return order.map { ($0, shares(counts[$0] ?? [:])) }
    }

    private func years() throws -> String {
        let columns = try levels(by: "year").filter { $0.label != "0" }
        guard !columns.isEmpty else { return "" }
        return "<h2>Niveaux par année</h2>\n"
            + "<p class=\"note\">L'année la plus récente que le document cite, à défaut celle du "
            + "fichier.</p>\n" + Chart.legend(shares([:])) + Chart.columns(columns) + "\n"
    }

    private func folders() throws -> String {
        let most = 40
        let rows = try levels(by: "folder").sorted { a, b in
            let (x, y) = (
                a.shares.reduce(0) { $0 + $1.value }, b.shares.reduce(0) { $0 + $1.value }
            )
            return (y, a.label) < (x, b.label)
        }
        var text = "<h2>Niveaux par dossier</h2>\n<table><tr><th>dossier</th>"
        for name in ["public", "confidentiel", "secret", "non lu"] {
            text += "<th class=\"n\">\(name)</th>"
        }
        text += "</tr>\n"
        for row in rows.prefix(most) {
            text += "<tr><td>\(row.label.isEmpty ? "(à la racine)" : Chart.escaped(row.label))</td>"
            for share in row.shares { text += "<td class=\"n\">\(Chart.grouped(share.value))</td>" }
            text += "</tr>\n"
        }
        text += "</table>\n"
        if rows.count > most {
            text += "<p class=\"note\">et \(rows.count - most) autres dossiers</p>\n"
        }
        return text
    }

    private static let categoryNames = [
        "CONFIDENTIEL": "confidentiel, sans secret", "HEALTH": "santé", "DISABILITY": "handicap",
        "ADDICTION": "addiction", "SOCIAL": "suivi social", "VIOLENCE": "violences",
        "JUDICIAL": "justice", "SEXUAL": "vie sexuelle", "BELIEF": "convictions",
        "RADICAL": "radicalisation", "FINANCE": "argent",
    ]

    private func categories() throws -> String {
        var counts: [String: Int] = [:]
        // as many rows as there are files
        try ledger.each("SELECT categories FROM file WHERE part = 0 AND categories != ''") { row in
            for pair in row[0].split(separator: " ") {
                let parts = pair.split(separator: "=")
                if parts.count == 2 { counts[String(parts[0]), default: 0] += Int(parts[1]) ?? 0 }
            }
        }
        guard !counts.isEmpty else { return "" }
        let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
            let label = Self.categoryNames[name] ?? name.lowercased()
            let colour = Chart.colours[name == "CONFIDENTIEL" ? "confidentiel" : "secret"] ?? "#888"
            return (label: label, shares: [Chart.Share(name: label, value: count, colour: colour)])
        }
        return "<h2>Passages protégés par catégorie</h2>\n" + Chart.bars(rows) + "\n"
    }

    /// What a cause means, and what to do.
    static let causeNames = [
        "image": "images que personne n'a relues", "object": "objets incorporés",
        "macros": "macros", "encrypted": "mot de passe ou chiffrement", "signed": "signature",
        "winmail": "pièce winmail.dat", "scan": "pages numérisées sans texte",
        "partial": "message en plusieurs morceaux", "unknown": "contenu d'un format non lu",
        "unwritable": "format qui se lit sans se réécrire (pdf) : --rendition",
        "unconverted": "ancien format : --convert", "tooLarge": "trop grand : --max-note-size",
        "otherFormat": "format non lu", "damaged": "fichier abîmé ou coupé",
        "bomb": "bien plus grand que sa taille ne le dit", "binary": "ce n'est pas du texte",
        "badEncoding": "encodage inconnu", "nestedTooDeep": "trop de documents emboîtés",
        "converterMissing": "il manque un programme de conversion",
        "converterLimit": "conversion trop longue", "unreadable": "lecture refusée par le système",
        "aboveCeiling": "reste au-dessus de ce que les lecteurs peuvent lire",
        "removedWordsRemain": "un mot retiré reste dans une partie cachée",
        "severalSituations": "plusieurs situations", "disk-full": "disque plein",
        "write-failed": "écriture refusée", "too-deep": "chemin trop long ou trop profond",
        "unavailable": "la bibliothèque ICU ne répond pas", "obstacle": "contenu non nettoyable",
    ]

    private func causes() throws -> String {
        let rows = try counts("cause", where: "decision = 'held'").sorted {
            ($1.1, $0.0) < ($0.1, $1.0)
        }
        guard !rows.isEmpty else { return "" }
        var text =
            "<h2>Retenus, par cause</h2>\n<p class=\"note\">Sans copie : une personne doit les "
        text += "examiner. Leurs chemins sont dans le manifeste.</p>\n"
        return text
            + Chart.bars(
                rows.map { cause, count in
                    let name = Self.causeNames[cause] ?? cause
                    return (
                        name,
                        [Chart.Share(name: name, value: count, colour: Chart.colours["held"] ?? "")]
                    )
                }
            ) + "\n"
    }

    private func access() throws -> String {
        let rows = try counts("substr(freeFrom, 1, 3)", where: "part = 0 AND freeFrom != ''")
        let free = try counts("decision", where: "part = 0 AND freeFrom = '' AND level = 'public'")
            .reduce(0) { $0 + $1.1 }
        var text =
            "<h2>Communicabilité des originaux</h2>\n<p class=\"note\">Première date de libre "
        text += "accès par le code du patrimoine (L.213-2), au plus tard : \(Chart.grouped(free)) "
        text += "fichiers sont communicables de plein droit ; les autres par décennie.</p>\n"
        let columns = rows.map { decade, count in
            (
                label: decade + "0",
                shares: [Chart.Share(name: "fichiers", value: count, colour: "#3c6e9f")]
            )
        }
        text +=
            Chart.columns(columns)
            + "\n<table><tr><th>délai</th><th class=\"n\">fichiers</th></tr>\n"
        for (reason, count) in try counts("freeReason", where: "part = 0 AND decision != 'skipped'")
        {
            text +=
                "<tr><td>\(Chart.escaped(reason))</td><td class=\"n\">\(Chart.grouped(count))</td></tr>\n"
        }
        return text + "</table>\n"
    }
}
