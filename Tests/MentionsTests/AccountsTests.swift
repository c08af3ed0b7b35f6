import Mentions
import TestSupport
import Testing

/// Handles and profiles of networks.
@Suite struct AccountsTests {
    static let handles = [
        one("Kévin Dupont publie sous ", "@kd_91", .online),
        one("Kévin Dupont, Snap : ", "kd.91", .online),
        one("Kévin Dupont, snap ", "kevinou-du-62", .online),
        one("Kévin Dupont, son insta c'est ", "kev.dpt", .online),
        one("Kévin Dupont, insta : ", "kevinouz", .online),
        one("Kévin Dupont a le pseudo ", "kd_zone", .online),
        one("Kévin Dupont, compte tiktok : ", "kd62", .online),
        IdentifierRow(
            "Kévin Dupont poste, kev.dpt62 sur Snapchat",
            [Found("kev.dpt62", .online)]
        ),
        one("Kévin Dupont, son insta si elle ne répond pas, ", "kev.dpt.62", .online),
        none("Profil : DEES exigé. Kévin Dupont postule."),
        IdentifierRow(
            "Kévin Dupont (kd_62 sur insta)",
            [Found("kd_62", .online)]
        ),
    ]

    static let links = [
        one("Kévin Dupont : ", "https://www.facebook.com/kevin.dupont.62", .online, " "),
        one("Kévin Dupont : ", "instagram.com/kev_62/", .online, " "),
        one("Kévin Dupont : ", "t.me/kd_62", .online, " "),
        one(
            "Kévin Dupont sur un site de rencontres, ",
            "www.tandem.example/kev-62",
            .online,
            ", vu"
        ),
        one("Kévin Dupont : ", "tiktok.com/@kev62", .online, " "),
        one("Kévin Dupont : ", "snapchat.com/add/kev62", .online, " "),
        one("Kévin Dupont : ", "www.twitch.tv/kev62", .online, " "),
    ]

    static let others = [
        none("Snapchat et Instagram sont utilisés par Kévin Dupont."),
        none("Kévin Dupont est sur Facebook : groupe fermé."),
        none("Kévin Dupont a un snap depuis 14h30."),
        none("Sur Facebook, Kévin Dupont répond en 3e."),
        none("Kévin Dupont lit exemple.fr/page."),
    ]

    @Test(arguments: handles)
    func handlesAreFoundBesideTheirNetwork(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: links)
    func linksToProfilesAreFound(_ row: IdentifierRow) throws { try row.check() }

    @Test(arguments: others)
    func theNetworkAloneIsNoAccount(_ row: IdentifierRow) throws { try row.check() }
}
