/// The reasons of mail that does not simply pass, for people.
public enum ReasonName {
    /// What a code of `outcomes.tsv` means, in French; nil for one that nobody knows.
    public static func french(_ code: String) -> String? {
        switch code {
        case "unknown-recipient": "destinataire inconnu des tables"
        case "off-list": "destinataire hors du groupe"
        case "external-institution": "institution non représentée"
        case "article8-extra": "réservé au maire, d'autres le liraient"
        case "secret": "contenu secret"
        case "confidentiel": "contenu confidentiel"
        case "several-situations": "plusieurs situations"
        case "names": "noms à remplacer"
        case "label": "niveau à indiquer"
        case "above-ceiling": "reste trop à lire"
        case "removed-words": "un mot retiré se lit encore"
        case "obstacle": "image ou pièce qui ne s'examine pas"
        case "encrypted": "chiffré"
        case "signed": "signé, et à modifier"
        case "unreadable": "illisible"
        case "too-large": "trop grand"
        case "cannot-edit": "modification impossible"
        case "failure": "examen impossible"
        default: nil
        }
    }
}
