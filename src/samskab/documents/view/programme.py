"""The programme in words: what is offered, to whom, until when, on which terms."""

from __future__ import annotations

from datetime import date
from typing import Any

from samskab.documents.language import Speech
from samskab.language import Phrasebook
from samskab.model.field_types import Instant, Tbd, VagueDay, Words
from samskab.model.programme import Bounds, Deadline, Intake, Moved, Programme, Question, Role, Round

_NARROW = 2
"""`4-5` is how many are chosen; a floor far below the ceiling is a safety net, and letters tell the ceiling alone."""


def programme_words(programme: Programme, speech: Speech, words: Phrasebook, on: date) -> dict[str, Any]:
    """The programme for a template; `on` is the letter's day, which tells steps that are past from those to come."""
    say, intake = speech.choose, programme.intake
    selection = programme.selection
    return {
        "title": say(programme.title),
        "subtitle": say(programme.subtitle),
        "intro": say(programme.intro),
        "period": say(programme.period.text) or _or_tbd(programme.period.start, speech, words),
        "status_note": say(programme.status_note),
        "postponed": programme.status == "postponed",
        "cancelled": programme.status == "cancelled",
        "is_application": intake.kind == "application",
        "is_interest": intake.kind == "expression_of_interest",
        "is_signup": intake.kind == "open_signup",
        "for_all": intake.eligible == "all",
        "sections": [
            {"title": say(s.title), "text": say(s.text), "points": [say(p) for p in s.points]}
            for s in programme.sections
        ],
        "components": [say(each) for each in programme.components],
        "target_groups": [say(each) for each in programme.target_groups],
        "outcomes_intro": say(programme.outcomes_intro),
        "outcomes": [say(each) for each in programme.outcomes],
        "deadline": deadline_words(current_round(intake, on), speech, words),
        "mail": intake.mail,
        "form_url": intake.form_url,
        "pages": _pages(intake, speech, words),
        "capacity": capacity_words(programme.capacity.municipalities, speech),
        "participants_max": _most(programme.capacity.participants, speech),
        "everyone": programme.capacity.everyone,
        "free": programme.price_dkk == 0,
        "price": speech.kroner(programme.price_dkk) if programme.price_dkk else "",
        "payments": [
            {"what": say(p.what), "paid_by": words.say(f"letters.paid_by.{p.paid_by}")} for p in programme.payments
        ],
        "funding": [
            {"by": f.by, "acknowledgement": say(f.acknowledgement), "grant": f.grant} for f in programme.funding
        ],
        "roles": [_role(role, speech, words) for role in programme.roles],
        "limits": [_limit(programme, limit.roles, limit.min, limit.max, speech, words) for limit in programme.limits],
        "questions": [_question(q, n, speech, words) for n, q in enumerate(programme.questions, 1)],
        "commitments_intro": say(programme.commitments_intro),
        "commitments": [{"text": say(c.text), "explain": c.explain} for c in programme.commitments],
        "statement": say(selection.statement) if selection else "",
        "statement_told": selection is not None and _stands_in(programme, say(selection.statement), speech),
        "rules": [say(rule.text) for rule in selection.rules if rule.text] if selection else [],
        "lot_basis": say(selection.lot.basis) if selection and selection.lot else "",
        "support": [
            {"title": say(s.title), "by": say(s.by), "hours": speech.number(s.hours) if type(s.hours) is int else ""}
            for s in programme.support
        ],
        "steps": [
            {
                "title": say(step.title),
                "when": _or_tbd(step.on, speech, words),
                "text": say(step.text),
                "past": isinstance(step.on, VagueDay) and step.on.last() <= on,
            }
            for step in programme.steps
        ],
        "links": dict(programme.links),
        "addresses": list(programme.links.values()),
        "complaint": say(programme.complaint.text) if programme.complaint else "",
        "retention": _retention(programme, words),
    }


def current_round(intake: Intake, on: date) -> Round | None:
    """The round a letter of this day is about: the first that is not over, else the last."""
    for each in intake.rounds:
        if isinstance(each.closes, Tbd) or each.closes.date >= on:
            return each
    return intake.rounds[-1] if intake.rounds else None


