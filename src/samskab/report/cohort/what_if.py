"""A supposed case (`--what-if`, `--size`) set beside the cohort of the rules as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samskab.fairness.outcome import WhatIf
from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.language import Language


def mark(what_if: WhatIf, language: Language) -> str:
    """The sentence that says that nothing is proposed, and what was changed."""
    return language.say("choice.what_if", changes=language.listing(what_if.changes))


def difference(what_if: WhatIf, cohort: Sequence[str], tables: Tables, language: Language) -> tuple[str, ...]:
    """Who is in, who is out and which aims change, in a line each."""
    if what_if.cohort is None:
        return (language.say("choice.what_if.none"),)
    wording = Wording(tables, language)
    into, out = _into(what_if, cohort), _into(what_if, cohort, gone=True)
    lines = [language.say("choice.what_if.into", names=wording.names(into))] if into else []
    lines += [language.say("choice.what_if.out", names=wording.names(out))] if out else []
    costs = _costs(what_if, cohort, tables)
    if any(costs):
        values = wording.changes(tables.goals, what_if.values, costs)
        lines.append(language.say("choice.what_if.aims", values=values))
    return tuple(lines) or (language.say("choice.what_if.same"),)


def difference_as_document(what_if: WhatIf, cohort: Sequence[str], tables: Tables) -> dict[str, Any]:
    """The same for programs; `real` is None when the rules as they are have no cohort."""
    document: dict[str, Any] = {"changes": what_if.changes, "real": what_if.cohort}
    if what_if.cohort is not None:
        document |= {"into": _into(what_if, cohort), "out": _into(what_if, cohort, gone=True)}
        document["costs"] = _costs(what_if, cohort, tables)
    return document


def _into(what_if: WhatIf, cohort: Sequence[str], *, gone: bool = False) -> tuple[str, ...]:
    """Those who are only in this cohort; with `gone`, only in that of the rules as they are."""
    one, other = (what_if.cohort or (), cohort) if gone else (cohort, what_if.cohort or ())
    return tuple(key for key in one if key not in other)


def _costs(what_if: WhatIf, cohort: Sequence[str], tables: Tables) -> tuple[int, ...]:
    """How much worse the aims are than with the rules as they are; nothing when the aims are others."""
    same = len(what_if.values) == len(tables.goals)
    return tables.costs(tables.values(cohort), what_if.values) if same else ()
