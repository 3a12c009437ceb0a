"""A municipality by what people write: name, official name, code, an earlier name, another spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from samskab.model.municipality import Municipality
from samskab.spelling import fold

_CODE = re.compile(r"0?(\d{3})\b[ –:-]*(.*)")
_TOGETHER = re.compile(r" og | and |[,;/&+\n]", re.IGNORECASE)
_KOMMUNE = re.compile(r"\b(?:kommunes?|regionskommune|municipality)\b")
_CLOSE = 0.7


class MunicipalityNames:
    """The municipalities of the register by all their names."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self._by_name: dict[str, Municipality] = {}
        self._by_code: dict[str, Municipality] = {}
        for each in municipalities:
            self._by_code[each.code] = each
            for name in (each.name, each.official, *each.also):
                self._by_name[plain_name(name)] = each

    def find(self, text: str) -> Municipality | None:
        """The municipality that a text names: `0101`, `101`, `0360 Lolland`, `Høje Tåstrup Kommune`."""
        found = self._by_name.get(plain_name(text))
        code = _CODE.fullmatch(text.strip())
        if found or not code:
            return found
        by_code = self._by_code.get(f"0{code[1]}")
        return by_code if not code[2] or self._by_name.get(plain_name(code[2])) is by_code else None

    def near(self, text: str) -> tuple[str, ...]:
        """The names nearest to a text."""
        close = get_close_matches(plain_name(text), self._by_name, 2, _CLOSE)
        return tuple(dict.fromkeys(self._by_name[name].name for name in close))

    def all_of(self, text: str) -> tuple[Municipality, ...]:
        """The municipalities that a text names, one or several; none when a part of it names none."""
        named = [self.find(part) for part in self._parts(text)]
        return tuple({each.code: each for each in named if each}.values()) if all(named) else ()

    def unknown_in(self, text: str) -> str:
        """The first part of a text that names no municipality, where another part names one; else the whole text."""
        parts = self._parts(text)
        unknown = [part.strip() for part in parts if not self.find(part)]
        return unknown[0] if unknown and len(unknown) < len(parts) else text

    def _parts(self, text: str) -> list[str]:
        return [text] if self.find(text) else [part for part in _TOGETHER.split(text) if part.strip()]


def plain_name(name: str) -> str:
    """A name without `Kommune`, signs, and the s of a genitive: `Vesthimmerlands Kommune` -> `vesthimmerland`."""
    plain = " ".join(re.sub(r"[^\w]", " ", _KOMMUNE.sub(" ", fold(name))).split())
    return plain.removesuffix("s")
