"""What the job costs beside the filter alone: user CPU seconds of all its processes, for notes of about 2 KB.

Usage: BIFFURE=… python measure.py FEW MANY     two sizes in one run: their difference is free of the start of Spark.
"""

import ctypes
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import pyspark

from notes import notes

SPARK_HOME = pathlib.Path(pyspark.__file__).parent
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PR_SET_CHILD_SUBREAPER = 36


def measured(words, **streams):
    """User and system CPU seconds of a command and of all that it starts, and the time that it takes.

    Spark's workers are waited for by nobody, so `getrusage` does not know them: each process is read while it lives,
    twenty times a second.
    """
    started, used = time.monotonic(), {}
    run = subprocess.Popen(words, **streams)
    while run.poll() is None:
        look(used)
        time.sleep(0.05)
    assert run.returncode == 0, (run.returncode, words[0])
    user, system = (sum(ticks) / os.sysconf("SC_CLK_TCK") for ticks in zip(*used.values()))
    return user, system, time.monotonic() - started


def look(used):
    """Notes what each process under this one has used, by number and start."""
    parents, seen = {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            pid = int(entry.name)
            parents[pid] = int(fields[1])
            seen[pid] = fields[19], (int(fields[11]), int(fields[12]))
    for pid, (start, ticks) in seen.items():
        above = parents[pid]
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid():
            used[pid, start] = ticks


def main(sizes):
    # what loses its parent stays below this process
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    biffure = os.path.abspath(os.environ["BIFFURE"])
    folder = pathlib.Path(tempfile.mkdtemp(prefix="biffure-spark-"))
    legs = {}
    try:
        for size in sizes:
            source = folder / f"{size}.json"
            with open(source, "w", encoding="utf-8", newline="") as stream:
                draw = notes(size * 5)
                for (id, text), *more in zip(draw, draw, draw, draw, draw):
                    text = "\n\n".join([text, *(other for _, other in more)])
                    stream.write(json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n")
            with open(source, "rb") as lines, open(folder / "alone.json", "wb") as out:
                alone = measured([biffure, "filter", "--jsonl", "--quiet", "--audience", "gt-thematique"],
                                 stdin=lines, stdout=out)
            job = measured(
                [SPARK_HOME / "bin" / "spark-submit", "--master", "local[2]", "--conf", "spark.ui.enabled=false",
                 "--conf", f"spark.local.dir={folder}/local", ROOT / "Spark" / "biffure_spark.py", source,
                 folder / f"out{size}", folder / f"manifest{size}", "--audience", "gt-thematique",
                 "--format", "jsonl", "--biffure", biffure],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={**os.environ, "SPARK_HOME": str(SPARK_HOME), "PYSPARK_PYTHON": sys.executable},
            )
            written = sum(file.stat().st_size for file in (folder / f"out{size}").iterdir())
            kept = sum(file.stat().st_size for file in (folder / f"manifest{size}").iterdir())
            legs[size] = alone, job
            print(f"{size} notes, {source.stat().st_size / size:.0f} bytes a line: alone {alone[0]:.1f} s user "
                  f"{alone[1]:.1f} s system, job {job[0]:.1f} s user {job[1]:.1f} s system {job[2]:.0f} s; "
                  f"written {written / size:.0f} and {kept / size:.0f} bytes a note", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    few, many = sizes
    notes_more = many - few
    alone, job = (
        sum(legs[many][leg][:2]) - sum(legs[few][leg][:2]) for leg in (0, 1)
    )
    print(f"each note more: alone {1000 * alone / notes_more:.3f} ms, job {1000 * job / notes_more:.3f} ms of user and "
          f"system CPU; ratio {job / alone:.2f}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
