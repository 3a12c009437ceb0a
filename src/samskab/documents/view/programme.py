"""The programme as template data: what is offered, to whom, until when, on which terms."""

from __future__ import annotations

from datetime import date
from typing import Any

from samskab.language import Language, phrase_key
from samskab.model.field_types import Instant, Tbd, VagueDay, Words
from samskab.model.programme import Bounds, Deadline, Intake, Moved, Programme, Question, Role, Round

_NARROW = 2
"""`4-5` is how many are chosen; a floor far below the ceiling is a safety net, and letters print the ceiling alone."""


def programme_words(programme: Programme, language: Language, on: date) -> dict[str, Any]:
    """The programme for a template; `on` is the letter's day, which tells steps that are past from those to come."""
    choose, intake = language.choose, programme.intake
    selection = programme.selection
    return {
        "title": choose(programme.title),
        "subtitle": choose(programme.subtitle),
        "intro": choose(programme.intro),
        "period": choose(programme.period.text) or _or_tbd(programme.period.start, language),
        "status_note": choose(programme.status_note),
        "postponed": programme.status == "postponed",
        "cancelled": programme.status == "cancelled",
        "is_application": intake.kind == "application",
        "is_interest": intake.kind == "expression_of_interest",
        "is_signup": intake.kind == "open_signup",
        "for_all": intake.eligible == "all",
        "sections": [
            {"title": choose(s.title), "text": choose(s.text), "points": [choose(p) for p in s.points]}
            for s in programme.sections
        ],
        "components": [choose(each) for each in programme.components],
        "target_groups": [choose(each) for each in programme.target_groups],
        "outcomes_intro": choose(programme.outcomes_intro),
        "outcomes": [choose(each) for each in programme.outcomes],
        "deadline": deadline_words(current_round(intake, on), language),
        "mail": intake.mail,
        "form_url": intake.form_url,
        "pages": _pages(intake, language),
        "capacity": capacity_words(programme.capacity.municipalities, language),
        "participants_max": _most(programme.capacity.participants, language),
        "everyone": programme.capacity.everyone,
        "free": programme.price_dkk == 0,
        "price": language.money(programme.price_dkk) if programme.price_dkk else "",
        "payments": [
            {"what": choose(p.what), "paid_by": language.say(phrase_key("letters.paid_by", p.paid_by))}
            for p in programme.payments
        ],
        "funding": [
            {"by": f.by, "acknowledgement": choose(f.acknowledgement), "grant": f.grant} for f in programme.funding
        ],
        "roles": [_role(role, language) for role in programme.roles],
        "limits": [_limit(programme, limit.roles, limit.min, limit.max, language) for limit in programme.limits],
        "questions": [_question(q, n, language) for n, q in enumerate(programme.questions, 1)],
        "commitments_intro": choose(programme.commitments_intro),
        "commitments": [{"text": choose(c.text), "explain": c.explain} for c in programme.commitments],
        "statement": choose(selection.statement) if selection else "",
        "statement_told": selection is not None and _stands_in(programme, choose(selection.statement), language),
        "rules": [choose(rule.text) for rule in selection.rules if rule.text] if selection else [],
        "lot_basis": choose(selection.lot.basis) if selection and selection.lot else "",
        "support": [
            {
                "title": choose(s.title),
                "by": choose(s.by),
                "hours": language.number(s.hours) if type(s.hours) is int else "",
            }
            for s in programme.support
        ],
        "steps": [
            {
                "title": choose(step.title),
                "when": _or_tbd(step.on, language),
                "text": choose(step.text),
                "past": isinstance(step.on, VagueDay) and step.on.last() <= on,
            }
            for step in programme.steps
        ],
        "links": dict(programme.links),
        "addresses": list(programme.links.values()),
        "complaint": choose(programme.complaint.text) if programme.complaint else "",
        "retention": _retention(programme, language),
    }


def current_round(intake: Intake, on: date) -> Round | None:
    """The round a letter of this day is about: the first that is not over, else the last."""
    for each in intake.rounds:
        if isinstance(each.closes, Tbd) or each.closes.date >= on:
            return each
    return intake.rounds[-1] if intake.rounds else None


