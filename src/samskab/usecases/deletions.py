"""`samskab privacy`: what is to be deleted by a programme's `retention`, where a person's key stands, and the deletion.

due = due_deletions(repo, data_texts(repo), today)
planned = plan_deletion(repo, due, today, language)     # everything whose day has come
write_all(repo.root, planned.files, before=planned.before, deleted=planned.deleted)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from samskab.finding import Finding, Span
from samskab.language import Language
from samskab.model.application import Application
from samskab.model.dataset import Deletion
from samskab.model.people import DeletionEntry, DeletionLog
from samskab.model.programme import Programme
from samskab.model.record import plain_values
from samskab.model.schedule import Meeting
from samskab.storage.files import PEOPLE, digest_of, list_files, read_bytes
from samskab.usecases.load import Repo
from samskab.yaml.dump import YamlWriter
from samskab.yaml.nodes import Scalar, paths
from samskab.yaml.records import read_record
from samskab.yaml.splice import spliced_out, with_items
from samskab.yaml.tree import read_tree

LOG = "data/deletions.yaml"
_SCHEMA = "# yaml-language-server: $schema=../schemas/deletions.json"


class DueDeletion(NamedTuple):
    """What one programme deletes on a day: the paths of files, and the keys that no other file uses.

    `invented` counts demonstrations, which stay.
    """

    programme: Programme
    day: date
    applications: tuple[str, ...]
    assessments: tuple[str, ...]
    people: tuple[str, ...]
    invented: int = 0


class KeyPlace(NamedTuple):
    """A field that holds a person's key."""

    span: Span
    field: str


class PlannedDeletion(NamedTuple):
    """The files to write and to delete, and what they were (as for `write_all`); or the finding that stops it."""

    files: Mapping[str, bytes]
    before: Mapping[str, str]
    deleted: tuple[str, ...]
    entries: tuple[DeletionEntry, ...]
    finding: Finding | None = None


def data_texts(repo: Repo) -> dict[str, str]:
    """The text of every data file by its path."""
    contents = ((path, read_bytes(repo.root, path)) for path in list_files(repo.root, ("data",), ".yaml").paths)
    return {path: content.decode("utf-8", "replace") for path, content in contents if isinstance(content, bytes)}


def due_deletions(repo: Repo, texts: Mapping[str, str], today: date) -> tuple[DueDeletion, ...]:
    """What each programme has promised to delete, whether its day has come or not."""
    promised = [(programme, repo.data.deletion(programme, today)) for programme in repo.data.programmes.values()]
    found = [
        _files(repo, programme, deletion)
        for programme, deletion in promised
        if deletion and (deletion.applications or deletion.invented)
    ]
    gone = {path for each in found if each.day <= today for path in (*each.applications, *each.assessments)}
    return tuple(_with_people(repo, each, texts, gone) for each in found)


def _files(repo: Repo, programme: Programme, deletion: Deletion) -> DueDeletion:
    known = repo.data.assessments(programme.id)
    assessments = tuple(known[each.id].path for each in deletion.applications if each.id in known)
    applications = tuple(each.path for each in deletion.applications)
    return DueDeletion(programme, deletion.day, applications, assessments, (), deletion.invented)


def _with_people(repo: Repo, due: DueDeletion, texts: Mapping[str, str], gone: Collection[str]) -> DueDeletion:
    """The same with the keys in its applications that no file names that is left on that day."""
    applications = [each for each in repo.data.applications(due.programme.id) if each.path in due.applications]
    keys = {key for each in applications for key in _keys(each)}
    left = [text for path, text in texts.items() if path not in {*due.applications, *due.assessments, *gone}]
    return due._replace(people=tuple(key for key in sorted(keys) if not any(_names(text, key) for text in left)))