def deadline_words(intake: Round | None, speech: Speech, words: Phrasebook) -> dict[str, Any]:
    """`lørdag den 1. februar 2014`, with the hour where it is not the whole day; a TBD says so in its own words."""
    if intake is None:
        return {}
    opens = "" if isinstance(intake.opens, Tbd) else speech.written_day(_day_of(intake.opens))
    if isinstance(intake.closes, Tbd):
        text = speech.choose(intake.closes.text) or words.say("letters.tbd.deadline")
        return {"text": text, "day": text, "known": False, "opens": opens}
    return {
        "text": _deadline(intake.closes, speech, words),
        "day": speech.day(intake.closes.date),
        "known": True,
        "moved": "; ".join(_moved(each, speech) for each in intake.moved),
        "opens": opens,
    }


def capacity_words(bounds: Bounds | None, speech: Speech) -> str:
    """`20`, `4-5`, or nothing."""
    if bounds is None or bounds.max is None:
        return ""
    narrow = bounds.min is not None and bounds.max - bounds.min <= _NARROW
    return speech.span(bounds.min if narrow else None, bounds.max)


def _deadline(deadline: Deadline, speech: Speech, words: Phrasebook) -> str:
    if deadline.text:
        return speech.choose(deadline.text)
    day = speech.day(deadline.date)
    if deadline.time in {"23:59", "24:00"}:
        return day if deadline.inclusive else words.say("letters.deadline.before", day=day)
    return f"{day} {speech.clock(deadline.time)}"


def _moved(moved: Moved, speech: Speech) -> str:
    return f"{speech.written_day(moved.original.date)}: {speech.choose(moved.why)}"


def _day_of(value: Instant | date) -> date:
    return value.moment.date() if isinstance(value, Instant) else value


def _or_tbd(value: VagueDay | Tbd, speech: Speech, words: Phrasebook) -> str:
    if isinstance(value, Tbd):
        return speech.choose(value.text) or words.say("letters.tbd.day")
    return speech.vague(value, weekday=False)


def _pages(intake: Intake, speech: Speech, words: Phrasebook) -> str:
    if intake.max_pages is None:
        return ""
    count = speech.span(intake.min_pages, intake.max_pages)
    return words.say("letters.pages", count=count, many=intake.max_pages)


def _most(bounds: Bounds | None, speech: Speech) -> str:
    return speech.number(bounds.max) if bounds and bounds.max is not None else ""


def _role(role: Role, speech: Speech, words: Phrasebook) -> dict[str, Any]:
    return {
        "title": speech.choose(role.title),
        "plural": speech.choose(role.plural or role.title),
        "count": count_words(role.min, role.max, role.target, speech, words),
        "help": speech.choose(role.help),
        "named": role.named,
    }


def count_words(low: int | None, high: int | None, target: int | None, speech: Speech, words: Phrasebook) -> str:
    """`1-2`, `højst 2`, `mindst 5`, or nothing."""
    if high is None and low is None:
        return words.say("letters.about", count=target) if target is not None else ""
    if high is None:
        return words.say("letters.at_least", count=low)
    return words.say("letters.at_most", count=high) if not low else speech.span(low, high)


def _limit(
    programme: Programme, roles: tuple[str, ...], low: int | None, high: int | None, speech: Speech, words: Phrasebook
) -> str:
    known = [programme.role(key) for key in roles]
    names = speech.listing(lower_first(speech.choose(role.plural or role.title)) for role in known if role)
    return words.say("letters.limit", count=count_words(low, high, None, speech, words), roles=names)


def _question(question: Question, number: int, speech: Speech, words: Phrasebook) -> dict[str, Any]:
    if question.max_words is not None:
        limit = words.say("letters.limit.words", count=question.max_words)
    elif question.options and question.max and not question.help:
        limit = words.say("letters.limit.choices", count=speech.span(question.min, question.max))
    else:
        limit = ""
    return {
        "number": number,
        "title": speech.choose(question.title),
        "help": speech.choose(question.help),
        "limit": limit,
        "options": [speech.choose(option.title) for option in question.options],
        "required": question.required,
        "personal": question.personal,
    }


def _retention(programme: Programme, words: Phrasebook) -> str:
    months = programme.retention.unsuccessful_months if programme.retention else None
    return words.say("letters.retention", count=months) if months else ""


def _stands_in(programme: Programme, text: str, speech: Speech) -> bool:
    """Whether a section of the invitation says it already."""
    told = (speech.choose(each) for s in programme.sections for each in (s.text, *s.points))
    return bool(text) and any(text in each for each in told)


def lower_first(text: str) -> str:
    """A title inside a sentence; an abbreviation (`KL`) keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def tbd_words(value: Words | Tbd | None, speech: Speech, instead: str) -> str:
    """The words of something that may be to be announced."""
    if isinstance(value, Tbd):
        return speech.choose(value.text) or instead
    return speech.choose(value)
