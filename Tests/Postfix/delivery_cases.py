"""The way of a mail through Postfix and the milter: verdicts, failures, load, senders and recipients (MAIL.md, 15 to 28)."""

import subprocess
import threading
import time

import mails
import smtp
from biffured import CONFIGURATION, LoginServer
from cut import Cut
from load import Ledger, Load, lot_of
from mails import PRIVATE, PUBLIC, SECRET, mail
from postfix import wait_until
from world import case, expect

# to the plenary a situation is above the ceiling: the mail waits for a person
HELD = mail(PRIVATE, subject="Pour la pleniere")


def marked(index, body, recipient="groupe@mairie.test"):
    """A mail that can be told from all others by a word in its subject and in its body."""
    lot = lot_of(index)
    return ("secretariat@mairie.test", [recipient], mail(f"{body}\n\nFin de l'envoi {lot}.", subject=f"Envoi {lot}"))


def mark_of(message):
    return mails.header(message, "Subject")[0].split()[-1]


@case()
def three_mails_on_one_connection_get_their_own_verdicts(world):
    with smtp.Session(world.port, world.replies) as session:
        world.expect_held(world.send(HELD, to="pleniere@mairie.test", session=session))
        world.expect_unchanged(world.send(mail(PUBLIC), to="pleniere@mairie.test", session=session), mail(PUBLIC))
        world.expect_refused(world.send(mail(SECRET), session=session))
        world.expect_filtered(world.send(mail(PRIVATE), session=session))


@case()
def whatever_fails_the_default_action_holds(world):
    upstream = world.biffured.root / "milter.sock"
    cuts = [Cut(world.path(f"cut-{place}"), upstream, place) for place in ("body", "reply", "silence")]
    places = ["absent", "body", "reply", "silence"]
    wanted = {
        (place, action): (world.postfix.milter(f"unix:{world.path(f'cut-{place}')}", action, content="2s"),)
        for place in places for action in ("tempfail", "reject", "quarantine")
    }
    try:
        ports = world.postfix.listen_all(wanted)
        for (place, action), port in ports.items():
            held = world.postfix.held()
            reply = smtp.send(port, "a@mairie.test", ["groupe@mairie.test"], mail(PRIVATE), world.replies)
            world.postfix.settle()
            expect(not world.postfix.delivered(), f"{place}, {action}: something was delivered")
            answered = {"tempfail": reply.is_later, "reject": reply.is_refused, "quarantine": reply.is_taken}
            expect(answered[action], f"{place}, {action}: the client got {reply.code}")
            expect(world.postfix.held() - held == (action == "quarantine"), f"{place}, {action}: the hold queue is wrong")
    finally:
        for cut in cuts:
            cut.stop()
    world.expect_filtered(world.send(mail(PRIVATE)))


@case()
def a_daemon_killed_over_a_mail_answers_451_and_the_retry_is_filtered(world):
    # long enough to be under judgement when the daemon goes
    message = mail("\n".join(f"{PRIVATE} Point {index}." for index in range(100_000)))
    answers = []
    sender = threading.Thread(target=lambda: answers.append(
        smtp.send(world.port, "secretariat@mairie.test", ["groupe@mairie.test"], message, world.replies)))
    sender.start()
    time.sleep(0.8)
    expect(sender.is_alive(), "the mail was answered before the daemon could be killed")
    world.biffured.kill()
    sender.join(120)
    world.biffured.start()
    expect(answers and answers[0].is_later, "the client was not told to come again")
    world.postfix.settle()
    expect(not world.postfix.delivered(), "a mail without a verdict was delivered")
    world.expect_filtered(world.send(mail(PRIVATE)))


@case()
def start_is_refused_when_postfix_accepts_by_default(world):
    other = world.daemon("accepting")
    main = world.path("accepting.cf")
    main.write_text("smtpd_milters = unix:/run/biffure/milter.sock\nmilter_default_action = accept\n")
    other.configure(postfix=main)
    expect(other.start_fails(), "biffured serves a Postfix that accepts when biffured fails")
    main.write_text("smtpd_milters = unix:/run/biffure/milter.sock\nmilter_default_action = tempfail\n")
    other.start()
    other.stop()


