"""`samskab decision verify`: add a decision record up again, without a solver and without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samskab.cli.frame import terminal
from samskab.cli.frame.session import RefusedError, Session


def verify(session: Session, file: Annotated[Path, typer.Argument()]) -> int:
    """Check everything that can be checked in a record, and name the first thing that does not hold."""
    from samskab import pipeline
    from samskab.cli.frame.sources import Questions, Sources
    from samskab.cli.validate import tell
    from samskab.pipeline.verify import verify as verified
    from samskab.report.verdict import Verdict
    from samskab.store import find_root

    place = file if file.is_absolute() else session.place / file
    root = find_root(place.parent)
    if root is None or not (place.exists() or place.is_symlink()):
        raise RefusedError("choice.no_record", path=str(file))
    session.enter(root)
    path = place.resolve().relative_to(root.resolve()).as_posix()
    found = verified(pipeline.load(root, programme=_programme(path)), path, today=session.today)
    if found.findings:
        verdict = Verdict(found.findings, session.words, Sources(root), 1, Questions(root, session.words))
        tell(session, verdict, "text")
        return 1
    values = {"path": path, "files": found.files, "rows": found.rows, "aims": found.aims, "reasons": found.reasons}
    terminal.put(session.sentence("choice.verified", **values) + "\n")
    if found.unproven:
        terminal.put(session.sentence("choice.verified_unproven", count=found.unproven) + "\n")
    return 0


commands = {"verify": verify}


def _programme(path: str) -> str | None:
    parts = path.split("/")
    return parts[2] if path.startswith("data/programmes/") and len(parts) > 3 else None
