"""`render --to ics`: the calendars of a programme, its tracks, its applicants, or the days of one meeting to mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.schedules.calendar_entries import ProgrammeCalendar, calendar_of
from samskab.schedules.icalendar import feed, method_of, single
from samskab.schedules.release import is_announced
from samskab.usecases.letters.recipients import Recipient
from samskab.yaml.catalogue import load_language


class CalendarFile(NamedTuple):
    """A finished calendar: its file name, whom it is for (empty: all), its content, and its method in a mail."""

    file: str
    recipient: str
    content: bytes
    method: str = "PUBLISH"


class Calendars:
    """Makes the calendar files of one programme in one language."""

    def __init__(self, data: Dataset, programme: Programme, language: Language) -> None:
        self.data, self.programme, self.language = data, programme, language

    @cached_property
    def announced(self) -> bool:
        """Whether the last release has the schedule as it is now; nothing else goes into a calendar."""
        return is_announced(self.data, self.programme, load_language("da"))

    def files(
        self, *, recipients: Sequence[Recipient] = (), track: str | None = None, meeting: str | None = None
    ) -> tuple[tuple[CalendarFile, ...], tuple[Finding, ...]]:
        """Every requested calendar, and the findings about them.

        Without arguments: one feed of the programme and one of each track. `track`: that one alone. `recipients`: one
        feed for each, with its host duty. `meeting`: its days as single events to mail, to each recipient if any.

        SK440 (error, no files): the schedule has changed since its release. SK441 (warning): a meeting without a day.
        """
        if not self.announced:
            schedule = self.data.schedule(self.programme.id)
            path = schedule.path if schedule else self.programme.path
            return (), (make_finding("SK440", Span(path), {"programme": self.programme.id}),)
        if meeting is not None:
            return tuple(self._events(recipients, meeting)), ()
        found = list(self._feeds(recipients, track))
        files = tuple(CalendarFile(f"{name}.ics", who, self._feed(each)) for name, who, each in found)
        return files, tuple(self._without_day([each for _, _, each in found]))

    def enclosures(self, recipient: Recipient | None, meeting: str) -> dict[str, tuple[str, bytes]]:
        """A meeting's days to attach to a mail: file name -> (MIME type, content); none before it is announced."""
        if not self.announced:
            return {}
        found: dict[str, tuple[str, bytes]] = {}
        for each in self._events([recipient] if recipient else [], meeting):
            found[each.file] = (f"text/calendar; method={each.method}; charset=utf-8", each.content)
        return found

    def _calendar(self, recipient: Recipient | None = None, track: str | None = None) -> ProgrammeCalendar:
        application = recipient.application if recipient else None
        return calendar_of(self.data, self.programme, self.language, track=track, application=application)

    def _feeds(
        self, recipients: Sequence[Recipient], track: str | None
    ) -> Iterator[tuple[str, str, ProgrammeCalendar]]:
        for each in recipients:
            yield f"calendar-{each.key}", each.name, self._calendar(each)
        if recipients:
            return
        if track is None:
            yield "calendar", "", self._calendar()
        for known in self.programme.tracks:
            if track in {None, known.id}:
                yield f"calendar-{known.id}", "", self._calendar(track=known.id)

    def _feed(self, calendar: ProgrammeCalendar) -> bytes:
        return feed(calendar.entries, name=calendar.name, language=self.language.code)

    def _events(self, recipients: Sequence[Recipient], meeting: str) -> Iterator[CalendarFile]:
        for each in recipients or (None,):
            entries = self._calendar(each).by_meeting.get(meeting, ())
            mail = next(iter(mails_of(self.data, each)), None) if each else None
            for number, entry in enumerate(entries, 1):
                nth = f"-{number}" if len(entries) > 1 else ""
                name = f"{meeting}{nth}-{each.key}" if each else f"{meeting}{nth}"
                content = single(entry, language=self.language.code, attendee=mail)
                method = method_of(entry, mail)
                yield CalendarFile(f"{name}.ics", each.name if each else "", content, method)

    def _without_day(self, calendars: Sequence[ProgrammeCalendar]) -> Iterator[Finding]:
        schedule = self.data.schedule(self.programme.id)
        places = {meeting.id: place for place, meeting in enumerate(schedule.meetings)} if schedule else {}
        titles = {key: title for each in calendars for key, title in each.without_day.items()}
        for key, title in titles.items():
            if schedule and key in places:
                field = f"meetings[{places[key]}].date"
                yield make_finding("SK441", schedule.at(field), {"meeting": title}, field)


def mails_of(data: Dataset, recipient: Recipient) -> tuple[str, ...]:
    """The mail address of a recipient's contact, from the private store; else the mailboxes of its municipalities."""
    contact = recipient.application.contact if recipient.application else None
    person = data.people.people.get(contact) if data.people and contact else None
    if person and person.mail:
        return (person.mail,)
    municipalities = (data.municipalities.get(code) for code in recipient.codes)
    return tuple(each.mailbox.address for each in municipalities if each and each.mailbox)
