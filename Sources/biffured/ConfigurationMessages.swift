import Configurations
import Glibc
import Services

extension ConfigurationError {
    /// What is wrong, in French.
    var french: String {
        let key = key.isEmpty ? "" : " « \(key) »"
        return switch code {
        case .tooLarge: "le fichier est trop grand"
        case .notText: "le fichier n'est pas en UTF-8"
        case .syntax: "ce n'est pas du YAML, ou il y a plus d'un document"
        case .indirection: "ancres, alias et étiquettes YAML ne sont pas admis"
        case .unknownKey: "clé inconnue\(key)"
        case .duplicateKey: "la clé\(key) figure deux fois"
        case .missingKey: "il manque la clé\(key)"
        case .wrongType: "la valeur de\(key) n'est pas de la bonne sorte"
        case .unknownWord: "mot inconnu pour\(key)"
        case .outOfRange: "la valeur de\(key) est hors des bornes"
        case .relativePath: "le chemin de\(key) doit partir de la racine"
        case .badAddress:
            self.key == "submit"
                ? "l'adresse de\(key) ne se lit pas (127.0.0.1:25)"
                : "l'adresse de\(key) ne se lit pas (unix:/chemin ou inet:127.0.0.1:8893)"
        case .remoteAddress: "l'adresse de\(key) n'est pas de cette machine (allow-remote: true)"
        case .notApplicable: "la clé\(key) n'a pas de sens ici"
        }
    }
}

extension SocketError {
    /// What is wrong, in French.
    var french: String {
        switch code {
        case .inUse: "« \(place) » : un autre programme y répond déjà"
        case .notASocket: "« \(place) » existe et n'est pas un socket : il reste en place"
        case .unknownGroup: "le groupe « \(place) » n'existe pas"
        case .pathTooLong: "« \(place) » : le chemin est trop long pour un socket"
        case .badAddress: "« \(place) » n'est pas une adresse"
        case .refused:
            switch number {
            case ENOENT: "« \(place) » : le dossier du socket n'existe pas"
            case EACCES, EPERM: "« \(place) » : le service n'a pas le droit d'y écouter"
            case EADDRNOTAVAIL: "« \(place) » n'est pas une adresse de cette machine"
            default: "« \(place) » : le système refuse d'y écouter (erreur \(number))"
            }
        }
    }
}
