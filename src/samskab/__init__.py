"""samskab: choose municipalities fairly, explain it, and send the letters.

    from datetime import date
    import samskab

    repo = samskab.load(".")
    findings = samskab.validate(repo, today=date(2026, 3, 7))
    found = samskab.select(repo, "faellesskabsagenter-2014", today=date(2014, 2, 14), seed="lottotal 2014-02-08")
    letters = samskab.render(repo, "faellesskabsagenter-2014", "rejection", to="txt", today=date(2014, 2, 21))

The command line is these calls with sentences and exit codes. What a call needs is imported when it is called. This
module imports nothing that Python has not imported at its start: nothing guards it against Ctrl-C (`__main__.py`).
"""

from __future__ import annotations

from samskab.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path
    from typing import Literal

    from samskab.finding import Finding, Severity, Span
    from samskab.refusal import Refusal
    from samskab.usecases.choose import Draw, NobodyStands, NoCohort, Stopped
    from samskab.usecases.letters.in_memory import RenderedDocument, RenderResult
    from samskab.usecases.load import Repo

__version__ = VERSION
__all__ = [
    "Draw",
    "Finding",
    "NoCohort",
    "NobodyStands",
    "Refusal",
    "RenderResult",
    "RenderedDocument",
    "Repo",
    "Severity",
    "Span",
    "Stopped",
    "load",
    "render",
    "select",
    "validate",
]

_HOMES = {
    "finding": ("Finding", "Severity", "Span"),
    "refusal": ("Refusal",),
    "usecases.choose": ("Draw", "NoCohort", "NobodyStands", "Stopped"),
    "usecases.letters.in_memory": ("RenderResult", "RenderedDocument"),
    "usecases.load": ("Repo",),
}
"""Module -> the types of the calls that it defines, imported at first use."""


def load(path: str | Path = ".", *, programme: str | None = None) -> Repo:
    """Read the data repository at `path`; of one programme only, with what all programmes share, when it is named.

    Never raises for bad data: mistakes in the shape of files are in `findings`, and what could be read is in `data`.
    """
    from samskab.usecases.load import load as call

    return call(path, programme=programme)


def validate(
    repo: Repo | str | Path, *, today: date, programme: str | None = None, paths: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Every mistake in a data repository, as `samskab validate` finds them on the day `today`.

    The files are read again, for some mistakes are in their text alone. `programme` and `paths` (relative to the
    repository) narrow what is reported.
    """
    from pathlib import Path

    from samskab.usecases.validate.validate import validate as call

    root = repo if isinstance(repo, str | Path) else repo.root
    return call(root, today=today, programme=programme, paths=paths).findings


def select(
    repo: Repo,
    programme: str,
    *,
    today: date,
    seed: str | None = None,
    size: int | None = None,
    pins: Sequence[str] = (),
    excludes: Sequence[str] = (),
    leave_out: Sequence[str] = (),
    what_if: Sequence[tuple[str, str]] = (),
    alternatives: int = 3,
    by: str | None = None,
    because: str | None = None,
) -> Draw | NoCohort | NobodyStands | Stopped:
    """Choose a programme's cohort and prove it. Nothing is written.

    pins, excludes  names or codes of municipalities, or ids of applications
    leave_out       incomplete or unassessed applications to go on without: `by` whom that is decided, and `because` why
    what_if         other values in the programme's rules: `[("size", "18")]`
    seed            text that ties are broken by; without it the one published in the programme
    returns         `Draw` with the decision record; `NoCohort` with the conflict and what would help; `NobodyStands`
                    when no application can be chosen; `Stopped` with the mistakes that a choice would rest on
    """
    from samskab.usecases.choose import select as call

    return call(
        repo,
        programme,
        today=today,
        seed=seed,
        size=size,
        pins=pins,
        excludes=excludes,
        leave_out=leave_out,
        what_if=what_if,
        alternatives=alternatives,
        by=by,
        because=because,
    )


def render(
    repo: Repo,
    programme: str,
    template: str | None = None,
    *,
    recipients: str | None = None,
    to: str | Sequence[str] = "pdf",
    language: Literal["da", "en"] = "da",
    today: date | None = None,
    meeting: str | None = None,
    track: str | None = None,
    allow_draft: bool = False,
) -> RenderResult:
    """Render letters, agendas and calendars in memory. Nothing is written.

    template        a name from `samskab template list`; without it the letters that fit the recipients
    recipients      `all`, `selected` or another group, or one municipality; without it all that the template is for
    to              `pdf`, `docx`, `html`, `md`, `txt`, `ics`, `eml`, or several of them
    today           the date of letters whose sending is not in the outbox
    returns         the documents, and what was found; with an error among the findings there are no documents
    """
    from samskab.usecases.letters.in_memory import render_in_memory as call

    return call(
        repo,
        programme,
        template,
        recipients=recipients,
        to=to,
        language=language,
        today=today,
        meeting=meeting,
        track=track,
        allow_draft=allow_draft,
    )


if not TYPE_CHECKING:  # a type checker accepts the names above and reports all others

    def __getattr__(name: str) -> object:
        from importlib import import_module

        home = next((module for module, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"samskab.{home}"), name)
