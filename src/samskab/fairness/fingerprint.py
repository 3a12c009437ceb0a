"""The fingerprint of a choice before the lot: the SHA-256 of its rules, its pool and their facts in canonical JSON.

Titles, texts and names are left out, and so are the lot and its seed, and the points by criterion, whose total is
there: a corrected sentence changes nothing, a changed fact, number or rule does. Two people with the same files get the
same fingerprint, whatever the order of the files.
"""

from __future__ import annotations

from hashlib import sha256

from msgspec.structs import replace

from samskab.fairness.canonical_json import canonical_json
from samskab.fairness.effective_selection import EXCLUDE, PIN
from samskab.model.decision import Decision
from samskab.model.field_types import Words
from samskab.model.pool import Pool
from samskab.model.selection import Selection


def fingerprint(pool: Pool, selection: Selection) -> str:
    """The fingerprint of a pool (`pool`) and the selection (`selection`) that it is measured by."""
    facts = {
        "pool": replace(pool, titles={}, values={}, noun=None, criteria=()),
        "selection": replace(selection, lot=None),
    }
    return sha256(canonical_json(facts, omit=_is_text).encode()).hexdigest()


def fingerprint_of(decision: Decision) -> str:
    """The fingerprint of a record's pool and selection."""
    made = fingerprint if decision.run.round is not None else fingerprint_v1
    return made(decision.field, decision.selection)


def fingerprint_v1(pool: Pool, selection: Selection) -> str:
    """The fingerprint of records that name no round, from before `samskab/decision@2`: texts are part of it."""
    nameless = replace(pool, titles={}, values={}, noun=None, criteria=())
    return sha256(canonical_json({"field": nameless, "wish": selection}, omit=_is_points).encode()).hexdigest()


def frozen_fingerprint_of(decision: Decision) -> str:
    """The fingerprint that a freeze of the same files has: without what was pinned or excluded for this run."""
    rules = tuple(rule for rule in decision.selection.rules if rule.id not in {PIN, EXCLUDE})
    return fingerprint(decision.field, replace(decision.selection, rules=rules))


def _is_text(field: str, value: object) -> bool:
    return isinstance(value, Words) or field == "name" or _is_points(field, value)


def _is_points(field: str, _: object) -> bool:
    return field in {"points", "assessors"}
