import TestSupport
import Testing

/// DOMAIN section 12: one sign, two readings.
@Suite struct AcronymTests {
    struct Pair: CustomTestStringConvertible, Sendable {
        let sign: String
        let secret: LevelRow
        let other: LevelRow
        var testDescription: String { sign }

        init(_ sign: String, _ secret: LevelRow, _ other: LevelRow) {
            self.sign = sign
            self.secret = secret
            self.other = other
        }
    }

    static let pairs = [
        Pair(
            "TS",
            secret("Lina a fait une TS en mars."),
            general("Les TS du secteur sont invités.")
        ),
        Pair(
            "IP",
            secret("Une IP concernant Lina a été rédigée."),
            general("L'adresse IP du serveur a changé.")
        ),
        Pair(
            "HP",
            secret("Yanis est à l'HP depuis lundi."),
            general("Le HP de la salle est en panne.")
        ),
        Pair("CMP", secret("Yanis est suivi au CMP."), general("Le CMP présente son activité.")),
        Pair(
            "ASE",
            secret("Yanis est confié à l'ASE."),
            general("L'ASE est représentée au groupe.")
        ),
        Pair(
            "AEMO",
            secret("Yanis bénéficie d'une AEMO."),
            general("Le service d'AEMO est invité.")
        ),
        Pair(
            "IME",
            secret("Yanis est orienté en IME."),
            general("L'IME organise une porte ouverte.")
        ),
        Pair(
            "AAH",
            secret("Mme Roy touche l'AAH."),
            general("Une réunion d'information sur l'AAH est prévue.")
        ),
        Pair("AESH", secret("Yanis a une AESH."), general("Deux postes d'AESH sont ouverts.")),
        Pair(
            "CSAPA",
            secret("Yanis est suivi au CSAPA."),
            general("Le CSAPA présente son activité.")
        ),
        Pair("TIG", secret("Yanis n'a pas fait son TIG."), general("La ville accueille des TIG.")),
        Pair(
            "SPIP",
            secret("M. Roy est suivi par le SPIP."),
            general("Le SPIP participe au groupe.")
        ),
        Pair("PJJ", secret("Yanis est suivi par la PJJ."), general("La PJJ présente ses mesures.")),
        Pair(
            "CEF",
            secret("Yanis est en CEF depuis mars."),
            general("Le CEF du département ouvre en mai.")
        ),
        Pair(
            "FSPRT",
            secret("M. Roy est inscrit au FSPRT."),
            general("Le fonctionnement du FSPRT est rappelé.")
        ),
        Pair(
            "RSA",
            secret("Le RSA de Mme Roy est suspendu."),
            general("Le nombre d'allocataires du RSA baisse.")
        ),
        Pair(
            "FSL",
            secret("Mme Roy a un dossier FSL refusé."),
            general("Le règlement du FSL est présenté.")
        ),
        Pair(
            "TGD",
            secret("Mme Roy dispose d'un TGD."),
            general("Douze TGD sont déployés dans le département.")
        ),
        Pair(
            "VIF",
            secret("Mme Roy est victime de VIF."),
            general("Le nombre de VIF augmente de 4 %.")
        ),
        Pair(
            "suivi",
            secret("Yanis est suivi par un psychiatre."),
            general("Le suivi des travaux est assuré.")
        ),
        Pair(
            "mesure",
            secret("Yanis a une mesure de placement."),
            general("Cette mesure de voirie est votée.")
        ),
        Pair(
            "signalement",
            secret("Un signalement a été fait au parquet pour Lina."),
            general("Le signalement des tags se fait en ligne.")
        ),
        Pair(
            "foyer",
            secret("Yanis est en foyer depuis mars."),
            general("Le foyer rural accueille la réunion.")
        ),
        Pair(
            "crise",
            secret("Yanis a fait une crise d'épilepsie."),
            general("La cellule de crise est activée.")
        ),
        Pair(
            "dépression",
            secret("Mme Roy est en dépression."),
            general("La dépression de la chaussée est comblée.")
        ),
        Pair(
            "cure",
            secret("M. Roy est parti en cure de désintoxication."),
            general("La cure du ru est prévue en mai.")
        ),
        Pair(
            "consultation",
            secret("Lina a une consultation en addictologie."),
            general("La consultation des entreprises est lancée.")
        ),
    ]

    @Test(arguments: pairs + more)
    func withAPersonItIsSecret(_ pair: Pair) throws { try pair.secret.check() }

    @Test(arguments: pairs + more)
    func withoutAPersonItIsPublic(_ pair: Pair) throws { try pair.other.check() }
}
