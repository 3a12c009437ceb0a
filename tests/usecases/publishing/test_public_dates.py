"""The public dates of a programme."""

from __future__ import annotations

from datetime import date

from samskab.model.dataset import Dataset
from samskab.model.municipality import Municipality
from samskab.model.schedule import Release, ReleasedMeeting
from samskab.usecases.load import load
from samskab.usecases.publishing.public_dates import public_dates
from samskab.yaml.catalogue import load_language
from tests.paths import ROOT

KEY = "faellesskabsagenter-2014"


def released(key: str, day: date, **given: object) -> ReleasedMeeting:
    base = {"sequence": 0, "changed": day, "status": "confirmed", "summary": key, "days": (day,), "digest": ""}
    return ReleasedMeeting(id=key, **(base | given))  # type: ignore[arg-type]  # the tests give fields by name


def test_a_cancelled_meeting_says_so_and_one_at_a_host_has_its_place() -> None:
    data = load(ROOT, programme=KEY).data
    meetings = (
        released("moede", date(2030, 1, 1), host="0360-lolland"),
        released("afslutning", date(2030, 2, 1), status="cancelled", place="Odense"),
    )
    release = Release(
        schema="samskab/release@1", programme=KEY, number=1, released=date(2029, 12, 1), meetings=meetings, changes=()
    )
    known = Dataset([data.programmes[KEY], release, *data.all(Municipality)])
    dates = public_dates(known, data.programmes[KEY], load_language("da"), date(2029, 12, 2))[-2:]
    assert [(one.title, one.place) for one in dates] == [("moede", "Lolland Kommune"), ("AFLYST: afslutning", "Odense")]
