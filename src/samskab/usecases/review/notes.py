"""Notes about each changed path: whose file it is, and whether the change can be accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from samskab.check.support.handles import bare_handle, is_team, names_handle
from samskab.language import Language
from samskab.model.application import Application
from samskab.model.changes.field_changes import changed_fields
from samskab.model.dataset import Dataset
from samskab.model.eligibility import danish_moment, last_moment, local
from samskab.model.field_lookup import phrase_at
from samskab.report.review.content import Note, NoteKind
from samskab.storage.files import programme_of
from samskab.usecases.load import SETTINGS, read_one
from samskab.usecases.review.request import ChangedPath, ChangeRequest, is_application
from samskab.yaml.characters import MAX_BYTES
from samskab.yaml.new_files.application import application_path

_SECRETARIAT = ("data/", "templates/", "layouts/", "schemas/", ".github/", "private/")
_NEEDS_APPROVAL = ("id", "programme", "applicant", "example", "demonstration", "round", "received")
"""Fields of an application that its editors do not decide alone, beside `editors`."""
_NAMED = 5
_MOST = 10_000_000
_IS_APPLICATION = re.compile(rb"^schema:[ \t]*[\"']?samskab/application@", re.MULTILINE)
_ID = re.compile(rb"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
_PROGRAMME = re.compile(rb"^programme:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\0", b"MM\0*")
_NO_TEXT = (*_PICTURES, b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


_ALONE = ("foreign", "no_editor", "no_programme", "taken", "link", "binary", "empty", "too_large")
"""Notes that are the only one about an application."""


def withdrawal_lines(language: Language, today: date) -> str:
    """The lines of an application that withdraw it, with the reason to fill in."""
    return f"status: withdrawn\nwithdrawn:\n  on: {today}\n  why: {language.say('review.withdrawal_why')}"


class Judged(NamedTuple):
    """The notes about a request, and the paths of the applications that its author may change."""

    notes: tuple[Note, ...]
    own: tuple[ChangedPath, ...]


class RequestJudge:
    """Judges the paths of one request. `author` None: not known, so that nobody is refused."""

    def __init__(self, request: ChangeRequest, author: str | None, today: date, language: Language) -> None:
        self.request, self.author, self.today, self.language = request, author, today, language
        self.is_secretariat = author is not None and names_handle(request.secretariat(), author)
        self._programmes: dict[str, Dataset] = {}

    def judged(self) -> Judged:
        """Every path judged, and the request as a whole; the same note about several paths stands once."""
        notes: list[Note] = []
        own: list[ChangedPath] = []
        secretariats: list[str] = []
        for each in self.request.paths:
            if is_application(each.path) or is_application(each.was):
                found = list(self._of_application(each))
                notes += found
                is_known = programme_of(each.path) in self.programme(programme_of(each.path)).programmes
                may = is_known and not any(note.kind in _ALONE for note in found)
                if may and each.change != "deleted" and is_application(each.path):
                    own.append(each)
            elif (note := self._of_other(each)) is not None:
                notes.append(note)
            elif not self.is_secretariat:
                secretariats.append(each.path)
        notes += self._of_secretariat(secretariats)
        notes += self._as_a_whole(own)
        different = [note for number, note in enumerate(notes) if note not in notes[:number]]
        return Judged(tuple(different), tuple(own))

    def programme(self, key: str) -> Dataset:
        """The records of a programme as it is now; each is read once."""
        if key not in self._programmes:
            self._programmes[key] = self.request.programme(key)
        return self._programmes[key]

    def _of_application(self, each: ChangedPath) -> Iterator[Note]:
        held = each.was or each.path
        key = programme_of(each.path) or programme_of(held)
        if key not in self.programme(key).programmes:
            if not self.is_secretariat:
                yield _note("no_programme", path=each.path)
            return
        if each.is_link:
            yield _note("link", path=each.path)
            return
        now = self.request.application(held)
        is_known = self.request.is_there(held)
        if not is_known and (other := self._other_of_applicant(each, key)) is not None:
            yield _note("taken", path=other.path)
            return
        if is_known and (refused := self._refused(each, now, key)) is not None:
            yield refused
            return
        yield from self._of_own(each, now, key)

    def _refused(self, each: ChangedPath, now: Application | None, key: str) -> Note | None:
        """Why the author may not change this application."""
        if self.author is None or self.is_secretariat:
            return None
        editors = now.editors if now else ()
        if names_handle(editors, self.author) or any(map(is_team, editors)):
            return None
        applicant = self.programme(key).applicant_name(now, official=True) if now else each.path
        kind: NoteKind = "foreign" if editors else "no_editor"
        return _note(kind, path=each.was or each.path, author=bare_handle(self.author), applicant=applicant)

    def _of_team(self, each: ChangedPath, now: Application | None) -> Iterator[Note]:
        """That the author may change the application if they are a member of a team, which only the forge records."""
        if now is None or self.author is None or self.is_secretariat or names_handle(now.editors, self.author):
            return
        if teams := tuple(bare_handle(one) for one in now.editors if is_team(one)):
            yield _note("team", path=each.was or each.path, author=bare_handle(self.author), teams=teams)

    def _of_own(self, each: ChangedPath, now: Application | None, key: str) -> Iterator[Note]:
        yield from self._of_team(each, now)
        if each.change == "deleted":
            yield _note("deleted", path=each.path)._replace(block=withdrawal_lines(self.language, self.today))
            return
        if each.change == "renamed":
            is_moved = each.path.rpartition("/")[2] == each.was.rpartition("/")[2]
            yield _note("moved" if is_moved else "renamed", path=each.path, was=each.was)
        elif each.change == "added" and now is None and not self.is_secretariat:
            yield _note("new", path=each.path)._replace(stops=False)
        content = self.request.sides.after.read(each.path)
        if isinstance(content, bytes):
            if not content.strip():
                yield _note("empty", path=each.path)
            elif is_no_text(content):
                yield _note("binary", path=each.path)
            elif len(content) > MAX_BYTES:
                yield _note("too_large", path=each.path, most=MAX_BYTES // 1024)
        yield from self._of_fields(each)
        yield from self._late(each, now, key)

    def _of_fields(self, each: ChangedPath) -> Iterator[Note]:
        before = read_one(self.request.sides.before, each.was or each.path).record
        record = _whole(self.request, each)
        if record is None or not isinstance(before, Application):
            return
        changed = {change.field.partition(".")[0].partition("[")[0] for change in changed_fields(before, record)}
        if not changed and each.change == "changed":
            yield _note("same")._replace(stops=False)
        if record.status == "withdrawn" != before.status:
            yield _note("withdrawn")._replace(stops=False)
        if self.is_secretariat:
            return
        if "editors" in changed:
            yield _note("editors", editors=record.editors)
        if asked := tuple(name for name in _NEEDS_APPROVAL if name in changed):
            keys = (phrase_at(Application, name, self.language) for name in asked)
            yield _note("needs_approval", fields=asked, questions=tuple(self.language.say(key) for key in keys if key))

    def _late(self, each: ChangedPath, now: Application | None, key: str) -> Iterator[Note]:
        """A change after the decision, or the day of the deadline with the applicant's extension, as they stand now.

        An applicant may leave at any time, and change spaces and comments.
        """
        data, new = self.programme(key), _whole(self.request, each)
        if self.is_secretariat or (now and new and _is_never_late(now, new)):
            return
        if decided := decided_on(data, key, self.today):
            yield _note("decided", day=decided)
            return
        record = now or new
        last = last_moment(data.programmes[key], record) if record else None
        if last is not None and last < danish_moment(self.today, "00:00"):
            yield _note("late", deadline=local(last))

    def _other_of_applicant(self, each: ChangedPath, key: str) -> Application | None:
        """The application that the municipalities of a new one have already."""
        new = _whole(self.request, each)
        codes = set(new.applicant.municipalities) if new else set()
        known = self.programme(key).applications(key)
        return next((one for one in known if codes & {*one.applicant.municipalities} and not one.example), None)

    def _of_other(self, each: ChangedPath) -> Note | None:
        """The note about a path where no application belongs; None for a file of the secretariat."""
        content = self.request.sides.after.read(each.path, _MOST) if each.change != "deleted" else b""
        if each.is_link:
            return _note("link", path=each.path)
        if isinstance(content, bytes) and _IS_APPLICATION.search(content):
            return self._misplaced(each.path, content)
        is_theirs = each.path.startswith(_SECRETARIAT) or each.path in {SETTINGS, "CODEOWNERS", ".gitignore"}
        if isinstance(content, bytes) and is_no_text(content):
            size = (
                f"{max(1, len(content) // 1000)} kB" if len(content) < 1_000_000 else f"{len(content) // 1_000_000} MB"
            )
            is_picture = content.startswith(_PICTURES)
            if not self.is_secretariat:
                return _note("picture" if is_picture else "binary", path=each.path, size=size)
        return None if is_theirs or self.is_secretariat else _note("outside", path=each.path)

    def _misplaced(self, path: str, content: bytes) -> Note:
        programme, key = (
            found[1].decode() if found else "" for found in (_PROGRAMME.search(content), _ID.search(content))
        )
        right = application_path(programme, key)
        if programme and key and programme in self.programme(programme).programmes:
            return _note("misplaced", path=path, right=right)
        return _note("misplaced_unclear", path=path)

    def _of_secretariat(self, paths: list[str]) -> Iterator[Note]:
        for path in paths:
            if path.endswith("/programme.yaml"):
                yield _note("programme", path=path)
        if others := tuple(path for path in paths if not path.endswith("/programme.yaml")):
            yield _note("secretariat", paths=(*others[:_NAMED], *("…",) * (len(others) > _NAMED)), count=len(others))

    def _as_a_whole(self, own: list[ChangedPath]) -> Iterator[Note]:
        if not self.request.paths:
            yield _note("nothing")._replace(stops=False)
        if len(own) > 1 and not self.is_secretariat:
            yield _note("several", count=len(own))._replace(stops=False)


def decided_on(data: Dataset, programme: str, today: date) -> date | None:
    """When it was decided who takes part; None where it was not by this day."""
    record = data.settled_decision(programme)
    return record.decided.on if record and record.decided and record.decided.on <= today else None


def _is_never_late(before: Application, after: Application) -> bool:
    """Whether a change withdraws an application and does nothing else, or changes nothing of it."""
    changed = {change.field.partition(".")[0] for change in changed_fields(before, after)}
    return not changed or (after.status == "withdrawn" and changed == {"status", "withdrawn"})


def is_no_text(content: bytes) -> bool:
    """Whether bytes are a picture, a document or another program's file."""
    return content.startswith(_NO_TEXT) or b"\0" in content[:8000]


def _whole(request: ChangeRequest, each: ChangedPath) -> Application | None:
    """The application of a request; None when its file has mistakes of form."""
    record = read_one(request.sides.after, each.path).record
    return record if isinstance(record, Application) else None


def _note(kind: NoteKind, **values: object) -> Note:
    return Note(kind, values)
