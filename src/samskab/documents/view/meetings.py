"""Meetings as template data: days as exactly as they are known, place, content, payers; by track and for the year."""

from __future__ import annotations

from datetime import date

from samskab.documents.view.programme import known_or
from samskab.documents.view.shape import View
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd, Words
from samskab.model.programme import Programme, Track
from samskab.model.schedule import AgendaPart, Content, Extra, Guest, Meeting, Online, Schedule, VenueTbd
from samskab.spelling import lower_first, upper_first


class OutlineView(View):
    """A line of what happens at a meeting; `track` is given at the first line of a track's own part."""

    track: str = ""
    text: str = ""


class ContentView(View):
    """What one track does at a meeting; all tracks where `track` is empty."""

    track: str = ""
    points: tuple[str, ...] = ()


class PartView(View):
    """A part of the agenda."""

    title: str = ""
    when: str = ""
    text: str = ""


class ExtraView(View):
    """An optional part beside the meeting, such as a dinner."""

    title: str = ""
    when: str = ""
    text: str = ""
    optional: bool = False
    paid_by: str = ""
    own_cost: bool = False
    asks_diet: bool = False


class MeetingView(View):
    """One meeting."""

    id: str = ""
    title: str = ""
    kind: str = ""
    cancelled: bool = False
    postponed: bool = False
    planned: bool = False
    status: str = ""
    status_note: str = ""
    moved: bool = False
    when_before: str = ""
    place_before: str = ""
    day: str = ""
    day_known: bool = False
    time: str = ""
    when: str = ""
    place: str = ""
    place_known: bool = False
    city: str = ""
    access: str = ""
    online: bool = False
    link: str = ""
    host: str = ""
    host_known: bool = False
    theme: str = ""
    theme_known: bool = False
    guest: str = ""
    guest_known: bool = False
    facilitator: str = ""
    audience: str = ""
    tracks: tuple[str, ...] = ()
    open_to_all: bool = False
    seats: str = ""
    shared_day: str = ""
    points: tuple[str, ...] = ()
    content: tuple[ContentView, ...] = ()
    agenda: tuple[PartView, ...] = ()
    outline: tuple[OutlineView, ...] = ()
    timed: bool = False
    extras: tuple[ExtraView, ...] = ()
    signup: str = ""


class TrackView(View):
    """A track with the meetings it takes part in."""

    id: str = ""
    title: str = ""
    promise: str = ""
    days: str = ""
    roles: str = ""
    meetings: tuple[MeetingView, ...] = ()


class OverviewRowView(View):
    """A meeting in the overview of the year; `cells` has the content for each column."""

    title: str = ""
    status: str = ""
    when: str = ""
    place: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


class OverviewView(View):
    """The year as a table: a row for each meeting, a column for each track."""

    columns: tuple[str, ...] = ()
    rows: tuple[OverviewRowView, ...] = ()
    unsettled: str = ""


class HostingView(View):
    """What a host provides, for how many."""

    provides: str = ""
    seats: str = ""


