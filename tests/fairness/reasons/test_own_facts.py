"""An applicant's own facts: points by criterion with weights, what the rules read, what a chosen one adds."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from samskab.fairness.reasons.own_facts import assessment_text, facts_text
from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.language import LanguageCode
from samskab.model.field_types import Words
from samskab.model.pool import Candidate, Criterion, Pool
from samskab.model.selection import Counts, Deviation, Selection, Size
from samskab.yaml.catalogue import load_languages

CRITERIA = (
    Criterion(id="aim", title=Words(da="Mål", en="Aim"), min=1, max=5, weight=2),
    Criterion(id="plan", title=Words(da="Plan", en="Plan"), min=1, max=10),
)
POOL = Pool(
    candidates=(
        Candidate(
            key="a",
            name="Aarhus",
            numbers={"score": 35, "people": 4},
            points={"aim": 9, "plan": 17},
            assessors=2,
            attributes={"region": ("midt",), "theme": ("bolig", "unge")},
        ),
        Candidate(key="b", name="Billund", numbers={"score": 30}, attributes={"region": ("midt",)}),
    ),
    units={"score": 2},
    titles={"region": Words(da="Region", en="Region"), "theme": Words(da="Tema"), "people": Words(da="Deltagere")},
    values={"region": {"midt": Words(da="Region Midtjylland")}, "theme": {"bolig": Words(da="Bolig")}},
    criteria=CRITERIA,
)


def wording(code: LanguageCode = "da", pool: Pool = POOL) -> Wording:
    return Wording(Tables(pool, Selection()), load_languages()[code])


def test_points_stand_by_criterion_with_their_weights_and_add_up() -> None:
    texts = wording()
    assert assessment_text(texts, "a", texts.second_person()) == (
        "I har fået 17,5 point i alt: Mål 4,5 af 5 (vægt 2); Plan 8,5 af 10."
    )
    assert 2 * 4.5 + 8.5 == 17.5
    assert texts.criteria() == "Mål (vægt 2) og Plan"


def test_without_points_by_criterion_the_total_stands_alone_and_without_a_score_nothing() -> None:
    texts, bare = wording("en"), wording(pool=replace(POOL, candidates=(Candidate(key="c", name="C"),)))
    assert assessment_text(texts, "b", texts.third_person("b")) == "Billund received 15 points in all."
    assert assessment_text(bare, "c", bare.third_person("c")) == ""
    assert assessment_text(bare, "nobody", {}) == facts_text(bare, "nobody", {}, ()) == ""


@pytest.mark.parametrize(
    ("of_rule", "told"),
    [
        ("applicants", "Region Midtjylland: 2 af de 3 valgte ansøgere"),
        ("municipalities", "Region Midtjylland: 3 af de 4 valgte kommuner"),
    ],
)
def test_what_a_chosen_one_adds_is_counted_as_the_rule_counts_it(of_rule: Counts, told: str) -> None:
    """An aim may count otherwise than the size."""
    joint = replace(POOL.candidates[1], members=({"region": ("midt",)},) * 2)
    alone = Candidate(key="c", name="Cykelby", attributes={"region": ("syd",)})
    pool = replace(POOL, candidates=(POOL.candidates[0], joint, alone))
    other: Counts = "applicants" if of_rule == "municipalities" else "municipalities"
    aims = (Deviation(by=("region",), counts=of_rule),)
    texts = Wording(Tables(pool, Selection(size=Size(min=1, max=9, counts=other), aims=aims)), load_languages()["da"])
    assert facts_text(texts, "b", texts.second_person(), "abc") == f"I bidrager til den samlede fordeling med {told}."


def test_points_of_no_assessor_are_not_divided() -> None:
    forged = replace(POOL, candidates=tuple(replace(each, assessors=0) for each in POOL.candidates))
    texts = wording(pool=forged)
    assert assessment_text(texts, "a", texts.third_person("a")) == "Aarhus har fået 17,5 point i alt."


def test_a_refused_one_is_told_its_facts_and_a_chosen_one_what_it_adds() -> None:
    texts = wording()
    assert facts_text(texts, "a", texts.second_person(), ("b",)) == (
        "Der er også lagt til grund: Region Midtjylland; tema (Bolig, unge); deltagere (4)."
    )
    assert facts_text(texts, "a", texts.second_person(), ("a", "b")) == (
        "I bidrager til den samlede fordeling med Region Midtjylland: alle 2 valgte; tema (Bolig: 1 af de 2 valgte, "
        "unge: 1 af de 2 valgte). Der er også lagt til grund: deltagere (4)."
    )
