"""Makes one docx or odt of each place in *-places.txt: build.py FOLDER"""

import base64, io, pathlib, sys, zipfile

HERE = pathlib.Path(__file__).parent
NAME = "Karim Benali"
SECRET = "Nadia Trevez est hospitalisée d'office"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OOXML = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": R[:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
}
O = "urn:oasis:names:tc:opendocument:xmlns:"
ODF = {n: f"{O}{n}:1.0" for n in (
    "office text table style meta form script config chart").split()}
ODF.update({
    "draw": O + "drawing:1.0", "svg": O + "svg-compatible:1.0", "fo": O + "xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink", "dc": OOXML["dc"],
    "xhtml": "http://www.w3.org/1999/xhtml",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
})
BODY = [f"M. {NAME} est suivi au CMP.", "Mme Sophie Vasseur, adjointe au maire, ouvre la séance."]
# part: its root, attributes of the root, content type, type of the relation
W = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PARTS = {
    "header": ("w:hdr", W + "header+xml", "header"),
    "footer": ("w:ftr", W + "footer+xml", "footer"),
    "footnotes": ("w:footnotes", W + "footnotes+xml", "footnotes"),
    "endnotes": ("w:endnotes", W + "endnotes+xml", "endnotes"),
    "comments": ("w:comments", W + "comments+xml", "comments"),
    "settings": ("w:settings", W + "settings+xml", "settings"),
    "styles": ("w:styles", W + "styles+xml", "styles"),
    "numbering": ("w:numbering", W + "numbering+xml", "numbering"),
    "glossary/document": ("w:glossaryDocument", W + "document.glossary+xml", "glossaryDocument"),
    "commentsExtended": ("w15:commentsEx", W + "commentsExtended+xml", None),
    "people": ("w15:people", W + "people+xml", None),
    "charts/chart": ("c:chartSpace", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
                     "chart"),
    "diagrams/data": ("dgm:dataModel", "application/vnd.openxmlformats-officedocument.drawingml."
                      "diagramData+xml", "diagramData"),
}
KINDS = {"1": "default", "2": "first", "3": "even"}


def element(name, inner, namespaces, more=""):
    spaces = "".join(f' xmlns:{k}="{v}"' for k, v in namespaces.items())
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<{name}{spaces}{more}>{inner}</{name}>")


def places(path):
    """(place, [(part, text)], whether it is held)"""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("== "):
            found.append([line[3:], [], False])
        elif line.startswith("-- "):
            found[-1][1].append([line[3:], ""])
        elif line.startswith("!! held"):
            found[-1][2] = True
        else:
            found[-1][1][-1][1] += line + "\n"
    return found


def filled(text):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("drs/shapexml.xml", f"<x>{NAME}</x>")
    for key, value in {
        "{N}": NAME, "{S}": SECRET, "{R}": R, "{W}": f"<w:r><w:t>{SECRET}</w:t></w:r>",
        "{GFX}": base64.b64encode(inner.getvalue()).decode(),
        "{B64}": base64.b64encode(f"{NAME} {SECRET}".encode()).decode(),
    }.items():
        text = text.replace(key, value)
    return text


def docx(parts):
    entries, types, relations, sections = {}, [], [], []
    body = "".join(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in BODY)
    more = ""
    for part, text in parts:
        if part == "word/document.xml":
            body += text
            continue
        if part == "word/_rels/document.xml.rels":
            more += text
            continue
        utf16 = part.startswith("word/utf16 ")
        part = part.replace("utf16 ", "")
        stem = part.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
        number = part.removesuffix(".xml")[-1]
        if part.endswith(".rels"):
            text = element("Relationships", text, {}, ' xmlns="http://schemas.openxmlformats.org/'
                           'package/2006/relationships"')
        elif part == "docProps/core.xml":
            text = element("cp:coreProperties", text, OOXML)
            types.append((part, "application/vnd.openxmlformats-package.core-properties+xml"))
        elif part in ("docProps/app.xml", "docProps/custom.xml"):
            kind = "extended" if "app" in part else "custom"
            text = element("Properties", text, {"vt": OOXML["vt"]}, ' xmlns="http://schemas.openxml'
                           f'formats.org/officeDocument/2006/{kind}-properties"')
            types.append((part, "application/vnd.openxmlformats-officedocument."
                          f"{kind}-properties+xml"))
        elif stem in PARTS:
            root, kind, relation = PARTS[stem]
            text = element(root, text, OOXML)
            types.append((part, kind))
            if relation:
                name = f"rIdP{len(relations)}"
                relations.append((name, R + relation, part.removeprefix("word/")))
                if relation in ("header", "footer"):
                    sections.append(f'<w:{relation}Reference w:type="{KINDS[number]}" '
                                    f'r:id="{name}"/>')
        entries[part] = text.encode("utf-8")
        if utf16:
            entries[part] = text.replace("UTF-8", "UTF-16").encode("utf-16")
    rels = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{p}"/>' for i, t, p in relations)
    space = ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    all_entries = {
        "[Content_Types].xml": element(
            "Types", '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default '
            'Extension="jpeg" ContentType="image/jpeg"/><Default Extension="txt" ContentType='
            '"text/plain"/><Override PartName="/word/document.xml" ContentType="' + W
            + 'document.main+xml"/>' + "".join(
                f'<Override PartName="/{p}" ContentType="{t}"/>' for p, t in types),
            {}, ' xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'),
        "_rels/.rels": element("Relationships", "".join(
            f'<Relationship Id="r{n}" Type="{t}" Target="{p}"/>' for n, (t, p) in enumerate([
                (R + "officeDocument", "word/document.xml"),
                (R.replace("officeDocument", "package") + "metadata/core-properties",
                 "docProps/core.xml"),
                (R + "extended-properties", "docProps/app.xml"),
                (R + "custom-properties", "docProps/custom.xml"),
                (R.replace("officeDocument", "package") + "metadata/thumbnail",
                 "docProps/thumbnail.jpeg"),
            ]) if p in entries or n == 0), {}, space),
        "word/document.xml": element(
            "w:document", f"<w:body>{body}<w:sectPr>{''.join(sections)}<w:titlePg/></w:sectPr>"
            "</w:body>", OOXML),
        "word/_rels/document.xml.rels": element("Relationships", rels + more, {}, space),
    }
    return {n: b if isinstance(b, bytes) else b.encode("utf-8")
            for n, b in (all_entries | entries).items()}


