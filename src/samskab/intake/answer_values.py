"""The text of a cell -> an answer: yes or no, a whole number, an option, several options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samskab.language import Fact
from samskab.model.programme import Option
from samskab.spelling import fold

_YES = frozenset({"ja", "yes", "true", "sand", "sandt", "x", "1", "✓", "✔", "☑", "☒", "ok", "on"})
_NO = frozenset({"nej", "no", "false", "falsk", "0", "☐", "off"})
_NUMBER = re.compile(r"-?(?:\d{1,10}|\d{1,3}(?:\.\d{3}){1,3}|\d{1,3}(?: \d{3}){1,3})(?:,0+)?")
_SPLIT = re.compile(r"[;|\n]")
WHOLE_NUMBER = Fact("intake.whole_number", {})
YES_OR_NO = (Fact("intake.yes", {}), Fact("intake.no", {}))


def yes_no(text: str, own: tuple[str | None, ...] = ()) -> bool | None:
    """A yes or no in Danish, English or a spreadsheet's words; `own` are texts that mean yes, as a ticked box has."""
    word = fold(text).rstrip(".!")
    if word in _YES or any(name and word == fold(name).rstrip(".!") for name in own):
        return True
    return False if word in _NO else None


def whole_number(text: str) -> int | None:
    """A whole number in Danish notation: `1200`, `1.200`, `1 200`, `1.200,0`."""
    text = " ".join(text.replace("\xa0", " ").split())
    return int(re.sub(r",0+$|[. ]", "", text)) if _NUMBER.fullmatch(text) else None


def one_of(options: Sequence[Option], text: str) -> str | None:
    """The id of the option that a text names by title or id."""
    return _by_name(options).get(_plain(text))


def several_of(options: Sequence[Option], text: str) -> tuple[list[str], list[str]]:
    """The ids of the options in a text, and the parts of it that name none. An option may have commas in its title."""
    by_name = _by_name(options)
    chosen: list[str] = []
    wrong: list[str] = []
    for part in (part for part in _SPLIT.split(text) if part.strip()):
        for name in _longest(part.split(","), by_name):
            (chosen if _plain(name) in by_name else wrong).append(by_name.get(_plain(name), name.strip()))
    return list(dict.fromkeys(chosen)), wrong


def _longest(pieces: list[str], by_name: dict[str, str]) -> Iterator[str]:
    """The names in a text that was split at commas: of those that begin with a piece the longest."""
    while pieces:
        known = (n for n in range(len(pieces), 0, -1) if _plain(",".join(pieces[:n])) in by_name)
        count = next(known, 1)
        name = ",".join(pieces[:count])
        if name.strip():
            yield name
        pieces = pieces[count:]


def _by_name(options: Sequence[Option]) -> dict[str, str]:
    names = {_plain(name): each.id for each in options for name in (each.title.en, each.title.da) if name}
    return names | {fold(each.id): each.id for each in options}


def _plain(text: str) -> str:
    return fold(text).rstrip(" .")
