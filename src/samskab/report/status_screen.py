"""The state of a programme in a terminal, with the next step last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from samskab.fairness.wording import noun_of
from samskab.language import Language, phrase_key
from samskab.model.eligibility import StateName, has_closed
from samskab.model.programme import Bounds, Programme
from samskab.report.screen import FoldingTable, TextTable, escaped_text, under_title
from samskab.report.status import Overview, next_step, what

if TYPE_CHECKING:
    from rich.console import RenderableType

_FILES_NAMED = 3
_NAMED: tuple[StateName, ...] = ("draft", "incomplete", "unassessed")
"""States whose applicants are listed by name after the deadline."""


def status_parts(overview: Overview, language: Language) -> Iterator[RenderableType]:
    """Applications and seats, what must be done, what is not settled and by when, the next dates, the next step."""
    programme = overview.programme
    state = language.say(phrase_key("status.programme", programme.status))
    yield escaped_text(f"{language.choose_line(programme.title)} ({programme.id}): {state}", "title")
    yield ""
    applied = [escaped_text(_counted(overview, language))]
    applied += [escaped_text(line, "warning") for line in _not_standing(overview, language)]
    yield from under_title(language.say("status.applications"), *applied)
    yield from under_title(language.say("status.seats"), escaped_text(_seats(overview, language)))
    for line in _to_do(overview, language):
        yield escaped_text(f"▲ {line}", "warning")
        yield ""
    if overview.open:
        yield from under_title(language.say("status.open"), FoldingTable(_open_table(overview, language)))
    elif not overview.is_schedule_unread:
        yield from (escaped_text(language.say("status.nothing_open")), "")
    if overview.coming:
        yield from under_title(language.say("status.next"), FoldingTable(_coming_table(overview, language)))
    elif not overview.is_schedule_unread:
        yield from (escaped_text(language.say("status.nothing_next")), "")
    step = next_step(overview)
    yield escaped_text(language.say("status.step", step=language.say(step.key, **step.values)), "command")


def _counted(overview: Overview, language: Language) -> str:
    counts = [(name, overview.checked.count(name)) for name in get_args(StateName)]
    keys = {"stands": "status.state.stands_but"} if overview.checked.mistakes else {}
    named = ((keys.get(name) or phrase_key("status.state", name), count) for name, count in counts if count)
    parts = [language.say(key, count=count) for key, count in named]
    return ", ".join(parts) or language.say("status.no_applications")


def _not_standing(overview: Overview, language: Language) -> Iterator[str]:
    """After the deadline, the names of those that were not sent, or that somebody must do something about."""
    for name in _NAMED if has_closed(overview.programme, overview.today) else ():
        names = tuple(
            overview.applied.names[each.application.id] for each in overview.checked.states if each.state == name
        )
        if names:
            yield language.say(phrase_key("status.named", name), names=names)


def _seats(overview: Overview, language: Language) -> str:
    capacity = overview.programme.capacity
    bounds = capacity.applicants or capacity.municipalities
    parts = [language.say("status.everyone")] if capacity.everyone else []
    if bounds and bounds.max is not None:
        parts.append(_room(overview.programme, bounds, bounds.max, language))
    if bounds and bounds.min is not None and bounds.min != bounds.max:
        parts.append(language.say("status.at_least", count=bounds.min))
    if (chosen := overview.decided.chosen) is not None:
        key = "status.chosen_joint" if overview.decided.municipalities > chosen else "status.chosen"
        parts.append(language.say(key, count=chosen, municipalities=overview.decided.municipalities))
    if overview.decided.waiting:
        parts.append(language.say("status.waiting", count=overview.decided.waiting))
    if overview.decided.left:
        parts.append(language.say("status.left", count=overview.decided.left))
    return ", ".join(parts) or language.say("status.no_capacity")


def _room(programme: Programme, bounds: Bounds, most: int, language: Language) -> str:
    exact = language.say("status.exactly") if bounds.min == most else ""
    if programme.capacity.applicants is None:
        return language.say("status.capacity", exact=exact, count=most)
    noun = noun_of(programme.applicants, most, language)
    return language.say("status.capacity_of_applicants", exact=exact, count=most, noun=noun)


def _to_do(overview: Overview, language: Language) -> Iterator[str]:
    """What somebody must do: about mistakes, rules that do not hold, applications to delete, outdated letters."""
    if mistakes := overview.checked.mistakes:
        files = tuple(dict.fromkeys(each.span.path for each in mistakes))
        more = len(files) - _FILES_NAMED
        key = "status.mistakes_in_more" if more > 0 else "status.mistakes"
        yield language.say(key, count=len(mistakes), paths=files[:_FILES_NAMED], more=more)
    if overview.is_schedule_unread:
        yield language.say("schedule.unreadable")
    yield from (language.say(fact.key, **fact.values) for fact in overview.checked.missed.sentences)
    if deletion := overview.deletion:
        is_due = deletion.day <= overview.today
        if count := len(deletion.applications):
            yield language.say("status.delete_now" if is_due else "status.delete_later", count=count, day=deletion.day)
        if is_due and deletion.invented:
            yield language.say("status.delete_invented", count=deletion.invented, day=deletion.day)
    if overview.decided.unanswered:
        yield language.say(
            "status.unanswered", count=len(overview.decided.unanswered), names=overview.decided.unanswered
        )
    if overview.checked.has_news:
        yield language.say("status.has_news", programme=overview.programme.id)
    if overview.checked.untrue:
        named = overview.checked.untrue[:_FILES_NAMED]
        yield language.say("status.untrue", count=len(overview.checked.untrue), files=named)


def _open_table(overview: Overview, language: Language) -> TextTable:
    """A line for each day and part of the programme: what must be settled by then."""
    lines, tones = [], []
    for (until, of), group in groupby(overview.open, key=lambda one: (one.decide_by, one.of)):
        left, questions = (until - overview.today).days, Counter(what(one, language) for one in group)
        asked = " ".join(_asked(question, count, language) for question, count in questions.items())
        days = language.say("status.days_left" if left >= 0 else "status.days_over", days=abs(left))
        lines.append((until.isoformat(), f"{language.choose_line(of)}: {asked}" if of else asked, days))
        tones.append("plain" if left >= 0 else "missed")
    titles = (language.say("status.by"), language.say("status.what"), "")
    return TextTable(titles, tuple(lines), whole=frozenset({0, 2}), tones=tuple(tones))


def _asked(question: str, count: int, language: Language) -> str:
    return question if count == 1 else language.say("status.asked", what=question, count=count)


def _coming_table(overview: Overview, language: Language) -> TextTable:
    lines = []
    for coming in overview.coming:
        kind = "" if coming.kind == "step" else f"{language.say(phrase_key('status.kind', coming.kind))}: "
        lines.append((str(coming.day), f"{kind}{language.choose_line(coming.title)}"))
    return TextTable((language.say("status.day"), language.say("status.what")), tuple(lines), whole=frozenset({0}))
