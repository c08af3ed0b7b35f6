"""What the cases share: one Postfix, one biffured behind it, and the facts that are asked of a mail's fate."""

import contextlib
import dataclasses
import pathlib
import sys
import time

import mails
import smtp
from biffured import Biffured
from postfix import Failure, Postfix, free_port

CASES = {}


def case(wrong="accept"):
    """Registers a case under its function's name; `wrong` is the mode of wrong.py that it must catch."""
    def register(function):
        CASES[function.__name__] = (function, wrong)
        return function
    return register


def expect(holds, fact):
    if not holds:
        raise Failure(fact)


@dataclasses.dataclass(frozen=True)
class Fate:
    """What became of one mail."""

    reply: smtp.Reply
    delivered: list
    newly_held: int

    @property
    def message(self):
        expect(len(self.delivered) == 1, f"{len(self.delivered)} mails were delivered, not one")
        return self.delivered[0].message


class World:
    """One Postfix and one biffured for all cases; each case begins with an empty sink."""

    def __init__(self, program, command, lexicon):
        self.program, self.command, self.lexicon = program, command, lexicon
        self.replies = []
        self.stack = contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.postfix = stack.enter_context(Postfix())
            self.biffured = self.daemon("biffured", stack)
            milter = self.postfix.milter(self.biffured.socket)
            self.port = self.postfix.listen("biffured", milter)
            self.biffured.configure(submit=self.port)
            self.biffured.start()
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def daemon(self, name, stack=None):
        """Another daemon in a folder of its own, not yet started, ended with the stack."""
        other = Biffured(
            self.postfix.root / name, self.program, self.command, self.lexicon, free_port(), free_port())
        (stack or self.stack).callback(other.stop)
        return other

    def path(self, name):
        return self.postfix.root / name

    # sending

    def send(self, message, to="groupe@mairie.test", sender="secretariat@mairie.test", port=None, login=None,
             session=None):
        """The fate of one mail, known when all queues are empty; `session` is a connection that is open already."""
        before, held = len(self.postfix.delivered()), len(self.biffured.held())
        recipients = [to] if isinstance(to, str) else to
        if session:
            reply = session.send(sender, recipients, message)
        else:
            reply = smtp.send(port or self.port, sender, recipients, message, self.replies, login)
        self.postfix.settle()
        return Fate(reply, self.postfix.delivered()[before:], len(self.biffured.held()) - held)

    # facts

    def expect_filtered(self, fate, words=mails.PRIVATE_WORDS, sign="["):
        """Delivered once, without the private words, and with something in their place."""
        expect(fate.reply.is_taken, f"the mail to be filtered was answered {fate.reply.code}")
        left = mails.reveals(fate.message, words)
        expect(not left, f"a filtered mail still shows {len(left)} private words")
        expect(sign in mails.readable(fate.message), "a filtered mail shows no replacement")

    def expect_unchanged(self, fate, message):
        """Delivered once with the body that was sent."""
        expect(fate.reply.is_taken, f"a mail to be passed was answered {fate.reply.code}")
        same = mails.body_of(fate.message) == mails.body_of(message)
        expect(same, "the body of a mail to be passed was changed")
        for name in ("Subject", "Content-Type", "From", "To"):
            same = mails.header(fate.message, name) == mails.header(message.replace(b"\r\n", b"\n"), name)
            expect(same, f"the field {name} of a mail to be passed was changed")

    def expect_held(self, fate):
        """Taken, not delivered, in the store once and not in Postfix's own hold queue."""
        expect(fate.reply.is_taken, f"the mail to be held was answered {fate.reply.code}")
        expect(not fate.delivered, "a mail to be held was delivered")
        expect(fate.newly_held == 1, f"{fate.newly_held} mails came into the store, not one")
        expect(self.postfix.held() == 0, "a held mail lies in the hold queue of Postfix")

    def expect_refused(self, fate):
        """Refused for good with a text in ASCII that shows nothing of the mail; nothing delivered, nothing waiting."""
        expect(fate.reply.is_refused, f"the mail to be refused was answered {fate.reply.code}")
        expect(fate.reply.text.isascii(), "the reply is not ASCII")
        expect(b"%" not in fate.reply.text, "the reply has a doubled or broken percent sign")
        expect(not any(word in mails.folded(fate.reply.text.decode()) for word in mails.PRIVATE_WORDS),
               "the reply quotes the mail")
        expect(not fate.delivered and self.postfix.held() == 0, "a refused mail was delivered or held by Postfix")
        expect(fate.newly_held == 0, "a refused mail waits in the store")

    def expect_closed(self, fate, words=mails.PRIVATE_WORDS):
        """Filtered, held, refused or put off: whatever was delivered shows nothing private."""
        shown = [word for one in fate.delivered for word in mails.reveals(one.message, words)]
        expect(not shown, f"a delivered mail shows {len(shown)} private words")
        known = fate.delivered or fate.newly_held or fate.reply.is_refused or fate.reply.is_later
        expect(known, "a mail was taken and is nowhere")


def run(function, world):
    """One case: no message when its facts hold, else what does not."""
    begin = time.monotonic()
    world.postfix.forget()
    try:
        function(world)
        failure = None
        if not world.biffured.is_alive:
            failure = f"biffured ended with {world.biffured.process.returncode}"
    except Failure as error:
        failure = str(error)
    except Exception as error:
        # a fault of the harness or a reply that nobody expects: the type and the line, not the values
        trace, line = error.__traceback__, 0
        while trace:
            line, trace = f"{pathlib.Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}", trace.tb_next
        failure = f"{type(error).__name__} at {line}"
    if not world.biffured.is_alive:
        world.biffured.start()
    print(f"{'ok    ' if failure is None else 'FAILED'} {time.monotonic() - begin:5.1f} s  {function.__name__}"
          + (f": {failure}" if failure else ""), flush=True)
    return failure


def program_of(path):
    """The argument list that starts a program: a script runs under this Python."""
    return [sys.executable, str(path)] if str(path).endswith(".py") else [str(path)]
