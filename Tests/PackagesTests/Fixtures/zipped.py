"""Makes a zip of files, or lists what one holds: zipped.py make FILE NAME..., zipped.py list FILE."""

import sys, zipfile

if sys.argv[1] == "make":
    with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as made:
        for name in sys.argv[3:]:
            text = "" if name.endswith("/") else "La réunion est fixée.\nM. Karim Benali est suivi au CMP.\n"
            made.writestr(name, text)
else:
    with zipfile.ZipFile(sys.argv[2]) as read:
        assert read.testzip() is None
        for name in read.namelist():
            print(name, read.read(name).decode("utf-8").replace("\n", "|"), sep="\t")
