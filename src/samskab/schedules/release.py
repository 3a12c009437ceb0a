"""The next release of a schedule: each meeting as it is announced, and what is new since the last time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samskab.documents.view.meetings import Meetings
from samskab.language import Language, LanguageCode
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.schedule import Release
from samskab.schedules.changelog import changes as news
from samskab.schedules.snapshot import announced


def next_release(
    data: Dataset,
    programme: Programme,
    languages: Mapping[LanguageCode, Language],
    today: date,
    note: str | None = None,
) -> Release | None:
    """What `samskab schedule release` would write; None when nothing has changed since the last release."""
    told = {code: Meetings(data, programme, language) for code, language in languages.items()}
    before = _last(data, programme)
    meetings = tuple(announced(told["da"], before, today))
    changes = tuple(news(data, told, before, meetings))
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


def is_announced(data: Dataset, programme: Programme, languages: Mapping[LanguageCode, Language]) -> bool:
    """Whether there is a release and nothing has changed since."""
    before = _last(data, programme)
    return before is not None and next_release(data, programme, languages, before.released) is None


def release_path(release: Release) -> str:
    """Where a release lies in the data repository."""
    return f"data/programmes/{release.programme}/releases/{release.number}.yaml"


def _last(data: Dataset, programme: Programme) -> Release | None:
    return next(iter(data.releases(programme.id)[::-1]), None)
