"""Small archives that something happens to between two runs: what the manifest says must still be what stands there."""

import contextlib
import hashlib
import json
import os
import pathlib
import subprocess

import formats
from notes import Note

NOTE = "La réunion {} aura lieu jeudi en mairie.\n"
PRIVATE = "Mme Nadia Trevez habite rue des Tilleuls ; son fils ne vient plus au collège.\n"
AUDIENCE = "gt-territorial"


class Small:
    """An archive of a few notes, and its runs."""

    def __init__(self, program, folder, notes):
        self.program, self.root = program, pathlib.Path(folder)
        self.source, self.copies = self.root / "originaux", self.root / "copies"
        self.source.mkdir(parents=True)
        for name, data in notes.items():
            self.write(name, data)

    def write(self, name, data):
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    def run(self, *options, copies=None):
        """Exit code and messages."""
        result = subprocess.run([self.program, "archive", self.source, copies or self.copies, "--audience", AUDIENCE, *options],
                                stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=600)
        return result.returncode, result.stderr.decode(errors="replace")

    def rows(self, journal=None):
        with open(f"{journal or f'{self.copies}.journal'}/manifeste.jsonl", encoding="utf-8") as file:
            return [row for row in map(json.loads, file) if row["part"] == 0]

    def faults(self, copies=None, journal=None):
        """Where manifest, originals and copies do not say the same."""
        copies = copies or self.copies
        rows = {row["path"]: row for row in self.rows(journal)}
        originals = {str(path.relative_to(self.source)) for path in self.source.rglob("*") if path.is_file()}
        there = {str(path.relative_to(copies)): hashlib.sha256(path.read_bytes()).hexdigest() for path in copies.rglob("*") if path.is_file()}
        told = {row["copy"]: row["sha256_copy"] for row in rows.values() if row["copy"]}
        faults = [f"{path} has no row" for path in originals - rows.keys()] + [f"row of {path}, which is not there" for path in rows.keys() - originals]
        faults += [f"copy {path} has no row" for path in there.keys() - told.keys()] + [f"copy {path} is absent" for path in told.keys() - there.keys()]
        faults += [f"copy {path} is another" for path in told.keys() & there.keys() if told[path] != there[path]]
        return sorted(faults)


def changed_between_runs(small):
    """What was copied and is held now has no copy any more; what was public and is private now has the filtered one."""
    yield "the first run", small.run()[0] == 0
    small.write("a.txt", bytes(range(256)) * 12)
    small.write("b.txt", PRIVATE)
    yield "the second run", small.run("--resume")[0] == 0
    decisions = {row["path"]: row["decision"] for row in small.rows()}
    yield f"decisions: {decisions}", decisions == {"a.txt": "held", "b.txt": "filtered", "c/d.txt": "copied"}
    yield f"{small.faults()}", not small.faults()


def added_and_removed_between_runs(small):
    """Rows and copies follow the originals."""
    yield "the first run", small.run()[0] == 0
    small.write("0.txt", NOTE.format("zéro"))
    (small.source / "b.txt").unlink()
    yield "the second run", small.run("--resume")[0] == 0
    yield f"{small.faults()}", not small.faults()


def copy_lost_between_runs(small):
    """A copy that somebody removed is made again."""
    yield "the first run", small.run()[0] == 0
    (small.copies / "b.txt").unlink()
    yield "the second run", small.run("--resume")[0] == 0
    yield f"{small.faults()}", not small.faults()


def other_patterns(small):
    """A run goes on with other patterns as another run, or takes what is wanted now."""
    yield "the first run", small.run("--exclude", "b*")[0] == 0
    code, _ = small.run("--resume")
    decisions = {row["path"]: row["decision"] for row in small.rows()}
    yield f"code {code}, {decisions}", code != 0 or decisions.get("b.txt") == "copied"


def other_audience(small):
    """A run does not go on for other readers."""
    yield "the first run", small.run()[0] == 0
    result = subprocess.run([small.program, "archive", small.source, small.copies, "--audience", "pleniere", "--resume"], capture_output=True, check=False)
    yield f"code {result.returncode}", result.returncode == 64


def places(small):
    """Neither copies nor journal stand in the originals, nor the journal among the copies."""
    for options, copies in (((), small.source / "copies"), ((), small.source), ((), small.root), (("--journal", f"{small.source}/journal"), None),
                            (("--journal", f"{small.copies}/journal"), None)):
        code, _ = small.run(*options, copies=copies)
        yield f"code {code} for {options} {copies}", code == 64
    yield "the originals", sorted(path.name for path in small.source.iterdir()) == ["a.txt", "b.txt", "c"]


