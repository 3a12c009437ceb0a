"""The next release of a schedule: each meeting as it is announced, and the changes since the last release."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samskab.documents.view.meetings import ScheduleViews
from samskab.language import Language, LanguageCode
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.schedule import Release
from samskab.schedules.changelog import changes_since
from samskab.schedules.snapshot import announced


def next_release(
    data: Dataset,
    programme: Programme,
    languages: Mapping[LanguageCode, Language],
    today: date,
    note: str | None = None,
) -> Release | None:
    """What `samskab schedule release` would write; None when nothing has changed since the last release."""
    views = {code: ScheduleViews(data, programme, language) for code, language in languages.items()}
    before = _last(data, programme)
    meetings = tuple(announced(views["da"], before, today))
    changes = tuple(changes_since(data, views, before, meetings))
    if not changes and (before or not meetings):
        return None
    number = before.number + 1 if before else 1
    return Release(
        schema="samskab/release@1",
        programme=programme.id,
        number=number,
        released=today,
        note=note,
        meetings=meetings,
        changes=changes,
    )


def is_announced(data: Dataset, programme: Programme, danish: Language) -> bool:
    """Whether there is a release and nothing has changed since."""
    last = _last(data, programme)
    if last is None:
        return False
    released = {meeting.id: meeting for meeting in last.meetings}
    now = announced(ScheduleViews(data, programme, danish), last, last.released)
    return all(meeting == released.get(meeting.id) for meeting in now)


def release_path(release: Release) -> str:
    """The path of a release in the data repository."""
    return f"data/programmes/{release.programme}/releases/{release.number}.yaml"


def _last(data: Dataset, programme: Programme) -> Release | None:
    return next(iter(data.releases(programme.id)[::-1]), None)
