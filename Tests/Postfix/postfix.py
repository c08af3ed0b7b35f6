"""One Postfix of its own in a temporary directory, with a sink behind it that keeps each delivered mail in a file.

Needs root (Postfix does), the Debian packages `postfix` (which brings smtp-sink) and nothing of the system's own mail
service. Everything listens on the loopback address; everything that is started is ended by its own process id.
"""

import dataclasses
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/spool
data_directory = {root}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {root}/maillog
maillog_file_prefixes = {root}
myhostname = passerelle.mairie.test
mydestination =
local_transport = error:no local delivery
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
smtp_dns_support_level = disabled
smtp_host_lookup = native
relayhost = [127.0.0.1]:{sink}
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
max_idle = 600s
in_flow_delay = 0
message_size_limit = 52428800
message_reject_characters = \\0
milter_default_action = tempfail
{more}"""

MASTER = """\
pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - 20 smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
proxymap unix - - n - - proxymap
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
postlog unix-dgram n - n - 1 postlogd
"""

# what smtp-sink writes above the mail itself
SINK_FIELDS = re.compile(rb"X-(Client-Addr|Client-Proto|Helo-Args|Mail-Args|Rcpt-Args):")


class Failure(Exception):
    """A fact that does not hold; the text quotes no more than is needed to find the place."""


def free_port():
    """A TCP port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds, what):
    """Waits until `condition()` is true and returns its value; raises Failure after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Failure(f"{what} did not happen within {seconds} s")
        time.sleep(0.02)


def listens(address):
    """Whether something accepts connections: a path of a UNIX socket or a port of the loopback address."""
    family = socket.AF_INET if isinstance(address, int) else socket.AF_UNIX
    with socket.socket(family) as probe:
        probe.settimeout(2)
        try:
            probe.connect(("127.0.0.1", address) if isinstance(address, int) else str(address))
            return True
        except OSError:
            return False


def cpu_seconds(pid):
    """User and system seconds of a process and of all its descendants, ended and awaited ones included."""
    parents, ticks = {}, {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            fields = pathlib.Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry)] = int(fields[1])
        ticks[int(entry)] = sum(int(field) for field in fields[11:15])
    family, grown = {pid}, True
    while grown:
        grown = {child for child, parent in parents.items() if parent in family} - family
        family |= grown
    return sum(ticks.get(member, 0) for member in family) / os.sysconf("SC_CLK_TCK")


def end_on_termination():
    """Makes SIGTERM unwind this program, so that what it started is ended and its folder goes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def end(process, seconds=10, sign=signal.SIGTERM):
    """Ends a process that this program started, by force when it does not go by itself."""
    if process.poll() is None:
        process.send_signal(sign)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


@dataclasses.dataclass(frozen=True)
class Delivered:
    """A mail as it reached the sink: the envelope, and the message with LF line ends without the sink's own fields."""

    sender: str
    recipients: list
    message: bytes

    @classmethod
    def read(cls, path):
        arguments, rest = {}, path.read_bytes()
        while SINK_FIELDS.match(rest):
            line, _, rest = rest.partition(b"\n")
            name, _, value = line.decode("utf-8", "surrogateescape").partition(": ")
            arguments.setdefault(name, []).append(value)
        # the sink's own Received field, folded
        while rest.startswith(b"Received: from") and b"smtp-sink" in rest.split(b"\n", 3)[1]:
            rest = re.sub(rb"\AReceived:.*\n(?:[ \t].*\n)*", b"", rest, count=1)
        address = re.compile(r"<([^>]*)>")
        senders = [address.search(value) for value in arguments.get("X-Mail-Args", [])]
        return cls(
            sender=senders[0][1] if senders and senders[0] else "",
            recipients=[match[1] for value in arguments.get("X-Rcpt-Args", []) if (match := address.search(value))],
            # the sink ends each file with an empty line of its own
            message=rest.removesuffix(b"\n"))


