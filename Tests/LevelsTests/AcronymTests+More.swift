import TestSupport

extension AcronymTests {
    /// The rest of DOMAIN section 12: measures, places of care and custody, words of every day.
    static let more = [
        Pair(
            "HDT",
            secret("Yanis Caron a été admis en HDT."),
            general("Le nombre de HDT est stable.")
        ),
        Pair(
            "HO",
            secret("M. Roy a déjà connu une HO en 2010."),
            general("La zone HO du plan est modifiée.")
        ),
        Pair(
            "SDT",
            secret("M. Roy est en SDT depuis lundi."),
            general("Le SDT présente son bilan.")
        ),
        Pair(
            "SDRE",
            secret("M. Roy est en SDRE depuis lundi."),
            general("La procédure de SDRE est rappelée.")
        ),
        Pair(
            "SPI",
            secret("M. Roy est en SPI depuis lundi."),
            general("La procédure SPI est rappelée aux élus.")
        ),
        Pair(
            "CMPP",
            secret("Lina Caron est suivie au CMPP."),
            general("Le CMPP présente sa liste d'attente.")
        ),
        Pair(
            "CATTP",
            secret("M. Roy va au CATTP deux fois par semaine."),
            general("Le CATTP ouvre ses portes en juin.")
        ),
        Pair(
            "HDJ",
            secret("Lina Caron est en HDJ trois jours par semaine."),
            general("L'HDJ du secteur déménage.")
        ),
        Pair("ASS", secret("M. Roy touche l'ASS."), general("Les ASS du secteur sont invitées.")),
        Pair(
            "AED",
            secret("Une AED est en place pour Lina Caron."),
            general("Le service d'AED présente son activité.")
        ),
        Pair("MECS", secret("Lina Caron est en MECS."), general("La MECS organise une kermesse.")),
        Pair(
            "TISF",
            secret("La TISF passe chez Mme Roy le mardi."),
            general("Une TISF supplémentaire est recrutée.")
        ),
        Pair(
            "MJAGBF",
            secret("Mme Roy a une mesure MJAGBF."),
            general("Le service MJAGBF est invité.")
        ),
        Pair(
            "MASP",
            secret("Mme Roy a signé une MASP."),
            general("La MASP est un dispositif du département.")
        ),
        Pair("PEAD", secret("Lina Caron est en PEAD."), general("Le PEAD ouvre dix places.")),
        Pair(
            "OPP",
            secret("Lina Caron fait l'objet d'une OPP."),
            general("Le nombre d'OPP augmente.")
        ),
        Pair("ITEP", secret("Yanis Caron est à l'ITEP."), general("L'ITEP ouvre un atelier.")),
        Pair(
            "ULIS",
            secret("Yanis Caron est en ULIS."),
            general("Une classe ULIS ouvre au collège.")
        ),
        Pair(
            "SESSAD",
            secret("Yanis Caron a un SESSAD."),
            general("Le SESSAD recrute un éducateur.")
        ),
        Pair(
            "ESAT",
            secret("M. Roy travaille à l'ESAT."),
            general("L'ESAT entretient les espaces verts.")
        ),
        Pair(
            "MDPH",
            secret("Le dossier MDPH de Lina Caron est en cours."),
            general("La MDPH tient une permanence.")
        ),
        Pair("RQTH", secret("M. Roy a une RQTH."), general("Une réunion sur la RQTH est prévue.")),
        Pair(
            "AEEH",
            secret("Mme Roy touche l'AEEH pour son fils."),
            general("Le montant de l'AEEH est revalorisé.")
        ),
        Pair("PCH", secret("Mme Roy touche la PCH."), general("La PCH est réformée.")),
        Pair("CAARUD", secret("M. Roy est connu du CAARUD."), general("Le CAARUD tient un stand.")),
        Pair("TSO", secret("M. Roy est sous TSO."), general("La délivrance des TSO est encadrée.")),
        Pair("GAV", secret("Yanis Caron est en GAV."), general("Les locaux de GAV sont rénovés.")),
        Pair(
            "CJ",
            secret("Yanis Caron est sous CJ."),
            general("Le nombre de CJ prononcés augmente.")
        ),
        Pair("DDSE", secret("M. Roy est sous DDSE."), general("La DDSE est présentée au groupe.")),
        Pair(
            "SME",
            secret("M. Roy a un SME de deux ans."),
            general("Les SME de la zone d'activité sont invitées.")
        ),
        Pair(
            "SSJ",
            secret("Yanis Caron a un SSJ de trois ans."),
            general("Le SSJ est présenté par le parquet.")
        ),
        Pair("LSP", secret("Yanis Caron est en LSP."), general("La LSP est une mesure éducative.")),
        Pair(
            "CRPC",
            secret("Yanis Caron est convoqué en CRPC."),
            general("Le nombre de CRPC augmente.")
        ),
        Pair(
            "EPM",
            secret("Yanis Caron est à l'EPM."),
            general("L'EPM accueille soixante mineurs.")
        ),
        Pair(
            "UEMO",
            secret("Yanis Caron est suivi par l'UEMO."),
            general("L'UEMO participe au groupe.")
        ),
        Pair(
            "fiche S",
            secret("M. Roy est fiche S."),
            general("Le fonctionnement des fiches S est expliqué.")
        ),
        Pair(
            "CPRAF",
            secret("Yanis Caron est suivi en CPRAF."),
            general("La CPRAF se réunit en préfecture.")
        ),
        Pair(
            "surendettement",
            secret("Mme Roy est en surendettement."),
            general("La commission de surendettement est présentée.")
        ),
        Pair(
            "CCAPEX",
            secret("Le dossier de Mme Roy passe en CCAPEX."),
            general("La CCAPEX se réunit le 12.")
        ),
        Pair(
            "DALO",
            secret("Mme Roy a un recours DALO."),
            general("Le DALO fait l'objet d'une information.")
        ),
        Pair(
            "OP",
            secret("Une OP a été délivrée à Mme Roy."),
            general("Le bilan des OP est présenté.")
        ),
        Pair(
            "ISCG",
            secret("Mme Roy a été reçue par l'ISCG après les coups."),
            general("L'ISCG présente son bilan.")
        ),
        Pair(
            "placement",
            secret("Le placement de Lina Caron est maintenu."),
            general("Le placement des caméras est revu.")
        ),
        Pair(
            "traitement",
            secret("Mme Roy a arrêté son traitement."),
            general("Le traitement des déchets est confié au syndicat.")
        ),
        Pair(
            "trouble",
            secret("Lina Caron a des troubles du comportement."),
            general("Le trouble à l'ordre public est constaté.")
        ),
        Pair(
            "origine",
            secret("M. Roy est d'origine kurde."),
            general("L'origine du sinistre est connue.")
        ),
        Pair(
            "confession",
            secret("M. Roy est de confession juive."),
            general("Toutes les confessions sont représentées.")
        ),
        Pair(
            "communauté",
            secret("M. Roy appartient à la communauté rom."),
            general("La communauté de communes vote le budget.")
        ),
        Pair(
            "syndicat",
            secret("M. Roy est adhérent d'un syndicat."),
            general("Le syndicat des eaux est invité.")
        ),
        Pair(
            "opposant",
            secret("M. Roy est un opposant politique réfugié."),
            general("Les opposants au projet sont reçus.")
        ),
        Pair(
            "fou",
            secret("M. Roy est devenu fou."),
            general("Le projet fou d'une piscine est abandonné.")
        ),
        Pair(
            "accro",
            secret("Yanis Caron est accro au cannabis."),
            general("Un accrobranche ouvre au parc.")
        ),
        Pair(
            "intervention",
            secret("Mme Roy a subi une intervention au genou."),
            general("L'intervention des pompiers a duré une heure.")
        ),
        Pair(
            "AS",
            secret("L'AS de la CAF a trouvé Mme Roy en pleine dépression."),
            general("L'AS du collège organise un tournoi.")
        ),
    ]
}
