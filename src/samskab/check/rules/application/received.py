"""SK3: when an application was received, and whether it was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from samskab.check.rule import Mistake, rule
from samskab.check.support.suggest import nearest
from samskab.finding import Severity
from samskab.language import Fact, phrase_key
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.eligibility import MINUTE, closing_of, danish_moment, last_moment, local, minutes_late, round_of
from samskab.model.field_types import Instant, Tbd


@rule("SK310", Severity.ERROR, each="application", allows=("letter",), mended_by="secretariat")
def submitted_without_receipt(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A submitted application states when and how it was received.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        status: submitted   # SK310
        received: null

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        status: submitted
        received: {at: "2026-03-28T14:05+01:00", via: docx}
    """
    if application.status == "submitted" and application.received is None and not application.example:
        programme = data.programmes.get(application.programme)
        closes = closing_of(round_of(programme, application)) if programme else None
        last = closes.isoformat(timespec="minutes") if closes else ""
        at = f"{last[: len('2026-04-15T')]}…{last[len('2026-04-15T23:59') :]}"
        yield Mistake.at(application, "status", hint=f'received: {{at: "{at}", via: mail}}')


@rule("SK311", Severity.WARNING, each="application", mended_by="secretariat")
def received_late(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An application is received by the deadline, to the minute in Danish time; a recorded extension moves it.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received: {at: "2026-04-16T00:09+02:00", via: mail}   # SK311

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received:
          at: "2026-04-16T00:09+02:00"
          via: mail
          extension:
            until: "2026-04-17T12:00+02:00"
            by: sekretariatet
            on: 2026-04-14
            why: Postkassen var nede hele dagen.
    """
    programme = data.programmes.get(application.programme)
    last = last_moment(programme, application) if programme else None
    if programme is None or application.received is None or last is None:
        return
    if late := minutes_late(programme, application):
        at = application.received.at.moment
        yield Mistake.at(application, "received.at", received=local(at), deadline=local(last), late=_duration(late))


def _duration(minutes: int) -> tuple[Fact, ...]:
    """Minutes in words, by the two largest units: `2 dage og 22 timer`."""
    days, rest = divmod(minutes, 24 * 60)
    parts = {"days": days, "hours": rest // 60, "minutes": rest % 60}
    facts = [Fact(phrase_key("duration", name), {"count": count}) for name, count in parts.items() if count]
    return tuple(facts[:2])


@rule("SK313", Severity.INFO, each="application", mended_by="secretariat")
def received_on_the_minute(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An application received in the last minute before the deadline is reported, though it is in time.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received: {at: "2026-04-15T23:59:30+02:00", via: mail}   # SK313

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received: {at: "2026-04-15T23:58+02:00", via: mail}
    """
    closing = _closing(data, application)
    if application.received and closing and timedelta(0) <= application.received.at.moment - closing < MINUTE:
        yield Mistake.at(application, "received.at", deadline=local(closing))


@rule("SK314", Severity.INFO, each="application", mended_by="secretariat")
def extension_without_need(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An extension ends after the deadline and was used.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received:
          at: "2026-04-14T10:00+02:00"
          via: mail
          extension:
            until: "2026-04-17T12:00+02:00"   # SK314
            by: sekretariatet
            on: 2026-04-14
            why: Postkassen var nede hele dagen.

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received: {at: "2026-04-14T10:00+02:00", via: mail}
    """
    closing = _closing(data, application)
    if application.received is None or application.received.extension is None or closing is None:
        return
    if application.received.at.moment - closing < MINUTE:
        received = local(application.received.at.moment)
        yield Mistake.at(application, "received.extension", received=received, deadline=local(closing))


@rule("SK315", Severity.WARNING, each="application", mended_by="secretariat")
def received_before_opening(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An application is received after its round opened.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received: {at: "2025-04-01T10:00+02:00", via: mail}   # SK315

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received: {at: "2026-04-01T10:00+02:00", via: mail}
    """
    programme = data.programmes.get(application.programme)
    entry = round_of(programme, application) if programme else None
    if application.received is None or entry is None or isinstance(entry.opens, Tbd):
        return
    opens = entry.opens.moment if isinstance(entry.opens, Instant) else danish_moment(entry.opens, "00:00")
    if application.received.at.moment < opens:
        received = local(application.received.at.moment)
        yield Mistake.at(application, "received.at", received=received, opens=local(opens))


@rule("SK316", Severity.ERROR, each="application", allows=("letter",))
def withdrawal_unclear(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """A withdrawn application states when and why, and no other does.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        status: withdrawn   # SK316

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        status: withdrawn
        withdrawn: {on: 2026-04-20, why: Kommunen har ikke medarbejdere til det i år.}
    """
    withdrawn = application.withdrawn
    explained = withdrawn is not None and bool(withdrawn.why.strip())
    if explained != (application.status == "withdrawn"):
        yield Mistake.at(application, "status", status=application.status)


@rule("SK342", Severity.ERROR, each="application", allows=("letter",))
def round_unknown(data: Dataset, application: Application) -> Iterator[Mistake]:
    """The round of an application is one of its programme's.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        round: ansogning   # SK342

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        round: ansoegning
    """
    programme = data.programmes.get(application.programme)
    if programme is None or application.round is None:
        return
    known = tuple(entry.id for entry in programme.intake.rounds)
    if application.round not in known:
        hint = nearest(application.round, known)
        yield Mistake.at(application, "round", hint=hint, round=application.round, allowed=known)


@rule("SK343", Severity.WARNING, each="application", mended_by="secretariat")
def received_in_the_future(_data: Dataset, application: Application, today: date) -> Iterator[Mistake]:
    """The time of receipt is not after today.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received: {at: "2026-12-01T10:00+01:00", via: mail}   # SK343

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        received: {at: "2026-03-01T10:00+01:00", via: mail}
    """
    received = application.received
    if received is not None and local(received.at.moment).date() > today:
        yield Mistake.at(application, "received.at", received=local(received.at.moment), today=today)


def _closing(data: Dataset, application: Application) -> datetime | None:
    """The last minute of the application's round, when there is a deadline."""
    programme = data.programmes.get(application.programme)
    return closing_of(round_of(programme, application)) if programme else None
