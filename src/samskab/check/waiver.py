"""Waivers: findings that are accepted until a day, and the waivers that are wrong themselves (SK901-SK904).

A waiver needs a reason and a day, and must match a finding. Codes that are not `waivable` cannot be accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fnmatch import fnmatchcase

from samskab.check.run import CODES
from samskab.codes.declared import make_finding
from samskab.finding import Finding
from samskab.model.waivers import Waiver, Waivers


def apply(
    findings: Iterable[Finding], waivers: Iterable[Waivers], today: date | None, *, whole: bool = True
) -> Iterator[Finding]:
    """The findings that are not waived, then those about the waivers themselves.

    A `path` may hold `*` for any part of a path; a `field`, when given, must be the finding's own.
    today   None: no day is known, and no waiver is past its day
    whole   False: only some files or rules were looked at, so a waiver that matches nothing is no mistake
    """
    entries = [(file, place, waiver) for file in waivers for place, waiver in enumerate(file.waivers)]
    in_force = [entry for entry in entries if _has_reason(entry[2]) and not _is_past(entry[2], today)]
    used: set[tuple[str, int]] = set()
    refused: set[tuple[str, int]] = set()
    for finding in findings:
        hits = {(file.path, place) for file, place, waiver in in_force if _matches(waiver, finding)}
        waivable = CODES[finding.code].waivable
        if waivable:
            used |= hits
        else:
            refused |= hits
        if not hits or not waivable:
            yield finding
    for file, place, waiver in entries:
        field = f"waivers[{place}]"
        values: dict[str, object] = {"waived": waiver.code, "path": waiver.path, "until": waiver.until}
        if not _has_reason(waiver):
            yield make_finding("SK901", file.at(f"{field}.reason"), values, f"{field}.reason")
        elif _is_past(waiver, today):
            yield make_finding("SK902", file.at(f"{field}.until"), values, f"{field}.until")
        elif (file.path, place) in refused:
            yield make_finding("SK904", file.at(f"{field}.code"), values, f"{field}.code")
        elif whole and (file.path, place) not in used:
            yield make_finding("SK903", file.at(f"{field}.code"), values, f"{field}.code")


def _has_reason(waiver: Waiver) -> bool:
    return bool(waiver.reason and waiver.reason.strip())


def _is_past(waiver: Waiver, today: date | None) -> bool:
    return today is not None and waiver.until < today


def _matches(waiver: Waiver, finding: Finding) -> bool:
    return (
        waiver.code == finding.code
        and fnmatchcase(finding.span.path, waiver.path)
        and waiver.field in {None, finding.field}
    )
