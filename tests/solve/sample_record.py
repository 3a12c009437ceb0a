"""Run as a program: a whole decision record of the synthetic instance, as canonical text.

The solver's version is in a record, and the seals cover it; both are left out so that versions can be compared.
"""

from __future__ import annotations

import os
import sys

from msgspec.structs import replace

from samskab.fairness.canonical_json import canonical_json
from samskab.model.field_types import Words
from samskab.model.selection import Deviation, Dispersion, Score, WaitingList
from samskab.solve.decision_record import ChosenCohort, Circumstances
from samskab.solve.task import Task
from samskab.yaml.catalogue import load_languages
from tests.solve.sixty_municipalities import ATTRIBUTES, pool, selection


def recorded() -> tuple[str, str]:
    """The solver's name, and the record without it."""
    aims = (Deviation(by=ATTRIBUTES), Score(), Dispersion())
    asked = replace(selection(*aims), waiting_list=WaitingList(size=4), statement=Words(da="Bredt.", en="Broad."))
    chosen = ChosenCohort(Task(pool(), asked, "lottotal"), load_languages())
    made = chosen.record(chosen.outline(Circumstances("svar", "eksempel", "samskab")))
    same = replace(made, run=replace(made.run, solver="-"), seals={}, seal="-")
    return made.run.solver, canonical_json(same)


if __name__ == "__main__":
    if len(sys.argv) > 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])
    solver, text = recorded()
    sys.stderr.write(solver)
    sys.stdout.buffer.write(text.encode())
