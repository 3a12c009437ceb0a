"""The catalogue of sentences, read when a sentence is needed: most runs need few of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from samskab.language import Language, Phrasebook
from samskab.packaged import standard
from samskab.yaml.tree import Mapping as Branch
from samskab.yaml.tree import Scalar, read_file

_FIRST = ("cli.yaml",)
"""The words of the command line itself, which must come quickly."""

_LAST = ("fields.yaml", "pages.yaml")
"""The large files (questions of every field, pages of every rule), read only when nothing else has the sentence."""


def phrasebook(language: Language) -> Phrasebook:
    """The sentences in a language."""
    return Phrasebook(language, Catalogue(standard(f"phrases/{language}")))


class Catalogue(Mapping[str, str]):
    """Code -> sentence over all files of a folder; a file is read when a code is in none of those read before it."""

    def __init__(self, folder: Path) -> None:
        names = sorted(file.name for file in folder.glob("*.yaml"))
        self._waiting = [
            folder / name for name in sorted(names, key=lambda name: (name not in _FIRST, name in _LAST, name))
        ]
        self._known: dict[str, str] = {}

    def __getitem__(self, code: str) -> str:
        while code not in self._known:
            if not self._waiting:
                raise KeyError(code)
            self._read_next()
        return self._known[code]

    def __iter__(self) -> Iterator[str]:
        while self._waiting:
            self._read_next()
        return iter(self._known)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read_next(self) -> None:
        file = self._waiting.pop(0)
        tree = read_file(file.read_bytes(), file.name)
        if tree.findings or not isinstance(tree.root, Branch):
            raise ValueError(f"{file.name}: {tree.findings}")
        for code, (_, value) in tree.root.entries.items():
            if not isinstance(value, Scalar) or code in self._known:
                raise ValueError(f"{file.name}: {code}")
            self._known[code] = value.value