@case(wrong="sleep")
def progress_keeps_a_long_mail_alive(world):
    limit = 3
    port = world.postfix.listen("hurried", world.postfix.milter(world.biffured.socket, content=f"{limit}s"))
    lines = 1_000
    while True:
        message = mail("\n".join(f"Point {index} : {PUBLIC} {PRIVATE}" for index in range(lines)))
        begin = time.monotonic()
        fate = world.send(message, port=port)
        took = time.monotonic() - begin
        expect(fate.reply.is_taken, f"after {took:.0f} s the client got {fate.reply.code}")
        if took > limit + 1:
            break
        expect(len(message) < 24_000_000, "no mail is long enough to take longer than the limit")
        lines *= 2
    expect(len(fate.delivered) == 1, "the long mail was not delivered")
    expect(b"Trevez" not in fate.message, "the long mail shows a private word")


@case(wrong="mix")
def the_verdict_goes_to_its_own_mail_among_fifty_sessions(world):
    kinds = [(PUBLIC, "groupe@mairie.test"), (PRIVATE, "groupe@mairie.test"), (SECRET, "groupe@mairie.test"),
             (PRIVATE, "pleniere@mairie.test")]
    batch = [marked(index, *kinds[index % 4]) for index in range(400)]
    held = len(world.biffured.held())
    answers = smtp.send_many(world.port, batch, 50, world.replies)
    check_batch(world, batch, answers, held)


@case(wrong="mix")
def the_verdict_goes_to_its_own_mail_in_a_pipeline(world):
    kinds = [(PRIVATE, "groupe@mairie.test"), (SECRET, "groupe@mairie.test"), (PUBLIC, "pleniere@mairie.test"),
             (PRIVATE, "pleniere@mairie.test")]
    batch = [marked(index, *kinds[index % 4]) for index in range(60)]
    held = len(world.biffured.held())
    answers = smtp.send_pipelined(world.port, batch, world.replies)
    check_batch(world, batch, answers, held)


def check_batch(world, batch, answers, held_before):
    """Each of the marked mails had the fate of its kind, with its own mark in subject and body."""
    world.postfix.settle()
    got = {}
    for one in world.postfix.delivered():
        mark = mark_of(one.message)
        expect(mark not in got, "a mail was delivered twice")
        expect(f"{mark}." in one.message.decode(), "a mail carries the body of another")
        got[mark] = one.message
    held = 0
    for (_, [recipient], message), answer in zip(batch, answers):
        mark, text = mark_of(message), message.decode()
        if SECRET in text:
            expect(answer.is_refused and mark not in got, f"a secret mail was answered {answer.code}")
        elif PRIVATE in text and recipient == "pleniere@mairie.test":
            held += 1
            expect(answer.is_taken and mark not in got, f"a mail to be held was answered {answer.code}")
        else:
            expect(answer.is_taken and mark in got, f"a mail was answered {answer.code} and is not there")
            expect(not mails.reveals(got[mark]), "a delivered mail shows a private word")
            expect((PUBLIC in text) == (PUBLIC in got[mark].decode()), "a mail carries the body of another kind")
    expect(len(world.biffured.held()) - held_before == held, "the store does not hold what was to be held")


@case()
def reload_and_restart_under_load_let_nothing_pass(world):
    ledger, held = Ledger(), len(world.biffured.held())
    with Load(world.port, ledger, 1, ["filtered", "public", "held", "refused"]):
        for _ in range(4):
            time.sleep(0.2)
            world.biffured.reload()
        code = world.biffured.stop()
        world.biffured.start()
        time.sleep(0.5)
    world.postfix.settle()
    expect(code == 0, f"SIGTERM ended biffured with {code}")
    counts, faults = ledger.check(world.postfix.delivered(), len(world.biffured.held()) - held)
    expect(not faults, "; ".join(f"{count} {fault}" for fault, count in faults.items()))
    expect(counts["delivered"] > 10, f"only {counts['delivered']} mails were delivered")


