"""The map of a report: outlines by standing, numbered pins with names, region borders, the lens on the capital.

Colours and strokes are those of `numbered.css`, which the page takes into its own style sheet. Its selectors of shapes
name no ancestor, because the lens shows the shapes through `<use>`, outside the map's own tree. No text has the weight
400, which Typst draws with the thinnest of a variable font.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple

from samskab.language import Language, phrase_key
from samskab.report.map.outlines import Box, MapClass, Sheet, sheet

RADIUS = 25  # of a pin, in units of the sheet
_TYPE, _WIDE = 28, 15.5  # size of a name, and the mean width of one of its letters


class Pin(NamedTuple):
    """A pin: the municipality it stands in, its number or letter, its standing, the name beside it.

    `hosts`: it has a second ring, for it will host a meeting.
    """

    code: str
    label: str
    standing: MapClass
    name: str
    hosts: bool = False


class _Spot(NamedTuple):
    pin: Pin
    x: float
    y: float
    in_lens: bool


class CohortMap(NamedTuple):
    """What a map shows, in words too; `classes` and `regions` are by municipality code.

    `counts` is how many applicants have each standing, and under `host` how many will host a meeting: an applicant of
    several municipalities counts once. `selected` is the label of those who are in, where nobody was chosen.
    """

    classes: Mapping[str, MapClass]
    counts: Mapping[str, int]
    pins: Sequence[Pin]
    regions: Mapping[str, str]
    title: str
    description: str
    selected: str = ""

    def word(self, standing: str, language: Language) -> str:
        """What a standing is called on this map."""
        own = self.selected if standing == "selected" else ""
        return own or language.say(phrase_key("map", standing))


def numbered_map(shown: CohortMap, language: Language) -> str:
    """The map as SVG within a page, whose style sheet has `map_style`. Same input, same bytes."""
    width, height = sheet().size
    box = f'viewBox="0 0 {width} {height}" lang="{language.code}"'
    parts = (*map_head(box, shown.title, shown.description), *map_parts(shown, language), "</svg>\n")
    return "\n".join(parts)


def map_head(attributes: str, title: str, description: str) -> Iterator[str]:
    """The beginning of the SVG, with title and description for screen readers."""
    yield f'<svg class="map" {attributes} role="img" aria-labelledby="map-title map-about">'
    yield f'<title id="map-title">{escape(title)}</title><desc id="map-about">{escape(description)}</desc>'


def map_parts(shown: CohortMap, language: Language) -> Iterator[str]:
    """Everything on the sheet: land, borders, frames, names, pins."""
    land, spots = sheet(), _spots(sheet(), shown.pins)
    yield from _definitions(land)
    yield '<g id="map-land">'
    yield from _shapes(land, shown, language)
    yield f'<path class="border" d="{_borders(land, shown.regions)}"/></g>'
    yield from _frames(land, language)
    yield from _names(land, spots)
    yield from map(_drawn, spots)


@cache
def map_style() -> str:
    """The style sheet of the map."""
    return (files("samskab.report.map") / "numbered.css").read_text(encoding="utf-8")


def _definitions(land: Sheet) -> Iterator[str]:
    yield (
        '<defs><pattern id="map-hatch" width="14" height="14" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="paper" width="14" height="14"/>'
        '<rect class="ink" width="6" height="14"/></pattern>'
        '<pattern id="map-dots" width="12" height="12" patternUnits="userSpaceOnUse">'
        '<rect class="sand" width="12" height="12"/><circle class="grain" cx="6" cy="6" r="1.8"/></pattern>'
    )
    yield f'<clipPath id="map-lens">{_rectangle(land.lens.seen)}</clipPath></defs>'


def _shapes(land: Sheet, shown: CohortMap, language: Language) -> Iterator[str]:
    for code, outline in land.municipalities.items():
        standing = shown.classes.get(code) or "other"
        name = f"<title>{escape(outline.name)}: {escape(shown.word(standing, language))}</title>"
        yield f'<path class="shape {standing}" d="{outline.path}">{name}</path>'


def _borders(land: Sheet, regions: Mapping[str, str]) -> str:
    """The edges that municipalities of two regions share."""
    owners: dict[tuple[tuple[int, int], tuple[int, int]], set[str]] = {}
    for code, outline in land.municipalities.items():
        if code in regions and code != land.inset.code:
            for ring in outline.rings():
                for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
                    owners.setdefault((min(one, other), max(one, other)), set()).add(regions[code])
    return "".join(f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for (a, b), found in owners.items() if len(found) > 1)


def _frames(land: Sheet, language: Language) -> Iterator[str]:
    """Bornholm's frame, and the lens: the land once more, larger, cut to its frame."""
    (seen_x, seen_y, *_), frame, island = land.lens.seen, land.lens.frame, land.inset.frame
    place = f"translate({frame[0]} {frame[1]}) scale({land.lens.scale:.4f}) translate({-seen_x} {-seen_y})"
    yield f'<g class="frame">{_rectangle(island)}{_rectangle(land.lens.seen)}</g>{_rectangle(frame, "sea")}'
    yield f'<g transform="{place}"><g clip-path="url(#map-lens)"><use href="#map-land"/></g></g>'
    yield f'<g class="frame">{_rectangle(frame)}</g>'
    name = escape(land.municipalities[land.inset.code].name)
    yield f'<text class="cap" x="{island[0] + 8}" y="{island[1] + island[3] - 12}">{name}</text>'
    below = frame[1] + frame[3] + 32
    yield f'<text class="cap" x="{frame[0]}" y="{below}">{escape(language.say("map.capital"))}</text>'


