"""What stands in a mail: parts, charsets, hiding places, documents, signatures and hostile forms (MAIL.md, 29 to 40)."""

import io
import itertools
import zipfile

import mails
import smtp
from biffured import OpenDKIM
from mails import DOCX_TYPE, PRIVATE, PUBLIC, SECRET, attachment, docx, in_base64, in_quoted_printable, mail, multipart, part
from postfix import Failure
from world import case, expect

HTML = 'text/html; charset="utf-8"'
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//mairie//FR
BEGIN:VEVENT
UID:1@mairie.test
DTSTART:20261203T140000
SUMMARY:Point sur Mme Nadia Trevez
DESCRIPTION:{}
END:VEVENT
END:VCALENDAR
"""


@case()
def a_name_in_one_alternative_alone_is_rewritten(world):
    page = "<html><body><p>{}</p></body></html>"
    for plain, rich in ((PRIVATE, page.format("Bonjour.")), ("Bonjour.", page.format(PRIVATE)), (PRIVATE, page.format(PRIVATE))):
        message = multipart([part(plain), part(rich, kind=HTML)], subtype="alternative")
        fate = world.send(message)
        world.expect_filtered(fate)
        expect(mails.shape(fate.message) == mails.shape(message), "the tree of parts is another")


SIGNATURE = """Sylvain Kerbrat
Responsable du service voirie
Mairie de Saint-Bresson
1 place de l'Hôtel-de-Ville
12345 Saint-Bresson
Tél. : 05 55 00 12 34
Port. : 06 00 00 12 34"""


@case(wrong="spoil")
def a_signature_with_a_mobile_passes(world):
    page = "<html><body>" + "".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>" for line in [PUBLIC, *SIGNATURE.split("\n")])
    text = f"{PUBLIC}\n\nBonne journée,\n\n-- \n{SIGNATURE}\n"
    quoted = f"D'accord.\n{SIGNATURE}\n\n" + "".join(f"> {line}\n" for line in text.split("\n"))
    for message in (mail(text), mail(quoted), multipart([part(text), part(page, kind=HTML)], subtype="alternative")):
        world.expect_unchanged(world.send(message, to="pleniere@mairie.test"), message)


@case()
def a_name_is_found_in_every_charset(world):
    rows = [
        mail(in_base64(PRIVATE.encode(charset)), kind=f'text/plain; charset="{charset}"', encoding="base64")
        for charset in ("windows-1252", "iso-8859-15", "utf-16", "utf-16le", "utf-7")
    ]
    rows += [mail(in_quoted_printable(PRIVATE.encode("windows-1252")), kind='text/plain; charset="windows-1252"',
                  encoding="quoted-printable")]
    # the charset is wrong, unknown or not told
    rows += [mail(PRIVATE, kind=kind) for kind in (
        'text/plain; charset="us-ascii"', 'text/plain; charset="x-inconnu"', "text/plain", 'text/plain; charset="utf-16"')]
    for message in rows:
        world.expect_closed(world.send(message))
    world.expect_filtered(world.send(rows[0]))


@case()
def a_name_that_is_split_is_found(world):
    long_before = "Bonjour. " * 7
    rows = [
        mail("Mme Nadia Tre=\nvez habite rue des Till=\neuls.", encoding="quoted-printable"),
        mail(in_base64((long_before + PRIVATE).encode()), encoding="base64"),
        mail("Madame Nadia \nTrevez habite rue des \nTilleuls.", kind="text/plain; charset=utf-8; format=flowed"),
        mail("<p>Mme Nadia Tre<b>vez</b> habite rue des Till<i>euls</i></p>", kind=HTML),
        mail("<p>Mme Nadia Tr&#101;v&#x65;z habite rue des Till&shy;euls</p>", kind=HTML),
        mail("Mme Nadia Tre\u200bvez habite rue des Til\u00adleuls."),
    ]
    for message in rows:
        world.expect_filtered(world.send(message))


@case()
def a_name_at_the_border_of_two_chunks_is_found(world):
    line = PUBLIC.encode() + b"\r\n"
    # Postfix cuts the body after 65 535 bytes: within « Nadia », before « Trevez », within it
    for offset in (7, 10, 13):
        start = 65_535 - offset
        lines = line * (start // len(line) - 1)
        rule = b"-" * (start - len(lines) - 2) + b"\r\n"
        world.expect_filtered(world.send(mail(lines + rule + PRIVATE.encode())))


@case()
def a_name_in_a_header_or_a_file_name_is_rewritten(world):
    split = "=?utf-8?Q?Situation_de_Mme_Nadia_Tre?=\n =?utf-8?Q?vez?="
    world.expect_filtered(world.send(mail(PUBLIC, subject=split)))
    for disposition in (
        'attachment; filename="Mme Nadia Trevez.docx"',
        "attachment; filename*0*=utf-8''Mme%20Nadia%20Tre; filename*1*=vez.docx",
        "attachment; filename*=utf-8''Mme%20Nadia%20Trevez.docx",
    ):
        file = part(in_base64(docx([PUBLIC])), kind=DOCX_TYPE, encoding="base64",
                    headers=[f"Content-Disposition: {disposition}"])
        world.expect_closed(world.send(multipart([part(PUBLIC), file])))


@case()
def a_mail_within_mails_is_filtered(world):
    inner = mail(PRIVATE, subject="Situation de Mme Nadia Trevez")
    for level in range(3):
        inner = multipart([part(PUBLIC), part(inner, kind="message/rfc822")], boundary=f"=_{level}")
    world.expect_filtered(world.send(inner))
    digest = mails.joined([b"Content-Type: message/rfc822\n\n" + mail(text) for text in (PUBLIC, PRIVATE)], "=_digest")
    world.expect_closed(world.send(mail(digest, kind='multipart/digest; boundary="=_digest"')))
    partial = mail(PRIVATE, kind='message/partial; id="a@mairie.test"; number=1; total=2')
    world.expect_held(world.send(partial))


@case()
def a_document_is_filtered_or_held(world):
    def with_file(data, name, kind="application/octet-stream"):
        return multipart([part(PUBLIC), attachment(data, name, kind)])

    message = with_file(docx([PUBLIC, PRIVATE]), "note.docx", DOCX_TYPE)
    fate = world.send(message)
    world.expect_filtered(fate)
    expect(mails.shape(fate.message) == mails.shape(message), "the tree of parts is another")
    clean = with_file(docx([PUBLIC]), "note.docx", DOCX_TYPE)
    world.expect_unchanged(world.send(clean), clean)
    inner = mails.zipped({"note.txt": PRIVATE.encode()})
    world.expect_closed(world.send(with_file(mails.zipped({"dedans.zip": inner}), "note.zip", "application/zip")))
    world.expect_held(world.send(with_file(b"%PDF-1.4\n" + PRIVATE.encode(), "note.pdf", "application/pdf")))
    world.expect_held(world.send(with_file(b"\x78\x9f\x3e\x22" + PRIVATE.encode(), "winmail.dat", "application/ms-tnef")))
    locked = bytearray(inner)
    # the flag of encryption, in the local header and in the directory
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    world.expect_held(world.send(with_file(bytes(locked), "note.zip", "application/zip")))


@case()
def what_is_signed_or_encrypted_is_held(world):
    signature = attachment(b"0\x80", "smime.p7s", "application/pkcs7-signature")
    signed = 'signed; protocol="application/pkcs7-signature"; micalg=sha-256'
    world.expect_held(world.send(multipart([part(PRIVATE), signature], subtype=signed)))
    world.expect_held(world.send(mail(in_base64(b"0\x80" * 50), encoding="base64",
                                      kind='application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"')))
    armour = "-----BEGIN PGP MESSAGE-----\n\nhQEMA5xgAAAAAAAAAQf+Jd0yQ5z0k3Y=\n=abcd\n-----END PGP MESSAGE-----"
    world.expect_held(world.send(mail(armour)))
    encrypted = [part("Version: 1", kind="application/pgp-encrypted"), part(armour, kind="application/octet-stream")]
    world.expect_held(world.send(multipart(encrypted, subtype='encrypted; protocol="application/pgp-encrypted"')))


@case(wrong="spoil")
def an_unchanged_mail_keeps_its_signature(world):
    with signer(world) as dkim:
        port = world.postfix.listen("signing", f"smtpd_milters={dkim.socket}")
        odd = mail(f"{PUBLIC}  \n\n.point\n\tfin ", subject="Un  blanc\n\tet un pli", headers=["X-Suite: a\n b"])
        rich = multipart([part(PUBLIC), attachment(docx([PUBLIC]), "note.docx", DOCX_TYPE)])
        for message in (odd, rich):
            smtp.send(port, "a@mairie.test", ["groupe@mairie.test"], message, world.replies)
            world.postfix.settle()
            signed = world.postfix.delivered()[-1].message
            expect(dkim.verifies(signed), "the signature does not hold before the filter")
            fate = world.send(signed)
            world.expect_unchanged(fate, signed)
            expect(dkim.verifies(fate.message), "the filter broke the signature of a mail that it did not change")


@case()
def a_signature_made_after_the_filter_holds(world):
    with signer(world) as dkim:
        first = world.postfix.milter(world.biffured.socket).removeprefix("smtpd_milters=")
        port = world.postfix.listen("both", f"smtpd_milters={first},{dkim.socket}")
        fate = world.send(mail(PRIVATE), port=port)
        world.expect_filtered(fate)
        expect(dkim.verifies(fate.message), "the signature made after the filter does not hold")
        expect(not dkim.verifies(fate.message.replace(b"[A]", b"[B]")), "the check of signatures checks nothing")


class signer:
    """opendkim for the time of a case."""

    count = itertools.count()

    def __init__(self, world):
        self.dkim = OpenDKIM(world.path(f"opendkim-{next(self.count)}"))

    def __enter__(self):
        self.dkim.start()
        return self.dkim

    def __exit__(self, *_):
        self.dkim.stop()


@case()
def an_invitation_is_filtered_like_a_text(world):
    kind = "text/calendar; charset=utf-8; method=REQUEST"
    world.expect_closed(world.send(mail(CALENDAR.format(PRIVATE), kind=kind)))
    world.expect_refused(world.send(mail(CALENDAR.format(SECRET), kind=kind)))


@case()
def a_hostile_mail_shows_nothing_private(world):
    limit = "=_limite"
    two_types = ['Content-Type: multipart/mixed; boundary="autre"']
    rows = {
        "no boundary": mail(mails.joined([part(PRIVATE)], limit), kind="multipart/mixed"),
        "a boundary that is never met": mail(PRIVATE, kind='multipart/mixed; boundary="jamais"'),
        "a boundary that begins another": mail(
            mails.joined([mails.part(mails.joined([part(PRIVATE)], limit + "x"),
                                     kind=f'multipart/mixed; boundary="{limit}x"')], limit),
            kind=f'multipart/mixed; boundary="{limit}"'),
        "text before and after the parts": mail(
            PRIVATE.encode() + b"\n" + mails.joined([part(PUBLIC)], limit) + PRIVATE.encode(),
            kind=f'multipart/mixed; boundary="{limit}"'),
        "two types": mail(PRIVATE, headers=two_types),
        "ten thousand parts": multipart([part(PRIVATE)] * 10_000),
        "a thousand levels": nested(1000),
        "many fields": mail(PRIVATE, headers=[f"X-Champ-{index}: a" for index in range(3000)]),
        "base64 with dirt": mail(in_base64(PRIVATE.encode()).replace(b"\n", b"*\n-"), encoding="base64"),
        "base64 that is none": mail(PRIVATE, encoding="base64"),
        "quoted-printable that is none": mail(PRIVATE + " =ZZ =", encoding="quoted-printable"),
        "an unknown encoding": mail(PRIVATE, encoding="x-uuencode"),
        "a bare CR": mail(PRIVATE.replace(" ; ", "\r")),
        "one line of a megabyte": mail((PUBLIC + " ") * 20_000 + PRIVATE),
        "a document with entities": multipart([part(PUBLIC), attachment(bomb(), "note.docx", DOCX_TYPE)]),
    }
    for name, message in rows.items():
        try:
            world.expect_closed(world.send(message))
        except Failure as failure:
            raise Failure(f"{name}: {failure}") from None
    fate = world.send(mail(PRIVATE.encode().replace(b"Trevez", b"Tre\0vez")))
    expect(fate.reply.is_refused and not fate.delivered, "a NUL in the body came through")


def nested(depth):
    head = "".join(f'--=_{level}\nContent-Type: multipart/mixed; boundary="=_{level + 1}"\n\n' for level in range(depth))
    return mail(f"{head}--=_{depth}\n\n{PRIVATE}\n", kind='multipart/mixed; boundary="=_0"')


def bomb():
    """A docx whose XML grows without end when its entities are put in, and that holds a private word."""
    source = zipfile.ZipFile(io.BytesIO(docx([PRIVATE])))
    files = {name: source.read(name) for name in source.namelist()}
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    head, _, rest = files["word/document.xml"].partition(b"?>")
    files["word/document.xml"] = (
        head + f'?><!DOCTYPE d [<!ENTITY e0 "a">{entities}]>'.encode() + rest.replace(b"Mme", b"&e11;Mme"))
    return mails.zipped(files)


@case()
def a_long_mail_is_rewritten_with_lines_that_fit(world):
    fate = world.send(mail("\n".join(f"Point {index} : {PUBLIC}" for index in range(3000)) + f"\n{PRIVATE}"))
    world.expect_filtered(fate)
    expect(len(fate.message) > 180_000, "a long mail was cut")
    expect(max(map(len, fate.message.split(b"\n"))) <= 998, "a rewritten line is longer than SMTP allows")


@case()
def a_mail_above_the_size_that_is_read_does_not_pass(world):
    other = world.daemon("small")
    other.configure(maximum_size=1_000_000)
    other.start()
    try:
        port = world.postfix.listen("small", world.postfix.milter(other.socket))
        fate = world.send(mail((PUBLIC + "\n") * 20_000 + PRIVATE), port=port)
        expect(fate.reply.is_refused, f"a mail that is too large was answered {fate.reply.code}")
        expect(not fate.delivered, "a mail that is too large was delivered")
        world.expect_filtered(world.send(mail(PRIVATE), port=port))
    finally:
        other.stop()
