"""A schedule and its releases, one after another: `Story().release("2026-02-02", MEETINGS)`."""

from __future__ import annotations

from datetime import date

from samskab.model.dataset import Dataset
from samskab.model.schedule import Release
from samskab.schedules.calendar_entries import ProgrammeCalendar, calendar_of
from samskab.schedules.release import next_release, release_path
from samskab.usecases.release import release_text
from samskab.yaml.catalogue import load_languages
from tests.example_files import golden_files, read_once

HOME = "data/programmes/naboskab-2026"
LANGUAGES = load_languages()


class Story:
    """The golden programme with the test's schedule; each release is written as its file and read again."""

    def __init__(self, *, decided: bool = True) -> None:
        kept = {path: text for path, text in golden_files().items() if not path.startswith(f"{HOME}/releases/")}
        self.texts = {p: t for p, t in kept.items() if p.endswith(".yaml") and (decided or "/decisions/" not in p)}
        self.releases: list[Release] = []

    def schedule(self, meetings: str, head: str = "") -> Story:
        """The schedule as it is now: the YAML of its meetings, each from the first column."""
        indented = "".join(f"  {line}\n" for line in meetings.strip("\n").splitlines())
        text = f"schema: samskab/schedule@1\nprogramme: naboskab-2026\n{head}meetings:\n{indented}"
        self.texts[f"{HOME}/schedule.yaml"] = text
        return self

    def release(self, day: str, meetings: str | None = None, note: str | None = None) -> Release | None:
        """What is released on a day; None when nothing is new."""
        if meetings is not None:
            self.schedule(meetings)
        made = next_release(self.data, self.programme, LANGUAGES, date.fromisoformat(day), note)
        if made is not None:
            self.releases.append(made)
            self.texts[release_path(made)] = release_text(made, LANGUAGES["da"])
        return made

    @property
    def data(self) -> Dataset:
        read = [read_once(text, path) for path, text in sorted(self.texts.items())]
        wrong = [finding for result in read for finding in result.findings]
        assert not wrong, wrong
        return Dataset([result.record for result in read if result.record is not None])

    @property
    def programme(self):
        return self.data.programmes["naboskab-2026"]

    def diary(self, **options) -> ProgrammeCalendar:
        return calendar_of(self.data, self.programme, LANGUAGES[options.pop("language", "da")], **options)

    def history(self, meeting: str) -> list[tuple[int, str, str]]:
        """(sequence, status, day of the last change) of a meeting, release by release."""
        return [
            (m.sequence, m.status, m.changed.isoformat()) for r in self.releases for m in r.meetings if m.id == meeting
        ]
