"""All that a reader could find in a copy, by readers that share nothing with the program: zipfile, email, markup taken off."""

import html
import io
import quopri
import re
import unicodedata
import zipfile
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from functools import lru_cache

# what does not show between two letters
INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
ACCENTS = re.compile("[\u0300-\u036f]")
BLANKS = re.compile(r"\s+")
CHARSETS = ("utf-8", "cp1252", "mac_roman", "cp850")
MAXIMUM_DEPTH = 8


def fold(text):
    """Small letters without accents and blanks in a row, so that a name is found however it is written."""
    if not text.isascii():
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(INVISIBLE)))
    return BLANKS.sub(" ", text.casefold())


def readable(data, depth=0):
    """The folded texts of a copy: its bytes as they are, and what independent readers make of them."""
    return "\n".join(fold(text) for text in _texts(data, depth))


@lru_cache(maxsize=200)
def _member(data, depth):
    """The texts of a member of a package; most packages have the same styles and themes."""
    return tuple(_texts(data, depth))


def _texts(data, depth):
    yield data.decode("latin-1")
    if depth > MAXIMUM_DEPTH:
        return
    if data[:2] == b"PK":
        yield from _package(data, depth)
        return
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield data.decode("utf-16", "replace")
    yield from _plain(data)
    if re.match(rb"(From |[A-Za-z-]+:)", data):
        for mail in re.split(rb"(?m)^From (?=\S+ \w{3} )", data):
            yield from _mail(mail, depth)


def _plain(data):
    """Bytes in each charset in which they are text, with markup, without it, and with the folds of cards taken out."""
    for charset in CHARSETS:
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        yield text
        if "<" in text:
            bare = html.unescape(re.sub(r"<[^>]*>", "", text))
            yield bare
        if "BEGIN:V" in text:
            yield re.sub(r"\r?\n[ \t]", "", text)
        if charset == "utf-8":
            break


def _package(data, depth):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "\n".join(archive.namelist())
            for one in archive.infolist():
                yield (one.comment + b"\n" + one.extra).decode("latin-1")
                if not one.is_dir():
                    yield from _member(archive.read(one), depth + 1)
    except (zipfile.BadZipFile, RuntimeError, EOFError) as error:
        yield f"unreadable package: {error}"


def _mail(data, depth):
    if b":" not in data[:200]:
        # the line before a mail of a box was cut off with the sender
        data = data.partition(b"\n")[2]
    data = re.sub(rb"\A\S+ \w{3} \w{3} [^\n]*\n", b"", data)
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        for name, value in part.items():
            yield f"{name}: {_header(value)}"
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if not payload:
            continue
        charset = part.get_content_charset()
        if charset:
            try:
                yield payload.decode(charset, "replace")
            except LookupError:
                pass
        yield from _texts(payload, depth + 1)
        yield quopri.decodestring(payload).decode("utf-8", "replace")


def _header(value):
    try:
        return str(make_header(decode_header(str(value))))
    except (LookupError, UnicodeError):
        return str(value)
