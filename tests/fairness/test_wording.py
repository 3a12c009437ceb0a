"""Aims, rules and applicants are named by their own nouns."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.language import LANGUAGES, LanguageCode
from samskab.model.field_types import Words
from samskab.model.pool import ApplicantNoun
from samskab.model.selection import (
    DIFFERENT_MUNICIPALITIES,
    Aim,
    Apart,
    Commonality,
    Deviation,
    Dispersion,
    Prices,
    Score,
    Seats,
    Selection,
    Size,
    Variety,
)
from samskab.yaml.catalogue import load_languages
from tests.fairness.seven_applicants import POOL


@pytest.mark.parametrize(
    ("code", "aim", "asks", "differs"),
    [
        ("da", Score(), "den højeste samlede bedømmelse", "en lavere samlet bedømmelse (9 mod 9,5 point)"),
        (
            "da",
            Score(of="people"),
            "den højeste sum af borgere med",
            "et lavere samlet tal for borgere med (9 mod 9,5)",
        ),
        (
            "en",
            Score(of=DIFFERENT_MUNICIPALITIES),
            "the highest sum of different municipalities",
            "a lower total of different municipalities (18 against 19)",
        ),
        (
            "da",
            Variety(by="theme"),
            "den største bredde i emne (flest mulige forskellige, hver med mindst 1 valgt)",
            None,
        ),
    ],
)
def test_an_aim_is_named_by_its_own_noun(code: LanguageCode, aim: Aim, asks: str, differs: str | None) -> None:
    titles = {"people": Words(da="Borgere med"), "theme": Words(da="Emne")}
    pool = replace(POOL, titles=titles, units={"score": 2, "people": 2})
    tables = Tables(pool, Selection(aims=(aim,)))
    texts = Wording(tables, load_languages()[code])
    assert texts.aim(aim) == asks
    if differs is not None:
        assert texts.changes(tables.goals, (19,), (1,)) == differs


def test_applicants_are_called_what_the_programme_calls_them() -> None:
    noun = ApplicantNoun(one=Words(da="netværk"), many=Words(da="netværk"))
    for pool, size in ((replace(POOL, noun=noun), "antal netværk, der vælges"), (POOL, "antal ansøgere, der vælges")):
        tables = Tables(pool, Selection(size=Size(min=2, max=2), rules=(Apart(id="to", applicants=("a", "b")),)))
        texts = Wording(tables, load_languages()["da"])
        assert texts.row(tables.rows.size, 2) == f"{size}: præcis 2"
        assert texts.row(tables.rows.rules[0], 2) == "højst 1 af A og B"


AIMS: tuple[Aim, ...] = (
    Score(),
    Deviation(by=("region",)),
    Deviation(by=("region",), measure="worst"),
    Dispersion(),
    Dispersion(measure="sum"),
    Commonality(by="theme"),
    Variety(by="theme"),
    Prices(),
    Seats(),
)
WORDS = {
    "da": ({"lavere", "skævere", "mindre", "færre", "større"}, {"højere", "jævnere", "større", "flere", "mindre"}),
    "en": ({"lower", "less", "smaller", "fewer", "greater"}, {"higher", "more", "greater", "smaller"}),
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("aim", AIMS, ids=str)
def test_a_change_says_its_direction_in_words(code: LanguageCode, aim: Aim) -> None:
    """The words of a gain and a loss differ in one word, and the other amount is on the right side of the chosen."""
    tables = Tables(POOL, Selection(aims=(aim,)))
    texts, goal = Wording(tables, load_languages()[code]), tables.goals[0]
    worse, better = texts.first_worse([goal], (40,), (10,)), texts.better([goal], (40,), (-10,))
    assert texts.better([goal], (40,), (10,)) == texts.first_worse([goal], (40,), (-10,)) == ""
    down, up = (load_languages()[code].amount(value, goal.unit) for value in (30, 50))
    assert (down if goal.greatest else up) in worse
    assert (up if goal.greatest else down) in better
    plain = [set(re.findall(r"\w+", text)) - set(re.findall(r"\d+", text)) for text in (worse, better)]
    assert plain[0] - plain[1] <= WORDS[code][0]
    assert plain[1] - plain[0] <= WORDS[code][1]
    assert plain[0] - plain[1]
    assert plain[1] - plain[0]


def test_of_a_refusal_the_first_loss_is_told_and_every_gain() -> None:
    tables = Tables(POOL, Selection(aims=(Score(), Deviation(by=("region",)), Dispersion())))
    texts = Wording(tables, load_languages()["da"])
    values = tables.values("abc")
    assert texts.first_worse(tables.goals, values, (0, 3, 5)).startswith("en skævere fordeling på region")
    assert (
        texts.better(tables.goals, values, (0, 3, -5))
        == "en større afstand mellem de to valgte, der ligger tættest på hinanden (5,5 mod 5 km)"
    )
