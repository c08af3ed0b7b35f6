"""Makes a zip of files, or of zips of one long text, or lists what one holds.

zipped.py make FILE NAME... | zipped.py nest FILE COUNT | zipped.py list FILE
"""

import io, sys, zipfile

if sys.argv[1] == "make":
    with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as made:
        for name in sys.argv[3:]:
            text = "" if name.endswith("/") else "La réunion est fixée.\nM. Karim Benali est suivi au CMP.\n"
            made.writestr(name, text)
elif sys.argv[1] == "nest":
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.txt", "La ville.\n" * 400_000)
    with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(int(sys.argv[3])):
            made.writestr(f"{number}.zip", inner.getvalue())
else:
    with zipfile.ZipFile(sys.argv[2]) as read:
        assert read.testzip() is None
        for name in read.namelist():
            print(name, read.read(name).decode("utf-8").replace("\n", "|"), sep="\t")
