"""rspamd as a milter that scans by itself, with its usual rules but without those that ask the network or a data base."""

import pathlib
import pwd
import shutil
import subprocess

from postfix import cpu_seconds, end, listens, wait_until

# what asks DNS, HTTP, redis or another server, or keeps state
OFF = ("antivirus arc asn bayes_expiry bimi clickhouse dcc dkim dkim_signing dmarc elastic external_relay external_services "
       "fuzzy_check greylist history_redis hfilter http_headers metric_exporter metadata_exporter mx_check neural p0f "
       "phishing ratelimit rbl replies reputation rspamd_update spf surbl url_redirector whitelist multimap").split()

LOCAL = {
    "options.inc": 'pidfile = "{root}/rspamd.pid"; control_socket = "{root}/control.sock mode=0600"; '
                   'dns {{ nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 1; }} filters = "chartable,regexp"; '
                   'cache_file = "{root}/db/symbols.cache"; disable_monitoring = true;',
    "logging.inc": 'filename = "{root}/log"; level = "error";',
    "worker-normal.inc": "enabled = false; count = -1;",
    "worker-controller.inc": "enabled = false; count = -1;",
    "worker-fuzzy.inc": "enabled = false; count = -1;",
    "worker-proxy.inc": 'bind_socket = "{root}/milter.sock mode=0666"; milter = yes; count = {workers}; '
                        'upstream "local" {{ default = yes; self_scan = yes; }}',
}


class Rspamd:
    """One rspamd with a folder of its own; it has as many scanning processes as biffured has threads."""

    def __init__(self, root, workers=2):
        self.root = pathlib.Path(root)
        self.process = None
        self.root.mkdir()
        for name in ("db", "run", "local", "local/local.d"):
            (self.root / name).mkdir()
        for name, text in LOCAL.items():
            (self.root / "local/local.d" / name).write_text(text.format(root=self.root, workers=workers))
        for module in OFF:
            (self.root / "local/local.d" / f"{module}.conf").write_text("enabled = false;\n")
        user = pwd.getpwnam("_rspamd")
        for path in [self.root, *self.root.rglob("*")]:
            shutil.chown(path, user.pw_uid, user.pw_gid)
        self.root.chmod(0o755)

    @property
    def socket(self):
        return f"unix:{self.root}/milter.sock"

    def start(self):
        variables = {"DBDIR": "db", "RUNDIR": "run", "LOGDIR": "", "LOCAL_CONFDIR": "local"}
        self.process = subprocess.Popen(
            ["rspamd", "-f", "-u", "_rspamd", "-g", "_rspamd", "-c", "/etc/rspamd/rspamd.conf",
             *(f"--var={name}={self.root / folder}" for name, folder in variables.items())],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=(self.root / "stderr").open("wb"))
        wait_until(lambda: listens(self.root / "milter.sock"), 60, "the start of rspamd")

    def stop(self):
        if self.process:
            end(self.process, 15)

    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)
