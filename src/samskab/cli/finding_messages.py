"""Findings on stderr, for commands whose output is something else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.cli.sources import Sources

if TYPE_CHECKING:
    from samskab.finding import Finding


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
