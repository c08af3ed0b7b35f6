#!/usr/bin/env python3
"""What the mail gateway costs, beside the same Postfix without a milter and beside rspamd, in one run.

    python3 Benchmarks/gateway/gateway.py --biffured PROGRAM --lexicon FILE [cost] [notes] [load]

    cost    CPU of the filter for each mail and mails each second, legs interleaved
    notes   2 KB notes through `biffure --daemon --jsonl` and through `biffure --jsonl`
    load    --mails 20000 over --sessions 50: none lost, none mixed up; exit code 1 otherwise

Needs root, and the Debian packages postfix and rspamd (neither as a service of the system). The README says more.
"""

import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/Postfix"))

import mails  # noqa: E402
import smtp  # noqa: E402
from load import KINDS, Ledger  # noqa: E402
from postfix import Failure, cpu_seconds, end_on_termination, wait_until  # noqa: E402
from rspamd import Rspamd  # noqa: E402
from world import World, program_of  # noqa: E402

RECIPIENT = "groupe@mairie.test"


def text_mail(sentence):
    """4.5 KB of text, the last line being `sentence`."""
    lines = "".join(f"Point {index} : {mails.PUBLIC}\n" for index in range(1, 61))
    return mails.mail(lines + sentence)


def document_mail():
    """188 KB: a text part and a docx of two pages with a font in it, which does not shrink."""
    pages = [f"Point {index} : {mails.PUBLIC}" for index in range(1, 61)] + [mails.PRIVATE]
    document = mails.docx(pages, padding=random.Random(1).randbytes(137_300))
    return mails.multipart([mails.part(mails.PRIVATE), mails.attachment(document, "note.docx", mails.DOCX_TYPE)])


