"""Run as a program: a whole decision record of the synthetic instance, as canonical text.

The solver's version stands in a record, and the seals cover it; both are left out so that versions can be compared.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import yaml
from msgspec.structs import replace
from municipal import ATTRIBUTES, pool, wish

import samskab
from samskab.fairness.fingerprint import canonical
from samskab.language import Phrasebook
from samskab.model.field_types import Words
from samskab.model.selection import Deviation, Dispersion, Score, WaitingList
from samskab.solve.decision_record import Circumstances, record
from samskab.solve.task import Task

PHRASES = Path(samskab.__file__).parent / "phrases"


def recorded() -> tuple[str, str]:
    """The solver's name, and the record without it."""
    books = {
        "da": Phrasebook("da", yaml.safe_load((PHRASES / "da" / "select.yaml").read_text("utf-8"))),
        "en": Phrasebook("en", yaml.safe_load((PHRASES / "en" / "select.yaml").read_text("utf-8"))),
    }
    aims = (Deviation(by=ATTRIBUTES), Score(), Dispersion())
    asked = replace(wish(*aims), waiting_list=WaitingList(size=4), statement=Words(da="Bredt.", en="Broad."))
    made = record(Task(pool(), asked, "lottotal"), Circumstances("svar", "eksempel", "samskab"), books)
    same = replace(made, run=replace(made.run, solver="-"), seals={}, seal="-")
    return made.run.solver, canonical(same)


if __name__ == "__main__":
    if len(sys.argv) > 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])
    solver, text = recorded()
    sys.stderr.write(solver)
    sys.stdout.buffer.write(text.encode())
