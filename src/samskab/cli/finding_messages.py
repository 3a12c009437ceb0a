"""Findings on stderr, for commands whose output is something else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.cli.sources import Sources

if TYPE_CHECKING:
    from samskab.finding import Finding


def print_findings(session: Session, root: Path, findings: tuple[Finding, ...], files_read: int) -> None:
    """The findings of so many files, with the source line of each; nothing where there are none."""
    if not findings:
        return
    from samskab.report.findings.grouped import finding_parts
    from samskab.report.findings.text import text
    from samskab.report.findings.verdict import Verdict

    verdict = Verdict(findings, session.language, Sources(root), files_read)
    if session.messages_are_drawn:
        session.draw_message(*finding_parts(verdict, session.width, everything=session.verbose))
    else:
        terminal.put_message(text(verdict, width=session.width, everything=session.verbose))
