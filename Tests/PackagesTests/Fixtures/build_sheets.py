"""Makes one xlsx or ods of each place in *-places.txt: build_sheets.py FOLDER

The first sheet is a table of situations with one official row; the second a budget that must stay.
"""

import sys
from build import NAME, O, ODF, OOXML, R, SECRET, element, filled, main, manifest

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X = {"": S, "r": R[:-1], "mc": OOXML["mc"],
     "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
     "xm": "http://schemas.microsoft.com/office/excel/2006/main",
     "x14ac": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"}
DRAWING = {"xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
           "a": OOXML["a"], "c": OOXML["c"], "r": R[:-1]}
VML = {"v": OOXML["v"], "o": OOXML["o"], "x": "urn:schemas-microsoft-com:office:excel"}
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
M = "application/vnd.ms-excel."
MS = "http://schemas.microsoft.com/office/"
# stem: its root, its namespaces, content type, type of the relation, which part owns it
PARTS = {
    "comments": ("comments", X, TYPE + "comments+xml", R + "comments", "worksheets/sheet1"),
    "tables/table": ("table", X, TYPE + "table+xml", R + "table", "worksheets/sheet1"),
    "drawings/drawing": ("xdr:wsDr", DRAWING, "application/vnd.openxmlformats-officedocument."
                         "drawing+xml", R + "drawing", "worksheets/sheet1"),
    "drawings/vmlDrawing": ("xml", VML, None, R + "vmlDrawing", "worksheets/sheet1"),
    "charts/chart": ("c:chartSpace", {"c": OOXML["c"], "a": OOXML["a"]}, "application/vnd."
                     "openxmlformats-officedocument.drawingml.chart+xml", R + "chart",
                     "drawings/drawing1"),
    "threadedComments/threadedComment": (
        "ThreadedComments", {"": THREADS}, M + "threadedcomments+xml",
        MS + "2017/10/relationships/threadedComment", "worksheets/sheet1"),
    "persons/person": ("personList", {"": THREADS}, M + "person+xml",
                       MS + "2017/10/relationships/person", "workbook"),
    "pivotCache/pivotCacheDefinition": (
        "pivotCacheDefinition", X, TYPE + "pivotCacheDefinition+xml", R + "pivotCacheDefinition",
        "workbook"),
    "pivotCache/pivotCacheRecords": (
        "pivotCacheRecords", X, TYPE + "pivotCacheRecords+xml", R + "pivotCacheRecords",
        "pivotCache/pivotCacheDefinition1"),
    "pivotTables/pivotTable": ("pivotTableDefinition", X, TYPE + "pivotTable+xml",
                               R + "pivotTable", "worksheets/sheet2"),
    "externalLinks/externalLink": ("externalLink", X, TYPE + "externalLink+xml",
                                   R + "externalLink", "workbook"),
    "connections": ("connections", X, TYPE + "connections+xml", R + "connections", "workbook"),
    "queryTables/queryTable": ("queryTable", X, TYPE + "queryTable+xml", R + "queryTable",
                               "worksheets/sheet1"),
    "revisions/revisionHeaders": ("headers", X, TYPE + "revisionHeaders+xml",
                                  R + "revisionHeaders", "workbook"),
    "revisions/revisionLog": ("revisions", X, TYPE + "revisionLog+xml", R + "revisionLog",
                              "revisions/revisionHeaders"),
    "revisions/userNames": ("users", X, TYPE + "userNames+xml", R + "usernames", "workbook"),
    "slicers/slicer": ("slicers", X, M + "slicer+xml", MS + "2007/relationships/slicer",
                       "worksheets/sheet1"),
    "slicerCaches/slicerCache": ("slicerCacheDefinition", X, M + "slicerCache+xml",
                                 MS + "2007/relationships/slicerCache", "workbook"),
    "calcChain": ("calcChain", X, TYPE + "calcChain+xml", R + "calcChain", "workbook"),
    "xmlMaps": ("MapInfo", X, None, R + "xmlMaps", "workbook"),
    "ctrlProps/ctrlProp": ("formControlPr", X, M + "controlproperties+xml", R + "ctrlProp",
                           "worksheets/sheet1"),
    "printerSettings/printerSettings": (None, {}, TYPE + "printerSettings", R + "printerSettings",
                                        "worksheets/sheet1"),
    "customProperty": (None, {}, TYPE + "customProperty", R + "customProperty",
                       "worksheets/sheet1"),
}
ODF = ODF | {"of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2", "number": O + "datastyle:1.0",
             "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"}
STRINGS = ["Nom", "Prénom", "Date de naissance", "Téléphone", "Observations", "Benali", "Karim",
           "suivi au CMP", "Mme Sophie Vasseur, adjointe au maire, ouvre la séance.", "Poste",
           "Montant", "Voirie", "Écoles", "Total", "06 12 34 56 78"]
ROWS = [
    [0, 1, 2, 3, 4],
    [5, 6, ("n", 38500, 1), 14, 7],
    [8],
]
BUDGET = [[9, 10], [11, ("n", 1200.5, 0)], [12, ("n", 800, 0)],
          [13, ("f", "SUM(B2:B3)", 2000.5)]]


def cell(column, row, value):
    place = f"{chr(65 + column)}{row}"
    if isinstance(value, int):
        return f'<c r="{place}" t="s"><v>{value}</v></c>'
    if value[0] == "n":
        return f'<c r="{place}" s="{value[2]}"><v>{value[1]}</v></c>'
    return f'<c r="{place}"><f>{value[1]}</f><v>{value[2]}</v></c>'


def rows(table):
    return "".join(
        f'<row r="{n}">' + "".join(cell(c, n, v) for c, v in enumerate(r)) + "</row>"
        for n, r in enumerate(table, 1))


def spaces(namespaces):
    return "".join(f' xmlns{":" if k else ""}{k}="{v}"' for k, v in namespaces.items())


def xml(name, inner, namespaces, more=""):
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<{name}{spaces(namespaces)}{more}>{inner}</{name}>")


def xlsx(parts):
    slots, entries, types, relations = {}, {}, [], {}
    for part, text in parts:
        path, _, slot = part.partition(" ")
        text = text.rstrip("\n")
        stem = path.removeprefix("xl/").rsplit(".", 1)[0]
        owned = PARTS.get(stem.rstrip("0123456789"))
        if path.endswith(".rels"):
            relations.setdefault(path, []).append(text)
        elif owned:
            root, namespaces, kind, relation, owner = owned
            more = f" {slot}" if slot else ""
            entries[path] = xml(root, text, namespaces, more) if root else text
            if kind:
                types.append((path, kind))
            folder, _, name = f"xl/{owner}".rpartition("/")
            relations.setdefault(f"{folder}/_rels/{name}.xml.rels", []).append(
                f'<Relationship Id="{stem.rsplit("/", 1)[-1]}" Type="{relation}" '
                f'Target="/{path}"/>')
        elif path in ("docProps/app.xml", "docProps/custom.xml"):
            kind = "extended" if "app" in path else "custom"
            entries[path] = xml("Properties", text, {
                "": f"{R.replace('relationships/', '')}{kind}-properties", "vt": OOXML["vt"]})
            types.append((path, "application/vnd.openxmlformats-officedocument."
                          f"{kind}-properties+xml"))
        elif path == "docProps/core.xml":
            entries[path] = element("cp:coreProperties", text, OOXML)
            types.append((path, "application/vnd.openxmlformats-package.core-properties+xml"))
        elif path in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                      "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
                      "xl/worksheets/sheet3.xml"):
            key = f"{path} {slot}".strip()
            slots[key] = slots.get(key, "") + text
        else:
            entries[path] = text

    def slot(name):
        return slots.get(name, "")

    def sheet(number, data):
        name = f"xl/worksheets/sheet{number}.xml"
        return xml("worksheet", f"{slot(name + ' first')}<sheetData>{data}{slot(name)}</sheetData>"
                   f"{slot(name + ' after')}", X)

    sheets = {"xl/worksheets/sheet1.xml": sheet(1, rows(ROWS)),
              "xl/worksheets/sheet2.xml": sheet(2, rows(BUDGET))}
    names = ["Situations", "Budget"]
    if any(k.startswith("xl/worksheets/sheet3.xml") for k in slots):
        sheets["xl/worksheets/sheet3.xml"] = sheet(3, "")
        names.append("Suite")
    state = slot("xl/workbook.xml third") or 'name="Suite"'
    listed = "".join(
        f'<sheet {state if n == 3 else f"""name="{name}" """} sheetId="{n}" r:id="s{n}"/>'
        for n, name in enumerate(names, 1))
    w = "xl/workbook.xml "
    strings = "".join(f"<si><t>{t}</t></si>" for t in STRINGS) + slot("xl/sharedStrings.xml")
    types += [("xl/workbook.xml", TYPE + "sheet.main+xml"), ("xl/styles.xml", TYPE + "styles+xml"),
              ("xl/sharedStrings.xml", TYPE + "sharedStrings+xml")]
    types += [(n, TYPE + "worksheet+xml") for n in sheets]
    space = ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    book = "".join(
        f'<Relationship Id="{i}" Type="{R}{t}" Target="{p}"/>' for i, t, p in
        [("st", "styles", "styles.xml"), ("ss", "sharedStrings", "sharedStrings.xml")]
        + [(f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)])
    relations.setdefault("xl/_rels/workbook.xml.rels", []).insert(0, book)
    package = R.replace("officeDocument", "package")
    base = {
        "[Content_Types].xml": element(
            "Types", "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in [
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"), ("png", "image/png"),
                ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
                ("bin", "application/octet-stream")])
            + "".join(f'<Override PartName="/{p}" ContentType="{t}"/>' for p, t in types), {},
            ' xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'),
        "_rels/.rels": element("Relationships", "".join(
            f'<Relationship Id="r{n}" Type="{t}" Target="{p}"/>' for n, (t, p) in enumerate([
                (R + "officeDocument", "xl/workbook.xml"),
                (package + "metadata/core-properties", "docProps/core.xml"),
                (R + "extended-properties", "docProps/app.xml"),
                (R + "custom-properties", "docProps/custom.xml"),
                (R + "customXml", "customXml/item1.xml"),
            ]) if p in entries or n == 0), {}, space),
        "xl/workbook.xml": xml(
            "workbook", f"{slot(w + 'first') or '<workbookPr/>'}<sheets>{listed}</sheets>"
            f"{slot(w + 'links')}{slot(w + 'names')}{slot(w + 'last')}", X),
        "xl/styles.xml": xml(
            "styleSheet", slot("xl/styles.xml first") +
            '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" '
            'fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" '
            'fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" '
            'borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="170" fontId="0" fillId="0" '
            'borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
            '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            + slot("xl/styles.xml"), X),
        "xl/sharedStrings.xml": xml("sst", strings, X),
    }
    for path, some in relations.items():
        entries[path] = element("Relationships", "".join(some), {}, space)
    files = base | sheets | entries
    return {n: t if isinstance(t, bytes) else t.encode("utf-8") for n, t in files.items()}


