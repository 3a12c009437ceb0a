"""`schedule release`: the next release of a programme's schedule, and its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from samskab.check.gate import scope_of, stops
from samskab.finding import Finding
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.record import plain_values
from samskab.model.schedule import Release
from samskab.schedules.release import is_announced, next_release, release_path
from samskab.storage.atomic_write import write_all
from samskab.usecases.load import Repo
from samskab.yaml.catalogue import load_language, load_languages
from samskab.yaml.dump import YamlWriter
from samskab.yaml.records import read_record

_SCHEMA = "# yaml-language-server: $schema=../../../../schemas/release.json"


class Proposal(NamedTuple):
    """The next release, None when nothing is new; the last one; and the mistakes for which none can be made."""

    release: Release | None
    last: Release | None
    findings: tuple[Finding, ...] = ()


def propose(repo: Repo, programme: str, today: date, note: str | None = None) -> Proposal:
    """What would be released on a day. With mistakes in the schedule or in the records it uses there is no release."""
    data = repo.data
    last = next(iter(data.releases(programme)[::-1]), None)
    found = stops(data, repo.findings, "release", scope_of("release", programme), today=today)
    known = data.programmes.get(programme)
    if found or known is None:
        return Proposal(None, last, found)
    return Proposal(next_release(data, known, load_languages(), today, note), last)


def is_to_be_released(data: Dataset, programme: Programme) -> bool:
    """Whether a schedule that was announced has changed since."""
    known = data.releases(programme.id) and data.schedule(programme.id)
    return bool(known) and not is_announced(data, programme, load_language("da"))


def write_release(root: Path, release: Release, data: Dataset) -> str:
    """Write the release and return its path. FileExistsError, `storage.lock.BusyError` or OSError: nothing written."""
    path = release_path(release)
    code = data.repository.language if data.repository else "da"
    content = release_text(release, load_language(code)).encode()
    if read_record(content, path).record != release:
        raise ValueError(path)  # a fault of the program: what is written must be read as the same record
    write_all(root, {path: content})
    return path


def release_text(release: Release, language: Language) -> str:
    """The release as its file."""
    return f"{_SCHEMA}\n# {language.say('release.head')}\n{YamlWriter().text(plain_values(release))}"
