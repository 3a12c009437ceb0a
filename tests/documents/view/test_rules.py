"""Rules of a selection stand in the invitation, also those without a sentence of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from samskab.documents.view.rules import rules_for_all
from samskab.language import LanguageCode
from samskab.model.field_types import Key, Words
from samskab.model.selection import (
    Apart,
    AttributeName,
    Bound,
    Breadth,
    CohortRule,
    Common,
    Distance,
    Near,
    OnePer,
    Proportional,
    Quota,
    SelectionEntry,
    Spot,
    Sum,
)
from samskab.yaml.catalogue import load_language
from tests.schedules.release_history import Story

BOUNDS = {"sjaelland": Bound(min=2, max_percent=40)}
ODENSE = Spot(municipality="0461")
RULES = (
    (
        Quota(id="a", by="region", each=Bound(min=1), values=BOUNDS),
        "Region: mindst 1 af hver; mindst 2 og højst 40 procent af ”Region Sjælland”.",
    ),
    (Quota(id="a", by="region", each=Bound(max=2), of="applicants"), "Region: højst 2 af hver, der er ansøgere fra."),
    (
        Proportional(id="b", by="group", within=2),
        "Kommunegruppe: Pladserne fordeles, som landets kommuner er fordelt, med højst 2 pladser til forskel.",
    ),
    (
        Breadth(id="c", by="landsdel", min=3, each=2),
        "Landsdel: Mindst 3 forskellige er med, hver med mindst 2 af de valgte.",
    ),
    (Common(id="d", by="region"), "Region: Hver af de valgte har noget til fælles med mindst 1 af de andre."),
    (Sum(id="e", of="population", max=500_000), "Indbyggere i alt: højst 500.000."),
    (OnePer(id="f", by="landsdel", price=3), "Så vidt muligt: Landsdel: Højst én af hver."),
    (Distance(id="g", min_km=Decimal("12.5")), "Der er mindst 12,5 km mellem de valgte."),
    (Near(id="h", to=ODENSE, max_km=Decimal(100)), "Ingen af de valgte ligger mere end 100 km fra Odense."),
    (Breadth(id="i", by="region", min=2, text=Words(da="Landet er med.")), "Landet er med."),
    (Apart(id="j", applicants=("x", "y")), None),
)


def worded(rule: Any, language: LanguageCode) -> tuple[str, ...]:
    """The rules of a programme that has one."""
    data, programme = Story().data, Story().programme
    assert programme.selection is not None
    programme = replace(programme, selection=replace(programme.selection, rules=(rule,)))
    return rules_for_all(data, programme, load_language(language))


@pytest.mark.parametrize(("rule", "text"), RULES, ids=lambda each: type(each).__name__)
def test_each_rule_is_a_sentence(rule: CohortRule, text: str | None) -> None:
    assert worded(rule, "da") == ((text,) if text else ())
    assert worded(rule, "en") != ("",)


def test_a_kind_without_a_sentence_is_named_by_what_it_asks() -> None:
    """So that a new kind is never left out of an invitation."""

    class OnePer(SelectionEntry):
        id: Key
        by: AttributeName
        within: AttributeName
        text: Words | None = None
        price: int | None = None

    found = worded(OnePer(id="a", by="region", within="group"), "da")
    assert found == ("Højst én ansøger for hver værdi af en egenskab (Kommunegruppe og Region)",)
