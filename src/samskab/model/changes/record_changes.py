"""What changed between two datasets: which records came and went, and which fields of the others differ.

A record is found again by what it is (its kind, programme and key), not by its path; so a file that is only moved
changes nothing. The private store is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.changes.field_changes import FieldChange, changed_fields
from samskab.model.dataset import KINDS, Dataset
from samskab.model.people import People
from samskab.model.programme import Programme
from samskab.model.record import Record, fields_of

Side = Literal["before", "after"]
Match = tuple[Record | None, Record | None]

_KEYS = {
    "application": "id", "assessment": "application", "decision": "id", "municipality": "code", "release": "number",
    "workshop": "id",
}  # fmt: skip
"""The field that distinguishes the records of a kind in one programme; a kind that is missing here has one record."""


class RecordChange(NamedTuple):
    """One record that came, went or changed.

    kind        the name of its kind: `application`
    programme   the id of its programme; empty for a file that all programmes share
    key         its own id, code or number; empty where a programme has one record of the kind
    applicant   of an application or an assessment, the applicant's name; else empty
    before      None for a record that came; its `path` is the file before
    after       None for a record that went; its `path` is the file after
    fields      what changed in a record that is on both sides
    """

    kind: str
    programme: str
    key: str
    applicant: str
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def path(self) -> str:
        """The path of the file after the change; of a record that went, the path that it had."""
        record = self.after or self.before
        return record.path if record else ""


class UnreadFile(NamedTuple):
    """A file that cannot be read on one side, or that changed and can be read on neither; it is not compared."""

    path: str
    kind: str
    programme: str
    key: str
    side: Side


class Comparison(NamedTuple):
    """What changed, in the order of programme, kind and key, and what could not be compared."""

    records: tuple[RecordChange, ...]
    unread: tuple[UnreadFile, ...]


def compare_datasets(before: Dataset, after: Dataset) -> Comparison:
    """What changed between two datasets."""
    unread = (*_unread(before, after, "before"), *_unread(after, before, "after"))
    found = (_change(*match, before, after) for match in _matches(_records(before), _records(after)))
    kept = (change for change in found if change is not None and not _is_unread(change, unread))
    return Comparison(tuple(sorted(kept, key=_order)), unread)


def identity_of(record: Record) -> tuple[str, str, str]:
    """What a record is: the name of its kind, the id of its programme, and its key in it (both may be empty)."""
    kind = _kind_name(type(record))
    programme = record.id if isinstance(record, Programme) else getattr(record, "programme", "")
    return kind, programme, str(getattr(record, _KEYS[kind])) if kind in _KEYS else ""


@cache
def _kind_name(record: type[Record]) -> str:
    return next(kind.name for kind in KINDS if kind.record is record)


def _records(data: Dataset) -> list[Record]:
    return sorted((one for one in data.records() if not isinstance(one, People)), key=lambda one: one.path)


def _matches(before: list[Record], after: list[Record]) -> Iterator[Match]:
    """Every record once: with the one of the same identity and path, identity, path, or that is much like it."""
    found: list[Match] = []
    for key in (lambda one: (identity_of(one), one.path), identity_of, lambda one: (type(one), one.path)):
        before, after = _match(before, after, key, found)
    gone = {one.id for one in before if isinstance(one, Programme)}
    for one in before:
        alike = next((other for other in after if _is_renamed(one, other, gone)), None)
        found.append((one, alike))
        after = [other for other in after if other is not alike]
    yield from found
    yield from ((None, one) for one in after)


def _is_renamed(one: Record, other: Record, gone: Container[str]) -> bool:
    """Whether a record under another key is the same by its content; or by its key, its programme being `gone`."""
    kinds, programmes, keys = zip(identity_of(one), identity_of(other), strict=True)
    is_moved = programmes[0] in gone and keys[0] == keys[1]
    if kinds[0] != kinds[1] or not (programmes[0] == programmes[1] or is_moved):
        return False
    if isinstance(one, Application) and isinstance(other, Application):
        return bool(one.applicant == other.applicant)
    names = [field.name for field in fields_of(type(one)) if getattr(one, field.name) or getattr(other, field.name)]
    equal = [name for name in names if getattr(one, name) == getattr(other, name)]
    return 2 * len(equal) >= len(names)


def _match(
    before: list[Record],
    after: list[Record],
    key: Callable[[Record], Any],
    found: list[Match],
) -> tuple[list[Record], list[Record]]:
    """Adds the records of equal keys to `found`; the records that are left."""
    waiting: dict[Any, list[Record]] = {}
    for one in after:
        waiting.setdefault(key(one), []).append(one)
    left = []
    for one in before:
        others = waiting.get(key(one))
        if others:
            found.append((one, others.pop(0)))
        else:
            left.append(one)
    return left, [one for others in waiting.values() for one in others]


def _change(was: Record | None, now: Record | None, before: Dataset, after: Dataset) -> RecordChange | None:
    record, data = (now, after) if now else (was, before)
    if record is None or was is now:
        return None
    fields = changed_fields(was, now) if was and now else ()
    if was and now and not fields:
        return None
    return RecordChange(*identity_of(record), _applicant(record, data), was, now, fields)


def _applicant(record: Record, data: Dataset) -> str:
    if isinstance(record, Assessment):
        return data.applicant_name_of(record.programme, record.application)
    return data.applicant_name(record) if isinstance(record, Application) else ""


def _unread(data: Dataset, other: Dataset, side: Side) -> Iterator[UnreadFile]:
    same = {(one.path, other.digests.get(one.path)) for one in other.unread}
    for one in data.unread:
        if one.kind != "people" and (one.path, data.digests.get(one.path)) not in same:
            yield UnreadFile(one.path, one.kind, one.programme, one.key if one.kind in _KEYS else "", side)


def _is_unread(change: RecordChange, unread: Iterable[UnreadFile]) -> bool:
    """Whether the side that seems to lack a record has it in a file that cannot be read."""
    if change.before and change.after:
        return False
    side = "after" if change.after is None else "before"
    names = (change.path, change[:3])
    return any(one.side == side and (one.path == names[0] or one[1:4] == names[1]) for one in unread)


def _order(change: RecordChange) -> tuple[str, int, str, str]:
    kinds = [kind.name for kind in KINDS]
    return change.programme, kinds.index(change.kind), change.key, change.path
