"""Notes in the formats that stand on the shares of councils; small writers, so that thousands are made in a minute."""

import base64
import html
import io
import quopri
import re
import struct
import zipfile
import zlib
from email.header import Header
from functools import lru_cache
from xml.sax.saxutils import escape

# one date for all members of a package: the same seed gives the same bytes
MEMBER_DATE = (2001, 1, 1, 0, 0, 0)


def poor(text):
    """The text in letters that old code pages have."""
    return text.replace("’", "'").replace("œ", "oe").replace("€", "euros")


def zipped(files, method=zipfile.ZIP_DEFLATED):
    """A zip of names to bytes, in their order."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, data in files.items():
            # the packages of OpenDocument start with their type, not compressed
            kind = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(zipfile.ZipInfo(name, MEMBER_DATE), data, kind)
    return memory.getvalue()


# MARK: Text

ENCODINGS = (
    ("utf-8", 30), ("utf-8-sig", 5), ("cp1252", 35), ("latin-1", 5), ("mac_roman", 7), ("cp850", 8), ("utf-16", 6), ("utf-16-le-bom", 4),
)


def text(note, encoding, line_end="\n"):
    """Plain text."""
    content = poor(note.text).replace("\n", line_end)
    if encoding == "utf-16-le-bom":
        return b"\xff\xfe" + content.encode("utf-16-le")
    return content.encode(encoding)


def csv(note, encoding="cp1252"):
    """A table as French spreadsheets write it: one row for each person."""
    rows = ["Nom;Prénom;Téléphone;Situation;Action"]
    for person in note.persons:
        rows.append(f"{person.last.upper()};{person.first};{person.phone};dette chez le bailleur;rendez-vous en mairie")
    rows += [f";;;{line.replace(';', ',')};" for line in note.lines[3:] if line and not named(note, line)]
    return ("\r\n".join(rows) + "\r\n").encode(encoding)


def named(note, line):
    """Whether a line names one of the persons of its note."""
    return any(word.casefold() in line.casefold() for person in note.persons for word in (person.first, person.last))


def html_page(note, encoding="utf-8"):
    """A page of the intranet; accents as entities where the encoding is old."""
    body = "\n".join(f"<p>{escape(line)}</p>" for line in note.lines if line)
    if encoding == "ascii":
        body = "".join(f"&#{ord(letter)};" if ord(letter) > 127 else letter for letter in body)
    page = (f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="{encoding}"><title>Compte rendu</title></head>\n'
            f"<body>\n<h1>R&eacute;union</h1>\n{body}\n</body></html>\n")
    return page.encode(encoding)


def markdown(note):
    """Notes of a later age."""
    return ("# Compte rendu\n\n" + "\n".join(f"- {line}" for line in note.lines[1:] if line) + "\n").encode()


# MARK: Mails

def mail(note, style, attachments=()):
    """One mail; `style` is charset and transfer encoding, `attachments` are (name, type, bytes)."""
    charset, transfer = style
    body = part_body(note.text, charset, transfer)
    kind = f'text/plain; charset="{charset}"'
    subject = Header("Réunion du groupe", charset if charset != "us-ascii" else "utf-8").encode()
    head = ["From: Secretariat <secretariat@mairie.test>", "To: groupe@mairie.test", f"Subject: {subject}",
            "Date: Thu, 12 Mar 1998 10:00:00 +0100", f"Message-ID: <{zlib.crc32(body):08x}@mairie.test>", "MIME-Version: 1.0"]
    if not attachments:
        return "\n".join([*head, f"Content-Type: {kind}", f"Content-Transfer-Encoding: {transfer}", "", ""]).encode() + body
    parts = [f"Content-Type: {kind}\nContent-Transfer-Encoding: {transfer}\n\n".encode() + body]
    for name, kind, data in attachments:
        parts.append((f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
                      "Content-Transfer-Encoding: base64\n\n").encode() + base64.encodebytes(data))
    mark = "=_limite"
    whole = "\n".join([*head, f'Content-Type: multipart/mixed; boundary="{mark}"', "", ""]).encode()
    return whole + b"".join(f"--{mark}\n".encode() + part + b"\n" for part in parts) + f"--{mark}--\n".encode()


def part_body(content, charset, transfer):
    """A text as a charset and a transfer encoding say."""
    data = poor(content).encode(charset)
    if transfer == "base64":
        return base64.encodebytes(data)
    return quopri.encodestring(data) if transfer == "quoted-printable" else data


MAIL_STYLES = (("utf-8", "8bit"), ("utf-8", "base64"), ("utf-8", "quoted-printable"), ("iso-8859-1", "quoted-printable"),
               ("windows-1252", "8bit"), ("iso-8859-15", "base64"))


MAIL_LEAD = b"From secretariat@mairie.test Thu Mar 12 10:00:00 1998\n"


def mail_box(mails):
    """Mails one behind the other (RFC 4155)."""
    box = b""
    for data in mails:
        quoted = re.sub(rb"(?m)^(>*From )", rb">\1", data)
        box += MAIL_LEAD + quoted.rstrip(b"\n") + b"\n\n"
    return box


def calendar(note):
    """An invitation, its long lines folded."""
    description = "\\n".join(line.replace(";", "\\;").replace(",", "\\,") for line in note.lines if line)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mairie//FR", "BEGIN:VEVENT", "UID:1@mairie.test",
             "DTSTAMP:20010312T090000Z", "DTSTART:20010312T140000Z", "SUMMARY:Réunion du groupe", *folded(f"DESCRIPTION:{description}"),
             "END:VEVENT", "END:VCALENDAR"]
    return ("\r\n".join(lines) + "\r\n").encode()


def folded(line, width=70):
    """A content line in pieces, each after the first behind a blank (RFC 5545)."""
    return [line[:width]] + [" " + line[index:index + width] for index in range(width, len(line), width)]


def card(person):
    """An address card."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{person.last};{person.first};;;", f"FN:{person.first} {person.last}",
             f"TEL;TYPE=CELL:{person.phone}", f"NOTE:{person.civility} {person.last} est suivie au CMP", "END:VCARD"]
    return ("\r\n".join(lines) + "\r\n").encode()


