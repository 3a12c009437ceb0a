"""`outbox.yaml` of a programme: the log of what has been sent."""

from collections.abc import Collection
from typing import Literal

from samskab.model.field_types import Day, Key, Line, MunicipalityCode, Text, VagueDay
from samskab.model.record import Part, Record
from samskab.model.schedule import Meeting

SendingChannel = Literal["mail", "letter", "digital_post", "press", "web"]


class Sending(Part):
    """One batch that was sent: what, when, how, with which template version, to whom.

    Of a letter about one meeting: `meeting`, and in `meeting_day` the day that the letter gave for it.
    """

    id: Key
    on: VagueDay
    channel: SendingChannel
    template: Line
    recipients: Literal["all", "list"] = "list"
    applications: tuple[Key, ...] = ()
    municipalities: tuple[MunicipalityCode, ...] = ()
    meeting: Key | None = None
    meeting_day: Day | None = None
    note: Text | None = None

    @property
    def letter(self) -> str:
        """The name of the template, without its version."""
        return self.template.partition("@")[0]

    def reaches(self, recipient: str, municipalities: Collection[str]) -> bool:
        """Whether it went to an application's id or a municipality's code; `municipalities` are the codes behind it."""
        codes = {recipient, *municipalities}
        return self.recipients == "all" or bool(codes & {*self.applications, *self.municipalities})

    def is_about(self, meeting: Meeting | None) -> bool:
        """Whether it may be about this meeting on the day that the meeting has now: where it names another, it is not.

        A sending that names no meeting, or no day of it, is not distinguished from others of its template.
        """
        if meeting is None or self.meeting is None:
            return True
        return self.meeting == meeting.id and self.meeting_day in {None, meeting.first_day()}


class Outbox(Record):
    """`outbox.yaml`: what has been sent, so that nothing is sent twice."""

    schema: Literal["samskab/outbox@1"]
    programme: Key
    sendings: tuple[Sending, ...] = ()

    def last_given_day(self, meeting: Meeting) -> Day | None:
        """The day of a meeting that the newest letter about it gave which gave another than it has now."""
        days = set(meeting.exact_days())
        with_day = [each for each in self.sendings if each.meeting == meeting.id and each.meeting_day]
        other = [each for each in with_day if each.meeting_day not in days] if days else []
        return max(other, key=lambda each: each.on.last()).meeting_day if other else None
