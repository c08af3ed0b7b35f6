"""Mails for the tests: invented persons, and what a recipient could read of a mail in any of its layers."""

import base64
import html
import io
import quopri
import re
import unicodedata
import zipfile
from email import message_from_bytes, policy
from email.header import decode_header
from urllib.parse import unquote

PRIVATE = "Mme Nadia Trevez habite rue des Tilleuls ; son fils ne vient plus au collège."
SECRET = "Mme Nadia Trevez est reçue lundi. Sa fille est suivie au CMP depuis l'automne."
PUBLIC = "La réunion du groupe aura lieu jeudi à 14 h en mairie."

# what must not stand in what leaves, in a log or in a reply; folded as `readable` folds
PRIVATE_WORDS = ("trevez", "tilleuls")

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def mail(body, subject="Point de la semaine", headers=(), kind='text/plain; charset="utf-8"', encoding="8bit"):
    """One mail with a single part; `body` is text (utf-8) or bytes that already are as `kind` and `encoding` say."""
    lines = [
        "From: Secretariat <secretariat@mairie.test>",
        "To: groupe@mairie.test",
        f"Subject: {subject}",
        "Date: Thu, 26 Nov 2026 10:00:00 +0100",
        *headers,
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
        f"Content-Transfer-Encoding: {encoding}",
        "",
    ]
    body = body.encode() if isinstance(body, str) else body
    return "\n".join(lines).encode() + b"\n" + body + b"\n"


def part(body, kind='text/plain; charset="utf-8"', encoding="8bit", headers=()):
    """One part of a multipart."""
    head = "\n".join([f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *headers])
    return head.encode() + b"\n\n" + (body.encode() if isinstance(body, str) else body)


def multipart(parts, subtype="mixed", boundary="=_limite", **rest):
    """A mail of several parts."""
    return mail(joined(parts, boundary), kind=f'multipart/{subtype}; boundary="{boundary}"', **rest)


def joined(parts, boundary):
    """The body of a multipart."""
    mark = b"--" + boundary.encode()
    return b"".join(mark + b"\n" + one + b"\n" for one in parts) + mark + b"--\n"


def in_base64(data):
    return base64.encodebytes(data).rstrip(b"\n")


def in_quoted_printable(data):
    return quopri.encodestring(data).rstrip(b"\n")


def attachment(data, name, kind="application/octet-stream"):
    """A file as a part in base64."""
    return part(in_base64(data), kind=f'{kind}; name="{name}"', encoding="base64",
                headers=[f'Content-Disposition: attachment; filename="{name}"'])


def zipped(files, method=zipfile.ZIP_DEFLATED):
    """A zip of names to bytes."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return memory.getvalue()


def docx(paragraphs, padding=b""):
    """A small document of Word; `padding` that does not shrink makes it as large as one with fonts."""
    body = "".join(f"<w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    space = "http://schemas.openxmlformats.org"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    kind = f"{DOCX_TYPE}.main+xml"
    files = {
        "[Content_Types].xml":
            f'{head}<Types xmlns="{space}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels":
            f'{head}<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{space}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml":
            f'{head}<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
    }
    if padding:
        files["word/fonts/font1.odttf"] = padding
    return zipped(files)


def readable(message, depth=0):
    """All that a recipient could read of a mail: headers and parts decoded, documents unpacked, markup removed.

    Folded to lower case without accents, soft hyphens, blanks of no width and line ends, so that a name is found however
    it was hidden.
    """
    texts = [message.decode("latin-1")]
    parsed = message_from_bytes(message, policy=policy.compat32)
    for one in parsed.walk():
        for name, value in one.items():
            texts.append(decoded_header(str(value)))
        if one.get_content_maintype() == "multipart":
            continue
        payload = one.get_payload(decode=True)
        if payload:
            texts += decoded(payload, one.get_content_charset())
            texts += unpacked(payload, depth)
    return folded("\n".join(texts))


def plain(message):
    """The header as it stands and the single part of a mail decoded, in small letters: for many mails of known make."""
    parsed = message_from_bytes(message, policy=policy.compat32)
    body = parsed.get_payload(decode=True) or b""
    return (message.partition(b"\n\n")[0] + b"\n\n" + body).decode("utf-8", "replace").lower()


def decoded_header(value):
    texts = []
    try:
        for piece, charset in decode_header(re.sub(r"\r?\n[ \t]", " ", value)):
            texts.append(piece if isinstance(piece, str) else piece.decode(charset or "latin-1", "replace"))
    except (LookupError, ValueError):
        texts.append(value)
    return "".join(texts) + "\n" + unquote(value)


def decoded(payload, charset):
    """The payload in the charset that it names and in those that a reader might guess."""
    for name in {charset or "utf-8", "utf-8", "windows-1252", "utf-16", "utf-16-le", "utf-16-be", "utf-7"}:
        try:
            text = payload.decode(name, "replace")
        except (LookupError, ValueError):
            continue
        yield text
        if "<" in text:
            yield html.unescape(re.sub(r"<[^>]*>", "", text))


def unpacked(payload, depth):
    """What the members of a zip say (docx, odt, xlsx are zips), markup removed."""
    if depth > 3 or not payload.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            for member in archive.infolist():
                yield member.filename
                if member.flag_bits & 1 or member.file_size > 10_000_000:
                    continue
                data = archive.read(member)
                yield html.unescape(re.sub(r"<[^>]*>", "", data.decode("utf-8", "replace")))
                yield from unpacked(data, depth + 1)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return


def folded(text):
    text = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in text if not unicodedata.combining(c) and unicodedata.category(c) not in ("Cf", "Cc", "Zl"))


def reveals(message, words=PRIVATE_WORDS):
    """The words of `words` that can be read in a mail."""
    text = readable(message)
    return [word for word in words if word in text]


def shape(message):
    """The tree of parts: types alone."""
    def walk(one):
        children = one.get_payload() if one.is_multipart() else []
        return (one.get_content_type(), tuple(walk(child) for child in children))
    return walk(message_from_bytes(message, policy=policy.compat32))


def body_of(message):
    """What stands below the header."""
    return message.replace(b"\r\n", b"\n").partition(b"\n\n")[2]


def header(message, name):
    """The values of the fields of that name."""
    return message_from_bytes(message, policy=policy.compat32).get_all(name, [])


def message_id(message):
    """The Message-Id without its brackets; empty without one."""
    return "".join(header(message, "Message-Id")[:1]).strip().strip("<>")
