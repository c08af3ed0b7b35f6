"""Looks for what was planted: search.py FOLDER [no-office | names-only]; prints « file: where: word » for each hit.

Three readers that are not ours: zipfile over every part (texts joined, attribute values, bytes),
python-docx or odfpy, and LibreOffice as text.
"""

import base64, io, pathlib, re, subprocess, sys, tempfile, unicodedata, zipfile
import xml.etree.ElementTree as tree

WORDS = ["karim", "benali", "nadia", "trevez", "hospitalis"]
KEPT = "sophievasseuradjointeaumaire"
OFFICE_TIME = 600


def folded(text):
    text = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).casefold()
    return "".join(c for c in text if c.isalnum())


def hits(text):
    text = folded(text)
    return [w for w in WORDS if w in text]


def texts(name, data):
    """What can be read in the bytes of a part: (where, text)"""
    yield name, name
    for encoding in ("utf-8", "utf-16-le"):
        yield name, data.decode(encoding, "replace")
    if data[:4] == b"PK\x03\x04":
        yield from texts_of_archive(name + "/", data)
    for run in re.findall(rb"[A-Za-z0-9+/=\r\n]{40,}", data):
        try:
            inner = base64.b64decode(run)
        except ValueError:
            continue
        if inner[:4] == b"PK\x03\x04":
            yield from texts_of_archive(name + "/", inner)
        else:
            yield name, inner.decode("utf-8", "replace")
    try:
        root = tree.fromstring(data)
    except tree.ParseError:
        return
    yield name, "".join(root.itertext())
    for element in root.iter():
        for key, value in element.attrib.items():
            yield f"{name} {element.tag}@{key}", value


def texts_of_archive(name, data):
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        yield name + "comment", z.comment.decode("utf-8", "replace")
        for info in z.infolist():
            yield name + "entry", info.comment.decode("utf-8", "replace")
            yield name + "extra", info.extra.decode("utf-8", "replace")
            yield from texts(name + info.filename, z.read(info))


def by_library(path):
    if path.suffix == ".docx":
        import docx

        document = docx.Document(str(path))
        yield "".join(p.text for p in document.paragraphs)
        for table in document.tables:
            yield "".join(cell.text for row in table.rows for cell in row.cells)
        properties = document.core_properties
        yield f"{properties.author} {properties.title} {properties.last_modified_by}"
    else:
        from odf import teletype
        from odf.opendocument import load

        document = load(str(path))
        yield teletype.extractText(document.body)
        yield teletype.extractText(document.meta)


def by_office(paths, folder):
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to",
             "txt:Text (encoded):UTF8", "--outdir", folder, *map(str, paths)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=OFFICE_TIME, check=True)


def main(folder, with_office):
    paths = sorted(p for p in pathlib.Path(folder).iterdir() if p.suffix in (".docx", ".odt"))
    for path in paths:
        found, kept = set(), False
        raw = path.read_bytes()
        for where, text in [*texts_of_archive("", raw), ("bytes", raw.decode("utf-8", "replace"))]:
            found |= {(where, word) for word in hits(text)}
            kept |= KEPT in folded(text)
        if "names-only" in sys.argv:
            kept = True
        try:
            for text in by_library(path):
                found |= {("library", word) for word in hits(text)}
        except Exception as error:
            # a reader of a damaged file may give up
            if "names-only" not in sys.argv:
                found.add(("library", f"cannot read it: {type(error).__name__} {error}"))
        if not kept:
            found.add(("body", "the official is gone"))
        for where, word in sorted(found):
            print(f"{path.name}: {where}: {word}")
    if not with_office:
        return
    for kind in (".docx", ".odt"):
        with tempfile.TemporaryDirectory() as output:
            some = [p for p in paths if p.suffix == kind]
            by_office(some, output)
            for path in some:
                text = pathlib.Path(output, path.stem + ".txt")
                if not text.exists():
                    print(f"{path.name}: office: cannot read it")
                    continue
                for word in hits(text.read_text(encoding="utf-8")):
                    print(f"{path.name}: office: {word}")


if __name__ == "__main__":
    main(sys.argv[1], len(sys.argv) == 2)
