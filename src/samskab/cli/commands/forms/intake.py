"""`samskab intake`: the files of a form service -> applications; nothing is written until every line is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion
from samskab.cli.commands.new import loaded_programme, write_files
from samskab.cli.commands.validate import print_verdict
from samskab.cli.output_file import shown_path
from samskab.cli.session import Session
from samskab.finding import Finding, in_order
from samskab.intake.form_table import LARGEST, FormFile
from samskab.language import Fact, phrase_key
from samskab.refusal import Refusal
from samskab.report.findings.formats import Format
from samskab.report.findings.verdict import Verdict

if TYPE_CHECKING:
    from samskab.usecases.forms.read_forms import IntakePlan
    from samskab.usecases.load import Repo

_OF_PROGRAMS = (".", "~", "Thumbs.db", "desktop.ini")


def command(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument()],
    programme: Annotated[str | None, typer.Option("--programme", autocompletion=completion.complete_programmes)] = None,
    submitted: Annotated[bool, typer.Option("--submitted")] = False,
    update: Annotated[bool, typer.Option("--update")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
    reply: Annotated[bool, typer.Option("--reply")] = False,
    report: Annotated[Format, typer.Option("--format")] = "text",
) -> int:
    """Read the forms, show what each column holds and each line would become, and (with `--write`) write it."""
    session: Session = context.obj
    from samskab.intake.assessment_sheet import is_assessment_sheet
    from samskab.usecases.forms.read_assessments import plan_assessments
    from samskab.usecases.forms.read_forms import IntakeChoice, plan_intake

    if reply and not write:
        raise Refusal("intake.reply_unwritten")
    forms = [form for file in files for form in _forms(session, file)]
    repo, chosen = loaded_programme(session, programme, "--programme ")
    root, key = repo.root, chosen.id
    sheets = [form for form in forms if is_assessment_sheet(form)]
    if sheets and len(sheets) < len(forms):
        raise Refusal("intake.mixed", path=sheets[0].path)
    if sheets:
        plan = plan_assessments(repo, chosen, sheets, session.today, update=update)
    else:
        choice = IntakeChoice("submitted" if submitted else "draft", update)
        plan = plan_intake(repo, chosen, forms, choice, session.language, session.today, session.progress)
    verdict = Verdict(in_order(plan.findings), session.language, {each.path: each.text for each in forms}, len(forms))
    is_read = report == "text" and not session.quiet
    if is_read and plan.columns:
        _show_columns(session, plan)
    if plan.findings or report != "text":
        print_verdict(session, verdict, report)
    if verdict.failed:
        return 1
    if is_read:
        for line in plan.lines:
            session.put(
                phrase_key("intake.score" if plan.kind == "scores" else "intake.state", line.state),
                name=session.language.say("intake.together", name=line.name) if line.is_joint else line.name,
                path=line.path,
            )
    if write and submitted:
        _refuse_after_release(repo, key, plan)
    if write and plan.files:
        write_files(root, {path: text.decode() for path, text in plan.files.items()}, session, before=plan.before)
    if is_read:
        _sum_up(session, plan, write=write)
    return _replied(session, root, key, plan) if reply else 0


def _refuse_after_release(repo: Repo, programme: str, plan: IntakePlan) -> None:
    """Refuse new submitted applications once the choice is announced: the record would not hold any more."""
    settled = repo.data.settled_decision(programme)
    new = sum(line.state == "new" for line in plan.lines)
    if plan.kind == "answers" and new and settled is not None and settled.status == "released":
        raise Refusal("intake.released", exit_code=1, count=new, programme=programme)


def _replied(session: Session, root: Path, programme: str, plan: IntakePlan) -> int:
    """Write a mail draft to each applicant whose file was written: what was received, what is missing, until when."""
    from samskab.cli.commands.render import write_letters
    from samskab.cli.finding_messages import print_findings
    from samskab.usecases.letters.job import Request
    from samskab.usecases.letters.outdated_letters import letters_folder
    from samskab.usecases.letters.render import render
    from samskab.usecases.load import load

    written = tuple(Path(path).stem for path in sorted({line.path for line in plan.lines} & {*plan.files}))
    if not written:
        return 0
    folder = letters_folder(root, programme)
    request = Request(programme, "receipt", "applicants", ("eml",), session.language, session.today)
    request = request._replace(only=written, in_mail=True)
    repo = load(root, programme=programme)
    made = render(repo, request, session.progress, folder)
    print_findings(session, root, made.findings, len(repo.data.digests))
    if not made.files:
        session.say("intake.no_replies" if made.findings else "intake.no_replies_to_drafts")
        return 1
    write_letters(folder, made)
    count = sum(each.format == "eml" for each in made.entries)
    session.put("intake.replied", count=count, folder=shown_path(session.place, folder))
    return 0


def _show_columns(session: Session, plan: IntakePlan) -> None:
    """The columns, with what each holds and how sure that is."""
    from samskab.report.screen import FoldingTable, TextTable

    say = session.language.say
    lines = tuple(
        (heading.text, _shown(meaning.field, session), say(phrase_key("intake.certainty", meaning.certainty)))
        for heading, meaning in dict.fromkeys((column.heading, column.meaning) for column in plan.columns)
    )
    head = (say("intake.column"), say("intake.holds"), say("intake.certainty"))
    session.draw(FoldingTable(TextTable(head, tuple(dict.fromkeys(lines)), whole=frozenset({1, 2}))), "")


def _shown(field: str, session: Session) -> str:
    """What a column holds, in words where it is none of the programme's own keys."""
    return session.language.find(phrase_key("intake.field", field or "unknown"), field)


def _sum_up(session: Session, plan: IntakePlan, *, write: bool) -> None:
    written = sum(path in plan.files for path in {line.path for line in plan.lines})
    if plan.without:
        titles = tuple(Fact("intake.title", {"title": each}) for each in plan.without)
        session.say("intake.without", titles=titles, count=len(titles))
    if plan.people:
        session.say("intake.people", count=plan.people)
    kept = sum(line.state == "theirs" and line.path not in plan.files for line in plan.lines)
    both = sum(line.state == "both" for line in plan.lines)
    if kept:
        session.say(phrase_key("intake.update", plan.kind), count=kept)
    if both:
        session.say("intake.both", count=both)
    if written and not write:
        session.say("intake.dry", count=written)
    elif not written and not kept and not both:
        session.say("intake.nothing")


def _forms(session: Session, file: Path) -> Iterator[FormFile]:
    """The forms of a file, or of the files in a folder that can hold one, in the order of their names.

    What else is in the folder is named, but for what programs leave there: `~$skema.docx` while Word has a file open.
    """
    from samskab.intake.form_files import READ, read_forms
    from samskab.storage.files import read_file

    place = session.place.absolute() / file
    if place.is_dir():
        seen = sorted(each for each in place.iterdir() if not each.name.startswith(_OF_PROGRAMS))
        found = [each for each in seen if each.suffix.lower() in READ and each.is_file()]
        if others := tuple(each.name for each in seen if each not in found):
            session.say("intake.not_read", names=others)
        if not found:
            raise Refusal("intake.empty_folder", path=file.as_posix())
        for each in found:
            yield from _forms(session, file / each.name)
        return
    name = file.as_posix()
    if not place.exists() and not place.is_symlink():
        raise Refusal("usage.no_file", path=name)
    content = read_file(place, name, LARGEST)
    if isinstance(content, Finding):
        yield FormFile(name, findings=(content,))
    else:
        yield from read_forms(content, name)
