#!/usr/bin/env python3
"""The cases of the mail gateway against a real Postfix.

    python3 Tests/Postfix/cases.py --biffured PROGRAM --lexicon FILE [--case NAME ...]
    python3 Tests/Postfix/cases.py --list
    python3 Tests/Postfix/cases.py --self-test       each case must fail with a milter that is wrong in its way

One line for each case; exit code 1 when one fails, 2 when it cannot begin. Needs root, and the Debian packages postfix,
opendkim, opendkim-tools and miltertest. A run takes a minute or two.
"""

import argparse
import os
import pathlib
import sys

import content_cases  # noqa: F401 registers its cases
import delivery_cases  # noqa: F401
import life_cases  # noqa: F401
import miltertest_cases  # noqa: F401
from postfix import Failure, end_on_termination
from world import CASES, World, program_of, run

FOLDER = pathlib.Path(__file__).resolve().parent


def run_cases(names, program, command, lexicon):
    with World(program, command, lexicon) as world:
        failures = [name for name in names if run(CASES[name][0], world)]
    print(f"{len(names) - len(failures)} of {len(names)} cases hold")
    return 1 if failures else 0


def self_test(names):
    """Runs each case with the milter that it must catch."""
    blind = []
    wrong = FOLDER / "wrong.py"
    for mode in sorted({CASES[name][1] for name in names}):
        print(f"with a milter of mode {mode}:")
        with World([*program_of(wrong), "--mode", mode], program_of(wrong), "none") as world:
            blind += [name for name in names if CASES[name][1] == mode and not run(CASES[name][0], world)]
    print(f"{len(names) - len(blind)} of {len(names)} cases fail as they must")
    for name in blind:
        print(f"blind: {name}")
    return 1 if blind else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--biffured", type=pathlib.Path)
    parser.add_argument("--biffure", type=pathlib.Path, help="default: beside biffured")
    parser.add_argument("--lexicon", type=pathlib.Path, help="default: biffure.lexicon beside biffured")
    parser.add_argument("--case", action="append", choices=sorted(CASES), metavar="NAME")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    names = options.case or list(CASES)
    if options.list:
        print("\n".join(names))
        return 0
    if os.getuid() != 0:
        print("Postfix needs root", file=sys.stderr)
        return 2
    end_on_termination()
    try:
        if options.self_test:
            return self_test(names)
        if options.biffured is None:
            parser.error("--biffured PROGRAM is needed")
        biffured = options.biffured.resolve()
        lexicon = (options.lexicon or biffured.parent / "biffure.lexicon").resolve()
        return run_cases(names, [str(biffured)], [str(options.biffure or biffured.parent / "biffure")], lexicon)
    except Failure as failure:
        print(f"the cases cannot begin: {failure}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
