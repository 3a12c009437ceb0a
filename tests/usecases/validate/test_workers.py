"""Two processes find what one finds, in the same order; and a record that comes from another process is whole."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from samskab.model.application import Application
from samskab.storage.files import Folder
from samskab.usecases.validate import workers
from samskab.usecases.validate.validate import validate
from tests.example_files import golden_files

TODAY = date(2026, 3, 7)
APPLICATIONS = "data/programmes/naboskab-2026/applications"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The golden repository with forty more applications, each third of them with another sort of mistake."""
    files = dict(golden_files())
    model = files[f"{APPLICATIONS}/lolland.yaml"]
    wrong = (("status: submitted", "status: indsendt"), ("role: staff", "role: staf"), ("role: leader", "role: leder"))
    for number in range(40):
        text = model.replace("id: lolland", f"id: lolland-{number:02d}")
        files[f"{APPLICATIONS}/lolland-{number:02d}.yaml"] = text.replace(*wrong[number % 3]) if number % 2 else text
    for path, text in files.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="other systems use one process")
def test_two_processes_find_what_one_finds(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_CHUNK", 5)
    alone = validate(repository, today=TODAY, processes=1)
    together = validate(repository, today=TODAY, processes=2)
    assert together == alone
    assert {"SK034", "SK319", "SK307"} <= {finding.code for finding in alone.findings}
    assert all(f.span.line > 0 for f in together.findings if f.code == "SK307")


def test_a_record_forgets_its_place_to_be_sent_and_is_told_it_again(tmp_path: Path) -> None:
    """What a worker sends holds no function; on arrival a place is found in the file."""
    from samskab.usecases.load import read_one

    path = f"{APPLICATIONS}/lolland.yaml"
    (tmp_path / APPLICATIONS).mkdir(parents=True)
    (tmp_path / path).write_text(golden_files()[path], encoding="utf-8", newline="")
    result = read_one(Folder(tmp_path), path)
    assert isinstance(result.record, Application)
    before = result.record.at("status")
    bare = result._replace(record=workers._bare(result.record))
    assert bare.record is not None
    assert bare.record.at("status").path == ""
    placed = workers._placed(Folder(tmp_path), bare)
    assert placed.record is not None
    assert placed.record.at("status") == before
