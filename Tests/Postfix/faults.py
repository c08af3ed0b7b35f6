#!/usr/bin/env python3
"""The long test: the daemon is killed, reloaded, filled up and besieged while mails come in.

    python3 Tests/Postfix/faults.py --biffured PROGRAM --lexicon FILE [--kills 100] [--seconds 900] [--seed 1]

At the end each mail that was taken (250) was delivered once, filtered, or lies in the store once; all others were refused or
put off. No delivered mail holds its private name. What lies in the store is released, under kills again, and must then be
delivered once. Prints a table of counts; exit code 1 when something is wrong, 2 when it cannot begin. `--seconds` bounds the
time of the strikes over all stages: a stage whose share is over ends early, and the table says how often it struck.
"""

import argparse
import collections
import contextlib
import os
import pathlib
import random
import socket
import struct
import sys
import threading
import time

import mails
from load import Ledger, Load
from postfix import Failure, end_on_termination, wait_until
from world import World, program_of

COLUMNS = ("seconds", "strikes", "mails", "delivered", "held", "refused", "put off", "retries", "faults")


class Trial:
    """One run of all stages over one Postfix."""

    def __init__(self, world, options):
        self.world, self.options = world, options
        self.dice = random.Random(options.seed)
        self.ledger = Ledger()
        self.faults = {}
        self.stages = {
            "kill: small mails": lambda until: self.kills(until, ["filtered", "public", "refused"]),
            "kill: long mails": lambda until: self.kills(until, ["filtered", "public"], sizes=(500, 3000)),
            "kill: held mails": lambda until: self.kills(until, ["held", "held", "filtered"]),
            "stop and start": self.restarts,
            "reload": self.reloads,
            "store full": self.fill,
            "silent and slow clients": self.siege,
        }

    def run(self):
        print(f"{'stage':24}" + "".join(f"{column:>10}" for column in COLUMNS), flush=True)
        stages = {name: stage for name, stage in self.stages.items() if self.options.stage in (None, name)}
        share = self.options.seconds / (len(stages) + 1)
        for name, stage in stages.items():
            self.account(name, lambda: stage(time.monotonic() + share))
        self.release(time.monotonic() + share)
        for fault, count in sorted(self.faults.items()):
            print(f"{count} {fault}")
        return 1 if self.faults else 0

    def account(self, name, stage):
        """Runs one stage, which returns how often it struck and at which daemon, and prints its row."""
        begin, postfix = time.monotonic(), self.world.postfix
        postfix.forget()
        since, held = next(self.ledger.numbers), len(self.world.biffured.held())
        strikes, daemon = stage()
        postfix.settle(120)
        held = len(daemon.held()) - (held if daemon is self.world.biffured else 0)
        counts, faults = self.ledger.check(postfix.delivered(), held, since)
        if name == "store full" and not counts["put off"]:
            faults["the store was never full"] += 1
        self.row(name, begin, strikes, counts, faults)

    def row(self, name, begin, strikes, counts, faults):
        row = {**counts, "seconds": int(time.monotonic() - begin), "strikes": strikes, "faults": sum(faults.values())}
        print(f"{name:24}" + "".join(f"{row.get(column, 0):10}" for column in COLUMNS), flush=True)
        for fault, count in faults.items():
            self.blame(fault, count)

    def blame(self, fault, count=1):
        self.faults[fault] = self.faults.get(fault, 0) + count

    def strike(self, until, what, pause):
        """Calls `what` as often as was asked for, at random moments, while there is time."""
        count = 0
        while count < self.options.kills and time.monotonic() < until:
            time.sleep(self.dice.uniform(0, pause))
            what()
            count += 1
        return count

    # stages

    def load(self, kinds, sizes=(0,)):
        return Load(self.world.port, self.ledger, self.dice.random(), kinds, sizes)

    def kill(self):
        self.world.biffured.kill()
        self.world.biffured.start()

    def kills(self, until, kinds, sizes=(0,)):
        with self.load(kinds, sizes):
            return self.strike(until, self.kill, 0.4 if sizes == (0,) else 1.5), self.world.biffured

    def restarts(self, until):
        def restart():
            code = self.world.biffured.stop()
            if code != 0:
                self.blame("ended with a code by SIGTERM")
            self.world.biffured.start()
        with self.load(["filtered", "held", "public", "refused"]):
            return self.strike(until, restart, 0.6), self.world.biffured

    def reloads(self, until):
        """Good and bad tables by turns; a bad one must leave the one before in force."""
        biffured = self.world.biffured
        pid = biffured.process.pid

        def reload():
            if self.dice.random() < 0.5:
                biffured.write_tables({"recipients.tsv": [f"essai{self.dice.randrange(100)}@mairie.test pleniere - -"]})
            else:
                bad = self.dice.choice(["pleniere@mairie.test archives-perdues - -", "x", "groupe@mairie.test pleniere - -"])
                biffured.write_tables({"recipients.tsv": [bad]})
            biffured.reload()
        with self.load(["filtered", "held", "public", "refused"]):
            count = self.strike(until, reload, 0.2)
        if not biffured.is_alive or biffured.process.pid != pid:
            raise Failure("a reload ended biffured")
        biffured.write_tables()
        biffured.reload()
        return count, biffured

    def fill(self, until):
        """A store with room for a few mails only: what finds no room is put off, the rest works on."""
        daemon = self.world.daemon("full")
        daemon.configure(store_size=40_000)
        daemon.start()
        port = self.world.postfix.listen("full", self.world.postfix.milter(daemon.socket))
        ledger = self.ledger
        since = next(ledger.numbers)
        with Load(port, ledger, self.dice.random(), ["held", "public", "filtered"], (0, 20), attempts=2):
            while time.monotonic() < until:
                time.sleep(0.2)
                if sum(entry.retries > 1 for entry in list(ledger.entries.values()) if entry.number > since) > 20:
                    break
        return 1, daemon

    def siege(self, until):
        """Clients that say nothing, half a word, or a byte a second, on both sockets, while mails come in."""
        biffured = self.world.biffured
        biffured.stop()
        biffured.configure(idle=3)
        biffured.start()
        besiegers = []
        negotiation = struct.pack(">IcIII", 13, b"O", 6, 0x1FF, 0x1FFFFF)
        openings = {
            biffured.root / "milter.sock": [b"", negotiation[:3], negotiation, negotiation + struct.pack(">I", 2_000_000)],
            biffured.notes_socket: [b"", b'{"command"', b'{"command":"filter","audience":"gt-thematique"}\n', b"\0" * 5000],
        }
        for address, words in openings.items():
            for index in range(40):
                client = socket.socket(socket.AF_UNIX)
                client.settimeout(2)
                with contextlib.suppress(OSError):
                    client.connect(str(address))
                    client.sendall(words[index % len(words)])
                    besiegers.append((client, address))
        ending = threading.Event()

        def drip():
            while not ending.wait(1):
                for client, _ in besiegers[::4]:
                    with contextlib.suppress(OSError):
                        client.send(b"\0")
        slow = threading.Thread(target=drip)
        slow.start()
        with self.load(["filtered", "held", "public", "refused"]):
            time.sleep(max(1.0, min(10, until - time.monotonic())))
        ending.set()
        slow.join()
        silent = [client for client, address in besiegers if address == biffured.notes_socket]
        try:
            wait_until(lambda: all(map(is_closed, silent)), 15, "the end of clients that say nothing")
        except Failure:
            self.blame("silent clients that were not cut off", sum(not is_closed(client) for client in silent))
        for client, _ in besiegers:
            client.close()
        return len(besiegers), biffured

    # the end

    def release(self, until):
        """Releases all that is held, while the daemon is killed, and finds each delivered once."""
        begin, postfix, biffured = time.monotonic(), self.world.postfix, self.world.biffured
        postfix.forget()
        faults = collections.Counter()
        waiting = {}
        for identifier in biffured.held():
            message = biffured.ask(command="held", action="original", id=identifier).replace(b"\r\n", b"\n")
            waiting[identifier] = mails.message_id(message)
            entry = self.ledger.entries.get(waiting[identifier])
            if entry is None or mails.body_of(message) != mails.body_of(entry.message):
                faults["in the store, not as it was sent"] += 1
        ending = threading.Event()

        def release_all():
            while not ending.is_set():
                try:
                    left = biffured.held()
                except (Failure, OSError, ValueError):
                    ending.wait(0.05)
                    continue
                if "held" not in left.values():
                    return
                for identifier in left:
                    if ending.is_set():
                        return
                    try:
                        biffured.release(identifier)
                    except (Failure, OSError, ValueError):
                        ending.wait(0.02)
        releaser = threading.Thread(target=release_all)
        releaser.start()
        strikes = 0
        while releaser.is_alive() and time.monotonic() < until:
            time.sleep(self.dice.uniform(0.05, 0.8))
            if strikes < self.options.kills and releaser.is_alive():
                self.kill()
                strikes += 1
        ending.set()
        releaser.join(120)
        # with nothing in the way any more, what was cut short can be taken up; one that was sent may stay, as doubtful
        for identifier in biffured.held():
            with contextlib.suppress(Failure):
                biffured.release(identifier)
        left = biffured.held()
        postfix.settle(120)
        copies = collections.Counter(mails.message_id(one.message) for one in postfix.delivered())
        for identifier, sent in waiting.items():
            if copies[sent] > 1:
                faults["released and delivered twice"] += 1
            if not copies[sent]:
                faults["kept back for good" if identifier in left else "released and not delivered"] += 1
        counts = {"mails": len(waiting), "delivered": copies.total(), "held": len(left)}
        self.row("kill: releases", begin, strikes, counts, faults)


def is_closed(client):
    """Whether the other side has ended a connection."""
    client.setblocking(False)
    try:
        while client.recv(4096):
            pass
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--biffured", type=pathlib.Path, required=True)
    parser.add_argument("--biffure", type=pathlib.Path, help="default: beside biffured")
    parser.add_argument("--lexicon", type=pathlib.Path, help="default: biffure.lexicon beside biffured")
    parser.add_argument("--kills", type=int, default=100, help="in each stage")
    parser.add_argument("--seconds", type=float, default=900, help="bound of the whole run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stage", help="one stage alone, by its name in the table")
    options = parser.parse_args()
    if os.getuid() != 0:
        print("Postfix needs root", file=sys.stderr)
        return 2
    end_on_termination()
    biffured = options.biffured.resolve()
    command = options.biffure or biffured.parent / "biffure"
    lexicon = (options.lexicon or biffured.parent / "biffure.lexicon").resolve()
    try:
        with World(program_of(biffured), program_of(command), lexicon) as world:
            return Trial(world, options).run()
    except Failure as failure:
        print(f"ended early: {failure}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
