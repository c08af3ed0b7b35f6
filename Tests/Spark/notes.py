"""Invented notes in any number: templates of council and street notes with names that nobody bears, from a seed."""

import random

FIRST = "Anatole Basile Célestin Doriane Elzéar Fantine Ghislain Honorine Ismène Jordan Katell Ludivine Malo Nolan " \
    "Océane Philémon Quitterie Romaric Solange Tiphaine Ursule Valère Wassim Xavière Yanis Zélie Åsa Naïma".split()
LAST = "Lourmel Martignac Brévedent Courtevoie Daspremont Estrabeau Fauqueret Grandvaucel Hautecombe Jonquerolles " \
    "Kermadiou Lestrivan Montfaucher Nérestan Ouzillard Pralongue Quercyval Rochebrande Sauveplane Tressandière".split()
PLACES = ["rue des Tilleuls", "place du Marché-Neuf", "avenue de la Filature", "square des Acacias", "halle Sud"]
CARE = ["au CMP", "au CSAPA", "en hôpital de jour", "par un psychologue", "au CMPP"]

OPENINGS = [
    "Compte rendu du groupe de travail du {day} mars 2026, salle du conseil.",
    "POLICE MUNICIPALE - MAIN COURANTE\nService du {day}/03/2026, vacation 14 h - 22 h",
    "Objet : situation évoquée le {day} mars\nBonjour,",
    "CISPD - formation restreinte\nPrésents : Mme {officer}, coordonnatrice ; M. le commandant de police",
    "Note de l'équipe de médiation, semaine {day}.",
    "Veille éducative, réunion du {day} mars 2026\nPrésidence : Mme {officer}, adjointe au maire",
]
BODIES = [
    "Famille {LAST}\n{first}, {age} ans, est suivi {care} depuis l'automne. Sa mère, Mme {mother} {last}, demande un "
    "rendez-vous avec la mission locale.",
    "16h05 Contrôle du nommé {LAST} {first} né le {day}/04/2004, demeurant {number} {place}.\n16h15 Il est positif au "
    "cannabis.\n17h40 Tapage, dispersion sans incident.",
    "- M. {first} {last} stationne devant le {number} {place} avec son frère {other}.\n- Le bailleur a écrit deux "
    "fois, sans réponse.\n- Téléphone : 06 00 00 {number} {number}",
    "{first} L. ne vient plus au collège. Le père, {other} {last}, a perdu son emploi et la famille est endettée ; "
    "une mesure d'AEMO est demandée.",
    "Nom\tPrénom\tSituation\n{LAST}\t{first}\tsortie de détention le {day} mars\n{LAST}\t{other}\thébergé chez sa "
    "tante, {number} {place}",
    "Les cambriolages baissent de {number} % au premier trimestre. L'éclairage {place} sera refait ; les "
    "commerçants sont « satisfaits » de l'îlotage à pied.",
    "Mme {mother} {last} signale des violences de son conjoint, {first} {last}. Elle a déposé plainte le {day} mars ; "
    "l'intervenante sociale la reçoit demain.",
]
CLOSINGS = [
    "Prochaine réunion : le {day} avril, même lieu.",
    "Suites : le service jeunesse reprend contact avec {first} avant le {day}.",
    "Relevé : la ville répare le banc {place} ; le bailleur pose une porte.",
    "Merci de votre retour.\nM. {officer}\nchef de service",
    "Fin de service 22h00, rien à signaler ailleurs qu'à {place}.",
]


def notes(count, seed=2026):
    """`count` notes of about 300 to 600 bytes, each with its id: the same for the same seed."""
    draw = random.Random(seed)
    for number in range(count):
        last = draw.choice(LAST)
        words = {
            "first": draw.choice(FIRST), "other": draw.choice(FIRST), "mother": draw.choice(FIRST), "last": last,
            "LAST": last.upper(), "officer": f"{draw.choice(FIRST)} {draw.choice(LAST).upper()}",
            "place": draw.choice(PLACES), "care": draw.choice(CARE), "day": draw.randint(1, 28),
            "age": draw.randint(9, 19), "number": draw.randint(10, 99),
        }
        parts = [draw.choice(OPENINGS), draw.choice(BODIES), draw.choice(CLOSINGS)]
        if draw.random() < 0.5:
            parts.insert(2, draw.choice(BODIES))
        text = "\n\n".join(parts).format(**words)
        if draw.random() < 0.1:
            text = text.replace("\n", "\r\n")
        yield f"n-{number:07d}", text
