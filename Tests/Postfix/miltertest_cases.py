"""The milter as miltertest sees it: negotiation and abort (MAIL.md, 1 and 11); the conversations are in the .lua files."""

import pathlib
import subprocess

from postfix import Failure
from world import case

FOLDER = pathlib.Path(__file__).resolve().parent


def converse(world, script):
    done = subprocess.run(
        ["miltertest", "-D", f"socket={world.biffured.socket}", "-s", FOLDER / script], capture_output=True, text=True,
        timeout=60)
    if done.returncode != 0:
        raise Failure(f"{script} answered {done.returncode}: {(done.stdout + done.stderr).strip()[-200:]}")


@case(wrong="greedy")
def actions_are_a_subset_of_those_offered(world):
    converse(world, "negotiate.lua")


@case()
def an_aborted_mail_leaves_nothing_in_the_next(world):
    converse(world, "abort.lua")
