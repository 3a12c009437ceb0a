"""A rule: one wrong pattern, its code and weight, and the example that is both its page and its test.

`@rule` turns a generator function into a `Rule` value; nothing is registered by import. The sentence of a rule, why
it is there and how to mend it stand in the catalogue (`SK104`, `SK104.why`, `SK104.fix`), its examples in its
docstring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from samskab.finding import Finding, Severity, Span
from samskab.model.record import Record

Each = Literal["dataset", "application", "text"]
"""What a rule looks at in one call: all records (without long answers), one whole application, one raw file."""


class Mistake(NamedTuple):
    """What a rule yields: where, with which values, and what would be right. The rule's own code is added later.

    `severity` is given only where a mistake weighs differently from its rule: drafts are tolerated.
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
    """A rule as a value. `find` is the generator function; `asks_today` whether it wants the day as `today`."""

    code: str
    severity: Severity
    each: Each
    name: str
    doc: str
    find: Find
    asks_today: bool

    def findings(self, *subject: object, today: date) -> list[Finding]:
        """Every mistake of this rule in a subject: `(data,)`, `(data, application)` or `(path, text)`."""
        found = self.find(*subject, today=today) if self.asks_today else self.find(*subject)
        return [
            Finding(self.code, severity or self.severity, span, values, field, related, hint)
            for span, values, field, hint, related, severity in found
        ]

    @property
    def fails(self) -> str:
        """The files of the example that the rule reports; each begins with a comment that holds its path."""
        return _section(self.doc, "Fails:")

    @property
    def passes(self) -> str:
        """The files of the example that the rule finds nothing wrong with."""
        return _section(self.doc, "Passes:")


def rule(code: str, severity: Severity, each: Each = "dataset") -> Callable[[Find], Rule]:
    """Make a `Rule` of a generator function; its name says the wrong pattern as a fact."""

    def made(find: Find) -> Rule:
        return Rule(
            code=code,
            severity=severity,
            each=each,
            name=find.__name__,
            doc=_dedented(find.__doc__ or ""),
            find=find,
            asks_today="today" in find.__annotations__,
        )

    return made


def _section(doc: str, heading: str) -> str:
    lines = doc.splitlines()
    if heading not in lines:
        return ""
    body: list[str] = []
    for line in lines[lines.index(heading) + 1 :]:
        if line and not line.startswith(" "):
            break
        body.append(line.removeprefix("    "))
    return "\n".join(body).strip("\n")


def _dedented(doc: str) -> str:
    """A docstring without the indentation of its function; its first line has none."""
    return "\n".join(line.removeprefix("    ") for line in doc.splitlines()).strip()
