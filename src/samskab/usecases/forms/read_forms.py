"""Forms of applicants -> the files that `samskab intake` writes, and who has changed what since the last time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from samskab.check.rule import Mistake
from samskab.check.rules.application.received import received_in_the_future
from samskab.check.run import check_text
from samskab.codes.declared import make_finding
from samskab.finding import Finding, Severity, Span
from samskab.intake.draft import application_values, draft_application
from samskab.intake.file_mark import FileState, state_of
from samskab.intake.form_rows import FormRow, FormRows, NamedColumn, form_rows
from samskab.intake.form_table import LONGEST_CELL, FormCell, FormFile, FormTable
from samskab.intake.page_form import join_people
from samskab.intake.people_keys import PeopleKeys
from samskab.language import Fact, Language
from samskab.model.application import Application, ApplicationStatus
from samskab.model.eligibility import local
from samskab.model.field_types import Words
from samskab.model.people import Person
from samskab.model.programme import Programme
from samskab.model.record import plain_values
from samskab.progress import Progress, observed, unobserved
from samskab.storage.files import PEOPLE, digest_of, read_bytes
from samskab.usecases import git
from samskab.usecases.load import Repo
from samskab.yaml.characters import ODD, check_characters
from samskab.yaml.dump import YamlWriter
from samskab.yaml.new_files.application import application_key, application_path
from samskab.yaml.records import read_record
from samskab.yaml.splice import splice

_OWN_PEOPLE = ("contact", "contact_title", "participants")
_CPR = "SK701"
_NOBODY = re.compile(r"^people: *\{ *\}(?P<remark>[^\r\n]*)", re.MULTILINE)


class IntakeLine(NamedTuple):
    """A line of a form: its place, the applicant's name, the file, what has become of it, and whether of several."""

    span: Span
    name: str
    path: str
    state: FileState
    is_joint: bool = False


class IntakePlan(NamedTuple):
    """What would be written, and what was found.

    columns   of each form
    files     path -> content; of those in `before` a file with this digest is replaced
    people    how many are added to the private store
    without   what must be answered and has no column
    """

    columns: tuple[NamedColumn, ...]
    lines: tuple[IntakeLine, ...]
    files: Mapping[str, bytes]
    before: Mapping[str, str]
    people: int
    findings: tuple[Finding, ...]
    kind: Literal["answers", "scores"] = "answers"
    without: tuple[Words, ...] = ()


class IntakeChoice(NamedTuple):
    """What was asked for: the status of new applications, and whether changed answers replace files nobody edited."""

    status: ApplicationStatus
    update: bool


def has_private_store(repo: Repo) -> bool:
    """Whether people can be written: there is the folder, and git leaves it out."""
    is_kept = git.top_of(repo.root) is not None and not git.is_ignored(repo.root, PEOPLE)
    return (repo.root / "private").is_dir() and not is_kept


def plan_intake(
    repo: Repo,
    programme: Programme,
    forms: Iterable[FormFile],
    choice: IntakeChoice,
    language: Language,
    today: date,
    progress: Progress = unobserved,
) -> IntakePlan:
    """The files that the forms give. Nothing in `files` replaces what a person has edited.

    SK086 two lines of one municipality, or a line that is older than the file: the later is used.
    """
    with_people = has_private_store(repo)
    columns: list[NamedColumn] = []
    rows: list[FormRow] = []
    findings: list[Finding] = []
    without: list[Words] = []
    for form in join_people(forms):
        clean, private = without_private_data(form, today, progress)
        read: FormRows = form_rows(clean, programme, repo.data.municipalities.values(), with_people=with_people)
        columns += read.columns
        rows += read.rows
        without += (each for each in read.without if each not in without)
        findings += [*private, *read.findings]
    latest, twice = _latest(rows)
    keys = PeopleKeys(dict(repo.data.people.people) if repo.data.people else {})
    plan = _Plan(repo, programme, choice, language, today)
    for row in observed(latest, "rows", progress):
        plan.add(row, _with_keys(row, keys) if with_people else None)
    files = dict(plan.files)
    before = dict(plan.before)
    added = {
        key: person
        for key, person in sorted(keys.added.items())
        if any(key.encode() in text for text in files.values())
    }
    if added:
        findings += _add_people(repo, added, files, before)
    findings += [*twice, *plan.findings]
    return IntakePlan(
        tuple(columns), tuple(plan.lines), files, before, len(added), tuple(findings), without=tuple(without)
    )


