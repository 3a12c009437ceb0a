"""The decision as template data: who was chosen, who waits, each applicant's reason, from the record alone."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, Literal, NamedTuple

from samskab.documents.view.applicants import applicant_name, value_name
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Reason
from samskab.spelling import sort_key

Outcome = Literal["selected", "waiting", "rejected", "promoted", "withdrawn"]


class Standing(NamedTuple):
    """Where every applicant of a decision stands after what has happened since."""

    selected: tuple[str, ...]
    waiting: tuple[str, ...]
    rejected: tuple[str, ...]
    promoted: dict[str, str]
    withdrawn: tuple[str, ...]

    def of(self, key: str) -> Outcome | None:
        """The outcome for one applicant; nothing for one who was not weighed."""
        if key in self.promoted:
            return "promoted"
        order: tuple[tuple[Outcome, tuple[str, ...]], ...] = (
            ("selected", self.selected),
            ("waiting", self.waiting),
            ("withdrawn", self.withdrawn),
            ("rejected", self.rejected),
        )
        return next((name for name, keys in order if key in keys), None)


def standing(decision: Decision, on: date | None = None) -> Standing:
    """The cohort, the waiting list and the others, with what happened until a day applied in its order.

    A letter of that day is the same letter whatever happens later.
    """
    selected = list(decision.cohort)
    waiting = [each.applicant for each in decision.waiting_list]
    gone: list[str] = []
    promoted: dict[str, str] = {}
    for event in decision.events:
        if on is not None and event.on > on:
            continue
        for keys in (selected, waiting):
            if event.applicant in keys and event.kind in {"withdrawn", "promoted"}:
                keys.remove(event.applicant)
        if event.kind == "withdrawn":
            gone.append(event.applicant)
            promoted.pop(event.applicant, None)
        elif event.kind == "promoted":
            selected.append(event.applicant)
            promoted[event.applicant] = event.replaces or ""
    placed = {*selected, *waiting, *gone}
    rejected = tuple(each.key for each in decision.field.candidates if each.key not in placed)
    return Standing(tuple(selected), tuple(waiting), rejected, promoted, tuple(gone))


def latest(data: Dataset, programme: str) -> Decision | None:
    """The decision that holds: the last that was decided or released, else the last proposed one."""
    records = data.decisions(programme)
    settled = [record for record in records if record.status != "proposed"]
    newest = settled or list(records)
    return newest[-1] if newest else None


def reason_of(decision: Decision, key: str) -> Reason | None:
    """The reason that stands in the record for one applicant."""
    return next((reason for reason in decision.reasons if reason.applicant == key), None)


def decision_words(data: Dataset, decision: Decision, key: str | None, language: Language, on: date) -> dict[str, Any]:
    """The decision for a template, with the reason of the applicant `key` where a letter is to one."""
    now = standing(decision, on)
    choose = language.choose
    reason = reason_of(decision, key) if key else None
    lines = {each.applicant: each for each in decision.waiting_list}
    steps_in_for = lines[key].steps_in_for if key in lines else ()
    replaced = now.promoted.get(key or "")
    lot = decision.selection.lot
    chosen = sorted(now.selected, key=lambda each: sort_key(name_of(data, decision, each, language)))
    regions = [_region(data, decision, each, language, on) for each in chosen]
    return {
        "date": language.day(decision.decided.on) if decision.decided else "",
        "by": language.listing(decision.decided.by) if decision.decided else "",
        "statement": choose(decision.statement or decision.selection.statement),
        "rules": [choose(rule.text) for rule in decision.selection.rules if rule.text],
        "chosen": [
            {
                "name": name_of(data, decision, each, language),
                "region": region,
                "group": _group(data, decision, each, language),
            }
            for each, region in zip(chosen, regions, strict=True)
        ],
        "chosen_count": language.number(len(now.selected)),
        "regions": [{"name": n, "count": language.number(c)} for n, c in sorted(Counter(regions).items()) if n],
        "applicants_count": language.number(len(decision.field.candidates)),
        "waiting_count": language.number(len(now.waiting)),
        "position": str(now.waiting.index(key) + 1) if key in now.waiting else "",
        "steps_in_for": [name_of(data, decision, each, language) for each in steps_in_for if each in now.selected],
        "replaces": name_of(data, decision, replaced, language) if replaced else "",
        "reason": _reason(reason, language) if reason else {},
        "lot_decided": reason is not None and reason.outcome == "lot",
        "seed": decision.run.seed,
        "seed_source": choose(decision.run.seed_source) or (choose(lot.seed_source) if lot else ""),
        "seal": decision.seal,
        "sources": _sources(data, decision, language),
    }


def name_of(data: Dataset, decision: Decision, key: str, language: Language) -> str:
    """An applicant's name: by its application, else as the record keeps it."""
    application = data.application(decision.programme, key)
    if application:
        return applicant_name(data, application, language)
    return next((stood.name for stood in decision.field.candidates if stood.key == key), key)


def _reason(reason: Reason, language: Language) -> dict[str, Any]:
    return {
        "outcome": reason.outcome,
        "regel": language.choose(reason.regel),
        "hovedhensyn": language.choose(reason.hovedhensyn),
        "fakta": language.choose(reason.fakta),
        "lodtraekning": language.choose(reason.lodtraekning),
    }


def _codes(decision: Decision, key: str) -> tuple[str, ...]:
    return next((stood.municipalities for stood in decision.field.candidates if stood.key == key), ())


def _region(data: Dataset, decision: Decision, key: str, language: Language, on: date) -> str:
    codes = [code for code in _codes(decision, key) if code in data.municipalities]
    keys = dict.fromkeys(data.municipalities[code].region_on(on) for code in codes)
    return language.listing(value_name(data, "region", each, language) for each in keys)


def _group(data: Dataset, decision: Decision, key: str, language: Language) -> str:
    codes = [code for code in _codes(decision, key) if code in data.municipalities]
    keys = dict.fromkeys(data.municipalities[code].group for code in codes)
    return language.listing(value_name(data, "group", each, language) for each in keys)


def _sources(data: Dataset, decision: Decision, language: Language) -> list[str]:
    """The sentences that must stand where the decision's figures and classes are told: those its rules and aims use."""
    register, wish = data.register, decision.selection
    if register is None:
        return []
    used = {band.of for band in wish.bands}
    for each in (*wish.rules, *wish.aims):
        by = getattr(each, "by", ())
        used |= {by} if isinstance(by, str) else set(by)
    codes = {code for stood in decision.field.candidates for code in stood.municipalities}
    keys = [each.source for each in register.classifications if each.id in used]
    for code in sorted(codes & set(data.municipalities)):
        figures = data.municipalities[code].figures
        keys += [figure.source for kind in sorted(used & set(figures)) for figure in figures[kind]]
    known = {source.id: source for source in register.sources}
    return [language.choose(known[key].attribution) for key in dict.fromkeys(keys) if key in known]
