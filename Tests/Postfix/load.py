"""Mails that can all be told apart, the load that sends them, and the ledger of what became of each."""

import collections
import dataclasses
import itertools
import random
import threading

import mails
import smtp
from postfix import Failure

DOMAIN = "charge.test"
SYLLABLES = ["bar", "dol", "fen", "gri", "lop", "mur", "nav", "pel", "rid", "sof", "tal", "vin", "zor", "cam", "dur", "wel"]

# what a kind of mail must come to: where it goes, and what stands in it
KINDS = {
    "filtered": ("groupe@mairie.test", "Mme Nadia {name} habite rue des Tilleuls ; son fils ne vient plus au collège."),
    "public": ("pleniere@mairie.test", mails.PUBLIC),
    "held": ("pleniere@mairie.test", "Mme Nadia {name} habite rue des Tilleuls ; son fils ne vient plus au collège."),
    "refused": ("groupe@mairie.test", "Mme Nadia {name} est reçue lundi. Sa fille est suivie au CMP depuis l'automne."),
}


def name_of(number):
    """A surname that no other number has and that stands in none of the others."""
    return "".join(SYLLABLES[(number >> shift) & 15] for shift in (16, 12, 8, 4, 0)).capitalize()


def lot_of(number):
    """A word for a number that no rule takes for a name or a number."""
    return "lot" + "".join("abcdefghijklmnop"[(number >> shift) & 15] for shift in (16, 12, 8, 4, 0))


@dataclasses.dataclass
class Entry:
    """One mail: what it was, and the last reply to it."""

    number: int
    kind: str
    size: int
    reply: smtp.Reply = smtp.Reply(0)
    retries: int = 0

    @property
    def identifier(self):
        return f"{self.number}@{DOMAIN}"

    @property
    def recipient(self):
        return KINDS[self.kind][0]

    @property
    def message(self):
        text = KINDS[self.kind][1].format(name=name_of(self.number))
        filler = "".join(f"Point {index} : {mails.PUBLIC}\n" for index in range(self.size))
        body = f"{filler}{text}\n\nFin de l'envoi {lot_of(self.number)}."
        return mails.mail(body, headers=[f"Message-Id: <{self.identifier}>"])


class Ledger:
    """All mails that were sent."""

    def __init__(self):
        self.numbers = itertools.count(1)
        self.entries = {}
        self.lock = threading.Lock()

    def new(self, kind, size):
        with self.lock:
            entry = Entry(next(self.numbers), kind, size)
            self.entries[entry.identifier] = entry
        return entry

    def check(self, delivered, held_count, since=0):
        """Counts what became of the mails numbered from `since` on, and what is wrong with it.

        Released mails must not be among the delivered. A mail that was put off to the end may lie in the store: the
        daemon had stored it when it was killed, and would have known it again.
        """
        entries = [entry for entry in self.entries.values() if entry.number >= since]
        copies, faults, counts = collections.Counter(), collections.Counter(), collections.Counter()
        for one in delivered:
            identifier = mails.message_id(one.message)
            entry = self.entries.get(identifier)
            if entry is None:
                faults["delivered and never sent"] += 1
                continue
            copies[identifier] += 1
            text = mails.plain(one.message)
            if entry.kind != "public" and name_of(entry.number).lower() in text:
                faults["delivered with its private name"] += 1
            if f"{lot_of(entry.number)}." not in text:
                faults["delivered with another body"] += 1
            if one.recipients != [entry.recipient]:
                faults["delivered to others"] += 1
        waiting = unsure = 0
        for entry in entries:
            count = copies[entry.identifier]
            counts["mails"] += 1
            counts["retries"] += entry.retries
            if count > 1:
                faults["delivered twice"] += 1
            if count and not entry.reply.is_taken:
                faults["delivered and put off or refused"] += 1
            if count and entry.kind in ("held", "refused"):
                faults["delivered, but to be held or refused"] += 1
            if count:
                counts["delivered"] += 1
            elif entry.reply.is_refused:
                counts["refused"] += 1
            elif entry.reply.is_later:
                counts["put off"] += 1
                unsure += entry.kind == "held"
            elif entry.kind == "held":
                counts["held"] += 1
                waiting += 1
            else:
                faults["taken and nowhere"] += 1
        if not waiting <= held_count <= waiting + unsure:
            faults["in the store too often or not at all"] += abs(held_count - waiting)
        return counts, faults


class Load:
    """Clients that send mails as mail servers do: what is put off is sent again, a few times."""

    def __init__(self, port, ledger, seed, kinds, sizes=(0,), clients=4, attempts=40):
        self.port, self.ledger, self.kinds, self.sizes, self.attempts = port, ledger, kinds, sizes, attempts
        self.ending = threading.Event()
        self.threads = [
            threading.Thread(target=self._run, args=(random.Random(f"{seed}-{client}"),)) for client in range(clients)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join(300)
        if any(thread.is_alive() for thread in self.threads):
            raise Failure("a client is still waiting for its reply")

    def _run(self, dice):
        while not self.ending.is_set():
            entry = self.ledger.new(dice.choice(self.kinds), dice.choice(self.sizes))
            for _ in range(self.attempts):
                entry.reply = smtp.send(self.port, "secretariat@mairie.test", [entry.recipient], entry.message)
                if not entry.reply.is_later or self.ending.is_set():
                    break
                entry.retries += 1
                self.ending.wait(dice.uniform(0.02, 0.1))
