"""Makes a docx and an odt of text notes: from_text.py FOLDER NOTE...

One paragraph a line, and one table of lines with tabs.
"""

import itertools, pathlib, sys
from xml.sax.saxutils import escape
import build


def word(lines):
    def paragraph(text):
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    for is_table, some in itertools.groupby(lines, lambda line: "\t" in line):
        if not is_table:
            yield from map(paragraph, some)
            continue
        rows = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in line.split("\t"))
                for line in some)
        yield "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl><w:p/>"


def text(lines):
    def paragraph(line):
        return f"<text:p>{escape(line).replace('  ', ' <text:s/>')}</text:p>"

    for is_table, some in itertools.groupby(lines, lambda line: "\t" in line):
        if not is_table:
            yield from map(paragraph, some)
            continue
        rows = ("".join(f"<table:table-cell>{paragraph(cell)}</table:table-cell>"
                        for cell in line.split("\t")) for line in some)
        yield "<table:table>" + "".join(
            f"<table:table-row>{row}</table:table-row>" for row in rows) + "</table:table>"


if __name__ == "__main__":
    build.BODY = []
    for path in map(pathlib.Path, sys.argv[2:]):
        lines = path.read_text(encoding="utf-8").splitlines()
        folder = pathlib.Path(sys.argv[1])
        build.write(folder / f"{path.stem}.docx",
                    build.docx([("word/document.xml", "".join(word(lines)))]), {})
        build.write(folder / f"{path.stem}.odt",
                    build.odt([("content.xml", "".join(text(lines)))]), {})