def without_private_data(
    form: FormFile, today: date, progress: Progress = unobserved
) -> tuple[FormFile, list[Finding]]:
    """The form with its letters composed (NFC), and without cells that hold a CPR number or odd characters.

    SK701 CPR number, SK002 and SK003 odd characters, SK784 a cell that is too long: each at its cell.
    """
    findings: list[Finding] = []
    tables = [
        FormTable(
            table.name,
            tuple(
                tuple(_clean(cell, today, findings) for cell in line)
                for line in observed(table.lines, "rows", progress)
            ),
        )
        for table in form.tables
    ]
    return form._replace(tables=tuple(tables)), findings


def _clean(cell: FormCell, today: date, findings: list[Finding]) -> FormCell:
    if len(cell.text) > LONGEST_CELL:
        findings.append(make_finding("SK784", cell.span, {"why": Fact("intake.too_long", {"most": LONGEST_CELL})}))
        return FormCell("", cell.span)
    text = cell.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    odd = () if text.isascii() and not ODD.search(text) else check_characters(text, cell.span.path).findings
    findings += (found._replace(span=cell.span) for found in odd[:1])
    if any(sign.isdigit() for sign in text):
        private = [found for found in check_text(cell.span.path, text, today) if found.code == _CPR]
        findings += (found._replace(span=cell.span) for found in private[:1])
        if private:
            return FormCell("", cell.span)
    return FormCell(ODD.sub(" ", text), cell.span)


def _latest(rows: Iterable[FormRow]) -> tuple[list[FormRow], list[Finding]]:
    """Of each municipality the line that was received last, else the last one; SK086 at the others."""
    found: dict[frozenset[str], FormRow] = {}
    findings = []
    for row in rows:
        codes = frozenset(each.code for each in row.municipalities)
        earlier = found.get(codes)
        if earlier is None:
            found[codes] = row
            continue
        is_later = earlier.received is None or row.received is None or row.received.moment >= earlier.received.moment
        kept, dropped = (row, earlier) if is_later else (earlier, row)
        found[codes] = kept
        findings.append(_twice(kept, dropped))
    return list(found.values()), findings


def _twice(kept: FormRow, dropped: FormRow) -> Finding:
    """SK086, an error where two files differ and nothing says which of them came last."""
    in_one_file = _file(kept.span) == _file(dropped.span)
    is_known = (kept.received and dropped.received) or in_one_file or _same_answers(kept, dropped)
    which = Fact("intake.later_counts" if is_known else "intake.later_unknown", {"place": _place(kept.span)})
    given = {"names": tuple(each.name for each in kept.municipalities), "which": which}
    finding = make_finding("SK086", dropped.span, given, related=(kept.span,))
    return finding if is_known else finding._replace(severity=Severity.ERROR)


def _file(span: Span) -> str:
    return span.path.partition(":")[0]


def _same_answers(one: FormRow, other: FormRow) -> bool:
    return one == other._replace(span=one.span, via=one.via, received=one.received)


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}" if span.line else span.path


def _with_keys(row: FormRow, keys: PeopleKeys) -> dict[str, Any]:
    """The contact and the participants of a line, with the keys that stand for them."""
    given: dict[str, Any] = {}
    participants: list[dict[str, str]] = []
    for person in row.people:
        key = keys.key_of(person, row.municipalities[0].code)
        own = {"person": key, "title": person.title, "unit": person.unit}
        if person.role:
            participants.append({"role": person.role, **{name: value for name, value in own.items() if value}})
        else:
            given |= {"contact": key} if key else {}
            given |= {"contact_title": person.title} if person.title else {}
    return given | ({"participants": participants} if participants else {})


