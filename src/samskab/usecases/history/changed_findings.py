"""The findings that a change brings and takes away, at a cost that grows with the change.

When only files of some programmes differ, only these are read, the shared files, and the programmes that look into
them or that they look into. Where that would not be exact, both sides are read whole. See `docs/decisions/0019`.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from samskab.check.run import RULES
from samskab.finding import Finding, Severity, in_order, is_in_field
from samskab.model.changes.record_changes import identity_of
from samskab.model.dataset import Dataset, kind_at
from samskab.model.programme import Programme
from samskab.storage.files import PEOPLE, PROGRAMMES, Files, Folder
from samskab.usecases.history.related_programmes import Related, related
from samskab.usecases.history.sides import BESIDE, Sides
from samskab.usecases.load import SharedReads, files_of, lies_in
from samskab.usecases.validate.validate import Validation, beside_data, check_files
from samskab.yaml.unknown import UnknownValueError

_PLACES = frozenset(("first", "line"))
"""Values of findings that are places in a file."""
_DONE = frozenset(("lot", "decision", "release"))
"""Kinds of records of what was done: they are compared with the facts, which may be corrected all the same."""


_NO_DATA = Dataset()


class ChangedFindings(NamedTuple):
    """The findings that only the later side has, those that only the earlier has, and those of the later side that are
    new or stand in changed files; and how many files were checked.

    `before` and `after` are the records that were read, applications without their long texts.
    """

    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    concerned: tuple[Finding, ...] = ()
    files: int = 0
    before: Dataset = _NO_DATA
    after: Dataset = _NO_DATA


def validate_changed(sides: Sides, *, today: date) -> Validation:
    """Of a full run, the findings that are new since the earlier side or stand in changed files."""
    found = changed_findings(sides, today=today)
    return Validation(found.concerned, found.files)


def changed_findings(sides: Sides, *, today: date) -> ChangedFindings:
    """What a full run of each side would find that the other side's would not, waivers applied."""
    if not sides.changed:
        return ChangedFindings()
    programmes = related(sides)
    found = None if programmes is None or _reads_contacts(sides) else _of_programmes(sides, programmes, today)
    return found or _of_all(sides, today)


def new_errors(sides: Sides, fields: Sequence[str], *, today: date) -> tuple[Finding, ...]:
    """The errors that a change of some fields brings, but none in other records of what was done.

    An error that is mended in part is none of them, unless it is in one of the fields.
    """
    found = changed_findings(sides, today=today)
    had = {
        (each.code, each.span.path, each.field)
        for each in found.gone
        if each.span.path not in sides.changed or not any(is_in_field(each.field, field) for field in fields)
    }
    return tuple(
        each
        for each in found.new
        if each.severity is Severity.ERROR
        and (each.code, each.span.path, each.field) not in had
        and (each.span.path in sides.changed or not _is_of_what_was_done(each.span.path))
    )


def _is_of_what_was_done(path: str) -> bool:
    kind = kind_at(path)
    return kind is not None and kind.name in _DONE


def _reads_contacts(sides: Sides) -> bool:
    has_people = isinstance(sides.after.read(PEOPLE), bytes)
    return has_people and any(rule.reads == "contacts" for rule in RULES)


def _of_programmes(sides: Sides, programmes: Related, today: date) -> ChangedFindings | None:
    """The result from these programmes; None when they turn out not to be all that matter."""
    before, after = (side.of_programmes(programmes.read) for side in (sides.before, sides.after))
    listing = files_of(after)
    shared = SharedReads(sides.changed, {})
    old = check_files(before, files_of(before), today, shared=shared)
    new = check_files(after, listing, today, shared=shared)
    folders = [f"{PROGRAMMES}/{key}" for key in programmes.affected]
    if not all(_is_closed(data, programmes) for data in (old.known, new.known)):
        return None
    (old_own, old_shared), (new_own, new_shared) = (_parted(f, folders) for f in (old.findings, new.findings))
    if _counted(old_shared) != _counted(new_shared):
        return None
    found = _compared(old_own, new_own, sides.changed, _moved_paths(old.known, new.known, sides.changed))
    return found._replace(files=len(listing.paths), before=old.data, after=new.data)


