"""The words of a programme's form in one language, for every format of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from samskab.documents.view.programme import ProgrammeView, programme_view
from samskab.documents.view.questions import QuestionView, limit_text, role_view
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.form.form_fields import FormField, FormPart, form_parts
from samskab.model.programme import Programme
from samskab.spelling import lower_first, sort_key, upper_first


class FormText(NamedTuple):
    """A part of the form in words; `limit` is what an answer must keep to, as a sentence, or empty."""

    part: FormPart
    title: str
    help: str = ""
    limit: str = ""


class FormContent(NamedTuple):
    """The texts of a form.

    lead            sentences below the title: deadline, pages
    send_to         the mail address that answers go to, or empty
    round_id        of the round that is asked; empty where the programme has one
    municipalities  those that may apply: code and name, by name
    roles           of the participants: id and title
    host_days       the days to come of the meetings that need a host
    """

    programme: Programme
    title: str
    lead: tuple[str, ...]
    send_to: str
    round_id: str
    questions: tuple[FormText, ...]
    commitments_intro: str
    commitments: tuple[FormText, ...]
    retention: str
    municipalities: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    host_days: tuple[date, ...]


def form_content(data: Dataset, programme: Programme, language: Language, on: date) -> FormContent:
    """The form of the round that is open or comes next on a day."""
    intake = programme.intake.round_on(on)
    view = programme_view(data, programme, language, on)
    views = {question.id: each for question, each in zip(programme.questions, view.questions, strict=True)}
    host_days = _host_days(data, programme, on)
    parts = [_worded(_fitting(part, host_days), programme, views, language) for part in form_parts(programme, intake)]
    numbered = _numbered(each for each in parts if not each.part.demand)
    return FormContent(
        programme,
        language.say(phrase_key("form.title", programme.intake.kind), title=view.title),
        tuple(_lead(view, language)),
        programme.intake.mail or (view.contact if "@" in view.contact else ""),
        intake.id if intake and len(programme.intake.rounds) > 1 else "",
        tuple(numbered),
        view.commitments_intro,
        tuple(each for each in parts if each.part.demand),
        view.retention,
        _municipalities(data, programme),
        tuple((role.id, language.choose(role.title)) for role in programme.roles if role.named),
        host_days,
    )


def field_options(content: FormContent, field: FormField, language: Language) -> list[tuple[str, str]]:
    """Value and words of each choice; none for a field that is written in."""
    if field.kind == "municipality":
        return list(content.municipalities)
    if field.kind == "yes_no":
        return [("yes", upper_first(language.say("intake.yes"))), ("no", upper_first(language.say("intake.no")))]
    if field.kind == "days":
        return [(str(day), upper_first(language.full_day(day))) for day in content.host_days]
    return [(option.id, language.choose_line(option.title)) for option in field.options]


def _lead(view: ProgrammeView, language: Language) -> Iterator[str]:
    if view.deadline.known:
        yield language.say("form.deadline", day=view.deadline.text)
    elif view.deadline.text:
        yield f"{upper_first(view.deadline.text)}."
    if view.pages:
        yield language.say("form.pages", pages=view.pages)


def _host_days(data: Dataset, programme: Programme, on: date) -> tuple[date, ...]:
    schedule = data.schedule(programme.id)
    days = {day for meeting in (schedule.hosted() if schedule else ()) for day in meeting.exact_days() if day >= on}
    return tuple(sorted(days))


def _fitting(part: FormPart, host_days: tuple[date, ...]) -> FormPart:
    """The part without the days to choose from where none is known."""
    return part._replace(fields=tuple(each for each in part.fields if each.kind != "days" or host_days))


def _worded(part: FormPart, programme: Programme, views: dict[str, QuestionView], language: Language) -> FormText:
    view = views[part.question.id] if part.question else None
    counts = "; ".join(_counts(programme, language)) if part.path == "participants" else ""
    given = (view.limit if view else "", role_view(part.role, language).count if part.role else "", counts)
    limits = [f"{upper_first(each)}." for each in given if each]
    if counts and programme.intake.partners_allowed:
        limits.append(language.say("form.joint_counts"))
    if part.demand and part.demand.max_words:
        limits.append(language.say("form.most_words", count=part.demand.max_words))
    if not part.required:
        limits.append(language.say("form.optional"))
    elif part.role and not part.role.min:
        limits.append(language.say("form.none_come"))
    title = language.choose_line(part.title)
    title = upper_first(title) if part.role else title  # a plural may be written as it stands inside a sentence
    return FormText(part, title, language.choose(part.help), " ".join(limits))


def _counts(programme: Programme, language: Language) -> Iterator[str]:
    """How many take part in each role, and in several together."""
    roles = (role_view(role, language) for role in programme.roles if role.named)
    yield from (f"{lower_first(each.title)}: {each.count}" for each in roles if each.count)
    yield from (limit_text(programme, limit, language) for limit in programme.limits)


def _numbered(parts: Iterable[FormText]) -> Iterator[FormText]:
    for number, each in enumerate(parts, 1):
        yield each._replace(title=f"{number}. {each.title}")


def _municipalities(data: Dataset, programme: Programme) -> tuple[tuple[str, str], ...]:
    intake = programme.intake
    may = intake.members if intake.eligible != "all" and intake.members else tuple(data.municipalities)
    outside = {each.municipality for each in intake.outside}
    known = (data.municipalities[code] for code in may if code in data.municipalities and code not in outside)
    return tuple((each.code, each.name) for each in sorted(known, key=lambda each: sort_key(each.name)))