class _Plan:
    """The files of a programme's applications, one line after another."""

    def __init__(self, repo: Repo, programme: Programme, choice: IntakeChoice, language: Language, today: date) -> None:
        self._repo = repo
        self._programme = programme
        self._choice = choice
        self._language = language
        self._today = today
        self._known = {
            frozenset(record.applicant.municipalities): record for record in repo.data.applications(programme.id)
        }
        self.lines: list[IntakeLine] = []
        self.files: dict[str, bytes] = {}
        self.before: dict[str, str] = {}
        self.findings: list[Finding] = []

    def add(self, row: FormRow, people: Mapping[str, Any] | None) -> None:
        """What becomes of one line; `people` None: those that the file has already."""
        there = self._known.get(frozenset(each.code for each in row.municipalities))
        key = there.id if there else application_key(row.municipalities)
        names = tuple(each.name for each in row.municipalities)
        name = self._language.listing(names)
        path = application_path(self._programme.id, key)
        content = read_bytes(self._repo.root, path)
        text = None if isinstance(content, Finding) and not (self._repo.root / path).exists() else ""
        if isinstance(content, bytes):
            text = content.decode("utf-8", "replace")
        own = people if people is not None else _people_of(there)
        values = application_values(self._programme, key, row, own, (there and there.applicant.name) or name)
        state = state_of(text, values)
        if state == "both" and there is not None and _without_status(there) == _without_status(_record(values)):
            state = "unchanged"
        if state == "theirs" and there is not None and _is_older(row, there):
            given = {"names": names, "which": Fact("intake.later_counts", {"place": path})}
            self.findings.append(make_finding("SK086", row.span, given))
            state = "unchanged"
        self.lines.append(IntakeLine(row.span, name, path, state, len(row.municipalities) > 1))
        status = there.status if there else self._choice.status
        official = self._language.listing(each.official for each in row.municipalities)
        draft = draft_application(self._programme, values, official, self._language, status)
        self._check(draft, path, row.span)
        self._check_received(row)
        if state == "new" or (state == "theirs" and self._choice.update):
            self.files[path] = draft.encode()
            if isinstance(content, bytes):
                self.before[path] = digest_of(content)

    def _check_received(self, row: FormRow) -> None:
        """SK343, an error here: a file whose time of receipt has not come yet is not written."""
        received = local(row.received.moment) if row.received else None
        if received and received.date() > self._today:
            mistake = Mistake(row.span, {"received": received, "today": self._today}, severity=Severity.ERROR)
            self.findings.append(received_in_the_future.finding(mistake))

    def _check(self, draft: str, path: str, span: Span) -> None:
        """What is wrong with the file that would be written, at the line of the form."""
        wrong = [*read_record(draft.encode(), path).findings, *check_text(path, draft, self._today)]
        self.findings += (found._replace(span=span, related=(), hint="") for found in wrong)


def _is_older(row: FormRow, there: Application) -> bool:
    """Whether the answers were received before those that the file has."""
    return bool(row.received and there.received and row.received.moment < there.received.at.moment)


def _people_of(record: Application | None) -> dict[str, Any]:
    values = plain_values(record) if record else {}
    return {name: values[name] for name in _OWN_PEOPLE if name in values}


def _record(values: Mapping[str, Any]) -> Application | None:
    text = YamlWriter().text({**values, "status": "draft"})
    record = read_record(text.encode(), "data/programmes/x/applications/x.yaml").record
    return record if isinstance(record, Application) else None


def _without_status(record: Application | None) -> Any:
    return plain_values(record, omit=lambda name, _: name == "status") if record else None


def _add_people(
    repo: Repo, added: Mapping[str, Person], files: dict[str, bytes], before: dict[str, str]
) -> Iterator[Finding]:
    """Put the new people into the private store's text."""
    content = read_bytes(repo.root, PEOPLE)
    values = {key: plain_values(person) for key, person in added.items()}
    if not isinstance(content, bytes):
        files[PEOPLE] = YamlWriter().text({"schema": "samskab/people@1", "people": values}).encode()
        return
    text: str | Finding = content.decode("utf-8", "replace")
    if nobody := _NOBODY.search(str(text)):
        files[PEOPLE], before[PEOPLE] = _first_people(nobody, values).encode(), digest_of(content)
        return
    for key, person in values.items():
        if isinstance(text, str):
            text = splice(text, f"people.{key}", person, PEOPLE)
    if isinstance(text, Finding):
        yield text
        return
    files[PEOPLE] = text.encode()
    before[PEOPLE] = digest_of(content)


def _first_people(nobody: re.Match[str], values: Mapping[str, Any]) -> str:
    """The private store's text with a line for each person in the place of `people: {}`."""
    text, newline = nobody.string, "\r\n" if "\r\n" in nobody.string else "\n"
    lines = YamlWriter().text({"people": values}).rstrip("\n").replace("people:", f"people:{nobody['remark']}", 1)
    return text[: nobody.start()] + lines.replace("\n", newline) + text[nobody.end() :]
