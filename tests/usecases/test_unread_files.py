"""Files that the program does not read are found, once each, with the name they should have."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samskab.usecases.load import load
from samskab.usecases.unread_files import right_name
from samskab.usecases.validate.validate import validate
from tests.folder_copies import copied

HOME = "data/programmes/naboskab-2026"


@pytest.fixture
def repo(tmp_path: Path) -> Path:

    from tests.paths import GOLDEN

    return copied(GOLDEN, tmp_path / "repo")


def found(repo: Path) -> list[tuple[str, str, str]]:
    findings = validate(repo, today=date(2026, 3, 7)).findings
    return [(finding.code, finding.span.path, finding.hint) for finding in findings]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("lolland.yaml.txt", "lolland.yaml"),
        ("lolland.YAML", "lolland.yaml"),
        ("lolland.yml", "lolland.yaml"),
        ("lolland.yaml.docx", "lolland.yaml"),
        ("lolland.yaml ", "lolland.yaml"),
        ("lolland.yaml", "lolland.yaml"),  # and is read
        ("lolland.txt", ""),
        (".lolland.yaml.swp", ""),
        ("lolland.yaml~", ""),
        ("lolland.yaml.bak", ""),
        ("~$lolland.yaml", ""),
    ],
)
def test_the_right_name(name: str, right: str) -> None:
    assert right_name(name) == right


@pytest.mark.parametrize("ending", [".yaml.txt", ".YAML", ".yml"])
def test_a_misnamed_application_is_one_finding(repo: Path, ending: str) -> None:
    """Its assessment, and everything else that refers to it, is no second one."""
    place = repo / HOME / "applications" / "lolland.yaml"
    place.rename(place.with_name(f"lolland{ending}"))
    assert found(repo) == [("SK092", f"{HOME}/applications/lolland{ending}", "lolland.yaml")]
    assert load(repo).data.is_unread("application", "lolland")


@pytest.mark.parametrize(
    "name",
    [
        "ansøgning.docx",
        "data/Deltagere.xlsx",
        "private/personer.csv",
        "templates/da/brev.md.j2.txt",
        "templates/brev.md",
        "layouts/brevpapir.docx",
        f"{HOME}/applications/Ansøgning Lolland.docx",
    ],
)
def test_a_document_is_found_anywhere(repo: Path, name: str) -> None:
    (repo / name).parent.mkdir(parents=True, exist_ok=True)
    (repo / name).write_bytes(b"x")
    assert found(repo) == [("SK093", name, "")]


@pytest.mark.parametrize("name", ["README.md", "svar.csv", "data/source/municipalities.csv", "templates/README.md"])
def test_a_file_of_use_elsewhere_is_not_reported(repo: Path, name: str) -> None:
    (repo / name).parent.mkdir(parents=True, exist_ok=True)
    (repo / name).write_bytes(b"x")
    assert found(repo) == []


def test_data_beside_the_folder_is_found(repo: Path) -> None:
    (repo / "steder.yaml").write_text("schema: samskab/venues@1\nvenues: []\n", encoding="utf-8")
    (repo / "mkdocs.yml").write_text("site_name: Noget andet\n", encoding="utf-8")
    assert [each[:2] for each in found(repo)] == [("SK056", "steder.yaml")]


@pytest.mark.slow
def test_validate_looks_at_the_letterhead(repo: Path) -> None:
    (repo / "layouts").mkdir()
    (repo / "layouts" / "letterhead.docx").write_bytes(b"no Word file")
    (repo / "layouts" / "letter.typ").write_text('#import "@preview/a:0.1.0": *', encoding="utf-8")
    assert [each[:2] for each in found(repo)] == [("SK660", "layouts/letter.typ"), ("SK637", "layouts/letterhead.docx")]


def test_what_programs_leave_behind_is_silent(repo: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$soeg.docx", ".lolland.yaml.swp", "lolland.yaml~", "a.tmp"):
        (repo / HOME / "applications" / name).write_bytes(b"x")
    assert found(repo) == []
