"""Makes a txt, csv, xlsx and ods of the tables in notes: from_tables.py FOLDER NOTE...

A table is a run of lines with tabs; what annotates it is left out.
"""

import csv, itertools, pathlib, re, sys
from xml.sax.saxutils import escape
import build_sheets
from build import write


def sheet(table):
    """All cells in the table of strings."""
    strings = list(dict.fromkeys(c for row in table for c in row))
    build_sheets.STRINGS[:] = [escape(c) for c in strings]
    build_sheets.ROWS = [[strings.index(c) for c in row] for row in table]
    build_sheets.BUDGET = []
    return build_sheets.xlsx([])


def text_sheet(table):
    """Empty cells beside each other are one that is repeated, as LibreOffice writes them."""
    rows = []
    for row in table:
        cells = []
        for is_empty, some in itertools.groupby(row, lambda c: not c):
            some = list(some)
            if is_empty:
                cells.append(f'<table:table-cell table:number-columns-repeated="{len(some)}"/>')
            else:
                cells += [build_sheets.ods_cell(escape(c)) for c in some]
        rows.append("<table:table-row>" + "".join(cells) + '<table:table-cell table:number-columns-'
                    'repeated="16370"/></table:table-row>')
    build_sheets.ODS_ROWS = build_sheets.ODS_BUDGET = []
    return build_sheets.ods([("content.xml", "".join(rows))])


def main(folder, paths):
    for path in map(pathlib.Path, paths):
        lines = re.sub("</?[A-Z]+[^<>]*>", "", path.read_text(encoding="utf-8")).splitlines()
        tables = [list(some) for is_table, some in
                  itertools.groupby(lines, lambda line: "\t" in line) if is_table]
        for number, table in enumerate(tables):
            table = [[c.strip() for c in line.split("\t")] for line in table]
            if len(table) < 2:
                continue
            base = pathlib.Path(folder, f"{path.stem}-{number}")
            base.with_name(base.name + ".txt").write_text(
                "\n".join("\t".join(row).rstrip("\t") for row in table), encoding="utf-8")
            with open(f"{base}.csv", "w", encoding="utf-8", newline="") as file:
                csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
            write(pathlib.Path(f"{base}.xlsx"), sheet(table), {})
            write(pathlib.Path(f"{base}.ods"), text_sheet(table), {})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
