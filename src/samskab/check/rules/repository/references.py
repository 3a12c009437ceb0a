"""SK6: what one record refers to, another record holds."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.support.fields import values_of_type
from samskab.check.support.suggest import nearest
from samskab.finding import Severity
from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.outbox import Outbox
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.model.schedule import Release, Schedule, Venues
from samskab.model.selection import Spot


@rule("SK601", Severity.ERROR)
def sender_unknown(data: Dataset) -> Iterator[Mistake]:
    """Every sender and facilitator is in `data/senders.yaml`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        senders: [sund-by]   # SK601

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        senders: [sund-by-netvaerket]
    """
    if any(u.kind == "senders" for u in data.unread):
        return
    known = tuple(data.senders)
    for record, field, key in _sender_keys(data):
        if key not in known:
            yield Mistake.at(record, field, hint=nearest(key, known), sender=key, allowed=known)


@rule("SK602", Severity.ERROR)
def venue_unknown(data: Dataset) -> Iterator[Mistake]:
    """Every venue is in `data/venues.yaml`.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11, venue: kl-hust}   # SK602

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11, venue: kl-huset}
    """
    if any(u.kind == "venues" for u in data.unread):
        return
    known = tuple(data.venues)
    for schedule in data.all(Schedule):
        for place, meeting in enumerate(schedule.meetings):
            if isinstance(meeting.venue, str) and meeting.venue not in known:
                hint = nearest(meeting.venue, known)
                yield Mistake.at(schedule, f"meetings[{place}].venue", hint=hint, venue=meeting.venue, allowed=known)


@rule("SK604", Severity.ERROR)
def assessed_application_unknown(data: Dataset) -> Iterator[Mistake]:
    """The application of an assessment exists.

    Fails:

        # data/programmes/naboskab-2026/assessments/lollland.yaml
        application: lollland   # SK604

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        application: lolland
    """
    known = _application_keys(data)
    for assessment in data.all(Assessment):
        keys = known.get(assessment.programme, set())
        key = assessment.application
        if key not in keys and not data.is_unread("application", key):
            yield Mistake.at(assessment, "application", hint=nearest(key, keys), application=key)


@rule("SK605", Severity.ERROR)
def recipient_unknown(data: Dataset) -> Iterator[Mistake]:
    """Every recipient in the outbox has an application, or had one by a decision: it may be deleted since (SK562).

    Fails:

        # data/programmes/naboskab-2026/outbox.yaml
        sendings:
          - id: svar
            on: 2026-03-01
            channel: mail
            template: letter@1
            applications: [lollland]   # SK605

    Passes:

        # data/programmes/naboskab-2026/outbox.yaml
        sendings:
          - id: svar
            on: 2026-03-01
            channel: mail
            template: letter@1
            applications: [lolland]
    """
    known = _application_keys(data)
    for outbox in data.all(Outbox):
        keys = known.get(outbox.programme, set()) | _decided_keys(data, outbox.programme)
        for place, sending in enumerate(outbox.sendings):
            for number, key in enumerate(sending.applications):
                if key not in keys and not data.is_unread("application", key):
                    field = f"sendings[{place}].applications[{number}]"
                    yield Mistake.at(outbox, field, hint=nearest(key, keys), recipient=key)
            for number, code in enumerate(sending.municipalities):
                if _no_municipality(data, code):
                    yield Mistake.at(outbox, f"sendings[{place}].municipalities[{number}]", recipient=code)


@rule("SK609", Severity.ERROR)
def municipality_code_unknown(data: Dataset) -> Iterator[Mistake]:
    """Every municipality that a programme or venue names is in the register.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        classifications:
          - id: kyst
            title: {da: Ligger ved kysten}
            values:
              - {id: ja, name: {da: Ja}, municipalities: ["0360", "0361"]}   # SK609

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        classifications:
          - id: kyst
            title: {da: Ligger ved kysten}
            values:
              - {id: ja, name: {da: Ja}, municipalities: ["0360", "0400"]}
    """
    for record, field, code in _municipality_codes(data):
        if _no_municipality(data, code):
            yield Mistake.at(record, field, code=code)


@rule("SK610", Severity.ERROR)
def decided_application_unknown(data: Dataset) -> Iterator[Mistake]:
    """The chosen, waiting and promoted have an application. (No example: a record is written by `select`.)

    One whose file the record names had an application then; that the file is gone is SK517.
    """
    known = _application_keys(data)
    for decision in data.all(Decision):
        keys = {*known.get(decision.programme, set()), *_named_files(decision)}
        named = [(f"cohort[{place}]", key) for place, key in enumerate(decision.cohort)]
        named += [
            (f"waiting_list[{n}].applicant", waiting.applicant) for n, waiting in enumerate(decision.waiting_list)
        ]
        named += [(f"events[{n}].applicant", event.applicant) for n, event in enumerate(decision.events)]
        for field, key in named:
            if key not in keys and not data.is_unread("application", key):
                yield Mistake.at(decision, field, hint=nearest(key, keys), application=key)


def _named_files(decision: Decision) -> Iterator[str]:
    """The ids of the applications whose files a record names."""
    folder = f"data/programmes/{decision.programme}/applications/"
    paths = (path for path in decision.inputs if path.startswith(folder))
    return (path.removeprefix(folder).removesuffix(".yaml") for path in paths)


@rule("SK611", Severity.WARNING)
def earlier_programme_unknown(data: Dataset) -> Iterator[Mistake]:
    """The programme that another continues exists.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        continues: naboskab-2024   # SK611

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        continues: null
    """
    for programme in data.all(Programme):
        key = programme.continues
        if key is not None and key not in data.programmes and not data.is_unread("programme", key):
            others = [other for other in data.programmes if other != programme.id]
            yield Mistake.at(programme, "continues", hint=nearest(key, others), programme=key)


@rule("SK613", Severity.ERROR)
def change_concerns_unknown(data: Dataset) -> Iterator[Mistake]:
    """A line of a release's changelog is about a meeting of that release.

    Fails:

        # data/programmes/naboskab-2026/releases/1.yaml
        changes:
          - {meeting: kursusdag-9, text: {da: Dagen er flyttet.}}   # SK613

    Passes:

        # data/programmes/naboskab-2026/releases/1.yaml
        changes:
          - {meeting: kursusdag-1, text: {da: Dagen er flyttet.}}
    """
    for release in data.all(Release):
        known = tuple(meeting.id for meeting in release.meetings)
        for place, change in enumerate(release.changes):
            if change.meeting not in known:
                hint = nearest(change.meeting, known)
                yield Mistake.at(release, f"changes[{place}].meeting", hint=hint, key=change.meeting, allowed=known)


@rule("SK614", Severity.WARNING)
def sent_twice(data: Dataset) -> Iterator[Mistake]:
    """The outbox lists no recipient twice for one template, about one day of a meeting.

    Fails:

        # data/programmes/naboskab-2026/outbox.yaml
        sendings:
          - {id: svar-1, on: 2026-03-01, channel: mail, template: letter@1, applications: [lolland]}
          - {id: svar-2, on: 2026-03-02, channel: mail, template: letter@1, applications: [lolland]}   # SK614

    Passes:

        # data/programmes/naboskab-2026/outbox.yaml
        sendings:
          - {id: svar-1, on: 2026-03-01, channel: mail, template: letter@1, applications: [lolland]}
          - {id: svar-2, on: 2026-03-02, channel: mail, template: letter@1, applications: [aarhus]}
    """
    for outbox in data.all(Outbox):
        sent: dict[tuple[object, ...], int] = {}
        for place, sending in enumerate(outbox.sendings):
            everyone = ("*",) if sending.recipients == "all" else ()
            what = (sending.channel, sending.template, sending.meeting, sending.meeting_day)
            for recipient in (*sending.applications, *sending.municipalities, *everyone):
                earlier = sent.setdefault((*what, recipient), place)
                if earlier != place:
                    related = (outbox.at(f"sendings[{earlier}]"),)
                    field, template = f"sendings[{place}]", sending.template
                    yield Mistake.at(outbox, field, related=related, recipient=recipient, template=template)
                    break


def _application_keys(data: Dataset) -> dict[str, set[str]]:
    """The applications' ids by programme, also of a programme whose own file has mistakes."""
    keys: dict[str, set[str]] = {}
    for application in data.all(Application):
        keys.setdefault(application.programme, set()).add(application.id)
    return keys


