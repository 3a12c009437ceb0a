"""An application: who applies, what they answer, whom they send. The municipality owns this file."""

from datetime import date
from functools import cached_property
from typing import Literal

from samskab.model.field_types import Day, Instant, Key, Line, MunicipalityCode, PersonKey, Text
from samskab.model.municipality import Place
from samskab.model.record import Part, Record

ApplicationStatus = Literal["draft", "submitted", "withdrawn"]
Answer = Text | int | bool | tuple[Line, ...]
Channel = Literal["docx", "xlsx", "csv", "mail", "web", "issue", "pull_request", "paper", "phone"]


class Applicant(Part):
    """Who applies: usually one municipality, sometimes several together or a part of one, once a foreign city.

    `name` is needed for anything but one whole municipality; `part` names the part of it;
    `country` (two letters), `attributes` and `place` are for an applicant outside the register.
    """

    municipalities: tuple[MunicipalityCode, ...] = ()
    name: Line | None = None
    part: Line | None = None
    country: Line | None = None
    attributes: dict[Key, tuple[Key, ...]] = {}
    place: Place | None = None


class Extension(Part):
    """A later deadline for one applicant: until when, who allowed it, when, and why."""

    until: Instant
    by: Line
    on: Day
    why: Line


class Received(Part):
    """When and by which channel the application came."""

    at: Instant
    via: Channel
    extension: Extension | None = None


class Withdrawn(Part):
    """That the applicant took the application back: when and why."""

    on: Day
    why: Line


class Participant(Part):
    """A person the applicant sends, by role. The name is in the private store, under the key."""

    role: Key
    person: PersonKey | None = None
    title: Line | None = None
    unit: Line | None = None


class LocalArea(Part):
    """The area where the work is to happen."""

    name: Line
    kind: Line | None = None


class Partner(Part):
    """An organisation the applicant wants to work with."""

    name: Line
    kind: Line | None = None


class Commitment(Part):
    """An answer to a demand of the programme that needs more than yes or no."""

    accepted: bool
    text: Text | None = None


class Hosting(Part):
    """Whether the applicant will host a meeting, with how many seats, and the days on which it cannot."""

    willing: bool
    seats: int | None = None
    not_on: tuple[Day, ...] = ()
    note: Line | None = None


class Application(Record):
    """One application to one programme.

    `id` is the file's name without its ending. `example` marks a sample for applicants (Lolland's in 2014), kept out
    of counts and choices. `demonstration` marks an invented application: its letters carry "EKSEMPEL".
    `answers` are keyed by the programme's questions: text, a whole number, yes/no, or a list of options.
    """

    schema: Literal["samskab/application@1"]
    id: Key
    programme: Key
    applicant: Applicant
    status: ApplicationStatus
    example: bool = False
    demonstration: bool = False
    round: Key | None = None
    received: Received | None = None
    withdrawn: Withdrawn | None = None
    editors: tuple[Line, ...] = ()
    contact: PersonKey | None = None
    contact_title: Line | None = None
    participants: tuple[Participant, ...] = ()
    counts: dict[Key, int] = {}
    local_area: LocalArea | None = None
    partners: tuple[Partner, ...] = ()
    hosting: Hosting | None = None
    answers: dict[Key, Answer] = {}
    case_number: Line | None = None
    commitments: dict[Key, bool | Commitment] = {}

    def is_withdrawn(self, on: date | None) -> bool:
        """Whether the applicant has taken the application back: by a day, or at all."""
        return self.status == "withdrawn" and (on is None or self.withdrawn is None or self.withdrawn.on <= on)

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every free text of the applicant, with its field."""
        found = [(f"answers.{key}", answer) for key, answer in self.answers.items() if isinstance(answer, str)]
        if self.local_area is not None:
            found.append(("local_area.name", self.local_area.name))
        found += [(f"partners[{place}].name", partner.name) for place, partner in enumerate(self.partners)]
        if self.hosting is not None and self.hosting.note is not None:
            found.append(("hosting.note", self.hosting.note))
        for key, commitment in self.commitments.items():
            if isinstance(commitment, Commitment) and commitment.text is not None:
                found.append((f"commitments.{key}.text", commitment.text))
        return tuple(found)

    @cached_property
    def prose(self) -> bytes:
        """All these texts as one, its letters a-z small: for a first search, which mostly finds nothing."""
        return "\n".join(text for _, text in self.texts).encode("utf-8", "replace").lower()
