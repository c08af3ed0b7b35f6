"""Filters the notes of a table, or of a folder, on as many machines as Spark has: each partition by one process
`biffure filter --jsonl`.

Every row of the source stands once in the table that leaves and once in the manifest, or the job fails: what the filter
answers is matched with what it was given, one for one, and the rows are counted again once they are written. What the
filter refuses, or a person must decide, stays as a row whose text is null.

No error and no log line holds text of a note.
"""

import argparse
import collections
import hashlib
import json
import os
import queue
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import time

from pyspark import SparkConf, SparkFiles
from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import StringType, StructField, StructType
from py4j.protocol import Py4JError

# Exit codes of biffure.
USAGE, UNREADABLE, NO_INPUT, INTERNAL, INPUT_OUTPUT = 64, 65, 66, 70, 74

LEVELS = ("public", "confidentiel", "secret")
# What the filter could not do for want of memory or rules says nothing of the note: the task is tried again.
ENVIRONMENT_ERRORS = ("unavailable", "badLexicon")
NOTES_PER_PARTITION = 20_000
BYTES_PER_PARTITION = 64 << 20

INPUT = "id string, source string, payload binary, error string"
STAGED = (
    "id string, source string, text string, level string, level_after string, decision string, doubt boolean, "
    "error string, rules string, digest_before string, digest_after string"
)
MANIFEST = [
    "id", "source", "level", "level_after", "decision", "doubt", "error", "rules", "digest_before", "digest_after",
]


class JobError(Exception):
    """Why nothing was written: a French sentence without content, and the exit code."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message


# --- on the workers -------------------------------------------------------------------------------------------------


class FilterFailure(RuntimeError):
    """What a filter did that it must not do: the task fails, and Spark tries it again elsewhere.

    The sentence stands between marks, so that it is found again in what Spark reports.
    """

    def __init__(self, message):
        super().__init__(f"[[biffure: {message}]]")


class Settings:
    """What each worker is told: where the program stands, and what is asked of it."""

    def __init__(self, options):
        self.program = options.biffure
        self.lexicon = options.lexicon
        self.flags = ["--audience", options.audience, "--piece", options.piece, "--mode", options.mode]
        for profile in options.profile:
            self.flags += ["--profile", profile]
        self.timeout = options.timeout
        self.rules = None


def located(path):
    """The file that `path` names on this machine: one that Spark brought, a path, or a program on PATH."""
    if "/" not in path:
        brought = SparkFiles.get(path)
        if os.path.exists(brought):
            return os.path.abspath(brought)
    found = path if os.path.exists(path) else shutil.which(path)
    if found is None:
        raise FilterFailure(f"« {path} » est introuvable sur une machine de calcul")
    return os.path.abspath(found)


def command(settings, verb, *flags):
    """The words of a command line, with the lexicon when one is named."""
    words = [located(settings.program), verb, "--jsonl", *flags]
    if settings.lexicon:
        words += ["--lexicon", located(settings.lexicon)]
    return words


def environment():
    """The variables of a filter: a crash prints no memory."""
    return {**os.environ, "SWIFT_BACKTRACE": "enable=no"}


def ending(code, said):
    """How a process ended, in French; its own words only where they cannot be about a note."""
    if code < 0:
        return f"tué par le signal {-code} ({signal.Signals(-code).name})"
    text = f"code de sortie {code}"
    # these end before the first note is read, and speak of options and files
    if code in (USAGE, NO_INPUT, 78):
        lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.startswith("biffure : ")]
        if lines:
            return text + ", " + lines[0].removeprefix("biffure : ")[:300]
    return text + f", {len(said)} octets sur la sortie d'erreur"


def rules_here(settings):
    """The rules of this machine's biffure, and a proof that it knows the audience and the options."""
    for verb, flags in (("filter", settings.flags + ["--quiet"]), ("detect", [])):
        try:
            done = subprocess.run(
                command(settings, verb, *flags), input=b'{"id":0,"text":""}\n', capture_output=True,
                env=environment(), timeout=settings.timeout,
            )
        except OSError as error:
            raise FilterFailure(f"biffure ne démarre pas ({os.strerror(error.errno)})") from None
        except subprocess.TimeoutExpired:
            raise FilterFailure("biffure ne répond pas au démarrage") from None
        if done.returncode != 0:
            raise FilterFailure(f"biffure {verb} ne démarre pas : {ending(done.returncode, done.stderr)}")
    try:
        rules = json.loads(done.stdout)["rules"]
    except (ValueError, KeyError, TypeError):
        rules = None
    if not isinstance(rules, str) or not re.fullmatch(r"[0-9A-Za-z.+_-]{1,100}", rules):
        raise FilterFailure("biffure detect ne dit pas la version de ses règles")
    return rules


