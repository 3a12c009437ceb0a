"""Names of applicants, also of those whose applications are deleted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from samskab.documents.view.applicants import ApplicantViews, applicant_named
from samskab.model.application import Commitment, Hosting
from samskab.model.programme import Condition
from samskab.yaml.catalogue import load_language
from tests.form_programme import KEY, form_repo


@pytest.mark.parametrize(
    ("key", "name"),
    [("0492-aeroe", "Ærø Kommune"), ("0492-aeroe-2", "0492-aeroe-2"), ("0000-nogen", "0000-nogen"), ("ny", "ny")],
)
def test_a_key_without_an_application_is_named_by_its_municipality(key: str, name: str) -> None:
    assert applicant_named(form_repo().data, KEY, key, load_language("da")) == name


def test_a_receipt_has_what_was_offered_and_each_condition_that_is_not_met() -> None:
    data, danish = form_repo().data, load_language("da")
    answers = Condition(id="krav", accepted=("timer", "netvaerk"))
    conditions = (answers, Condition(id="point", of="score", min=Decimal(9)))
    programme = replace(data.programmes[KEY], intake=replace(data.programmes[KEY].intake, conditions=conditions))
    hosting = Hosting(willing=True, seats=35, not_on=(date(2026, 10, 6),), note="kun om sommeren")
    answered = {"timer": False, "netvaerk": Commitment(accepted=False)}
    application = replace(data.applications(KEY)[0], hosting=hosting, commitments=answered, counts={"agent": 0})
    view = ApplicantViews(data, programme, danish).application(application, (), date(2026, 4, 1))
    assert [each.count for each in view.counts] == ["0"], "what was written as 0 was answered"
    assert view.hosting == "ja, 35 pladser, ikke den 6. oktober 2026, kun om sommeren"
    assert [each.rpartition(": ")[2] for each in view.unmet] == [demand.text.da for demand in programme.commitments[:2]]
