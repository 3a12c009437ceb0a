"""Numbers of applicants: counted, weighted by a base, cut into steps, or missing."""

from __future__ import annotations

from collections.abc import Mapping

from samskab.check.rules.programme.numbers import number_missing
from samskab.fairness.admission import recorded_standing
from samskab.fairness.pool import pool_for
from samskab.fairness.rows import rows_of
from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.model.applicant_numbers import lacking_numbers, number_of
from samskab.model.pool import Pool
from samskab.model.selection import (
    Bound,
    Quota,
    Selection,
)
from samskab.yaml.catalogue import load_languages
from tests.example_files import example, repository
from tests.fairness.test_pool import HERE, made, only

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
  bands: [{id: hold, of: named-participants, steps: [{id: faa, max: 2}, {id: mange, min: 3}, {id: alle, min: 900}]}]
  rules: [{id: hold, kind: quota, by: hold, each: {min: 1}}]
"""
    assert {c.attributes["hold"] for c in only(asked).values()} <= {("faa",), ("mange",)}
    assert made(asked).country == {"hold": {"faa": 0, "mange": 0, "alle": 0}}


def test_nobody_assessed_is_no_number_and_not_zero() -> None:
    path = f"{HERE}/assessments/thisted.yaml"
    for files, score in (({}, 3), (example(f"# {path}\nassessments: []\n").files, None)):
        data, _, _ = repository(files)
        (programme,) = data.programmes.values()
        application = data.application(programme.id, "thisted")
        assert application is not None
        assert number_of(data, programme, application, "score") == score


def test_participants_are_all_who_come_and_unknown_where_a_count_is_missing() -> None:
    asked = "selection:\n  rules: [{id: loft, kind: sum, of: participants, max: 40}]\n"
    path = f"{HERE}/applications/lolland.yaml"
    for counts, people, lacking in (("{agent: 5}", 7, ()), ("{agent: 0}", 2, ()), ("{}", None, ("agent",))):
        data, _, _ = repository(example(f"# {HERE}/programme.yaml\n{asked}# {path}\ncounts: {counts}\n").files)
        (programme,) = data.programmes.values()
        application = data.application(programme.id, "lolland")
        assert application is not None
        numbers = (number_of(data, programme, application, name) for name in ("participants", "named-participants"))
        assert tuple(numbers) == (people, 2)
        assert lacking_numbers(data, programme, application) == lacking
        found = [(f.field, f.values["name"]) for f in number_missing.find(data, application)]
        assert found == [("counts", "Fællesskabsagenter")] * len(lacking)


def _with(selection: str, files: Mapping[str, str]) -> Pool:
    """The pool of the golden repository with another selection and other files."""
    text = "".join(f"# {path}\n{body}" for path, body in {f"{HERE}/programme.yaml": selection, **files}.items())
    data, _, unreadable = repository(example(text).files)
    assert not unreadable
    (programme,) = data.programmes.values()
    assert programme.selection is not None
    return pool_for(data, programme, programme.selection, recorded_standing(data, programme))
