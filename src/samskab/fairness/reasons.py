"""The sentences of a reason, made from what was computed: rule, main considerations, facts, and the lot where one fell.

Forvaltningsloven s. 22 and 24 ask for them. They are made here and nowhere typed, so an audit makes them again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from samskab.fairness.candidate import Pool
from samskab.fairness.objectives import Goal
from samskab.fairness.row import Rows
from samskab.fairness.wording import Say, chosen
from samskab.language import Phrasebook
from samskab.model.decision import Reason
from samskab.model.field_types import Words
from samskab.model.selection import Must, MustNot, Selection


class Reasons:
    """Puts reasons into words for one cohort. `books` holds a phrasebook for `da`, and for `en` where wanted."""

    def __init__(
        self,
        pool: Pool,
        wish: Selection,
        rows: Rows,
        goals: Sequence[Goal],
        cohort: Sequence[str],
        lot: Mapping[str, int],
        books: Mapping[str, Phrasebook],
    ) -> None:
        self._rows = {row.id: row for row in rows.all()}
        self._rules = {rule.id: rule for rule in wish.rules}
        self._wish, self._goals = wish, tuple(goals)
        self._values = tuple(goal.value(frozenset(cohort)) for goal in goals)
        self._size = rows.seats(cohort)
        self._lot = lot
        self._says = {language: Say(pool, wish, book) for language, book in books.items()}

    def worded(self, reason: Reason) -> Reason:
        """The reason with its sentences."""
        return replace(
            reason,
            regel=self._each(self._rule),
            hovedhensyn=self._each(self._considerations),
            fakta=self._each(lambda say: self._facts(say, reason)),
            lodtraekning=self._each(lambda say: self._drawn(say, reason)) if reason.outcome == "lot" else None,
        )

    def _each(self, sentence: Callable[[Say], str]) -> Words:
        said = {language: sentence(say) for language, say in self._says.items()}
        return Words(da=said["da"], en=said.get("en"))

    def _rule(self, say: Say) -> str:
        language = say.book.language
        texts = [chosen(rule.text, language) for rule in self._wish.rules if rule.text]
        statement = chosen(self._wish.statement, language)
        return " ".join([say.book.say("select.why.rule"), *([statement] if statement else []), *texts])

    def _considerations(self, say: Say) -> str:
        aims = [say.goal(aim) for aim in self._wish.aims]
        if not aims:
            return say.book.say("select.why.no-aims")
        first, *rest = aims
        then = "".join(say.book.say("select.why.then", aim=aim) for aim in rest)
        return say.book.say("select.why.aims", first=first, then=then)

    def _facts(self, say: Say, reason: Reason) -> str:
        rows = [say.row(self._rows[row], self._size) for row in reason.rows if row in self._rows]
        others = tuple(key for key in reason.instead if key != reason.applicant)
        values = {
            "name": say.names((reason.applicant,)),
            "out": say.names(reason.displaces),
            "outs": len(reason.displaces),
            "into": say.names(reason.instead if reason.outcome == "chosen" else others),
            "costs": say.changed(self._goals, self._values, reason.costs) if reason.costs else "",
            "rows": "; ".join(rows),
            "why": self._own_reason(say, reason),
        }
        shape: str = reason.outcome
        if shape == "chosen" and not any(reason.costs):
            shape = "chosen-lot"
        elif shape == "excluded":
            shape = "excluded-impossible" if not reason.costs else shape if any(reason.costs) else "excluded-equal"
        elif shape in {"costs", "lot"} and not reason.displaces:
            shape = f"{shape}-nobody"
        more = (
            say.book.say("select.why.also", into=values["into"])
            if others and reason.outcome in {"costs", "lot"}
            else ""
        )
        return say.book.say(f"select.why.{shape}", **values) + more

    def _own_reason(self, say: Say, reason: Reason) -> str:
        rules = (self._rules.get(self._rows[row].rule) for row in reason.rows if row in self._rows)
        return " ".join(chosen(r.reason, say.book.language) for r in rules if isinstance(r, (Must, MustNot)))

    def _drawn(self, say: Say, reason: Reason) -> str:
        lot = self._wish.lot
        values = {
            "basis": chosen(lot.basis, say.book.language) if lot else "",
            "place": self._lot.get(reason.applicant, 0),
            "number": len(self._lot),
            "out": say.names(reason.displaces),
        }
        return say.book.say("select.why.drawn", **values).strip()
