"""The severity of a mistake by the stage of its programme or application: draft, live or over."""

from __future__ import annotations

from datetime import date
from typing import Literal

from samskab.finding import Severity
from samskab.model.application import Application
from samskab.model.field_types import VagueDay
from samskab.model.programme import Programme

Stage = Literal["draft", "live", "over"]

_ERROR_WHEN_LIVE: dict[Stage, Severity] = {"draft": Severity.WARNING, "live": Severity.ERROR, "over": Severity.INFO}
_WARNING_WHEN_LIVE: dict[Stage, Severity] = {"draft": Severity.INFO, "live": Severity.WARNING, "over": Severity.INFO}


def stage(programme: Programme, today: date | None) -> Stage:
    """Draft (or postponed), live, or over: closed, cancelled, or past its period. Without a day, by its status only."""
    if programme.status in {"draft", "postponed"}:
        return "draft"
    end = programme.period.end or programme.period.start
    past = isinstance(end, VagueDay) and today is not None and end.last() < today
    return "over" if programme.status != "published" or past else "live"


def error_when_live(programme: Programme, today: date | None) -> Severity:
    """Error in a live programme, warning in a draft, info in one that is over."""
    return _ERROR_WHEN_LIVE[stage(programme, today)]


def warning_when_live(programme: Programme, today: date | None) -> Severity:
    """Warning in a live programme, info in a draft and in one that is over."""
    return _WARNING_WHEN_LIVE[stage(programme, today)]


def info_in_draft(application: Application, otherwise: Severity) -> Severity:
    """Info in an application that is a draft, else the severity given."""
    return Severity.INFO if application.status == "draft" else otherwise
