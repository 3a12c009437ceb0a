"""Only regular files inside the repository are read, and every name that some system cannot hold is a finding."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.finding import Finding
from samskab.storage import files
from samskab.storage.atomic_write import write_all
from samskab.storage.files import list_files, portable_name, programme_of, read_bytes
from tests.storage.folder import put

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")


def codes(root: Path, suffix: str = ".yaml", most: int = 100) -> list[tuple[str, str]]:
    """Code and path of every finding of a listing of `data`."""
    return [(f.code, f.span.path) for f in list_files(root, ("data",), suffix, most).findings]


def test_files_are_listed_sorted_with_forward_slashes_and_hidden_folders_left_alone(tmp_path: Path) -> None:
    for path in ("data/b.yaml", "data/a/z.yaml", "data/a.txt", "data/.git/c.yaml", "other/d.yaml"):
        put(tmp_path, path)
    listing = list_files(tmp_path, ("data", "missing"), ".yaml")
    assert (listing.paths, listing.findings) == (("data/a/z.yaml", "data/b.yaml"), ())


@POSIX
def test_links_pipes_and_folders_in_the_guise_of_files_are_findings(tmp_path: Path) -> None:
    secret = put(tmp_path.parent, f"{tmp_path.name}-secret.txt", "id: hemmelig\n")
    put(tmp_path, "data/a.yaml")
    (tmp_path / "data/link.yaml").symlink_to(secret)
    (tmp_path / "data/loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "data/gone.yaml").symlink_to("gone")
    (tmp_path / "data/out").symlink_to("/etc", target_is_directory=True)
    (tmp_path / "data/folder.yaml").mkdir()
    os.mkfifo(tmp_path / "data/pipe.yaml")
    assert codes(tmp_path) == [
        ("SK051", "data/folder.yaml"), ("SK050", "data/gone.yaml"), ("SK050", "data/link.yaml"),
        ("SK050", "data/loop.yaml"), ("SK050", "data/out"), ("SK051", "data/pipe.yaml"),
    ]  # fmt: skip
    for name, code in (("link", "SK050"), ("loop", "SK050"), ("gone", "SK050"), ("pipe", "SK051"), ("folder", "SK051")):
        found = read_bytes(tmp_path, f"data/{name}.yaml")
        assert isinstance(found, Finding)
        assert found.code == code
    missing = read_bytes(tmp_path, "data/none.yaml")
    assert isinstance(missing, Finding)
    assert missing.code == "SK054"
    through_a_link = read_bytes(tmp_path, "data/out/passwd")
    assert isinstance(through_a_link, Finding)
    assert through_a_link.code == "SK050"


@POSIX
@pytest.mark.parametrize(
    "name",
    ["con.yaml", "NUL.yaml", "lpt1.x.yaml", "a:b.yaml", "a?.yaml", "a\nb.yaml", "a\x1b.yaml", " a.yaml",
     "a\u202eb.yaml", "a\u200bb.yaml", "a\u030a.yaml",
     "x" * 220 + ".yaml", "a\\b.yaml", "a\udce6.yaml", "con .yaml"],
)  # fmt: skip
def test_names_that_some_system_cannot_hold_are_findings(tmp_path: Path, name: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_bytes(b"a: b\n")
    assert codes(tmp_path) == [("SK052", f"data/{name}")]


@POSIX
@pytest.mark.parametrize(("one", "other"), [("Aarhus", "aarhus"), ("STRASSE", "straße"), ("ærø", "Ærø")])
def test_names_that_some_systems_hold_to_be_one_are_findings(tmp_path: Path, one: str, other: str) -> None:
    put(tmp_path, f"data/{one}.yaml")
    put(tmp_path, f"data/{other}.yaml")
    first, second = sorted((f"data/{one}.yaml", f"data/{other}.yaml"))
    (finding,) = list_files(tmp_path, ("data",), ".yaml").findings
    assert (finding.code, finding.span.path, finding.values["other"]) == ("SK053", second, first)


def test_too_many_files_are_a_finding_that_names_the_limit(tmp_path: Path) -> None:
    for number in range(5):
        put(tmp_path, f"data/{number}.yaml")
    (finding,) = list_files(tmp_path, ("data",), ".yaml", most=3).findings
    assert (finding.code, finding.values) == ("SK055", {"limit": 3})


@pytest.mark.parametrize("path", ["../x", "data/../../x", "/etc/passwd", "", "a//b", "./a", "a\x00b"])
def test_no_path_leads_out_of_the_repository(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError):
        read_bytes(tmp_path, path)
    with pytest.raises(ValueError):
        write_all(tmp_path, {path: b"x"})
    assert sorted(tmp_path.iterdir()) == []


def test_no_more_than_the_largest_file_is_read(tmp_path: Path) -> None:
    put(tmp_path, "data/a.yaml", "x" * (files.LARGEST_FILE * 2))
    data = read_bytes(tmp_path, "data/a.yaml")
    assert isinstance(data, bytes)
    assert len(data) == files.LARGEST_FILE + 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ærø Kommune", "Ærø Kommune"),
        ("Hvidovre/Rødovre", "Hvidovre-Rødovre"),
        ("con", "_con"),
        ("Com1.brev", "_Com1.brev"),
        ("../../etc", "-..-etc"),
        ("a\u202eb?*.", "ab--"),
        ("A\u030arhus", "Århus"),
        ("...", "_"),
    ],
)
def test_any_text_becomes_a_name_that_every_system_allows(text: str, name: str) -> None:
    assert portable_name(text) == name


@given(st.text(max_size=300))
def test_a_portable_name_is_odd_on_no_system(text: str) -> None:
    name = f"{portable_name(text)}.zip"
    assert files._problem_of_name(name, name, {}) is None
    assert "/" not in name


@pytest.mark.parametrize(
    ("path", "programme"),
    [
        ("data/programmes/naboskab-2026/programme.yaml", "naboskab-2026"),
        ("data/programmes/naboskab-2026/applications/lolland.yaml", "naboskab-2026"),
        ("data/programmes/README.md", ""),
        ("data/senders.yaml", ""),
    ],
)
def test_the_programme_of_a_path_is_its_folder(path: str, programme: str) -> None:
    assert programme_of(path) == programme
