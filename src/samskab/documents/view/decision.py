"""The decision as template data: the chosen, the waiting list, the recipient's reason, from the record alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samskab.documents.typography import curled
from samskab.documents.view.applicants import applicant_name, value_name
from samskab.documents.view.shape import View
from samskab.fairness.lottery import lot_order_of
from samskab.fairness.reasons.reason_texts import ReasonTexts
from samskab.fairness.replacements import replacements
from samskab.fairness.tables import tables_of
from samskab.fairness.wording import noun_of
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, DecisionState, Freeze, Reason
from samskab.spelling import ended, sort_key

_NOT_CHOSEN = ("waiting-list", "rejection", "not-considered")
"""Letters, as the outbox names them, that an application was not chosen."""


class ChosenView(View):
    """One of the chosen, with its place."""

    name: str = ""
    short: str = ""
    region: str = ""
    group: str = ""


class RegionView(View):
    """A region with those of the chosen that are in it, and how many they are."""

    name: str = ""
    count: str = ""
    chosen: tuple[str, ...] = ()


class ReasonView(View):
    """The reason for the recipient's own outcome."""

    outcome: str = ""
    regel: str = ""
    hovedhensyn: str = ""
    oplysninger: str = ""
    fakta: str = ""
    bindinger: str = ""
    lodtraekning: str = ""


class LeftOutView(View):
    """Why the recipient's application was not considered; one of the states is true."""

    late: bool = False
    incomplete: bool = False
    unassessed: bool = False
    condition: bool = False
    outside: bool = False
    facts: str = ""
    decided_by: str = ""
    because: str = ""


class DecisionView(View):
    """The decision as its record has it, on the day of the letter."""

    date: str = ""
    by: str = ""
    statement: str = ""
    rules: tuple[str, ...] = ()
    chosen: tuple[ChosenView, ...] = ()
    chosen_count: str = ""
    regions: tuple[RegionView, ...] = ()
    applicants_count: str = ""
    applicants: str = ""
    waiting_count: str = ""
    position: str = ""
    steps_in_for: tuple[str, ...] = ()
    replaces: str = ""
    place_on_list: str = ""
    passed_over: bool = False
    answered: bool = False
    reason: ReasonView = ReasonView()
    left_out: LeftOutView = LeftOutView()
    lot_decided: bool = False
    seed: str = ""
    seed_source: str = ""
    seed_override: str = ""
    seal: str = ""
    sources: tuple[str, ...] = ()


class LotView(View):
    """The lot, as it was frozen before it was drawn; `drawn` once its day is past."""

    date: str = ""
    drawn: bool = False
    source: str = ""
    frozen: str = ""
    fingerprint: str = ""


def lot_view(freeze: Freeze | None, language: Language, on: date) -> LotView:
    """The last freeze for a template, empty where nothing is frozen."""
    if freeze is None:
        return LotView()
    source, drawn = ended(language.choose(freeze.seed_source)), freeze.draws_on < on
    return LotView(language.day(freeze.draws_on), drawn, source, language.day(freeze.on), freeze.fingerprint)


def _steps_in_for(decision: Decision, key: str | None, now: DecisionState) -> tuple[str, ...]:
    """Those of the cohort as it is now for whom this one steps in when they leave alone: nobody before it can."""
    swaps = replacements(tables_of(decision).rows, now.selected, now.waiting)
    return tuple(out for out in now.selected if next((one for one in now.waiting if one in swaps[out]), None) == key)


def decision_view(data: Dataset, decision: Decision, key: str | None, language: Language, on: date) -> DecisionView:
    """The decision for a template, with the reason of the applicant `key` where a letter is to one."""
    now = data.state_of(decision, on)
    choose = language.choose
    reason = decision.reason_of(key) if key else None
    lines = {each.applicant: each for each in decision.waiting_list}
    steps_in_for = _steps_in_for(decision, key, now) if key in now.waiting else ()
    replaced = now.promoted.get(key or "")
    found = (_chosen(data, decision, each, language, on) for each in now.selected)
    chosen = tuple(sorted(found, key=lambda each: sort_key(each.name)))
    return DecisionView(
        date=language.day(decision.decided.on) if decision.decided else "",
        by=language.listing(decision.decided.by) if decision.decided else "",
        statement=choose(decision.statement or decision.selection.statement),
        rules=tuple(choose(rule.text) for rule in decision.selection.rules if rule.text),
        chosen=chosen,
        chosen_count=language.number(len(now.selected)),
        regions=_regions(chosen, language),
        applicants_count=language.number(len(decision.field.candidates)),
        applicants=_applicants(data, decision, language),
        waiting_count=language.number(len(now.waiting)),
        position=str(now.waiting.index(key) + 1) if key in now.waiting else "",
        steps_in_for=tuple(decision.name_of(each) for each in steps_in_for),
        replaces=_name(data, decision, replaced, language) if replaced else "",
        place_on_list=str(list(lines).index(key) + 1) if key in lines else "",
        passed_over=key is not None and _passed_over(data, decision, key, on),
        answered=key is not None and _answered(data, decision, key, on),
        reason=_reason(decision, reason, language) if reason else ReasonView(),
        left_out=_left_out(decision, key, language),
        lot_decided=reason is not None and reason.outcome == "lot",
        seed=decision.run.seed,
        seed_source=choose(decision.run.seed_source),
        seed_override=" ".join(
            language.say("letters.seed_override", by=override.by, why=override.why)
            for override in decision.overrides
            if override.action == "seed"
        ),
        seal=decision.seal,
        sources=_sources(data, decision, language),
    )


