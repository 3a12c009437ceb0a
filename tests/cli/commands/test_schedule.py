"""`samskab schedule release|show` on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from samskab.cli.main import run
from samskab.storage.lock import BusyError
from samskab.usecases.load import load
from tests.folder_copies import copied
from tests.paths import GOLDEN

RELEASES = "data/programmes/naboskab-2026/releases"
SCHEDULE = "data/programmes/naboskab-2026/schedule.yaml"


class Desk:
    """A copy of the golden repository, and the output of its commands."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys

    def __call__(self, *words: str) -> tuple[int, str]:
        code = run(["-C", str(self.root), *words])
        told = self._capsys.readouterr()
        return code, told.out + told.err

    def release(self, day: str, *more: str) -> tuple[int, str]:
        return self("schedule", "release", "naboskab-2026", "--today", day, *more)

    def files(self) -> dict[str, bytes]:
        return {
            p.relative_to(self.root).as_posix(): p.read_bytes() for p in sorted(self.root.rglob("*")) if p.is_file()
        }

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    root = tmp_path / "repo"
    copied(GOLDEN, root)
    shutil.rmtree(root / RELEASES)
    return Desk(root, capsys)


def test_a_schedule_that_cannot_be_read_is_not_called_empty(desk: Desk) -> None:
    desk.edit(SCHEDULE, "meetings:", "<<<<<<< HEAD\nmeetings:")
    for words in (("schedule", "show"), ("status",)):
        told = " ".join(desk(*words, "naboskab-2026", "--today", "2026-05-01")[1].split())
        assert "Mødeplanen kan ikke læses" in told
        assert "0 møder" not in told
        assert "Intet i program og mødeplan mangler" not in told


def test_it_shows_first_and_writes_when_told(desk: Desk) -> None:
    before = desk.files()
    code, told = desk.release("2026-02-02")
    assert code == 0
    assert "Intet er skrevet" in told
    assert "Meldt ud: 1. kursusdag – mandag den 11. maj 2026 kl. 10.00–15.30; KL-huset" in told
    assert desk.files() == before
    code, told = desk.release("2026-02-02", "--write", "--note", "Første plan")
    assert code == 0
    assert f"Udmelding 1 er skrevet: {RELEASES}/1.yaml" in told
    assert set(desk.files()) - set(before) == {f"{RELEASES}/1.yaml"}
    release = load(desk.root).data.releases("naboskab-2026")[0]
    assert (release.number, release.note) == (1, "Første plan")


def test_nothing_new_writes_nothing(desk: Desk) -> None:
    desk.release("2026-02-02", "--write")
    before = desk.files()
    code, told = desk.release("2026-03-02", "--write")
    assert code == 0
    assert "Intet er ændret siden udmelding 1 (2. februar 2026)" in told
    assert desk.files() == before


def test_it_says_who_is_affected(desk: Desk) -> None:
    _, told = desk.release("2026-02-02")
    assert "Angår spor: Lederspor og Medarbejderspor; deltagere: " in told
    assert "Aarhus Kommune" in " ".join(told.split())


def test_a_change_is_the_next_release(desk: Desk) -> None:
    desk.release("2026-02-02", "--write")
    desk.edit(SCHEDULE, "date: 2026-05-11", "date: 2026-05-18")
    _, shown = desk("schedule", "show", "naboskab-2026", "--today", "2026-03-01")
    assert "Sidst meldt ud 2. februar 2026 (udmelding 1)." in shown
    assert "1. kursusdag er flyttet fra mandag den 11. maj 2026" in shown
    code, told = desk.release("2026-03-01", "--write")
    assert code == 0
    assert "2. og 3. kursusdag" not in told
    assert "samskab render meeting-moved --meeting kursusdag-1 --for all --programme naboskab-2026" in told
    assert (desk.root / RELEASES / "2.yaml").is_file()


def test_a_day_before_the_last_release_is_refused(desk: Desk) -> None:
    desk.release("2026-02-02", "--write")
    desk.edit(SCHEDULE, "date: 2026-05-11", "date: 2026-05-18")
    before = desk.files()
    code, told = desk.release("2026-02-01", "--write")
    assert code == 2
    assert "Dagen 1. februar 2026 ligger før udmelding 1, der er fra 2. februar 2026." in told
    assert desk.files() == before


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("venue: kl-huset", "venue: findes-ikke", "SK602"),
        ("date: 2026-05-11\n", "date: 2026-03-29\n    start: '02:30'\n    end: '04:00'\n", "SK408"),
        ("kind: course_day\n    title: {da: 1.", "kind: fest\n    title: {da: 1.", "SK034"),
    ],
)
def test_a_schedule_with_a_mistake_is_not_released(desk: Desk, old: str, new: str, code: str) -> None:
    desk.edit(SCHEDULE, old, new)
    before = desk.files()
    exit_code, told = desk.release("2026-02-02", "--write")
    assert exit_code == 1
    assert code in told
    assert f"{SCHEDULE}:" in told
    assert desk.files() == before


