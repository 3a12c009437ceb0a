"""`samskab intake`: a form's CSV export -> application drafts; nothing is written until every row is right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samskab.cli import completion
from samskab.cli.commands.new import application_key, known_programme, programme_meant, write_files
from samskab.cli.commands.validate import tell
from samskab.cli.session import Session
from samskab.finding import Finding, in_order
from samskab.intake.csv_rows import LARGEST, Table, read_table
from samskab.model.application import ApplicationStatus
from samskab.progress import observed
from samskab.refusal import Refusal
from samskab.report.findings.formats import Format
from samskab.report.findings.verdict import Verdict
from samskab.storage.files import find_root


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument()],
    programme: Annotated[str | None, typer.Option("--programme", autocompletion=completion.complete_programmes)] = None,
    submitted: Annotated[bool, typer.Option("--submitted")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
    report: Annotated[Format, typer.Option("--format")] = "text",
) -> int:
    """Read the rows, report what does not fit, and (with `--write`, when all fits) write one draft for each row."""
    session: Session = context.obj
    name = file.as_posix()
    text, table = _table(session.place.absolute() / file, name)
    findings = [*table.findings, *_private(text, name, session)]
    drafts: dict[str, str] = {}
    root = find_root(session.place.absolute())
    if not findings or (root is not None and programme is not None and table.header):
        root = session.repository()
        drafts, wrong = _drafts(session, root, programme, table, name, "submitted" if submitted else "draft")
        findings += wrong
    found = in_order(findings)
    verdict = Verdict(found, session.language, {name: text}, 1)
    if found:
        tell(session, verdict, report)
    if verdict.failed:
        return 1
    if root is not None and write:
        write_files(root, drafts, session)
    else:
        for path in drafts:
            session.put("intake.would", path=path)
        session.say("intake.dry", count=len(drafts))
    return 0


def _table(place: Path, name: str) -> tuple[str, Table]:
    from samskab.storage.files import read_file

    if not place.exists() and not place.is_symlink():
        raise Refusal("usage.no_file", path=name)
    content = read_file(place, name, LARGEST)
    if isinstance(content, Finding):
        return "", Table((), (), (content,))
    return read_table(content, name)


def _private(text: str, name: str, session: Session) -> list[Finding]:
    """What no file may hold: CPR numbers, control characters."""
    from samskab.check.run import check_text as check_private
    from samskab.yaml.characters import check_characters

    return [*check_characters(text, name).findings, *check_private(name, text, session.today)]


def _drafts(
    session: Session, root: Path, key: str | None, table: Table, name: str, status: ApplicationStatus
) -> tuple[dict[str, str], list[Finding]]:
    from samskab.intake.draft import draft_application
    from samskab.intake.form_rows import form_rows
    from samskab.usecases.load import load
    from samskab.yaml.new_files.application import application_path
    from samskab.yaml.records import read_record

    key = programme_meant(root, key)
    repo = load(root, programme=key)
    programme = known_programme(repo, key)
    rows, wrong = form_rows(table, programme, repo.data.municipalities, name)
    drafts: dict[str, str] = {}
    findings = list(wrong)
    for row in observed(rows, "rows", session.progress):
        own = application_key(row.municipality)
        path = application_path(key, own)
        drafts[path] = draft_application(programme, own, row, session.language, status)
        findings += (
            f._replace(span=f.span._replace(path=name, line=row.line, column=1, end_line=0, end_column=0))
            for f in read_record(drafts[path].encode(), path).findings
        )
    return drafts, findings