# MARK: Documents

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@lru_cache
def docx_template():
    """The parts of an empty document as python3-docx writes it, without the picture of its first page."""
    import docx as library
    memory = io.BytesIO()
    library.Document().save(memory)
    with zipfile.ZipFile(memory) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "thumbnail" not in name}
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", parts["_rels/.rels"])
    return parts


def docx(note, author="Secretariat", cut=True):
    """A document of Word; every third paragraph is cut in runs inside of words, as a spell checker leaves them."""
    def run(piece, style=""):
        return f'<w:r>{style}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'

    body = ""
    for number, line in enumerate(note.lines):
        middle = len(line) // 2
        runs = run(line[:middle], "<w:rPr><w:b/></w:rPr>") + run(line[middle:]) if cut and number % 3 == 0 else run(line)
        body += f"<w:p>{runs}</w:p>"
    parts = dict(docx_template())
    parts["word/document.xml"] = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}"><w:body>{body}'
                                  "<w:sectPr/></w:body></w:document>").encode()
    parts["docProps/core.xml"] = re.sub(rb"(<dc:creator>).*?(</dc:creator>)", rf"\1{author}\2".encode(), parts["docProps/core.xml"])
    return zipped(parts)


def docx_of_library(note):
    """The same, written by python3-docx, with a table."""
    import docx as library
    document = library.Document()
    for line in note.lines:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=2)
    for person in note.persons:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = f"{person.last.upper()} {person.first}", "dette chez le bailleur"
    memory = io.BytesIO()
    document.save(memory)
    return zipped({name: data for name, data in members(memory.getvalue()) if "thumbnail" not in name}
                  | {"_rels/.rels": docx_template()["_rels/.rels"]})


