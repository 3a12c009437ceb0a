"""How strictly a record is taken: a draft is tolerated, what is published is not, and what is over is only told."""

from __future__ import annotations

from datetime import date
from typing import Literal

from samskab.finding import Severity
from samskab.model.application import Application
from samskab.model.field_types import VagueDay
from samskab.model.programme import Programme

Stage = Literal["draft", "live", "over"]

_CUSTOMARY: dict[Stage, Severity] = {"draft": Severity.WARNING, "live": Severity.ERROR, "over": Severity.INFO}
_MILD: dict[Stage, Severity] = {"draft": Severity.INFO, "live": Severity.WARNING, "over": Severity.INFO}


def stage(programme: Programme, today: date | None) -> Stage:
    """Whether a programme is still being written, is running, or is over (closed, cancelled, or past its period)."""
    if programme.status in {"draft", "postponed"}:
        return "draft"
    end = programme.period.end or programme.period.start
    past = isinstance(end, VagueDay) and today is not None and end.last() < today
    return "over" if programme.status != "published" or past else "live"


def strict(programme: Programme, today: date | None) -> Severity:
    """Error while the programme runs, warning in a draft, info when it is over."""
    return _CUSTOMARY[stage(programme, today)]


def mild(programme: Programme, today: date | None) -> Severity:
    """Warning while the programme runs, info in a draft and when it is over."""
    return _MILD[stage(programme, today)]


def in_draft(application: Application, otherwise: Severity) -> Severity:
    """Info in an application that is still being written."""
    return Severity.INFO if application.status == "draft" else otherwise
