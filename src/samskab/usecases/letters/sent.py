"""What has been sent: so that no recipient gets the same letter twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding
from samskab.model.outbox import Outbox, Sending
from samskab.model.schedule import Meeting
from samskab.usecases.letters.job import Job


class Letter(NamedTuple):
    """A letter about to be made: its template, an application's id or a municipality's code, and its name in daily use.

    `municipalities` are the codes behind the recipient, `meeting` is what the letter is about.
    """

    template: str
    recipient: str
    name: str
    municipalities: tuple[str, ...] = ()
    meeting: Meeting | None = None
    is_application: bool = False


def letters_of(jobs: Iterable[Job]) -> Iterator[Letter]:
    """The letters of jobs that have a recipient."""
    for job in jobs:
        if job.recipient:
            to, is_application = (
                job.recipient,
                job.recipient.municipality is None or job.recipient.application is not None,
            )
            yield Letter(job.template.name, to.key, to.name, to.codes, job.meeting, is_application)


def already_sent(
    outbox: Outbox | None,
    template: str,
    recipient: str,
    municipalities: Collection[str] = (),
    meeting: Meeting | None = None,
) -> Sending | None:
    """The sending in which this recipient got this template, about a meeting on its day; None when there is none.

    `template` is a name (`invitation`), or a name with its number (`invitation@2`), which only that version answers.
    `recipient` is an application's id or a municipality's code; `municipalities` are the codes behind it.
    """
    for sending in outbox.sendings if outbox else ():
        same = template in {sending.template, sending.letter}
        if same and sending.is_about(meeting) and sending.reaches(recipient, municipalities):
            return sending
    return None


def sent_findings(outbox: Outbox | None, letters: Iterable[Letter]) -> Iterator[Finding]:
    """Warnings at the sendings in which these letters already went out: SK442 for one recipient, SK446 for several."""
    found: dict[tuple[int, str], list[Letter]] = {}
    for letter in letters:
        sending = already_sent(outbox, letter.template, letter.recipient, letter.municipalities, letter.meeting)
        if outbox and sending:
            found.setdefault((outbox.sendings.index(sending), sending.template), []).append(letter)
    for (place, template), again in found.items():
        if outbox:
            sending, field = outbox.sendings[place], f"sendings[{place}]"
            day = sending.on.first() if sending.on.precision == "day" else str(sending.on)
            values: dict[str, object] = {"template": template, "day": day}
            values |= {"recipient": again[0].name} if len(again) == 1 else {"count": len(again)}
            code = "SK442" if len(again) == 1 else "SK446"
            yield make_finding(code, outbox.at(field), values, field)
