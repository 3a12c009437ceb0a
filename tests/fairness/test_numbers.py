"""What a number means: whose it is, what is missing, and that no order of names changes it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samskab.fairness.constraints.distance import distances
from samskab.fairness.pool import pool_for
from samskab.fairness.row import price
from samskab.fairness.rows import rows_of
from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.language import LanguageCode
from samskab.model.field_types import Words
from samskab.model.pool import ApplicantNoun, Candidate, Pool
from samskab.model.selection import (
    DIFFERENT_MUNICIPALITIES,
    Aim,
    Apart,
    Bound,
    Common,
    Distance,
    Quota,
    Score,
    Selection,
    Size,
    Sum,
    Together,
    Variety,
)
from samskab.yaml.catalogue import load_languages
from tests.example_files import example, repository
from tests.fairness.seven_applicants import POOL, agree
from tests.fairness.test_pool import HERE, made, only

PLACES = st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 90_000)), min_size=1, max_size=3)


def one(key: str, places: list[tuple[int, int]], *codes: str) -> Candidate:
    return Candidate(key=key, name=key, place=tuple(n for place in places for n in place), municipalities=codes)


@given(PLACES, PLACES)
def test_the_distance_is_that_of_the_nearest_whoever_is_listed_first(
    here: list[tuple[int, int]], there: list[tuple[int, int]]
) -> None:
    def far(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> int:
        return distances(Pool(candidates=(one("aa", a), one("bb", b)), metric="plane"))["aa", "bb"]

    expected = min(far([a], [b]) for a in here for b in there)
    assert {far(list(a), list(b)) for a in permutations(here) for b in permutations(there)} == {expected}


@given(st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 30_000)), min_size=2, max_size=7), st.integers(0, 127))
def test_a_pair_too_near_is_paid_for_once_whoever_else_applied(places: list[tuple[int, int]], chosen: int) -> None:
    pool = Pool(candidates=tuple(one(f"m{n}", [place]) for n, place in enumerate(places)), metric="plane")
    cohort = frozenset(c.key for n, c in enumerate(pool.candidates) if chosen >> n & 1)
    rows = rows_of(pool, Selection(rules=(Distance(id="afstand", min_km=Decimal(20), price=5),)))
    near = sum(far < 200 for pair, far in distances(pool).items() if set(pair) <= cohort)
    assert price(rows, cohort) == 5 * near


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_the_price_of_together_is_the_same_whoever_is_named_first(order: tuple[str, ...]) -> None:
    rows = rows_of(POOL, Selection(rules=(Together(id="sammen", applicants=order, price=2),)))
    assert [price(rows, cohort) for cohort in ("", "a", "ab", "bc", "abc")] == [0, 4, 4, 4, 0]


def test_different_municipalities_count_two_parts_of_one_once() -> None:
    pool = Pool(
        candidates=(one("nord", [], "0101"), one("syd", [], "0101"), one("par", [], "0101", "0147"), one("ude", []))
    )
    rule = Sum(id="kommuner", of=DIFFERENT_MUNICIPALITIES, max=1)
    (row,) = rows_of(pool, Selection(rules=(rule,))).rules
    assert [row.total(keys) for keys in ({"nord", "syd"}, {"nord", "par"}, {"nord", "ude"}, set())] == [1, 2, 2, 0]
    assert agree(rule, size=Size(min=2, max=2), aims=(Score(of=DIFFERENT_MUNICIPALITIES),), pool=pool) == "nordsyd"


def test_the_record_and_the_table_show_the_companions_there_are() -> None:
    tables = Tables(POOL, Selection(rules=(Common(id="ej-alene", by="theme", min=1),)))
    rows = {row.id: (row.total, row.low) for row in tables.decided_rows(["a", "b", "g", "d"])}
    assert rows["ej-alene:a"] == (3, 1)  # home with b and g, work with d
    assert rows["ej-alene:d"] == (1, 1)
    assert rows["ej-alene:e"] == (1, None)  # not chosen: asks for nothing


OPTIONS = """questions:
  - id: emne
    title: {da: Hvilket emne?}
    name: {da: Emne}
    type: choice
    options: [{id: krop, title: {da: Krop}}, {id: sind, title: {da: Sind}}]
selection:
  rules: [{id: emner, kind: quota, by: emne, each: {min: 1}%s}]
"""


def test_each_counts_every_option_also_those_nobody_chose() -> None:
    answer = "answers: {emne: krop}\n"
    rule = Quota(id="emner", by="emne")
    pool = made(OPTIONS % "", applications__lolland=answer)
    assert pool.country == {"emne": {"krop": 0, "sind": 0}}
    (krop, sind) = rows_of(pool, Selection(rules=(Quota(id="emner", by="emne", each=Bound(min=1)),))).rules
    assert (set(krop.weights), set(sind.weights)) == ({"lolland"}, set())
    texts = Wording(Tables(pool, Selection(rules=(rule,))), load_languages()["da"])
    assert texts.row(sind, 1) == "Emne, Sind: mindst 1 (ingen ansøgere hører til her)"
    assert texts.row(krop, 1) == "Emne, Krop: mindst 1"
    some = made(OPTIONS % ", of: applicants", applications__lolland=answer)
    assert some.applied("emne") == ("krop",)


def test_a_share_of_two_municipalities_is_weighted_by_its_base() -> None:
    asked = "selection:\n  rules: [{id: aeldre, kind: sum, of: share-65plus, max: 100}]\n"
    figures = "figures:\n  population: [{year: 2024, value: %s, source: danmarks-statistik}]\n"
    figures += "  share-65plus: [{year: 2024, value: %s, source: danmarks-statistik}]\n"
    towns = {
        "data/municipalities/0360-lolland.yaml": figures % (30_000, "20.5"),
        "data/municipalities/0376-guldborgsund.yaml": figures % (10_000, "10.5"),
    }
    for codes in ("'0360', '0376'", "'0376', '0360'"):
        own = f"applicant: {{municipalities: [{codes}], name: Lolland-Falster}}\n"
        pool = _with(asked, towns | {f"{HERE}/applications/lolland.yaml": own})
        number = pool.by_key()["lolland"].numbers["share-65plus"]
        assert number == 18 * pool.units.get("share-65plus", 1)


def test_a_band_of_the_applicants_own_number_gives_the_applicant_a_step() -> None:
    asked = """selection:
  bands: [{id: hold, of: participants, steps: [{id: faa, max: 2}, {id: mange, min: 3}, {id: alle, min: 900}]}]
  rules: [{id: hold, kind: quota, by: hold, each: {min: 1}}]
"""
    assert {c.attributes["hold"] for c in only(asked).values()} <= {("faa",), ("mange",)}
    assert made(asked).country == {"hold": {"faa": 0, "mange": 0, "alle": 0}}


def test_nobody_assessed_is_no_number_and_not_zero() -> None:
    assert "score" not in only()["thisted"].numbers


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


def _with(selection: str, files: Mapping[str, str]) -> Pool:
    """The pool of the golden repository with another selection and other files."""
    text = "".join(f"# {path}\n{body}" for path, body in {f"{HERE}/programme.yaml": selection, **files}.items())
    data, _, unreadable = repository(example(text).files)
    assert not unreadable
    (programme,) = data.programmes.values()
    assert programme.selection is not None
    return pool_for(data, programme, programme.selection)
