"""Aims, rules and applicants are named by their own nouns."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.language import LanguageCode
from samskab.model.field_types import Words
from samskab.model.pool import ApplicantNoun
from samskab.model.selection import (
    DIFFERENT_MUNICIPALITIES,
    Aim,
    Apart,
    Score,
    Selection,
    Size,
    Variety,
)
from samskab.yaml.catalogue import load_languages
from tests.fairness.seven_applicants import POOL


@pytest.mark.parametrize(
    ("code", "aim", "asks", "differs"),
    [
        ("da", Score(), "den højeste samlede bedømmelse", "en samlet bedømmelse på 9 i stedet for 9,5"),
        (
            "da",
            Score(of="people"),
            "den højeste sum af borgere med",
            "et samlet tal for borgere med på 9 i stedet for 9,5",
        ),
        (
            "en",
            Score(of=DIFFERENT_MUNICIPALITIES),
            "the highest sum of different municipalities",
            "a total of different municipalities of 18 instead of 19",
        ),
        ("da", Variety(by="theme"), "flest mulige forskellige slags (emne), hver med mindst 1 valgt", None),
    ],
)
def test_an_aim_is_named_by_its_own_noun(code: LanguageCode, aim: Aim, asks: str, differs: str | None) -> None:
    titles = {"people": Words(da="Borgere med"), "theme": Words(da="Emne")}
    pool = replace(POOL, titles=titles, units={"score": 2, "people": 2})
    tables = Tables(pool, Selection(aims=(aim,)))
    texts = Wording(tables, load_languages()[code])
    assert texts.aim(aim) == asks
    if differs is not None:
        assert texts.costs(tables.goals, (19,), (1,)) == differs


def test_applicants_are_called_what_the_programme_calls_them() -> None:
    noun = ApplicantNoun(one=Words(da="netværk"), many=Words(da="netværk"))
    for pool, size in ((replace(POOL, noun=noun), "antal netværk, der vælges"), (POOL, "antal ansøgere, der vælges")):
        tables = Tables(pool, Selection(size=Size(min=2, max=2), rules=(Apart(id="to", applicants=("a", "b")),)))
        texts = Wording(tables, load_languages()["da"])
        assert texts.row(tables.rows.size, 2) == f"{size}: præcis 2"
        assert texts.row(tables.rows.rules[0], 2) == "højst 1 af A og B"
