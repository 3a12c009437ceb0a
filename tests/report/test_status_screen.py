"""The state of a programme and the list of its applications as people see them, at several widths."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.applicant_states import applicant_states
from samskab.report.application_list import application_parts, listed
from samskab.report.status import next_step, overview
from samskab.report.status_screen import status_parts
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.golden_screens import compare
from tests.paths import GOLDEN

KEY = "naboskab-2026"


@pytest.mark.golden
def test_status_and_applications(request: pytest.FixtureRequest) -> None:
    update, today, language = request.config.getoption("--update-golden"), date(2026, 5, 1), load_language("da")
    data = load(GOLDEN, programme=KEY).data
    programme = data.programmes[KEY]
    states = applicant_states(data, programme)
    status = [*status_parts(overview(data, programme, today, states), language)]
    compare("status", lambda _width: status, update=update)
    found = listed(data, programme, states, language, today)
    applications = [*application_parts(found, language)]
    compare("applications", lambda _width: applications, update=update)


def test_the_next_step_before_anything_is_sent_or_received_is_the_invitation() -> None:
    data, day = load(GOLDEN, programme=KEY).data, date(2026, 1, 5)
    found = overview(data, data.programmes[KEY], day)
    empty = found._replace(applications={}, sent=frozenset())
    assert next_step(empty).key == "status.step.invite"
    assert next_step(empty._replace(sent=frozenset({"invitation"}))).key == "status.step.wait"
    assert next_step(empty._replace(applications={"draft": 1})).key == "status.step.wait"
