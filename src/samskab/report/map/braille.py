"""The map of Denmark in a terminal: eight dots to a character, no colour; a list where that cannot be shown."""

from __future__ import annotations

import codecs
import math
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from samskab.language import Language, phrase_key
from samskab.report.map.outlines import MAP_CLASSES, Box, MapClass, Ring, Sheet, named, sheet

NARROWEST, WIDEST = 40, 100  # columns: below, nothing is to be seen; above, the map is taller than any screen

BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille character (from U+2800), by row and column."""

DOT_PATTERNS: dict[MapClass, Callable[[int, int], bool]] = {
    "selected": lambda _x, _y: True,
    "waiting": lambda x, y: (x + y) % 2 == 0,
    "rejected": lambda x, y: x % 2 == 0 and y % 2 == 0,
}
"""Which dots of a municipality are lit: all, every other, every fourth."""

Dot = tuple[int, int]
Owners = dict[Dot, str]


def terminal_map(
    classes: Mapping[str, MapClass],
    counts: Mapping[str, int],
    width: int,
    language: Language,
    encoding: str = "utf-8",
    *,
    selected: str = "",
) -> str:
    """The map in at most `width` columns with its legend and the attribution; or the same as a list.

    The list comes when the terminal is narrower than 40 columns, or when its `encoding` has no braille.
    `classes` is by municipality code, `counts` is the number of applicants of each class; `selected` is what those are
    called who are in, where nobody was chosen. Ends with a line end.
    """
    land = sheet()
    words = {each: language.say(phrase_key("map", each)) for each in MAP_CLASSES}
    words["selected"] = selected or words["selected"]
    if width >= NARROWEST and codecs.lookup(encoding).name == "utf-8":
        lines = _drawn(land, classes, min(width, WIDEST)) + _legend(counts, words)
    else:
        sentences = (
            language.say("map.listed", standing=words[map_class], count=len(names), names=names)
            for map_class, names in named(land, classes)
        )
        lines = [line for sentence in sentences for line in _wrapped(sentence, width)] or [language.say("map.nobody")]
    return "\n".join([*lines, *_wrapped(land.attribution, width)]) + "\n"


def _drawn(land: Sheet, classes: Mapping[str, MapClass], width: int) -> list[str]:
    """The map as lines of braille characters; empty cells are spaces."""
    scale = 2 * width / land.size[0]
    owners = _owners(land, scale)
    lit = _coast(owners) | _frame(land.inset.frame, scale) | _frame(land.lens.frame, scale)
    shown = owners | _around(owners, classes)
    lit |= {dot for dot, code in shown.items() if code in classes and DOT_PATTERNS[classes[code]](*dot)}
    cells: dict[Dot, int] = {}
    for x, y in lit:
        cell = (x // 2, y // 4)
        cells[cell] = cells.get(cell, 0) | BITS[y % 4][x % 2]
    height = math.ceil(land.size[1] * scale / 4)
    rows = ("".join(chr(0x2800 + cells[x, y]) if (x, y) in cells else " " for x in range(width)) for y in range(height))
    return [row.rstrip() for row in rows]


def _owners(land: Sheet, scale: float) -> Owners:
    """The municipality of each dot; each has at least the dot of its label. The lens is drawn last."""
    whole, close = Owners(), Owners()
    (seen_x, seen_y, *_), (x, y, *_) = land.lens.seen, land.lens.frame
    for code, outline in land.municipalities.items():
        rings = outline.rings()
        whole.update(dict.fromkeys(_dots(rings, scale, 0, 0), code))
        larger = scale * land.lens.scale
        close.update(
            dict.fromkeys(_dots(rings, larger, x * scale - seen_x * larger, y * scale - seen_y * larger), code)
        )
    with_dots = set(whole.values())
    for code, outline in land.municipalities.items():
        if code not in with_dots:
            whole[int(outline.label[0] * scale), int(outline.label[1] * scale)] = code
    left, top, right, bottom = _corners(land.lens.frame, scale)
    whole.update({dot: code for dot, code in close.items() if left < dot[0] < right and top < dot[1] < bottom})
    return whole


def _dots(rings: list[Ring], scale: float, dx: float, dy: float) -> list[Dot]:
    """The dots whose middle is inside the rings (even-odd), drawn at a scale and moved."""
    cuts: defaultdict[int, list[float]] = defaultdict(list)
    for ring in rings:
        corners = [(x * scale + dx, y * scale + dy) for x, y in ring]
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            for y in range(math.ceil(min(ay, by) - 0.5), math.ceil(max(ay, by) - 0.5)):
                cuts[y].append(ax + (y + 0.5 - ay) / (by - ay) * (bx - ax))
    return [
        (x, y)
        for y, row in sorted(cuts.items())
        for start, end in zip(sorted(row)[::2], sorted(row)[1::2], strict=True)
        for x in range(math.ceil(start - 0.5), math.ceil(end - 0.5))
    ]


def _coast(owners: Owners) -> set[Dot]:
    """The dots of land that touch water."""
    return {
        (x, y)
        for x, y in owners
        if not ((x - 1, y) in owners and (x + 1, y) in owners and (x, y - 1) in owners and (x, y + 1) in owners)
    }


def _around(owners: Owners, codes: Iterable[str]) -> Owners:
    """The water around municipalities that are all coast, so that a marked island can be seen."""
    coast = _coast(owners)
    small = set(codes) - {code for dot, code in owners.items() if dot not in coast}
    beside = ((x, y, code) for (x, y), code in owners.items() if code in small)
    near = {(x + dx, y + dy): code for x, y, code in beside for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    return {dot: code for dot, code in near.items() if dot not in owners}


def _corners(box: Box, scale: float) -> tuple[int, int, int, int]:
    """The dots of a frame: left, top, right, bottom."""
    left, top, width, height = box
    return int(left * scale), int(top * scale), int((left + width) * scale), int((top + height) * scale)


def _frame(box: Box, scale: float) -> set[Dot]:
    """The dots of a frame's lines, every other one."""
    left, top, right, bottom = _corners(box, scale)
    across = {(x, y) for x in range(left, right + 1, 2) for y in (top, bottom)}
    return across | {(x, y) for x in (left, right) for y in range(top, bottom + 1, 2)}


def _legend(counts: Mapping[str, int], words: Mapping[MapClass, str]) -> list[str]:
    """Each pattern that is used, and what it means."""
    found = []
    for map_class in MAP_CLASSES:
        if count := counts.get(map_class):
            bits = sum(BITS[y][x] for y in range(4) for x in range(2) if DOT_PATTERNS[map_class](x, y))
            found.append(f"{chr(0x2800 + bits) * 2} {words[map_class]} ({count})")
    return found


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False)
