"""Cases of how the daemon lives: what the service manager is told and gives, and what an end leaves behind.

They speak to the daemon as smtpd does, so that a mail can be told in part, given up, or waited for.
"""

import contextlib
import fcntl
import os
import socket
import struct
import subprocess
import threading
import time

from biffured import CONFIGURATION
from postfix import wait_until
from world import case, expect
from wrong import exactly, packet

HEADER = [("From", "Secretariat <secretariat@mairie.test>"), ("To", "groupe@mairie.test"), ("Subject", "Point"),
          ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
LINE = "Mme Nadia Trevez habite rue des Tilleuls ; son fils ne vient plus au collège.\r\n".encode()


class Telling:
    """One connection of a mail server that tells mails by itself."""

    def __init__(self, place):
        self.socket = socket.socket(socket.AF_UNIX if isinstance(place, str) else socket.AF_INET)
        self.socket.settimeout(60)
        self.socket.connect(place)
        self.has_replies = not isinstance(place, str)
        self.write(b"O", struct.pack(">III", 6, 0x1FF, 0x1FFFFF))
        self.read()
        self.write(b"C", b"client\0" + b"4" + struct.pack(">H", 2525) + b"192.0.2.1\0", waits=True)

    def write(self, command, payload=b"", waits=False):
        self.socket.sendall(packet(command, payload))
        if waits and self.has_replies:
            self.read()

    def read(self):
        """The command of the next packet; empty when the daemon has closed."""
        length = exactly(self.socket, 4)
        return exactly(self.socket, struct.unpack(">I", length)[0])[:1] if length else b""

    def envelope(self):
        self.write(b"M", b"<secretariat@mairie.test>\0", waits=True)
        self.write(b"R", b"<groupe@mairie.test>\0", waits=True)

    def tell(self, size):
        """Tells a mail of about `size` bytes up to its end; its verdict can be waited for then."""
        self.envelope()
        self.write(b"T", waits=True)
        for name, value in HEADER:
            self.write(b"L", f"{name}\0 {value}\0".encode())
        self.write(b"N")
        body = LINE * (size // len(LINE) + 1)
        for start in range(0, len(body), 65535):
            self.write(b"B", body[start:start + 65535])
        self.write(b"E")

    def verdict(self):
        """The last packet of the reply; empty when the daemon closes without one."""
        while True:
            command = self.read()
            if command in (b"", b"c", b"a", b"r", b"t", b"d", b"y"):
                return command

    def close(self):
        self.socket.close()


class Manager:
    """A service manager: hears what a daemon tells, and may hand sockets over."""

    def __init__(self, daemon, watchdog=0, sockets=()):
        self.path = str(daemon.root / "notify.sock")
        self.heard = []
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.listener.bind(self.path)
        threading.Thread(target=self._hear, daemon=True).start()
        settings = daemon.root / "biffured.yaml"
        settings.write_text(CONFIGURATION.format(**daemon.settings))
        environment = dict(os.environ, NOTIFY_SOCKET=self.path, WATCHDOG_USEC=str(watchdog))
        names = ":".join(name for name, _ in sockets)
        # above those that they get in the daemon
        given = [fcntl.fcntl(listener, fcntl.F_DUPFD, 50) for _, listener in sockets]
        # the descriptors stand from 3 on, and the number is that of the process that takes them
        shell = "".join(f"exec {3 + i}<&{fd} {fd}<&-; " for i, fd in enumerate(given))
        if given:
            shell += f"export LISTEN_FDS={len(given)} LISTEN_FDNAMES={names} LISTEN_PID=$$; "
        with daemon.log_path.open("ab") as log:
            daemon.process = subprocess.Popen(
                ["bash", "-c", shell + 'exec "$@"', "-", *daemon.program, "--config", settings],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, pass_fds=given)
        for descriptor in given:
            os.close(descriptor)
        wait_until(lambda: self.count(b"READY=1"), 30, "the start of biffured")

    def _hear(self):
        with contextlib.suppress(OSError):
            while True:
                self.heard.append((time.monotonic(), self.listener.recv(4096)))

    def count(self, word):
        return sum(text == word for _, text in self.heard)

    def gaps(self, since):
        """The longest silence between two signs of life, up to now."""
        moments = [since] + [moment for moment, text in self.heard if text == b"WATCHDOG=1" and moment >= since]
        return max(after - before for before, after in zip(moments, [*moments[1:], time.monotonic()]))


def size_of_work(place, seconds):
    """How long a mail is that keeps a worker at work for so long."""
    size, took = 10_000, 0
    while took < 0.1:
        expect(size < 1 << 21, "no mail keeps a worker at work")
        size *= 2
        teller, start = Telling(place), time.monotonic()
        teller.tell(size)
        expect(teller.verdict() == b"c", "a mail was not filtered")
        took = time.monotonic() - start
    return int(size * seconds / took)


def tell_all(places, size):
    """Connections that wait for their verdict."""
    tellers = [Telling(place) for place in places]
    for teller in tellers:
        teller.tell(size)
    return tellers


@case()
def long_mails_do_not_silence_the_watchdog(world):
    daemon = world.daemon("watched")
    manager = Manager(daemon, watchdog=500_000)
    place = str(daemon.root / "milter.sock")
    size = size_of_work(place, 2)
    start = time.monotonic()
    tellers = tell_all([place] * 3, size)
    expect(all(teller.verdict() == b"c" for teller in tellers), "a long mail was not filtered")
    expect(time.monotonic() - start > 1, "the mails were too short for this case")
    gap = manager.gaps(start)
    expect(gap < 0.5, f"the service manager heard nothing for {gap:.1f} s")
    expect(daemon.stop() == 0, "SIGTERM ended the daemon with a code")


@case()
def sockets_of_the_service_manager_outlive_the_daemon(world):
    daemon = world.daemon("activated")
    path = str(daemon.root / "milter.sock")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(16)
        for _ in range(2):
            Manager(daemon, sockets=[("milter", listener)]).listener.close()
            os.unlink(daemon.root / "notify.sock")
            teller = Telling(path)
            teller.tell(100)
            expect(teller.verdict() == b"c", "a mail through the socket of the service manager was not filtered")
            expect(daemon.stop() == 0, "SIGTERM ended the daemon with a code")
            expect(os.path.exists(path), "the socket of the service manager is gone with the daemon")
            expect(not os.path.exists(daemon.notes_socket), "a socket of the daemon stays behind it")


@case()
def an_end_lets_each_listener_finish_its_mails(world):
    daemon = world.daemon("ended")
    daemon.start()
    path = str(daemon.root / "milter.sock")
    size = size_of_work(path, 1)
    time.sleep(0.2)
    before = daemon.log().count(b'"verdict":"anonymise"')
    # more than there are workers
    tellers = tell_all([path, ("127.0.0.1", daemon.port)] * 2, size)
    idle = Telling(path)
    daemon.process.terminate()
    verdicts = [teller.verdict() for teller in tellers]
    expect(verdicts == [b"c"] * 4, f"at the end mails in hand were answered {verdicts}")
    expect(idle.verdict() == b"", "an idle connection stays open at the end")
    expect(daemon.process.wait(30) == 0, "SIGTERM ended the daemon with a code")
    expect(not os.path.exists(daemon.root / "milter.sock"), "a socket of the daemon stays behind it")
    written = daemon.log().count(b'"verdict":"anonymise"') - before
    expect(written == 4, f"{written} of 4 decisions stand in the log")


@case()
def a_mail_that_is_told_in_part_does_not_delay_the_end(world):
    daemon = world.daemon("stuck")
    daemon.start()
    whole, teller = (Telling(str(daemon.root / "milter.sock")) for _ in range(2))
    whole.tell(100)
    expect(whole.verdict() == b"c", "a mail was not filtered")
    teller.envelope()
    time.sleep(0.2)
    start = time.monotonic()
    daemon.process.terminate()
    expect(daemon.process.wait(90) == 0, "SIGTERM ended the daemon with a code")
    expect(teller.verdict() == b"", "a mail told in part got a verdict")
    waited = time.monotonic() - start
    expect(daemon.log().count(b'"verdict":"anonymise"') == 1, "the log does not tell of the one mail")
    expect(waited < 30, f"a mail told in part held up the end for {waited:.0f} s")


@case()
def notes_in_hand_are_answered_at_the_end(world):
    daemon = world.daemon("noted")
    daemon.start()
    note = LINE * (size_of_work(str(daemon.root / "milter.sock"), 1) // len(LINE))
    with contextlib.ExitStack() as stack:
        clients = []
        # more than there are workers
        for _ in range(4):
            client = stack.enter_context(socket.socket(socket.AF_UNIX))
            client.settimeout(60)
            client.connect(str(daemon.notes_socket))
            request = f'{{"command":"note","audience":"gt-thematique","size":{len(note)}}}\n'
            client.sendall(request.encode() + note)
            clients.append(client)
        time.sleep(0.3)
        daemon.process.terminate()
        answers = [client.makefile("rb").readline() for client in clients]
    expect(all(b'"exit":0' in answer for answer in answers), f"notes in hand were answered {answers}")
    expect(daemon.process.wait(30) == 0, "SIGTERM ended the daemon with a code")
