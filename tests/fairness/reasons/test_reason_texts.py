"""The sentences of reasons: who is addressed, what is said first, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from samskab.fairness.reasons.reason_texts import ReasonParts, ReasonTexts
from samskab.language import LANGUAGES
from samskab.model.decision import Decision, Reason
from samskab.model.field_types import Words
from samskab.model.pool import Criterion
from samskab.model.selection import Bound, Lot, Must, MustNot, Quota, Score, Selection, Size
from samskab.solve.explain import Explainer
from samskab.solve.task import Task
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_languages
from tests.fairness.seven_applicants import POOL, WHY
from tests.paths import ROOT

THREE = Size(min=3, max=3)
WEST = Quota(id="vest", by="region", values={"west": Bound(min=1)})


def texts_of(selection: Selection) -> tuple[ReasonTexts, Mapping[str, Reason]]:
    task = Task(POOL, selection, "seven")
    assert task.best is not None
    texts = ReasonTexts(task, task.best.cohort, task.order, load_languages())
    return texts, {each.applicant: texts.with_texts(each) for each in Explainer(task).every()}


def danish(reason: Reason) -> str:
    assert reason.facts is not None
    return reason.facts.da


def to(texts: ReasonTexts, reason: Reason) -> ReasonParts:
    return texts.to_applicant(reason, "da")


def test_the_record_names_the_applicant_and_the_letter_addresses_it() -> None:
    texts, found = texts_of(Selection(size=THREE, rules=(WEST,), aims=(Score(),)))
    assert danish(found["a"]) == (
        "Den bedste sammensætning med A ville have en lavere samlet bedømmelse (13 mod 14 point) end "
        "den valgte. E måtte i så fald udgå. Reglerne hindrer, at A alene bytter plads med F (region, west: mindst 1)."
    )
    letter = to(texts, found["a"])
    assert letter.outcome == (
        "Den bedste sammensætning med jer ville have en lavere samlet bedømmelse (13 mod 14 point) "
        "end den valgte. E måtte i så fald udgå."
    )
    assert letter.rules == "Reglerne hindrer, at I alene bytter plads med F (region, west: mindst 1)."
    assert letter.own == (
        "I har fået 5 point i alt. Der er også lagt til grund: region (east); theme (home, work); people (2)."
    )


def test_the_rules_hinder_each_exchange_by_itself() -> None:
    most_two = Quota(id="hver", by="region", each=Bound(max=2))
    _, found = texts_of(Selection(size=Size(min=5, max=5), rules=(most_two,), aims=(Score(),)))
    assert danish(found["c"]).endswith("at C alene bytter plads med D eller F (region, east: højst 2).")


def test_a_chosen_one_is_told_what_would_be_missing_without_it() -> None:
    texts, found = texts_of(Selection(size=THREE, rules=(WEST,), aims=(Score(),)))
    assert to(texts, found["f"]).outcome == (
        "I er valgt og er med i enhver sammensætning, der overholder reglerne: region, west: mindst 1."
    )
    loose = Quota(id="nord", by="region", values={"north": Bound(min=2)})
    texts, found = texts_of(Selection(size=THREE, rules=(loose,), aims=(Score(),)))
    assert to(texts, found["e"]).outcome.endswith(
        "Uden jer opfylder de andre valgte ikke alle krav (region, north: mindst 2)."
    )
    assert (
        "bidrager til den samlede fordeling med region (north: 2 af de 3 valgte ansøgere)" in to(texts, found["e"]).own
    )


def test_one_that_is_kept_out_is_told_the_direction_of_what_it_costs() -> None:
    out = MustNot(id="ude", applicants=("g",), reason=WHY)
    texts, found = texts_of(Selection(size=THREE, rules=(out,), aims=(Score(),)))
    assert found["g"].costs == (-3,)
    assert to(texts, found["g"]).outcome == (
        "I er holdt uden for udvælgelsen. Aftalt på forhånd. Ellers ville den bedste sammensætning med jer have haft "
        "en højere samlet bedømmelse (18 mod 15 point) end den valgte."
    )


def test_the_grounds_name_the_legal_basis_first_and_the_order_of_the_aims() -> None:
    basis = Words(da="Lov om noget, § 1, stk. 2", en="Act on something, s. 1(2)")
    rules = (replace(WEST, text=Words(da="Én fra vest.")),)
    texts, _ = texts_of(Selection(size=THREE, rules=rules, aims=(Score(),), legal_basis=basis))
    rule = texts.grounds().rule
    assert (
        rule.da
        == "Retsgrundlag: Lov om noget, § 1, stk. 2. Udvælgelsen følger de regler, der er fastsat for programmet."
    )
    assert (
        rule.en
        == "Legal basis: Act on something, s. 1(2). The selection follows the rules laid down for the programme."
    )


def test_the_reason_given_for_a_pinned_one_stands_where_it_shuts_another_out() -> None:
    pinned = Must(id="inde", applicants=("f",), reason=WHY)
    _, found = texts_of(Selection(size=THREE, rules=(pinned,), aims=(Score(),)))
    assert danish(found["f"]) == "F er valgt, fordi det er besluttet særskilt. Aftalt på forhånd."
    assert "Uden denne bestemmelse ville A være valgt: F skal være med (Aftalt på forhånd)." in danish(found["a"])


def test_of_equals_the_lot_is_told_with_its_place() -> None:
    lot = Lot(basis=Words(da="Alle er bedømt."), seed_source=Words(da="Lotto"))
    texts, found = texts_of(Selection(size=THREE, lot=lot))
    for drawn in (each for each in found.values() if each.outcome == "lot"):
        parts = to(texts, drawn)
        assert parts.outcome.startswith("En sammensætning med jer var lige så god")
        assert parts.lot.startswith("Alle er bedømt. I den offentliggjorte rækkefølge har I nummer ")
        own, first = map(int, re.findall(r"nummer (\d+)", parts.lot))
        assert first < own, "the first of those who would have to leave comes before the one who is not chosen"


@pytest.fixture(scope="module")
def decisions() -> tuple[Decision, ...]:
    return tuple(load(ROOT).data.all(Decision))


def test_no_reason_of_the_demonstrations_lists_a_gain_as_a_loss(decisions: tuple[Decision, ...]) -> None:
    """A gain stands in a sentence of its own, after the first aim that would be worse, which stands alone."""
    told = {"da": ("ville have en ", "Den ville til gengæld have "), "en": ("would have ", "on the other hand have ")}
    seen = 0
    for decision in decisions:
        for reason in decision.reasons:
            first = next((cost for cost in reason.costs if cost), 0)
            gains = any(cost < 0 for cost in reason.costs)
            for code in LANGUAGES:
                text = getattr(reason.facts, code)
                assert (told[code][1] in text) == (first > 0 and gains)
                seen += told[code][1] in text
    assert seen > 20


@pytest.mark.parametrize(("weight", "points"), [(1, "point for Mål."), (2, "vægtede point for Mål (vægt 2).")])
def test_points_are_weighted_only_where_a_criterion_has_a_weight(weight: int, points: str) -> None:
    criterion = Criterion(id="maal", title=Words(da="Mål"), min=1, max=5, weight=weight)
    selection = Selection(size=THREE, aims=(Score(),))
    task = Task(replace(POOL, criteria=(criterion,)), selection, "seven")
    assert task.best is not None
    grounds = ReasonTexts(task, task.best.cohort, task.order, load_languages()).grounds()
    assert f"Bedømmelsen er summen af {points}" in grounds.considerations.da


@pytest.mark.parametrize(
    ("size", "aim", "is_told"),
    [
        (Size(min=3, max=3, counts="municipalities"), Score(), True),
        (Size(min=3, max=3, counts="municipalities"), Score(of="people"), False),
        (THREE, Score(), False),
    ],
)
def test_several_together_are_told_that_their_points_count_once_for_their_seats(
    size: Size, aim: Score, is_told: bool
) -> None:
    task = Task(POOL, Selection(size=size, aims=(aim,)), "seven")
    texts = ReasonTexts(task, ("a", "b", "e"), task.order, load_languages())
    told = {key for key in task.keys if "point tæller én gang" in texts.own_facts(key).da}
    assert told == ({"g"} if is_told else set())
    if is_told:
        assert "Ansøgningen optager 2 pladser, en for hver kommune," in texts.own_facts("g").da
