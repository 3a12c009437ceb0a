"""The sentences of a reason: rule, main considerations, facts, and the lot where one fell.

Forvaltningsloven s. 22 and 24 require them. They are computed from the record, so an audit can compute them again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from samskab.fairness.candidate import Pool
from samskab.fairness.objectives import Goal
from samskab.fairness.row import Rows
from samskab.fairness.wording import Wording
from samskab.language import Language, LanguageCode, phrase_key
from samskab.model.decision import Reason
from samskab.model.field_types import Words
from samskab.model.selection import Must, MustNot, Selection


class Reasons:
    """Writes the reasons of one cohort. `languages` has `da`, and `en` where the record is in both."""

    def __init__(
        self,
        pool: Pool,
        wish: Selection,
        rows: Rows,
        goals: Sequence[Goal],
        cohort: Sequence[str],
        lot: Mapping[str, int],
        languages: Mapping[LanguageCode, Language],
    ) -> None:
        self._rows = {row.id: row for row in rows.all()}
        self._rules = {rule.id: rule for rule in wish.rules}
        self._wish, self._goals = wish, tuple(goals)
        self._values = tuple(goal.value(frozenset(cohort)) for goal in goals)
        self._size = rows.seats(cohort)
        self._lot = lot
        self._wordings = {code: Wording(pool, wish, language) for code, language in languages.items()}

    def worded(self, reason: Reason) -> Reason:
        """The reason with its sentences."""
        return replace(
            reason,
            regel=self._each(self._rule),
            hovedhensyn=self._each(self._considerations),
            fakta=self._each(lambda wording: self._facts(wording, reason)),
            lodtraekning=self._each(lambda wording: self._drawn(wording, reason)) if reason.outcome == "lot" else None,
        )

    def _each(self, sentence: Callable[[Wording], str]) -> Words:
        texts = {code: sentence(wording) for code, wording in self._wordings.items()}
        return Words(da=texts["da"], en=texts.get("en"))

    def _rule(self, wording: Wording) -> str:
        language = wording.language
        texts = [language.choose_line(rule.text) for rule in self._wish.rules if rule.text]
        statement = language.choose_line(self._wish.statement)
        return " ".join([language.say("select.why.rule"), *([statement] if statement else []), *texts])

    def _considerations(self, wording: Wording) -> str:
        aims = [wording.goal(aim) for aim in self._wish.aims]
        if not aims:
            return wording.language.say("select.why.no-aims")
        first, *rest = aims
        then = "".join(wording.language.say("select.why.then", aim=aim) for aim in rest)
        return wording.language.say("select.why.aims", first=first, then=then)

    def _facts(self, wording: Wording, reason: Reason) -> str:
        rows = [wording.row(self._rows[row], self._size) for row in reason.rows if row in self._rows]
        others = tuple(key for key in reason.instead if key != reason.applicant)
        values = {
            "name": wording.names((reason.applicant,)),
            "out": wording.names(reason.displaces),
            "outs": len(reason.displaces),
            "into": wording.names(reason.instead if reason.outcome == "chosen" else others),
            "costs": wording.changed(self._goals, self._values, reason.costs) if reason.costs else "",
            "rows": "; ".join(rows),
            "why": self._own_reason(wording, reason),
        }
        shape: str = reason.outcome
        if shape == "chosen" and not any(reason.costs):
            shape = "chosen-lot"
        elif shape == "excluded":
            shape = "excluded-impossible" if not reason.costs else shape if any(reason.costs) else "excluded-equal"
        elif shape in {"costs", "lot"} and not reason.displaces:
            shape = f"{shape}-nobody"
        more = (
            wording.language.say("select.why.also", into=values["into"])
            if others and reason.outcome in {"costs", "lot"}
            else ""
        )
        return wording.language.say(phrase_key("select.why", shape), **values) + more

    def _own_reason(self, wording: Wording, reason: Reason) -> str:
        rules = (self._rules.get(self._rows[row].rule) for row in reason.rows if row in self._rows)
        return " ".join(wording.language.choose_line(r.reason) for r in rules if isinstance(r, (Must, MustNot)))

    def _drawn(self, wording: Wording, reason: Reason) -> str:
        lot = self._wish.lot
        values = {
            "basis": wording.language.choose_line(lot.basis if lot else None),
            "place": self._lot.get(reason.applicant, 0),
            "number": len(self._lot),
            "out": wording.names(reason.displaces),
        }
        return wording.language.say("select.why.drawn", **values).strip()