def _decided_keys(data: Dataset, programme: str) -> set[str]:
    """The ids of the applications that a settled decision was about."""
    decision = data.settled_decision(programme)
    if decision is None:
        return set()
    return {*decision.field.by_key(), *(one.applicant for one in decision.left_out)}


def _no_municipality(data: Dataset, code: str) -> bool:
    known = data.municipalities
    return bool(known) and code not in known and not data.is_unread("municipality", code)


def _sender_keys(data: Dataset) -> Iterator[tuple[Record, str, str]]:
    """Every place where a sender is named."""
    if data.repository is not None:
        yield data.repository, "organisation", data.repository.organisation
    for programme in data.all(Programme):
        for place, key in enumerate(programme.senders):
            yield programme, f"senders[{place}]", key
        for place, key in enumerate(programme.facilitators):
            yield programme, f"facilitators[{place}]", key
    for schedule in data.all(Schedule):
        for place, meeting in enumerate(schedule.meetings):
            if meeting.facilitator is not None:
                yield schedule, f"meetings[{place}].facilitator", meeting.facilitator


def _municipality_codes(data: Dataset) -> Iterator[tuple[Record, str, str]]:
    """Every place outside applications where a municipality is named by its code."""
    for programme in data.all(Programme):
        for place, code in enumerate(programme.intake.members):
            yield programme, f"intake.members[{place}]", code
        for place, outside in enumerate(programme.intake.outside):
            yield programme, f"intake.outside[{place}].municipality", outside.municipality
        for place, own in enumerate(programme.classifications):
            for number, value in enumerate(own.values):
                for index, code in enumerate(value.municipalities):
                    yield programme, f"classifications[{place}].values[{number}].municipalities[{index}]", code
        for field, spot in values_of_type(Spot, programme.selection, "selection"):
            if spot.municipality is not None:
                yield programme, f"{field}.municipality", spot.municipality
    for venues in data.all(Venues):
        for place, venue in enumerate(venues.venues):
            if venue.municipality is not None:
                yield venues, f"venues[{place}].municipality", venue.municipality
