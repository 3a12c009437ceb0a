"""The state of a programme and the list of its applications as people see them, at several widths."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from samskab.check.applicant_states import applicant_states
from samskab.finding import Finding, Severity, Span
from samskab.model.field_types import Words
from samskab.model.schedule import Meeting
from samskab.report.application_list import application_parts, listed
from samskab.report.screen import rendered
from samskab.report.status import Checked, Open, next_step, overview
from samskab.report.status_screen import status_parts
from samskab.schedules.release import next_release
from samskab.usecases.load import load
from samskab.usecases.release import is_to_be_released
from samskab.yaml.catalogue import load_language, load_languages
from tests.golden_screens import compare
from tests.paths import GOLDEN

KEY = "naboskab-2026"


@pytest.mark.golden
def test_status_and_applications(request: pytest.FixtureRequest) -> None:
    update, today, language = request.config.getoption("--update-golden"), date(2026, 5, 1), load_language("da")
    data = load(GOLDEN, programme=KEY).data
    programme = data.programmes[KEY]
    states = applicant_states(data, programme)
    status = [*status_parts(overview(data, programme, today, Checked(states)), language)]
    compare("status", lambda _width: status, update=update)
    found = listed(data, programme, states, language, today)
    applications = [*application_parts(found, language)]
    compare("applications", lambda _width: applications, update=update)


def test_the_next_step_before_anything_is_sent_or_received_is_the_invitation() -> None:
    data, day = load(GOLDEN, programme=KEY).data, date(2026, 1, 5)
    found = overview(data, data.programmes[KEY], day, Checked())
    none = found.applied._replace(by_status={})
    empty = found._replace(applied=none, sent=frozenset())
    assert next_step(empty).key == "status.step.invite"
    assert next_step(empty._replace(sent=frozenset({"invitation"}))).key == "status.step.wait"
    assert next_step(empty._replace(applied=none._replace(by_status={"draft": 1}))).key == "status.step.wait"


def test_those_chosen_together_are_counted_in_municipalities_as_the_seats_are() -> None:
    data, day = load(GOLDEN, programme=KEY).data, date(2026, 5, 1)
    found = overview(data, data.programmes[KEY], day, Checked())
    assert found.decided.municipalities == found.decided.chosen == 6
    joint = found._replace(decided=found.decided._replace(municipalities=9))
    texts = [rendered(status_parts(each, load_language("da")), 120) for each in (found, joint)]
    assert ["6 udvalgte" in text for text in texts] == [True, False]
    assert "9 kommuner udvalgt i 6 ansøgninger" in texts[1]


def test_a_question_of_several_parts_of_the_same_name_is_asked_once() -> None:
    data, until = load(GOLDEN, programme=KEY).data, date(2026, 5, 1)
    same = tuple(Open(Meeting, "date", Words(da="Nyt møde"), until) for _ in range(3))
    found = overview(data, data.programmes[KEY], until, Checked())._replace(open=same)
    shown = " ".join(rendered(status_parts(found, load_language("da")), 80).split())
    assert "Nyt møde: Hvornår er mødet? (3 gange)" in shown


def test_a_proposal_with_errors_is_not_to_be_decided() -> None:
    data, day = load(GOLDEN, programme=KEY).data, date(2026, 5, 1)
    (old,) = data.decisions(KEY)
    proposed = data.with_instead(old, replace(old, status="proposed", decided=None).from_file(old.path, old.at))
    checks = Checked(), Checked(errors=(Finding("SK508", Severity.ERROR, Span(old.path), {}),))
    steps = [next_step(overview(proposed, data.programmes[KEY], day, each)).key for each in checks]
    assert steps == ["status.step.decide", "status.step.propose_again"]


def test_a_schedule_that_changed_after_its_release_is_the_next_step() -> None:
    data, day = load(GOLDEN, programme=KEY).data, date(2026, 5, 1)
    programme = data.programmes[KEY]
    release = next_release(data, programme, load_languages(), day)
    assert release is not None
    assert [is_to_be_released(each, programme) for each in (data, data.with_more([release]))] == [True, False]
    known = replace(programme, status="published", selection=None)
    steps = [next_step(overview(data, known, day, Checked(has_news=news))).key for news in (False, True)]
    assert steps == ["status.step.meetings", "status.step.announce"]
    assert next_step(overview(data, known, date(2030, 1, 1), Checked(has_news=True))).key == "status.step.close"
