"""The job on Spark: every row once, the bytes of the filter alone, and no success where the filter fails.

Run by `scripts/test-spark`. BIFFURE names the program (its lexicon beside it), NOTES how many notes the cluster gets.
"""

import contextlib
import hashlib
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import pyspark
from pyspark import cloudpickle
from pyspark.sql import Row

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "Spark")]

import biffure_spark  # noqa: E402
from notes import notes  # noqa: E402

AUDIENCE = "gt-thematique"
BIFFURE = os.environ["BIFFURE"]
NOTES = int(os.environ.get("NOTES", "4000"))
FAULTS = (
    "silent", "refuse", "late", "code", "drop", "repeat", "ids", "killed", "cut", "noise", "more", "passed", "memory",
)
# each fault is tried on one partition; the small set tries four of them on whole jobs
JOB_FAULTS = FAULTS if NOTES >= 10_000 else ("silent", "late", "drop", "killed")
SPARK_HOME = pathlib.Path(pyspark.__file__).parent
PARTITIONS = 24 if NOTES >= 10_000 else 12


def setUpModule():
    global scratch
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="biffure-spark-"))
    for name in (BIFFURE, BIFFURE + ".lexicon"):
        shutil.copy(name, scratch)
    for fault in FAULTS + ("hang",):
        os.symlink(HERE / "faulty", scratch / f"faulty-{fault}-30")


def tearDownModule():
    shutil.rmtree(scratch, ignore_errors=True)


def options(*words, biffure="biffure"):
    """The options of the job with a filter of the scratch folder."""
    return biffure_spark.options_of(["--audience", AUDIENCE, "--biffure", str(scratch / biffure), *map(str, words)])