@case(wrong="lag")
def tcp_is_nearly_as_fast_as_a_unix_socket(world):
    ports = {"unix": world.port,
             "tcp": world.postfix.listen("tcp", world.postfix.milter(world.biffured.tcp))}
    path = world.path("tcp.eml")
    path.write_bytes(mail(PUBLIC))
    best = dict.fromkeys(ports, 0.0)
    # a stall of 40 ms for each mail leaves a quarter of the rate; noise of the machine goes with the best of some rounds
    for round_number in range(8):
        for name, port in ports.items():
            begin = time.monotonic()
            subprocess.run(
                ["smtp-source", "-F", path, "-m", "150", "-s", "4", "-d", "-f", "a@mairie.test", "-t",
                 "groupe@mairie.test", f"127.0.0.1:{port}"], check=True, capture_output=True, timeout=60)
            best[name] = max(best[name], 150 / (time.monotonic() - begin))
            world.postfix.settle()
        if round_number >= 2 and best["tcp"] >= 0.8 * best["unix"]:
            break
    expect(best["tcp"] >= 0.8 * best["unix"], f"TCP gives {best['tcp']:.0f} mails/s, UNIX {best['unix']:.0f}")


@case()
def listener_and_login_choose_the_treatment(world):
    login = LoginServer(world.path("login"))
    milter = world.postfix.milter(world.biffured.socket)
    try:
        ports = world.postfix.listen_all({
            "trial": (milter, "milter_macro_daemon_name=ESSAI"),
            "login": (milter, "milter_macro_daemon_name=SOUMISSION", "smtpd_sasl_auth_enable=yes",
                      "smtpd_sasl_type=dovecot", f"smtpd_sasl_path=unix:{world.path('login')}"),
        })
        world.expect_unchanged(world.send(mail(PRIVATE), port=ports["trial"]), mail(PRIVATE))
        world.expect_unchanged(world.send(mail(SECRET), port=ports["login"], login=("signalement", "x")), mail(SECRET))
        world.expect_filtered(world.send(mail(PRIVATE), port=ports["login"], login=("accueil", "x")))
        world.expect_filtered(world.send(mail(PRIVATE), port=ports["login"]))
    finally:
        login.stop()


@case()
def fields_of_biffure_that_a_sender_wrote_are_not_believed(world):
    forged = ["X-Biffure-Niveau: public", "X-Biffure-Laissez-Passer: v1.aaaaaaaaaaaaaaaa.4102444800.AAAAAAAAAAAAAAAA"]
    fate = world.send(mail(PRIVATE, headers=forged))
    world.expect_filtered(fate)
    expect(mails.header(fate.message, "X-Biffure-Niveau") == ["confidentiel"], "the level in the header is not its own")
    expect(not mails.header(fate.message, "X-Biffure-Laissez-Passer"), "a forged pass went on its way")
    world.expect_held(world.send(mail(PRIVATE, headers=forged), to="pleniere@mairie.test"))


@case()
def a_reload_takes_good_tables_and_leaves_bad_ones(world):
    message = mail(PUBLIC)
    world.expect_held(world.send(message, to="nouveau@mairie.test"))
    try:
        world.biffured.write_tables({"recipients.tsv": ["nouveau@mairie.test pleniere - -"]})
        world.biffured.reload()
        wait_until(lambda: world.send(message, to="nouveau@mairie.test").delivered, 10, "the new table")
        world.biffured.write_tables({"recipients.tsv": ["nouveau@mairie.test archives-perdues - -"]})
        log = len(world.biffured.log())
        world.biffured.reload()
        wait_until(lambda: b"recipients.tsv" in world.biffured.log()[log:], 10, "a line about the bad table")
        world.expect_unchanged(world.send(message, to="nouveau@mairie.test"), message)
    finally:
        world.biffured.write_tables()
        world.biffured.reload()


@case()
def the_strictest_recipient_decides_for_all(world):
    both = ["groupe@mairie.test", "pleniere@mairie.test"]
    world.expect_held(world.send(mail(PRIVATE), to=both))
    world.expect_held(world.send(mail(PRIVATE, subject="Autre ordre"), to=both[::-1]))
    world.expect_held(world.send(mail(PUBLIC), to=["groupe@mairie.test", "inconnu@ailleurs.test"]))


