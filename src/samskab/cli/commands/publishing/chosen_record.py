"""What a report or a map is made from: a record, the proposal of `select`, or the applications of all who may come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samskab.cli import cohort
from samskab.cli.commands.decision import opened_record
from samskab.cli.commands.select import print_stopped
from samskab.cli.finding_messages import print_files_with_errors, print_findings
from samskab.cli.session import Session
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.decision import Decision
    from samskab.model.programme import Programme
    from samskab.usecases.load import Repo


def chosen_record(session: Session, repo: Repo, programme: str, file: Path | None) -> Decision | None:
    """The record that is named or that holds, when its audit finds nothing; else the one that `select` would write.

    Files with other errors are named.
    """
    record = _record(session, repo, programme, file)
    if record is not None:
        print_files_with_errors(session, repo)
    return record


def _record(session: Session, repo: Repo, programme: str, file: Path | None) -> Decision | None:
    held = repo.data.current_decision(programme)
    if file is None and held is None:
        return _proposed(session, repo, programme)
    found = opened_record(session, file or repo.root / (held.path if held else ""))
    if found is not None and found.decision.programme != programme:
        raise Refusal("usage.report.other_programme", path=str(file), programme=found.decision.programme)
    return found.decision if found else None


def chooses_nobody(programme: Programme, file: Path | None) -> bool:
    """Whether all may take part, so that the applications are shown and no record."""
    return file is None and programme.capacity.everyone


def all_is_read(session: Session, repo: Repo) -> bool:
    """Whether every file could be read; else the mistakes are printed. Files with other errors are named."""
    from samskab.finding import has_errors

    if has_errors(repo.findings):
        print_findings(session, repo.root, repo.findings)
        return False
    print_files_with_errors(session, repo)
    return True


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
