"""The files that a form's page saves -> its answers as one line of a table, and the people of the second file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from samskab.codes.declared import make_finding
from samskab.finding import Span
from samskab.intake.form_table import FormCell, FormFile, FormTable
from samskab.model.application import Application, Commitment
from samskab.model.people import People, Person
from samskab.yaml.records import read_record

_PERSON = ".person"
_SCHEMA = re.compile(rb"^schema: *[\"']?samskab/(?:application|people)@", re.MULTILINE)


def read_page(content: bytes, path: str) -> FormFile:
    """The application, or the people, that a page saved. Never raises for bad data.

    What is wrong with the file as a record, and SK796 for a file of another kind.
    """
    if not _SCHEMA.search(content):
        return FormFile(path, findings=(make_finding("SK796", Span(path)),), via="web")
    read = read_record(content, path, anywhere=True)
    record, form = read.record, FormFile(path, findings=read.findings, text=read.text, via="web", is_page=True)
    if isinstance(record, People):
        return form._replace(people=dict(record.people))
    if isinstance(record, Application):
        answers = tuple(_answers(record))
        lines = tuple(
            tuple(FormCell(line, record.at(field)) for field, line in each) for each in zip(*answers, strict=True)
        )
        return form._replace(tables=(FormTable(path, lines),))
    return form


def join_people(forms: Iterable[FormFile]) -> list[FormFile]:
    """The forms with names and addresses in the place of the keys that the pages gave.

    An application takes its people from one file that has all of them. SK795 a person where no file has them all, SK797
    an application where files have other people for its keys, SK798 a file with people of none of the applications.
    """
    given = list(forms)
    stores = [form.people for form in given if form.people]
    asked = [keys for form in given if (keys := _keys(form))]
    return [_without_application(form, asked) if form.people else _joined(form, stores) for form in given]


def _keys(form: FormFile) -> frozenset[str]:
    """The keys of people in an application that a page saved."""
    if not form.is_page or not form.tables:
        return frozenset()
    columns = zip(*form.tables[0].lines, strict=True)
    return frozenset(text.text for heading, text in columns if heading.text.endswith(_PERSON))


def _without_application(form: FormFile, asked: Iterable[frozenset[str]]) -> FormFile:
    if any(keys <= form.people.keys() for keys in asked):
        return form
    return form._replace(findings=(*form.findings, make_finding("SK798", Span(form.path))))


def _joined(form: FormFile, stores: Iterable[Mapping[str, Person]]) -> FormFile:
    keys = _keys(form)
    if not keys:
        return form
    found: list[dict[str, Person]] = []
    for store in stores:
        if keys <= store.keys() and (own := {key: store[key] for key in keys}) not in found:
            found.append(own)
    people = found[0] if len(found) == 1 else {}
    table = form.tables[0]
    columns: list[tuple[FormCell, FormCell]] = []
    findings = [make_finding("SK797", Span(form.path))] if len(found) > 1 else []
    for heading, text in zip(*table.lines, strict=True):
        if not heading.text.endswith(_PERSON):
            columns.append((heading, text))
        elif people:
            columns += _of_person(heading, text, people[text.text])
        elif not found:
            findings.append(make_finding("SK795", text.span))
    table = table._replace(lines=tuple(zip(*columns, strict=True)))
    return form._replace(tables=(table,), findings=(*form.findings, *findings))


def _of_person(heading: FormCell, text: FormCell, person: Person) -> Iterator[tuple[FormCell, FormCell]]:
    stem = heading.text.removesuffix(_PERSON)
    for part, value in (("name", person.name), ("mail", person.mail), ("phone", person.phone)):
        if value:
            yield FormCell(f"{stem}.{part}", heading.span), FormCell(value, text.span)


def _answers(record: Application) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Each field that is filled in: its place in the file with the heading, and with the text."""
    for heading, field, text in _fields(record):
        if text is not None:
            yield (field, heading), (field, text)


def _fields(record: Application) -> Iterator[tuple[str, str, str | None]]:
    """Heading, field and text."""
    yield "programme", "programme", record.programme
    yield "round", "round", record.round
    yield "applicant", "applicant", " og ".join(record.applicant.municipalities)
    yield "contact.person", "contact", record.contact
    yield "contact.title", "contact_title", record.contact_title
    yield from _participants(record)
    yield from ((f"counts.{role}", f"counts.{role}", str(count)) for role, count in record.counts.items())
    if record.local_area:
        yield "local_area.name", "local_area.name", record.local_area.name
    if record.partners:
        yield "partners", "partners", "\n".join(partner.name for partner in record.partners)
    if hosting := record.hosting:
        yield "hosting.willing", "hosting.willing", _text(hosting.willing)
        yield "hosting.seats", "hosting.seats", None if hosting.seats is None else str(hosting.seats)
        yield "hosting.not_on", "hosting.not_on", ";".join(map(str, hosting.not_on)) or None
        yield "hosting.note", "hosting.note", hosting.note
    for key, answer in record.answers.items():
        yield f"answers.{key}", f"answers.{key}", _text(answer)
    for key, commitment in record.commitments.items():
        field = f"commitments.{key}"
        if isinstance(commitment, Commitment):
            yield field, f"{field}.accepted", _text(commitment.accepted)
            yield f"{field}.text", f"{field}.text", commitment.text
        else:
            yield field, field, _text(commitment)


def _participants(record: Application) -> Iterator[tuple[str, str, str | None]]:
    counts: Counter[str] = Counter()
    for place, each in enumerate(record.participants):
        counts[each.role] += 1
        heading, field = f"participants.{each.role}-{counts[each.role]}", f"participants[{place}]"
        for part, text in (("person", each.person), ("title", each.title), ("unit", each.unit)):
            yield f"{heading}.{part}", f"{field}.{part}", text


def _text(answer: str | int | bool | tuple[str, ...]) -> str:
    """An answer as the cell of a spreadsheet holds it."""
    if isinstance(answer, bool):
        return "ja" if answer else "nej"
    return ";".join(answer) if isinstance(answer, tuple) else str(answer)
