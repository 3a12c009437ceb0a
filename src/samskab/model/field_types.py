"""Types of fields: sorts of text, days, moments, numbers, texts in two languages, and "to be announced".

The type of the field decides how `yaml.decode` reads a scalar. `VagueDay` and `Instant` have `parse` (text -> value)
and `schema` (the JSON Schema for editors).
"""

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as Decimal  # noqa: PLC0414  # records import it from here
from functools import total_ordering
from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from msgspec import Meta, Struct

# `word` names the sort of text in the catalogue (`scalar.<word>`) and selects the finding of a wrong one.
# A key becomes a file name, and Windows keeps some names for its devices (SK075).
PERSON_KEY_PATTERN: Final = r"^p-[a-z0-9]{4,12}$"
KEY_PATTERN: Final = r"^(?!(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$"
Key = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        title="Nøgle",
        description="2-63 tegn: små bogstaver a-z, cifre og bindestreg.",
        extra={"word": "key"},
    ),
]
MunicipalityCode = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}$",
        title="Kommunekode",
        description="Fire cifre i anførselstegn, fx '0101'.",
        extra={"word": "municipality_code"},
    ),
]
ClockTime = Annotated[
    str,
    Meta(
        pattern=r"^([01]\d|2[0-3]):[0-5]\d$",
        title="Klokkeslæt",
        description="Timer og minutter i anførselstegn, fx '18:30'.",
        extra={"word": "clock_time"},
    ),
]
PersonKey = Annotated[
    str,
    Meta(
        pattern=PERSON_KEY_PATTERN,
        title="Personnøgle",
        description="Nøgle ind i det private personregister, fx p-7f3a.",
        extra={"word": "person_key"},
    ),
]
WebAddress = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s/$.?#][^\s]{0,1999}$",
        title="Webadresse",
        description="Begynder med https:// eller http://.",
        extra={"word": "web_address"},
    ),
]
MailAddress = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9ÆØÅæøå.-]{1,180}\.[A-Za-z]{2,24}$",
        title="Mailadresse",
        extra={"word": "mail_address"},
    ),
]
Line = Annotated[
    str,
    Meta(min_length=1, pattern=r"^[^\n\r]*$", title="Tekst på én linje", extra={"word": "line"}),
]
Text = Annotated[str, Meta(title="Tekst", extra={"word": "text"})]

Day: TypeAlias = date

_VAGUE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def parse_day(text: str) -> date:
    """A day from `2014-12-04`; ValueError for any other form and for an impossible day."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


@total_ordering
class VagueDay:
    """A year, a month of a year, or a day, as exactly as the day is known. Ordered by its first day, then its last."""

    __slots__ = ("day", "month", "year")

    year: int
    month: int | None
    day: int | None

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        if month is None and day is not None:
            raise ValueError("a day needs its month")
        date(year, 1 if month is None else month, 1 if day is None else day)
        object.__setattr__(self, "year", year)
        object.__setattr__(self, "month", month)
        object.__setattr__(self, "day", day)

    @classmethod
    def of(cls, day: date) -> Self:
        """A day that is known exactly."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `2014`, `2014-12` or `2014-12-04`; ValueError for any other form and for impossible days."""
        match = _VAGUE.fullmatch(text)
        if not match:
            raise ValueError(text)
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @staticmethod
    def schema() -> dict[str, Any]:
        """The JSON Schema for editors; a year may be a number."""
        return {
            "title": "Dag, måned eller år",
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
        }

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """The unit to which the day is known."""
        return "year" if self.month is None else "month" if self.day is None else "day"

    def first(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a day is immutable")

    def __str__(self) -> str:
        months = "" if self.month is None else f"-{self.month:02d}"
        return f"{self.year:04d}{months}" + ("" if self.day is None else f"-{self.day:02d}")

    def __repr__(self) -> str:
        return f"VagueDay({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VagueDay) and self._parts() == other._parts()

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, VagueDay):
            return NotImplemented
        return (self.first(), self.last()) < (other.first(), other.last())

    def __hash__(self) -> int:
        return hash(self._parts())

    def __reduce__(self) -> tuple[Any, ...]:
        return VagueDay, self._parts()

    def _parts(self) -> tuple[int, int | None, int | None]:
        return self.year, self.month, self.day


@total_ordering
class Instant:
    """A moment with its offset from UTC, to the minute or second; `str` returns the text it was parsed from."""

    __slots__ = ("_text", "moment")

    moment: datetime
    _text: str

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None or moment.utcoffset() is None:
            raise ValueError("a moment needs its offset from UTC")
        object.__setattr__(self, "moment", moment)
        object.__setattr__(self, "_text", moment.isoformat(timespec="seconds" if moment.second else "minutes"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `2014-01-28T14:05+01:00`; ValueError without an offset, for any other form, for impossible moments."""
        if not _INSTANT.fullmatch(text):
            raise ValueError(text)
        moment = datetime.fromisoformat(text)
        offset = moment.utcoffset()
        if offset is None or abs(offset) > timedelta(hours=18):
            raise ValueError(text)
        try:
            moment.astimezone(UTC)
        except OverflowError as error:  # year 1 with an offset to the east is before the first moment of `datetime`
            raise ValueError(text) from error
        instant = cls(moment)
        object.__setattr__(instant, "_text", text)
        return instant

    @staticmethod
    def schema() -> dict[str, Any]:
        """The JSON Schema for editors."""
        return {
            "title": "Tidspunkt med tidszone",
            "type": "string",
            "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$",
        }

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a moment is immutable")

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Instant({self._text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Instant) and self.moment == other.moment

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Instant):
            return NotImplemented
        return self.moment < other.moment

    def __hash__(self) -> int:
        return hash(self.moment)

    def __reduce__(self) -> tuple[Any, ...]:
        return Instant.parse, (self._text,)


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A text in Danish and, where there is one, in English."""

    da: Text
    en: Text | None = None


class Tbd(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """To be announced: `decide_by` is the last day to decide, `text` the wording of letters until then."""

    tbd: Literal[True]
    decide_by: Day
    text: Words | None = None