Waiting = collections.namedtuple("Waiting", "number row")


class Conversation:
    """One filter process, what it is given and what it answers, row for row.

    A thread writes; who iterates over `answers()` reads. Text waits only in the two pipes and in the line that is
    read: a slow reader stops the filter, and the filter the writer. Rows wait without their text, so many at most.
    """

    WAITING_ROWS = 4096
    LONGEST_LINE = 1 << 30

    def __init__(self, settings, rows):
        self.settings = settings
        self.rows = rows
        self.waiting = queue.Queue(maxsize=self.WAITING_ROWS)
        self.fault = None
        self.is_over = False
        self.buffer = bytearray()
        self.searched = 0
        self.said = bytearray()
        try:
            self.process = subprocess.Popen(
                command(settings, "filter", *settings.flags), bufsize=0, env=environment(),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise FilterFailure(f"biffure ne démarre pas ({os.strerror(error.errno)})") from None
        self.readable = select.poll()
        self.readable.register(self.process.stdout, select.POLLIN | select.POLLHUP)
        self.threads = [threading.Thread(target=work, daemon=True) for work in (self.write, self.listen)]
        for thread in self.threads:
            thread.start()

    # the writing thread

    def write(self):
        try:
            for number, row in enumerate(self.rows):
                self.wait_in_line(Waiting(number, (row.id, row.source, row.error, row.digest_before)))
                if row.error is None:
                    line = json.dumps({"id": number, "text": row.text}, ensure_ascii=False) + "\n"
                    self.send(line.encode())
                if self.is_over:
                    return
        except BrokenPipeError:
            pass  # the exit code says why
        except BaseException as error:
            self.fault = error
        finally:
            try:
                self.process.stdin.close()
            except OSError:
                pass
            self.wait_in_line(None)

    def send(self, line):
        rest = memoryview(line)
        while rest:
            rest = rest[self.process.stdin.write(rest):]

    def wait_in_line(self, item):
        while not self.is_over:
            try:
                return self.waiting.put(item, timeout=1)
            except queue.Full:
                pass

    # the listening thread

    def listen(self):
        """Keeps the beginning of what the filter says, and empties the pipe."""
        while chunk := self.process.stderr.read(4096):
            self.said += chunk[:max(0, 4096 - len(self.said))]

    # the reader

    def answers(self):
        """Each row with what the filter made of it, in the order in which they were given."""
        errors = 0
        try:
            while (waiting := self.waiting.get()) is not None:
                identifier, source, error, before = waiting.row
                if error is not None:
                    yield (identifier, source, None, None, None, None, False, error,
                           self.settings.rules, before, None)
                    continue
                answer = self.answer(waiting.number, before)
                errors += answer[5] is not None
                text, level, level_after, decision, doubt, error, after = answer
                yield (identifier, source, text, level, level_after, decision, doubt, error,
                       self.settings.rules, before, after)
            if self.fault is not None:
                raise self.fault
            if self.line() is not None:
                raise FilterFailure("biffure a répondu plus de lignes qu'il n'en a reçu")
            code = self.end()
            if code != (UNREADABLE if errors else 0):
                raise FilterFailure(f"biffure a échoué : {ending(code, self.said)}")
        finally:
            self.abandon()

    def answer(self, number, before):
        """The answer to one note, checked: text, level, level after, decision, doubt, error, digest."""
        line = self.line()
        if line is None:
            raise FilterFailure(f"biffure s'est arrêté avant la fin : {ending(self.end(), self.said)}")
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            raise FilterFailure("biffure a répondu une ligne qui n'est pas un objet JSON")
        if type(record.get("id")) is not int or record["id"] != number:
            raise FilterFailure("biffure a répondu à une autre ligne : ligne perdue, répétée ou mal numérotée")
        if "error" in record:
            code = record["error"].get("code") if isinstance(record["error"], dict) else None
            if not isinstance(code, str) or not re.fullmatch(r"[A-Za-z0-9-]{1,40}", code):
                raise FilterFailure("biffure a répondu une erreur illisible")
            if code in ENVIRONMENT_ERRORS:
                raise FilterFailure(f"biffure n'a pas pu travailler ({code})")
            return None, None, None, None, False, code, None
        text, level, after = record.get("text", 0), record.get("level"), record.get("level_after")
        doubt = record.get("doubt", False)
        if text is None and record.get("decision") == "hold":
            return None, level if level in LEVELS else None, None, "hold", doubt is True, None, None
        if not isinstance(text, str) or level not in LEVELS or after not in LEVELS:
            raise FilterFailure("biffure a répondu un objet incomplet")
        try:
            digest = hashlib.sha256(text.encode()).hexdigest()
        except UnicodeEncodeError:
            raise FilterFailure("biffure a répondu un texte qui n'est pas de l'UTF-8") from None
        decision = record.get("decision")
        if decision not in ("pass", "transform") or (decision == "pass" and digest != before):
            raise FilterFailure("biffure a répondu une décision que le texte dément")
        return text, level, after, decision, doubt is True, None, digest

    def line(self):
        """The next line without its end; None at the end of the stream."""
        while (end := self.buffer.find(b"\n", self.searched)) < 0:
            self.searched = len(self.buffer)
            if self.searched > self.LONGEST_LINE:
                raise FilterFailure("biffure a répondu une ligne sans fin")
            if not self.readable.poll(self.settings.timeout * 1000):
                raise FilterFailure(f"biffure n'a rien répondu pendant {self.settings.timeout} s")
            chunk = os.read(self.process.stdout.fileno(), 1 << 16)
            if not chunk:
                if self.buffer:
                    raise FilterFailure("biffure s'est arrêté au milieu d'une ligne : "
                                        + ending(self.end(), self.said))
                return None
            self.buffer += chunk
        line = bytes(self.buffer[:end])
        del self.buffer[:end + 1]
        self.searched = 0
        return line

    def end(self):
        """The exit code of a filter that has closed its output."""
        try:
            code = self.process.wait(self.settings.timeout)
        except subprocess.TimeoutExpired:
            raise FilterFailure("biffure a fermé sa sortie et ne s'arrête pas") from None
        self.threads[1].join(5)
        return code

    def abandon(self):
        """Leaves no process behind, whatever happened."""
        self.is_over = True
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.threads[1].join(1)
        if not self.threads[1].is_alive():
            self.process.stderr.close()


def filtered(settings, rows):
    """The rows of one partition, each as the filter answered it; the filter is not started for none."""
    first = next(rows, None)
    if first is None:
        return
    if rules_here(settings) != settings.rules:
        raise FilterFailure("les règles de biffure ne sont pas les mêmes sur toutes les machines")

    def all_rows():
        yield first
        yield from rows

    yield from Conversation(settings, all_rows()).answers()


def parsed(lines, id_field, text_field):
    """JSON lines as rows of `INPUT`; a line that is none is a row too."""
    for row in lines:
        line = bytes(row.value)
        # a mark at the head of a file is no part of its first object
        content = line.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r")
        if not content:
            continue
        try:
            record = json.loads(content.decode())
        except UnicodeDecodeError:
            yield None, None, line, "not-utf-8"
            continue
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            yield None, None, line, "not-json"
            continue
        identifier, text = record.get(id_field), record.get(text_field)
        if type(identifier) is int:
            identifier = str(identifier)
        if not is_text(identifier):
            yield None, None, line, "no-id"
        elif not isinstance(text, str):
            yield identifier, None, line, "no-text"
        elif not is_text(text):
            yield identifier, None, line, "bad-text"
        else:
            yield identifier, None, text.encode(), None


def is_text(value):
    """Whether a value is a string that UTF-8 can hold: no half of a surrogate pair."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


# --- on the driver: the files ---------------------------------------------------------------------------------------


class Storage:
    """The file systems that Hadoop knows, seen from the driver."""

    def __init__(self, spark):
        self.jvm = spark.sparkContext._jvm
        self.configuration = spark.sparkContext._jsc.hadoopConfiguration()

    def path(self, url):
        path = self.jvm.org.apache.hadoop.fs.Path(url)
        system = path.getFileSystem(self.configuration)
        return system, system.makeQualified(path)

    def exists(self, url):
        system, path = self.path(url)
        return system.exists(path)

    def matches(self, url):
        system, path = self.path(url)
        found = system.globStatus(path)
        return found is not None and len(found) > 0

    def delete(self, url):
        system, path = self.path(url)
        return system.delete(path, True) or not system.exists(path)

    def qualified(self, url):
        return self.path(url)[1].toString()

    def files(self, url):
        """Each file under a folder, hidden ones included: its whole path, the path from the folder, its size."""
        system, path = self.path(url)
        root = path.toString().rstrip("/") + "/"
        found = system.listFiles(path, True)
        while found.hasNext():
            status = found.next()
            name = status.getPath().toString()
            yield name, name.removeprefix(root), status.getLen()


def is_hidden(path):
    """Whether Spark skips a file: a name on its way starts with a point or an underscore."""
    return any(
        (part.startswith(".") or part.startswith("_") and "=" not in part) or part.endswith("._COPYING_")
        for part in path.split("/")
    )


def is_inside(inner, outer):
    """Whether one URL is the other or stands under it."""
    return (inner.rstrip("/") + "/").startswith(outer.rstrip("/") + "/")


def utf8(column):
    """The text of bytes, and whether they are UTF-8: decoding and encoding gives them back."""
    text = F.decode(column, "UTF-8")
    return text, F.encode(text, "UTF-8") == column


def read_parquet(spark, options):
    frame = spark.read.parquet(options.source)
    require(frame.columns, options)
    types = dict(frame.dtypes)
    if types[options.text] not in ("string", "binary"):
        raise JobError(USAGE, f"la colonne « {options.text} » n'est pas du texte ({types[options.text]})")
    if types[options.id] not in ("string", "binary", "int", "bigint", "smallint", "tinyint"):
        raise JobError(USAGE, f"la colonne « {options.id} » n'est ni du texte ni un entier ({types[options.id]})")
    identifier = f"`{options.id}`"
    identifier = F.col(identifier) if types[options.id] == "binary" else F.col(identifier).cast("string")
    return rows(identifier.cast("binary"), F.col(f"`{options.text}`").cast("binary"), F.lit(None).cast("string"),
                frame)


def read_csv(spark, options):
    # one character for each byte: bytes that are not UTF-8 stay what they are, and are found; only the line feed
    # ends a row, since Spark otherwise changes the line ends inside quotes
    reader = spark.read.options(
        header=True, multiLine=True, encoding="ISO-8859-1", quote='"', escape='"', sep=options.separator,
        lineSep="\n", enforceSchema=False, ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False,
    )
    header = reader.csv(options.source).columns
    names = [
        name.encode("latin-1").decode("utf-8", "replace").removeprefix("\ufeff").removesuffix("\r").strip('"')
        for name in header
    ]
    require(names, options)
    corrupt = "_biffure_corrupt"
    schema = StructType([StructField(name, StringType()) for name in [*header, corrupt]])
    frame = reader.options(mode="PERMISSIVE", columnNameOfCorruptRecord=corrupt).schema(schema).csv(options.source)

    def cell(name):
        place = names.index(name)
        value = F.coalesce(frame[place], F.lit(""))
        if place == len(header) - 1:
            # what is left of a line end CR LF behind a cell without quotes
            value = F.regexp_replace(value, r"\r\z", "")
        return F.encode(value, "ISO-8859-1")

    identifier = cell(options.id)
    return rows(F.when(F.length(identifier) > 0, identifier), cell(options.text),
                F.when(frame[len(header)].isNotNull(), F.lit("bad-csv")), frame)


def read_jsonl(spark, options):
    id_field, text_field = options.id, options.text
    lines = spark.read.option("lineSep", "\n").text(options.source).select(F.col("value").cast("binary"))
    found = lines.rdd.mapPartitions(lambda part: parsed(part, id_field, text_field))
    frame = spark.createDataFrame(found, INPUT, verifySchema=False)
    return rows(F.col("id").cast("binary"), F.col("payload"), F.col("error"), frame)


def read_folder(spark, options, storage):
    found = sorted(storage.files(options.source), key=lambda file: file[1].encode())
    if not found:
        raise JobError(NO_INPUT, "le dossier ne contient aucun fichier")
    width = max(9, len(str(len(found))))
    seen, unseen = [], []
    for number, (path, name, size) in enumerate(found, 1):
        # Spark gives no row for a hidden file, nor for an empty one
        if is_hidden(name) or size == 0:
            unseen.append((name, str(number).zfill(width), None if is_hidden(name) else b""))
        else:
            seen.append((path, name, str(number).zfill(width)))
    contents = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(options.source)
    listed = F.broadcast(spark.createDataFrame(seen, "path string, source string, id string"))
    frame = contents.select("path", "content").join(listed, "path").select("source", "id", "content").union(
        spark.createDataFrame(unseen, "source string, id string, content binary"))
    error = F.when(F.col("content").isNull(), F.lit("hidden-file"))
    options.expected = len(found)
    return rows(F.col("id").cast("binary"), F.col("content"), error, frame, F.col("source"))


def require(columns, options):
    """Refuses a table that lacks the id or the text, or has two of them."""
    for name in (options.id, options.text):
        if columns.count(name) != 1:
            raise JobError(USAGE, f"la source n'a pas de colonne « {name} » (ou en a plusieurs)")


def rows(identifier, payload, error, frame, source=None):
    """Any table as rows with one text each, or with an error, and the digest of what was read."""
    id_text, id_is_utf8 = utf8(identifier)
    text, text_is_utf8 = utf8(payload)
    source = F.lit(None).cast("string") if source is None else source
    bad = (
        F.when(error.isNotNull(), error)
        .when(identifier.isNull(), F.lit("no-id"))
        .when(~id_is_utf8, F.lit("bad-id"))
        .when(payload.isNull(), F.lit("no-text"))
        .when(~text_is_utf8, F.lit("not-utf-8"))
    )
    is_named = identifier.isNotNull() & id_is_utf8 & ~F.coalesce(error == "bad-csv", F.lit(False))
    return frame.select(
        F.when(is_named, id_text).alias("id"), source.alias("source"), F.when(bad.isNull(), text).alias("text"),
        bad.alias("error"), F.sha2(payload, 256).alias("digest_before"), F.length(payload).alias("size"),
    )


# --- on the driver: the job -----------------------------------------------------------------------------------------


def fingerprint():
    """A sum over ids and digests: the same for the same rows, in any order, each one once."""
    each = F.xxhash64(F.coalesce(F.col("id"), F.lit("")), F.coalesce(F.col("digest_before"), F.lit("")))
    return F.coalesce(F.sum(each.cast("decimal(38,0)")), F.lit(0).cast("decimal(38,0)"))


def count(frame):
    """How many rows, and their fingerprint."""
    row = frame.agg(F.count(F.lit(1)).alias("rows"), fingerprint().alias("print")).first()
    return row.rows, row.print


def survey(frame):
    """Rows, fingerprint and bytes of the source; ids that stand twice are refused before anything is filtered."""
    row = frame.agg(
        F.count(F.lit(1)).alias("rows"), fingerprint().alias("print"), F.sum("size").alias("bytes"),
        F.count("id").alias("named"), F.count_distinct("id").alias("distinct"),
    ).first()
    if row.named != row.distinct:
        raise JobError(UNREADABLE, f"l'identifiant n'est pas unique : {row.named - row.distinct} lignes en trop")
    return row.rows, row.print, row.bytes or 0


class Places:
    """What this run writes: none of it stood there before, and all of it goes when the run fails."""

    def __init__(self, storage):
        self.storage = storage
        self.made = []

    def write(self, frame, url, form):
        if self.storage.exists(url):
            raise JobError(USAGE, f"« {url} » existe déjà")
        self.made.append(url)
        writer = frame.write.mode("errorifexists")
        try:
            if form == "jsonl":
                writer.option("ignoreNullFields", False).json(url)
            else:
                writer.parquet(url)
        except AnalysisException as error:
            if error.getErrorClass() == "PATH_ALREADY_EXISTS":
                self.made.remove(url)
            raise

    def withdraw(self):
        """Removes all that this run wrote."""
        for url in self.made:
            self.remove(url)

    def remove(self, url):
        try:
            is_gone = self.storage.delete(url)
        except Py4JError:
            is_gone = False
        if not is_gone:
            say(f"« {url} » n'a pas pu être supprimé : à supprimer avant de recommencer")


def run(spark, options):
    """Filters the source; both tables stand at the end, or neither. Returns the exit code."""
    storage = Storage(spark)
    staging = options.output.rstrip("/") + ".en-cours"
    check_places(storage, options, staging)
    frame = {
        "parquet": read_parquet, "csv": read_csv, "jsonl": read_jsonl,
        "dossier": lambda spark, options: read_folder(spark, options, storage),
    }[options.format](spark, options)

    settings = Settings(options)
    ship(spark, options, settings)
    settings.rules = spark.sparkContext.parallelize([0], 1).map(lambda _: rules_here(settings)).first()
    rows_read, print_read, size = survey(frame)
    if options.expected not in (None, rows_read):
        raise JobError(INPUT_OUTPUT, "le dossier a changé pendant la lecture")
    partitions = options.partitions or max(
        1, -(-rows_read // NOTES_PER_PARTITION), -(-size // BYTES_PER_PARTITION))
    # the same rows in the same order in the same partition, whenever and wherever it is computed
    spread = F.coalesce(F.col("id"), F.col("digest_before"))
    notes = frame.drop("size").repartition(partitions, spread).sortWithinPartitions("id", "digest_before")
    places = Places(storage)
    try:
        answered = notes.rdd.mapPartitions(lambda part: filtered(settings, part))
        places.write(spark.createDataFrame(answered, STAGED, verifySchema=False), staging, "parquet")
        # each staged file is copied by a task of its own, so that its rows stay together and in order
        for limit in ("maxPartitionBytes", "openCostInBytes"):
            spark.conf.set(f"spark.sql.files.{limit}", str(1 << 32))
        staged = spark.read.schema(STAGED).parquet(staging)
        tally = staged.agg(
            F.count("error").alias("errors"), F.count(F.when(F.col("decision") == "hold", 1)).alias("held"),
            F.count(F.when(F.col("decision") == "transform", 1)).alias("changed"), F.count("text").alias("texts"),
        ).first()
        if count(staged) != (rows_read, print_read) or tally.texts + tally.errors + tally.held != rows_read:
            raise JobError(INTERNAL, "les lignes écrites ne sont pas celles de la source")
        if tally.errors and options.fail_on_error:
            raise JobError(UNREADABLE, f"{tally.errors} notes en erreur (--fail-on-error)")
        columns = [name for name in MANIFEST if name != "source" or options.format == "dossier"]
        places.write(staged.select(columns), options.manifest, options.output_format)
        places.write(staged.select("id", "text"), options.output, options.output_format)
        for url in (options.manifest, options.output):
            if written(spark, url, options.output_format) != rows_read:
                raise JobError(INTERNAL, f"« {url} » n'a pas le compte de lignes")
    except BaseException:
        places.withdraw()
        raise
    places.remove(staging)
    say(f"{rows_read} notes : {tally.changed} modifiées, {tally.held} retenues, {tally.errors} en erreur ; "
        f"{partitions} partitions, règles {settings.rules}")
    return 0


def check_places(storage, options, staging):
    """Refuses what would be written over, or into the source."""
    if not storage.matches(options.source):
        raise JobError(NO_INPUT, f"« {options.source} » n'existe pas")
    source, *places = map(storage.qualified, (options.source, options.output, options.manifest, staging))
    for url, place in zip((options.output, options.manifest, staging), places):
        if storage.exists(url):
            remains = " : reste d'une exécution interrompue, à supprimer" if url == staging else ""
            raise JobError(USAGE, f"« {url} » existe déjà{remains}")
        if is_inside(place, source):
            raise JobError(USAGE, f"« {url} » est dans la source")
    if any(is_inside(a, b) for a in places for b in places if a is not b):
        raise JobError(USAGE, "la sortie et le manifeste doivent être deux dossiers séparés")


def ship(spark, options, settings):
    """Brings the program and the lexicon of this machine to all others, when asked."""
    if not options.ship:
        return
    program = shutil.which(options.biffure)
    if program is None:
        raise JobError(NO_INPUT, f"« {options.biffure} » est introuvable ici, ou ne s'exécute pas")
    program = os.path.abspath(program)
    # beside the program, as biffure itself looks for it
    lexicon = options.lexicon or os.path.join(os.path.dirname(os.path.realpath(program)), "biffure.lexicon")
    if not os.path.exists(lexicon):
        raise JobError(NO_INPUT, f"« {lexicon} » n'existe pas : donnez --lexicon")
    for path in (program, lexicon):
        spark.sparkContext.addFile(os.path.abspath(path))
    settings.program, settings.lexicon = os.path.basename(program), os.path.basename(lexicon)


def written(spark, url, form):
    """How many rows stand in a table that was just written."""
    return (spark.read.text(url) if form == "jsonl" else spark.read.parquet(url)).count()


# --- the command line -----------------------------------------------------------------------------------------------


def say(message):
    print(f"biffure-spark : {message}", file=sys.stderr, flush=True)


class FrenchParser(argparse.ArgumentParser):
    """Options whose help and errors are French, with the exit code of biffure."""

    SENTENCES = (
        (r"the following arguments are required: (.*)", r"il manque \1"),
        (r"unrecognized arguments: (.*)", r"inconnu : \1"),
        (r"argument (.*): expected one argument", r"\1 attend une valeur"),
        (r"argument (.*): invalid choice: (\S+).*", r"\1 : \2 n'est pas une valeur connue"),
        (r"argument (.*): invalid \S+ value: (.*)", r"\1 : \2 n'est pas un nombre entier positif"),
        (r"ambiguous option: (\S+).*", r"\1 est ambigu"),
    )

    def error(self, message):
        for pattern, sentence in self.SENTENCES:
            message = re.sub(f"^{pattern}$", sentence, message)
        say(f"{message} (--help)")
        sys.exit(USAGE)

    def format_help(self):
        return super().format_help().replace("usage: ", "USAGE : ", 1)


def positive(text):
    if (number := int(text)) < 1:
        raise ValueError
    return number


def options_of(words):
    parser = FrenchParser(
        prog="biffure_spark.py", add_help=False, allow_abbrev=False,
        usage="spark-submit [options de Spark] biffure_spark.py SOURCE SORTIE MANIFESTE --audience A [options]",
        description="Rend la version qu'un destinataire peut lire de toutes les notes d'une table ou d'un dossier, "
        "sur plusieurs machines. Chaque note est une ligne de la sortie et une du manifeste, ou rien n'est écrit.",
        epilog="Codes de sortie : 0 fait ; 64 usage ; 65 notes illisibles (--fail-on-error) ou identifiants répétés "
        "; 66 source absente ; 70 le filtre ou Spark a échoué ; 74 lecture ou écriture. "
        "Le manifeste reste avec les originaux.",
    )
    places = parser.add_argument_group("ADRESSES (chemin, file:, hdfs:, s3a: …)")
    places.add_argument("source", metavar="SOURCE", help="table ou dossier de notes")
    places.add_argument("output", metavar="SORTIE", help="table à écrire : id, text ; ne doit pas exister")
    places.add_argument("manifest", metavar="MANIFESTE", help="manifeste à écrire ; ne doit pas exister")
    more = parser.add_argument_group("OPTIONS")
    more.add_argument("--audience", required=True, metavar="A", help="destinataire (biffure audiences)")
    more.add_argument("--piece", default="compte-rendu", choices=("compte-rendu", "fiche"), metavar="NATURE",
                      help="compte-rendu (par défaut) ou fiche")
    more.add_argument("--profile", action="append", default=[], metavar="PROFIL",
                      help="lecture plus stricte, répétable")
    more.add_argument("--mode", default="anonymise", choices=("anonymise", "releve", "occulte"), metavar="FORME",
                      help="anonymise (par défaut), releve ou occulte")
    more.add_argument("--format", default="parquet", choices=("parquet", "csv", "jsonl", "dossier"), metavar="F",
                      help="de la source : parquet (par défaut), csv, jsonl, ou dossier (une note par fichier)")
    more.add_argument("--output-format", default="parquet", choices=("parquet", "jsonl"), metavar="F",
                      help="de ce qui est écrit : parquet (par défaut) ou jsonl")
    more.add_argument("--separator", default=",", metavar="S", help="entre les colonnes d'un csv (par défaut : ,)")
    more.add_argument("--id", default="id", metavar="COLONNE", help="identifiant, unique ; il sort tel quel")
    more.add_argument("--text", default="text", metavar="COLONNE", help="texte de la note")
    more.add_argument("--biffure", default="biffure", metavar="CHEMIN", help="programme sur les machines de calcul")
    more.add_argument("--lexicon", metavar="CHEMIN", help="lexique compilé, s'il n'est pas à côté du programme")
    more.add_argument("--ship", action="store_true",
                      help="envoie le programme et le lexique d'ici aux machines de calcul")
    more.add_argument("--partitions", type=positive, metavar="N",
                      help="morceaux, donc fichiers (par défaut : un par 20 000 notes ou 64 Mio)")
    more.add_argument("--timeout", type=positive, default=600, metavar="S",
                      help="secondes sans réponse du filtre avant d'échouer (par défaut : 600)")
    more.add_argument("--fail-on-error", action="store_true", help="n'écrit rien si une note est en erreur, code 65")
    more.add_argument("-h", "--help", action="help", help="montre cette aide")
    parser.set_defaults(expected=None)
    return parser.parse_args(words)


def session():
    """Spark as the job needs it; what the user said stands, except where rows would be lost in silence."""
    said = SparkConf()
    builder = SparkSession.builder.appName("biffure")
    for name, value in (
        # what is shuffled are the originals
        ("spark.io.encryption.enabled", "true"),
        ("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1"),
    ):
        if not said.contains(name):
            builder = builder.config(name, value)
    for name, value in (
        ("spark.sql.files.ignoreCorruptFiles", "false"),
        ("spark.sql.files.ignoreMissingFiles", "false"),
        ("spark.sql.csv.parser.columnPruning.enabled", "false"),
        ("spark.sql.sources.partitionOverwriteMode", "static"),
        # Spark 4: bytes that are not UTF-8 are a row, not an exception
        ("spark.sql.legacy.codingErrorAction", "true"),
    ):
        builder = builder.config(name, value)
    return builder.getOrCreate()


def reason(error):
    """Why Spark gave up, in one sentence without content."""
    if found := re.search(r"\[\[biffure: (.*?)\]\]", str(error), re.DOTALL):
        return found[1]
    if isinstance(error, PySparkException) and error.getErrorClass():
        return f"Spark a échoué ({error.getErrorClass()})"
    if found := re.findall(r"(?:Caused by: |: )((?:[a-z]\w*\.)+[A-Z]\w*)", str(error)):
        return f"Spark a échoué ({found[-1]})"
    return f"Spark a échoué ({type(error).__name__})"


def attempt(spark, options):
    """Runs the job and says how it ended; returns the exit code."""
    started = time.monotonic()
    try:
        code = run(spark, options)
        say(f"{time.monotonic() - started:.0f} s")
        return code
    except JobError as error:
        say(error.message)
        return error.code
    except (Py4JError, PySparkException) as error:
        say(f"rien n'est écrit : {reason(error)}")
        return INTERNAL


def main(words):
    options = options_of(words)
    spark = session()
    try:
        return attempt(spark, options)
    finally:
        spark.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