def _of_all(sides: Sides, today: date) -> ChangedFindings:
    listing = files_of(sides.after)
    beside_after = _beside(sides.after, today)
    is_same = not any(lies_in(path, place) for path in sides.changed for place in BESIDE)
    beside_before = beside_after if is_same else _beside(sides.before, today)
    old = check_files(sides.before, files_of(sides.before), today, beside=beside_before)
    new = check_files(sides.after, listing, today, beside=beside_after)
    found = _compared(old.findings, new.findings, sides.changed, _moved_paths(old.known, new.known, sides.changed))
    return found._replace(files=len(listing.paths), before=old.data, after=new.data)


def _beside(files: Files, today: date) -> list[Finding]:
    """The findings in templates and layouts; those of a commit are put into a folder for the time of the check."""
    if isinstance(files, Folder):
        return list(beside_data(files.root, today))
    with tempfile.TemporaryDirectory() as folder:
        for path, _ in (*files.entries(BESIDE[:2]), (BESIDE[2], "file")):
            content = files.read(path, 10_000_000)
            if isinstance(content, bytes):
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).write_bytes(content)
        return list(beside_data(Path(folder), today))


def _is_closed(data: Dataset, programmes: Related) -> bool:
    """Whether every record is in its programme's folder, and every programme that is named was read."""
    try:
        return _is_in_place(data) and all(name in data.programmes for name in _all_named(data, programmes))
    except UnknownValueError:
        return False


def _is_in_place(data: Dataset) -> bool:
    for record in data.records():
        key = record.id if isinstance(record, Programme) else getattr(record, "programme", None)
        if key is not None and not lies_in(record.path, f"{PROGRAMMES}/{key}"):
            return False
    return True


def _all_named(data: Dataset, programmes: Related) -> Iterator[str]:
    affected = (data.programmes[key] for key in programmes.affected if key in data.programmes)
    return (name for programme in affected for name in _named(programme))


def _named(programme: Programme) -> Iterator[str]:
    if programme.continues is not None:
        yield programme.continues
    for condition in programme.intake.conditions:
        if condition.not_among is not None:
            yield condition.not_among.programme


def _parted(findings: Iterable[Finding], folders: list[str]) -> tuple[list[Finding], list[Finding]]:
    """The findings in some folders, and the others."""
    own: list[Finding] = []
    others: list[Finding] = []
    for finding in findings:
        (own if any(lies_in(finding.span.path, folder) for folder in folders) else others).append(finding)
    return own, others


def _moved_paths(old: Dataset, new: Dataset, changed: frozenset[str]) -> dict[str, str]:
    """The files that are elsewhere on the later side: their path before -> after, by the record that they hold."""
    there = {record.path for record in new.records()} | {one.path for one in new.unread}
    places = {identity_of(record): record.path for record in new.records() if record.path in changed}
    gone = (record for record in old.records() if record.path in changed - there)
    return {record.path: places.get(identity_of(record), record.path) for record in gone}


def _compared(
    old: list[Finding], new: list[Finding], changed: frozenset[str], moved: Mapping[str, str]
) -> ChangedFindings:
    before, after = [_content(finding, moved) for finding in old], [_content(finding, {}) for finding in new]
    came, went = (
        tuple(_without(zip(new, after, strict=True), before)),
        tuple(_without(zip(old, before, strict=True), after)),
    )
    ids = {id(finding) for finding in came}
    concerned = (f for f in new if f.span.path in changed or id(f) in ids)
    return ChangedFindings(in_order(came), in_order(went), in_order(concerned))


def _without(findings: Iterable[tuple[Finding, Hashable]], others: Iterable[Hashable]) -> Iterator[Finding]:
    """The findings whose content is not among the others; each of these is the equal of one."""
    left = Counter(others)
    for finding, content in findings:
        if left[content] > 0:
            left[content] -= 1
        else:
            yield finding


def _counted(findings: Iterable[Finding]) -> Counter[Hashable]:
    return Counter(_content(finding, {}) for finding in findings)


def _content(finding: Finding, moved: Mapping[str, str]) -> Hashable:
    """A finding without its line, to compare with another; a file that is `moved` has its later path."""
    values = ((key, value) for key, value in sorted(finding.values.items()) if key not in _PLACES)
    path = moved.get(finding.span.path, finding.span.path)
    return finding.code, finding.severity, path, *(f"{key}={_elsewhere(value, moved)}" for key, value in values)


def _elsewhere(value: object, moved: Mapping[str, str]) -> object:
    """A value of a finding with the later path in place of the path of a moved file."""
    return moved.get(value, value) if isinstance(value, str) else value
