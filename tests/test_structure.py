"""The structure of the repository: one name for one thing, small folders, tests beside their modules, pinned tools."""

from __future__ import annotations

import re
import runpy
import sys
import tomllib
from types import SimpleNamespace

from samskab.model.dataset import KINDS
from tests.paths import PACKAGE, ROOT
from tests.repository import parsed, tracked

structure = SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "structure.py")))

SHARED_NAMES = {
    "MODULES": "each family of rules lists its modules",
    "command": "each command's module has its command under this name",
    "commands": "the same, for a command with several",
    "decide": "the command and the use case that it calls",
    "load": "the public call and the use case that it calls",
    "main": "where each program begins: the command line and two child processes",
    "release": "the commands and the use case that they call",
    "render": "the public call and the use case that it calls",
    "select": "the public call and the use case that it calls",
    "validate": "the public call and the use case that it calls",
    "verify": "the command and the use case that it calls",
    "withdraw": "the command and the use case that it calls",
}
"""Public names that several modules define, with the reason."""
MOST_MODULES = 20
TESTS_OF_NO_ROOM = {
    "badinput": "bad input to every command",
    "data": "the data of this repository",
    "selection_oracle": "`select` beside a brute force that uses nothing of the package",
    "external": "judged by programs of others: a browser, Word, veraPDF, calendar readers",
}
"""Folders of tests that are no room of the package."""
DISTRIBUTIONS = {"docx": "python-docx", "markdown_it": "markdown-it-py", "ruamel": "ruamel.yaml", "yaml": "pyyaml"}
"""Library as it is imported -> as it is declared, where the names differ."""
IMPORTED = re.compile(r"^ *(?:import(?= \w+(?:$| as ))|from(?= .+ import )) (\w+)", re.MULTILINE)


def test_a_public_name_means_one_thing() -> None:
    found = structure.names_defined_twice(PACKAGE, parsed)
    assert {name: files for name, files in found.items() if name not in SHARED_NAMES} == {}
    assert SHARED_NAMES.keys() - found.keys() == set(), "no longer shared"


def test_a_module_basename_stands_in_two_folders_at_most() -> None:
    """The noun of a record may name a module in any folder that handles that record."""
    nouns = {kind.name for kind in KINDS}
    found = structure.folders_of_basenames(PACKAGE)
    crowded = {stem: folders for stem, folders in found.items() if len(folders) > 2 and stem not in nouns}
    assert crowded == {}


def test_no_folder_is_too_large_to_be_looked_through() -> None:
    found = structure.modules_of_folders(PACKAGE)
    assert {folder: count for folder, count in found.items() if count > MOST_MODULES} == {}


def test_tests_stand_where_their_modules_stand() -> None:
    """`tests/<room>/test_<module>.py`, or `test_<module>_<aspect>.py`."""
    lost = []
    for file in tracked("tests/*/*.py"):
        room = file.parent.relative_to(ROOT / "tests")
        if room.parts[0] in TESTS_OF_NO_ROOM:
            continue
        tested = PACKAGE / room
        names = (
            {path.stem for path in tested.iterdir() if path.suffix == ".py" or path.is_dir()} if tested.is_dir() else ()
        )
        subject = file.stem.removeprefix("test_")
        if not names or (subject != file.stem and not any(subject == n or subject.startswith(f"{n}_") for n in names)):
            lost.append(file.relative_to(ROOT).as_posix())
    assert lost == []


def test_every_module_says_what_it_is_for() -> None:
    """In a sentence: its docstring's first paragraph ends as one."""
    silent = []
    for file in tracked("src/*.py", "tests/*.py", "tools/*.py", "benchmarks/*.py"):
        text = file.read_text(encoding="utf-8")
        doc = re.match(r'(?:#!.*\n)?"""(.+?)(?:"""|\n\n)', text, re.DOTALL)
        if text and not (doc and doc[1].rstrip().endswith((".", ":"))):
            silent.append(file.relative_to(ROOT).as_posix())
    assert silent == []


def test_no_module_hides_behind_a_name_that_tells_nothing() -> None:
    names = {file.stem for file in tracked("src/*.py", "tests/*.py", "tools/*.py")}
    assert not names & {"utils", "util", "common", "helpers", "helper", "misc", "manager"}


def test_no_file_names_an_index_or_a_machine() -> None:
    names = (
        "py" + "pi.org",
        "python" + "hosted",
        "npm" + "js",
        "deb." + "debian",
        "--index" + "-url",
        "--extra-index" + "-url",
    )
    found = []
    for file in tracked():
        name = file.relative_to(ROOT).as_posix()
        if file.suffix in {".ttf", ".otf", ".png", ".docx", ".pdf"}:
            continue
        text = file.read_text(encoding="utf-8", errors="replace").lower()
        if name != "Makefile" and any(host in text for host in names):
            found.append(name)
    assert not found


def test_every_dependency_is_pinned_with_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        blocks = re.split(r"\n(?=[a-z])", (ROOT / name).read_text())
        assert len(blocks) > 20
        for block in blocks:
            assert "==" in block.splitlines()[0], block
            assert "--hash=sha256:" in block, block


def test_every_library_that_is_imported_is_declared() -> None:
    """Also those that come with another library."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=]", each)[0] for each in declared}
    imported = set[str]()
    for file in tracked("src/*.py"):
        imported.update(IMPORTED.findall(file.read_text(encoding="utf-8")))
    libraries = imported - sys.stdlib_module_names - {PACKAGE.name}
    assert {DISTRIBUTIONS.get(name, name.lower()) for name in libraries} - names == set()