class Cost:
    """Legs that send the same mail through listeners that differ in their milter alone."""

    def __init__(self, world, rspamd, options):
        self.postfix, self.options = world.postfix, options
        self.ports = world.postfix.listen_all({
            "no milter": (),
            "rspamd": (world.postfix.milter(rspamd.socket),),
        })
        self.ports["biffured"] = world.port
        self.cpu = {
            "no milter": lambda: 0.0,
            "biffured": lambda: cpu_seconds(world.biffured.process.pid),
            "rspamd": rspamd.cpu_seconds,
        }

    def leg(self, name, path, count):
        """CPU of the filter in ms for each mail, and mails each second until the last was taken."""
        self.postfix.forget()
        before, begin = self.cpu[name](), time.monotonic()
        done = subprocess.run(
            ["smtp-source", "-F", path, "-m", str(count), "-s", "4", "-d", "-f", "secretariat@mairie.test",
             "-t", RECIPIENT, f"127.0.0.1:{self.ports[name]}"], capture_output=True, timeout=600)
        rate = count / (time.monotonic() - begin)
        self.postfix.settle(120)
        delivered = len(list((self.postfix.root / "out").iterdir()))
        if done.returncode != 0 or delivered != count:
            raise Failure(f"{name}: {delivered} of {count} mails came out")
        self.check(name, path)
        return (self.cpu[name]() - before) / count * 1000, rate

    def check(self, name, path):
        """A leg that does something else than is known ends the run before its speed is shown."""
        message = self.postfix.delivered()[0].message
        shown, sent = mails.reveals(message), mails.reveals(path.read_bytes())
        if bool(shown) != (bool(sent) and name != "biffured"):
            raise Failure(f"{name}: the mail that came out is not the one that was to come out")

    def run(self):
        print(f"{'mail':20}{'bytes':>8}{'leg':>12}{'CPU ms':>9}{'mails/s':>9}{'CPU/rspamd':>12}{'rate/none':>11}")
        for kind, message, count in (
            ("text, unchanged", text_mail(mails.PUBLIC), self.options.batch),
            ("text, rewritten", text_mail(mails.PRIVATE), self.options.batch),
            ("docx, rewritten", document_mail(), max(20, self.options.batch // 5)),
        ):
            path = self.postfix.root / "mail.eml"
            path.write_bytes(message)
            results = {name: [] for name in self.ports}
            for name in results:
                self.leg(name, path, 20)
            for _ in range(self.options.repeats):
                for name in results:
                    results[name].append(self.leg(name, path, count))
            cpu = {name: statistics.median(one[0] for one in legs) for name, legs in results.items()}
            rate = {name: statistics.median(one[1] for one in legs) for name, legs in results.items()}
            for name in results:
                print(f"{kind:20}{len(message):8}{name:>12}{cpu[name]:9.2f}{rate[name]:9.0f}"
                      f"{cpu[name] / cpu['rspamd']:12.2f}{rate[name] / rate['no milter']:11.2f}", flush=True)


def run_notes(world, options):
    """Notes each second through the daemon, and without it (which loads the lexicon each time)."""
    path = world.path("notes.jsonl")
    text = "".join(f"Point {index} : {mails.PUBLIC}\n" for index in range(25)) + mails.PRIVATE
    count = options.batch * 10
    with path.open("w") as file:
        for number in range(count):
            file.write(json.dumps({"id": f"{number}", "text": f"{text}\nFin {number}."}, ensure_ascii=False) + "\n")
    common = [*world.command, "--audience", "gt-thematique", "--quiet", "--jsonl"]
    legs = {
        "biffure --daemon": [*common, "--daemon", "--socket", world.biffured.notes_socket],
        "biffure": [*common, "--lexicon", world.lexicon],
    }
    rates = {name: [] for name in legs}
    outputs = {}
    for _ in range(options.repeats):
        for name, arguments in legs.items():
            begin = time.monotonic()
            with path.open("rb") as notes:
                done = subprocess.run(arguments, stdin=notes, capture_output=True, timeout=600)
            rates[name].append(count / (time.monotonic() - begin))
            outputs[name] = done.stdout
            if done.returncode != 0 or done.stdout.count(b"\n") != count:
                raise Failure(f"{name} answered {done.returncode} and {done.stdout.count(10)} of {count} lines")
    if len(set(outputs.values())) != 1:
        raise Failure("the daemon and the command do not say the same")
    median = {name: statistics.median(values) for name, values in rates.items()}
    print(f"{'notes of ' + str(len(text.encode())) + ' bytes':24}{'notes/s':>9}{'ratio':>8}")
    for name, rate in median.items():
        print(f"{name:24}{rate:9.0f}{rate / median['biffure']:8.2f}", flush=True)


def run_load(world, options):
    """Many mails over many sessions; each must come to its own fate. Returns whether all did."""
    ledger = Ledger()
    world.postfix.forget()
    held = len(world.biffured.held())
    kinds = ["filtered"] * 6 + ["public"] * 2 + ["held", "refused"]
    entries = [ledger.new(kinds[index % len(kinds)], 0) for index in range(options.mails)]
    batch = [("secretariat@mairie.test", [KINDS[entry.kind][0]], entry.message) for entry in entries]
    begin = time.monotonic()
    for entry, reply in zip(entries, smtp.send_many(world.port, batch, options.sessions)):
        entry.reply = reply
    took = time.monotonic() - begin
    world.postfix.settle(300)
    counts, faults = ledger.check(world.postfix.delivered(), len(world.biffured.held()) - held)
    if counts["put off"]:
        faults["put off"] = counts["put off"]
    expected = {kind: sum(entry.kind == kind for entry in entries) for kind in KINDS}
    if counts["refused"] != expected["refused"]:
        faults["refused that were not to be, or the other way round"] = abs(counts["refused"] - expected["refused"])
    print(f"{options.mails} mails over {options.sessions} sessions in {took:.0f} s, {options.mails / took:.0f} each second: "
          + ", ".join(f"{counts[name]} {name}" for name in ("delivered", "held", "refused", "put off")), flush=True)
    for fault, count in faults.items():
        print(f"{count} {fault}")
    return not faults


def quiet(cpu):
    """Whether a process has stopped working: rspamd compiles its rules for some seconds after its start."""
    before = cpu()
    time.sleep(1)
    return cpu() - before < 0.03


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="cost, notes, load; all of them without any")
    parser.add_argument("--biffured", type=pathlib.Path, required=True)
    parser.add_argument("--biffure", type=pathlib.Path, help="default: beside biffured")
    parser.add_argument("--lexicon", type=pathlib.Path, help="default: biffure.lexicon beside biffured")
    parser.add_argument("--batch", type=int, default=500, help="mails of a leg")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--sessions", type=int, default=50)
    options = parser.parse_args()
    parts = options.parts or ["cost", "notes", "load"]
    if unknown := set(parts) - {"cost", "notes", "load"}:
        parser.error(f"no part is named {' '.join(sorted(unknown))}")
    if os.getuid() != 0:
        print("Postfix needs root", file=sys.stderr)
        return 2
    end_on_termination()
    biffured = options.biffured.resolve()
    lexicon = (options.lexicon or biffured.parent / "biffure.lexicon").resolve()
    try:
        with World(program_of(biffured), program_of(options.biffure or biffured.parent / "biffure"), lexicon) as world:
            if "cost" in parts:
                rspamd = Rspamd(world.path("rspamd"))
                world.stack.callback(rspamd.stop)
                rspamd.start()
                wait_until(lambda: quiet(rspamd.cpu_seconds), 120, "the end of rspamd's start")
                Cost(world, rspamd, options).run()
                rspamd.stop()
            if "notes" in parts:
                run_notes(world, options)
            return 0 if "load" not in parts or run_load(world, options) else 1
    except Failure as failure:
        print(f"ended early: {failure}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
