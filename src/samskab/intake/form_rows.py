"""Lines of a form -> applications of the programme; what does not fit is a finding at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import dropwhile
from typing import Any, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Severity, Span
from samskab.intake.answer_values import WHOLE_NUMBER, YES_OR_NO, one_of, several_of, whole_number, yes_no
from samskab.intake.columns import COMMITMENT, ColumnMeaning, KnownHeadings, unasked
from samskab.intake.form_table import FormCell, FormFile, FormLine
from samskab.intake.headings import HeadedTable, headed_table
from samskab.intake.municipality_names import MunicipalityNames
from samskab.intake.times import moments
from samskab.language import Fact
from samskab.model.field_types import Instant, Words
from samskab.model.municipality import Municipality
from samskab.model.programme import HOSTING_PARTS, PERSON_PARTS, Demand, Programme, Question
from samskab.yaml.struct_reader import MOST_FINDINGS

_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_WITH_BRACKETS = re.compile(r"[^()]+(?:\([^()]+\)[^()]*)+")
_MAIL = re.compile(r"[\w.%+'-]{1,64}@[\w.-]{1,180}\.[A-Za-z]{2,24}")
_BETWEEN_DAYS = re.compile(r"[;\n]|, ?(?=\d{1,4}[-./ ])| (?:og|and) ")
_NAME_OR_CODE = Fact("intake.name_or_code", {})
_NOBODY = frozenset({"", "anonymous", "anonym", "-"})
_CONTACT = frozenset({"name", "first", "last", "mail", "phone", "title", "contact", "people"})


class FoundPerson(NamedTuple):
    """A person in a form: the contact, or a participant in a role."""

    role: str
    name: str = ""
    mail: str = ""
    phone: str = ""
    title: str = ""
    unit: str = ""


class FormRow(NamedTuple):
    """A line as an application: place, applicants, time of receipt, people, other fields, answers, commitments.

    `fields` are fields of the application (`local_area`, `partners`, `hosting`, `counts`, `round`); `commitments` id ->
    whether accepted, or a mapping of `accepted` and `text` where it is explained.
    """

    span: Span
    via: str
    municipalities: tuple[Municipality, ...]
    received: Instant | None
    people: tuple[FoundPerson, ...]
    fields: Mapping[str, Any]
    answers: Mapping[str, Any]
    commitments: Mapping[str, Any]


class NamedColumn(NamedTuple):
    """A heading and what its column holds."""

    heading: FormCell
    meaning: ColumnMeaning


class FormRows(NamedTuple):
    """The columns of a form, its lines as applications, and what does not fit.

    `without` is what must be answered and has no column in a table.
    """

    columns: tuple[NamedColumn, ...]
    rows: tuple[FormRow, ...]
    findings: tuple[Finding, ...]
    without: tuple[Words, ...] = ()


def form_rows(
    form: FormFile, programme: Programme, municipalities: Iterable[Municipality], *, with_people: bool = False
) -> FormRows:
    """The lines as applications, people only `with_people` (where there is a private store).

    SK059 columns of people without a private store, SK081 unknown column, SK082 no column for the municipality, SK083
    unknown municipality, SK084 an answer that the question does not allow, SK783 a day that can be two, SK788 several
    people in one cell, SK792 a form of another programme, SK799 details without a yes or a no, SK099 headings of a Word
    file that are no questions.
    """
    known = KnownHeadings(programme)
    table, findings = headed_table(form, known.is_known)
    if table is None:
        return FormRows((), (), (*form.findings, *findings))
    if form.via == "docx":
        table = _placed_by_words(table, form.path, known)
    columns = tuple(
        NamedColumn(cell._replace(text=known.shown(cell.text)), known.meaning(cell.text))
        for cell in table.headings
        if not cell.is_blank
    )
    at = [number for number, cell in enumerate(table.headings) if not cell.is_blank]
    findings += _of_columns((each for each in columns if each.heading.text not in form.loose), with_people=with_people)
    findings += _without_heading(table.headings, table.lines)
    findings += _not_read([each for each in columns if each.heading.text in form.loose])
    is_table = form.via in {"csv", "xlsx"}
    rows: list[FormRow] = []
    if any(column.meaning.field == "municipality" for column in columns):
        reader = _Reader(columns, programme, MunicipalityNames(municipalities), form.via, with_people=with_people)
        rows = [row for line in table.lines if (row := reader.read([line[number] for number in at]))]
        findings += reader.findings
    elif table.headings:
        findings.append(make_finding("SK082", table.headings[0].span if is_table else Span(form.path)))
    without = unasked(programme, {each.meaning.field for each in columns}) if is_table else ()
    return FormRows(columns, tuple(rows), (*form.findings, *findings), tuple(without))


def _placed_by_words(table: HeadedTable, path: str, known: KnownHeadings) -> HeadedTable:
    """The table of a Word file, each place named by the words of its question: `skema.docx:Mail`."""
    spans = [Span(f"{path}:{known.shown(cell.text)}") for cell in table.headings]

    def placed(line: FormLine) -> FormLine:
        return tuple(FormCell(cell.text, span) for cell, span in zip(line, spans, strict=True))

    return HeadedTable(placed(table.headings), tuple(map(placed, table.lines)))


def _of_columns(columns: Iterable[NamedColumn], *, with_people: bool) -> Iterator[Finding]:
    people = []
    for column in columns:
        heading, meaning = column
        if meaning.certainty == "unknown":
            near = _quoted(meaning.near) or (Fact("intake.none_near", {}),)
            yield make_finding("SK081", heading.span, {"column": heading.text, "near": near})
        elif meaning.field == "people":
            yield make_finding("SK788", heading.span, {"column": heading.text})
        elif not with_people and _is_personal(meaning.field):
            people.append(heading)
    if people:
        yield make_finding(
            "SK059", people[0].span, {"columns": tuple(each.text for each in people), "count": len(people)}
        )


def _not_read(columns: Sequence[NamedColumn]) -> Iterator[Finding]:
    """SK099 for what stands below headings that may be no questions, and are none; not for what comes before them."""
    after = dropwhile(_is_unknown, columns)
    unknown = [each.heading for each in after if _is_unknown(each)]
    if unknown:
        values = {"headings": _quoted(each.text for each in unknown), "count": len(unknown)}
        yield make_finding("SK099", unknown[0].span, values)


def _is_unknown(column: NamedColumn) -> bool:
    return column.meaning.certainty == "unknown"


def _quoted(titles: Iterable[str]) -> tuple[Fact, ...]:
    return tuple(Fact("intake.title", {"title": title}) for title in titles)


def _is_personal(field: str) -> bool:
    if field.startswith(COMMITMENT):
        return False
    return field in _CONTACT - {"title"} or field.rpartition(".")[2] in {"name", "mail", "phone"} & set(PERSON_PARTS)


def _without_heading(headings: FormLine, lines: Iterable[FormLine]) -> Iterator[Finding]:
    """SK081 for a column with answers and no heading."""
    for number in (number for number, cell in enumerate(headings) if cell.is_blank):
        first = next((line[number] for line in lines if not line[number].is_blank), None)
        if first:
            values = {"column": "", "near": (Fact("intake.none_near", {}),)}
            yield make_finding("SK081", first.span, values)


class _Reader:
    """Reads one line after another and notes what does not fit."""

    def __init__(
        self,
        columns: tuple[NamedColumn, ...],
        programme: Programme,
        names: MunicipalityNames,
        via: str,
        *,
        with_people: bool,
    ) -> None:
        self.findings: list[Finding] = []
        self._columns = columns
        self._programme = programme
        self._names = names
        self._via = via
        self._with_people = with_people
        self._demands = {f"{COMMITMENT}{demand.id}": demand for demand in programme.commitments}
        self._is_order_asked = False

    def read(self, cells: list[FormCell]) -> FormRow | None:
        """The application of a line; None when something in it does not fit."""
        before = len(self.findings)
        values: dict[str, Any] = {}
        for column, cell in zip(self._columns, cells, strict=True):
            text = cell.text.replace("\r\n", "\n").strip()
            field = column.meaning.field
            if (
                text
                and field not in {"", "ignore", "people"}
                and (value := self._value(column, text, cell)) is not None
            ):
                values.setdefault(field, value)
        if "municipality" not in values and len(self.findings) == before:
            place = next(n for n, column in enumerate(self._columns) if column.meaning.field == "municipality")
            self._wrong("SK083", cells[place], name="", meant=_NAME_OR_CODE)
        if len(self.findings) > before:
            return None
        own = {question.id: question for question in self._programme.questions}
        self._report_unanswered(values, cells)
        self._report_no_address(cells)
        return FormRow(
            cells[0].span,
            self._via,
            values["municipality"],
            values.get("received"),
            tuple(_people(values, self._programme)) if self._with_people else (),
            {str(own[key].field): value for key, value in values.items() if key in own and own[key].field}
            | dict(_more_fields(values, own)),
            {key: value for key, value in values.items() if key in own and not own[key].field},
            {demand.id: _commitment(values, key) for key, demand in self._demands.items() if key in values},
        )

    def _report_unanswered(self, values: Mapping[str, Any], cells: list[FormCell]) -> None:
        """SK799 for what is written below a question of yes or no that has no answer."""
        offer = next((each for each in self._programme.questions if each.field == "hosting"), None)
        asked = [(key, demand.text.da, [f"{key}.text"]) for key, demand in self._demands.items()]
        asked += [(offer.id, offer.title.da, [*HOSTING_PARTS])] if offer else []
        for key, title, parts in asked:
            more = next((part for part in parts if part in values), None)
            if more and key not in values:
                place = next(n for n, column in enumerate(self._columns) if column.meaning.field == more)
                self._wrong("SK799", cells[place], question=title)

    def _report_no_address(self, cells: list[FormCell]) -> None:
        """SK084, as a warning, for a mail address of a person that is none, or several."""
        for column, cell in zip(self._columns, cells, strict=True):
            is_mail = self._with_people and column.meaning.field.rpartition(".")[2] == "mail"
            is_meant = "@" in cell.text or self._via == "docx" or column.meaning.certainty != "service"
            text = cell.text.strip()
            if is_mail and is_meant and text.lower() not in _NOBODY and len(_MAIL.findall(text)) != 1:
                values = {"column": column.heading.text, "value": text, "allowed": (Fact("intake.an_address", {}),)}
                self.findings.append(make_finding("SK084", cell.span, values)._replace(severity=Severity.WARNING))

    def _value(self, column: NamedColumn, text: str, cell: FormCell) -> Any:
        field = column.meaning.field
        if field == "municipality":
            return self._municipalities(text, cell)
        if field == "received":
            return self._received(text, column, cell)
        if field in self._demands:
            return self._yes_no(text, self._demands[field], column, cell)
        if field.startswith("counts.") or field == "hosting.seats":
            return self._whole_number(text, column, cell)
        if field == "hosting.not_on":
            return self._exact_days(text, column, cell)
        if field == "programme":
            if text != self._programme.id:
                self._wrong("SK792", cell, value=text, programme=self._programme.id)
            return None
        question = self._programme.question(field)
        return text if question is None else self._answer(question, text, column, cell)

    def _municipalities(self, text: str, cell: FormCell) -> tuple[Municipality, ...] | None:
        found = self._names.all_of(text)
        if not found:
            name = self._names.unknown_in(text)
            near = self._names.near(name) if len(self.findings) < MOST_FINDINGS else ()
            self._wrong("SK083", cell, name=name, meant=Fact("intake.meant", {"near": near}) if near else _NAME_OR_CODE)
        return found or None

    def _received(self, text: str, column: NamedColumn, cell: FormCell) -> Instant | None:
        found = moments(text, self._programme.intake.dates)
        if len(found) > 1:
            if not self._is_order_asked:
                days = tuple(each.moment.date() for each in found)
                self._wrong("SK783", cell, value=text, column=column.heading.text, first=days[0], second=days[1])
            self._is_order_asked = True
            return found[0]
        if not found:
            self._misfit(column, text, cell, (Fact("intake.a_time", {}),))
        return found[0] if found else None

    def _yes_no(self, text: str, demand: Demand, column: NamedColumn, cell: FormCell) -> bool | None:
        found = yes_no(text, (demand.text.da, demand.text.en))
        if found is None:
            self._misfit(column, text, cell, YES_OR_NO)
        return found

    def _whole_number(self, text: str, column: NamedColumn, cell: FormCell) -> int | None:
        found = whole_number(text)
        if found is None:
            self._misfit(column, text, cell, (WHOLE_NUMBER,))
        return found

    def _exact_days(self, text: str, column: NamedColumn, cell: FormCell) -> list[date] | None:
        """Days that are separated by a comma, a semicolon, a line or "og"; each must have one meaning."""
        found = [moments(part, self._programme.intake.dates) for part in _BETWEEN_DAYS.split(text) if part.strip()]
        if all(len(each) == 1 for each in found):
            return [each[0].moment.date() for each in found]
        self._misfit(column, text, cell, (Fact("intake.some_days", {}),))
        return None

    def _answer(self, question: Question, text: str, column: NamedColumn, cell: FormCell) -> Any:
        if question.field:
            return self._own_field(question, text, column, cell)
        if question.type == "text":
            return text
        allowed: tuple[object, ...] = tuple(option.title for option in question.options)
        value: Any
        if question.type == "number":
            value, allowed = whole_number(text), (WHOLE_NUMBER,)
        elif question.type == "yes_no":
            value, allowed = yes_no(text), YES_OR_NO
        elif question.type == "choice":
            value = one_of(question.options, text)
        else:
            value, wrong = several_of(question.options, text)
            for part in wrong:
                self._misfit(column, part, cell, allowed)
            return value
        if value is None:
            self._misfit(column, text, cell, allowed)
        return value

    def _own_field(self, question: Question, text: str, column: NamedColumn, cell: FormCell) -> Any:
        line = " ".join(text.split())
        if question.field == "local_area":
            return {"name": line}
        if question.field == "partners":
            return [{"name": name.strip()} for name in re.split(r"[;\n]", text) if name.strip()]
        if question.field == "hosting":
            willing = yes_no(text)
            if willing is None:
                self._misfit(column, text, cell, YES_OR_NO)
            return None if willing is None else {"willing": willing}
        return text

    def _misfit(self, column: NamedColumn, text: str, cell: FormCell, allowed: tuple[object, ...]) -> None:
        self._wrong("SK084", cell, column=column.heading.text, value=text, allowed=allowed)

    def _wrong(self, code: str, cell: FormCell, **values: object) -> None:
        self.findings.append(make_finding(code, cell.span, values))


def _commitment(values: Mapping[str, Any], key: str) -> bool | dict[str, object]:
    """Whether a commitment is accepted, with the explanation where there is one."""
    text = values.get(f"{key}.text")
    return {"accepted": values[key], "text": text} if text else bool(values[key])


def _more_fields(values: Mapping[str, Any], own: Mapping[str, Question]) -> Iterator[tuple[str, Any]]:
    """The round, the numbers of people by role, and an offer to host with its seats, days and note."""
    if "round" in values:
        yield "round", values["round"]
    counts = {key.removeprefix("counts."): value for key, value in values.items() if key.startswith("counts.")}
    if counts:
        yield "counts", counts
    offered = next((key for key in values if key in own and own[key].field == "hosting"), None)
    if offered:
        parts = {part: values[f"hosting.{part}"] for part in ("seats", "not_on", "note") if f"hosting.{part}" in values}
        yield "hosting", {**values[offered], **parts}


def _people(values: Mapping[str, Any], programme: Programme) -> Iterator[FoundPerson]:
    """The contact, then the participants in the order of their columns."""
    free = str(values.get("contact", ""))
    mail = _MAIL.search(free)
    name = (mail and _MAIL.sub("", free)) or free
    found = {
        "name": values.get("name") or f"{values.get('first', '')} {values.get('last', '')}",
        "mail": values.get("mail") or (mail[0] if mail else ""),
        "phone": values.get("phone", ""),
        "title": values.get("title", ""),
    }
    if not found["name"].strip():
        found["name"] = name
    yield from _person("", found)
    roles = dict.fromkeys(field.rpartition(".")[0] for field in values if field.rpartition(".")[2] in PERSON_PARTS)
    for name in roles:
        role = name if programme.role(name) else re.sub(r"-\d{1,2}$", "", name)
        if programme.role(role):
            parts = {part: values[f"{name}.{part}"] for part in PERSON_PARTS if f"{name}.{part}" in values}
            yield from _person(role, parts)


def _person(role: str, parts: Mapping[str, str]) -> Iterator[FoundPerson]:
    """The person of these parts, when there is a name or an address; of several addresses none is taken."""
    kept = {part: _trimmed(text) for part, text in parts.items()}
    kept = {part: text for part, text in kept.items() if text.lower() not in _NOBODY}
    addresses = _MAIL.findall(kept.pop("mail", ""))
    if len(addresses) == 1:
        kept["mail"] = addresses[0]
    if "name" not in kept and "mail" in kept:
        kept["name"] = kept["mail"]
    if "name" in kept or "title" in kept or "unit" in kept:
        yield FoundPerson(role, **kept)


def _trimmed(text: str) -> str:
    """A text without the marks that stood around an address: `Ida Holm (barsel)` keeps its own brackets."""
    bare = " ".join(_EMPTY_BRACKETS.sub(" ", text).split()).strip(" ,;<>")
    return bare if _WITH_BRACKETS.fullmatch(bare) else bare.strip(" ,;<>()")
