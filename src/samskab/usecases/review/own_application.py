"""An application as its municipality sees it: what to put right, question by question, and what happens next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from samskab.check.rules.application.answers import asked, is_answered
from samskab.check.rules.application.lengths import count_words
from samskab.check.run import CODES
from samskab.documents.view.applicants import ApplicantViews, ApplicationView, applicant_name
from samskab.documents.view.deadline import deadline_view
from samskab.finding import Finding, Severity
from samskab.language import Fact, Language, phrase_key
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.eligibility import round_of
from samskab.model.field_lookup import phrase_at
from samskab.model.field_types import VagueDay
from samskab.model.programme import Demand, Programme, Question
from samskab.report.findings.verdict import Verdict, covered
from samskab.report.review.content import BlockKind, LineState, OwnApplication, QuestionLine, Repair, Shown
from samskab.storage.files import programme_of, stem_of
from samskab.usecases.load import read_one
from samskab.usecases.review.notes import withdrawal_lines
from samskab.usecases.review.request import ChangedPath, ChangeRequest
from samskab.yaml.new_files.application import answer_place, commitment_place
from samskab.yaml.records import FileRead

_FAMILIES = ("SK0", "SK3", "SK7")
"""The codes that a municipality can put right: of the form of its file, its answers, personal data."""
_IN_A_NOTE = "SK701"
"""CPR numbers have a note of their own in the review."""
_FORM_FIELDS = ("applicant", "contact", "participants", "local_area", "partners", "hosting")
_EMPTY = "SK033"
_LINE: BlockKind = "line"
_LINES: BlockKind = "lines"
_EXAMPLE: BlockKind = "example"
_LONGEST_BLOCK = 2_000
_NEXT_DATES = 4


class _Subject(NamedTuple):
    """An application that is looked at. `record` is what could be read; `data` the programme as it is now."""

    read: FileRead
    record: Application | None
    programme: Programme
    data: Dataset
    verdict: Verdict
    today: date


def own_application(
    request: ChangeRequest,
    each: ChangedPath,
    data: Dataset,
    findings: Iterable[Finding],
    language: Language,
    today: date,
) -> OwnApplication:
    """One application that a request changes.

    data        the programme as it is now
    findings    those of the later side; only those in this file are shown
    """
    path, programme = each.path, data.programmes[programme_of(each.path)]
    read = read_one(request.sides.after, path)
    record = read.record if isinstance(read.record, Application) else None
    questions = FormQuestions(programme, language)
    own = tuple(f for f in findings if f.span.path == path and _is_theirs(f, each))
    verdict = Verdict(own, language, {path: read.text}, 1, questions)
    known = request.application(each.was or path) or record
    subject = _Subject(read, record, programme, data, verdict, today)
    return OwnApplication(
        path,
        programme.id,
        language.choose_line(programme.title),
        applicant_name(data, known, language) if known else stem_of(path),
        tuple(_repairs(subject)),
        tuple(_lines(subject)),
        tuple(_shown(subject)),
        tuple(_next_steps(subject)),
    )


def _is_theirs(finding: Finding, each: ChangedPath) -> bool:
    """Whether the municipality can put it right by a change in its file."""
    if finding.code == _IN_A_NOTE or (finding.code == "SK301" and each.change == "renamed"):
        return False
    return finding.code.startswith(_FAMILIES) and CODES[finding.code].mended_by != "secretariat"


class FormQuestions:
    """Field or finding -> the question of the form that it is about, or the record's own question for the field."""

    def __init__(self, programme: Programme, language: Language) -> None:
        self._programme, self._language = programme, language

    def __call__(self, finding: Finding) -> str:
        """The question that a finding is about."""
        return self.title(finding.field)

    def title(self, field: str) -> str:
        """The question that a field answers, in words; empty where there is none."""
        asked_for = self.of(field)
        if isinstance(asked_for, Question):
            return self._language.choose_line(asked_for.title)
        if asked_for is not None:
            return self._language.choose_line(asked_for.text)
        key = phrase_at(Application, field, self._language) if field else None
        return self._language.say(key) if key is not None else ""

    def of(self, field: str) -> Question | Demand | None:
        """The question or the commitment that a field answers."""
        top, _, rest = field.partition(".")
        inner = rest.partition(".")[0].partition("[")[0]
        if top == "commitments":
            return next((demand for demand in self._programme.commitments if demand.id == inner), None)
        if top == "answers":
            return self._programme.question(inner)
        return next((each for each in self._programme.questions if each.field == top.partition("[")[0]), None)