class Postfix:
    """A Postfix with its sink. Use it as a context: the directory goes when it ends.

    `root` is traversable by everybody, so that sockets of milters may lie below it.
    """

    def __init__(self, settings=(), sink_sessions=32):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="biffure-postfix-"))
        self.settings = list(settings)
        self.sink_sessions = sink_sessions
        self.sink_port = free_port()
        self.sink = None
        self.is_running = False
        self.listeners = {}

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    # starting and stopping

    def start(self):
        self.root.chmod(0o755)
        for name in ("etc", "spool", "data", "out"):
            (self.root / name).mkdir()
        shutil.chown(self.root / "data", "postfix")
        shutil.chown(self.root / "out", "nobody")
        more = "".join(f"{setting}\n" for setting in self.settings)
        (self.root / "etc/main.cf").write_text(MAIN.format(root=self.root, sink=self.sink_port, more=more))
        (self.root / "etc/master.cf").write_text(MASTER)
        self.sink = subprocess.Popen(
            ["smtp-sink", "-u", "nobody", "-d", f"{self.root}/out/m.", f"127.0.0.1:{self.sink_port}", "128"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: listens(self.sink_port), 10, "the start of the sink")
        self.control("check")
        self.control("start")
        self.is_running = True
        self.master_pid = int(wait_until(self._master_pid, 10, "the start of Postfix"))
        self.listen("plain")

    def stop(self):
        if self.is_running:
            self.control("stop")
            self.is_running = False
        if self.sink is not None:
            end(self.sink)
        shutil.rmtree(self.root, ignore_errors=True)

    def control(self, command):
        """`postfix COMMAND` on this instance."""
        done = subprocess.run(["postfix", "-c", self.root / "etc", command], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"postfix {command} answered {done.returncode}: {done.stderr[-400:]}")

    def _master_pid(self):
        path = self.root / "spool/pid/master.pid"
        return path.exists() and path.read_text().strip()

    def set(self, name, value):
        """Changes a setting of main.cf while Postfix runs."""
        subprocess.run(["postconf", "-c", self.root / "etc", "-e", f"{name}={value}"], check=True, capture_output=True)
        self.control("reload")

    # listeners

    def listen(self, name, *options):
        """The port of the listener of that name, made with the `-o` options when it is new."""
        return self.listen_all({name: options})[name]

    def listen_all(self, wanted):
        """Several listeners with one reload: names to options; returns names to ports."""
        new = {name: options for name, options in wanted.items() if name not in self.listeners}
        for name, options in new.items():
            port = free_port()
            lines = [f"127.0.0.1:{port} inet n - n - 100 smtpd"] + [f"  -o {option}" for option in options]
            with (self.root / "etc/master.cf").open("a") as file:
                file.write("\n".join(lines) + "\n")
            self.listeners[name] = port
        if new:
            self.control("reload")
            for name in new:
                wait_until(lambda: listens(self.listeners[name]), 20, "a new listener")
        return {name: self.listeners[name] for name in wanted}

    def milter(self, socket_name, default="tempfail", content="60s", command="30s"):
        """The option that puts the milter on `socket_name` (`unix:PATH`, `inet:HOST:PORT`) before a listener."""
        return "smtpd_milters={" + ",".join([
            socket_name, f"default_action={default}", f"content_timeout={content}", f"command_timeout={command}",
        ]) + "}"

    # queues and deliveries

    def queued(self, *queues):
        """How many files lie in the queues named."""
        return sum(len(files) for queue in queues for _, _, files in os.walk(self.root / "spool" / queue))

    def settle(self, seconds=60):
        """Waits until everything accepted has been delivered; a deferred mail is a failure."""
        # in the order in which a mail goes through them, so that none is missed between two
        wait_until(lambda: self.queued("maildrop", "incoming", "active") == 0, seconds, "the delivery of all mails")
        if self.queued("deferred"):
            raise Failure("Postfix deferred a mail")
        if self.queued("corrupt"):
            raise Failure("Postfix found a corrupt queue file")

    def delivered(self):
        """All mails that reached the sink since the last `forget`, the oldest first."""
        paths = sorted((self.root / "out").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        return [Delivered.read(path) for path in paths]

    def forget(self):
        """Removes what the sink and the hold queue hold: the next case begins with nothing."""
        for path in (self.root / "out").iterdir():
            path.unlink()
        subprocess.run(["postsuper", "-c", self.root / "etc", "-d", "ALL"], capture_output=True)

    def held(self):
        """How many mails lie in the hold queue."""
        return self.queued("hold")

    def sendmail(self, sender, recipients, message):
        """Hands a mail in as a local program does, past SMTP; returns the exit code."""
        return subprocess.run(
            ["sendmail", "-C", self.root / "etc", "-i", "-f", sender, "--", *recipients],
            input=message, capture_output=True, timeout=60).returncode

    def maillog(self):
        path = self.root / "maillog"
        return path.read_bytes() if path.exists() else b""

    def cpu_seconds(self):
        """User and system seconds of all processes of Postfix."""
        return cpu_seconds(self.master_pid)