def _spots(land: Sheet, pins: Iterable[Pin]) -> list[_Spot]:
    """Where each pin stands: in its municipality, or in the lens; pins that would cover one another are moved apart."""
    found: list[_Spot] = []
    (seen_x, seen_y, seen_wide, seen_high), frame = land.lens.seen, land.lens.frame
    for pin in pins:
        if (outline := land.municipalities.get(pin.code)) is None:
            continue
        x, y = outline.label
        is_seen = seen_x <= x <= seen_x + seen_wide and seen_y <= y <= seen_y + seen_high
        scale = land.lens.scale
        at = (frame[0] + (x - seen_x) * scale, frame[1] + (y - seen_y) * scale) if is_seen else (x, y)
        found.append(_Spot(pin, at[0], at[1], is_seen))
    for _ in range(8):
        found = [_moved(spot, found) for spot in found]
    return found


def _moved(spot: _Spot, others: Iterable[_Spot]) -> _Spot:
    """A step away from each pin that covers it."""
    x, y = spot.x, spot.y
    for other in others:
        dx, dy = spot.x - other.x, spot.y - other.y
        distance = (dx * dx + dy * dy) ** 0.5
        if other is not spot and 0 < distance < 2 * RADIUS + 6:
            step = (2 * RADIUS + 6 - distance) / 2 / distance
            x, y = x + dx * step, y + dy * step
    return spot._replace(x=x, y=y)


def _names(land: Sheet, spots: Sequence[_Spot]) -> Iterator[str]:
    """Names beside their pins, where they cover neither a pin nor another name nor a frame."""
    taken: list[tuple[float, float, float, float]] = [
        (spot.x - RADIUS - 2, spot.y - RADIUS - 2, spot.x + RADIUS + 2, spot.y + RADIUS + 2) for spot in spots
    ]
    taken += [(x, y, x + w, y + h) for x, y, w, h in (land.lens.frame, land.lens.seen)]
    for spot in spots:
        wide = len(spot.pin.name) * _WIDE
        for dx, dy, anchor in ((34, 10, "start"), (-34, 10, "end"), (0, 56, "middle"), (0, -34, "middle")):
            x, y = spot.x + dx, spot.y + dy
            left = x - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
            box = (left, y - _TYPE + 4, left + wide, y + 6)
            is_inside = box[0] >= 0 and box[2] <= land.size[0] and box[1] >= 0 and box[3] <= land.size[1]
            if is_inside and not spot.in_lens and not any(map(_overlaps, [box] * len(taken), taken)):
                taken.append(box)
                text, at = escape(spot.pin.name), f'x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"'
                yield f'<text class="name halo" {at}>{text}</text><text class="name" {at}>{text}</text>'
                break


def _overlaps(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _drawn(spot: _Spot) -> str:
    at = f"translate({spot.x:.0f} {spot.y:.0f})"
    ring = f'<circle class="host" r="{RADIUS + 7}"/>' if spot.pin.hosts else ""
    inside = f'{ring}<circle r="{RADIUS}"/><text y="10">{escape(spot.pin.label)}</text>'
    return (
        f'<g class="pin {spot.pin.standing}{" close" * spot.in_lens}" transform="{at}"><g class="grow">{inside}</g></g>'
    )


def _rectangle(box: Box, name: str = "") -> str:
    shape = 'x="{}" y="{}" width="{}" height="{}"'.format(*box)
    return f'<rect class="{name}" {shape}/>' if name else f"<rect {shape}/>"
