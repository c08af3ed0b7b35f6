"""EDS-NLP and Presidio on a few notes, for comparison.

usage: others.py FILE, where FILE has one JSON object a line with a `text`. For each of the two that is installed it prints
one JSON object: name, bytes, seconds of user CPU (loading apart), and how many things it found. Neither has a model here:
EDS-NLP runs its rule pipes for dates and its sentence splitter with one matcher of first names, Presidio its pattern
recognisers over a blank French pipeline. What they find is not what biffure finds; only the order of speed is of interest.
"""

import json
import resource
import sys


def user_seconds():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def report(name, notes, run):
    run(notes[0])
    start = user_seconds()
    found = sum(run(note) for note in notes)
    record = {
        "name": name,
        "bytes": sum(len(note.encode()) for note in notes),
        "seconds": user_seconds() - start,
        "found": found,
    }
    print(json.dumps(record), flush=True)


def run_edsnlp(notes):
    import edsnlp

    pipeline = edsnlp.blank("eds")
    for pipe in ["eds.normalizer", "eds.sentences", "eds.dates"]:
        pipeline.add_pipe(pipe)
    names = ["monsieur", "madame", "m.", "mme", "le jeune", "la jeune", "famille"]
    pipeline.add_pipe("eds.matcher", config={"terms": {"civility": names}, "attr": "LOWER"})

    def run(note):
        document = pipeline(note)
        return len(document.ents) + len(document.spans.get("dates", []))

    report("EDS-NLP, rule pipes", notes, run)


def run_presidio(notes):
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        DateRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        IpRecognizer,
        PhoneRecognizer,
        UrlRecognizer,
    )

    class Blank(SpacyNlpEngine):
        """A French pipeline without a model."""

        def __init__(self):
            super().__init__()
            self.nlp = {"fr": spacy.blank("fr")}

    registry = RecognizerRegistry(supported_languages=["fr"])
    for recogniser in [
        CreditCardRecognizer,
        DateRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        IpRecognizer,
        UrlRecognizer,
    ]:
        registry.add_recognizer(recogniser(supported_language="fr"))
    registry.add_recognizer(PhoneRecognizer(supported_language="fr", supported_regions=["FR"]))
    engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["fr"])
    report("Presidio, pattern recognisers", notes, lambda note: len(engine.analyze(note, "fr")))


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        notes = [json.loads(line)["text"] for line in lines]
    for name, run in [("EDS-NLP", run_edsnlp), ("Presidio", run_presidio)]:
        try:
            run(notes)
        except ImportError as error:
            print(f"{name}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
