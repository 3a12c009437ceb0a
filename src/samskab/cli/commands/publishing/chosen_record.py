"""The record that a report or a map shows: a named one, the one that holds, or the proposal of `select`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samskab.cli import cohort
from samskab.cli.commands.decision import opened_record
from samskab.cli.commands.select import print_stopped
from samskab.cli.session import Session
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.decision import Decision
    from samskab.usecases.load import Repo


def chosen_record(session: Session, repo: Repo, programme: str, file: Path | None) -> Decision | None:
    """The record that is named or that holds, when its audit finds nothing; else the one that `select` would write."""
    held = repo.data.current_decision(programme)
    if file is None and held is None:
        return _proposed(session, repo, programme)
    found = opened_record(session, file or repo.root / (held.path if held else ""))
    if found is not None and found.decision.programme != programme:
        raise Refusal("usage.report.other_programme", path=str(file), programme=found.decision.programme)
    return found.decision if found else None


def _proposed(session: Session, repo: Repo, programme: str) -> Decision | None:
    """The proposal of `select`; what stops it, or that there is no cohort, is printed as by `select`."""
    from samskab.usecases.choose import NobodyStands, NoCohort, Stopped, select

    found = select(repo, programme, today=session.today, progress=session.progress)
    if isinstance(found, Stopped):
        print_stopped(session, repo, found)
    elif isinstance(found, NobodyStands):
        cohort.show_nobody(session, repo, found, None, "text")
    elif isinstance(found, NoCohort):
        cohort.show_infeasible(session, repo, found, None, "text")
    elif found.is_early:
        raise Refusal("choice.too_early", exit_code=1)
    else:
        return found.decision
    return None