def test_a_meeting_taken_out_can_be_released(desk: Desk) -> None:
    extra = "  - {id: cafe, kind: meeting, title: {da: Café}, audience: [agent], date: 2026-06-01}\n"
    desk.edit(SCHEDULE, "meetings:\n", f"meetings:\n{extra}")
    desk.release("2026-02-02", "--write")
    desk.edit(SCHEDULE, extra, "")
    assert "SK432" in desk("validate", "--today", "2026-02-03", str(desk.root / SCHEDULE))[1]
    code, told = desk.release("2026-02-03", "--write")
    assert code == 0, told
    assert "Café er taget ud af mødeplanen og er aflyst." in told
    assert "SK432" not in desk("validate", "--today", "2026-02-03", str(desk.root / SCHEDULE))[1]


def test_what_lies_there_already_is_never_overwritten(desk: Desk) -> None:
    (desk.root / RELEASES).mkdir()
    (desk.root / RELEASES / "1.yaml").write_text("x: 1\n", encoding="utf-8")
    before = desk.files()
    code, told = desk.release("2026-02-02", "--write")
    assert code == 1
    assert f"{RELEASES}/1.yaml" in told
    assert desk.files() == before


def test_a_full_disk_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise BusyError("4711")

    monkeypatch.setattr("samskab.usecases.release.write_all", full)
    code, told = desk.release("2026-02-02", "--write")
    assert code == 1
    assert "1.yaml" in told


def test_an_unknown_programme_is_told_with_those_there_are(desk: Desk) -> None:
    for words in (("schedule", "show"), ("schedule", "release"), ("outbox", "show")):
        code, told = desk(*words, "findes-ikke")
        assert code == 2
        assert "naboskab-2026" in told


def test_it_speaks_english(desk: Desk) -> None:
    _, told = desk("--lang", "en", "schedule", "release", "naboskab-2026", "--today", "2026-02-02")
    assert "Announced: Course day 1 – Monday 11 May 2026 10:00–15:30; KL-huset" in told
    assert "Concerns tracks: Leaders' track and Staff track; participants: " in told


def test_what_a_title_holds_cannot_act_in_a_terminal(desk: Desk) -> None:
    desk.edit(SCHEDULE, "da: 1. kursusdag", 'da: "::error::1. kursusdag"')
    for words in (
        ("schedule", "show", "naboskab-2026"),
        ("schedule", "release", "naboskab-2026", "--today", "2026-02-02"),
    ):
        assert not [line for line in desk(*words)[1].splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("second", ["show", "release"])
def test_a_schedule_without_meetings_says_how_one_is_made(desk: Desk, second: str) -> None:
    text = (desk.root / SCHEDULE).read_text(encoding="utf-8")
    (desk.root / SCHEDULE).write_text(text[: text.index("meetings:")] + "meetings: []\n", encoding="utf-8")
    code, told = desk("--lang", "da", "schedule", second, "naboskab-2026", "--today", "2026-02-02")
    said = 'Programmet "naboskab-2026" har ingen møder. Lav et: samskab new meeting m1 --programme naboskab-2026'
    assert (code, told) == (1, f"{said} -C {desk.root} --today 2026-02-02\n")


def test_a_schedule_with_errors_says_that_it_cannot_be_announced(desk: Desk) -> None:
    desk.edit(SCHEDULE, "venue: kl-huset", "venue: kl-huse")
    code, told = desk("--lang", "da", "schedule", "show", "naboskab-2026", "--today", "2026-02-02")
    assert code == 0
    said = "Mødeplanen kan ikke meldes ud, før fejlene er rettet. Se dem: samskab validate"
    shown = f"{said} -C {desk.root} --today 2026-02-02"
    assert "".join(told.split()).endswith("".join(shown.split()))  # a long folder is broken between lines


def test_a_release_that_cannot_be_read_is_not_called_none(desk: Desk) -> None:
    desk.release("2026-02-02", "--write")
    desk.edit(f"{RELEASES}/1.yaml", "schema:", "x: [\nschema:")
    told = desk("schedule", "show", "naboskab-2026", "--today", "2026-02-03")[1]
    assert "meldt ud." not in told
    assert "før fejlene er rettet" in told