def unused_people(repo: Repo, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the private store that no data file names."""
    stored = repo.data.people.people if repo.data.people else {}
    return tuple(key for key in stored if not any(_names(text, key) for text in texts.values()))


def _keys(application: Application) -> Iterator[str]:
    yield from (key for key in (application.contact, *(each.person for each in application.participants)) if key)


def _names(text: str, key: str) -> bool:
    """Whether a key stands in a text, also in a comment."""
    return key in text and bool(re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text))


def diet_meetings(repo: Repo, today: date) -> Iterator[tuple[Programme, Meeting, date]]:
    """The meetings whose diets, which samskab never has, are to be deleted by today, and by which day."""
    for programme in repo.data.programmes.values():
        days = programme.retention.diet_days_after_meeting if programme.retention else None
        schedule = repo.data.schedule(programme.id)
        for meeting in schedule.held() if schedule and days is not None else ():
            last = meeting.exact_days()[-1:]
            if last and days is not None and any(extra.ask_diet for extra in meeting.extras):
                day = last[0] + timedelta(days=days)
                if day <= today:
                    yield programme, meeting, day


def key_places(texts: Mapping[str, str], key: str) -> tuple[KeyPlace, ...]:
    """Every field of a data file that holds a person's key."""
    found = []
    for path, text in texts.items():
        if _names(text, key):
            for field, node in paths(read_tree(text, path).root):
                if isinstance(node, Scalar) and node.value == key:
                    mark = node.start_mark
                    found.append(KeyPlace(Span(path, mark.line + 1, mark.column + 1), field))
    return tuple(found)


def unread_with(repo: Repo, texts: Mapping[str, str], key: str) -> tuple[Finding, ...]:
    """The mistakes of the files without a record that may hold a person's key."""
    unread = {each.path for each in repo.data.unread if each.path == PEOPLE or _names(texts.get(each.path, ""), key)}
    return tuple(each for each in repo.findings if each.span.path in unread)


def plan_deletion(repo: Repo, due: Iterable[DueDeletion], today: date, language: Language) -> PlannedDeletion:
    """The deletion of everything whose day has come: files, and people out of the private store."""
    come = [each for each in due if each.day <= today and each.applications]
    edits = _Edits(repo, {each.programme.id for each in come})
    stored = {*repo.data.people.people} if repo.data.people else set()
    entries = []
    for each in come:
        people = stored.intersection(each.people)
        stored -= people  # a person may be in the applications of two programmes
        edits.delete((*each.applications, *each.assessments))
        for key in sorted(people):
            edits.cut(PEOPLE, f"people.{key}")
        counts = {"applications": len(each.applications), "assessments": len(each.assessments), "persons": len(people)}
        entries.append(DeletionEntry(on=today, why="retention", programme=each.programme.id, **counts))
    return edits.planned(tuple(entries), language)


def plan_person(repo: Repo, key: str, places: Iterable[KeyPlace], today: date, language: Language) -> PlannedDeletion:
    """The deletion of one person at their own request: out of the private store and of every field with the key."""
    edits = _Edits(repo)
    if repo.data.people and key in repo.data.people.people:
        edits.cut(PEOPLE, f"people.{key}")
    for place in places:
        edits.cut(place.span.path, place.field)
    return edits.planned((DeletionEntry(on=today, why="request", persons=1),), language)


class _Edits:
    """Changes of several files, each on top of the last; the first finding stops them all.

    So does a private store with mistakes, or a decision of these `programmes`: an earlier one names others as chosen.
    """

    def __init__(self, repo: Repo, programmes: Collection[str] = ()) -> None:
        self._repo = repo
        self._texts: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self._deleted: list[str] = []
        needed = {
            each.path
            for each in repo.data.unread
            if each.path == PEOPLE or (each.kind == "decision" and each.programme in programmes)
        }
        self._finding: Finding | None = next((each for each in repo.findings if each.span.path in needed), None)

    def delete(self, files: Iterable[str]) -> None:
        for path in files:
            self._read(path)
            self._texts.pop(path, None)
            self._deleted.append(path)

    def cut(self, path: str, field: str) -> None:
        self._take(path, spliced_out(self._read(path), field, path))

    def planned(self, entries: tuple[DeletionEntry, ...], language: Language) -> PlannedDeletion:
        """All of it with the entries of the log; a file that would be left with mistakes is a finding."""
        if entries:
            self._log(entries, language)
        files = {path: text.encode() for path, text in self._texts.items()}
        for path, content in files.items():
            read = read_record(content, path)
            self._finding = self._finding or (None if read.record else next(iter(read.findings), None))
        return PlannedDeletion(files, self._before, tuple(self._deleted), entries, self._finding)

    def _log(self, entries: tuple[DeletionEntry, ...], language: Language) -> None:
        values = [plain_values(entry) for entry in entries]
        text = self._read(LOG) if (self._repo.root / LOG).exists() else ""
        if not text:
            whole = {"schema": "samskab/deletions@1", "deletions": values}
            self._before[LOG] = ""
            self._texts[LOG] = f"{_SCHEMA}\n# {language.say('privacy.file')}\n{YamlWriter().text(whole)}"
            return
        log = read_record(text.encode(), LOG).record
        count = len(log.deletions) if isinstance(log, DeletionLog) else 0
        self._take(LOG, with_items(text, "deletions", count, values, LOG))

    def _read(self, path: str) -> str:
        if path not in self._texts:
            content = read_bytes(self._repo.root, path)
            if isinstance(content, Finding):
                self._finding = self._finding or content
                return ""
            self._before[path] = digest_of(content)
            self._texts[path] = content.decode("utf-8", "surrogateescape")
        return self._texts[path]

    def _take(self, path: str, changed: str | Finding) -> None:
        if isinstance(changed, Finding):
            self._finding = self._finding or changed
        else:
            self._texts[path] = changed
