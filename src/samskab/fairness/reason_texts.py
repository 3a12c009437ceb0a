"""The sentences of a decision's reasons: the common grounds, each applicant's facts, and the lot where one fell.

Forvaltningsloven s. 22 and 24 require them. They are computed from the record, so an audit can compute them again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from samskab.fairness.row import Row
from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.language import Language, LanguageCode, phrase_key
from samskab.model.decision import Grounds, Reason
from samskab.model.field_types import Words

_DECIDED = frozenset({"must", "must_not"})


class ReasonTexts:
    """Writes the grounds and reasons of one cohort. `lot_order` are the keys of the pool in the order of the lot.

    `languages` has `da`, and `en` where the record is in both.
    """

    def __init__(
        self,
        tables: Tables,
        cohort: Sequence[str],
        lot_order: Sequence[str],
        languages: Mapping[LanguageCode, Language],
    ) -> None:
        self._selection, self._goals = tables.selection, tables.goals
        self._rows = {row.id: row for row in tables.rows.all()}
        self._values = tables.values(cohort)
        self._size = tables.rows.seats(cohort)
        self._place_in_lot = {key: place for place, key in enumerate(lot_order, 1)}
        self._wordings = {code: Wording(tables, language) for code, language in languages.items()}

    def grounds(self) -> Grounds:
        """What is the same in every reason."""
        return Grounds(rule=self._words(self._rule), considerations=self._words(self._considerations))

    def with_texts(self, reason: Reason) -> Reason:
        """The reason with its sentences."""
        return replace(
            reason,
            facts=self._words(lambda wording: self._facts(wording, reason)),
            lot=self._words(lambda wording: self._lot(wording, reason)) if reason.outcome == "lot" else None,
        )

    def _words(self, sentence: Callable[[Wording], str]) -> Words:
        texts = {code: sentence(wording) for code, wording in self._wordings.items()}
        return Words(da=texts["da"], en=texts.get("en"))

    def _rule(self, wording: Wording) -> str:
        language = wording.language
        texts = [language.choose_line(rule.text) for rule in self._selection.rules if rule.text]
        statement = language.choose_line(self._selection.statement)
        return " ".join([language.say("select.why.rule"), *([statement] if statement else []), *texts])

    def _considerations(self, wording: Wording) -> str:
        aims = [wording.aim(aim) for aim in self._selection.aims]
        if not aims:
            return wording.language.say("select.why.no-aims")
        first, *rest = aims
        then = "".join(wording.language.say("select.why.then", aim=aim) for aim in rest)
        return wording.language.say("select.why.aims", first=first, then=then)

    def _facts(self, wording: Wording, reason: Reason) -> str:
        own, others_rows = self._split(reason)
        others = tuple(key for key in reason.instead if key != reason.applicant)
        values = {
            "name": wording.names((reason.applicant,)),
            "out": wording.names(reason.displaces),
            "outs": len(reason.displaces),
            "into": wording.names(reason.instead if reason.outcome == "chosen" else others),
            "costs": wording.costs(self._goals, self._values, reason.costs) if reason.costs else "",
            "rows": "; ".join(self._row(wording, row) for row in others_rows),
            "why": " ".join(dict.fromkeys(_given_reason(wording, row) for row in own)),
        }
        sentence = wording.language.say(phrase_key("select.why", _shape(reason, own, others_rows)), **values)
        if reason.outcome in {"costs", "lot"}:
            sentence += wording.language.say("select.why.also", into=values["into"]) if others else ""
            sentence += wording.language.say("select.why.shut_out", **values) if others_rows else ""
        return sentence

    def _split(self, reason: Reason) -> tuple[list[Row], list[Row]]:
        """The rows of a reason that put the applicant itself in or out, and the others."""
        rows = [self._rows[row] for row in reason.rows if row in self._rows]
        own = [row for row in rows if row.kind in _DECIDED and reason.applicant in row.weights]
        return own, [row for row in rows if row not in own]

    def _row(self, wording: Wording, row: Row) -> str:
        """The sentence of a row, with the reason given for it when it puts somebody in or out."""
        text = wording.row(row, self._size)
        return f"{text} ({_given_reason(wording, row).rstrip('.')})" if row.kind in _DECIDED else text

    def _lot(self, wording: Wording, reason: Reason) -> str:
        lot = self._selection.lot
        values = {
            "name": wording.name(reason.applicant),
            "basis": wording.language.choose_line(lot.basis if lot else None),
            "place": self._place_in_lot.get(reason.applicant, 0),
            "number": len(self._place_in_lot),
            "out": wording.names(reason.displaces),
        }
        return wording.language.say("select.why.drawn", **values).strip()


def _given_reason(wording: Wording, row: Row) -> str:
    """Why the rule of a row puts its applicant in or out, in the words of those who made it."""
    reason = row.about.get("reason")
    text = wording.language.choose_line(reason) if isinstance(reason, Words) else ""
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _shape(reason: Reason, own: Sequence[Row], others: Sequence[Row]) -> str:
    """The key of the sentence for an outcome: with costs or equal, with or without somebody displaced."""
    match reason.outcome:
        case "required" if own and not others:
            return "required-decided"
        case "chosen" if not any(reason.costs):
            return "chosen-lot"
        case "excluded" if not reason.costs:
            return "excluded-impossible"
        case "excluded" if not any(reason.costs):
            return "excluded-equal"
        case "costs" | "lot" if not reason.displaces:
            return f"{reason.outcome}-nobody"
    return reason.outcome
