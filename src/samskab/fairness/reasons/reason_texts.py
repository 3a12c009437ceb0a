"""The sentences of a decision's reasons: the common grounds, each applicant's own facts, and the lot where one fell.

Forvaltningsloven s. 22 and 24 require them. They are computed from the record, so an audit can compute them again.
The record and the screen name the applicant; a letter addresses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from samskab.fairness.effective_selection import points_count_once
from samskab.fairness.reasons.own_facts import assessment_text, facts_text
from samskab.fairness.reasons.precedence import chosen_over, exchanged
from samskab.fairness.row import Row
from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.language import Language, LanguageCode, phrase_key
from samskab.model.decision import Grounds, Reason
from samskab.model.field_types import Words
from samskab.spelling import ended

_DECIDED = frozenset({"must", "must_not"})


class ReasonParts(NamedTuple):
    """One reason in words, part by part: the applicant's own facts, the outcome, the rules that bound it, the lot."""

    own: str
    outcome: str
    rules: str
    lot: str


class ReasonTexts:
    """Writes the grounds and reasons of one cohort. `lot_order` are the keys of the pool in the order of the lot.

    `languages` has `da`, and `en` where the record is in both. Without `with_scores` no sentence holds a point.
    """

    def __init__(
        self,
        tables: Tables,
        cohort: Sequence[str],
        lot_order: Sequence[str],
        languages: Mapping[LanguageCode, Language],
        *,
        with_scores: bool = True,
    ) -> None:
        self._tables, self._cohort = tables, tuple(cohort)
        self._selection, self._goals = tables.selection, tables.goals
        self._rows = {row.id: row for row in tables.rows.all()}
        self._values = tables.values(cohort)
        self._size = tables.rows.seats(cohort)
        self._place_in_lot = {key: place for place, key in enumerate(lot_order, 1)}
        self._wordings = {
            code: Wording(tables, language, with_scores=with_scores) for code, language in languages.items()
        }
        self._broken = cache(self._broken_text)

    def grounds(self) -> Grounds:
        """What is the same in every reason."""
        return Grounds(rule=self._words(self._rule), considerations=self._words(self._considerations))

    def with_texts(self, reason: Reason) -> Reason:
        """The reason with what follows from its fields: who is chosen over the applicant, and the sentences."""
        reason = replace(reason, over=chosen_over(self._tables, self._cohort, self._values, reason))

        def facts(wording: Wording) -> str:
            person = wording.third_person(reason.applicant)
            return _joined(*self._outcome(wording, reason, person), self._kept_out_by(wording, reason, person))

        def lot(wording: Wording) -> str:
            return self._lot(wording, reason, wording.third_person(reason.applicant))

        return replace(reason, facts=self._words(facts), lot=self._words(lot) if reason.outcome == "lot" else None)

    def own_facts(self, applicant: str) -> Words:
        """The applicant's own facts. No record holds these sentences: their figures are in its pool."""
        return self._words(lambda wording: self._own(wording, applicant, wording.third_person(applicant)))

    def to_applicant(self, reason: Reason, code: LanguageCode) -> ReasonParts:
        """The reason as a letter to the applicant has it."""
        wording = self._wordings[code]
        person = wording.second_person()
        return ReasonParts(
            own=self._own(wording, reason.applicant, person),
            outcome=_joined(*self._outcome(wording, reason, person)),
            rules=self._kept_out_by(wording, reason, person),
            lot=self._lot(wording, reason, person) if reason.outcome == "lot" else "",
        )

    def _words(self, sentence: Callable[[Wording], str]) -> Words:
        texts = {code: sentence(wording) for code, wording in self._wordings.items()}
        return Words(da=texts["da"], en=texts.get("en"))

    def _rule(self, wording: Wording) -> str:
        language = wording.language
        basis = language.choose_line(self._selection.legal_basis)
        return _joined(
            language.say("select.why.legal_basis", basis=ended(basis)) if basis else "",
            language.say("select.why.rule"),
            language.choose_line(self._selection.statement),
        )

    def _considerations(self, wording: Wording) -> str:
        aims, language = [wording.aim(aim) for aim in self._selection.aims], wording.language
        if not aims:
            return language.say("select.why.no-aims")
        first, *rest = aims
        then = "".join(language.say("select.why.then", aim=aim) for aim in rest)
        criteria = wording.criteria()
        weighted = any(each.weight != 1 for each in wording.pool.criteria)
        judged = "select.why.criteria-weighted" if weighted else "select.why.criteria"
        return _joined(
            language.say("select.why.aims", first=first, then=then),
            language.say("select.why.order") if rest else "",
            language.say(judged, criteria=criteria) if criteria else "",
        )

    def _own(self, wording: Wording, applicant: str, person: Mapping[str, str]) -> str:
        judged = assessment_text(wording, applicant, person) if wording.with_scores else ""
        return _joined(judged, self._joint(wording, applicant), facts_text(wording, applicant, person, self._cohort))

    def _joint(self, wording: Wording, applicant: str) -> str:
        """That the points of several together count once for their several seats; empty where they do not."""
        candidate = wording.pool.by_key().get(applicant)
        seats = candidate.seats("municipalities") if candidate and points_count_once(self._selection) else 1
        return wording.language.say("select.own.joint", seats=seats) if seats > 1 else ""

    def _outcome(self, wording: Wording, reason: Reason, person: Mapping[str, str]) -> Iterator[str]:
        """What came of the application; then what the other cohort would have changed for others, and gained."""
        own, others = self._split(reason)
        values = {
            **person,
            "worse": wording.first_worse(self._goals, self._values, reason.costs),
            "better": wording.better(self._goals, self._values, reason.costs),
            "rows": "; ".join(self._row(wording, row) for row in others),
            "why": " ".join(dict.fromkeys(_given_reason(wording, row) for row in own)),
        }
        yield wording.sentence(phrase_key("select.why", _shape(reason, own, others)), **values)
        if values["worse"] and values["better"]:
            yield wording.sentence("select.why.gain", **values)
        if reason.outcome in {"costs", "lot"}:
            yield self._exchange(wording, reason)
        if reason.outcome in {"costs", "lot"} and others:
            yield wording.sentence("select.why.shut_out", **values)
        if reason.outcome == "chosen":
            yield self._held(wording, reason.applicant, person)
        if not reason.proven:
            yield wording.language.say("select.why.unproven")

    def _exchange(self, wording: Wording, reason: Reason) -> str:
        """Who would have to leave if the applicant came in, and who would come in as well."""
        others = [key for key in reason.instead if key != reason.applicant]
        names = {"out": wording.names(reason.displaces), "into": wording.names(others)}
        if reason.displaces and others:
            return wording.sentence("select.why.out-into", **names)
        if reason.displaces:
            return wording.sentence("select.why.out", out=names["out"])
        return wording.sentence("select.why.into", into=names["into"]) if others else ""

    def _held(self, wording: Wording, applicant: str, person: Mapping[str, str]) -> str:
        """The rules that the others of the cohort do not keep by themselves, the size aside."""
        rest = frozenset(self._cohort) - {applicant}
        rows = [
            wording.row(row._replace(high=None), self._size)
            for row in self._tables.rows.rules
            if self._needs(row, rest)
        ]
        return wording.sentence("select.why.holds", **person, rows="; ".join(rows)) if rows else ""

    def _needs(self, row: Row, rest: frozenset[str]) -> bool:
        """Whether a rule without a price holds for the cohort, and has too few in the rest of it."""
        low = row.low_at(self._size)
        if low is None or row.price is not None or row.kind in _DECIDED:
            return False
        return row.total(rest) < low <= row.total(self._cohort)

    def _kept_out_by(self, wording: Wording, reason: Reason, person: Mapping[str, str]) -> str:
        """The rules that keep the applicant from taking the seat of one of the chosen, each with those it protects."""
        names: dict[str, list[str]] = {}
        for each in reason.over:
            if each.applicant in self._cohort and each.rule in self._rows:
                other = exchanged(self._cohort, each.applicant, reason.applicant)
                row = self._rows[each.rule]
                text = self._broken(wording, row.id, row.total(other), self._tables.rows.seats(other))
                names.setdefault(text, []).append(each.applicant)
        swaps = [
            wording.language.say("select.why.swap", names=tuple(map(wording.name, keys)), row=text)
            for text, keys in names.items()
        ]
        return wording.sentence("select.why.over", **person, swaps=swaps) if swaps else ""

    def _broken_text(self, wording: Wording, rule: str, total: int, size: int) -> str:
        return wording.broken(self._rows[rule], total, size)

    def _split(self, reason: Reason) -> tuple[list[Row], list[Row]]:
        """The rows of a reason that put the applicant itself in or out, and the others."""
        rows = [self._rows[row] for row in reason.rows if row in self._rows]
        own = [row for row in rows if row.kind in _DECIDED and reason.applicant in row.weights]
        return own, [row for row in rows if row not in own]

    def _row(self, wording: Wording, row: Row) -> str:
        """The sentence of a row, with the reason given for it when it puts somebody in or out."""
        text = wording.row(row, self._size)
        return f"{text} ({_given_reason(wording, row).rstrip('.')})" if row.kind in _DECIDED else text

    def _lot(self, wording: Wording, reason: Reason, person: Mapping[str, str]) -> str:
        """The applicant's place in the order of the lot, and the first of those who would have to leave."""
        lot, places = self._selection.lot, self._place_in_lot
        ahead = min(reason.displaces, key=lambda key: places.get(key, 0), default="")
        values = {
            **person,
            "basis": wording.language.choose_line(lot.basis if lot else None),
            "place": places.get(reason.applicant, 0),
            "number": len(places),
            "ahead": wording.name(ahead) if ahead else "",
            "first": places.get(ahead, 0),
        }
        return wording.sentence("select.why.drawn_after" if ahead else "select.why.drawn", **values).strip()


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _given_reason(wording: Wording, row: Row) -> str:
    """Why the rule of a row puts its applicant in or out, in the words of those who made it."""
    reason = row.about.get("reason")
    return ended(wording.language.choose_line(reason)) if isinstance(reason, Words) else ""


def _shape(reason: Reason, own: Sequence[Row], others: Sequence[Row]) -> str:
    """The key of the sentence for an outcome."""
    match reason.outcome:
        case "required" if own and not others:
            return "required-decided"
        case "chosen" if not any(reason.costs):
            return "chosen-lot"
        case "excluded" if not reason.costs:
            return "excluded-impossible"
        case "excluded" if not any(reason.costs):
            return "excluded-equal"
        case "excluded" if next(cost for cost in reason.costs if cost) < 0:
            return "excluded-better"
    return reason.outcome
