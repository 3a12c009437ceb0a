"""The fields of a programme's form: what an applicant is asked, and where each answer stands in the application."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Literal, NamedTuple

from samskab.model.applicant_numbers import read_numbers
from samskab.model.field_types import Words
from samskab.model.programme import CONTACT_PARTS, Demand, Option, Programme, Question, Role, Round

FieldKind = Literal["municipality", "text", "line", "number", "yes_no", "choice", "choices", "days"]
BOXED: frozenset[FieldKind] = frozenset(("yes_no", "choices", "days"))
"""Kinds that are answered by ticking; days are those of the meetings that need a host."""
LONGEST_TAG = 64
"""Characters that Word allows in the tag of a content control."""


class FormField(NamedTuple):
    """One field.

    path     its place in an application: `answers.maal`, `commitments.timer`, `contact.name`, `counts.agent`
    part     which part of its question it is, such as `name`; empty where it is the whole answer
    options  of a choice
    """

    path: str
    kind: FieldKind
    part: str = ""
    options: tuple[Option, ...] = ()


class FormPart(NamedTuple):
    """A question, a commitment or a counted role, with its fields.

    `path` is `participants` for the people by role, whose rows have the fields of `PERSON_PARTS`.
    """

    path: str
    title: Words
    fields: tuple[FormField, ...] = ()
    help: Words | None = None
    required: bool = False
    question: Question | None = None
    demand: Demand | None = None
    role: Role | None = None


def form_parts(programme: Programme, intake: Round | None) -> Iterator[FormPart]:
    """What one round asks: its questions, the people by role, the numbers of people, and the commitments."""
    asked = intake.questions if intake else ()
    questions = [each for each in programme.questions if not asked or each.id in asked]
    read = read_numbers(programme)
    if not any(each.field == "applicant" for each in questions):
        yield FormPart("applicant", _MUNICIPALITY, _APPLICANT, required=True)
    for question in questions:
        path = question.field or f"answers.{question.id}"
        required = question.required or question.field == "applicant" or question.id in read
        yield FormPart(path, question.title, _fields(question), question.help, required, question)
    if any(role.named for role in programme.roles) and not any(each.field == "participants" for each in questions):
        yield FormPart("participants", _PARTICIPANTS)
    for role in programme.roles:
        if not role.named:
            path = f"counts.{role.id}"
            fields = (FormField(path, "number"),)
            required = role.id in read or bool(role.min)
            yield FormPart(path, role.plural or role.title, fields, role.help, required, role=role)
    for demand in programme.commitments:
        path = f"commitments.{demand.id}"
        more = (FormField(f"{path}.text", "text", "text"),) if demand.explain else ()
        yield FormPart(path, demand.text, (FormField(path, "yes_no"), *more), required=True, demand=demand)


def field_tag(path: str) -> str:
    """The path as the tag of a control in Word: a long one ends in a digest."""
    return path if len(path) <= LONGEST_TAG else f"{path[: LONGEST_TAG - 9]}-{sha256(path.encode()).hexdigest()[:8]}"


def rows_for_people(programme: Programme) -> int:
    """How many people a form has room for: as many as the roles allow, at least one, at most twelve."""
    most = sum(role.max or role.target or role.min or 2 for role in programme.roles if role.named)
    limits = [limit.max for limit in programme.limits if limit.max is not None]
    return max(1, min([most, 12, *limits]))


def _fields(question: Question) -> tuple[FormField, ...]:
    if question.field == "applicant":
        return _APPLICANT
    if question.field == "contact":
        return tuple(FormField(f"contact.{part}", "line", part) for part in CONTACT_PARTS)
    if question.field == "hosting":
        return (
            FormField("hosting.willing", "yes_no"),
            FormField("hosting.seats", "number", "seats"),
            FormField("hosting.not_on", "days", "not_on"),
            FormField("hosting.note", "line", "note"),
        )
    if question.field == "local_area":
        return (FormField("local_area.name", "line"),)
    if question.field == "partners":
        return (FormField("partners", "text"),)
    if question.field == "participants" or question.type == "field":
        return ()
    return (FormField(f"answers.{question.id}", question.type, options=question.options),)


_MUNICIPALITY = Words(da="Kommune", en="Municipality")
_PARTICIPANTS = Words(da="Hvem deltager?", en="Who takes part?")
_APPLICANT = (FormField("applicant", "municipality"),)
