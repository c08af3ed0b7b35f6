"""What stands on old shares besides notes: broken, locked and hostile files, names that no program likes, links and pipes."""

import os
import socket

import formats
from notes import Note


class Oddities:
    """Puts each oddity once below a folder of a tree."""

    def __init__(self, tree, random, writer, files):
        self.tree, self.random, self.writer, self.files = tree, random, writer, files

    def add_all(self):
        for part in (self.broken, self.locked, self.bombs, self.nested, self.large, self.names, self.twins, self.deep, self.links,
                     self.rights, self.old_formats, self.same_names_as_the_program):
            part()

    # MARK: Content

    def broken(self):
        """Half files: their rest cannot be judged."""
        add = self.tree.add
        note = self.writer.private()
        for name, data in (("coupe.docx", formats.docx(note)), ("coupe.odt", formats.odt(note)), ("coupe.xlsx", formats.xlsx(note)),
                           ("coupe.zip", formats.zipped({"note.txt": note.text.encode()}))):
            add(f"divers/abimes/{name}", data[:len(data) * 2 // 3], note, decisions=["held"])
        add("divers/abimes/bruit.txt", self.random.randbytes(3_000), decisions=["held"])
        add("divers/abimes/bruit.docx", b"PK\3\4" + self.random.randbytes(3_000), decisions=["held"])
        add("divers/abimes/nuls.doc", bytes(5_000), decisions=["held"])
        for name in ("vide.txt", "vide.docx", "vide"):
            add(f"divers/vides/{name}", b"", decisions=["copied", "held"])
        photo = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + self.random.randbytes(20_000)
        add("divers/photo.jpg", photo, decisions=["held"])
        self.tree.add("divers/doublement.txt", note.text.encode().decode("cp1252", "replace").encode(), note)

    def locked(self):
        note = self.writer.private()
        self.tree.add("divers/proteges/dossier.zip", formats.locked_zip("note.txt", note.text.encode()), note, decisions=["held"])
        self.tree.add("divers/proteges/dossier.docx", formats.locked_docx(), decisions=["held"])

    def bombs(self):
        self.tree.add("divers/bombes/zeros.zip", formats.bomb("zeros.txt", 300), decisions=["held"])
        self.tree.add("divers/bombes/blancs.docx", formats.bomb("word/document.xml", 200, b" "), decisions=["held"])
        self.tree.add("divers/bombes/entites.docx", formats.laughs(), decisions=["held"])
        many = formats.zipped({f"{index}.txt": b"x" for index in range(20_000)})
        self.tree.add("divers/bombes/vingt-mille.zip", many, decisions=["held"])

    def nested(self):
        for depth in (2, 3, 40):
            note = self.writer.private()
            data = note.text.encode()
            for _ in range(depth):
                data = formats.zipped({"dedans.zip" if data[:2] == b"PK" else "note.txt": data})
            self.tree.add(f"divers/emboites/{depth}.zip", data, note, decisions=["held"] if depth == 40 else None)
        note = self.writer.private()
        inner = formats.mail(note, ("utf-8", "8bit"))
        for _ in range(3):
            inner = formats.mail(self.writer.public(), ("utf-8", "8bit"), [("joint.eml", "message/rfc822", inner)])
        self.tree.add("divers/emboites/courriels.eml", inner, note)

    def large(self):
        """Files of some megabytes: below the limit of a note, above it, and a mail box that is longer than any note."""
        for index in range(max(3, self.files // 1_000)):
            size = self.random.randrange(3 << 20, 8 << 20)
            self.tree.add(f"divers/gros/{index}.txt", formats.text(self.writer.private(size), "utf-8"), decisions=["held"])
        for index in range(max(1, self.files // 2_500)):
            note = self.writer.private(1_200_000)
            self.tree.add(f"divers/gros/lisible-{index}.txt", formats.text(note, "cp1252"), note, decisions=["filtered"])
        # mails of old programs have few fields
        bare = b"From: secretariat@mairie.test\nSubject: Reunion\n\nLa reunion aura lieu jeudi.\n"
        self.tree.add("divers/boite simple.mbox", formats.mail_box([bare, bare]), decisions=["copied"])
        note = Note([], [self.writer.person() for _ in range(4)])
        mails = [formats.mail(self.writer.private(1_500, note.persons), self.random.choice(formats.MAIL_STYLES))
                 for _ in range(max(100, self.files // 25))]
        long = self.writer.private(2_500_000, note.persons)
        mails.insert(7, formats.mail(long, ("utf-8", "8bit")))
        note.lines = long.lines
        self.tree.add("divers/gros/boite.mbox", formats.mail_box(mails), note, decisions=["filtered"])

    def old_formats(self):
        for index in range(2):
            note = self.writer.private()
            self.tree.add(f"divers/anciens/note-{index}.rtf", formats.rtf(note), note, decisions=["held"])

    # MARK: Names

    def names(self):
        """Names that are no UTF-8, no line, no path on another system, too long, or options of a command."""
        text = b"La reunion aura lieu jeudi.\n"
        # copies in UTF-8 of such a name would be longer than the system takes
        long_latin = b"\xe9" * 250 + b".txt"
        plain = [b"R\xe9union de d\xe9cembre.txt", b"ligne\nsuivante.txt", b"tabulation\t.txt", b"a" * 251 + b".txt", "é".encode() * 125 + b".txt",
                 long_latin, b"-rf.txt", b" debut et fin .txt", b"point final.", b"CON.txt", b"antislash\\dedans.txt", b".cache", b"~$note.docx",
                 b"=formule.txt", b"<b>gras</b>.txt", b"guillemet\".txt", b"a;b.txt", b"\xe2\x80\xaegnp.txt", b"\xff\xfe.txt", b"\x1b[31mrouge.txt",
                 b"manifeste.csv", b"x" * 255]
        for name in plain:
            self.tree.add(b"divers/noms/" + name, text, decisions=["copied"])
        self.tree.add("divers/réunions/".encode() + b"Ao\xfbt.txt", text, decisions=["copied"])
        self.tree.add(b"divers/Ann\xe9e/" + "décembre.txt".encode(), text, decisions=["copied"])
        self.tree.add("Réunions/".encode() + b"f\xe9vrier.txt", text, decisions=["copied"])

    def twins(self):
        """Different names that become the same."""
        text = "La réunion {} aura lieu jeudi.\n"
        for index in range(1, 32):
            self.tree.add(b"divers/jumeaux/a" + bytes([index]) + b".txt", text.format(index).encode(), decisions=["copied"])
        self.tree.add(b"divers/jumeaux/a_.txt", b"La reunion aura lieu.\n", decisions=["copied"])
        self.tree.add(b"divers/jumeaux/a_ (2).txt", b"La reunion aura eu lieu.\n", decisions=["copied"])
        for name in ("R\u00e9.txt".encode(), b"R\xe9.txt", "Re\u0301.txt".encode()):
            self.tree.add(b"divers/jumeaux/" + name, text.format(len(name)).encode(), decisions=["copied"])
        # a folder and a file, in both orders
        self.tree.add(b"divers/jumeaux/d\x01/note.txt", text.format("d1").encode(), decisions=["copied"])
        self.tree.add(b"divers/jumeaux/d\x02", text.format("d2").encode(), decisions=["copied"])
        self.tree.add(b"divers/jumeaux/e\x01", text.format("e1").encode(), decisions=["copied"])
        self.tree.add(b"divers/jumeaux/e\x02/note.txt", text.format("e2").encode(), decisions=["copied"])
        self.tree.add(b"divers/jumeaux/" + b"b" * 250 + b"\x01.txt", text.format("b1").encode(), decisions=["copied"])
        self.tree.add(b"divers/jumeaux/" + b"b" * 250 + b"\x02.txt", text.format("b2").encode(), decisions=["copied"])
        # the name that a nameless document would get
        note = self.writer.private()
        person = note.persons[0]
        for number in range(1, 40):
            self.tree.add(f"divers/sans nom/document sans nom {self.tree.files + number}.txt", b"La reunion aura lieu.\n", decisions=["copied"])
        self.tree.add(f"divers/sans nom/fiche {person.last.upper()} {person.first}.txt", note.text.encode(), note, named=[person.last])

    def same_names_as_the_program(self):
        """Folders and files that are called as what the run makes in its destination."""
        for number in range(1, 60):
            for folder in (".biffure", ".biffure-brouillons"):
                self.tree.add(f"{folder}/{number}", f"La réunion {number} aura lieu jeudi.\n".encode(), decisions=["copied"])
        self.tree.add("journal.sqlite", b"La reunion aura lieu jeudi.\n", decisions=["copied"])

    def deep(self):
        """Folders in folders: 200 of them, and a path that is longer than the system opens at once."""
        path = b"divers/profond"
        for level in range(1, 201):
            path += b"/d"
            if level % 20 == 0:
                self.tree.add(path + b"/note.txt", b"La reunion aura lieu jeudi.\n", decisions=["copied"] if level <= 100 else None)
        path = b"divers/long"
        for level in range(20):
            path += b"/" + bytes([0x61 + level]) * 240
        self.tree.add(path + b"/note.txt", b"La reunion aura lieu jeudi.\n", decisions=["copied", "held"])

    # MARK: No files

    def links(self):
        """Links of all kinds: none is followed."""
        outside = self.tree.outside("dehors.txt", self.writer.private().text.encode())
        for name, target in (("vers-fichier", b"../vides/vide.txt"), ("vers-dehors", outside), ("vers-dossier", b"../noms"), ("boucle", b"boucle"),
                             ("remonte", b".."), ("nulle-part", b"absent"), ("racine", b"/")):
            self.tree.special(f"divers/liens/{name}", lambda path, at, target=target: os.symlink(target, path, dir_fd=at))
        self.tree.special("divers/liens/tuyau", lambda path, at: os.mkfifo(path, dir_fd=at))
        self.tree.special("divers/liens/prise", bind)

    def rights(self):
        """Files that nobody may read, and one that is written once; root reads all of them."""
        decisions = ["copied"] if os.geteuid() == 0 else ["held"]
        self.tree.add("divers/droits/interdit.txt", b"La reunion aura lieu jeudi.\n", decisions=decisions, mode=0)
        self.tree.add("divers/droits/seul.txt", b"La reunion aura lieu jeudi.\n", decisions=["copied"], mode=0o400)
        self.tree.add("divers/droits/ancien.txt", b"La reunion aura lieu jeudi.\n", decisions=["copied"], time=-86_400 * 900)
        self.tree.add("divers/droits/futur.txt", b"La reunion aura lieu jeudi.\n", decisions=["copied"], time=7_000_000_000)


def bind(name, at):
    """Makes a socket that nobody listens on."""
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(f"/proc/self/fd/{at}/{os.fsdecode(name)}")