def odt(parts):
    bits = {}
    entries = {}
    for part, text in parts:
        if part.split(" ")[0] in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
            bits[part] = bits.get(part, "") + text
        elif part == "Object 1/content.xml":
            entries[part] = element("office:document-content", f"<office:body>{text}</office:body>",
                                    ODF, ' office:version="1.3"')
        else:
            entries[part] = text
    body = "".join(f"<text:p>{t}</text:p>" for t in BODY)
    version = ' office:version="1.3"'
    files = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": element(
            "office:document-content",
            '<office:automatic-styles><style:style style:name="Cache" style:family="text">'
            '<style:text-properties text:display="none"/></style:style></office:automatic-styles>'
            f"<office:body><office:text>{bits.get('content.xml first', '')}{body}"
            f"{bits.get('content.xml', '')}</office:text></office:body>", ODF, version),
        "styles.xml": element(
            "office:document-styles", f"<office:styles>{bits.get('styles.xml styles', '')}"
            '</office:styles><office:automatic-styles><style:page-layout style:name="L1">'
            "<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>"
            "<office:master-styles>" + bits.get(
                "styles.xml master",
                '<style:master-page style:name="Standard" style:page-layout-name="L1"/>')
            + "</office:master-styles>", ODF, version),
        "meta.xml": element("office:document-meta",
                            f"<office:meta>{bits.get('meta.xml', '')}</office:meta>", ODF, version),
        "settings.xml": element(
            "office:document-settings",
            f"<office:settings>{bits.get('settings.xml', '')}</office:settings>", ODF, version),
    } | entries
    files["META-INF/manifest.xml"] = manifest(files, "text")
    return {n: t.encode("utf-8") for n, t in files.items()}


def manifest(files, kind):
    kinds = {".xml": "text/xml", ".png": "image/png", ".rdf": "application/rdf+xml"}
    names = "".join(
        f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="'
        f'{kinds.get(n[n.rfind("."):], "")}"/>' for n in files if n != "mimetype")
    if "Object 1/content.xml" in files:
        names += ('<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type='
                  '"application/vnd.oasis.opendocument.chart"/>')
    return element(
        "manifest:manifest", '<manifest:file-entry manifest:full-path="/" manifest:media-type='
        f'"application/vnd.oasis.opendocument.{kind}"/>{names}',
        {"manifest": O + "manifest:1.0"}, ' manifest:version="1.3"')


def write(path, files, outside):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2025, 1, 2, 3, 4, 6))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.comment = outside.get(f"zip:entry-comment {name}", "").strip().encode()
            extra = outside.get(f"zip:extra {name}", "").strip().encode()
            if extra:
                info.extra = b"\xfe\xca" + len(extra).to_bytes(2, "little") + extra
            z.writestr(info, data)
        z.comment = outside.get("zip:comment", "").strip().encode()


def main(folder, kinds):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for kind, make in kinds:
        for place, parts, held in places(HERE / f"{kind}-places.txt"):
            parts = [(p, filled(t)) for p, t in parts]
            outside = {p: t for p, t in parts if p.startswith("zip:")}
            files = make([(p, t) for p, t in parts if not p.startswith("zip:")])
            name = place.replace(" ", "-").replace(",", "")
            write(folder / f"{name}{'.held' if held else ''}.{kind}", files, outside)


if __name__ == "__main__":
    main(sys.argv[1], (("docx", docx), ("odt", odt)))
