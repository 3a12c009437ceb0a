"""The request for letters (`Request`) and one document of it (`Job`)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samskab.language import Language
from samskab.model.programme import Track
from samskab.model.schedule import Meeting
from samskab.storage.files import portable_name
from samskab.usecases.letters.recipients import FITTING, Recipient
from samskab.usecases.letters.templates import Template

_LONGEST_TITLE = 80
"""Characters of a `filename` that stand in the name of a file."""


class Request(NamedTuple):
    """What to render. Without a template, those that fit the audience; `day` is the letters' date where it is given.

    `joint` are the names of JOINT that are made beside the letters. `only`: of the audience these applications alone.
    `in_mail`: a draft has the letter as its own text, and no attachment.
    """

    programme: str
    template: str | None
    audience: str | None
    formats: tuple[str, ...]
    language: Language
    day: date | None = None
    meeting: str | None = None
    track: str | None = None
    allow_draft: bool = False
    joint: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    in_mail: bool = False

    def reaches_everyone(self) -> bool:
        """Whether nobody who should have its letters is left out of it."""
        if self.meeting or self.track or self.only:
            return False
        audience = self.audience or "all"
        return audience == "all" or (audience in FITTING and self.template in {None, *FITTING[audience]})


class LetterDate(NamedTuple):
    """The day in the file's own data, that day as the letter writes it, and whether it is known or only assumed."""

    day: date
    words: str
    known: bool = True


class Job(NamedTuple):
    """One document to make. `marks` are printed on it, such as EKSEMPEL."""

    template: Template
    date: LetterDate
    recipient: Recipient | None = None
    meeting: Meeting | None = None
    track: Track | None = None
    marks: tuple[str, ...] = ()

    @property
    def enclosure_name(self) -> str:
        """The name that its file has in a mail and in a zip, without an ending, on every system:
        `Svar på jeres ansøgning - Lolland Kommune`. A long one is cut before the recipient."""
        if not self.template.filename or self.recipient is None:
            return self.file_name
        return portable_name(f"{self.template.filename[:_LONGEST_TITLE].strip()} - {self.recipient.name}")

    @property
    def file_name(self) -> str:
        """The name of its files, without an ending."""
        about = self.track.id if self.track else self.meeting.id if self.meeting and self.recipient else ""
        parts = (self.template.name, about, self.recipient.key if self.recipient else "")
        return "-".join(part for part in parts if part)