@case()
def a_recipient_of_another_class_is_put_off_when_mails_are_divided(world):
    other = world.daemon("dividing")
    other.configure(split="true")
    other.start()
    port = world.postfix.listen("dividing", world.postfix.milter(other.socket))
    try:
        with smtp.Session(port, world.replies) as session:
            reply = session.send("a@mairie.test", ["groupe@mairie.test", "pleniere@mairie.test"], mail(PRIVATE))
            expect(session.admitted == {"groupe@mairie.test": 250, "pleniere@mairie.test": 452},
                   f"the recipients were answered {list(session.admitted.values())}")
            expect(reply.is_taken, f"the mail to the first class was answered {reply.code}")
            reply = session.send("a@mairie.test", ["pleniere@mairie.test"], mail(PUBLIC))
            expect(reply.is_taken, f"the mail to the second class was answered {reply.code}")
        world.postfix.settle()
        delivered = world.postfix.delivered()
        expect(sorted(one.recipients for one in delivered) == [["groupe@mairie.test"], ["pleniere@mairie.test"]],
               "the mails did not go to one class each")
        expect(not any(mails.reveals(one.message) for one in delivered), "a private word passed")
    finally:
        other.stop()


@case()
def a_bounce_is_judged_like_any_mail(world):
    report = mails.part("Reporting-MTA: dns; ailleurs.test\n\nFinal-Recipient: rfc822; b@ailleurs.test\nAction: failed\n"
                        "Status: 5.1.1", kind="message/delivery-status", encoding="7bit")
    def bounce(text):
        return mails.multipart(
            [mails.part("Le courriel n'a pas pu être remis."), report, mails.part(mail(text), kind="message/rfc822")],
            subtype="report; report-type=delivery-status")

    world.expect_refused(world.send(bounce(SECRET), sender=""))
    world.expect_closed(world.send(bounce(PRIVATE), sender=""))
    world.expect_closed(world.send(bounce(PRIVATE), sender="", to="pleniere@mairie.test"))


@case()
def a_mail_of_a_local_program_is_filtered(world):
    world.postfix.set("non_smtpd_milters", world.biffured.socket)
    try:
        expect(world.postfix.sendmail("cron@mairie.test", ["groupe@mairie.test"], mail(PRIVATE)) == 0, "sendmail failed")
        world.postfix.settle()
        expect(len(world.postfix.delivered()) == 1, "the mail of a local program was not delivered once")
        expect(not mails.reveals(world.postfix.delivered()[0].message), "the mail of a local program shows a private word")
        held = len(world.biffured.held())
        world.postfix.sendmail("cron@mairie.test", ["pleniere@mairie.test"], mail(PRIVATE, subject="Local"))
        world.postfix.settle()
        expect(len(world.postfix.delivered()) == 1, "a mail to be held was delivered")
        expect(len(world.biffured.held()) == held + 1, "a mail to be held is not in the store")
    finally:
        world.postfix.set("non_smtpd_milters", "")


@case(wrong="lose")
def a_held_mail_is_in_the_store_once_and_nowhere_else(world):
    message = mail(PRIVATE, subject="Une seule fois", headers=["Message-Id: <unique@mairie.test>"])
    world.expect_held(world.send(message, to="pleniere@mairie.test"))
    again = world.send(message, to="pleniere@mairie.test")
    expect(again.reply.is_taken and again.newly_held == 0, "the same mail again came into the store twice")
    world.expect_refused(world.send(mail(SECRET)))
    kept = world.biffured.stored_bytes()
    expect(kept and not any(word in kept for word in (b"Trevez", b"pleniere@", b"secretariat@")),
           "the store shows what it holds")


@case(wrong="lose")
def a_released_mail_is_delivered_once_as_it_was_sent(world):
    message = mail(PRIVATE, subject="A remettre")
    before = set(world.biffured.held())
    world.expect_held(world.send(message, to="pleniere@mairie.test"))
    (identifier,) = set(world.biffured.held()) - before
    world.biffured.release(identifier)
    world.postfix.settle()
    delivered = world.postfix.delivered()
    expect(len(delivered) == 1, f"a released mail was delivered {len(delivered)} times")
    expect(delivered[0].recipients == ["pleniere@mairie.test"], "a released mail went to others")
    expect(mails.body_of(delivered[0].message) == mails.body_of(message), "a released mail was changed")
    expect(identifier not in world.biffured.held(), "a released mail still waits")


@case(wrong="lose")
def a_refused_mail_is_never_delivered(world):
    before = set(world.biffured.held())
    world.expect_held(world.send(mail(PRIVATE, subject="A refuser"), to="pleniere@mairie.test"))
    (identifier,) = set(world.biffured.held()) - before
    world.biffured.refuse(identifier)
    world.postfix.settle()
    expect(not world.postfix.delivered(), "a refused mail was delivered")
    expect(identifier not in world.biffured.held(), "a refused mail still waits")


