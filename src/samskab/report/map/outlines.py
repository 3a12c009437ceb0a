"""The outlines of the municipalities on one small sheet, made by `tools/outlines.py` and shipped with the package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec import json

from samskab.model.record import Part

MapClass = Literal["selected", "waiting", "rejected"]
"""How a municipality that applied is drawn; the others have no class."""

MAP_CLASSES: tuple[MapClass, ...] = ("selected", "waiting", "rejected")

Box = tuple[int, int, int, int]
"""Left, top, width, height in units of the sheet; y points down."""

Ring = list[tuple[int, int]]


class Outline(Part):
    """A municipality on the sheet: name, a point inside it, and its borders as SVG path data (even-odd)."""

    name: str
    label: tuple[int, int]
    path: str

    def rings(self) -> list[Ring]:
        """The borders as points; the last point of a ring is not repeated."""
        found: list[Ring] = []
        for part in self.path.split("M")[1:]:
            x = y = 0
            ring: Ring = []
            numbers = [int(word) for word in re.findall(r"-?\d+", part)]
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                ring.append((x, y))
            found.append(ring)
        return found


class Inset(Part):
    """The island that is moved to the map's corner, and the frame around it."""

    code: str
    frame: Box


class Lens(Part):
    """A box of the sheet that is shown once more, larger, in a frame at an empty place of it."""

    seen: Box
    frame: Box

    @property
    def scale(self) -> float:
        """How much larger."""
        return self.frame[2] / self.seen[2]


class Sheet(Part):
    """All outlines by municipality code, and the sentence that must be printed with every map made of them."""

    attribution: str
    projection: str
    size: tuple[int, int]
    inset: Inset
    lens: Lens
    municipalities: dict[str, Outline]


@cache
def sheet() -> Sheet:
    """The sheet that is shipped with the package."""
    return json.decode((files("samskab.report.map") / "outlines.json").read_bytes(), type=Sheet)


def named(land: Sheet, classes: Mapping[str, MapClass]) -> list[tuple[MapClass, tuple[str, ...]]]:
    """The names under each class that anyone has, in the order of the register."""
    found = []
    for map_class in MAP_CLASSES:
        names = tuple(land.municipalities[code].name for code in land.municipalities if classes.get(code) == map_class)
        if names:
            found.append((map_class, names))
    return found
