"""A rule: a generator function that finds one kind of mistake, with its code, severity and executed example.

`@rule` turns the function into a `Rule`; importing a module registers nothing. The texts of a rule are in the
catalogue (`SK104`, `SK104.why`, `SK104.fix`), its example in its docstring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from samskab.codes.code import Code, Mender, Purpose
from samskab.finding import Finding, Severity, Span
from samskab.model.record import Record

Each = Literal["dataset", "application", "text"]
"""What a rule gets in one call: all records (without long answers), one whole application, or one raw file."""

DependsOn = Literal["programme", "days", "contacts"]
"""What a finding about a programme depends on: the shared files, the programme and those that it names; also those with
a meeting on one of its days (`days`); or the contacts of all programmes, where there is a private store (`contacts`).
`validate --changed-since` reads so much of a repository."""

TodayUse = Literal["ignored", "optional", "needed"]
"""Whether a rule takes `today`. `optional`: it also runs where no day is known; `needed`: it is left out there."""


class Mistake(NamedTuple):
    """What a rule yields: the place, the values of its sentence, and a value that would be right (`hint`).

    `severity` only where it differs from the rule's, as for an application that is still a draft.
    """

    span: Span
    values: Mapping[str, object]
    field: str = ""
    hint: str = ""
    related: tuple[Span, ...] = ()
    severity: Severity | None = None

    @classmethod
    def at(
        cls,
        record: Record,
        field: str = "",
        /,
        *,
        hint: str = "",
        related: tuple[Span, ...] = (),
        severity: Severity | None = None,
        **values: object,
    ) -> Mistake:
        """A mistake at a field of a record, as `participants[2].role`; the empty field is the whole file."""
        span = record.at(field) if field else Span(record.path)
        return cls(span, values, field, hint, related, severity)


Find = Callable[..., Iterator[Mistake]]


class Rule(NamedTuple):
    """A rule as a value. `find` is the generator function, `name` its name: the mistake as a fact."""

    about: Code
    each: Each
    name: str
    find: Find
    day: TodayUse
    reads: DependsOn = "programme"

    @property
    def code(self) -> str:
        """`SK` and three digits."""
        return self.about.code

    def findings(self, *subject: object, today: date | None) -> Iterator[Finding]:
        """Every mistake in a subject: `(data,)`, `(data, application)` or `(path, text)`. `today` may be unknown."""
        if self.day == "needed" and today is None:
            return
        found = self.find(*subject) if self.day == "ignored" else self.find(*subject, today=today)
        yield from map(self.finding, found)

    def findings_in_each(self, data: object, records: Iterable[Record], today: date | None) -> Iterator[Finding]:
        """Every mistake in each of many records, for a rule about one."""
        if self.day == "needed" and today is None:
            return
        find = self.find if self.day == "ignored" else partial(self.find, today=today)
        for record in records:
            for mistake in find(data, record):
                yield self.finding(mistake)

    def finding(self, mistake: Mistake) -> Finding:
        """A mistake with the code of this rule."""
        span, values, field, hint, related, severity = mistake
        return Finding(self.about.code, severity or self.about.severity, span, values, field, related, hint)


def rule(
    code: str,
    severity: Severity,
    each: Each = "dataset",
    *,
    mended_by: Mender = "author",
    allows: tuple[Purpose, ...] = (),
    waivable: bool = True,
    reads: DependsOn = "programme",
) -> Callable[[Find], Rule]:
    """Make a `Rule` of a generator function. The keywords are those of `Code`, and what the rule `reads`."""

    def made(find: Find) -> Rule:
        about = Code(code, severity, find.__doc__ or "", mended_by, allows, waivable)
        return Rule(about, each, find.__name__, find, _day(find), reads)

    return made


def _day(find: Find) -> TodayUse:
    """`today: date` is needed, `today: date | None` optional."""
    annotation = find.__annotations__.get("today")
    return "ignored" if annotation is None else "needed" if annotation in {"date", date} else "optional"
