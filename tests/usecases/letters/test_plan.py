"""The first phase of letters: which documents a request makes, to whom, of which date; which requests are refused."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from samskab.finding import has_errors
from samskab.model.dataset import KINDS, Dataset, Unread
from samskab.refusal import Refusal
from samskab.usecases.letters.job import LetterDate
from samskab.usecases.letters.plan import Plan, plan
from samskab.usecases.load import Repo
from tests.usecases.letters.decision_2014 import (
    BY_LOT,
    BY_SUM,
    CHOSEN,
    DAY,
    LEFT,
    LEFT_OUT,
    PROMOTED,
    WAITING,
    YEAR,
    decision,
    request,
)

LEADERS = "sund-by-ledernetvaerket-2018"


def test_a_job_for_each_recipient_track_or_host(decided: Repo) -> None:
    selected = plan(decided, request("acceptance", "selected")).jobs
    assert selected[0].file_name == f"acceptance-{CHOSEN}"
    assert {job.recipient.application.id for job in selected if job.recipient and job.recipient.application} >= {CHOSEN}
    tracks = plan(decided, request("agenda")).jobs
    assert [job.file_name for job in tracks] == ["agenda-leader", "agenda-staff"]
    assert [job.track.id for job in tracks if job.track] == ["leader", "staff"]
    (page,) = plan(decided, request("press-item")).jobs
    assert (page.file_name, page.recipient) == ("press-item", None)


def files(found: Plan) -> set[str]:
    return {job.file_name for job in found.jobs}


def codes(found: Plan) -> set[str]:
    return {finding.code for finding in found.findings}


def test_each_gets_the_letter_of_its_outcome(decided: Repo) -> None:
    later = date(2014, 3, 5)
    outcome = {
        ("selected", DAY): {f"acceptance-{CHOSEN}", f"acceptance-{LEFT}"},
        ("waiting", DAY): {f"waiting-list-{PROMOTED}", f"waiting-list-{WAITING}"},
        ("rejected", DAY): {f"rejection-{BY_SUM}", f"rejection-{BY_LOT}"},
        ("selected", later): {f"acceptance-{CHOSEN}", f"promotion-{PROMOTED}"},
        ("waiting", later): {f"waiting-list-{WAITING}"},
        ("promoted", later): {f"promotion-{PROMOTED}"},
    }
    for (group, day), wanted in outcome.items():
        assert files(plan(decided, request(None, group, day=day))) == wanted, (group, day)


def test_nobody_gets_the_letter_of_another_outcome(decided: Repo) -> None:
    assert codes(plan(decided, request("rejection", CHOSEN))) == {"SK670"}
    assert codes(plan(decided, request("acceptance", BY_SUM))) == {"SK670"}


def test_who_was_left_out_gets_its_own_letter_also_where_a_rejection_is_asked_for(decided: Repo) -> None:
    everyone = plan(decided, request("not-considered", "left-out"))
    assert files(everyone) == {f"not-considered-{key}" for key in LEFT_OUT}
    instead = plan(decided, request("rejection", "Holbæk"))
    assert (files(instead), codes(instead)) == ({"not-considered-0316-holbaek"}, {"SK679"})
    assert codes(plan(decided, request("acceptance", "Holbæk"))) == {"SK670"}


def test_before_the_decision_there_are_no_answers(real: Repo) -> None:
    assert codes(plan(real, request("rejection", "rejected"))) == {"SK674"}


def test_a_letter_older_than_its_decision_is_told(decided: Repo) -> None:
    days = date(2014, 2, 13), DAY
    assert [codes(plan(decided, request("acceptance", CHOSEN, day=day))) for day in days] == [{"SK676"}, set()]


@pytest.mark.parametrize("template", [None, "acceptance"])
def test_one_that_stepped_in_gets_the_letter_about_it_and_no_acceptance(decided: Repo, template: str | None) -> None:
    record = decided.data.current_decision(YEAR)
    assert record is not None
    ((stepped_in, _),) = decided.data.state_of(record).promoted.items()
    day = record.days[-1]
    jobs = plan(decided, request(template, "selected", day=day)).jobs
    letters = {job.recipient.key: job.template.name for job in jobs if job.recipient}
    assert letters == dict.fromkeys(letters, "acceptance") | {stepped_in: "promotion"}
    for wanted in (stepped_in, "promoted"):
        own = [job.template.name for job in plan(decided, request(template, wanted, day=day)).jobs]
        assert "acceptance" not in own
        assert own.count("promotion") == 1


def test_a_letter_about_a_meeting_has_it_in_its_name(real: Repo) -> None:
    next_one = request("practical", "0360", programme=LEADERS, day=date(2018, 3, 1))
    for asked, key in ((next_one, "m2"), (next_one._replace(meeting="m3"), "m3")):
        (job,) = plan(real, asked).jobs
        assert (job.file_name, job.meeting and job.meeting.id) == (f"practical-{key}-0360-lolland", key)


def test_the_date_is_the_recorded_one_else_the_given_one(real: Repo) -> None:
    for day in (DAY, date(2020, 1, 1), None):
        (sent,) = plan(real, request("invitation", "0360", day=day)).jobs
        assert sent.date == LetterDate(date(2013, 12, 12), "12. december 2013")
    (given,) = plan(real, request("receipt", CHOSEN)).jobs
    assert given.date == LetterDate(DAY, "17. februar 2014")


def test_a_draft_without_a_date_is_marked(real: Repo) -> None:
    (job,) = plan(real, request("receipt", CHOSEN, day=None, allow_draft=True)).jobs
    assert not job.date.known
    assert [mark.partition(" ")[0] for mark in job.marks] == ["EKSEMPEL", "UDKAST"]


def test_a_proposed_decision_stops_and_marks(real: Repo) -> None:
    proposed = msgspec.structs.replace(decision(real.data), status="proposed")
    repo = Repo(real.root, real.data.with_more([proposed]), ())
    stopped = plan(repo, request("acceptance", CHOSEN))
    assert has_errors(stopped.findings)
    assert [finding.code for finding in stopped.findings] == ["SK675"]
    allowed = plan(repo, request("acceptance", CHOSEN, allow_draft=True))
    assert not has_errors(allowed.findings)
    assert allowed.jobs[0].marks[-1].startswith("UDKAST")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"programme": "faellesskab"}, "usage.no_programme"),
        ({"template": "invitasion"}, "usage.render.template_near"),
        ({"template": "xyz"}, "usage.render.template"),
        ({"meeting": "m99"}, "usage.render.meeting"),
        ({"track": "nobody"}, "usage.render.track"),
        ({"audience": "Loland"}, "usage.render.recipient_near"),
        ({"audience": "Xyzzy"}, "usage.render.recipient"),
        ({"template": "receipt", "audience": CHOSEN, "day": None}, "usage.render.no_date"),
    ],
)
def test_what_does_not_exist_is_refused(real: Repo, wrong: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        plan(real, request("invitation", "0360")._replace(**wrong))
    assert (refused.value.code, refused.value.exit_code) == (code, 2)


def test_a_page_for_each_track_is_refused_where_there_are_none(real: Repo) -> None:
    with pytest.raises(Refusal) as refused:
        plan(real, request("agenda", programme="frivilligraadets-aarsmoede-2012"))
    assert (refused.value.code, refused.value.exit_code) == ("usage.render.no_tracks", 1)


def test_a_programme_that_could_not_be_read_gives_its_findings(real: Repo) -> None:
    path = f"data/programmes/{YEAR}/programme.yaml"
    kept = [r for kind in KINDS for r in real.data.all(kind.record) if r.path != path]
    repo = Repo(real.root, Dataset(kept, [Unread("programme", path, YEAR, YEAR)]), ())
    assert plan(repo, request("invitation", "0360")).jobs == ()


def test_applicants_get_receipts_before_a_decision_and_their_answers_after_it(real: Repo, decided: Repo) -> None:
    asked = request(None, "applicants")
    assert {job.template.name for job in plan(real, asked).jobs} == {"receipt"}
    answers = plan(decided, asked)
    assert {job.template.name for job in answers.jobs} >= {"acceptance", "rejection"}
    assert "receipt" not in {job.template.name for job in answers.jobs}
    assert not has_errors(answers.findings)
    groups = [plan(decided, request(None, group)).jobs for group in ("selected", "waiting", "rejected", "left-out")]
    assert answers.jobs == tuple(job for jobs in groups for job in jobs)
    assert [job.template.name for job in plan(decided, request(None, CHOSEN)).jobs] == ["acceptance"]
    assert [job.template.name for job in plan(decided, request(None, "Fanø")).jobs] == ["invitation"]


def test_a_proposed_decision_gives_receipts_and_draft_answers_where_drafts_are_allowed(real: Repo) -> None:
    proposed = msgspec.structs.replace(decision(real.data), status="proposed")
    repo = Repo(real.root, real.data.with_more([proposed]), ())
    assert {job.template.name for job in plan(repo, request(None, "applicants")).jobs} == {"receipt"}
    assert [job.template.name for job in plan(repo, request(None, "Aarhus")).jobs] == ["invitation", "receipt"]
    drafts = plan(repo, request(None, "applicants", allow_draft=True)).jobs
    assert {job.template.name for job in drafts} >= {"acceptance", "rejection"}
