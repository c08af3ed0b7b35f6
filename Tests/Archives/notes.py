"""Notes of an invented council: each knows the words that no copy may hold, and the officials that must stay."""

import dataclasses

STEMS = ("Trev", "Kerv", "Loz", "Vaubr", "Berth", "Quém", "Drouv", "Maliv", "Plest", "Gond", "Hautr", "Sarl",
         "Fouq", "Ysamb", "Brac", "Névr")
ENDINGS = ("ez", "adec", "érac", "isson", "omel", "énec", "oual", "inard", "égan", "uquet")
FIRST_NAMES = ("Nadia", "Yanis", "Sofiane", "Maëlys", "Inès", "Kylian", "Loïc", "Aïssatou", "Mamadou", "Chloé",
               "Thibault", "Gaëlle", "Samira", "Driss", "Ludivine", "Teddy")
SURNAMES = tuple(stem + ending for stem in STEMS for ending in ENDINGS)

OFFICIALS = ("Bonnet", "Toumi", "Lens")
ATTENDANCE = ("Présents : M. Clément Bonnet, maire ; Mme Fatiha Toumi, éducatrice de prévention ; "
              "M. Hervé Lens, directeur de la mission locale.")

PUBLIC = (
    "La réunion du groupe aura lieu jeudi à 14 h en mairie.",
    "Les cambriolages reculent de 11 % (214 faits contre 241).",
    "Le syndicat des copropriétaires de la Terrasse sera reçu le 2 mai.",
    "L'éclairage de la place du marché sera refait avant l'été.",
    "Le centre social propose deux ateliers pendant les vacances d'avril.",
    "La charte de prévention des expulsions est présentée aux bailleurs.",
    "L'accueil des personnes handicapées au commissariat est aux normes.",
    "Le budget du conseil local est voté à l'unanimité.",
    "Le nettoyage collectif du quartier de la gare est fixé au samedi 12.",
    "La bibliothèque ouvre le mercredi, de 10 h à 18 h.",
)

PRIVATE = (
    "{civility} {first} {last} habite {street} ; son fils ne vient plus au collège.",
    "Situation de {civility} {first} {upper} : orientation vers un suivi en psychiatrie depuis mardi.",
    "La famille {last} a une dette de 4 300 euros chez le bailleur.",
    "{first} {last}, 15 ans, a été vu devant le hall 5 avec un scooter.",
    "{upper} {first} né le 12/03/1982, demeurant {street} : placé en garde à vue.",
    "{civility} {last} est suivie au CMP ; contact : {phone}.",
    "La mère de {first} {last} ne répond plus au téléphone ({phone}).",
    "{civility} {first} {last} conteste la décision du bailleur et menace le gardien.",
)


@dataclasses.dataclass
class Person:
    """Somebody that nobody is."""
    first: str
    last: str
    civility: str
    phone: str
    street: str

    @property
    def words(self):
        return [self.last, self.phone]


@dataclasses.dataclass
class Note:
    """A text, who is named in it, and who must stay named."""
    lines: list
    persons: list = dataclasses.field(default_factory=list)
    stay: list = dataclasses.field(default_factory=list)

    @property
    def text(self):
        return "\n".join(self.lines) + "\n"

    @property
    def words(self):
        """What stands in the text and must stand in no copy."""
        text = self.text.casefold()
        words = [word for person in self.persons for word in [person.first, *person.words]]
        return sorted({word for word in words if word.casefold() in text})


class Writer:
    """Makes notes from one source of randomness."""

    def __init__(self, random):
        self.random = random

    def person(self):
        pick = self.random.choice
        digits = "".join(str(self.random.randrange(10)) for _ in range(4))
        return Person(pick(FIRST_NAMES), pick(SURNAMES), pick(("M.", "Mme")), f"06 39 98 {digits[:2]} {digits[2:]}",
                      f"{self.random.randrange(1, 99)} rue des Tilleuls")

    def public(self, size=0):
        """A note that names officials alone."""
        lines = ["Compte rendu de la réunion du groupe", ATTENDANCE, ""]
        lines += self.random.choices(PUBLIC, k=self.random.randrange(3, 9) + size // 60)
        return Note(lines, stay=list(OFFICIALS))

    def private(self, size=0, persons=None):
        """A note with passages about persons among others."""
        note = self.public(size)
        note.persons = persons or [self.person() for _ in range(self.random.randrange(1, 4))]
        for person in note.persons:
            for _ in range(self.random.randrange(1, 4)):
                note.lines.insert(self.random.randrange(3, len(note.lines) + 1), sentence(self.random, person))
        return note

    def any(self, size=0):
        """A private note mostly."""
        return self.private(size) if self.random.random() < 0.75 else self.public(size)


def sentence(random, person):
    """A passage about one person."""
    return random.choice(PRIVATE).format(upper=person.last.upper(), **vars(person))
