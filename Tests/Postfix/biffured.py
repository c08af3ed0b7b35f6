"""The daemon under test with its tables, its store and its sockets in a folder of its own.

Also the programs that stand beside it in a mail server: opendkim, and a login server for SMTP AUTH.
"""

import base64
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import threading

from postfix import Failure, end, listens, wait_until

SIGNED = "\tA. Serval\t2026-11-26\n"

# one row for each kind of recipient and sender that the cases need; the columns are those of Examples/courriel
TABLES = {
    "recipients.tsv": ("pattern audience role group", [
        "groupe@mairie.test gt-thematique - -",
        "pleniere@mairie.test pleniere - -",
        "habitants@mairie.test gt-habitants - -",
    ]),
    "members.tsv": ("group address role until", []),
    "guests.tsv": ("group address from until", []),
    "groups.tsv": ("group audience list domains profile", []),
    "senders.tsv": ("listener sender treatment piece profile", [
        "ESSAI * shadow compte-rendu -",
        "* signalement exempt compte-rendu -",
    ]),
    "reviewers.tsv": ("login name rights", [
        "root Serval list,show,release,refuse",
    ]),
}

CONFIGURATION = """\
lexicon: {lexicon}
milter:
  - socket: unix:{root}/milter.sock
    mode: "0666"
  - socket: inet:127.0.0.1:{port}
notes:
  socket: {root}/notes.sock
  idle-seconds: {idle}
mail:
  tables: [{root}/courriel]
  split: {split}
  maximum-size: {maximum_size}
  progress: {progress}
store:
  path: {root}/store
  key: {root}/key
  keep-days: 30
  maximum-size: {store_size}
submit: 127.0.0.1:{submit}
workers: 2
postfix: "{postfix}"
"""


