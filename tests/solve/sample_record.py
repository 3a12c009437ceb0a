"""Run as a program: a whole decision record of the synthetic instance, as canonical text.

The solver's version stands in a record, and the seals cover it; both are left out so that versions can be compared.
"""

from __future__ import annotations

import os
import sys

from msgspec.structs import replace

from samskab.fairness.fingerprint import canonical
from samskab.model.field_types import Words
from samskab.model.selection import Deviation, Dispersion, Score, WaitingList
from samskab.solve.decision_record import Circumstances, record
from samskab.solve.task import Task
from samskab.yaml.catalogue import load_languages
from tests.solve.sixty_municipalities import ATTRIBUTES, pool, wish


def recorded() -> tuple[str, str]:
    """The solver's name, and the record without it."""
    aims = (Deviation(by=ATTRIBUTES), Score(), Dispersion())
    asked = replace(wish(*aims), waiting_list=WaitingList(size=4), statement=Words(da="Bredt.", en="Broad."))
    made = record(Task(pool(), asked, "lottotal"), Circumstances("svar", "eksempel", "samskab"), load_languages())
    same = replace(made, run=replace(made.run, solver="-"), seals={}, seal="-")
    return made.run.solver, canonical(same)


if __name__ == "__main__":
    if len(sys.argv) > 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])
    solver, text = recorded()
    sys.stderr.write(solver)
    sys.stdout.buffer.write(text.encode())
