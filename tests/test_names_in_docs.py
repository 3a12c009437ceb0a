"""Documentation, docstrings and comments name no file, module or identifier that does not exist."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import pytest

from samskab.packaged import packaged_path
from samskab.yaml.catalogue import Catalogue
from tests.paths import PACKAGE, ROOT
from tests.repository import parsed, tracked

WATCHED = ("src", "tests", "tools", "docs", "benchmarks", "schemas", "phrases", "golden", ".github", ".ci")
"""First parts of the paths that are looked up; `data`, `templates`, `out` and others are those of any repository."""
FORMER = {"balance", "edit", "phrase", "pipeline", "read", "render", "scaffold", "select", "store"}
"""Rooms that were: what is named after them is looked for, and not found."""
ROOMS = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"} - {"__pycache__"}
HISTORY = {"docs/decisions/0010-calls-and-rooms.md"}
"""Decisions with the names of the day they were taken."""
NO_MODULES = ("intake.rounds", "intake.conditions", "intake.outside", "cli.name", "select.row", "yaml.loader")
"""Beginnings of dotted words that are a field of a programme, keys of the catalogue, a module of PyYAML."""
NO_FILES = {"people.yaml", "ruamel.yaml"}
"""A file that only a repository of a secretariat has, and a library."""

_CODE = re.compile(r"`+([^`\n]+)`+")
_PATH = re.compile(r"(?<![\w/.:@-])(?:\.{1,2}/)*[\w.-]+(?:/[\w.<>{}*-]+)+/?")
_DOTTED = re.compile(r"(?<![\w./@-])[a-z_]+(?:\.[a-z_]\w*)+(?![\w/-])", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w.-])(?![a-z]_[a-z]\b)_*[a-z]\w*_\w+(?![\w-])|\b[A-Z]\w*[a-z]\w*[A-Z]\w*|\b[a-z]\w+(?=\()")
_CALL = re.compile(r"\b[a-z]+_\w+(?=\()")
_FILE = re.compile(r"(?<![\w/.<>*-])[\w-]+\.(?:py|md|yaml|toml)\b")
_LINK = re.compile(r"\]\(([^)#\s]+)")


class Text(NamedTuple):
    """A piece of documentation and where it begins."""

    path: str
    line: int
    text: str


def documents() -> Iterator[Text]:
    """README, CHANGELOG, CONTRIBUTING and docs, line by line."""
    for file in tracked("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/*.md", "benchmarks/*.md"):
        path = file.relative_to(ROOT).as_posix()
        if path not in HISTORY:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                yield Text(path, number, line)


def remarks() -> Iterator[Text]:
    """The docstrings and comments of the package and its tools, line by line."""
    for file in tracked("src/*.py", "tools/*.py"):
        text, path = file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix()
        for node in ast.walk(parsed(file)):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
                first = node.body[0]
                for number, line in enumerate((ast.get_docstring(node, clean=False) or "").splitlines(), first.lineno):
                    yield Text(path, number, line)
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield Text(path, token.start[0], token.string)


@cache
def paths() -> frozenset[str]:
    """Every file and folder of the repository."""
    files = [file.relative_to(ROOT) for file in tracked()]
    return frozenset(path.as_posix() for file in files for path in (file, *file.parents))


@cache
def file_names() -> frozenset[str]:
    """Every file of the repository without its folder."""
    return frozenset(file.name for file in tracked())


@cache
def is_word_of_code(name: str) -> bool:
    """Whether a name is an identifier of Python or a word of its short texts, of the data, templates and settings.

    Python outside the package is compiled only where the name stands in it: that takes a second for all of it.
    """
    return name in words_of_package() or any(name in text and name in words_in(file) for file, text in other_python())


@cache
def words_of_package() -> frozenset[str]:
    """The words of every file but those of `other_python`."""
    found = {file.stem for file in tracked()}
    for file in tracked():
        if file.suffix == ".py" and file.is_relative_to(PACKAGE):
            found.update(words_in(file))
        elif file.suffix in {".yaml", ".yml", ".toml", ".json", ".j2", ".typ", ".csv", ".cjs", ".mjs", ".txt"}:
            found.update(re.findall(r"\w+", file.read_text(encoding="utf-8")))
    return frozenset(found)


@cache
def other_python() -> tuple[tuple[Path, str], ...]:
    """The modules of tests, tools and benchmarks, with their text."""
    return tuple((file, file.read_text("utf-8")) for file in tracked("*.py") if not file.is_relative_to(PACKAGE))


@cache
def words_in(file: Path) -> frozenset[str]:
    """The words of one module of Python."""
    return frozenset(words_of(SourceFileLoader(file.stem, str(file)).get_code(file.stem)))


def words_of(value: object) -> Iterator[str]:
    """The identifiers and the words of the texts in compiled Python; docstrings have several lines or a full stop."""
    if isinstance(value, CodeType):
        for name in (value.co_name, *value.co_names, *value.co_varnames, *value.co_cellvars):
            yield from name.split(".")
        yield from words_of(value.co_consts)
    elif isinstance(value, (tuple, frozenset)):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, str) and "\n" not in value and not value.endswith("."):
        yield from re.findall(r"\w+", value)


def missing(text: Text) -> Iterator[str]:
    """What a line names and the repository does not have."""
    inside = " ".join(_CODE.findall(text.text))
    for path in _PATH.findall(text.text):
        if not path_exists(path.rstrip("."), text.path):
            yield path
    for file in _FILE.findall(inside):
        if file not in NO_FILES and file not in file_names():
            yield file
    for dotted in _DOTTED.findall(inside):
        if not module_exists(dotted):
            yield dotted
    for name in {*_NAME.findall(inside), *_CALL.findall(text.text)}:
        if not is_word_of_code(name):
            yield name
    for link in _LINK.findall(text.text) if text.path.endswith(".md") else ():
        if (
            "://" not in link
            and not link.startswith("mailto:")
            and not (ROOT / text.path).parent.joinpath(link).exists()
        ):
            yield link


def path_exists(path: str, named_in: str) -> bool:
    """Whether a path is there: from the root, the package, the tests or the naming file; `<lang>` is any name."""
    first = path.lstrip("./").partition("/")[0]
    if first not in {*WATCHED, *ROOMS, *FORMER} or (first in ROOMS | FORMER and "." not in path.rpartition("/")[2]):
        return first not in FORMER or not re.fullmatch(r"[a-z_]+/[a-z_]+", path)
    pattern = re.sub(r"<[^>]*>|\{[^}]*\}|\*", "\0", path).rstrip("/")
    known = re.escape(pattern).replace("\0", "[^/]*") + r"(-[^/]*\.md)?"  # a decision may be named by its number
    folders = ("", "src/samskab/", "tests/", f"{named_in.rpartition('/')[0]}/")
    if "\0" not in pattern and any(f"{folder}{pattern}" in paths() for folder in folders):
        return True
    return any(re.fullmatch(f"(?:{'|'.join(map(re.escape, folders))}){known}", one) for one in paths())


def module_exists(dotted: str) -> bool:
    """Whether `room.module`, `samskab.room.module` or one of their names is there; other dotted words are not ours."""
    parts = dotted.removeprefix("samskab.").split(".")
    if parts[0] not in ROOMS | FORMER or dotted.startswith(NO_MODULES) or begins_a_key(dotted):
        return True
    place, last = PACKAGE, PACKAGE
    for number, part in enumerate(parts):
        place = place / part
        if place.with_suffix(".py").is_file():
            return all(map(is_word_of_code, parts[number + 1 :]))
        if not place.is_dir():
            inside = last / "__init__.py"
            return number > 0 and inside.is_file() and defines(inside, part)
        last = place
    return True


def begins_a_key(dotted: str) -> bool:
    """Whether keys of the catalogue begin with this name."""
    return any(key.startswith(f"{dotted}.") for key in keys())


@cache
def keys() -> tuple[str, ...]:
    """Every key of the catalogue, with a dot at its end."""
    return tuple(f"{key}." for key in Catalogue(packaged_path("phrases/da")))


def defines(module: Path, name: str) -> bool:
    """Whether a module has a name at its top."""
    return (
        re.search(rf"^(?:def |class )?{name}\b|\b{name}\b", module.read_text(encoding="utf-8"), re.MULTILINE)
        is not None
    )


@pytest.mark.parametrize(
    "texts", [documents, pytest.param(remarks, marks=pytest.mark.slow)], ids=["documents", "remarks"]
)
def test_what_is_named_is_there(texts) -> None:
    wrong = [f"{text.path}:{text.line}: {name}" for text in texts() for name in missing(text)]
    assert wrong == []


@pytest.mark.parametrize(
    "sentence",  # ends with a full stop, so that its names do not count as words of the code
    [
        "Rows are written to `pages.yaml` below the folder.",
        "The view is filled in by `for_recipient` of its module.",
        "It calls invented_function(), which reads nothing.",
        "See `usecases/letters/invented.py` for the plan.",
    ],
)
def test_an_invented_name_is_found(sentence: str) -> None:
    assert len(list(missing(Text("docs/glossary.md", 1, sentence)))) == 1


def test_links_from_the_readme_lead_to_every_page() -> None:
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_relative_to(ROOT):
            continue
        seen.add(page)
        if page.is_dir():
            waiting += page.glob("*.md")
        elif page.suffix == ".md":
            links = (link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link)
            waiting += [(page.parent / link).resolve() for link in links]
    assert set(tracked("docs/*.md")) - seen == set()
