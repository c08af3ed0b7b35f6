"""Makes hostile packages: hostile.py FOLDER [clean]; names start with what they must be: held or damaged.

« clean » ones are odd and can be read.
"""

import io, pathlib, random, struct, sys, zipfile
from build import docx, odt, filled

PLANTED = [("word/document.xml", "<w:p><w:r><w:t>M. Karim Benali</w:t></w:r></w:p>")]
MEGA = 1 << 20


def archive(files, method=zipfile.ZIP_DEFLATED, names=None):
    """An archive of entries; a name may stand twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in files.items() if isinstance(files, dict) else files:
            z.writestr(zipfile.ZipInfo(name, (2025, 1, 2, 3, 4, 6)), data, method)
    return out.getvalue()


def with_body(text):
    return archive(docx([("word/document.xml", text)]))


def plain():
    return docx(PLANTED)


def entity_bomb():
    bomb = '<!DOCTYPE x [<!ENTITY a "Benali">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)) + "]>"
    files = plain()
    body = files["word/document.xml"].decode()
    head, rest = body.split("?>", 1)
    files["word/document.xml"] = (head + "?>" + bomb + rest.replace(
        "M. Karim Benali</w:t>", "&j;</w:t>")).encode()
    return files


def changed(data, old, new, count=1):
    assert old in data
    return data.replace(old, new, count)


def nested(levels):
    data = archive({"note.txt": b"M. Karim Benali est suivi au CMP."})
    for _ in range(levels):
        data = archive({"dans.zip": data})
    return data


def overlapping():
    """The same packed bytes named by many entries of the directory."""
    data = archive({f"{i:05}": b"\0" * MEGA for i in range(1)})
    at = data.index(b"PK\x01\x02")
    entry = data[at:data.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"00000", b"%05d" % i) for i in range(2000))
    return data[:at] + entries + struct.pack(
        "<IHHHHIIH", 0x06054B50, 0, 0, 2000, 2000, len(entries), at, 0)


def encrypted_entry():
    data = bytearray(archive(plain()))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := data.find(sign, at)) >= 0:
            data[at + offset] |= 1
            at += 4
    return bytes(data)


def all_packages():
    good = archive(plain())
    yield "clean-good.docx", good
    yield "clean-odt.odt", archive(odt([("content.xml", "<text:p>M. Karim Benali</text:p>")]))
    yield "damaged-bomb-ratio.docx", archive(plain() | {"word/a.xml": b" " * (70 * MEGA)})
    yield "damaged-bomb-one-entry.docx", archive(
        plain() | {"word/a.xml": b"<a>" + b"x" * (30 * MEGA) + b"</a>"})
    yield "damaged-bomb-overlap.zip", overlapping()
    yield "damaged-bomb-nested.zip", archive(
        {f"{i}.zip": archive({f"{j}.txt": b"a" * (8 * MEGA) for j in range(8)}) for i in range(8)})
    yield "damaged-nested-deep.zip", nested(12)
    yield "damaged-entries-many.zip", archive(
        {f"{i}.txt": b"" for i in range(100_000)}, zipfile.ZIP_STORED)
    yield "damaged-entities.docx", archive(entity_bomb())
    yield "damaged-external-entity.docx", archive({
        n: changed(d, b"?>", b'?><!DOCTYPE x SYSTEM "file:///etc/passwd">')
        if n == "word/document.xml" else d for n, d in plain().items()})
    yield "damaged-depth.docx", with_body("<w:p>" * 100_000 + "</w:p>" * 100_000)
    yield "damaged-attribute.docx", with_body('<w:p w:x="%s"/>' % ("a " * (6 * MEGA)))
    yield "damaged-text.docx", with_body("<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % ("a " * (6 * MEGA)))
    yield "damaged-name-twice.docx", archive([*plain().items(), ("word/document.xml", b"<a/>")])
    yield "damaged-name-twice-in-case.docx", archive(
        [*plain().items(), ("Word/Document.xml", b"<a/>")])
    yield "damaged-path-up.zip", archive({"../../etc/note.txt": b"M. Karim Benali"})
    yield "damaged-path-absolute.zip", archive({"/etc/note.txt": b"M. Karim Benali"})
    yield "damaged-path-windows.zip", archive({"..\\note.txt": b"M. Karim Benali"})
    yield "damaged-behind.docx", good + b"Karim Benali"
    yield "damaged-before.docx", b"PK\x03\x04Karim Benali" + good
    gap = good.index(b"PK\x01\x02")
    end = bytearray(good[:gap] + b"Karim Benali" + good[gap:])
    struct.pack_into("<I", end, len(end) - 6, gap + len(b"Karim Benali"))
    yield "damaged-between.docx", bytes(end)
    yield "damaged-names-disagree.docx", good.replace(b"word/document.xml", b"word/documenu.xml", 1)
    size = bytearray(good)
    struct.pack_into("<I", size, good.index(b"PK\x01\x02") + 24, 5)
    yield "damaged-sizes-disagree.docx", bytes(size)
    yield "held-entries-encrypted.docx", encrypted_entry()
    yield "damaged-part-missing.docx", archive(
        {n: d for n, d in plain().items() if n != "word/document.xml"})
    yield "damaged-part-cut.docx", archive(
        {n: d[:-40] if n == "word/document.xml" else d for n, d in plain().items()})
    yield "damaged-part-latin.docx", archive(
        {n: d.replace("é".encode(), b"\xe9") for n, d in plain().items()})
    utf16 = plain()
    utf16["word/document.xml"] = utf16["word/document.xml"].decode().replace(
        "UTF-8", "UTF-16").encode("utf-16")
    yield "clean-utf16.docx", archive(utf16)
    yield "damaged-types-wrong.docx", archive({
        n: d.replace(b"document.main+xml", b"styles+xml") for n, d in plain().items()})
    yield "held-macros.docm", archive(plain() | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    yield "held-signed.docx", archive(
        plain() | {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    yield "held-object.docx", archive(plain() | {"word/embeddings/oleObject1.bin": b"Benali"})
    yield "held-image.docx", archive(plain() | {"word/media/image1.png": b"\x89PNG\r\n\x1a\n"})
    yield "held-chunk.docx", archive(plain() | {"word/afchunk.mht": b"M. Karim Benali"})
    yield "held-macros.odt", archive(odt([]) | {"Basic/Standard/Module1.xml": b"<m/>"})
    yield "held-signed.odt", archive(odt([]) | {"META-INF/documentsignatures.xml": b"<s/>"})
    yield "held-image.odt", archive(odt([]) | {"Pictures/1.png": b"\x89PNG\r\n\x1a\n"})
    closed = odt([])
    closed["META-INF/manifest.xml"] = closed["META-INF/manifest.xml"].replace(
        b"</manifest:manifest>", b'<manifest:file-entry manifest:full-path="content.xml" '
        b'manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>'
        b"</manifest:manifest>")
    yield "held-encrypted.odt", archive(closed)
    yield "held-encrypted-whole.odt", archive(
        {n: closed[n] for n in ("mimetype", "META-INF/manifest.xml")} | {"encrypted-package": b"x"})
    yield "damaged-part-missing.odt", archive(
        {n: d for n, d in odt([]).items() if n != "content.xml"})
    for kind, data in (("docx", good), ("odt", archive(odt([])))):
        chance = random.Random(7)
        for number in range(50):
            yield f"damaged-cut-{number}.{kind}", data[:chance.randrange(4, len(data))]


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in all_packages():
        if sys.argv[2:] == ["clean"] and not name.startswith("clean"):
            break
        (folder / name).write_bytes(data)
