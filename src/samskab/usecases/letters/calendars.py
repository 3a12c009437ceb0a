"""`render --to ics`: the calendars of a programme, its tracks and its applicants, or one meeting to mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samskab.finding import Finding, Severity, Span
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.schedules.calendar_entries import Diary, diary_of
from samskab.schedules.icalendar import feed, single
from samskab.schedules.release import is_announced
from samskab.usecases.letters.recipients import Recipient
from samskab.yaml.catalogue import load_languages


class CalendarFile(NamedTuple):
    """A finished calendar: its file name, whom it is for (empty: everybody), and what it holds."""

    file: str
    recipient: str
    content: bytes


def calendars(
    data: Dataset,
    programme: Programme,
    language: Language,
    *,
    recipients: Sequence[Recipient] = (),
    track: str | None = None,
    meeting: str | None = None,
) -> tuple[tuple[CalendarFile, ...], tuple[Finding, ...]]:
    """Every calendar that is asked for, and what there is to know about them.

    Nothing named: one feed of the programme and one of each track. `track`: that one alone. `recipients`: one feed for
    each, with its host duty. `meeting`: that meeting's days as single events to mail, for each recipient if there are.

    SK440 (error, no files): no release tells the schedule as it stands. SK441 (warning): a meeting without a day.
    """
    if not is_announced(data, programme, load_languages()):
        schedule = data.schedule(programme.id)
        path = schedule.path if schedule else programme.path
        return (), (Finding("SK440", Severity.ERROR, Span(path), {"programme": programme.id}),)
    if meeting is not None:
        return tuple(_invitations(data, programme, language, recipients, meeting)), ()
    found = list(_feeds(data, programme, language, recipients, track))
    files = tuple(CalendarFile(f"{name}.ics", who, _feed(diary, language)) for name, who, diary in found)
    return files, tuple(_without_day(data, programme, [diary for _, _, diary in found]))


def _feeds(
    data: Dataset, programme: Programme, language: Language, recipients: Sequence[Recipient], track: str | None
) -> Iterator[tuple[str, str, Diary]]:
    for each in recipients:
        yield f"calendar-{each.key}", each.name, diary_of(data, programme, language, application=each.application)
    if recipients:
        return
    if track is None:
        yield "calendar", "", diary_of(data, programme, language)
    for known in programme.tracks:
        if track in {None, known.id}:
            yield f"calendar-{known.id}", "", diary_of(data, programme, language, track=known.id)


def _feed(diary: Diary, language: Language) -> bytes:
    return feed(diary.entries, name=diary.name, language=language.code)


def enclosures(
    data: Dataset, programme: Programme, language: Language, recipient: Recipient | None, meeting: str
) -> dict[str, tuple[str, bytes]]:
    """A meeting's days to lay in a mail (`to_eml`): file name -> (MIME type, content); none before it is announced."""
    if not is_announced(data, programme, load_languages()):
        return {}
    found: dict[str, tuple[str, bytes]] = {}
    for each in _invitations(data, programme, language, [recipient] if recipient else [], meeting):
        method = "CANCEL" if b"METHOD:CANCEL" in each.content else "REQUEST"
        found[each.file] = (f"text/calendar; method={method}; charset=utf-8", each.content)
    return found


def _invitations(
    data: Dataset, programme: Programme, language: Language, recipients: Sequence[Recipient], meeting: str
) -> Iterator[CalendarFile]:
    for each in recipients or (None,):
        application = each.application if each else None
        entries = diary_of(data, programme, language, application=application).by_meeting.get(meeting, ())
        mail = mail_of(data, each) if each else None
        for number, entry in enumerate(entries, 1):
            nth = f"-{number}" if len(entries) > 1 else ""
            name = f"{meeting}{nth}-{each.key}" if each else f"{meeting}{nth}"
            content = single(entry, language=language.code, attendee=mail)
            yield CalendarFile(f"{name}.ics", each.name if each else "", content)


def mail_of(data: Dataset, recipient: Recipient) -> str | None:
    """The mail address of a recipient's contact, from the private store; none without it."""
    contact = recipient.application.contact if recipient.application else None
    person = data.people.people.get(contact) if data.people and contact else None
    return person.mail if person else None


def _without_day(data: Dataset, programme: Programme, diaries: Sequence[Diary]) -> Iterator[Finding]:
    schedule = data.schedule(programme.id)
    places = {meeting.id: place for place, meeting in enumerate(schedule.meetings)} if schedule else {}
    for key, title in {key: title for diary in diaries for key, title in diary.without_day.items()}.items():
        if schedule and key in places:
            field = f"meetings[{places[key]}].date"
            yield Finding("SK441", Severity.WARNING, schedule.at(field), {"meeting": title}, field)