@case(wrong="lose")
def the_command_on_held_mail_lists_shows_releases_and_refuses(world):
    before = set(world.biffured.held())
    for number in (1, 2):
        world.expect_held(world.send(mail(PRIVATE, subject=f"Numero {number}"), to="pleniere@mairie.test"))
    first, second = (one for one in world.biffured.held() if one not in before)
    code, text = world.biffured.held_command("list")
    expect(code == 0 and first in text.decode() and second in text.decode(), "the list is not whole")
    expect(not any(word in mails.folded(text.decode()) for word in mails.PRIVATE_WORDS), "the list shows a private word")
    code, text = world.biffured.held_command("show", first)
    expect(code == 0 and first in text.decode(), "a held mail is not shown")
    expect("motif : contenu confidentiel (confidentiel)" in text.decode(), "the reason is not told in French")
    reason = "--justification", "accord du coordinateur"
    code, _ = world.biffured.held_command("release", first)
    expect(code != 0, "a mail was released without a justification")
    code, _ = world.biffured.held_command("release", first, "--justification", "Mme Nadia Trevez est d'accord")
    expect(code != 0 and not world.postfix.delivered(), "a justification that names somebody was taken")
    expect(world.biffured.held_command("release", first, *reason)[0] == 0, "a mail was not released")
    expect(world.biffured.held_command("refuse", second, *reason)[0] == 0, "a mail was not refused")
    world.postfix.settle()
    expect([mails.header(one.message, "Subject") for one in world.postfix.delivered()] == [["Numero 1"]],
           "what was delivered is not what was released")
    expect(set(world.biffured.held()) == before, "a decided mail still waits")


@case(wrong="tell")
def no_log_and_no_reply_shows_a_private_word(world):
    world.send(mail(PRIVATE, subject="Situation de Mme Trevez"))
    world.send(mail(SECRET))
    world.send(mail(PRIVATE), to="pleniere@mairie.test")
    world.send(mails.multipart([mails.part(PUBLIC), mails.attachment(b"%PDF-1.4 Trevez", "Trevez.pdf", "application/pdf")]))
    places = {
        "the mail log": world.postfix.maillog(),
        "the log of biffured": world.biffured.log(),
        "an SMTP reply": b"\n".join(world.replies),
        "the metrics": world.biffured.metrics(),
    }
    for place, text in places.items():
        text = mails.folded(text.decode("utf-8", "replace"))
        expect(not any(word in text for word in (*mails.PRIVATE_WORDS, "automne")), f"{place} shows a private word")
    expect(world.biffured.log(), "biffured wrote no line for its decisions")
    expect(world.biffured.metrics(), "biffured has no metrics")
    addresses = (b"groupe@", b"pleniere@", b"secretariat@", b"@mairie.test")
    for text in (world.biffured.log(), world.biffured.metrics()):
        expect(not any(word in text for word in addresses), "the log or the metrics of biffured show an address")


@case()
def a_wrong_setting_is_named_in_french(world):
    other = world.daemon("settings")
    path = other.root / "biffured.yaml"
    right = CONFIGURATION.format(**other.settings)
    rows = [
        ('mode: "0666"', 'mode: "0666"\n    group: zorbelles', "le groupe « zorbelles » n'existe pas"),
        (f"lexicon: {other.settings['lexicon']}", "lexicon: /nulle/part", "« /nulle/part »"),
        ("submit: 127.0.0.1:", "submit: localhost:", "(127.0.0.1:25)"),
    ]
    for before, after, told in rows:
        path.write_text(right.replace(before, after))
        done = subprocess.run([*other.program, "--config", path, "--check-config"], capture_output=True, timeout=60)
        expect(done.returncode == 78 and told in done.stderr.decode(), f"a fault is not told as {told!r}")
    starts = [
        (f"{other.root}/key", f"{other.root}/nulle/part", 74, "la clé"),
        (f"{other.root}/notes.sock", f"{other.root}/nulle/part", 74, "le dossier du socket n'existe pas"),
    ]
    for before, after, code, told in starts:
        path.write_text(right.replace(before, after))
        done = subprocess.run([*other.program, "--config", path], capture_output=True, timeout=60)
        expect(done.returncode == code and told in done.stderr.decode(), f"a fault is not told as {told!r}")
