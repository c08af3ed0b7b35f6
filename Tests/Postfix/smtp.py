"""Small SMTP clients: what the server answers in the end, for one mail, several on a connection, or many at a time."""

import concurrent.futures
import dataclasses
import smtplib
import socket


@dataclasses.dataclass(frozen=True)
class Reply:
    """The last reply to a mail, or to the command that ended it; code 0 when the connection broke."""

    code: int
    text: bytes = b""

    @property
    def is_taken(self):
        return self.code == 250

    @property
    def is_later(self):
        return self.code == 0 or 400 <= self.code < 500

    @property
    def is_refused(self):
        return 500 <= self.code < 600


class Session:
    """One SMTP connection; every reply is kept in `replies`, a list that may be shared."""

    def __init__(self, port, replies=None, login=None, timeout=120):
        self.replies = replies if replies is not None else []
        self.client = smtplib.SMTP("127.0.0.1", port, local_hostname="poste.mairie.test", timeout=timeout)
        if login:
            self.client.login(*login)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.client.quit()
        except (smtplib.SMTPException, OSError):
            self.client.close()

    def _kept(self, code, text):
        self.replies.append(text)
        return Reply(code, text)

    def send(self, sender, recipients, message):
        """Sends one mail to those of `recipients` that are admitted; returns the last reply.

        The replies to RCPT are in `admitted` (address to code) afterwards.
        """
        self.admitted = {}
        try:
            self.client.ehlo_or_helo_if_needed()
            reply = self._kept(*self.client.mail(sender))
            if reply.code != 250:
                return reply
            for recipient in recipients:
                reply = self._kept(*self.client.rcpt(recipient))
                self.admitted[recipient] = reply.code
            if 250 not in self.admitted.values():
                self.client.rset()
                return reply
            return self._kept(*self.client.data(with_crlf(message)))
        except smtplib.SMTPResponseException as error:
            return self._kept(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPServerDisconnected, OSError):
            return Reply(0)


def with_crlf(message):
    """The message with CRLF line ends, whatever it has."""
    return message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def send(port, sender, recipients, message, replies=None, login=None, timeout=120):
    """Sends one mail on a connection of its own and returns the last reply."""
    try:
        with Session(port, replies, login, timeout) as session:
            return session.send(sender, recipients, message)
    except smtplib.SMTPResponseException as error:
        return Reply(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError):
        return Reply(0)


def send_many(port, mails, sessions, replies=None):
    """Sends (sender, recipients, message) triples over several connections at a time; the replies, in order."""
    def run(indexes):
        answers = {}
        with Session(port, replies) as session:
            for index in indexes:
                answers[index] = session.send(*mails[index])
        return answers

    answers = {}
    with concurrent.futures.ThreadPoolExecutor(sessions) as pool:
        for part in pool.map(run, [range(start, len(mails), sessions) for start in range(sessions)]):
            answers.update(part)
    return [answers[index] for index in range(len(mails))]


def send_pipelined(port, mails, replies=None, timeout=120):
    """Sends triples on one connection, each envelope in one write together with DATA; the last reply to each."""
    answers = []
    with socket.create_connection(("127.0.0.1", port), timeout) as connection, connection.makefile("rb") as lines:
        def reply():
            while True:
                line = lines.readline()
                if not line:
                    return Reply(0)
                if line[3:4] != b"-":
                    if replies is not None:
                        replies.append(line)
                    return Reply(int(line[:3]), line[4:].strip())

        reply()
        connection.sendall(b"EHLO poste.mairie.test\r\n")
        reply()
        for sender, recipients, message in mails:
            commands = [f"MAIL FROM:<{sender}>", *(f"RCPT TO:<{recipient}>" for recipient in recipients), "DATA"]
            connection.sendall("".join(f"{command}\r\n" for command in commands).encode())
            got = [reply() for _ in commands]
            if got[-1].code == 354:
                # a line that begins with a dot gets a second one
                body = with_crlf(message).replace(b"\r\n.", b"\r\n..")
                connection.sendall(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
                got.append(reply())
            answers.append(got[-1])
        connection.sendall(b"QUIT\r\n")
    return answers
