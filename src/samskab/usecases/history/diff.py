"""`diff`: what a change of files means: fields, meetings and whom they touch, findings, and what becomes stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from samskab.finding import Finding
from samskab.language import Language
from samskab.model.changes.difference import SideDifference, TouchedMeeting
from samskab.model.changes.record_changes import Comparison, RecordChange, compare_datasets
from samskab.model.dataset import Dataset, kind_at
from samskab.model.municipality import Municipality
from samskab.model.schedule import Meeting, Schedule
from samskab.storage.files import Files
from samskab.usecases.history.changed_findings import ChangedFindings, changed_findings
from samskab.usecases.history.sides import Sides
from samskab.usecases.history.stale import stale_by
from samskab.usecases.load import gathered, read_one
from samskab.usecases.unread_files import unread_files


def difference_of(sides: Sides, danish: Language, *, today: date) -> SideDifference:
    """What differs between two sides; `danish` names places as calendars do."""
    found = changed_findings(sides, today=today)
    comparison = compared(sides, found)
    meetings = tuple(_touched(comparison.records, found.before, found.after))
    stale = stale_by(comparison.records, sides.changed, found.before, found.after, danish, sides.after.root)
    texts = _texts(sides.after, found.new), _texts(sides.before, found.gone)
    return SideDifference(comparison, meetings, stale, found.new, found.gone, found.before, found.after, *texts)


def _texts(files: Files, findings: Iterable[Finding]) -> dict[str, str]:
    """The texts of the files in which there are findings."""
    contents = {path: files.read(path) for path in {finding.span.path for finding in findings}}
    return {path: data.decode("utf-8", "replace") for path, data in contents.items() if isinstance(data, bytes)}


def compared(sides: Sides, found: ChangedFindings) -> Comparison:
    """What differs between the records of the changed files; all others are the same by their bytes."""
    shared = [one for one in found.after.all(Municipality) if one.path not in sides.changed]
    before, after = (_records(side, sides.changed).with_more(shared) for side in (sides.before, sides.after))
    return compare_datasets(before, after)


def _records(files: Files, paths: Iterable[str]) -> Dataset:
    present = [path for path in sorted(paths) if isinstance(files.read(path), bytes)]
    read = [path for path in present if kind_at(path) is not None]
    misnamed = unread_files(read, [path for path in present if path not in read]).unread
    return Dataset(*gathered((read_one(files, path) for path in read), misnamed))


def _touched(changes: Iterable[RecordChange], before: Dataset, after: Dataset) -> Iterator[TouchedMeeting]:
    for change in changes:
        if change.kind == "schedule":
            then, now = _meetings(change.before), _meetings(change.after)
            for key in {**then, **now}:
                if then.get(key) != now.get(key):
                    yield _touched_by(change.programme, [m for m in (then.get(key), now.get(key)) if m], before, after)


def _meetings(record: object) -> dict[str, Meeting]:
    return {meeting.id: meeting for meeting in record.meetings} if isinstance(record, Schedule) else {}


def _touched_by(key: str, meetings: list[Meeting], before: Dataset, after: Dataset) -> TouchedMeeting:
    programme = after.programmes.get(key) or before.programmes.get(key)
    tracks = programme.tracks if programme else ()
    hosts = {host for meeting in meetings if (host := meeting.host_application())}
    ids = sorted({*after.taking_part(key), *hosts})
    names = ((after if after.application(key, one) else before).applicant_name_of(key, one) for one in ids)
    touched = (track.id for track in tracks if any(meeting.is_for(track) for meeting in meetings))
    return TouchedMeeting(key, meetings[0].id, tuple(touched), tuple(names))
