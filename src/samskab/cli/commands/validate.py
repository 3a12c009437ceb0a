"""`samskab validate`: read, check, report; exit 0, 1 or 2."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from samskab.cli import completion, terminal
from samskab.cli.commands.new import programme_keys
from samskab.cli.last_run import run_or_repeat
from samskab.cli.output_file import deliver, shown_path
from samskab.cli.session import Session
from samskab.cli.sources import Questions, Sources
from samskab.finding import Finding, Severity
from samskab.refusal import Refusal
from samskab.report.findings.formats import FOR_PEOPLE, Format, written
from samskab.report.findings.verdict import Verdict
from samskab.storage.files import find_root

_FORMAT_OF_ENDING: Mapping[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".sarif": "sarif",
    ".xml": "junit",
}
"""What the ending of `--output` means where no `--format` is given."""
_LIMITED = frozenset(("SK636", "SK656", "SK659"))
"""Templates, layouts and letterheads that were stopped, perhaps because the machine was busy: they are tried again."""
_PRIVATE = "private/"
"""A finding there may show a name or a number, which is kept nowhere else."""


def command(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
    programme: Annotated[str | None, typer.Option("--programme", autocompletion=completion.complete_programmes)] = None,
    report: Annotated[Format, typer.Option("--format")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "--out")] = None,
    only: Annotated[
        list[str] | None, typer.Option("--select", autocompletion=completion.complete_rule_prefixes)
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", autocompletion=completion.complete_rule_prefixes)
    ] = None,
    level: Annotated[Severity | None, typer.Option("--level")] = None,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero")] = False,
    changed_since: Annotated[
        str | None, typer.Option("--changed-since", autocompletion=completion.complete_revisions)
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache")] = False,
) -> int:
    """Check the repository, one programme, the paths given, or single files outside any repository."""
    session: Session = context.obj
    if changed_since is not None and (paths or programme):
        raise Refusal("history.changed_since_alone")
    if report == "text" and output is not None:
        report = _FORMAT_OF_ENDING.get(output.suffix.lower(), "text")
    least = _level(session, level, report, output)
    options = _Options(programme, report, only, ignore, least, strict, exit_zero)
    run = partial(_run, session, paths or (), output, changed_since, options)
    is_whole = changed_since is None and not paths and output is None
    return run_or_repeat(session, "validate", options, run) if is_whole and not no_cache else run()


class _Options(NamedTuple):
    programme: str | None
    report: Format
    only: list[str] | None
    ignore: list[str] | None
    least: Severity
    strict: bool
    exit_zero: bool


def _run(session: Session, paths: Sequence[Path], output: Path | None, since: str | None, options: _Options) -> int:
    if since is not None:
        verdict = _changed(session, since)
    else:
        verdict = _checked(session, [_existing(session, path) for path in paths], options.programme)
    session.is_repeatable = not any(
        finding.code in _LIMITED or finding.span.path.startswith(_PRIVATE) for finding in verdict.findings
    )
    only, ignore = _codes(options.only), _codes(options.ignore)
    kept = tuple(finding for finding in verdict.findings if _wanted(finding, only, ignore))
    verdict = verdict._replace(findings=kept, strict=options.strict, level=options.least)
    _deliver(_text(session, verdict, options.report, output), options.report, output)
    return int(verdict.failed and not options.exit_zero)


def _level(session: Session, given: Severity | None, report: Format, output: Path | None) -> Severity:
    """The least severity that is shown: on a screen warnings, unless `--level` or `--verbose`; elsewhere everything."""
    if given is not None:
        return given
    is_seen = report == "text" and output is None and terminal.is_screen()
    return Severity.WARNING if is_seen and not session.verbose else Severity.INFO


def print_verdict(session: Session, verdict: Verdict, report: Format) -> None:
    """The verdict in a format, on stdout; its last line alone with `--quiet` and a format for people."""
    _put(_text(session, verdict, report, None), report)


def print_found(session: Session, root: Path, findings: tuple[Finding, ...], files_read: int = 1) -> None:
    """Findings as text on stdout, with the source line of each."""
    print_verdict(session, Verdict(findings, session.language, Sources(root), files_read), "text")


def _text(session: Session, verdict: Verdict, report: Format, output: Path | None) -> str:
    if session.quiet and report in FOR_PEOPLE:
        return f"{verdict.summary()}\n"
    if report != "text":
        return written(verdict._replace(findings=verdict.shown), report)
    if output is None and session.output_is_drawn:
        from samskab.report.findings.grouped import finding_parts

        return session.drawn(*finding_parts(verdict, session.width, everything=session.verbose))
    from samskab.report.findings.text import text

    return text(verdict, width=session.width, everything=session.verbose)


def _deliver(text: str, report: Format, output: Path | None) -> None:
    if output is not None:
        deliver(output, text)
    else:
        _put(text, report)


def _put(text: str, report: Format) -> None:
    (terminal.put if report in FOR_PEOPLE else terminal.put_data)(text)


def _checked(session: Session, places: list[Path], programme: str | None) -> Verdict:
    roots = {find_root(place.parent) for place in places} if places else {session.repository()}
    if len(roots) > 1:
        raise Refusal("usage.two_places", path=str(places[-1]))
    root = next(iter(roots))
    if root is None:
        return _alone(session, places)
    from samskab.usecases.validate.validate import validate

    session.enter(root)
    if programme is not None and not (root / "data" / "programmes" / programme).is_dir():
        raise Refusal("usage.no_programme", programme=programme, choices=programme_keys(root))
    inside = ["" if place == root else place.relative_to(root).as_posix() for place in places]
    found, files = validate(root, today=session.today, programme=programme, paths=inside, progress=session.progress)
    return Verdict(found, session.language, Sources(root), files, Questions(root, session.language))


def _changed(session: Session, revision: str) -> Verdict:
    """The findings that are new since a commit or stand in files that differ from it."""
    from samskab.usecases.history.changed_findings import validate_changed
    from samskab.usecases.history.sides import sides_of

    root = session.repository()
    found, files = validate_changed(sides_of(root, revision), today=session.today)
    return Verdict(found, session.language, Sources(root), files, Questions(root, session.language))


def _alone(session: Session, places: list[Path]) -> Verdict:
    """Files outside any repository: each is checked as the kind in its own `schema:` line."""
    from samskab.usecases.validate.validate import validate_alone

    named = [(place, Path(shown_path(session.place, place)).as_posix()) for place in places]
    found, files = validate_alone(named, today=session.today)
    return Verdict(found, session.language, Sources(session.place.absolute()), files, Questions(None, session.language))


def _existing(session: Session, path: Path) -> Path:
    """The absolute path of an argument; the key of a programme is refused with the option that it belongs to."""
    root, place = find_root(session.place.absolute()), session.absolute(path)
    if root is not None and not os.path.lexists(place) and str(path) in programme_keys(root):
        raise Refusal("usage.programme_as_file", path=str(path))
    return session.existing(path)


def _codes(given: list[str] | None) -> tuple[str, ...]:
    """The beginnings of codes; each must fit a code, or a misspelt one would hide every finding."""
    codes = tuple(code.strip().upper() for word in given or () for code in word.split(",") if code.strip())
    if not codes:
        return ()
    from samskab.codes.all_codes import read_codes

    known = read_codes()
    for code in codes:
        if not any(each.startswith(code) for each in known):
            raise Refusal("usage.no_rule", code=code)
    return codes


def _wanted(finding: Finding, only: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    return (not only or finding.code.startswith(only)) and not (ignore and finding.code.startswith(ignore))
