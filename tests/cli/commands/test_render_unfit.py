"""Nothing is built on what is unfit: a broken seal, a fact that differs, a CPR number; and no waiver helps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from samskab.cli.main import run
from samskab.fairness.seal import sealed, sealed_text
from samskab.model.decision import Decision
from samskab.usecases.load import load
from tests.folder_copies import copied
from tests.sampling import sampled
from tests.selection_repository import HOME, KEY, commit, edit, make

RECORD = f"{HOME}/decisions/2026-05-01.yaml"
NUMBER = "251248-" + "9996"
LETTER = ["render", "rejection", "--for", "Thisted", "--to", "txt"]


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with a decided record, committed; tests only read it."""
    home = make(tmp_path_factory.mktemp("decided") / "repo")
    base = ["-C", str(home), "--lang", "da", "--today", "2026-05-01"]
    assert run([*base, "select", KEY, "--write"]) == 0
    assert run([*base, "decision", "decide", RECORD, "--by", "styregruppen"]) == 0
    commit(home)
    return home


@pytest.fixture
def home(tmp_path: Path, decided: Path) -> Path:
    """A copy of it, for tests that change it."""
    return copied(decided, tmp_path / "repo")


def forge(home: Path, change: Callable[[Decision], Decision]) -> None:
    """Writes the record changed and sealed again."""
    decision = next(iter(load(home).data.all(Decision)))
    (home / RECORD).write_text(sealed_text(sealed(change(decision))), encoding="utf-8", newline="\n")


def a_cpr_number(home: Path) -> None:
    edit(home, f"{HOME}/applications/thisted.yaml", "contact_title: ", f"contact_title: cpr {NUMBER} ")


def a_changed_reason(home: Path) -> None:
    text = (home / RECORD).read_text(encoding="utf-8")
    start = text.index('da: "', text.index("\nreasons:")) + len('da: "')
    (home / RECORD).write_text(f"{text[:start]}Thisted var for svag. {text[start:]}", encoding="utf-8")


def a_resealed_reason(home: Path) -> None:
    def change(d: Decision) -> Decision:
        facts = replace(d.reasons[5].facts, da="Thisted var for svag.")  # type: ignore[type-var]  # there are facts
        return replace(d, reasons=(*d.reasons[:5], replace(d.reasons[5], facts=facts), d.reasons[6]))

    forge(home, change)


def a_resealed_reason_of_another_version(home: Path) -> None:
    a_resealed_reason(home)
    forge(home, lambda d: replace(d, run=replace(d.run, tool="samskab 0.0.9")))


def a_swapped_cohort(home: Path) -> None:
    forge(home, lambda d: replace(d, cohort=("aalborg", "aarhus", "bornholm", "varde")))


def a_changed_fact(home: Path) -> None:
    edit(home, f"{HOME}/assessments/odense.yaml", "maal: 5", "maal: 1")


WAIVERS = "schema: samskab/waivers@1\nwaivers:\n" + "".join(
    f"  - {{code: SK{number}, path: 'data/*', reason: ok, until: 2099-01-01}}\n"
    for number in (103, 501, 502, 504, 505, 506, 508, 509, 510, 515, 518, 519, 526, 527, 528, 701)
)
UNFIT = [a_changed_reason, a_resealed_reason, a_resealed_reason_of_another_version, a_swapped_cohort, a_changed_fact]


@pytest.mark.parametrize("waived", sampled([True, False], 2))
@pytest.mark.parametrize("unfit", sampled([a_cpr_number, *UNFIT], 2), ids=lambda change: change.__name__)
def test_no_letter_is_made(
    home: Path, capsys: pytest.CaptureFixture[str], unfit: Callable[[Path], None], waived: bool
) -> None:
    base = ["-C", str(home), "--lang", "da", "--today", "2026-05-04"]
    unfit(home)
    if waived:
        (home / "data" / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    assert run([*base, *LETTER, "--out", str(home / "out")]) == 1
    told = "".join(capsys.readouterr())
    assert "SK5" in told or "SK7" in told
    assert NUMBER not in told
    assert not list((home / "out").glob("*.txt")) if (home / "out").is_dir() else True


def test_the_letter_is_made_when_all_is_fit(home: Path) -> None:
    base = ["-C", str(home), "--lang", "da", "--today", "2026-05-04"]
    assert run([*base, *LETTER, "--out", str(home / "out")]) == 0
    assert list((home / "out").glob("*.txt"))


def test_a_cpr_number_stops_the_choice_and_every_step(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["-C", str(home), "--lang", "da", "--today", "2026-05-04"]
    a_cpr_number(home)
    before = (home / RECORD).read_bytes()
    for words in (
        ["select", KEY],
        ["decision", "release", RECORD],
        ["decision", "withdraw", RECORD, "Odense", "--because", "x"],
    ):
        assert run([*base, *words]) == 1
        told = "".join(capsys.readouterr())
        assert "SK701" in told
        assert NUMBER not in told
    assert (home / RECORD).read_bytes() == before


@pytest.mark.parametrize("unfit", sampled([a_resealed_reason, a_changed_reason, a_swapped_cohort, a_changed_fact], 4))
def test_no_step_follows_a_record_that_does_not_hold(home: Path, unfit: Callable[[Path], None]) -> None:
    base = ["-C", str(home), "--lang", "da", "--today", "2026-05-04"]
    unfit(home)
    before = (home / RECORD).read_bytes()
    assert run([*base, "decision", "release", RECORD]) == 1
    assert run([*base, "decision", "withdraw", RECORD, "Odense", "--because", "x"]) == 1
    assert (home / RECORD).read_bytes() == before


@pytest.mark.slow
def test_a_cpr_number_in_the_schedule_stops_its_release(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / HOME / "schedule.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"# ring til {NUMBER}\n", encoding="utf-8")
    assert run(["-C", str(home), "--lang", "da", "--today", "2026-05-04", "schedule", "release", KEY]) == 1
    assert NUMBER not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("template", "code"), [("reminder", 1), ("acceptance", 1), ("participants", 1), ("rejection", 0)]
)
def test_an_application_that_cannot_be_read_stops_the_letters_that_rest_on_it(
    home: Path, capsys: pytest.CaptureFixture[str], template: str, code: int
) -> None:
    """Its municipality would be reminded to apply, and be missing among those who take part."""
    with (home / f"{HOME}/applications/odense.yaml").open("a", encoding="utf-8") as edited:
        edited.write("x: [\n")
    words = ["render", template, "--programme", KEY, "--to", "txt", "--out", str(home / "out"), "--allow-draft"]
    assert run(["-C", str(home), "--lang", "da", "--today", "2026-05-02", *words]) == code
    told = capsys.readouterr()
    assert ("odense.yaml" in told.out + told.err) == bool(code)
