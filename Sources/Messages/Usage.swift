/// The words of the option parser, in French.
public enum Usage {
    /// Headings of a help page and beginnings of errors: English, French.
    private static let phrases: [(String, String)] = [
        ("OVERVIEW: ", ""),
        ("USAGE: ", "USAGE : "),
        ("Usage: ", "Usage : "),
        ("ARGUMENTS:", "ARGUMENTS :"),
        ("OPTIONS:", "OPTIONS :"),
        ("SUBCOMMANDS:", "COMMANDES :"),
        ("Show the version.", "Montre la version."),
        ("Show help information.", "Montre cette aide."),
        ("(default:", "(par défaut :"),
        ("(default)", "(par défaut)"),
        ("<subcommand>", "<commande>"),
        ("Error: ", ""),
        ("Unknown option ", "option inconnue "),
        ("Invalid option: ", "option inconnue : "),
        (". Did you mean ", " ; vouliez-vous dire "),
        ("Missing expected argument ", "il manque "),
        ("Missing value for ", "il manque la valeur de "),
        ("The value ", "la valeur "),
        (" is invalid for ", " ne convient pas à "),
        ("Unexpected argument ", "argument inattendu "),
        (" unexpected arguments: ", " arguments inattendus : "),
        ("unexpected arguments", "arguments inattendus"),
        ("for more information.", "pour en savoir plus."),
        ("See '", "Voir « "),
        (" --help' ", " --help » "),
        ("' for more", "' pour"),
        ("Help:  ", "Aide : "),
        ("Please provide one of ", "choisir parmi "),
        ("(values:", "(valeurs :"),
        ("; default:", " ; par défaut :"),
        (" default:", " par défaut :"),
        ("The option ", "l'option "),
        (" does not take any value, but ", " ne prend pas de valeur, or "),
        (" was specified.", " est donné."),
        ("' and '", "' et '"),
        ("' or '", "' ou '"),
    ]

    /// A page or error of the option parser in French.
    public static func french(_ text: String) -> String {
        var text = text
        for (english, french) in phrases { text = replaced(text, english, french) }
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // the parser's pointer to its own help in English
            if line.contains("See '") || line.contains("for detailed help") {
                continue
            }
            lines.append(line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: old) {
            result += rest[..<range.lowerBound]
            result += new
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
