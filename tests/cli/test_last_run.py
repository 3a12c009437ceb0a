"""Commands that only read write the same with and without the last run, whatever has changed between the runs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from samskab.cli.last_run import LastRun, WrittenRun
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.program import called
from tests.sampling import sampled
from tests.usecases.history.generated_histories import history, put_files

DAY = {"SAMSKAB_TODAY": "2026-03-05"}
KEPT = ".git/samskab/validate.json"


def run(root: Path, *words: str) -> tuple[int, str]:
    done = called(("--lang", "da", "validate", *words), root, DAY)
    return done.returncode, done.stdout.decode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "repo"
    copied(GOLDEN, place)
    (place / ".git").mkdir()
    return place


def mark(root: Path, name: str = "validate.json") -> None:
    """Makes it visible that what was kept is written."""
    file = root / ".git/samskab" / name
    kept = json.loads(file.read_bytes())
    marked = WrittenRun((("put", "kept\n"),), kept["code"])
    file.write_text(json.dumps({**kept, **marked._asdict(), "output": marked.digest()}), encoding="utf-8")


def test_the_second_run_writes_what_was_kept(root: Path) -> None:
    first = run(root)
    assert run(root) == first == run(root, "--no-cache")
    mark(root)
    assert run(root) == (first[0], "kept\n")
    assert run(root, "--no-cache") == first


def test_a_text_that_was_changed_where_it_is_kept_is_not_written(root: Path) -> None:
    first = run(root)
    text = (root / KEPT).read_text(encoding="utf-8")
    (root / KEPT).write_text(text.replace('"parts": [["put", "', '"parts": [["put", "Intet '), encoding="utf-8")
    assert (root / KEPT).read_text(encoding="utf-8") != text
    assert run(root) == first


def test_another_run_is_a_new_run(root: Path) -> None:
    run(root)
    mark(root)
    for words in (
        ["--format", "json"],
        ["--strict"],
        ["--level", "error"],
        ["--select", "SK3"],
        ["--today", "2026-03-06"],
    ):
        assert run(root, *words)[1] != "kept\n"
        run(root)
        mark(root)
    assert called(("--lang", "en", "validate"), root, DAY).stdout != b"kept\n"


@pytest.mark.parametrize("name", ["data/senders.yaml", "samskab.yaml", ".gitignore", "templates/da/x.md.j2", "ny.yaml"])
def test_a_changed_file_is_seen(root: Path, name: str) -> None:
    run(root)
    mark(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("# ny\n")
    assert run(root)[1] != "kept\n"


def test_a_deleted_file_and_a_link_are_seen(root: Path) -> None:
    run(root)
    file = root / "data/venues.yaml"
    mark(root)
    file.rename(root / "venues")
    assert run(root)[1] != "kept\n"
    mark(root)
    file.symlink_to("../venues")
    assert run(root)[1] != "kept\n"


@pytest.mark.parametrize("name", ["samskab.yaml", ".gitignore"])
def test_a_link_that_becomes_a_file_is_seen(root: Path, name: str) -> None:
    (root / name).rename(root / "elsewhere")
    (root / name).symlink_to("elsewhere")
    run(root)
    mark(root)
    (root / name).unlink()
    shutil.copyfile(root / "elsewhere", root / name)
    assert run(root)[1] != "kept\n"


def test_a_changed_template_of_the_program_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The templates of a repository include them."""
    (root / "packaged/da").mkdir(parents=True)
    monkeypatch.setattr("samskab.cli.last_run.packaged_path", lambda _: root / "packaged")
    (root / "packaged/da/a.md.j2").write_text("a", encoding="utf-8")
    written = WrittenRun((("put", "kept\n"),), 0)
    LastRun(root, "validate", ()).keep(written)
    assert LastRun(root, "validate", ()).output() == written
    (root / "packaged/da/a.md.j2").write_text("ab", encoding="utf-8")
    assert LastRun(root, "validate", ()).output() is None


def test_what_a_busy_machine_may_have_stopped_is_tried_again(root: Path) -> None:
    (root / "layouts").mkdir()
    (root / "layouts/letter.typ").write_text("#panic()\n", encoding="utf-8")
    assert "SK636" in run(root)[1]
    assert not (root / KEPT).exists()


def test_what_shows_a_private_file_is_not_kept(root: Path) -> None:
    (root / "private").mkdir(exist_ok=True)
    (root / "private/people.yaml").write_text(
        "schema: samskab/people@1\npeople:\n  p-7f3a: {navn: Opdigtet}\n", "utf-8"
    )
    assert "Opdigtet" in run(root)[1]
    assert not (root / KEPT).exists()


@pytest.mark.parametrize("words", [("status",), ("status", "--format", "json"), ("schedule", "show", "naboskab-2026")])
def test_other_commands_repeat_both_streams(root: Path, words: tuple[str, ...]) -> None:
    (root / "data/programmes/naboskab-2026/applications/0360-lolland.yaml").write_text("x: [\n", encoding="utf-8")
    first, second = (called(words, root, DAY) for _ in range(2))
    assert (first.returncode, first.stdout, first.stderr) == (second.returncode, second.stdout, second.stderr)
    kept = json.loads(next((root / ".git/samskab").iterdir()).read_bytes())["parts"]
    assert {writer for writer, _ in kept} >= ({"put_message"} if words[0] == "status" else {"put"})


@pytest.mark.parametrize("link", sampled(["out/naboskab-2026", "out", ""], 3))
def test_the_status_is_new_when_a_letter_is_written_or_deleted(root: Path, link: str) -> None:
    letter = root / "out/naboskab-2026/acceptance-odense.pdf"
    letter.parent.mkdir(parents=True)
    if link:
        (root / link).rename(root / "elsewhere")
        (root / link).symlink_to(root / "elsewhere")
    for change in (letter.touch, letter.unlink):
        called(("status",), root, DAY)
        mark(root, "status.json")
        assert called(("status",), root, DAY).stdout == b"kept\n"
        change()
        assert called(("status",), root, DAY).stdout != b"kept\n"


@pytest.mark.parametrize("kept", sampled([b'{"digest": 1}', b"[]", b"{}", b"\xff", b"", b"[" * 100_000], 4))
def test_what_cannot_be_read_counts_as_not_there(root: Path, kept: bytes) -> None:
    first = run(root)
    (root / KEPT).write_bytes(kept)
    assert run(root) == first


def test_a_run_that_cannot_be_kept_leaves_nothing(root: Path) -> None:
    (root / KEPT).mkdir(parents=True)
    run(root)
    assert [place.name for place in (root / ".git/samskab").iterdir()] == ["validate.json"]


def test_nothing_is_kept_through_a_link(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / ".git/samskab").symlink_to(root / "elsewhere")
    run(root)
    assert not list((root / "elsewhere").iterdir())


def test_nothing_is_kept_outside_git(root: Path) -> None:
    (root / ".git").rmdir()
    before = sorted(root.rglob("*"))
    run(root)
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 20))])
def test_over_a_history_every_run_is_the_run_without_memory(seed: int, tmp_path: Path) -> None:
    root = tmp_path / "git"
    known = history(seed, root)
    for tree in (known.base, known.head, known.head, known.base):
        subprocess.run(["git", "-C", str(root), "rm", "-rfq", "--cached", "--ignore-unmatch", "."], check=True)
        for name in ("data", "samskab.yaml"):
            shutil.rmtree(root / name, ignore_errors=True)
        put_files(tree, root)
        assert run(root) == run(root, "--no-cache") == run(root)