class ScheduleViews:
    """Makes the views of one programme's schedule in one language. `schedule` is an empty one where there is none."""

    def __init__(self, data: Dataset, programme: Programme, language: Language) -> None:
        self.data, self.programme, self.language = data, programme, language
        self.schedule = data.schedule(programme.id) or Schedule(schema="samskab/schedule@1", programme=programme.id)

    def track(self, track: Track) -> TrackView:
        """A track and its meetings, with what all tracks do there and what the track does alone."""
        roles = (self.programme.role(key) for key in track.roles)
        plurals = (self.language.choose(role.plural or role.title) for role in roles if role)
        return TrackView(
            id=track.id,
            title=self.language.choose(track.title),
            promise=self.language.choose(track.promise),
            days="" if track.promised_days is None else str(track.promised_days),
            roles=self.language.listing(map(lower_first, plurals)),
            meetings=tuple(self.meeting(each, track.id) for each in self.schedule.meetings if each.is_for(track)),
        )

    def meeting(self, meeting: Meeting, track: str | None = None) -> MeetingView:
        """One meeting; for a track only what that track does."""
        choose, language = self.language.choose, self.language
        day, known = self._day(meeting)
        time = language.clock(*self.schedule.hours(meeting))
        content = tuple(each for each in meeting.content if track is None or each.track in {None, track})
        agenda = tuple(each for each in meeting.agenda if track is None or not each.tracks or track in each.tracks)
        theme = known_or(meeting.theme, language, language.say("letters.tbd.theme"))
        roles = (self.programme.role(key) for key in meeting.audience)
        facilitator = self.data.senders.get(meeting.facilitator or "")
        place, place_known = self.place(meeting)
        online = meeting.venue if isinstance(meeting.venue, Online) else None
        venue = self.data.venues.get(meeting.venue) if isinstance(meeting.venue, str) else None
        when_before, place_before = self._before(meeting, place)
        return MeetingView(
            id=meeting.id,
            title=choose(meeting.title),
            kind=language.say(phrase_key("letters.kind", meeting.kind)),
            cancelled=meeting.status == "cancelled",
            postponed=meeting.status == "postponed",
            planned=meeting.status == "planned",
            status=self._status(meeting),
            status_note=choose(meeting.status_note),
            moved=meeting.status == "planned" and bool(when_before or place_before),
            when_before=when_before,
            place_before=place_before,
            day=day,
            day_known=known,
            time=time,
            when=self._when(day, time) if known else day,
            place=place,
            place_known=place_known,
            city=self._city(meeting),
            access=choose(venue.access) if venue else "",
            online=online is not None,
            link=(online.url or "") if online else "",
            host=self.host(meeting),
            host_known=meeting.host_application() is not None,
            theme=theme,
            theme_known=isinstance(meeting.theme, Words),
            guest=self._guest(meeting),
            guest_known=isinstance(meeting.guest, Guest),
            facilitator=(facilitator.person or choose(facilitator.organisation)) if facilitator else "",
            audience=language.listing(lower_first(choose(role.plural or role.title)) for role in roles if role),
            tracks=tuple(choose(each.title) for each in self.programme.tracks if each.id in meeting.tracks),
            open_to_all=meeting.open_to_all,
            seats=self._seats(meeting),
            shared_day=self._shared_day(meeting),
            points=tuple(choose(point) for each in content if each.track is None for point in each.points),
            content=tuple(ContentView(self._track_title(c.track), tuple(map(choose, c.points))) for c in content),
            agenda=tuple(self._part(part) for part in agenda),
            outline=self._outline(content, agenda, theme),
            timed=any(part.start for part in agenda),
            extras=tuple(self._extra(extra) for extra in meeting.extras),
            signup=meeting.signup_url or "",
        )

    def place(self, meeting: Meeting) -> tuple[str, bool]:
        """Where a meeting is, in words, and whether that is decided."""
        venue, later = meeting.venue, self.language.say("letters.tbd.venue")
        if isinstance(venue, Online):
            text = self.language.choose(venue.text) if not venue.url else ""
            return self.language.say("letters.online") + (f" ({text})" if text else ""), True
        if isinstance(venue, VenueTbd):
            text = self.language.choose(venue.text)
            words = later if text.casefold() in {"", later.casefold()} else f"{later}; {text}"
            return f"{venue.city} ({words})" if venue.city else words, False
        known = self.data.venues.get(venue) if venue else None
        if known is None:
            return later if meeting.host else self.language.say("letters.unknown.venue"), False
        return ", ".join((known.name, *known.address)) if known.address else f"{known.name}, {known.city}", True

    def host(self, meeting: Meeting) -> str:
        """The host's official names, or that no host is decided."""
        if not isinstance(meeting.host, str):
            return known_or(meeting.host, self.language, self.language.say("letters.tbd.host"))
        application = self.data.application(self.programme.id, meeting.host)
        codes = application.applicant.municipalities if application else (meeting.host[:4],)
        known = self.data.municipalities
        return self.language.listing(known[code].official for code in codes if code in known)

    def overview(self, on: date) -> OverviewView:
        """The year as it is on a day; without tracks there is one column."""
        tracks = self.programme.tracks
        meetings = [self.meeting(each) for each in self.schedule.meetings]
        return OverviewView(
            columns=tuple(self.language.choose(each.title) for each in tracks)
            or (self.language.say("letters.overview.content"),),
            rows=tuple(
                OverviewRowView(
                    view.title,
                    view.status,
                    view.when,
                    self._short_place(meeting, view, on),
                    tuple(self._cell(meeting, t) for t in tracks) or (view.points,),
                )
                for meeting, view in zip(self.schedule.meetings, meetings, strict=True)
            ),
            unsettled=" ".join(sorted({view.shared_day for view in meetings if view.shared_day})),
        )

    def _short_place(self, meeting: Meeting, view: MeetingView, on: date) -> str:
        """The place as far as it is known: at the host where no venue is named; nothing to come of one that is over."""
        if view.place_known:
            return view.place
        if view.cancelled:
            return ""
        is_over = meeting.last_day() < on
        place = self.language.say("letters.unknown.venue") if is_over else view.place
        if meeting.venue is None and view.host_known:
            return view.host if is_over else f"{view.host} ({lower_first(place)})"
        return place

    def hosting(self) -> HostingView:
        """What the schedule requires of a host."""
        hosting = self.schedule.hosting
        if hosting is None:
            return HostingView()
        return HostingView(
            provides=self.language.listing(map(self.language.choose, hosting.provides)),
            seats=self._number(hosting.seats, approximate=hosting.approximate),
        )

    def _cell(self, meeting: Meeting, track: Track) -> tuple[str, ...]:
        if not meeting.is_for(track):
            return ()
        content = [each for each in meeting.content if each.track in {None, track.id}]
        points = tuple(self.language.choose(point) for each in content for point in each.points)
        return points or tuple(self.language.choose(part.title) for part in meeting.agenda)

    def _outline(
        self, content: tuple[Content, ...], agenda: tuple[AgendaPart, ...], theme: str
    ) -> tuple[OutlineView, ...]:
        """The content by track, else the titles of the agenda, else the theme."""
        choose = self.language.choose
        if content:
            return tuple(
                OutlineView("" if number else self._track_title(each.track), choose(point))
                for each in content
                for number, point in enumerate(each.points)
            )
        lines = [choose(part.title) for part in agenda] or ([upper_first(theme)] if theme else [])
        return tuple(OutlineView(text=line) for line in lines)

    def _day(self, meeting: Meeting) -> tuple[str, bool]:
        """When it is, and whether that is known to the day. One that is postponed has no day, whatever its date."""
        if meeting.status == "postponed":
            return self.language.say("letters.tbd.new_day"), False
        if meeting.dates:
            return self.language.days(meeting.dates), True
        if isinstance(meeting.date, Tbd):
            return self.language.choose(meeting.date.text) or self.language.say("letters.tbd.day"), False
        return self.language.vague_day(meeting.date), meeting.date.precision == "day"

    def _when(self, day: str, time: str) -> str:
        return self.language.say("letters.when", day=day, time=time) if time else day

    def _before(self, meeting: Meeting, place: str) -> tuple[str, str]:
        """When and where the meeting was announced to be before its last change; empty where it is as announced.

        The last day that a letter gave and that is no day of the meeting now counts first, then the newest release that
        differs from the schedule, so that the letter is the same before and after the release of the change.
        A postponed meeting keeps the day that it had.
        """
        outbox = self.data.outbox(self.programme.id)
        given = outbox.last_given_day(meeting) if outbox and meeting.status == "planned" else None
        announced = (m for release in reversed(self.data.releases(self.programme.id)) for m in release.meetings)
        now = (meeting.exact_days(), *self.schedule.hours(meeting))
        settled, postponed = isinstance(meeting.venue, str), meeting.status == "postponed"
        for then in announced:
            if then.id != meeting.id or not then.days or (given and given not in then.days):
                continue
            before = then.place or "" if settled and then.status == "confirmed" and then.place != place else ""
            moved = postponed or (then.days, then.start, then.end) != now
            if moved or before:
                return self._at(then.days, then.start, then.end) if moved else "", before
        days = (given,) if given else meeting.exact_days() if postponed else ()
        return self._at(days, *(("", "") if given else self.schedule.hours(meeting))) if days else "", ""

    def _at(self, days: tuple[date, ...], start: str | None, end: str | None) -> str:
        return self._when(self.language.days(days), self.language.clock(start, end))

    def _city(self, meeting: Meeting) -> str:
        if isinstance(meeting.venue, VenueTbd):
            return meeting.venue.city or ""
        known = self.data.venues.get(meeting.venue) if isinstance(meeting.venue, str) else None
        return known.city if known else ""

    def _guest(self, meeting: Meeting) -> str:
        guest = meeting.guest
        if guest is None or isinstance(guest, Tbd):
            return known_or(guest, self.language, self.language.say("letters.tbd.guest"))
        title = self.language.choose(guest.title)
        return f"{guest.name}, {title}" if title else guest.name

    def _seats(self, meeting: Meeting) -> str:
        hosting = self.schedule.hosting
        return self._number(meeting.seats_expected, approximate=hosting is not None and hosting.approximate)

    def _number(self, number: int | None, *, approximate: bool) -> str:
        if number is None:
            return ""
        return self.language.say("letters.about", count=number) if approximate else self.language.number(number)

    def _status(self, meeting: Meeting) -> str:
        if meeting.status == "planned":
            return ""
        note = self.language.choose(meeting.status_note)
        return self.language.say(phrase_key("letters.status", meeting.status)) + (f" – {note}" if note else "")

    def _shared_day(self, meeting: Meeting) -> str:
        other = self.schedule.meeting(meeting.same_day_as or "")
        if other is None:
            return ""
        code = "letters.shared_day.unknown" if meeting.same_day_unknown else "letters.shared_day"
        choose = self.language.choose
        return self.language.say(code, title=choose(meeting.title), other=choose(other.title))

    def _part(self, part: AgendaPart) -> PartView:
        roughly = self.language.say(phrase_key("letters.part", part.part)) if part.part else ""
        when = self.language.clock(part.start, part.end) or roughly
        return PartView(self.language.choose(part.title), when, self.language.choose(part.text))

    def _extra(self, extra: Extra) -> ExtraView:
        return ExtraView(
            title=self.language.choose(extra.title),
            when=self.language.clock(extra.start),
            text=self.language.choose(extra.text),
            optional=extra.optional,
            paid_by=self.language.say(phrase_key("letters.paid_by", extra.paid_by)),
            own_cost=extra.paid_by == "participant",
            asks_diet=extra.ask_diet,
        )

    def _track_title(self, key: str | None) -> str:
        return next((self.language.choose(each.title) for each in self.programme.tracks if each.id == key), "")