class Biffured:
    """One daemon. `program` and `command` are argument lists: the daemon itself, and the `biffure` beside it."""

    def __init__(self, root, program, command, lexicon, port, submit):
        self.root = pathlib.Path(root)
        self.program = program
        self.command = command
        self.process = None
        self.settings = {
            "lexicon": lexicon, "root": self.root, "port": port, "submit": submit, "split": "false", "postfix": "-",
            "maximum_size": 52428800, "progress": 1, "store_size": 1 << 30, "idle": 60,
        }
        self.port = port
        self.root.mkdir()
        self.root.chmod(0o755)
        (self.root / "store").mkdir(mode=0o700)
        (self.root / "courriel").mkdir()
        self.write_tables()

    @property
    def socket(self):
        return f"unix:{self.root}/milter.sock"

    @property
    def tcp(self):
        return f"inet:127.0.0.1:{self.port}"

    @property
    def notes_socket(self):
        return self.root / "notes.sock"

    @property
    def log_path(self):
        return self.root / "stderr"

    # tables and configuration

    def write_tables(self, more=None):
        """Writes the tables, with more rows for some (name to rows, cells parted by blanks)."""
        for name, (columns, rows) in TABLES.items():
            text = "# change\t" + "\t".join(columns.split()) + "\tauthor\tdate\n"
            for row in [*rows, *(more or {}).get(name, [])]:
                text += "+\t" + "\t".join(row.split()) + SIGNED
            # put in place at once: a reload that is under way must not read half a table
            new = self.root / "courriel" / f".{name}"
            new.write_text(text)
            new.rename(self.root / "courriel" / name)

    def configure(self, **settings):
        """Changes settings for the next start."""
        self.settings.update(settings)

    # life

    def start(self, seconds=30):
        path = self.root / "biffured.yaml"
        path.write_text(CONFIGURATION.format(**self.settings))
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.program, "--config", path], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

        def is_ready():
            if self.process.poll() is not None:
                raise Failure(f"biffured ended at its start with {self.process.returncode}: {self.log()[-600:]!r}")
            return listens(self.root / "milter.sock") and listens(self.port) and listens(self.notes_socket)
        wait_until(is_ready, seconds, "the start of biffured")

    def start_fails(self, seconds=10):
        """Whether the daemon refuses to start; one that runs on is ended."""
        with contextlib.suppress(Failure):
            self.start(seconds)
        is_refused = self.process.poll() not in (None, 0)
        self.stop()
        return is_refused

    def stop(self):
        """Ends it as a service manager does and returns the exit code."""
        return end(self.process, 30) if self.process else 0

    def kill(self):
        self.process.kill()
        self.process.wait()

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def log(self):
        return self.log_path.read_bytes() if self.log_path.exists() else b""

    @property
    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    # held mail

    def ask(self, **request):
        """Asks the notes socket as `biffure` does: one object; returns what follows the status line."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(60)
            client.connect(str(self.notes_socket))
            client.sendall(json.dumps(request).encode() + b"\n")
            client.shutdown(socket.SHUT_WR)
            with client.makefile("rb") as answer:
                status, rest = answer.readline(), answer.read()
        code = json.loads(status)["exit"] if status else "nothing"
        if code != 0:
            raise Failure(f"the notes socket answered {code} to {request.get('action', request['command'])}")
        return rest

    def metrics(self):
        return self.ask(command="metrics")

    def held(self):
        """The ids of all mails that wait in the store for a decision, or for the end of a release, with their states."""
        lines = self.ask(command="held", action="list", all=False).splitlines()
        return {mail["id"]: mail["state"] for mail in map(json.loads, lines)}

    def release(self, identifier):
        self.ask(command="held", action="release", id=identifier, justification="accord du coordinateur")

    def refuse(self, identifier):
        self.ask(command="held", action="refuse", id=identifier, justification="hors du cadre")

    def held_command(self, *arguments):
        """`biffure held ARGUMENTS`; returns its exit code and what it wrote."""
        done = subprocess.run(
            [*self.command, "held", *arguments, "--socket", self.notes_socket], capture_output=True, timeout=60)
        return done.returncode, done.stdout

    def stored_bytes(self):
        """All that the store has on disk."""
        return b"".join(path.read_bytes() for path in sorted((self.root / "store").rglob("*")) if path.is_file())


class OpenDKIM:
    """opendkim as a signing milter for mairie.test, and its own check of a signed mail; nothing asks the network."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.process = None

    @property
    def socket(self):
        return f"unix:{self.root}/opendkim.sock"

    def start(self):
        self.root.mkdir()
        self.root.chmod(0o755)
        subprocess.run(
            ["opendkim-genkey", "-D", self.root, "-d", "mairie.test", "-s", "essai", "-b", "2048"],
            check=True, capture_output=True)
        record = "".join(re.findall(r'"([^"]*)"', (self.root / "essai.txt").read_text()))
        (self.root / "keys").write_text(f"essai._domainkey.mairie.test {record}\n")
        common = ["Canonicalization simple/simple", "RequireSafeKeys no"]
        signing = [*common, "Mode s", "Domain mairie.test", "Selector essai", f"KeyFile {self.root}/essai.private",
                   "SignHeaders From,To,Subject,Date,MIME-Version,Content-Type,Content-Transfer-Encoding"]
        (self.root / "sign.conf").write_text("\n".join(signing) + "\n")
        verifying = [*common, "Mode v", f"TestPublicKeys {self.root}/keys"]
        (self.root / "verify.conf").write_text("\n".join(verifying) + "\n")
        self.process = subprocess.Popen(
            ["opendkim", "-f", "-x", self.root / "sign.conf", "-p", f"local:{self.root}/opendkim.sock"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, umask=0)
        wait_until(lambda: listens(self.root / "opendkim.sock"), 10, "the start of opendkim")

    def stop(self):
        # libmilter takes five seconds to end when it is asked to
        if self.process:
            end(self.process, sign=signal.SIGKILL)

    def verifies(self, message):
        """Whether the signature of a mail holds."""
        path = self.root / "mail"
        path.write_bytes(message.replace(b"\n", b"\r\n"))
        done = subprocess.run(
            ["opendkim", "-x", self.root / "verify.conf", "-v", "-v", "-t", path], capture_output=True, timeout=60)
        return b"dkim=pass" in done.stdout


class LoginServer:
    """Answers smtpd's AUTH in the protocol of Dovecot; any password will do."""

    def __init__(self, path):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        os.chmod(path, 0o666)
        self.listener.listen(16)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection):
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t0\nDONE\n")
            for line in lines:
                cells = line.rstrip(b"\n").split(b"\t")
                if cells[0] == b"AUTH":
                    response = next(cell[5:] for cell in cells if cell.startswith(b"resp="))
                    user = base64.b64decode(response).split(b"\0")[1]
                    connection.sendall(b"OK\t" + cells[1] + b"\tuser=" + user + b"\n")

    def stop(self):
        self.listener.close()
