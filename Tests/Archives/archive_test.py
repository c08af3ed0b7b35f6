#!/usr/bin/env python3
"""The long test of `biffure archive`: a share of a council is copied, killed, resumed, and every file is accounted for.

    python3 Tests/Archives/archive_test.py --biffure .build/release/biffure --files 5000 --kills 5 --seed 1

Exit code 1 at the end when something does not hold; all of it is counted before. `--work FOLDER` keeps tree and copies there.
Needs the Debian packages python3-docx, python3-odf and python3-openpyxl.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict

import cases
import corpus
import snapshot
from notes import SURNAMES
from readable import fold, readable

WORDS = re.compile(r"[a-z]{5,}")
PLANTED = {fold(surname) for surname in SURNAMES}
PHONE = re.compile(r"06 ?39 ?98 ?\d\d ?\d\d")
MEGABYTE = 1 << 20


class Findings:
    """What was looked at, and what did not hold."""

    def __init__(self):
        self.looked = Counter()
        self.failed = defaultdict(list)

    def check(self, name, holds, tell):
        """Counts one thing; `tell` is called for what to say of it when it does not hold."""
        self.looked[name] += 1
        if not holds:
            self.failed[name].append(tell())

    def show(self):
        """Prints the table; returns whether all holds."""
        print(f"\n{'':46}{'looked at':>10}{'failed':>8}")
        for name, count in self.looked.items():
            print(f"{name:46}{count:>10}{len(self.failed[name]):>8}")
        for name, failures in self.failed.items():
            for failure in failures[:5]:
                print(f"FAILED {name}: {failure if len(failure) < 700 else failure[:340] + ' ... ' + failure[-340:]}")
            if len(failures) > 5:
                print(f"FAILED {name}: and {len(failures) - 5} more")
        return not any(self.failed.values())


class Run:
    """One run of the program, watched."""

    def __init__(self, program, source, copies, *options):
        self.command = [program, "archive", source, copies, *options]
        self.peak = 0
        self.output = self.errors = b""
        self.seconds = self.cpu = 0.0
        self.code = None

    def start(self):
        self.files = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=self.files[0], stderr=self.files[1], start_new_session=True)
        self.began = time.monotonic()
        return self

    def watch(self, until=None):
        """Waits for the end, or for a moment at which the process and its children are killed.

        Returns whether it was killed.
        """
        killed = False
        while True:
            pid, status, usage = os.wait4(self.process.pid, os.WNOHANG)
            if pid:
                break
            self.peak = max(self.peak, tree_memory(self.process.pid))
            if until is not None and time.monotonic() - self.began >= until:
                os.killpg(self.process.pid, signal.SIGKILL)
                killed, until = True, None
            time.sleep(0.02)
        self.code = self.process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.monotonic() - self.began
        self.cpu = usage.ru_utime + usage.ru_stime
        for file in self.files:
            file.seek(0)
        self.output, self.errors = (file.read() for file in self.files)
        return killed and self.code == -signal.SIGKILL

    def whole(self):
        """Runs to the end."""
        self.start().watch()
        return self


def tree_memory(pid):
    """The memory of a process and those below it, in bytes: the most that one had, or what all have now.

    Not `ru_maxrss`, which holds what this program had when it forked.
    """
    most, now, waiting = 0, 0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            with open(f"/proc/{one}/status", encoding="ascii", errors="replace") as file:
                numbers = dict(re.findall(r"(VmHWM|VmRSS):\s+(\d+) kB", file.read()))
            with open(f"/proc/{one}/task/{one}/children", encoding="ascii") as file:
                waiting += map(int, file.read().split())
        except (FileNotFoundError, ProcessLookupError):
            continue
        most = max(most, int(numbers.get("VmHWM", 0)))
        now += int(numbers.get("VmRSS", 0))
    return max(most, now) << 10


def shown(path):
    """A path as text, step by step: UTF-8, or what Windows wrote before it; no letter that moves a cursor."""
    return "/".join(map(shown_name, path.split(b"/")))


def shown_name(name):
    try:
        text = name.decode()
        if not any(ord(letter) < 0x20 or 0x7F <= ord(letter) <= 0x9F for letter in text):
            return text
    except UnicodeDecodeError:
        pass
    return "".join("_" if byte < 0x20 or 0x7F <= byte <= 0x9F else chr(byte) for byte in name)


class ArchiveTest:
    """A tree, a run that nothing disturbs, and the runs that must agree with it."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.random = random.Random(options.seed)
        self.findings = Findings()
        self.source = f"{folder}/source"
        self.figures = []

    def run(self):
        began = time.monotonic()
        count = corpus.build(self.source, self.options.files, self.options.seed)
        self.note("the tree", f"{count} files in {time.monotonic() - began:.0f} s")
        if os.geteuid() == 0:
            self.note("as root", "a file that nobody may read is read: not tested")
        with open(f"{self.source}.liste.jsonl", encoding="ascii") as file:
            self.planted = {os.fsencode(line["path"]): line for line in map(json.loads, file)}
        self.before = snapshot.traces(self.source)
        self.check_reference()
        self.check_jobs()
        self.check_kills()
        self.check_dry_run()
        self.check_conversion()
        self.check_source("at the end")
        cases.check_all(self.findings, self.options.biffure, f"{self.folder}/cas")

    def note(self, name, value):
        self.figures.append((name, value))
        print(f"{name:24} {value}", flush=True)

    def start(self, name, *options, source=None):
        return Run(self.options.biffure, source or self.source, f"{self.folder}/{name}", "--audience", self.options.audience, *options)

    # MARK: One run

    def check_reference(self):
        run = self.start("copies").whole()
        self.reference = run
        self.ended_well(run, "the first run")
        rows = self.rows("copies")
        decisions = Counter(row["decision"] for row in rows if row["part"] == 0)
        self.note("the first run", f"{run.seconds:.0f} s, {run.cpu:.0f} s CPU, {len(self.before) / run.seconds:.0f} files/s, "
                  + ", ".join(f"{count} {name}" for name, count in sorted(decisions.items())))
        self.note("held", ", ".join(f"{count} {cause}" for cause, count in Counter(
            row["cause"] for row in rows if row["decision"] == "held" and row["part"] == 0).most_common()))
        self.note("memory", f"{run.peak / MEGABYTE:.0f} MB")
        self.findings.check("memory of the process tree", run.peak < self.options.memory * MEGABYTE, lambda: f"{run.peak / MEGABYTE:.0f} MB")
        tried_again = any(row["cause"] in ("unreadable", "disk-full", "write-failed") for row in rows)
        self.findings.check("exit codes", run.code == (74 if tried_again else 0), lambda: f"{run.code}, but something unread: {tried_again}")
        self.check_source("after the first run")
        self.copies = snapshot.digests(f"{self.folder}/copies")
        self.check_rows(rows)
        self.note("behind a held folder", f"{self.behind} files")
        self.check_copies(rows)
        self.check_journal(run)

    def ended_well(self, run, what):
        check = self.findings.check
        # what could not be read may be tried again, and the code says so
        check("exit codes", run.code in (0, 74), lambda: f"{what}: {run.code}, {run.errors[-300:]!r}")
        check("nothing on standard output", not run.output, lambda: f"{what}: {run.output[:100]!r}")
        self.check_hidden(f"standard error of {what}", run.errors)

    def check_source(self, when):
        after = snapshot.traces(self.source)
        for path, facts in self.before.items():
            own = after.get(path, {})
            for fact in facts:
                kind = "reading times of the source" if fact == "atime" else "the source as it was"
                self.findings.check(kind, own.get(fact) == facts[fact], lambda: f"{when}: {fact} of {path!r} was {facts[fact]}, is {own.get(fact)}")
        self.findings.check("the source as it was", len(after) == len(self.before), lambda: f"{when}: {after.keys() - self.before.keys()}")
        # what changed once is told once
        self.before = after

    def rows(self, name, journal=".journal"):
        with open(f"{self.folder}/{name}{journal}/manifeste.jsonl", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def check_rows(self, rows):
        """Every file has one row, every row is of one file."""
        check = self.findings.check
        whole = [row for row in rows if row["part"] == 0]
        rows_of = defaultdict(list)
        for row in whole:
            # in digits where the text does not tell which file
            rows_of[bytes.fromhex(row["path_hex"]) or row["path"].encode()].append(row)
        self.row_of, self.behind = {}, 0
        # a folder that is left out is held as a whole
        covered = tuple(path + b"/" for path, same in rows_of.items() if same[0]["cause"] in ("too-deep", "unreadable") and same[0]["decision"] == "held")
        for path, line in self.planted.items():
            same = rows_of.pop(path, [])
            if not same and path.startswith(covered):
                self.behind += 1
                continue
            check("every file has its row once", len(same) == 1, lambda: f"{len(same)} for {path!r}")
            for row in same[:1]:
                self.row_of[path] = row
                check("a row shows the path as it is", row["path"] == shown(path), lambda: f"{row['path']!r} for {path!r}")
                self.check_row(path, line, row)
        for row in rows:
            if row["part"]:
                check("mails of a box have their copy", row["decision"] != "held" or row["cause"] == "tooLarge",
                      lambda row=row: f"{row['path']!r} mail {row['part']}: held {row['cause']}")
        for path, same in rows_of.items():
            check("every row has its file", path + b"/" in covered, lambda: f"{path!r}: {same}")

    def check_row(self, path, line, row):
        check = self.findings.check
        check("one decision for each file", row["decision"] in ("copied", "filtered", "held", "skipped"), lambda: f"{path!r}: {row['decision']}")
        has_copy = row["decision"] in ("copied", "filtered")
        check("a copy, or none", bool(row["copy"]) == has_copy == bool(row["sha256_copy"]), lambda: f"{path!r}: {row}")
        if row["decision"] == "copied":
            check("what is copied is the file", row["sha256"] == row["sha256_copy"], lambda: f"{path!r}")
        if row["decision"] == "held":
            check("what is held says why", bool(row["cause"]), lambda: f"{path!r}")
        content = self.before[path]["content"]
        if content and content != "closed" and row["cause"] not in ("unreadable", "not-wanted"):
            check("digests of the source", row["sha256"] == content, lambda: f"{path!r}: {row['sha256']!r}, {row['decision']} {row['cause']}")
            check("lengths of the source", row["size"] == self.before[path]["length"], lambda: f"{path!r}: {row['size']}")
        allowed = line.get("decisions")
        check("decisions as expected", not allowed or row["decision"] in allowed,
              lambda: f"{path!r}: {row['decision']} {row['cause']} {row['place']}, not {allowed}")

    def check_copies(self, rows):
        """No copy without a row, no row without its copy, no planted word in any of them."""
        check = self.findings.check
        told = {row["copy"].encode(): row for row in rows if row["part"] == 0 and row["copy"]}
        for path in self.copies:
            check("every copy has its row", path in told, lambda: f"{path!r}")
        for path, row in told.items():
            check("digests of the copies", self.copies.get(path) == row["sha256_copy"],
                  lambda: f"{path!r}: {'is absent' if path not in self.copies else 'differs'}")
        folders = {os.fsencode(name) for name in os.listdir(f"{self.folder}/copies")} - {path.split(b"/")[0] for path in told}
        check("no draft is left", not folders, lambda: f"{folders}")
        for path, row in self.row_of.items():
            copy = row["copy"].encode()
            if copy not in self.copies:
                continue
            line = self.planted[path]
            self.check_copy(path, line, copy)
            self.check_names(path, line, row["copy"])

    def check_copy(self, path, line, copy):
        check = self.findings.check
        with open(os.path.join(os.fsencode(self.folder), b"copies", copy), "rb") as file:
            data = file.read()
        check("no copy is empty", data or not self.before[path]["length"], lambda: f"{path!r}")
        if path.endswith(b".mbox"):
            leads = re.findall(rb"(?m)^From .*$", data)
            check("lines before mails keep their form", all(re.search(rb" \w{3} \w{3} +\d+ [\d:]{8} \d{4}$", lead) for lead in leads),
                  lambda: f"{path!r}: {leads[0]!r}")
        text = readable(data)
        words = set(WORDS.findall(text))
        found = [word for word in line.get("words", ()) if self.stands(fold(word), text, words)] + sorted(PLANTED & words)
        check("no planted word in a copy", not found, lambda: f"{path!r}: {sorted(set(found))}: {around(text, fold(found[0]))!r}")
        lost = [word for word in line.get("stay", ()) if fold(word) not in text]
        check("officials stay", not lost, lambda: f"{path!r}: {lost}")

    @staticmethod
    def stands(word, text, words):
        """Short first names count as words alone; all else counts wherever it stands."""
        return word in words if len(word) == 5 else bool(re.search(rf"\b{word}\b", text)) if len(word) < 5 else word in text

    def check_names(self, path, line, copy):
        name = fold(copy)
        found = [word for word in line.get("named", ()) if fold(word) in name] + sorted(PLANTED & set(WORDS.findall(name)))
        self.findings.check("no planted word in the name of a copy", not found, lambda: f"{path!r}: {copy!r}")

    def check_hidden(self, what, data):
        text = fold(data.decode("utf-8", "replace"))
        found = sorted(PLANTED & set(WORDS.findall(text))) + PHONE.findall(text)
        self.findings.check("no planted word in reports and messages", not found, lambda: f"{what}: {found[:5]}")

    def check_journal(self, run):
        check, folder = self.findings.check, f"{self.folder}/copies.journal"
        check("rights of journal and manifests", os.stat(folder).st_mode & 0o777 == 0o700, lambda: f"{folder}: {os.stat(folder).st_mode:o}")
        for name in os.listdir(folder):
            mode = os.stat(f"{folder}/{name}").st_mode & 0o777
            # this one goes with the copies
            wanted = 0o644 if name == "manifeste-copies.csv" else 0o600
            check("rights of journal and manifests", mode == wanted, lambda: f"{name}: {mode:o}")
        for name in ("rapport.html", "manifeste-copies.csv"):
            with open(f"{folder}/{name}", "rb") as file:
                self.check_hidden(name, file.read())

    # MARK: Runs that must agree

    def results(self, name):
        """Copies and manifests of a run, apart from the order of rows."""
        results = {"copies": snapshot.digests(f"{self.folder}/{name}")}
        for file in ("manifeste.jsonl", "manifeste.csv", "manifeste-copies.csv", "rapport.html"):
            try:
                with open(f"{self.folder}/{name}.journal/{file}", "rb") as lines:
                    results[file] = Counter(lines.read().splitlines())
            except FileNotFoundError:
                results[file] = Counter()
        return results

    def agrees(self, what, name):
        """The run has the results of the first one."""
        expected, own = self.results("copies"), self.results(name)
        for path in sorted(expected["copies"].keys() | own["copies"].keys()):
            self.findings.check(f"{what}: the same copies", expected["copies"].get(path) == own["copies"].get(path),
                                lambda: f"{path!r}: {'absent' if path not in own['copies'] else 'new' if path not in expected['copies'] else 'differs'}")
        for file in [file for file in expected if file != "copies"]:
            more, less = own[file] - expected[file], expected[file] - own[file]
            self.findings.check(f"{what}: the same manifests", not more and not less,
                                lambda: f"{file}: {sum(more.values())} lines more, {sum(less.values())} less: {next(iter(more), b'')[:300]!r} "
                                f"for {next(iter(less), b'')[:300]!r}")
        for folder in (f"{self.folder}/{name}", f"{self.folder}/{name}.journal"):
            shutil.rmtree(folder, ignore_errors=True)

    def check_jobs(self):
        run = self.start("two", "-j", "2").whole()
        self.ended_well(run, "-j 2")
        self.note("-j 2", f"{run.seconds:.0f} s, {run.cpu:.0f} s CPU, {run.peak / MEGABYTE:.0f} MB")
        self.findings.check("memory of the process tree", run.peak < self.options.memory * MEGABYTE, lambda: f"-j 2: {run.peak / MEGABYTE:.0f} MB")
        self.agrees("-j 2", "two")

    def check_kills(self):
        hits = 0
        for number in range(self.options.kills):
            run = self.start("killed", "--resume", "-j", str(self.random.randrange(1, 3)))
            # short ones too: at the start, and while what was done before is passed over
            longest = 2 * self.reference.seconds / self.options.kills
            moment = self.random.uniform(0, longest) if number % 4 else self.random.uniform(0, 1)
            hits += run.start().watch(until=moment)
            if run.code not in (0, -signal.SIGKILL):
                self.ended_well(run, f"run {number + 1} of those that are killed")
            self.check_after_kill(number + 1)
        run = self.start("killed", "--resume").whole()
        self.ended_well(run, "the run after the kills")
        self.note("killed", f"{hits} of {self.options.kills} runs; the rest took {run.seconds:.0f} s, {run.peak / MEGABYTE:.0f} MB")
        self.agrees("killed and resumed", "killed")

    def check_after_kill(self, number):
        """Whatever stands under its name is whole."""
        folder = f"{self.folder}/killed"
        if not os.path.isdir(folder):
            return
        for path, own in snapshot.digests(folder).items():
            if not path.startswith(b".biffure-brouillons/"):
                self.findings.check("no half copy after a kill", self.copies.get(path) == own, lambda: f"kill {number}: {path!r}")

    def check_dry_run(self):
        run = self.start("dry", "--dry-run").whole()
        self.ended_well(run, "--dry-run")
        self.findings.check("--dry-run writes no copy", not os.path.exists(f"{self.folder}/dry"), lambda: "the destination is there")
        try:
            rows = self.rows("dry", ".journal.essai")
        except FileNotFoundError:
            return self.findings.check("--dry-run tells what a run does", False, lambda: "no manifest")
        facts = ("path", "part", "sha256", "decision", "cause", "level", "sha256_copy")

        def of(some):
            return Counter(tuple(str(row[fact]) for fact in facts) for row in some)

        more = of(rows) - of(self.rows("copies"))
        self.findings.check("--dry-run tells what a run does", not more, lambda: f"{sum(more.values())} rows differ: {next(iter(more))}")

    def check_conversion(self):
        """A few pdf and rtf with --convert and --rendition: all have copies, and no planted word stands in them."""
        if not shutil.which("pdftotext") or not shutil.which("soffice"):
            return self.note("--convert", "pdftotext or soffice is not there: not tested")
        few = [path for path, line in self.planted.items() if path.endswith((b".pdf", b".rtf")) and line.get("words")][:self.options.conversions]
        source = f"{self.folder}/anciens"
        os.mkdir(source)
        for number, path in enumerate(few):
            # a copy leaves the time of reading as it was
            original = os.open(os.path.join(os.fsencode(self.source), path), os.O_RDONLY | os.O_NOATIME)
            with open(original, "rb") as file, open(f"{source}/{number}{os.fsdecode(path[-4:])}", "wb") as twin:
                twin.write(file.read())
        run = self.start("convertis", "--convert", "--rendition", "txt", source=source).whole()
        self.ended_well(run, "--convert")
        self.note("--convert", f"{len(few)} files in {run.seconds:.0f} s")
        for row in self.rows("convertis"):
            line = self.planted[few[int(row["path"].split(".")[0])]]
            # a pdf has no way back: its text leaves
            wanted = "rendered" if row["path"].endswith(".pdf") else "filtered"
            self.findings.check("--convert makes copies", row["decision"] == wanted, lambda: f"{row['path']}: {row['decision']} {row['cause']}")
            if row["copy"]:
                with open(f"{self.folder}/convertis/{row['copy']}", "rb") as file:
                    text = readable(file.read())
                found = [word for word in line["words"] if self.stands(fold(word), text, set(WORDS.findall(text)))]
                self.findings.check("no planted word in a converted copy", not found, lambda: f"{row['path']}: {found}")


def around(text, word):
    """Where a word stands."""
    place = text.find(word)
    return text[max(0, place - 60):place + 60]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--biffure", required=True)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--audience", default="gt-territorial")
    parser.add_argument("--memory", type=int, default=150, help="megabytes that a run may take")
    parser.add_argument("--conversions", type=int, default=6, help="files for --convert")
    parser.add_argument("--work", help="a folder for tree and copies; it is kept")
    options = parser.parse_args()
    options.biffure = os.path.abspath(options.biffure)
    folder = options.work or tempfile.mkdtemp(prefix="archive-test-")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    test = ArchiveTest(options, os.path.abspath(folder))
    try:
        test.run()
    finally:
        holds = test.findings.show()
        if not options.work:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