def ods_cell(value):
    if isinstance(value, str):
        return ('<table:table-cell office:value-type="string"><text:p>' + value
                + "</text:p></table:table-cell>")
    kind, written, shown = value
    if kind == "formula":
        return (f'<table:table-cell table:formula="of:={written}" office:value-type="float" '
                f'office:value="{shown}"><text:p>{str(shown).replace(".", ",")}</text:p>'
                "</table:table-cell>")
    attribute = "office:date-value" if kind == "date" else "office:value"
    return (f'<table:table-cell office:value-type="{kind}" {attribute}="{written}"><text:p>{shown}'
            "</text:p></table:table-cell>")


def ods_rows(table):
    return "".join("<table:table-row>" + "".join(map(ods_cell, r)) + "</table:table-row>"
                   for r in table)


ODS_ROWS = [STRINGS[:5], ["Benali", "Karim", ("date", "2005-05-28", "28/05/2005"),
                          "06 12 34 56 78", "suivi au CMP"], [STRINGS[8]]]
ODS_BUDGET = [["Poste", "Montant"], ["Voirie", ("float", "1200.5", "1200,5")],
              ["Écoles", ("float", "800", "800")],
              ["Total", ("formula", "SUM([.B2:.B3])", 2000.5)]]


def ods(parts):
    bits, entries = {}, {}
    for part, text in parts:
        text = text.rstrip("\n")
        if part.split(" ")[0] in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
            bits[part] = bits.get(part, "") + text
        elif part == "Object 1/content.xml":
            entries[part] = element("office:document-content", f"<office:body>{text}</office:body>",
                                    ODF, ' office:version="1.3"')
        else:
            entries[part] = text

    def bit(name, default=""):
        return bits.get(name, default)

    version = ' office:version="1.3"'
    files = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": element(
            "office:document-content",
            '<office:automatic-styles><style:style style:name="ta1" style:family="table">'
            '<style:table-properties table:display="true"/></style:style><style:style '
            'style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
            "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
            f"{bit('content.xml first')}<table:table table:name=\"Situations\" table:style-name="
            f'"ta1" {bit("content.xml attributes")}>{bit("content.xml shapes")}'
            f"<table:table-column/>{ods_rows(ODS_ROWS)}"
            f"{bit('content.xml')}</table:table><table:table table:name=\"Budget\">"
            f"<table:table-column/>{ods_rows(ODS_BUDGET)}{bit('content.xml budget')}</table:table>"
            f"{bit('content.xml tables')}{bit('content.xml last')}</office:spreadsheet>"
            "</office:body>", ODF, version),
        "styles.xml": element(
            "office:document-styles", f"<office:styles>{bit('styles.xml styles')}"
            '</office:styles><office:automatic-styles><style:page-layout style:name="L1">'
            "<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>"
            "<office:master-styles>" + bit(
                "styles.xml master",
                '<style:master-page style:name="Default" style:page-layout-name="L1"/>')
            + "</office:master-styles>", ODF, version),
        "meta.xml": element("office:document-meta",
                            f"<office:meta>{bit('meta.xml')}</office:meta>", ODF, version),
        "settings.xml": element(
            "office:document-settings",
            f"<office:settings>{bit('settings.xml')}</office:settings>", ODF, version),
    } | entries
    files["META-INF/manifest.xml"] = manifest(files, "spreadsheet")
    return {n: t.encode("utf-8") for n, t in files.items()}


if __name__ == "__main__":
    main(sys.argv[1], (("xlsx", xlsx), ("ods", ods)))