def not_begun_twice(small):
    """A second run without --resume touches nothing."""
    yield "the first run", small.run()[0] == 0
    yield "the second run", small.run()[0] == 64
    yield f"{small.faults()}", not small.faults()


def folder_of_drafts(small):
    """A folder of the source may be called as that of the drafts."""
    for number in range(1, 9):
        small.write(f".biffure/{number}", NOTE.format(number))
    yield "the first run", small.run()[0] == 0
    yield f"{small.faults()}", not small.faults()
    yield "the second run", small.run("--resume")[0] == 0
    yield f"after --resume: {small.faults()}", not small.faults()


def minutes_in_one_file(small):
    """`--separator` cuts a text to its notes; an expression that is none is refused before anything is written."""
    meetings = ["SÉANCE DU 3 mai 1998\n" + NOTE.format("un"), "SÉANCE DU 4 mai 1999\n" + PRIVATE, "SÉANCE DU 5 mai 2000\n" + NOTE.format("deux")]
    small.write("registre.txt", "".join(meetings))
    code, message = small.run("--separator", "SÉANCE (DU .*")
    yield f"code {code}, {message!r}", code == 64 and message and not small.copies.exists()
    yield "the run", small.run("--separator", "SÉANCE DU .*")[0] == 0
    copy = (small.copies / "registre.txt").read_text(encoding="utf-8")
    yield copy, copy.startswith(meetings[0] + "SÉANCE DU 4 mai 1999\n") and copy.endswith(meetings[2]) and "Trevez" not in copy
    yield "another separator is another run", small.run("--separator", "page", "--resume")[0] == 64


def texts_of_documents(small):
    """`--rendition` gives the text of a pdf, which else is held; the original is as it was."""
    pdf = formats.pdf(Note(PRIVATE.splitlines()))
    small.write("vieux.pdf", pdf)
    yield "without it", small.run()[0] == 0 and {row["path"]: row["cause"] for row in small.rows()}["vieux.pdf"] == "unwritable"
    other = small.root / "textes"
    yield "with it", small.run("--rendition", "txt", copies=other)[0] == 0
    row = next(row for row in small.rows(f"{other}.journal") if row["path"] == "vieux.pdf")
    yield f"{row}", row["decision"] == "rendered" and row["copy"] == "vieux.pdf.txt"
    text = (other / row["copy"]).read_text(encoding="utf-8")
    yield text, text and not any(word in text for word in ("Trevez", "Tilleuls"))
    yield "the original", (small.source / "vieux.pdf").read_bytes() == pdf


def full_disk(small):
    """A disk without room ends the run with a message; with room it goes on to the end."""
    if not may_mount(small.root):
        print("full disk                no right to mount one: not tested")
        return
    disk = small.root / "disque"
    disk.mkdir()
    for number in range(40):
        small.write(f"gros/{number}.txt", NOTE.format(number) * 800)
    with mounted(disk, "400k"):
        copies, journal = disk / "copies", small.root / "journal"
        code, message = small.run("--journal", str(journal), copies=copies)
        yield f"code {code}, {message[-200:]!r}", code == 74 and "plein" in message
        subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
        code, message = small.run("--journal", str(journal), "--resume", copies=copies)
        decisions = {row["decision"] for row in small.rows(journal)}
        yield f"with room: code {code}, {decisions}", code == 0 and decisions == {"copied"}
        yield f"{small.faults(copies, journal)}", not small.faults(copies, journal)


def may_mount(root):
    """Whether this process may make a disk in memory; containers often may not, even as root."""
    folder = root / "essai"
    folder.mkdir()
    try:
        with mounted(folder, "4k"):
            return True
    except (subprocess.CalledProcessError, FileNotFoundError):
        return False


@contextlib.contextmanager
def mounted(folder, size):
    """A disk in memory of a given size."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


CASES = (changed_between_runs, added_and_removed_between_runs, copy_lost_between_runs, other_patterns, other_audience, places, not_begun_twice,
         folder_of_drafts, minutes_in_one_file, texts_of_documents, full_disk)


def check_all(findings, program, folder):
    """Runs each case in a folder of its own."""
    for case in CASES:
        notes = {"a.txt": NOTE.format("a"), "b.txt": NOTE.format("b"), "c/d.txt": NOTE.format("d")}
        for told, holds in case(Small(program, f"{folder}/{case.__name__}", notes)):
            findings.check(f"case: {case.__name__.replace('_', ' ')}", holds, lambda told=told: told)
