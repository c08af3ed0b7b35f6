import TestSupport
import Testing

@testable import Pipeline

/// Markdown is plain text: its signs do not hide a name, and stay where they are.
@Suite struct MarkdownTests {
    static let rows: [(String, String)] = [
        ("Le maire a reçu M. **Karim** **Ben**ali hier.", "Le maire a reçu M. **[A] hier."),
        ("Mme *Nadia Trevez* demande un logement.", "Mme *[A]* demande un logement."),
        ("Mme __Nadia Trevez__ demande un logement.", "Mme __[Personne A]__ demande un logement."),
        (
            "Voir [Karim Benali](mailto:karim.benali@orange.fr) pour la suite.",
            "Voir [[Personne A]](mailto:[courriel]) pour la suite."
        ),
        (
            "![photo de Karim Benali](photo.png)",
            "![photo de [Personne A]](photo.png)"
        ),
        (
            "| Nom | Suite |\n|-----|-------|\n| BENALI Karim | reçu jeudi |\n",
            "| Nom | Suite |\n|-----|-------|\n| [Personne A] | reçu jeudi |\n"
        ),
        ("```\nM. Karim Benali\n```\n", "```\nM. [A]\n```\n"),
        ("> M. Karim Benali\n", "> M. [A]\n"),
        ("- **Karim Benali** : reçu jeudi\n", "- **[Personne A]** : reçu jeudi\n"),
        (
            "---\ntitle: Bilan\nauthor: Karim Benali\n---\n\n# Bilan\n",
            "---\ntitle: Bilan\nauthor: [Personne A]\n---\n\n# Bilan\n"
        ),
    ]

    @Test(arguments: rows)
    func signsHideNoName(_ source: String, _ after: String) throws {
        #expect(try filter(source, audience: "gt-thematique") == after)
    }

    @Test(arguments: [
        "Mme **Nadia** Trevez est suivie au CMP.", "| Nadia Trevez | suivie au CMP |\n|---|---|\n",
        "> Mme *Nadia Trevez*, suivie au CMP.", "```\nMme Nadia Trevez est suivie au CMP.\n```\n",
        "- Mme `Nadia Trevez` : suivie au CMP",
    ])
    func signsHideNoSecret(_ source: String) throws {
        let output = try filter(source, audience: "gt-thematique")
        #expect(!output.contains("Trevez") && !output.contains("CMP"), "\(output)")
    }
}
