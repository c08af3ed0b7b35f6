"""Looks for what was planted in workbooks, and whether they are whole: search_sheets.py LEFT MADE [no-office | names-only]

Readers that are not ours: zipfile over every part, openpyxl or odfpy, LibreOffice to csv and xlsx. What
leaves must also open in Excel without repair: see check_parts and check_book.
"""

import pathlib, posixpath, re, subprocess, sys, tempfile, warnings, zipfile
import xml.etree.ElementTree as tree

import openpyxl
from odf import teletype
from odf.opendocument import load
from search import KEPT, OFFICE_TIME, folded, hits, texts_of_archive

warnings.simplefilter("ignore")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NUMBERS = ["612345678", "38500", "37038", "20050528", "28052005"]
FORMULAS = {f"{MAIN}f", f"{MAIN}formula", f"{MAIN}formula1", f"{MAIN}definedName",
            "{http://schemas.openxmlformats.org/drawingml/2006/chart}f",
            "{http://schemas.microsoft.com/office/excel/2006/main}f"}
NAME = re.compile(r"[A-Za-z_\\\u00c0-\uffff][\w.\\?]*$")


def found_in(text):
    digits = re.sub(r"\D", "", text)
    return hits(text) + [n for n in NUMBERS if n in digits and len(digits) < 40]


def check_parts(path):
    """Names that lead nowhere, strings that are not there, formulas that cannot be read."""
    with zipfile.ZipFile(path) as z:
        names = set(z.namelist())
        types = tree.fromstring(z.read("[Content_Types].xml"))
        for override in types.iter():
            part = override.get("PartName")
            if part and part[1:] not in names:
                yield f"type of a part that is gone: {part}"
        for name in names:
            if not name.endswith((".xml", ".rels")):
                continue
            root = tree.fromstring(z.read(name))
            if name.endswith(".rels"):
                folder = pathlib.PurePosixPath(name).parent.parent
                for relation in root:
                    target = relation.get("Target")
                    if relation.get("TargetMode") != "External":
                        place = target[1:] if target.startswith("/") else str(folder / target)
                        if posixpath.normpath(place) not in names:
                            yield f"{name}: relation to a part that is gone: {target}"
            for element in root.iter():
                text = element.text or ""
                if element.tag in FORMULAS:
                    if text.count('"') % 2:
                        yield f"{name}: a formula with half a string"
                    bare = re.sub(r'"[^"]*"', "", text)
                    if bare.count("(") != bare.count(")") or bare.count("'") % 2:
                        yield f"{name}: a formula that ends too early: {bare}"
                    if element.tag == f"{MAIN}formula1" and not text:
                        yield f"{name}: a validation without its list"
                    if element.tag == f"{MAIN}formula1" and len(text) > 257:
                        yield f"{name}: a list that is too long"
                if element.tag == f"{MAIN}c":
                    value = element.find(f"{MAIN}v")
                    value = None if value is None else value.text
                    if element.get("t", "n") == "n" and value:
                        float(value)
                    if element.get("t") == "inlineStr" and value:
                        yield f"{name}: an inline string with a value"
                if element.tag == f"{MAIN}definedName":
                    defined = element.get("name")
                    if not NAME.match(defined) or not (text or element.get("refersTo")):
                        yield f"{name}: no name of cells: {defined}"
                if element.tag == f"{MAIN}dataValidation":
                    for key, most in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255),
                                      ("error", 255)):
                        if len(element.get(key, "")) > most:
                            yield f"{name}: {key} is too long"


def check_book(book, was):
    if len(book.sheetnames) != len(was.sheetnames):
        yield "a sheet is gone"
    if len({n.lower() for n in book.sheetnames}) != len(book.sheetnames):
        yield "two sheets of one name"
    for now, before in zip(book.worksheets, was.worksheets):
        if len(now.title) > 31 or set("[]:*?/\\") & set(now.title) or now.title[0] == "'":
            yield f"no name of a sheet: {now.title}"
        if (now.max_row, now.max_column) != (before.max_row, before.max_column):
            yield f"{now.title}: rows or columns are gone"
        if now.sheet_state != before.sheet_state:
            yield f"{now.title}: no longer {before.sheet_state}"
        if now.merged_cells.ranges != before.merged_cells.ranges:
            yield f"{now.title}: merged otherwise"
        for table in now.tables.values():
            headers = [str(c.value) for c in now[table.ref][0]]
            columns = [c.name for c in table.tableColumns]
            if headers != columns:
                yield f"{now.title}: columns {columns} under {headers}"
            if len({c.lower() for c in columns}) != len(columns):
                yield f"{now.title}: two columns of one name"
            if not NAME.match(table.displayName):
                yield f"{now.title}: no name of a table: {table.displayName}"
    for place in ("A1", "A2", "B2", "A3", "B3", "A4", "B4"):
        if book.worksheets[1][place].value != was.worksheets[1][place].value:
            yield f"the budget is no longer the same: {place}"
    for column, name in enumerate(["Nom", "Prénom", "Date de naissance", "Téléphone"], 1):
        if book.worksheets[0].cell(1, column).value != name:
            yield f"the header row is no longer the same: {name}"