def _regions(chosen: tuple[ChosenView, ...], language: Language) -> tuple[RegionView, ...]:
    names: dict[str, list[str]] = {}
    for each in chosen:
        if each.region:
            names.setdefault(each.region, []).append(each.short)
    return tuple(
        RegionView(region, language.number(len(names[region])), tuple(names[region])) for region in sorted(names)
    )


def _passed_over(data: Dataset, decision: Decision, key: str, on: date) -> bool:
    """Whether some stood before the promoted applicant on the waiting list and stayed there on the day of its event."""
    event = next((e for e in decision.events if e.kind == "promoted" and e.applicant == key and e.on <= on), None)
    order = [each.applicant for each in decision.waiting_list]
    if event is None:
        return False
    waiting = data.state_of(decision, event.on).waiting
    return any(each in waiting for each in (order[: order.index(key)] if key in order else order))


def _answered(data: Dataset, decision: Decision, key: str, on: date) -> bool:
    """Whether an applicant has been sent that it was not chosen, by the outbox and until a day."""
    outbox = data.outbox(decision.programme)
    codes = next((each.municipalities for each in decision.field.candidates if each.key == key), ())
    return any(
        each.letter in _NOT_CHOSEN and each.on.first() <= on and each.reaches(key, codes)
        for each in (outbox.sendings if outbox else ())
    )


def _applicants(data: Dataset, decision: Decision, language: Language) -> str:
    """Those who were chosen among: `45 ansøgere`; `12 interesserede kommuner` where they did not apply."""
    count, programme = len(decision.field.candidates), data.programmes.get(decision.programme)
    if programme and programme.intake.kind == "expression_of_interest":
        noun = programme.applicants
        interested = noun_of(noun, count, language) if noun else language.say("select.municipalities", count=count)
        return language.say("letters.interested", count=count, noun=interested)
    return language.say("letters.applicants", count=count)


def _name(data: Dataset, decision: Decision, key: str, language: Language) -> str:
    """An applicant's name: by its application, else as the record keeps it."""
    application = data.application(decision.programme, key)
    if application:
        return applicant_name(data, application, language)
    return decision.name_of(key)


def _reason(decision: Decision, reason: Reason, language: Language) -> ReasonView:
    """The reason as the letter has it: in the second person, from the fields of the record."""
    tables, lot = tables_of(decision), lot_order_of(decision)
    texts = ReasonTexts(tables, decision.cohort, lot, {language.code: language})
    parts = texts.to_applicant(reason, language.code)
    return ReasonView(
        outcome=reason.outcome,
        regel=curled(language.choose(decision.grounds.rule), language.code),
        hovedhensyn=curled(language.choose(decision.grounds.considerations), language.code),
        oplysninger=curled(parts.own, language.code),
        fakta=curled(parts.outcome, language.code),
        bindinger=curled(parts.rules, language.code),
        lodtraekning=curled(parts.lot, language.code),
    )


def _left_out(decision: Decision, key: str | None, language: Language) -> LeftOutView:
    """The state of one that was left out, with the decision to go on without it where there is one."""
    one = next((each for each in decision.left_out if each.applicant == key), None)
    if one is None:
        return LeftOutView()
    decided = (each for each in decision.overrides if each.action == "leave-out" and each.applicant == key)
    override = next(decided, None)
    return LeftOutView(
        late=one.state == "late",
        incomplete=one.state == "incomplete",
        unassessed=one.state == "unassessed",
        condition=one.state == "condition",
        outside=one.state == "outside",
        facts=language.choose(one.facts),
        decided_by=override.by if override else "",
        because=override.why if override else "",
    )


def _chosen(data: Dataset, decision: Decision, key: str, language: Language, on: date) -> ChosenView:
    codes = next((each.municipalities for each in decision.field.candidates if each.key == key), ())
    places = [data.municipalities[code] for code in codes if code in data.municipalities]

    def names(classification: str, keys: Iterable[str | None]) -> str:
        return language.listing(value_name(data, classification, each, language) for each in dict.fromkeys(keys))

    region = names("region", (place.region_on(on) for place in places))
    group = names("group", (place.group for place in places))
    return ChosenView(_name(data, decision, key, language), decision.name_of(key), region, group)


def _sources(data: Dataset, decision: Decision, language: Language) -> tuple[str, ...]:
    """The attributions of the figures and classes that the decision's rules and aims use.

    Regions have none here: their source asks for its sentence beside maps (data/register.yaml), and a letter has none.
    """
    register, selection = data.register, decision.selection
    if register is None:
        return ()
    used = {*selection.attributes(), *(name for band in selection.bands for name in band.reads.numbers.values())}
    codes = {code for each in decision.field.candidates for code in each.municipalities}
    keys = [each.source for each in register.classifications if each.id in used and each.id != "region"]
    for code in sorted(codes & set(data.municipalities)):
        figures = data.municipalities[code].figures
        keys += [figure.source for kind in sorted(used & set(figures)) for figure in figures[kind]]
    known = {source.id: source for source in register.sources}
    return tuple(language.choose(known[key].attribution) for key in dict.fromkeys(keys) if key in known)
