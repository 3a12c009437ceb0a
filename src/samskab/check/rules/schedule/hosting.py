"""SK4: venues with enough seats, hosts in turn, guests once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from samskab.check.rule import Mistake, rule
from samskab.check.support.meetings import meetings
from samskab.check.support.severity import error_when_live, stage, warning_when_live
from samskab.check.support.suggest import nearest
from samskab.finding import Severity
from samskab.language import Fact
from samskab.model.applicant_numbers import known_people_of
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme, Role
from samskab.model.schedule import Guest, Meeting, Schedule, VenueTbd

_FIND_NEAR = timedelta(days=14)


@rule("SK414", Severity.ERROR)
def venue_still_unknown(data: Dataset, today: date) -> Iterator[Mistake]:
    """A venue is known by its `decide_by`; from two weeks before, its absence is reported.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            venue:
              tbd: true   # SK414
              city: Aarhus
              decide_by: 2026-02-20

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11, venue: kl-huset}
    """
    for schedule, field, meeting in meetings(data):
        venue, programme = meeting.venue, data.programmes.get(schedule.programme)
        if not isinstance(venue, VenueTbd) or programme is None or meeting.status != "planned":
            continue
        if stage(programme, today) == "over" and venue.city is None:
            continue
        if venue.decide_by < today:
            severity = error_when_live(programme, today)
        elif venue.decide_by - today <= _FIND_NEAR:
            severity = warning_when_live(programme, today)
        else:
            continue
        title, decide_by = meeting.title.da, venue.decide_by
        place = Fact("schedule.in_city", {"city": venue.city}) if venue.city else ""
        yield Mistake.at(schedule, f"{field}.venue", severity=severity, meeting=title, place=place, decide_by=decide_by)


@rule("SK418", Severity.WARNING)
def room_too_small(data: Dataset) -> Iterator[Mistake]:
    """A venue has a seat for everyone who is expected: `seats_expected`, or those of the chosen and the guest.

    A meeting that names no roles is for those of its tracks, else for all. Before a decision, the least that the roles
    ask of the fewest municipalities.

    Fails:

        # data/venues.yaml
        venues:
          - {id: kl-huset, name: KL-huset, city: København, seats: 8}
        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            venue: kl-huset   # SK418
            seats_expected: 12

    Passes:

        # data/venues.yaml
        venues:
          - {id: kl-huset, name: KL-huset, city: København, seats: 40}
        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            venue: kl-huset
            seats_expected: 12
    """
    for schedule, field, meeting in meetings(data):
        venue = data.venues.get(meeting.venue) if isinstance(meeting.venue, str) else None
        if venue is None or venue.seats is None:
            continue
        expected = max(meeting.seats_expected or 0, people_expected(data, schedule.programme, meeting))
        if venue.seats < expected:
            values = {"venue": venue.name, "seats": venue.seats, "expected": expected}
            yield Mistake(schedule.at(f"{field}.venue"), values, f"{field}.venue")


@rule("SK419", Severity.INFO)
def seats_and_people_disagree(data: Dataset) -> Iterator[Mistake]:
    """The seats that hosting requires are between the least and the greatest number of participants.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        hosting: {each_host_max: 1, seats: 60}   # SK419

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        hosting: {each_host_max: 1, seats: 24}
    """
    for schedule in data.all(Schedule):
        programme = data.programmes.get(schedule.programme)
        if schedule.hosting is None or schedule.hosting.seats is None or programme is None:
            continue
        of_tracks = [role for track in programme.tracks for role in track.roles]
        least, most = _people(programme, programme.roles_of(of_tracks))
        seats = schedule.hosting.seats
        if most and not least <= seats <= most:
            yield Mistake.at(schedule, "hosting.seats", seats=seats, least=least, most=most)


@rule("SK420", Severity.ERROR)
def host_unknown(data: Dataset) -> Iterator[Mistake]:
    """A host is one of those who applied, and who was chosen once that is decided.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: seminar, title: {da: Seminar}, date: 2026-05-11, host: lollland}   # SK420

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: seminar, title: {da: Seminar}, date: 2026-05-11, host: lolland}
    """
    for schedule, field, meeting in meetings(data):
        if not isinstance(meeting.host, str) or data.is_unread("application", meeting.host):
            continue
        chosen = data.taking_part(schedule.programme)
        known = chosen or {application.id for application in data.applications(schedule.programme)}
        if meeting.host not in known:
            key, hint = schedule.programme, nearest(meeting.host, known)
            name, title = data.applicant_name_of(key, meeting.host), meeting.title.da
            yield Mistake.at(schedule, f"{field}.host", hint=hint, host=name, meeting=title, programme=key)


@rule("SK421", Severity.ERROR)
def host_too_often(data: Dataset) -> Iterator[Mistake]:
    """No host has more meetings than `each_host_max`.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        hosting: {each_host_max: 1}
        meetings:
          - {id: dag-1, kind: seminar, title: {da: Seminar 1}, date: 2026-05-11, host: lolland}
          - {id: dag-2, kind: seminar, title: {da: Seminar 2}, date: 2026-06-09, host: lolland}   # SK421

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        hosting: {each_host_max: 1}
        meetings:
          - {id: dag-1, kind: seminar, title: {da: Seminar 1}, date: 2026-05-11, host: lolland}
          - {id: dag-2, kind: seminar, title: {da: Seminar 2}, date: 2026-06-09, host: aarhus}
    """
    counts: Counter[tuple[str, str]] = Counter()
    for schedule, field, meeting in meetings(data):
        if schedule.hosting is None or not isinstance(meeting.host, str) or meeting.status == "cancelled":
            continue
        counts[schedule.programme, meeting.host] += 1
        count, most = counts[schedule.programme, meeting.host], schedule.hosting.each_host_max
        if count > most:
            name = data.applicant_name_of(schedule.programme, meeting.host)
            yield Mistake.at(schedule, f"{field}.host", host=name, count=count, most=most)


@rule("SK422", Severity.INFO)
def hosts_and_meetings_disagree(data: Dataset) -> Iterator[Mistake]:
    """There are as many meetings to host as municipalities, and enough hosts for the meetings.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        hosting: {each_host_max: 1}   # SK422
        meetings:
          - {id: dag-1, kind: seminar, title: {da: Seminar 1}, date: 2026-05-11}
          - {id: dag-2, kind: seminar, title: {da: Seminar 2}, date: 2026-06-09}

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        hosting: null
        meetings:
          - {id: dag-1, kind: seminar, title: {da: Seminar 1}, date: 2026-05-11}
          - {id: dag-2, kind: seminar, title: {da: Seminar 2}, date: 2026-06-09}
    """
    for schedule in data.all(Schedule):
        programme = data.programmes.get(schedule.programme)
        bounds = programme.capacity.municipalities if programme else None
        if schedule.hosting is None or bounds is None or bounds.max is None:
            continue
        hosted = [m for m in schedule.meetings if m.kind in {"seminar", "course_day"} and m.status != "cancelled"]
        room = len(hosted) * schedule.hosting.each_host_max
        if hosted and (bounds.max > len(hosted) or room < len(hosted)):
            spare = max(bounds.max - len(hosted), 0)
            yield Mistake.at(schedule, "hosting", most=bounds.max, meetings=len(hosted), spare=spare)


@rule("SK435", Severity.INFO)
def chosen_without_meeting(data: Dataset) -> Iterator[Mistake]:
    """The chosen who host no meeting are reported. (No example: a decision is written by `select`.)"""
    for schedule in data.all(Schedule):
        chosen = data.taking_part(schedule.programme)
        hosts = {meeting.host for meeting in schedule.meetings if isinstance(meeting.host, str)}
        without = tuple(sorted(set(chosen) - hosts))
        if schedule.hosting is not None and hosts and without:
            names = tuple(data.applicant_name_of(schedule.programme, key) for key in without)
            yield Mistake.at(schedule, "hosting", names=names)


@rule("SK423", Severity.WARNING)
def guest_twice(data: Dataset) -> Iterator[Mistake]:
    """A guest is at one meeting of a programme only.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: meeting, title: {da: Dag 1}, date: 2026-05-11, guest: {name: Gæst A}}
          - {id: dag-2, kind: meeting, title: {da: Dag 2}, date: 2026-06-09, guest: {name: Gæst A}}   # SK423

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: meeting, title: {da: Dag 1}, date: 2026-05-11, guest: {name: Gæst A}}
          - {id: dag-2, kind: meeting, title: {da: Dag 2}, date: 2026-06-09, guest: {name: Gæst B}}
    """
    first: dict[tuple[str, str], str] = {}
    for schedule, field, meeting in meetings(data):
        if isinstance(meeting.guest, Guest):
            key = (schedule.programme, meeting.guest.name.casefold())
            earlier = first.setdefault(key, f"{field}.guest")
            if earlier != f"{field}.guest":
                related = (schedule.at(earlier),)
                yield Mistake.at(schedule, f"{field}.guest", related=related, guest=meeting.guest.name)


@rule("SK433", Severity.WARNING)
def venue_not_accessible(data: Dataset) -> Iterator[Mistake]:
    """A venue is accessible.

    Fails:

        # data/venues.yaml
        venues:
          - {id: kl-huset, name: KL-huset, city: København, accessible: false}
        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11, venue: kl-huset}   # SK433

    Passes:

        # data/venues.yaml
        venues:
          - {id: kl-huset, name: KL-huset, city: København, accessible: true}
        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11, venue: kl-huset}
    """
    for schedule, field, meeting in meetings(data):
        venue = data.venues.get(meeting.venue) if isinstance(meeting.venue, str) else None
        if venue is not None and venue.accessible is False:
            yield Mistake.at(schedule, f"{field}.venue", venue=venue.name, meeting=meeting.title.da)


def people_expected(data: Dataset, key: str, meeting: Meeting) -> int:
    """How many the chosen send to a meeting, or all who applied where nobody is chosen, and the guest.

    Before a decision, the least the roles ask. 0 for a meeting without roles that states how many come, or informs.
    """
    programme = data.programmes.get(key)
    if programme is None or (not meeting.audience and (meeting.seats_expected or meeting.kind == "info_meeting")):
        return 0
    applications = (data.application(key, name) for name in data.taking_part(key))
    coming = data.submitted(key) if programme.capacity.everyone else tuple(filter(None, applications))
    if not coming:
        return 0 if meeting.seats_expected else _people(programme, _roles_at(programme, meeting))[0]
    people = sum(people_at(programme, meeting, application) for application in coming)
    return people + isinstance(meeting.guest, Guest)


def people_at(programme: Programme, meeting: Meeting, application: Application) -> int:
    """How many an applicant sends to a meeting; one while it has named and counted nobody."""
    if not (application.participants or application.counts):
        return 1
    return known_people_of(application, _roles_at(programme, meeting))


def _roles_at(programme: Programme, meeting: Meeting) -> tuple[Role, ...]:
    """The roles a meeting is for: those it names, else those of its tracks, else all."""
    of_tracks = [role for track in programme.tracks if meeting.is_for(track) for role in track.roles]
    return programme.roles_of(meeting.audience or of_tracks) if meeting.audience or of_tracks else programme.roles


def _people(programme: Programme, roles: tuple[Role, ...]) -> tuple[int, int]:
    """How many people of these roles come, at least and at most; 0 at most when that cannot be known."""
    bounds = programme.capacity.municipalities
    if bounds is None or bounds.max is None:
        return 0, 0
    least = sum(role.min or 0 for role in roles) * (bounds.min or 0)
    ends = [role.max for role in roles if role.max is not None]
    most = sum(ends) * bounds.max if len(ends) == len(roles) else 0
    return least, most