def _repairs(subject: _Subject) -> Iterator[Repair]:
    """What must be put right and what would be better. A line with several mistakes is shown right once."""
    findings = [f for f in subject.verdict.findings if f.severity is not Severity.INFO]
    done: set[int] = set()
    advised: set[str] = set()
    for finding in findings:
        line = finding.span.line
        repair = _repair(subject, finding, [f for f in findings if f.span.line == line])
        if repair.block_kind in {_LINE, _LINES} and repair.block:
            repair = repair._replace(block="" if line in done else repair.block)
            done.add(line)
        yield repair._replace(advice="" if finding.code in advised else repair.advice)
        advised.add(finding.code)


def _repair(subject: _Subject, finding: Finding, on_line: Sequence[Finding]) -> Repair:
    verdict, language = subject.verdict, subject.verdict.language
    missing, kind = _missing_place(subject, finding)
    block = missing
    if not missing:
        block, kind = _corrected(subject, finding, on_line)
    has_advice = not block and not finding.code.startswith("SK0")
    return Repair(
        0 if missing or (finding.span.line <= 1 and not finding.field) else finding.span.line,
        "" if missing else verdict.asked(finding),
        verdict.sentence(finding),
        language.say(phrase_key(finding.code, "fix")) if has_advice else "",
        block,
        kind,
        finding.severity is Severity.ERROR,
    )


def _missing_place(subject: _Subject, finding: Finding) -> tuple[str, BlockKind]:
    """The lines to fill in, for what is not answered at all, and where they go."""
    language, programme, record = subject.verdict.language, subject.programme, subject.record
    if finding.code == "SK323":
        key = finding.hint.partition(":")[0]
        question = programme.question(key) or FormQuestions(programme, language).of(finding.field)
        is_begun = record is not None and bool(record.answers) and not finding.field.startswith(_FORM_FIELDS)
        place = answer_place([question], language, begun=is_begun) if isinstance(question, Question) else ""
        return place, "answers" if is_begun else "paste"
    if finding.field == "answers" and finding.code == _EMPTY:
        asked_for = [each for each in programme.questions if not each.field and each.required]
        return answer_place(asked_for, language, begun=False), "instead"
    demands = programme.commitments if finding.code == "SK344" else ()
    if finding.code == "SK332":
        demands = tuple(demand for demand in programme.commitments if demand.id == finding.values["key"])
    is_begun = finding.code == "SK332"
    place = commitment_place(demands, language, begun=is_begun) if demands else ""
    return place, "commitments" if is_begun else "paste"


def _corrected(subject: _Subject, finding: Finding, on_line: Sequence[Finding]) -> tuple[str, BlockKind]:
    """The line as it should be, or an example of it; empty when it may not be shown or is not known."""
    verdict, record = subject.verdict, subject.record
    if finding.code == "SK316" and record is not None and record.status == "withdrawn":
        return withdrawal_lines(verdict.language, subject.today), _LINES
    line = verdict.line(finding.span)
    hint = verdict.hint(finding)
    better, span = verdict.replacement(finding), finding.span
    if better and span.end_line > span.line:
        last = verdict.line(span._replace(line=span.end_line))
        made, kind = line[: span.column - 1] + better + last[span.end_column - 1 :], _LINES
    elif better:
        made, kind = _all_replaced(verdict, line, on_line), _LINE
    elif quoted := _quoted(line, finding.hint):
        made, kind = quoted, _LINE
    elif "\t" in line[: len(line) - len(line.lstrip())]:
        made, kind = f"{line[: len(line) - len(line.lstrip())].expandtabs(4)}{line.lstrip()}", _EXAMPLE
    else:
        made, kind = (hint if hint == finding.hint and "…" not in hint else ""), _EXAMPLE
    return (made if len(made) <= _LONGEST_BLOCK and covered(made) == made else ""), kind


def _quoted(line: str, hint: str) -> str:
    """The line that ends with the text which a hint has in quotes, with the quotes; else empty."""
    text = hint[1:-1].replace("''", "'")
    return line.removesuffix(text) + hint if hint[:1] == "'" == hint[-1:] and text and line.endswith(text) else ""


