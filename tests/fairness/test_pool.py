"""From files to a pool: who can be chosen, their weights, and the country they are measured by."""

from __future__ import annotations

from collections.abc import Mapping

from samskab.fairness.admission import recorded_standing
from samskab.fairness.pool import pool_for
from samskab.model.pool import Candidate, Pool
from tests.example_files import example, repository

HERE = "data/programmes/naboskab-2026"
SELECTION = """selection:
  bands:
    - id: folketal
      of: population
      steps: [{id: smaa, max: 44999}, {id: mellem, min: 45000, max: 99999}, {id: store, min: 90000}]
  rules:
    - {id: stoerrelser, kind: quota, by: folketal, each: {min: 1}}
    - {id: regioner, kind: quota, by: region, each: {min: 1}, counts: municipalities}
    - {id: loft, kind: sum, of: participants, max: 30}
    - {id: indbyggere, kind: sum, of: population, min: 1}
    - {id: moedested, kind: near, to: {lat: 55.4, lon: 10.4}, max_km: 200}
  aims: [{kind: score}]
"""


def made(selection: str = SELECTION, **files: str) -> Pool:
    """The pool of the golden repository with these files in it."""
    texts = {f"{HERE}/programme.yaml": selection} | {
        f"{HERE}/{name.replace('__', '/')}.yaml": t for name, t in files.items()
    }
    data, _, unreadable = repository(example("".join(f"# {path}\n{text}" for path, text in texts.items())).files)
    assert not unreadable
    (programme,) = data.programmes.values()
    assert programme.selection is not None
    return pool_for(data, programme, programme.selection, recorded_standing(data, programme))


def only(selection: str = SELECTION, **files: str) -> Mapping[str, Candidate]:
    return made(selection, **files).by_key()


def test_one_municipality() -> None:
    lolland = only()["lolland"]
    assert lolland.name == "Lolland"
    assert lolland.municipalities == ("0360",)
    assert lolland.attributes == {"folketal": ("smaa",), "region": ("sjaelland",)}
    assert lolland.place == (54_776_600, 11_500_200)
    assert lolland.members == ()
    assert lolland.numbers["population"] == 38_533


def test_two_municipalities_apply_together() -> None:
    joint = only(applications__lolland="applicant: {municipalities: ['0360', '0376'], name: Lolland-Falster}\n")[
        "lolland"
    ]
    assert joint.name == "Lolland-Falster"
    assert joint.numbers["population"] == 38_533 + 59_119
    assert joint.attributes == {"folketal": ("smaa", "mellem"), "region": ("sjaelland",)}
    assert joint.members == (
        {"folketal": ("smaa",), "region": ("sjaelland",)},
        {"folketal": ("mellem",), "region": ("sjaelland",)},
    )
    assert (joint.seats("applicants"), joint.seats("municipalities")) == (1, 2)
    assert (joint.has("region", "sjaelland"), joint.has("region", "sjaelland", "municipalities")) == (1, 2)
    assert joint.has("folketal", "mellem", "municipalities") == 1


def test_who_does_not_stand_is_not_in_the_pool() -> None:
    everyone = set(only())
    assert len(everyone) == 7
    assert everyone - set(only(applications__odense="status: draft\n")) == {"odense"}
    assert everyone - set(only(applications__odense="example: true\n")) == {"odense"}
    late = "received: {at: '2026-04-16T00:00+02:00', via: docx}\n"
    assert everyone - set(only(applications__odense=late)) == {"odense"}
    in_time = "received: {at: '2026-04-15T23:59+02:00', via: docx}\n"
    assert set(only(applications__odense=in_time)) == everyone


def test_a_score_is_exact_whatever_the_number_of_assessors() -> None:
    """5 * 2 + 3 and 4 * 2 + 4 are 25/2 on average: kept in halves, and so are all others."""
    alone = made()
    assert alone.units == {}
    assert alone.by_key()["aalborg"].numbers["score"] == 13
    two = """application: aalborg
assessments:
  - {by: sekretariat, on: 2026-03-02, scores: {maal: 5, forankring: 3}}
  - {by: styregruppe, on: 2026-03-02, scores: {maal: 4, forankring: 4}}
"""
    both = made(assessments__aalborg=two)
    assert both.units == {"score": 2}
    assert both.by_key()["aalborg"].numbers["score"] == 25
    assert both.by_key()["odense"].numbers["score"] == 2 * alone.by_key()["odense"].numbers["score"]


def test_the_country_is_all_who_may_apply() -> None:
    field = made()
    assert field.country_size == 13
    assert sum(field.country["region"].values()) == 13
    assert set(field.country["folketal"]) == {"smaa", "mellem", "store"}
    assert field.spots == {"moedested": (55_400_000, 10_400_000)}


def test_only_what_the_selection_reads_is_taken_along() -> None:
    few = made("selection:\n  rules: [{id: regioner, kind: breadth, by: region, min: 2}]\n")
    assert all(set(c.attributes) <= {"region"} and not c.numbers for c in few.candidates)
    assert set(few.country) == {"region"}


def test_an_applicant_outside_the_register_is_where_it_says_and_a_municipality_is_at_its_seat() -> None:
    place = "place: {name: Malmø, lat: 55.6, lon: 13}"
    outside = made(applications__odense=f"applicant: {{name: Malmø, country: SE, {place}}}\n").by_key()["odense"]
    assert outside.places == ((55_600_000, 13_000_000),)
    inside = made(applications__odense=f"applicant: {{municipalities: ['0461'], {place}}}\n").by_key()["odense"]
    assert inside.places == made().by_key()["odense"].places
