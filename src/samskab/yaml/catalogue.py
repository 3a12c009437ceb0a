"""The catalogue of sentences: `phrases/<language>/<first name of the key>.yaml`, each file read when it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from samskab.language import LANGUAGES, Language, LanguageCode
from samskab.packaged import packaged_path
from samskab.yaml.nodes import Scalar
from samskab.yaml.plain_files import plain_root


@cache
def load_language(code: LanguageCode) -> Language:
    """A language with its sentences, read once in a process."""
    return Language(code, Catalogue(packaged_path(f"phrases/{code}")))


def load_languages() -> dict[LanguageCode, Language]:
    """Both languages, for what is published in both: the reasons of a decision, the changelog of a schedule."""
    return {code: load_language(code) for code in LANGUAGES}


def file_of(key: str) -> str:
    """`choice.yaml` for `choice.row.tight`, `SK3.yaml` for `SK304.fix`, `fields.yaml` for `Meeting.venue`."""
    return _file_of_first(key.partition(".")[0])


@cache
def _file_of_first(first: str) -> str:
    if re.fullmatch(r"SK\d{3}", first):
        return f"{first[:3]}.yaml"
    return "fields.yaml" if first in {"field", "kind", "part", "scalar"} or first[:1].isupper() else f"{first}.yaml"


class Catalogue(Mapping[str, str]):
    """Key -> template over the files of a folder. ValueError is a fault of the program: a file that is not right."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, key: str) -> str:
        return self._file(file_of(key))[key]

    def __iter__(self) -> Iterator[str]:
        return (key for name in self._names for key in self._file(name))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(sorted(file.name for file in self._folder.glob("*.yaml")))

    def _file(self, name: str) -> Mapping[str, str]:
        if name not in self._read:
            self._read[name] = dict(_sentences(self._folder / name)) if name in self._names else {}
        return self._read[name]


def _sentences(file: Path) -> Iterator[tuple[str, str]]:
    root = plain_root(file.read_text(encoding="utf-8"))
    if root is None:
        raise ValueError(f"{file.name}: not in the form that `plain_files.py` reads")
    for key, (_, value) in root.entries.items():
        if not isinstance(value, Scalar) or file_of(key) != file.name:
            raise ValueError(f"{file.name}: {key}")
        yield key, value.value
