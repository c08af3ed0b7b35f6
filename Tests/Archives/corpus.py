#!/usr/bin/env python3
"""A share of a council from 1990 to today, in thousands of mixed files.

    python3 Tests/Archives/corpus.py FOLDER --files 5000 --seed 1

Every name in it is invented. `FOLDER.liste.jsonl` says of each file which words no copy may hold (`words`), which must stay
(`stay`), which stand in its path (`named`), and what may become of it (`decisions`). Needs the Debian packages python3-docx,
python3-odf and python3-openpyxl. The same seed gives the same tree.
"""

import argparse
import json
import os
import random
import shutil

import formats
from notes import ATTENDANCE, OFFICIALS, SURNAMES, Note, Writer
from oddities import Oddities

GROUPS = ("Plénière", "Groupe territorial Nord", "Groupe territorial Gare", "Cellule de veille éducative", "Prévention", "Courrier", "Statistiques")
TITLES = ("compte rendu", "relevé de décisions", "note", "bilan", "ordre du jour", "tableau de suivi", "fiche")


class Tree:
    """Files below a folder, made relative to open folders so that no path is too long."""

    def __init__(self, folder):
        self.root = os.fsencode(os.path.abspath(folder))
        shutil.rmtree(self.root, ignore_errors=True)
        os.makedirs(self.root)
        self.list = open(self.root + b".liste.jsonl", "w", encoding="ascii")
        self.files = 0
        self.folders = {}

    def add(self, path, data, note=None, decisions=None, named=(), mode=0o644, time=None):
        """Writes a file and its line in the list."""
        def write(name, at):
            descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=at)
            with open(descriptor, "wb") as file:
                file.write(data)
            os.chmod(name, mode, dir_fd=at)

        self._put(path, write)
        note = note or Note([])
        self._tell(path, time, words=note.words, stay=note.stay, named=list(named), decisions=decisions)

    def special(self, path, make):
        """Makes what is no file; it must be skipped."""
        self._put(path, make)
        self._tell(path, None, decisions=["skipped"], special=True)

    def outside(self, name, data):
        """A file beside the tree."""
        path = self.root + b"." + os.fsencode(name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def _put(self, path, make):
        *folders, name = os.fsencode(path).split(b"/")
        descriptor = os.open(self.root, os.O_RDONLY)
        for folder in folders:
            try:
                os.mkdir(folder, dir_fd=descriptor)
            except FileExistsError:
                pass
            above, descriptor = descriptor, os.open(folder, os.O_RDONLY | os.O_DIRECTORY, dir_fd=descriptor)
            os.close(above)
        make(name, descriptor)
        os.close(descriptor)

    def _tell(self, path, time, **facts):
        self.files += 1
        line = {"path": os.fsdecode(path), "time": time, **{name: value for name, value in facts.items() if value}}
        self.list.write(json.dumps(line) + "\n")

    def date_all(self, random):
        """Gives files and folders the times of their years, from the leaves upwards; the last reading was later."""
        self.list.close()
        times = {os.fsencode(line["path"]): line["time"] for line in map(json.loads, open(self.list.name, encoding="ascii")) if line["time"]}
        for path, names, files, at in os.fwalk(self.root, topdown=False, follow_symlinks=False):
            for name in files + names:
                below = os.path.relpath(os.path.join(path, name), self.root)
                digits = below[:4]
                year = int(digits) if digits.isdigit() else 2005
                seconds = times.get(below) or (year - 1970) * 31_556_952 + random.randrange(20_000_000)
                nanoseconds = seconds * 1_000_000_000 + random.randrange(1_000_000_000)
                os.utime(name, ns=(nanoseconds + 1_000_000_000, nanoseconds), dir_fd=at, follow_symlinks=False)


class Share:
    """The ordinary part: years, groups, and notes in all formats."""

    def __init__(self, tree, random, writer):
        self.tree, self.random, self.writer = tree, random, writer
        self.families = [writer.person() for _ in range(12)]
        # writer and weight
        self.kinds = ((self.text, 44), (self.markdown, 5), (self.table, 6), (self.page, 5), (self.mail, 11), (self.mail_box, 1), (self.mail_folder, 5),
                      (self.docx, 7), (self.odt, 4), (self.xlsx, 3), (self.ods, 2), (self.zip, 2), (self.pdf, 2), (self.calendar, 1), (self.card, 2))

    def add(self):
        """One file."""
        kinds, weights = zip(*self.kinds)
        self.random.choices(kinds, weights)[0]()

    def place(self, ending, note):
        """A path by year and group, sometimes under the name of a family, sometimes named after a person."""
        pick, number = self.random.choice, self.tree.files
        year = self.random.randrange(1990, 2027)
        folders, named = [str(year), pick(GROUPS)], []
        chance = self.random.random()
        if chance < 0.05:
            family = pick(self.families)
            folders.append(f"Famille {family.last}")
            named.append(family.last)
        title = f"{pick(TITLES)} {number}"
        if chance > 0.93 and note.persons:
            person = note.persons[0]
            named.append(person.last)
            title = pick((f"Fiche {person.first} {person.last.upper()} {number}", f"CR famille {person.last} placement {number}",
                          f"Courrier de Mme {person.last} {number}", f"{person.last.upper()} {person.first} {number}"))
        name = f"{title}.{ending}".encode()
        if chance > 0.9 and year < 2005:
            name = f"{title}.{ending}".encode("cp1252")
        return b"/".join([os.fsencode("/".join(folders)), name]), named

    def put(self, ending, note, data, decisions=None):
        path, named = self.place(ending, note)
        self.tree.add(path, data, note, named=named, decisions=decisions or (["filtered"] if note.words else ["copied", "filtered"]))

    def text(self):
        note = self.writer.any(self.random.choice((0, 0, 0, 2_000, 2_000, 10_000)))
        encoding = self.random.choices(*zip(*formats.ENCODINGS))[0]
        line_end = "\r" if encoding == "mac_roman" else self.random.choice(("\n", "\r\n", "\r\n"))
        data = formats.text(note, encoding, line_end)
        self.put("txt", note, data, ["filtered"] if note.words else ["copied"])

    def markdown(self):
        note = self.writer.any()
        self.put("md", note, formats.markdown(note), ["filtered"] if note.words else ["copied"])

    def table(self):
        note = self.writer.private()
        note.stay = []
        # what the rows say of each person; sentences about them stand in no table
        note.lines = [line for line in note.lines if line == ATTENDANCE or not formats.named(note, line)]
        rows = Note([*note.lines, *(f"{person.first} {person.last} {person.phone}" for person in note.persons)], note.persons)
        kind, writer = self.random.choice((("csv", formats.csv), ("csv", lambda one: formats.csv(one, "utf-8-sig"))))
        path, named = self.place(kind, note)
        self.tree.add(path, writer(note), rows, named=named, decisions=["filtered"])

    def page(self):
        note = self.writer.any()
        self.put("html", note, formats.html_page(note, self.random.choice(("utf-8", "iso-8859-1", "windows-1252", "ascii"))))

    def one_mail(self):
        note = self.writer.any()
        attachments = []
        if self.random.random() < 0.3:
            attachments.append(self.random.choice((
                lambda: ("note.txt", "text/plain", formats.text(note, "utf-8")),
                lambda: ("note.docx", formats.DOCX_TYPE, formats.docx(note)),
                lambda: ("notes.zip", "application/zip", formats.zipped({"note.txt": formats.text(note, "cp1252")})),
            ))())
        return note, formats.mail(note, self.random.choice(formats.MAIL_STYLES), attachments)

    def mail(self):
        note, data = self.one_mail()
        self.put("eml", note, data)

    def mail_box(self):
        pairs = [self.one_mail() for _ in range(self.random.randrange(2, 9))]
        whole = Note([line for note, _ in pairs for line in note.lines], [person for note, _ in pairs for person in note.persons], list(OFFICIALS))
        self.put("mbox", whole, formats.mail_box([data for _, data in pairs]))

    def mail_folder(self):
        note, data = self.one_mail()
        year = self.random.randrange(1998, 2027)
        folder = self.random.choice(("cur", "new"))
        flags = ":2,S" if folder == "cur" else ""
        self.tree.add(f"{year}/Maildir/{folder}/{900_000_000 + self.tree.files}.M1P1.mairie{flags}", data, note,
                      decisions=["filtered"] if note.words else ["copied", "filtered"])

    def docx(self):
        note = self.writer.any()
        data = formats.docx_of_library(note) if self.tree.files % 20 == 0 else formats.docx(note)
        if self.tree.files % 20 == 0 and note.persons:
            note.lines += [f"{person.last} {person.first}" for person in note.persons]
        self.put("docx", note, data)

    def odt(self):
        note = self.writer.any()
        self.put("odt", note, formats.odt(note))

    def sheet(self, ending, writer):
        note = self.writer.any()
        data = writer(note)
        if note.persons:
            note.lines += [f"{person.last} {person.first} {person.phone}" for person in note.persons]
        note.stay = []
        self.put(ending, note, data)

    def xlsx(self):
        self.sheet("xlsx", formats.xlsx)

    def ods(self):
        self.sheet("ods", formats.ods)

    def zip(self):
        note, other = self.writer.any(), self.writer.public()
        self.put("zip", note, formats.zipped({"note.txt": formats.text(note, "utf-8"), "2001/note.docx": formats.docx(note),
                                              "public.txt": formats.text(other, "cp1252")}))

    def pdf(self):
        note = self.writer.any()
        self.put("pdf", note, formats.pdf(note), ["held"])

    def calendar(self):
        note = self.writer.any()
        self.put("ics", note, formats.calendar(note))

    def card(self):
        person = self.writer.person()
        note = Note([f"{person.first} {person.last} {person.phone}"], [person])
        self.put("vcf", note, formats.card(person))


def build(folder, files, seed):
    """Builds the tree and its list.

    Returns how many files and other things stand in it.
    """
    source = random.Random(seed)
    writer = Writer(source)
    tree = Tree(folder)
    Oddities(tree, source, writer, files).add_all()
    share = Share(tree, source, writer)
    while tree.files < files:
        share.add()
    tree.date_all(source)
    return tree.files


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = build(options.folder, options.files, options.seed)
    print(f"{count} files, {len(SURNAMES)} invented surnames; the list is {options.folder.rstrip('/')}.liste.jsonl")
    if os.geteuid() == 0:
        print("as root: the file that nobody may read is read")


if __name__ == "__main__":
    main()
