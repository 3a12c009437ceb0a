"""Why (not) us: the reason of each applicant in words that the reader of the edition may see."""

from __future__ import annotations

from typing import NamedTuple

from samskab.fairness.lottery import lot_order_of
from samskab.fairness.reasons.reason_texts import ReasonTexts
from samskab.language import phrase_key
from samskab.report.cohort.sections import why_left_out
from samskab.report.page.cohort_seats import column_titles, seat_cells
from samskab.report.page.edition import ReportBasis
from samskab.report.page.places import MapPlace, pin_names
from samskab.spelling import sort_key

_OWN_OUTCOMES = {
    "selected": "choice.outcome.chosen",
    "waiting": "choice.outcome_now.waiting",
    "rejected": "report.standing.rejected",
}
"""How an applicant stood when it was decided, on its own page, which has no map."""


class ApplicantAnswer(NamedTuple):
    """An applicant with its outcome, its reason in paragraphs, and the facts that the rules read, by title."""

    place: MapPlace
    outcome: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


class Absent(NamedTuple):
    """One who could not be chosen, and why."""

    name: str
    why: str


def answers(basis: ReportBasis, places: dict[str, MapPlace]) -> tuple[ApplicantAnswer, ...]:
    """Everyone in the pool, by name."""
    code = basis.language.code
    texts = ReasonTexts(
        basis.tables,
        basis.decision.cohort,
        lot_order_of(basis.decision),
        {"da": basis.language, code: basis.language},
        with_scores=basis.with_scores,
    )
    return tuple(_answer(basis, texts, place) for place in sorted(places.values(), key=lambda one: sort_key(one.name)))


def own_answer(basis: ReportBasis, place: MapPlace) -> ApplicantAnswer:
    """The answer to one applicant, in the second person and with its own points."""
    code = basis.language.code
    order = lot_order_of(basis.decision)
    texts = ReasonTexts(basis.tables, basis.decision.cohort, order, {"da": basis.language, code: basis.language})
    reason = basis.decision.reason_of(place.key)
    parts = texts.to_applicant(reason, code) if reason else ()
    number = basis.waiting.index(place.key) + 1 if place.key in basis.waiting else 0
    outcome = basis.language.say(_OWN_OUTCOMES[place.standing], place=number)
    return ApplicantAnswer(place, outcome, _paragraphs(basis, place, *parts), _facts(basis, place))


def grounds(basis: ReportBasis) -> tuple[str, ...]:
    """What is the same in every reason."""
    known = basis.decision.grounds
    return tuple(text for text in map(basis.language.choose_line, (known.rule, known.considerations)) if text)


def absent(basis: ReportBasis) -> tuple[Absent, ...]:
    """Those who could not be chosen and whom the reader may see; only insiders see the facts."""
    facts = basis.edition == "internal"
    return tuple(
        Absent(one.name, why_left_out(one if facts else one.without_facts(), basis.language))
        for one in basis.left_out()
    )


def _answer(basis: ReportBasis, texts: ReasonTexts, place: MapPlace) -> ApplicantAnswer:
    reason = basis.decision.reason_of(place.key)
    worded = texts.with_texts(reason) if reason else None
    parts = [basis.language.choose_line(text) for text in (worded.facts, worded.lot)] if worded else []
    return ApplicantAnswer(place, _outcome(basis, place), _paragraphs(basis, place, *parts), _facts(basis, place))


def _facts(basis: ReportBasis, place: MapPlace) -> tuple[tuple[str, str], ...]:
    """What the rules read, with the region, and before it the municipalities where the name does not say them."""
    names = [name for _, name in pin_names(basis, place)]
    joint = basis.language.listing(names) if any(name not in place.name for name in names) else ""
    region = place.region.name if "region" in basis.attributes() else ""
    first = (
        (basis.language.say("report.column.municipalities"), joint),
        (basis.language.say("report.column.region"), region),
    )
    own = zip(column_titles(basis), seat_cells(basis, place.key), strict=True)
    return (*(fact for fact in first if fact[1]), *own)


def _outcome(basis: ReportBasis, place: MapPlace) -> str:
    return basis.language.say(phrase_key("report.standing", place.standing), label=place.label)


def _paragraphs(basis: ReportBasis, place: MapPlace, *parts: str) -> tuple[str, ...]:
    """The reason, and for one on the waiting list for how many it can step in."""
    waits = next((one for one in basis.decision.waiting_list if one.applicant == place.key), None)
    if waits is not None:
        count, number = len(waits.steps_in_for), basis.waiting.index(place.key) + 1
        line = basis.language.say(
            "report.waits", name=place.name, number=number, count=count, cohort=len(basis.decision.cohort)
        )
        parts = (*parts, line)
    return tuple(part for part in parts if part)
