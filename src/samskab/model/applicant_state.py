"""Where an application stands: in exactly one state, with the reason and the facts of it.

`check.applicant_states` computes them; the decision record keeps them of those who do not stand (`LeftOut`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from samskab.finding import Finding
from samskab.model.application import Application

StateName = Literal[
    "stands", "draft", "withdrawn", "sample", "late", "incomplete", "unassessed", "condition", "outside"
]


class Fact(NamedTuple):
    """A fact as the key of its sentence and the values of that; a value may be a text in both languages (`Words`)."""

    key: str
    values: Mapping[str, object]


class ApplicantState(NamedTuple):
    """The state of one application.

    reason      the id of the condition that it fails
    facts       what the state rests on, for a letter
    findings    the mistakes that make it incomplete or unassessed, with their places
    """

    application: Application
    state: StateName
    reason: str = ""
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
