"""Makes public notes as people make them, with python-docx, odfpy and LibreOffice: public.py FOLDER"""

import pathlib, subprocess, sys, tempfile
import docx
from odf.opendocument import OpenDocumentText
from odf.text import H, P

LINES = [
    "Mme Sophie Vasseur, adjointe au maire, ouvre la séance.",
    "Le conseil approuve le plan de mobilité et remercie les services.",
    "La réunion publique du 3 avril portera sur la circulation des deux-roues.",
    "Le service des sports propose un stage pendant les vacances.",
]


def main(folder):
    folder = pathlib.Path(folder)
    document = docx.Document()
    document.core_properties.author = "Sophie Vasseur"
    document.sections[0].header.paragraphs[0].text = "Ville de Saint-Exemple"
    document.add_heading("Compte rendu du conseil", 0)
    for style in ("List Bullet", "List Number", "Intense Quote", "Normal"):
        for line in LINES:
            document.add_paragraph(line, style=style)
    table = document.add_table(rows=0, cols=2, style="Light Grid Accent 1")
    for cells in (("Point", "Suite"), ("Voirie", "Travaux en mai"), ("École", "Étude")):
        for cell, text in zip(table.add_row().cells, cells):
            cell.text = text
    document.save(folder / "python.docx")
    other = OpenDocumentText()
    other.text.addElement(H(outlinelevel=1, text="Compte rendu"))
    for line in LINES:
        other.text.addElement(P(text=line))
    other.save(folder / "odfpy.odt")
    for source, kind in (("python.docx", "odt"), ("odfpy.odt", "docx:Office Open XML Text")):
        with tempfile.TemporaryDirectory() as home:
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", kind,
                 "--outdir", home, folder / source],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=300)
            ending = kind.split(":")[0]
            made = pathlib.Path(home, source).with_suffix(f".{ending}")
            (folder / f"office.{ending}").write_bytes(made.read_bytes())


if __name__ == "__main__":
    main(sys.argv[1])
