"""SK529-SK537, SK573: found by `decision verify` alone: the waiting list counted again, git, and the solver.

SK552: found by `validate`, which reads the applications of a frozen programme whole.
"""

from __future__ import annotations

from samskab.codes.code import Code
from samskab.finding import Severity

DECISION_CODES = (
    Code("SK529", Severity.ERROR, waivable=False),
    Code("SK532", Severity.ERROR, waivable=False),
    Code("SK534", Severity.ERROR, waivable=False),
    Code("SK537", Severity.INFO, waivable=False),
    Code("SK573", Severity.WARNING, waivable=False),
    Code(
        "SK552",
        Severity.WARNING,
        """
        Fails:
            # data/programmes/naboskab-2027/programme.yaml
            id: naboskab-2027
            status: draft
            capacity: {applicants: {min: 4, max: 6}}
            # data/programmes/naboskab-2027/lot.yaml
            programme: naboskab-2027
            freezes:
              - on: 2026-04-20
                fingerprint: "0000"   # SK552
                round: ansoegning
                draws_on: 2026-04-25
                seed_source: {da: En opdigtet lodtrækning}

        Passes:
            # data/programmes/naboskab-2026/lot.yaml
            programme: naboskab-2026
        """,
        waivable=False,
    ),
)
