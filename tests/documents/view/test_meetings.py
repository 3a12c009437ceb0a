"""The views of meetings: the lines of an outline, hosts, places, and a track's share of a meeting."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.documents.view.meetings import OutlineView, ScheduleViews
from samskab.model.dataset import Dataset
from samskab.model.field_types import VagueDay, Words
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme
from samskab.model.schedule import AgendaPart, Content, Meeting, Online, Schedule, VenueTbd
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.paths import ROOT

LEADERS, STAFF = "leader", "staff"


@pytest.fixture(scope="module")
def data() -> Dataset:
    return load(ROOT, programme="faellesskabsagenter-2014").data


@pytest.fixture
def views(data: Dataset) -> ScheduleViews:
    return ScheduleViews(data, programme(data), load_language("da"))


def programme(data: Dataset) -> Programme:
    return data.programmes["faellesskabsagenter-2014"]


def meeting(**given: object) -> Meeting:
    base = {"id": "m", "kind": "meeting", "title": Words(da="Møde"), "date": VagueDay(2014, 5, 6)}
    return Meeting(**(base | given))  # type: ignore[arg-type]  # the tests give fields by name


def points(*texts: str) -> tuple[Words, ...]:
    return tuple(Words(da=text) for text in texts)


def test_the_outline_names_a_track_at_its_first_line(views: ScheduleViews, data: Dataset) -> None:
    track = programme(data).tracks[0]
    content = (Content(points=points("Alle mødes")), Content(track=track.id, points=points("Ledelse", "Økonomi")))
    assert views.meeting(meeting(content=content)).outline == (
        OutlineView("", "Alle mødes"),
        OutlineView(track.title.da, "Ledelse"),
        OutlineView("", "Økonomi"),
    )


def test_the_outline_is_the_agenda_where_there_is_no_content_else_the_theme(views: ScheduleViews) -> None:
    agenda, theme = (AgendaPart(title=Words(da="Velkomst")),), Words(da="lighed i sundhed")
    assert views.meeting(meeting(agenda=agenda, theme=theme)).outline == (OutlineView("", "Velkomst"),)
    assert views.meeting(meeting(theme=theme)).outline == (OutlineView("", "Lighed i sundhed"),)
    assert views.meeting(meeting()).outline == ()


def test_a_place_is_as_exact_as_it_is_known(views: ScheduleViews) -> None:
    later = VenueTbd(tbd=True, decide_by=VagueDay(2014, 3, 1).first(), city="Aarhus")
    known = views.meeting(meeting(venue=later))
    assert (known.place, known.place_known, known.city) == ("Aarhus (mødested oplyses snarest)", False, "Aarhus")
    online = views.meeting(meeting(venue=Online(online=True, url="https://example.dk/m")))
    assert (online.place_known, online.online, online.link) == (True, True, "https://example.dk/m")


def test_the_year_shows_the_host_where_no_venue_is_named_and_no_place_of_a_cancelled_meeting(data: Dataset) -> None:
    at_host, off = meeting(host="0360-lolland"), meeting(id="n", status="cancelled", status_note=Words(da="Sygdom"))
    schedule = Schedule(schema="samskab/schedule@1", programme=programme(data).id, meetings=(at_host, off))
    year = ScheduleViews(
        Dataset([programme(data), schedule, *data.all(Municipality)]), programme(data), load_language("da")
    )
    before, after = year.overview(date(2014, 1, 1)), year.overview(date(2015, 1, 1))
    assert [row.place for row in before.rows] == ["Lolland Kommune (mødested oplyses snarest)", ""]
    assert [row.place for row in after.rows] == ["Lolland Kommune", ""]


def test_a_track_sees_what_everybody_and_itself_does(views: ScheduleViews, data: Dataset) -> None:
    first, second = (track.id for track in programme(data).tracks[:2])
    content = tuple(Content(track=each, points=points(each or "alle")) for each in (None, first, second))
    seen = views.meeting(meeting(content=content), first)
    assert [each.points for each in seen.content] == [("alle",), (first,)]
