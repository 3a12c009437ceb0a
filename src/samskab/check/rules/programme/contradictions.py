"""SK2: the rules of a selection: each has a unique id and an effect, and none forbids what another requires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from samskab.check.rule import Mistake, rule
from samskab.check.rules.programme.selection_names import selections
from samskab.fairness.effective_selection import CAPACITY, EXCLUDE, PIN
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.selection import (
    Apart,
    Bound,
    Breadth,
    CohortRule,
    Common,
    Distance,
    Must,
    MustNot,
    Near,
    Proportional,
    Quota,
    Selection,
    Spot,
    Sum,
    Together,
)

_RESERVED = ("size", CAPACITY, PIN, EXCLUDE)


@rule("SK252", Severity.ERROR)
def rule_id_reserved(data: Dataset) -> Iterator[Mistake]:
    """No rule has the id of a row that the program adds itself (size, pins, excludes).

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: size, kind: breadth, by: region, min: 3}   # SK252

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: breadth, by: region, min: 3}
    """
    for programme, selection in selections(data):
        for place, entry in enumerate(selection.rules):
            if entry.id in _RESERVED:
                yield Mistake.at(programme, f"selection.rules[{place}].id", rule=entry.id, reserved=_RESERVED)


@rule("SK256", Severity.ERROR)
def rule_asks_nothing(data: Dataset) -> Iterator[Mistake]:
    """A rule has the bounds or names without which every cohort keeps it.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: quota, by: region}   # SK256
            - {id: hverandre, kind: apart, applicants: [lolland]}   # SK256

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: quota, by: region, each: {min: 1}}
            - {id: hverandre, kind: apart, applicants: [lolland, odense]}
    """
    for programme, selection in selections(data):
        for place, entry in enumerate(selection.rules):
            if missing := _left_out(entry):
                yield Mistake.at(programme, f"selection.rules[{place}]", rule=entry.id, missing=missing)


@rule("SK258", Severity.ERROR)
def rules_contradict(data: Dataset) -> Iterator[Mistake]:
    """Rules about the same applicants do not require what another forbids, directly or through company.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: sammen, kind: together, applicants: [lolland, odense, varde]}
            - {id: hver-for-sig, kind: apart, applicants: [odense, varde]}   # SK258

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: sammen, kind: together, applicants: [lolland, odense]}
            - {id: hver-for-sig, kind: apart, applicants: [odense, varde]}
    """
    for programme, selection in selections(data):
        company = _company(selection)
        inside = _inside(selection, company)
        for place, entry in enumerate(selection.rules):
            if entry.price is not None or not isinstance(entry, (MustNot, Apart)):
                continue
            circles = {key: company.get(key, frozenset({key})) for key in entry.applicants}
            if isinstance(entry, MustNot):
                keys = tuple(key for key in circles if circles[key] & inside)
            else:
                keys = tuple(k for k in circles if any(k != other and other in circles[k] for other in circles))
                forced = tuple(key for key in circles if key in inside)
                keys = keys or (forced if len(forced) > 1 else ())
            if keys:
                names = tuple(data.applicant_name_of(programme.id, key) for key in keys)
                yield Mistake.at(programme, f"selection.rules[{place}]", rule=entry.id, applications=names)


def _left_out(entry: CohortRule) -> tuple[str, ...]:  # one case for each kind of rule
    """The fields without which a rule has no effect."""
    match entry:
        case Quota() if not any(map(_asks, (*([entry.each] if entry.each else []), *entry.values.values()))):
            return ("each", "values")
        case Proportional() if entry.to == "shares" and not entry.shares:
            return ("shares",)
        case Breadth() | Common() if entry.min < 1:
            return ("min",)
        case Breadth() if entry.each < 1:
            return ("each",)
        case Sum() if entry.min is None and entry.max is None:
            return ("min", "max")
        case Must() | MustNot() if not entry.applicants:
            return ("applicants",)
        case Apart() | Together() if len(set(entry.applicants)) <= 1:
            return ("applicants",)
        case Distance() if entry.min_km <= 0:
            return ("min_km",)
        case Near() if not _is_place(entry.to):
            return ("to.municipality", "to.lat, to.lon")
    return ()


def _asks(bound: Bound) -> bool:
    return any(getattr(bound, name) is not None for name in bound.__struct_fields__)


def _is_place(spot: Spot) -> bool:
    return spot.municipality is not None or (spot.lat is not None and spot.lon is not None)


def _company(selection: Selection) -> Mapping[str, frozenset[str]]:
    """Each applicant that goes with others, and all who then go along, however many rules join them."""
    found: dict[str, frozenset[str]] = {}
    for entry in selection.rules:
        if isinstance(entry, Together) and entry.price is None:
            joined = frozenset(entry.applicants).union(*(found.get(key, ()) for key in entry.applicants))
            found |= dict.fromkeys(joined, joined)
    return found


def _inside(selection: Selection, company: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Everyone who must be in, and all who go along."""
    rules = [entry for entry in selection.rules if isinstance(entry, Must) and entry.price is None]
    keys = {key for entry in rules for key in entry.applicants}
    return frozenset(keys).union(*(company.get(key, ()) for key in keys))