def alone(pairs, *flags):
    """What the filter makes of notes without Spark: its objects, by id."""
    lines = "".join(json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n" for id, text in pairs)
    done = subprocess.run(
        [scratch / "biffure", "filter", "--jsonl", "--quiet", "--audience", AUDIENCE, "-j", "2", *flags],
        input=lines.encode(), stdout=subprocess.PIPE,
    )
    assert done.returncode in (0, 65), done.returncode
    return {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}


def lines_of(folder):
    """The objects of a table of JSON lines, in the order of its files."""
    for file in sorted(pathlib.Path(folder).glob("part-*")):
        with open(file, encoding="utf-8", newline="\n") as stream:
            yield from map(json.loads, stream)


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


class ConversationTests(unittest.TestCase):
    """One partition and one filter, without Spark."""

    def answers(self, pairs, biffure="biffure", timeout=60):
        asked = options("s", "o", "m", "--timeout", timeout, biffure=biffure)
        settings = biffure_spark.Settings(asked)
        settings.rules = biffure_spark.rules_here(settings)
        rows = (
            Row(id=id, source=None, text=text, error=None, digest_before=digest(text)) for id, text in pairs
        )
        return list(biffure_spark.filtered(settings, rows))

    def testEachRowIsAnsweredInOrder(self):
        pairs = list(notes(500))
        expected = alone(pairs)
        answers = self.answers(pairs)
        self.assertEqual([answer[0] for answer in answers], [id for id, _ in pairs])
        for answer in answers:
            self.assertEqual(answer[2], expected[answer[0]]["text"])
            self.assertEqual(answer[10], digest(answer[2]))

    def testEachFaultIsAFailure(self):
        for fault in FAULTS:
            with self.subTest(fault), self.assertRaises(biffure_spark.FilterFailure) as caught:
                self.answers(notes(100), f"faulty-{fault}-30")
            self.assertNotRegex(str(caught.exception), "Lourmel|Martignac|famille")

    def testASilentFilterIsNotAwaitedForEver(self):
        started = time.monotonic()
        with self.assertRaisesRegex(biffure_spark.FilterFailure, "rien répondu"):
            self.answers(notes(100), "faulty-hang-30", timeout=2)
        self.assertLess(time.monotonic() - started, 30)

    def testLongNotesDoNotBlock(self):
        pairs = [(f"long-{n}", "La réunion est à 18 h. Le banc sera réparé.\n" * 50_000) for n in range(4)]
        self.assertEqual([answer[2] for answer in self.answers(pairs)], [text for _, text in pairs])

    def testAReaderThatStopsLeavesNoProcess(self):
        asked = options("s", "o", "m")
        rows = (Row(id=id, source=None, text=text, error=None, digest_before=digest(text))
                for id, text in notes(20_000))
        talk = biffure_spark.Conversation(biffure_spark.Settings(asked), rows)
        answers = talk.answers()
        next(answers)
        answers.close()
        self.assertIsNotNone(talk.process.poll())


class JobTests(unittest.TestCase):
    """The whole job, in one Spark of two threads."""

    @classmethod
    def setUpClass(cls):
        cloudpickle.register_pickle_by_value(biffure_spark)
        os.environ["PYSPARK_SUBMIT_ARGS"] = (
            "--master local[2] --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false "
            f"--conf spark.local.dir={scratch}/local --conf spark.sql.shuffle.partitions=4 pyspark-shell"
        )
        with contextlib.redirect_stderr(io.StringIO()):
            cls.spark = biffure_spark.session()
        cls.spark.sparkContext.setLogLevel("OFF")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cloudpickle.unregister_pickle_by_value(biffure_spark)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        self.places = (self.folder / "out", self.folder / "manifest")

    def job(self, source, *words, biffure="biffure"):
        """Runs the job; returns its exit code and what it said."""
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            code = biffure_spark.attempt(
                self.spark, options(source, *self.places, "--output-format", "jsonl", *words, biffure=biffure))
        return code, said.getvalue()

    def tables(self):
        """Both tables by id; each id once in each, and in the same order within each file."""
        out, manifest = (list(lines_of(place)) for place in self.places)
        self.assertEqual([row["id"] for row in out], [row["id"] for row in manifest])
        self.assertEqual(len({row["id"] for row in out}), len(out))
        return {row["id"]: row for row in out}, {row["id"]: row for row in manifest}

    def assertNothingWritten(self):
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name != "source"], [])

    def jsonl(self, pairs):
        source = self.folder / "source"
        source.mkdir()
        with open(source / "a.json", "w", encoding="utf-8", newline="") as stream:
            for id, text in pairs:
                stream.write(json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n")
        return source

    def compare(self, pairs):
        out, manifest = self.tables()
        expected = alone(pairs)
        self.assertEqual(out.keys(), expected.keys())
        for id, text in pairs:
            self.assertEqual(out[id]["text"], expected[id]["text"])
            row = manifest[id]
            self.assertEqual((row["level"], row["level_after"], row["decision"]),
                             tuple(expected[id][name] for name in ("level", "level_after", "decision")))
            self.assertEqual((row["digest_before"], row["digest_after"]), (digest(text), digest(out[id]["text"])))

    def testParquetGivesTheBytesOfTheFilterAlone(self):
        pairs = list(notes(600)) + [("vide", ""), ("bout", "fin à la Å"), ("bom", "\ufeffNote de Mme Lourmel"),
            ("bom-seul", "\ufeffRAS"), ("deux-fois", "La rÃ©union du 3 mars"), ("nfd", "re\u0301union"),
            ("remplacement", "r\ufffdunion"), ("ligne", "a\u2028b\u0085c\r\nd\re"),
        ]
        source = str(self.folder / "source")
        self.spark.createDataFrame(pairs, "cle string, note string").repartition(3).write.parquet(source)
        code, said = self.job(source, "--id", "cle", "--text", "note")
        self.assertEqual(code, 0, said)
        self.compare(pairs)
        out, manifest = self.tables()
        self.places = (self.folder / "out.parquet", self.folder / "manifest.parquet")
        code, said = self.job(source, "--id", "cle", "--text", "note", "--output-format", "parquet")
        self.assertEqual(code, 0, said)
        for rows, place in zip((out, manifest), self.places):
            table = self.spark.read.parquet(str(place)).collect()
            self.assertEqual(len(table), len(rows))
            self.assertEqual({row["id"]: row.asDict() for row in table}, rows)

    def testAnEmptyTableGivesEmptyTables(self):
        source = self.jsonl([])
        for form in ("jsonl", "parquet"):
            self.places = (self.folder / f"out.{form}", self.folder / f"manifest.{form}")
            code, said = self.job(source, "--format", "jsonl", "--output-format", form)
            self.assertEqual(code, 0, said)
            self.assertTrue((self.places[0] / "_SUCCESS").exists())

    def testPartitionsChangeNoRow(self):
        pairs = list(notes(300))
        source = self.jsonl(pairs)
        seen = []
        for partitions in (1, 2, 7):
            code, said = self.job(source, "--format", "jsonl", "--partitions", partitions)
            self.assertEqual(code, 0, said)
            seen.append(self.tables())
            for place in self.places:
                for file in place.glob("part-*"):
                    ids = [json.loads(line)["id"] for line in file.read_text().splitlines()]
                    self.assertEqual(ids, sorted(ids))
                shutil.rmtree(place)
        self.assertEqual(seen[0], seen[1])
        self.assertEqual(seen[0], seen[2])

    def testCSVKeepsQuotesLinesAndBytes(self):
        pairs = [(id, text) for id, text in notes(200)] + [
            ("guillemets", "Il dit \"oui\" ; « non »,\nMme Lourmel aussi, à"), ("bout", "à"), ("vide", ""),
            ("blancs", "  deux blancs  "),
        ]
        source = self.folder / "source"
        source.mkdir()
        with open(source / "a.csv", "wb") as stream:
            stream.write("\ufeffid;autre;text\r\n".encode())
            for id, text in pairs:
                quoted = '"' + text.replace('"', '""') + '"'
                stream.write(f"{id};x;{quoted if len(text) != 1 else text}\r\n".encode())
            stream.write(b'latin;x;"caf\xe9"\r\ncourte;x\r\n')
        code, said = self.job(source, "--format", "csv", "--separator", ";")
        self.assertEqual(code, 0, said)
        out, manifest = self.tables()
        self.assertEqual(manifest.pop("latin")["error"], "not-utf-8")
        self.assertIsNone(out["latin"]["text"])
        self.assertEqual(manifest.pop(None)["error"], "bad-csv")
        expected = alone(pairs)
        self.assertEqual(manifest.keys(), expected.keys())
        for id, text in pairs:
            self.assertEqual(manifest[id]["digest_before"], digest(text), id)
            self.assertEqual(out[id]["text"], expected[id]["text"])

    def testWhatCannotBeReadStaysAsARow(self):
        source = self.folder / "source"
        source.mkdir()
        (source / "a.json").write_bytes(
            b'\xef\xbb\xbf{"id":"bon","text":"Mme Lourmel"}\n\n'
            b'{"id":7,"text":"un nombre"}\r\n{"id":"nul","text":null}\n{"text":"sans"}\npas du json\n'
            b'{"id":"latin","text":"caf\xe9"}\n{"id":"moitie","text":"\\ud83d"}\n{"id":"pdf","text":"%PDF-1.4"}\n'
        )
        code, said = self.job(source, "--format", "jsonl")
        self.assertEqual(code, 0, said)
        out, manifest = (list(lines_of(place)) for place in self.places)
        self.assertEqual(len(out), 8)
        errors = {(row["id"], row["error"]) for row in manifest}
        self.assertEqual(errors, {
            ("bon", None), ("7", None), ("nul", "no-text"), (None, "no-id"), (None, "not-json"),
            (None, "not-utf-8"), ("moitie", "bad-text"), ("pdf", "otherFormat"),
        })
        self.assertEqual([row["text"] for row in out if row["id"] in ("nul", "moitie", "pdf", None)], [None] * 6)
        self.assertIn("6 en erreur", said)
        for place in self.places:
            shutil.rmtree(place)
        code, said = self.job(source, "--format", "jsonl", "--fail-on-error")
        self.assertEqual(code, 65, said)
        self.assertNothingWritten()

    def testAFolderGivesARowForEachFile(self):
        source = self.folder / "source"
        (source / "réunion du 3 mars").mkdir(parents=True)
        files = {
            "a.txt": "Famille LOURMEL\nSa fille est suivie au CMP.".encode(), "réunion du 3 mars/b 50 %.txt": b"RAS",
            "c.txt": "café".encode("latin-1"), "d.bin": bytes(range(256)), "_e.txt": b"RAS", "vide.txt": b"",
            "f+g%20h.txt": "Mme Lourmel".encode(),
        }
        for name, content in files.items():
            (source / name).write_bytes(content)
        code, said = self.job(source, "--format", "dossier")
        self.assertEqual(code, 0, said)
        out, manifest = self.tables()
        names = {row["source"]: row for row in manifest.values()}
        self.assertEqual(names.keys(), files.keys())
        self.assertEqual({name: row["error"] for name, row in names.items() if row["error"]},
                         {"c.txt": "not-utf-8", "d.bin": "not-utf-8", "_e.txt": "hidden-file"})
        self.assertEqual([row["source"] for _, row in sorted(manifest.items())],
                         sorted(files, key=lambda name: name.encode()))
        # a name of a file may name somebody: it stays in the manifest
        self.assertEqual(set(out["000000001"]), {"id", "text"})
        for name, content in files.items():
            if name != "_e.txt":
                self.assertEqual(names[name]["digest_before"], hashlib.sha256(content).hexdigest())

    def testHeldNotesStayAsRowsWithoutText(self):
        pairs = [("deux", "1. Famille LOURMEL\nLe fils a cassé une vitre.\n2. Famille FAUQUERET\nLe fils a cassé une "
                  "vitre.\n"), ("un", "RAS")]
        expected = {record["id"]: record for record in map(json.loads, subprocess.run(
            [scratch / "biffure", "filter", "--jsonl", "--quiet", "--audience", "maire-pcd"],
            input="".join(json.dumps({"id": a, "text": b}) + "\n" for a, b in pairs).encode(),
            stdout=subprocess.PIPE).stdout.splitlines())}
        code, said = self.job(self.jsonl(pairs), "--format", "jsonl", "--audience", "maire-pcd")
        self.assertEqual(code, 0, said)
        out, manifest = self.tables()
        self.assertEqual(expected["deux"]["decision"], "hold")
        for id, answer in expected.items():
            self.assertEqual((out[id]["text"], manifest[id]["decision"], manifest[id]["error"]),
                             (answer["text"], answer["decision"], None))

    def testRepeatedIdsAreRefused(self):
        code, said = self.job(self.jsonl([("a", "x"), ("b", "y"), ("a", "z")]), "--format", "jsonl")
        self.assertEqual(code, 65, said)
        self.assertIn("unique", said)
        self.assertNothingWritten()

    def testNothingIsWrittenOver(self):
        source = self.jsonl([("a", "x")])
        for place in (*self.places, self.folder / "out.en-cours"):
            place.mkdir()
            code, said = self.job(source, "--format", "jsonl")
            self.assertEqual(code, 64, said)
            self.assertIn("existe déjà", said)
            place.rmdir()
        self.assertNothingWritten()
        self.assertEqual(self.job(self.folder / "rien", "--format", "jsonl")[0], 66)

    def testAFilterThatFailsFailsTheJob(self):
        source = self.jsonl(notes(200))
        for fault in JOB_FAULTS:
            with self.subTest(fault):
                code, said = self.job(source, "--format", "jsonl", biffure=f"faulty-{fault}-30")
                self.assertEqual(code, 70, said)
                self.assertRegex(said, "biffure a|biffure s'est|biffure n'a")
                self.assertNothingWritten()

    def testWhatTheUserDidWrongIsSaid(self):
        source = self.jsonl([("a", "x")])
        code, said = self.job(source, "--format", "jsonl", "--audience", "plenierre", biffure="biffure")
        self.assertEqual((code, "destinataire inconnu" in said), (70, True), said)
        code, said = self.job(source, "--format", "jsonl", biffure="absent")
        self.assertEqual((code, "introuvable" in said), (70, True), said)
        self.assertNothingWritten()


class ClusterTests(unittest.TestCase):
    """The program as it is submitted, on a master, two workers and their executors, as processes."""

    def submit(self, folder, biffure, *words):
        local = scratch / "local"
        return subprocess.Popen(
            [SPARK_HOME / "bin" / "spark-submit", "--master", "local-cluster[2,1,1024]", "--conf",
             "spark.ui.enabled=false", "--conf", f"spark.local.dir={local}", "--conf",
             "spark.sql.shuffle.partitions=4", "--conf", f"spark.executorEnv.PYSPARK_PYTHON={sys.executable}",
             ROOT / "Spark" / "biffure_spark.py", folder / "source", folder / "out", folder / "manifest",
             "--audience", AUDIENCE, "--format", "jsonl", "--output-format", "jsonl",
             "--biffure", scratch / biffure, *words],
            # spark-submit sends all that a Python program says to its own output
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=scratch,
            env={**os.environ, "SPARK_HOME": str(SPARK_HOME), "PYSPARK_PYTHON": sys.executable,
                 "SPARK_WORKER_DIR": str(scratch / "work"), "SPARK_LOCAL_IP": "127.0.0.1",
                 "PYSPARK_SUBMIT_ARGS": ""},
        )

    def testAKilledExecutorAndAKilledFilterLoseNoRow(self):
        folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        pairs = write(folder / "source", NOTES)
        run = self.submit(folder, "biffure", "--ship", "--partitions", str(PARTITIONS))
        said = Collected(run.stdout)
        staged = folder / "out.en-cours" / "_temporary"
        killed = []
        # first a filter, then the executor of another, each in the middle of the work
        for committed, name in ((2, "biffure filter"), (5, "CoarseGrainedExecutorBackend")):
            while run.poll() is None and len(list(staged.glob("0/task_*"))) < committed:
                time.sleep(0.02)
            while run.poll() is None and len(killed) < (1 if committed == 2 else 2):
                for pid in descendants(run.pid, name)[:1]:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                        killed.append(pid)
                        print(f"  killed {name} {pid} when {len(list(staged.glob('0/task_*')))} of {PARTITIONS} were done",
                              file=sys.stderr)
        code = run.wait()
        text = said.text()
        run.stdout.close()
        self.assertEqual(code, 0, text[-3000:])
        self.assertEqual(len(killed), 2)
        self.assertRegex(text, "Lost executor")
        print("  " + " / ".join(line for line in text.splitlines() if line.startswith("biffure-spark")),
              file=sys.stderr)
        self.assertNotRegex(text, "(?i)lourmel|martignac|famille ")
        expected = alone(pairs)
        seen = 0
        for row, line in zip(lines_of(folder / "out"), lines_of(folder / "manifest"), strict=True):
            answer = expected.pop(row["id"])
            seen += 1
            self.assertEqual((row["text"], line["id"], line["level"], line["decision"], line["digest_after"]),
                             (answer["text"], row["id"], answer["level"], answer["decision"], digest(row["text"])))
        self.assertEqual((seen, expected), (NOTES, {}))
        self.assertTrue((folder / "out" / "_SUCCESS").exists())
        self.assertFalse((folder / "out.en-cours").exists())

    def testAFilterThatAlwaysFailsFailsTheProgram(self):
        folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        write(folder / "source", 300)
        run = self.submit(folder, "faulty-killed-30")
        text = run.communicate()[0]
        self.assertEqual(run.returncode, 70, text[-3000:])
        self.assertRegex(text, "rien n'est écrit : biffure s'est arrêté avant la fin")
        self.assertEqual([path.name for path in folder.iterdir()], ["source"])


class Collected:
    """What a process says, read while it runs."""

    def __init__(self, stream):
        self.parts = []
        self.thread = threading.Thread(target=lambda: self.parts.extend(stream), daemon=True)
        self.thread.start()

    def text(self):
        self.thread.join(30)
        return "".join(self.parts)


def write(folder, count):
    """Notes in four files of JSON lines; returns them."""
    folder.mkdir()
    pairs = list(notes(count))
    for part in range(4):
        with open(folder / f"{part}.json", "w", encoding="utf-8", newline="") as stream:
            for id, text in pairs[part::4]:
                stream.write(json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n")
    return pairs


def descendants(root, name):
    """The processes under `root` whose command line holds `name`; no others are ever touched."""
    parents, commands = {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                words = (entry / "cmdline").read_bytes()
                commands[int(entry.name)] = words.replace(b"\0", b" ").decode("utf-8", "replace")

    def is_under(pid):
        while pid in parents and pid != root:
            pid = parents[pid]
        return pid == root

    return [pid for pid, words in commands.items() if name in words and pid != root and is_under(pid)]


if __name__ == "__main__":
    unittest.main()
