"""One applicant by a decided record, on a screen: its outcome now, its reason then, what happened since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from samskab.fairness.replacements import replacements
from samskab.fairness.tables import tables_of
from samskab.fairness.wording import Wording
from samskab.language import Language, phrase_key
from samskab.model.decision import Decision, DecisionState, Event, Reason
from samskab.model.field_types import Words
from samskab.report.cohort.decision_screen import titled_part
from samskab.report.screen import escaped_text, indented

if TYPE_CHECKING:
    from rich.console import RenderableType


def recorded_title(decision: Decision, language: Language) -> str:
    """Which record answers, and that nothing was chosen anew."""
    on = decision.decided.on if decision.decided else decision.days[-1]
    return language.say("choice.recorded", id=decision.id, on=on)


def recorded_parts(
    decision: Decision, state: DecisionState, reason: Reason, own: Words, language: Language
) -> Iterator[RenderableType]:
    """One applicant: how it stands after all events, the reason of the decision, and the events that concern it."""
    key = reason.applicant
    now = state.of(key)
    was_chosen = key in decision.cohort
    is_changed = now == "withdrawn" or (now in {"selected", "promoted"}) != was_chosen
    if is_changed or now == "waiting":
        place = state.waiting.index(key) + 1 if key in state.waiting else 0
        outcome = language.say(phrase_key("choice.outcome_now", now or "rejected"), place=place)
    else:
        outcome = language.say(phrase_key("choice.outcome", reason.outcome))
    is_in = now in {"selected", "promoted"}
    heading = f"{'✓' if is_in else '✗'} {decision.name_of(key)}: {outcome}"
    yield escaped_text(heading, "kept" if is_in else "missed")
    for event in decision.events:
        if told := _event(decision, event, key, was_chosen=was_chosen, language=language):
            yield indented(escaped_text(told))
    if is_changed:
        yield from titled_part("then", reason.facts, language)
    elif reason.facts is not None:
        yield indented(escaped_text(language.choose_line(reason.facts)))
    for part, text in (("lot", reason.lot), ("own", own)):
        yield from titled_part(part, text, language)
    if decision.waiting_list and key not in decision.cohort:
        title = "choice.part.order_then" if decision.events else "choice.part.order"
        yield indented(escaped_text(language.say(title), "title"))
        yield from (indented(escaped_text(line), 4) for line in _order(decision, key, language))
    yield ""


def _order(decision: Decision, key: str, language: Language) -> Iterator[str]:
    """Why the waiting list has its order: for whom each on it, and the applicant, can step in alone."""
    tables = tables_of(decision)
    yield language.say("choice.order", by=Wording(tables, language).ranked_by())
    yield language.say("choice.order.alone")
    listed = {each.applicant: each.steps_in_for for each in decision.waiting_list}
    swaps = replacements(tables.rows, decision.cohort, (key,))
    own = () if key in listed else tuple(leaving for leaving, coming in swaps.items() if key in coming)
    for place, (applicant, leaving) in enumerate((*listed.items(), *([] if key in listed else [(key, own)])), 1):
        said = "listed" if applicant in listed else "unlisted"
        values = {"name": decision.name_of(applicant), "leaving": tuple(map(decision.name_of, leaving))}
        yield language.say(phrase_key("choice.order", said), place=place, **values)


def _event(decision: Decision, event: Event, key: str, *, was_chosen: bool, language: Language) -> str:
    """An event of the applicant itself; for one that was not chosen, also who got a seat that became free."""
    order = [each.applicant for each in decision.waiting_list]
    place = order.index(event.applicant) + 1 if event.applicant in order else 0
    names = {"name": decision.name_of(event.applicant), "replaces": decision.name_of(event.replaces or "")}
    if event.kind == "withdrawn" and event.applicant == key:
        return language.say("choice.since.withdrawn", on=event.on, **names)
    if event.kind != "promoted" or (was_chosen and event.applicant != key):
        return ""
    where = "listed" if place else "beside"
    return language.say(phrase_key("choice.since", where), on=event.on, place=place, **names)