def _all_replaced(verdict: Verdict, line: str, findings: Iterable[Finding]) -> str:
    """A line with every certain correction, from its end to its beginning."""
    end = len(line) + 1
    for finding in sorted(findings, key=lambda f: f.span.column, reverse=True):
        better, span = verdict.replacement(finding), finding.span
        if better and span.end_line == span.line and span.end_column <= end:
            line, end = line[: span.column - 1] + better + line[span.end_column - 1 :], span.column
    return line


def _lines(subject: _Subject) -> Iterator[QuestionLine]:
    """Each question and each commitment, with whether it is answered and whether something is wrong there."""
    record, language = subject.record, subject.verdict.language
    if record is None:
        return
    questions = FormQuestions(subject.programme, language)
    wrong = {_id_of(questions.of(f.field)) for f in subject.verdict.findings if f.severity is not Severity.INFO}
    for question in asked(subject.data, record):
        answered = is_answered(record, question)
        answer = record.answers.get(question.id)
        words = count_words(answer) if isinstance(answer, str) else 0
        state = _state(answered, question.required, f"question {question.id}" in wrong)
        yield QuestionLine(language.choose_line(question.title), state, words, question.max_words)
    for demand in subject.programme.commitments:
        state = _state(demand.id in record.commitments, True, f"commitment {demand.id}" in wrong)
        yield QuestionLine(language.choose_line(demand.text), state)


def _id_of(asked_for: Question | Demand | None) -> str:
    if asked_for is None:
        return ""
    return f"{'question' if isinstance(asked_for, Question) else 'commitment'} {asked_for.id}"


def _state(answered: bool, required: bool, wrong: bool) -> LineState:
    if not answered:
        return "missing" if required else "optional"
    return "wrong" if wrong else "answered"


def _shown(subject: _Subject) -> Iterator[Shown]:
    """The application as the receipt has it."""
    record, language = subject.record, subject.verdict.language
    if record is None:
        return
    view = ApplicantViews(subject.data, subject.programme, language).application(record, (), subject.today)
    yield Shown(language.say("review.applicant"), applicant_name(subject.data, record, language))
    yield from _people(view, language)
    if view.area:
        yield Shown(language.say("review.area"), view.area)
    if view.partners:
        yield Shown(language.say("review.partners"), language.listing(view.partners))
    if view.hosting:
        yield Shown(language.say("review.hosting"), view.hosting)
    yield from (Shown(each.question, each.answer) for each in view.answers)
    for each in view.commitments:
        yield Shown(each.text, f"{each.answer}. {each.explanation}" if each.explanation else each.answer)


def _people(view: ApplicationView, language: Language) -> Iterator[Shown]:
    people = [", ".join(text for text in (one.role, one.title, one.unit) if text) for one in view.participants]
    if people:
        yield Shown(language.say("review.participants"), "\n".join(people))


def _next_steps(subject: _Subject) -> Iterator[Fact]:
    """Until when the municipality may change it, and the days that the programme has announced."""
    programme, record, language = subject.programme, subject.record, subject.verdict.language
    if record is not None and record.status == "draft":
        yield Fact("review.step.draft", {})
    entry = round_of(programme, record) if record else next(iter(programme.intake.rounds), None)
    deadline = deadline_view(entry, language, subject.today)
    if deadline.known and not deadline.passed:
        yield Fact("review.step.deadline", {"deadline": deadline.text})
    dates = sorted(_dates(programme, language, subject.today), key=lambda each: each[0])
    yield from (fact for _, fact in dates[:_NEXT_DATES])


def _dates(programme: Programme, language: Language, today: date) -> Sequence[tuple[date, Fact]]:
    """The days to come: those of the programme's steps, and of the lot."""
    found = []
    for step in programme.steps:
        if isinstance(step.on, VagueDay) and step.on.last() >= today:
            values = {"day": language.vague_day(step.on), "title": language.choose_line(step.title)}
            found.append((step.on.first(), Fact("review.step.day", values)))
    lot = programme.selection.lot if programme.selection else None
    if lot and lot.on and lot.on >= today:
        found.append((lot.on, Fact("review.step.lot", {"day": language.full_day(lot.on)})))
    return found
