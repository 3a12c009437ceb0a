"""The public dates of a programme: rounds, steps, the lot, and meetings as they were announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import VagueDay
from samskab.model.programme import Programme
from samskab.model.schedule import ReleasedMeeting
from samskab.report.status import programme_dates

_OWN_TITLE = ("step", "lot")
_INTERNAL = ("meeting", "report")
"""Kinds of dates that are not shown: planned meetings, which are shown as announced, and the report to a funder."""

_NEVER = VagueDay(9999)


class PublicDate(NamedTuple):
    """A day (None when it is not known yet) and what it brings. `language` is that of `title` and `place`."""

    day: VagueDay | None
    when: str
    title: str
    place: str
    is_cancelled: bool
    language: str


def public_dates(data: Dataset, programme: Programme, language: Language, today: date) -> tuple[PublicDate, ...]:
    """All dates that are known on a day in order, the earliest first, those without a day last.

    A step that an announced meeting has more details of is left out.
    """
    announced = tuple(_announced(data, programme, language, today))
    told = {(one.day, one.title) for one in announced}
    fixed = (one for one in _fixed_dates(data, programme, language) if (one.day, one.title) not in told)
    return tuple(sorted((*fixed, *announced), key=lambda one: one.day or _NEVER))


def coming_dates(dates: tuple[PublicDate, ...], today: date) -> tuple[PublicDate, ...]:
    """Those that are not over on a day, without cancelled meetings."""
    return tuple(one for one in dates if one.day and one.day.last() >= today and not one.is_cancelled)


def _fixed_dates(data: Dataset, programme: Programme, language: Language) -> Iterator[PublicDate]:
    for one in programme_dates(data, programme):
        if one.kind not in _INTERNAL:
            own = language.choose_line(one.title) if one.kind in _OWN_TITLE else ""
            words = "" if one.kind == "step" else language.say(phrase_key("site.date", one.kind))
            title = ": ".join(part for part in (words, own) if part)
            when = language.vague_day(one.day)
            yield PublicDate(one.day, when, title, "", is_cancelled=False, language=language.code)


def _announced(data: Dataset, programme: Programme, language: Language, today: date) -> Iterator[PublicDate]:
    """The meetings of the last release by a day, whose words are Danish."""
    for release in [each for each in data.releases(programme.id) if each.released <= today][-1:]:
        for meeting in release.meetings:
            yield _meeting_date(data, programme, meeting, language)


def _meeting_date(data: Dataset, programme: Programme, meeting: ReleasedMeeting, language: Language) -> PublicDate:
    """A meeting as announced, at its host where no venue is named; its day may be unknown."""
    known = VagueDay.of(meeting.days[0]) if meeting.days else None
    days = language.days(meeting.days) if known else language.say("letters.tbd.day")
    when = " ".join((days, language.clock(meeting.start, meeting.end))).strip()
    is_cancelled = meeting.status == "cancelled"
    title = language.say("calendar.cancelled", title=meeting.summary) if is_cancelled else meeting.summary
    host = data.applicant_name_of(programme.id, meeting.host, official=True) if meeting.host else ""
    return PublicDate(known, when, title, meeting.place or host, is_cancelled, "da")
