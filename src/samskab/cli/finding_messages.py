"""Findings on stderr, for commands whose output is something else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.cli.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from samskab.finding import Finding
    from samskab.usecases.load import Repo

_FILES_NAMED = 3


def print_findings(session: Session, root: Path, findings: tuple[Finding, ...], files_read: int | None = None) -> None:
    """The findings, with the source line of each. `files_read`: those that they name, where it is not given."""
    if not findings:
        return
    from samskab.report.findings.grouped import finding_parts
    from samskab.report.findings.text import text
    from samskab.report.findings.verdict import Verdict

    count = len({each.span.path for each in findings}) if files_read is None else files_read
    verdict = Verdict(findings, session.language, Sources(root), count)
    if session.messages_are_drawn:
        session.draw_message(*finding_parts(verdict, session.width, everything=session.verbose))
    else:
        terminal.put_message(text(verdict, width=session.width, everything=session.verbose))


def print_files_with_errors(
    session: Session, repo: Repo, told: Collection[Finding] = (), found: Iterable[Finding] | None = None
) -> None:
    """The files in which `validate` shows errors that are not `told` already; what is written may rest on them.

    found   those of `errors_in`, where the command knows them
    """
    from samskab.check.gate import errors_in

    known = {(each.code, each.span) for each in told}
    found = errors_in(repo.data, repo.findings, session.today) if found is None else found
    files = tuple(dict.fromkeys(each.span.path for each in found if (each.code, each.span) not in known))
    if files:
        more = len(files) - _FILES_NAMED
        key = "usage.files_with_more_errors" if more > 0 else "usage.files_with_errors"
        session.say(key, files=files[:_FILES_NAMED], count=more)