def members(package):
    """Names and bytes of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@lru_cache
def odt_template():
    """The parts of an empty text as python3-odf writes it."""
    from odf.opendocument import OpenDocumentText
    from odf.text import P
    document = OpenDocumentText()
    document.text.addElement(P(text="ICI"))
    memory = io.BytesIO()
    document.write(memory)
    return dict(members(memory.getvalue()))


def odt(note):
    """A text of OpenDocument."""
    parts = dict(odt_template())
    content = parts["content.xml"].decode()
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in note.lines)
    parts["content.xml"] = re.sub(r"<text:p[^>]*>ICI</text:p>", lambda _: paragraphs, content).encode()
    return zipped(parts)


def sheet_rows(note):
    """A note as rows of a table."""
    rows = [["Nom", "Prénom", "Téléphone", "Situation"]]
    rows += [[person.last.upper(), person.first, person.phone, "dette chez le bailleur"] for person in note.persons]
    return rows + [["", "", "", line] for line in note.lines[2:] if line and not named(note, line)]


def xlsx(note):
    """A workbook written by python3-openpyxl."""
    from openpyxl import Workbook
    book = Workbook()
    for row in sheet_rows(note):
        book.active.append(row)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def ods(note):
    """A table of OpenDocument written by python3-odf."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P
    book = OpenDocumentSpreadsheet()
    table = Table(name="Suivi")
    for row in sheet_rows(note):
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    memory = io.BytesIO()
    book.write(memory)
    return memory.getvalue()


def rtf(note):
    """The oldest format of a word processor that is text."""
    def coded(line):
        return "".join(f"\\'{letter.encode('cp1252')[0]:02x}" if ord(letter) > 127 else letter for letter in poor(line))

    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times New Roman;}}\n"
            + "".join(coded(line) + "\\par\n" for line in note.lines) + "}").encode()


def pdf(note):
    """Pages of lines in Helvetica."""
    pages = [note.lines[index:index + 45] for index in range(0, len(note.lines), 45)]
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for lines in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects) + 2} 0 R>>")
        shown = "".join("(" + re.sub(r"([()\\])", r"\\\1", poor(line)) + ") Tj T*\n" for line in lines)
        content = f"BT /F1 9 Tf 50 790 Td 15 TL\n{shown}ET"
        objects.append(f"<</Length {len(content.encode('cp1252'))}>>\nstream\n{content}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(pages)}>>"
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


# MARK: Locked and hostile

def locked_zip(name, data, password=b"invente"):
    """A zip with the cipher of old (PKWARE), as every archiver writes it."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = []
    for index in range(256):
        crc = index
        for _ in range(8):
            crc = (crc >> 1) ^ 0xEDB88320 if crc & 1 else crc >> 1
        table.append(crc)

    def step(crc, byte):
        return (crc >> 8) ^ table[(crc ^ byte) & 0xFF]

    def feed(byte):
        keys[0] = step(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = step(keys[2], keys[1] >> 24)

    for byte in password:
        feed(byte)
    crc, plain, locked = zlib.crc32(data), bytes(11) + bytes([zlib.crc32(data) >> 24]) + data, bytearray()
    for byte in plain:
        mask = (keys[2] | 2) & 0xFFFF
        locked.append(byte ^ (((mask * (mask ^ 1)) >> 8) & 0xFF))
        feed(byte)
    label = name.encode()
    head = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0, 0x2A21, crc, len(locked), len(data), len(label), 0)
    local = b"PK\3\4" + head + label + bytes(locked)
    central = b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + label
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def locked_docx():
    """What Word writes with a password: a compound file with an encrypted package."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    names = "".join(name.ljust(64, "\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    return header.ljust(512, b"\0") + names.encode("utf-16-le") + bytes(range(256)) * 16


def bomb(name, megabytes, fill=b"\0"):
    """A zip whose only member is so large."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name, MEMBER_DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w") as member:
            chunk = fill * (1 << 20)
            for _ in range(megabytes):
                member.write(chunk)
    return memory.getvalue()


def laughs():
    """A document whose text is an entity of entities of entities."""
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    parts = dict(docx_template())
    parts["word/document.xml"] = (f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><w:document xmlns:w="{W}"><w:body>'
                                  "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>").encode()
    return zipped(parts)
