"""Makes 300 workbooks with damage within their XML, packed anew: damage_sheets.py FOLDER xlsx|ods"""

import pathlib, random, sys
from build import filled, write
from build_sheets import ods, xlsx

GOOD = {
    "xlsx": (xlsx, [
        ("xl/worksheets/sheet1.xml", '<row r="5"><c r="A5" t="inlineStr"><is><t>M. {N}</t></is></c>'
         '<c r="E5" t="str"><f>"{S}"</f><v>{S}</v></c></row>'),
        ("xl/worksheets/sheet1.xml after", "<headerFooter><oddHeader>&amp;CM. {N}</oddHeader>"
         "</headerFooter>"),
    ]),
    "ods": (ods, [
        ("content.xml", "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>"
         "<table:table-cell office:value-type=\"string\"><text:p>M. {N}</text:p></table:table-cell>"
         "</table:table-row>"),
        ("meta.xml", "<dc:subject>{S}</dc:subject>"),
    ]),
}


def damaged(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(data))
        end = min(len(data), place + chance.randint(1, 12))
        what = chance.randrange(4)
        if what == 0:
            del data[place:end]
        elif what == 1:
            data[place:place] = data[place:end]
        elif what == 2:
            data[place] = chance.choice(b"0123456789<>/\"'= abcxyz")
        else:
            data[place] ^= 1 << chance.randrange(8)
    return bytes(data)


def main(folder, kind):
    make, parts = GOOD[kind]
    files = make([(p, filled(t)) for p, t in parts])
    chosen = [n for n in files if n.endswith(".xml") and "Content_Types" not in n]
    for seed in range(300):
        chance = random.Random(seed)
        some = dict(files)
        # the sheets most of all
        name = chance.choice(chosen + [n for n in chosen if "sheet1" in n or "content" in n] * 6)
        some[name] = damaged(some[name], chance)
        write(pathlib.Path(folder, f"{seed:03}.{kind}"), some, {})


if __name__ == "__main__":
    main(*sys.argv[1:3])
