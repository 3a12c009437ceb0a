"""The sheets of assessors -> the assessment files that `samskab intake` writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from samskab.finding import Finding
from samskab.intake.assessment_sheet import AssessorRow, assessor_rows
from samskab.intake.file_mark import FileState
from samskab.intake.form_table import FormFile
from samskab.model.assessment import Assessment
from samskab.model.programme import Programme
from samskab.storage.files import digest_of, read_bytes
from samskab.usecases.forms.read_forms import IntakeLine, IntakePlan, without_private_data
from samskab.usecases.load import Repo
from samskab.yaml.dump import YamlWriter
from samskab.yaml.splice import splice

_HEAD = "# yaml-language-server: $schema=../../../../schemas/assessment.json"


def plan_assessments(
    repo: Repo, programme: Programme, forms: Iterable[FormFile], today: date, *, update: bool
) -> IntakePlan:
    """The files with the scores of the sheets, each put in beside those of other assessors.

    What an assessor has judged before is replaced only with `update`. Scores hold the day they were read, `today`.
    """
    plan = _Plan(repo, programme, today, update=update)
    for form in forms:
        clean, private = without_private_data(form, today)
        read = assessor_rows(clean, programme.criteria, [each.id for each in repo.data.applications(programme.id)])
        plan.findings += [*private, *read.findings]
        for row in read.rows:
            plan.add(row)
    return IntakePlan((), tuple(plan.lines), plan.files, plan.before, 0, tuple(plan.findings), kind="scores")


class _Plan:
    """The files of a programme's assessments, one line after another."""

    def __init__(self, repo: Repo, programme: Programme, today: date, *, update: bool) -> None:
        self._repo = repo
        self._programme = programme
        self._today = today
        self._update = update
        self._known = dict(repo.data.assessments(programme.id))
        self.lines: list[IntakeLine] = []
        self.files: dict[str, bytes] = {}
        self.before: dict[str, str] = {}
        self.findings: list[Finding] = []

    def add(self, row: AssessorRow) -> None:
        """Put in what one assessor has judged of one application."""
        path = f"data/programmes/{self._programme.id}/assessments/{row.application}.yaml"
        there = self._known.get(row.application)
        text = self._text(path, row)
        if text is None:
            return
        changes, state = _changes(row, there, self._today)
        name = self._repo.data.applicant_name_of(self._programme.id, row.application)
        self.lines.append(IntakeLine(row.span, f"{name}, {row.by}", path, state))
        if state == "unchanged" or (state == "theirs" and not self._update):
            return
        for field, value in changes:
            spliced = splice(text, field, value, path)
            if isinstance(spliced, Finding):
                self.findings.append(spliced._replace(span=row.span))
                return
            text = spliced
        self.files[path] = text.encode()
        self._known[row.application] = _with(there, row, self._programme.id, self._today)

    def _text(self, path: str, row: AssessorRow) -> str | None:
        """The file as it stands, or the head of a new one; None when it cannot be read."""
        if path in self.files:
            return self.files[path].decode()
        content = read_bytes(self._repo.root, path)
        if isinstance(content, bytes):
            self.before[path] = digest_of(content)
            return content.decode("utf-8", "replace")
        if (self._repo.root / path).exists():
            self.findings.append(content)
            return None
        values: dict[str, Any] = {"schema": "samskab/assessment@1", "programme": self._programme.id}
        values["application"] = row.application
        judged = self._repo.data.application(self._programme.id, row.application)
        values |= {"demonstration": True} if judged and judged.demonstration else {}
        return f"{_HEAD}\n{YamlWriter().text(values)}"


def _changes(row: AssessorRow, there: Assessment | None, today: date) -> tuple[list[tuple[str, Any]], FileState]:
    """What is written into a file, field by field, and what has become of the assessor's scores."""
    scores = there.assessments if there else ()
    conflicts = there.conflicts if there else ()
    place = next((n for n, each in enumerate(scores) if each.by == row.by), len(scores))
    changes: list[tuple[str, Any]] = []
    state: FileState = "unchanged"
    if row.scores or row.note:
        own = scores[place] if place < len(scores) else None
        if own is None or (dict(own.scores), own.note or "") != (dict(row.scores), row.note):
            given: dict[str, Any] = {"by": row.by, "on": today, "scores": dict(row.scores)}
            given |= {"note": row.note} if row.note else {}
            changes.append(_put("assessments", place, given, is_first=not scores))
            state = "new" if own is None else "theirs"
    if row.conflict and not any(each.by == row.by for each in conflicts):
        given = {"by": row.by, "why": row.conflict}
        changes.append(_put("conflicts", len(conflicts), given, is_first=not conflicts))
        state = "new" if state == "unchanged" else state
    return changes, state


def _put(name: str, place: int, value: dict[str, Any], *, is_first: bool) -> tuple[str, Any]:
    return (name, [value]) if is_first else (f"{name}[{place}]", value)


def _with(there: Assessment | None, row: AssessorRow, programme: str, today: date) -> Assessment:
    """The record with what was put in, for a further line of the same application."""
    from samskab.model.assessment import Conflict, Scores

    known = there or Assessment(schema="samskab/assessment@1", programme=programme, application=row.application)
    scores = [each for each in known.assessments if each.by != row.by]
    if row.scores or row.note:
        scores.append(Scores(by=row.by, on=today, scores=dict(row.scores), note=row.note or None))
    conflicts = [*known.conflicts, *([Conflict(by=row.by, why=row.conflict)] if row.conflict else [])]
    return Assessment(
        schema=known.schema,
        programme=known.programme,
        application=known.application,
        demonstration=known.demonstration,
        assessments=tuple(scores),
        conflicts=tuple(conflicts),
    )
