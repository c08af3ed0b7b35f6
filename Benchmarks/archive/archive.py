#!/usr/bin/env python3
"""What bulk cleanup costs, beside `cp` with a sync for each batch and beside the filter on one file, in one run.

    python3 Benchmarks/archive/archive.py --biffure .build/release/biffure [small] [large] [docx] [eml]

    small   notes of 2 KB, against `cp -r` of the same in batches of 512 with `sync -f` after each
    large   plain notes of 1 MB with -j 1 and -j 2, against `biffure filter` of one of them on one core
    docx    documents of Word, with -j 1 and -j 2
    eml     mails, one in three with an attachment, with -j 1 and -j 2

Notes are the invented ones of Tests/Archives. A leg that ends badly or whose manifest does not have as many copies as there are
files fails before its speed is printed. `--record FILE` writes the figures as JSON.
"""

import argparse
import json
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/Archives"))

import formats  # noqa: E402
from notes import Writer  # noqa: E402

AUDIENCE = "gt-territorial"
BATCH = 512


class Failure(Exception):
    """A leg did not do what it is timed for."""


class Bench:
    """Legs over the same files; each is run so many times, in turn, and the median counts."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.random = random.Random(options.seed)
        self.writer = Writer(self.random)
        self.figures = {}
        self.count = 0

    # MARK: Files

    def files(self, name, count, make):
        """A folder of `count` files, in folders of 200."""
        folder = f"{self.folder}/{name}"
        size = 0
        for number in range(count):
            place = f"{folder}/{1990 + number // 200}"
            os.makedirs(place, exist_ok=True)
            ending, data = make()
            pathlib.Path(f"{place}/note {number}.{ending}").write_bytes(data)
            size += len(data)
        subprocess.run(["sync", "-f", folder], check=True)
        return folder, count, size

    def note(self):
        return "txt", formats.text(self.writer.any(1_500), "utf-8")

    def long_note(self):
        return "txt", formats.text(self.writer.private(self.options.megabytes * 960_000), "utf-8")

    def document(self):
        return "docx", formats.docx(self.writer.any())

    def mail(self):
        note = self.writer.any()
        attachments = [("note.docx", formats.DOCX_TYPE, formats.docx(note))] if self.random.random() < 1 / 3 else []
        return "eml", formats.mail(note, self.random.choice(formats.MAIL_STYLES), attachments)

    # MARK: Legs

    def place(self):
        """A folder that is not there yet. Nothing is removed before the end: ext4 looks for seconds past inodes that were freed."""
        self.count += 1
        return f"{self.folder}/copies-{self.count}"

    def archive(self, folder, count, jobs):
        copies = self.place()
        usage = timed([self.options.biffure, "archive", folder, copies, "--audience", AUDIENCE, "-j", str(jobs), "--quiet",
                       "--max-note-size", str(8 << 20)])
        with open(f"{copies}.journal/manifeste.jsonl", encoding="utf-8") as file:
            done = sum(json.loads(line)["decision"] in ("copied", "filtered") for line in file)
        if done != count:
            raise Failure(f"{count} files, but {done} copies")
        return usage

    def copy(self, folder, count):
        """`cp` of the same files, on disk after each batch."""
        target = self.place()
        script = ('cd "$1" && find . -type f -print0 | sort -z | xargs -0 -n "$3" sh -c \'target=$1; shift; '
                  'cp -r --parents "$@" "$target" && sync -f "$target"\' sh "$2"')
        os.mkdir(target)
        usage = timed(["sh", "-c", script, "sh", folder, target, str(BATCH)])
        if sum(len(files) for _, _, files in os.walk(target)) != count:
            raise Failure("cp left something out")
        return usage

    def filter(self, path):
        with open(path, "rb") as note, open(os.devnull, "wb") as nothing:
            return timed([self.options.biffure, "filter", "--audience", AUDIENCE, "--max-note-size", str(8 << 20)], note, nothing)

    def legs(self, legs):
        """Each leg in turn; gives name to median of wall seconds and of CPU seconds."""
        times = {name: [] for name in legs}
        for _ in range(self.options.rounds):
            for name, leg in legs.items():
                times[name].append(leg())
        return {name: tuple(statistics.median(column) for column in zip(*some)) for name, some in times.items()}

    def show(self, title, unit, amounts, results, base):
        """A table of rates by wall time and by user CPU, with the ratio of each to the base leg."""
        print(f"\n{title}\n{'':22}{'wall s':>9}{'user s':>9}{unit + '/s':>12}{unit + '/user s':>16}{'wall ratio':>12}{'user ratio':>12}")
        rates = {name: (amounts[name] / wall, amounts[name] / max(user, 1e-3)) for name, (wall, user) in results.items()}
        for name, (wall, user) in results.items():
            by_wall, by_user = rates[name]
            print(f"{name:22}{wall:9.2f}{user:9.2f}{by_wall:12.2f}{by_user:16.2f}{by_wall / rates[base][0]:12.3f}{by_user / rates[base][1]:12.3f}")
            self.figures[f"{title}: {name}"] = {"wall": wall, "user": user, f"{unit}/s": by_wall, f"{unit}/user s": by_user}

    # MARK: Measures

    def small(self):
        folder, count, size = self.files("small", self.options.files, self.note)
        results = self.legs({
            "cp, sync each batch": lambda: self.copy(folder, count),
            "archive -j 1": lambda: self.archive(folder, count, 1),
            "archive -j 2": lambda: self.archive(folder, count, 2),
        })
        self.show(f"{count} notes of {size // count} bytes", "files", dict.fromkeys(results, count), results, "cp, sync each batch")

    def large(self):
        folder, count, size = self.files("large", self.options.large, self.long_note)
        one = next(str(path) for path in pathlib.Path(folder).rglob("*.txt"))
        results = self.legs({
            "filter of one": lambda: self.filter(one),
            "archive -j 1": lambda: self.archive(folder, count, 1),
            "archive -j 2": lambda: self.archive(folder, count, 2),
        })
        amounts = {name: (os.path.getsize(one) if name == "filter of one" else size) / 1e6 for name in results}
        self.show(f"{count} plain notes of {size / count / 1e6:.2f} MB", "MB", amounts, results, "filter of one")

    def pair(self, title, make):
        folder, count, size = self.files(title, self.options.documents, make)
        results = self.legs({"archive -j 1": lambda: self.archive(folder, count, 1), "archive -j 2": lambda: self.archive(folder, count, 2)})
        self.show(f"{count} {title} of {size // count} bytes", "files", dict.fromkeys(results, count), results, "archive -j 1")

    def docx(self):
        self.pair("docx", self.document)

    def eml(self):
        self.pair("eml", self.mail)


def timed(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
    """Runs a command; gives wall and user seconds of it and its children."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    result = subprocess.run(command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, check=False)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode:
        raise Failure(f"{command[1]}: {result.returncode}, {result.stderr[-300:].decode(errors='replace')}")
    return wall, after.ru_utime - before.ru_utime


def processor():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        return next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "unknown")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", help="all of them when none is named")
    parser.add_argument("--biffure", required=True)
    parser.add_argument("--files", type=int, default=10_000, help="notes of 2 KB")
    parser.add_argument("--large", type=int, default=16, help="notes of 1 MB and more")
    parser.add_argument("--megabytes", type=int, default=1, help="how long those are")
    parser.add_argument("--documents", type=int, default=1_000, help="docx, and eml")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", help="a folder on the disk that is measured")
    parser.add_argument("--record", help="a JSON file for the figures")
    options = parser.parse_args()
    options.biffure = os.path.abspath(options.biffure)
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        bench = Bench(options, folder)
        print(f"{processor()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        try:
            for measure in options.measures or ("small", "large", "docx", "eml"):
                getattr(bench, measure)()
        except Failure as failure:
            sys.exit(f"archive.py: {failure}")
    if options.record:
        pathlib.Path(options.record).write_text(json.dumps({"processor": processor(), "figures": bench.figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