def can_read(path):
    """Whether openpyxl reads the workbook as it was: it knows links to other books alone."""
    try:
        return path.suffix == ".ods" or bool(openpyxl.load_workbook(path))
    except Exception:
        return False


def by_library(path, made):
    """(what is read, what is wrong)"""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        wrong = list(check_parts(path)) + list(check_book(book, openpyxl.load_workbook(made)))
        cells = " ".join(str(c.value) for s in book for r in s.iter_rows() for c in r if c.value)
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
            book.save(file.name)
            openpyxl.load_workbook(file.name)
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    wrong += [f"{sheet.title}: {n}" for n in found_in(str(cell.value))]
                    if getattr(cell, "is_date", False) and "2005-05-28" in str(cell.value):
                        wrong.append(f"{sheet.title}: the date of birth")
        return [cells], wrong
    document = load(str(path))
    return [teletype.extractText(document.body), teletype.extractText(document.meta)], []


def by_office(paths, folder, form):
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", form,
             "--outdir", folder, *map(str, paths)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=OFFICE_TIME, check=True)


CSV = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1"


def sheets_of(paths, made):
    """What LibreOffice makes of workbooks, against what it made of them before: « file: what »"""
    with tempfile.TemporaryDirectory() as now, tempfile.TemporaryDirectory() as before:
        some = [made / p.name for p in paths]
        by_office(paths, now, "xlsx")
        by_office(some, before, "xlsx")
        for path in paths:
            name = path.with_suffix(".xlsx").name
            try:
                book = openpyxl.load_workbook(pathlib.Path(now, name))
                was = openpyxl.load_workbook(pathlib.Path(before, name))
            except Exception as error:
                yield f"{path.name}: office: {type(error).__name__}"
                continue
            for wrong in check_book(book, was):
                yield f"{path.name}: office: {wrong}"
            for text in texts_of_archive("", pathlib.Path(now, name).read_bytes()):
                for word in hits(text[1]):
                    yield f"{path.name}: office {text[0]}: {word}"
        by_office(paths, now, CSV)
        for text in pathlib.Path(now).glob("*.csv"):
            for word in found_in(text.read_text(encoding="utf-8")):
                yield f"{text.name}: office: {word}"


def main(left, made):
    paths = sorted(p for p in pathlib.Path(left).iterdir() if p.suffix in (".xlsx", ".ods"))
    for path in paths:
        found, kept = set(), False
        raw = path.read_bytes()
        for where, text in [*texts_of_archive("", raw), ("bytes", raw.decode("utf-8", "replace"))]:
            is_short = len(text) < 40
            is_judged = is_short and "names-only" not in sys.argv
            found |= {(where, w) for w in (found_in(text) if is_judged else hits(text))}
            kept |= KEPT in folded(text)
        if "names-only" in sys.argv:
            for where, word in sorted(found):
                print(f"{path.name}: {where}: {word}")
            continue
        try:
            read, wrong = by_library(path, pathlib.Path(made, path.name))
            found |= {("library", word) for text in read for word in hits(text)}
            found |= {("whole", text) for text in wrong}
        except Exception as error:
            if can_read(pathlib.Path(made, path.name)):
                found.add(("library", f"cannot read it: {type(error).__name__} {error}"))
        if not kept:
            found.add(("body", "the official is gone"))
        for where, word in sorted(found):
            print(f"{path.name}: {where}: {word}")
    if {"no-office", "names-only"} & set(sys.argv):
        return
    for kind in (".xlsx", ".ods"):
        some = [p for p in paths if p.suffix == kind]
        # the same name would be written twice
        for line in sheets_of(some, pathlib.Path(made)) if some else []:
            print(line)


if __name__ == "__main__":
    main(*sys.argv[1:3])
