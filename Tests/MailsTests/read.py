"""Reads mails with Python's own parser: the reader that knows nothing of ours.

Each line of the input is {"mail": base64}; each line of the output {"tree": types of the parts as
they stand in each other, "text": all that can be read, decoded}.
"""

import base64
import email
import email.header
import email.policy
import email.utils
import html
import json
import re
import sys


def decoded(value):
    """A field value with its encoded words, in both ways that they are read."""
    texts = [value]
    try:
        pieces = email.header.decode_header(value)
        texts.append("".join(
            piece if isinstance(piece, str) else piece.decode(charset or "latin-1", "replace")
            for piece, charset in pieces
        ))
    except Exception:
        pass
    return "\n".join(texts)


def bodies(part):
    """The body of a part in each charset that a reader may take."""
    payload = part.get_payload(decode=True) or b""
    texts = []
    for charset in [part.get_content_charset("utf-8"), "utf-8", "windows-1252"]:
        try:
            texts.append(payload.decode(charset, "replace"))
        except (LookupError, UnicodeError):
            pass
    kind = part.get_content_type()
    if kind in ("text/calendar", "text/vcard"):
        texts += [re.sub(r"\r?\n[ \t]", "", text) for text in texts]
    if str(part.get_param("format")).lower() == "flowed":
        joint = "" if str(part.get_param("delsp")).lower() == "yes" else " "
        texts += [re.sub(r" \r?\n>* ?", joint, text) for text in texts]
    if kind == "text/html":
        texts += [re.sub(r"<[/!?A-Za-z][^>]*>", "", html.unescape(text)) for text in texts]
    return "\n".join(texts)


def plain(text):
    """A text without the marks that Python puts for bytes that are no ASCII."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read(part, texts):
    texts.append(plain(part.preamble or ""))
    texts.append(plain(part.epilogue or ""))
    for name, value in part.raw_items():
        texts.append(plain(name))
        texts.append(decoded(re.sub(r"[\r\n]", "", plain(str(value)))))
    for name in [part.get_filename(), part.get_param("name")]:
        if isinstance(name, tuple):
            name = email.utils.collapse_rfc2231_value(name)
        if name:
            texts.append(plain(decoded(plain(name))))
    if part.is_multipart():
        return part.get_content_type() + "(" + " ".join(
            read(inner, texts) for inner in part.get_payload()
        ) + ")"
    texts.append(bodies(part))
    return part.get_content_type()


for line in sys.stdin:
    raw = base64.b64decode(json.loads(line)["mail"])
    texts = [raw.decode("latin-1")]
    try:
        tree = read(email.message_from_bytes(raw, policy=email.policy.compat32), texts)
    except Exception as error:
        tree = "error " + type(error).__name__
    print(json.dumps({"tree": tree, "text": plain("\n".join(texts))}))
