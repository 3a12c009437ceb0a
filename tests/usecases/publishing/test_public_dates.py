<<<<<<< HEAD
"""The public dates of a programme."""
=======
"""The dates of a programme on the public site."""
>>>>>>> 6df8937e (Lead to the next step that is possible, and name hosts and cancellations)

from __future__ import annotations

from datetime import date

<<<<<<< HEAD
from samskab.model.dataset import Dataset
from samskab.model.municipality import Municipality
from samskab.model.schedule import Release, ReleasedMeeting
=======
from msgspec.structs import replace

>>>>>>> 6df8937e (Lead to the next step that is possible, and name hosts and cancellations)
from samskab.usecases.load import load
from samskab.usecases.publishing.public_dates import public_dates
from samskab.yaml.catalogue import load_language
from tests.paths import ROOT

KEY = "faellesskabsagenter-2014"


<<<<<<< HEAD
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
=======
def test_a_released_meeting_is_at_its_host_and_a_cancelled_one_says_so() -> None:
    data = load(ROOT, programme=KEY).data
    (release,) = data.releases(KEY)
    host = data.applications(KEY)[0]
    first, second, *_ = release.meetings
    changed = replace(
        release,
        meetings=(
            replace(first, place=None, host=host.id),
            replace(second, status="cancelled", place=None, host=None),
        ),
    )
    found = public_dates(
        data.with_instead(release, changed), data.programmes[KEY], load_language("da"), date(2014, 12, 1)
    )
    told = {each.title: (each.place, each.note) for each in found if each.title in {first.summary, second.summary}}
    official = data.municipalities[host.applicant.municipalities[0]].official
    assert told[first.summary][0].startswith(official)
    assert told[first.summary][1] == ""
    assert told[second.summary] == ("", "Aflyst")
>>>>>>> 6df8937e (Lead to the next step that is possible, and name hosts and cancellations)