def deadline_words(intake: Round | None, language: Language) -> dict[str, Any]:
    """`lørdag den 1. februar 2014`, with the hour where it is not the whole day; the text of one to be announced."""
    if intake is None:
        return {}
    opens = "" if isinstance(intake.opens, Tbd) else language.day(_day_of(intake.opens))
    if isinstance(intake.closes, Tbd):
        text = language.choose(intake.closes.text) or language.say("letters.tbd.deadline")
        return {"text": text, "day": text, "known": False, "opens": opens}
    return {
        "text": _deadline(intake.closes, language),
        "day": language.full_day(intake.closes.date),
        "known": True,
        "moved": "; ".join(_moved(each, language) for each in intake.moved),
        "opens": opens,
    }


def capacity_words(bounds: Bounds | None, language: Language) -> str:
    """`20`, `4-5`, or nothing."""
    if bounds is None or bounds.max is None:
        return ""
    narrow = bounds.min is not None and bounds.max - bounds.min <= _NARROW
    return language.span(bounds.min if narrow else None, bounds.max)


def _deadline(deadline: Deadline, language: Language) -> str:
    if deadline.text:
        return language.choose(deadline.text)
    day = language.full_day(deadline.date)
    if deadline.time in {"23:59", "24:00"}:
        return day if deadline.inclusive else language.say("letters.deadline.before", day=day)
    return f"{day} {language.clock(deadline.time)}"


def _moved(moved: Moved, language: Language) -> str:
    return f"{language.day(moved.original.date)}: {language.choose(moved.why)}"


def _day_of(value: Instant | date) -> date:
    return value.moment.date() if isinstance(value, Instant) else value


def _or_tbd(value: VagueDay | Tbd, language: Language) -> str:
    if isinstance(value, Tbd):
        return language.choose(value.text) or language.say("letters.tbd.day")
    return language.vague_day(value, weekday=False)


def _pages(intake: Intake, language: Language) -> str:
    if intake.max_pages is None:
        return ""
    count = language.span(intake.min_pages, intake.max_pages)
    return language.say("letters.pages", count=count, many=intake.max_pages)


def _most(bounds: Bounds | None, language: Language) -> str:
    return language.number(bounds.max) if bounds and bounds.max is not None else ""


def _role(role: Role, language: Language) -> dict[str, Any]:
    return {
        "title": language.choose(role.title),
        "plural": language.choose(role.plural or role.title),
        "count": count_words(role.min, role.max, role.target, language),
        "help": language.choose(role.help),
        "named": role.named,
    }


def count_words(low: int | None, high: int | None, target: int | None, language: Language) -> str:
    """`1-2`, `højst 2`, `mindst 5`, or nothing."""
    if high is None and low is None:
        return language.say("letters.about", count=target) if target is not None else ""
    if high is None:
        return language.say("letters.at_least", count=low)
    return language.say("letters.at_most", count=high) if not low else language.span(low, high)


def _limit(programme: Programme, roles: tuple[str, ...], low: int | None, high: int | None, language: Language) -> str:
    known = [programme.role(key) for key in roles]
    names = language.listing(lower_first(language.choose(role.plural or role.title)) for role in known if role)
    return language.say("letters.limit", count=count_words(low, high, None, language), roles=names)


def _question(question: Question, number: int, language: Language) -> dict[str, Any]:
    if question.max_words is not None:
        limit = language.say("letters.limit.words", count=question.max_words)
    elif question.options and question.max and not question.help:
        limit = language.say("letters.limit.choices", count=language.span(question.min, question.max))
    else:
        limit = ""
    return {
        "number": number,
        "title": language.choose(question.title),
        "help": language.choose(question.help),
        "limit": limit,
        "options": [language.choose(option.title) for option in question.options],
        "required": question.required,
        "personal": question.personal,
    }


def _retention(programme: Programme, language: Language) -> str:
    months = programme.retention.unsuccessful_months if programme.retention else None
    return language.say("letters.retention", count=months) if months else ""


def _stands_in(programme: Programme, text: str, language: Language) -> bool:
    """Whether a section of the invitation holds the text already."""
    told = (language.choose(each) for s in programme.sections for each in (s.text, *s.points))
    return bool(text) and any(text in each for each in told)


def lower_first(text: str) -> str:
    """A title inside a sentence; an abbreviation (`KL`) keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def tbd_words(value: Words | Tbd | None, language: Language, instead: str) -> str:
    """A text that may be to be announced; `instead` where it has none of its own."""
    if isinstance(value, Tbd):
        return language.choose(value.text) or instead
    return language.choose(value)
