"""Waivers (SK9): findings that are known and accepted until a day, and the waivers that are wrong themselves.

A waiver needs a reason and a day; one that no finding answers to is stale. What a file cannot be read for (SK0) and
errors about people's privacy (SK7) cannot be waived: they must be put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fnmatch import fnmatchcase

from samskab.finding import Finding, Severity
from samskab.model.waivers import Waiver, Waivers

CODES: tuple[tuple[str, str], ...] = (
    ("SK901", "waiver_without_reason"),
    ("SK902", "waiver_past_its_day"),
    ("SK903", "waiver_matches_nothing"),
    ("SK904", "waiver_not_allowed"),
)


def apply(
    findings: Iterable[Finding], waivers: Iterable[Waivers], today: date, *, whole: bool = True
) -> Iterator[Finding]:
    """The findings that are not waived, then those about the waivers themselves.

    A `path` may hold `*` for any part of a path; a `field`, when given, must be the finding's own.
    `whole` false says that only some files or rules were looked at, so a waiver that matches nothing is no mistake.
    """
    entries = [(file, place, waiver) for file in waivers for place, waiver in enumerate(file.waivers)]
    in_force = [entry for entry in entries if _has_reason(entry[2]) and today <= entry[2].until]
    used: set[tuple[str, int]] = set()
    refused: set[tuple[str, int]] = set()
    for finding in findings:
        hits = {(file.path, place) for file, place, waiver in in_force if _matches(waiver, finding)}
        if may_be_waived(finding):
            used |= hits
        else:
            refused |= hits
        if not hits or not may_be_waived(finding):
            yield finding
    for file, place, waiver in entries:
        field = f"waivers[{place}]"
        values: dict[str, object] = {"waived": waiver.code, "path": waiver.path, "until": waiver.until}
        if not _has_reason(waiver):
            yield Finding("SK901", Severity.ERROR, file.at(f"{field}.reason"), values, f"{field}.reason")
        elif waiver.until < today:
            yield Finding("SK902", Severity.ERROR, file.at(f"{field}.until"), values, f"{field}.until")
        elif (file.path, place) in refused:
            yield Finding("SK904", Severity.ERROR, file.at(f"{field}.code"), values, f"{field}.code")
        elif whole and (file.path, place) not in used:
            yield Finding("SK903", Severity.WARNING, file.at(f"{field}.code"), values, f"{field}.code")


def may_be_waived(finding: Finding) -> bool:
    """Whether a finding may be accepted at all."""
    return not (finding.severity is Severity.ERROR and finding.code.startswith(("SK0", "SK7")))


def _has_reason(waiver: Waiver) -> bool:
    return bool(waiver.reason and waiver.reason.strip())


def _matches(waiver: Waiver, finding: Finding) -> bool:
    return (
        waiver.code == finding.code
        and fnmatchcase(finding.span.path, waiver.path)
        and waiver.field in {None, finding.field}
    )
