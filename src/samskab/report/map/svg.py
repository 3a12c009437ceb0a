"""The map of Denmark as SVG: who is selected, waits, applied; readable without colour and by a screen reader."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from hashlib import sha256
from html import escape

from samskab.language import Language, phrase_key
from samskab.report.map.outlines import MAP_CLASSES, Box, MapClass, Sheet, named, sheet

FONT = "'Source Sans 3', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
INK, LINE, LAND, WATER = "#1d2b36", "#3f4c57", "#f3f1ea", "#ffffff"
HEADING, WORDS, SMALL = 46, 27, 22  # sizes of type in units of the sheet
LETTERS = 58  # of a heading to a line

FILLS: dict[MapClass, str] = {"selected": "#3173b8", "waiting": "waiting", "rejected": "rejected"}
"""A colour, or the name of a pattern below."""

FILL_PATTERNS = """\
<pattern id="{key}-waiting" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
<rect width="9" height="9" fill="#ffffff"/><rect width="4" height="9" fill="#3173b8"/></pattern>
<pattern id="{key}-rejected" width="8" height="8" patternUnits="userSpaceOnUse">\
<rect width="8" height="8" fill="#e3dfd2"/><circle cx="4" cy="4" r="1.6" fill="#5d5340"/></pattern>
"""


def svg_map(classes: Mapping[str, MapClass], title: str, language: Language) -> str:
    """A self-contained SVG: no script, no style sheet, no font or file from elsewhere; same input, same bytes.

    `classes` is by municipality code; others are drawn as plain land. Waiting is hatched and rejected dotted, so
    that the map can be read in grey. `<title>` and `<desc>` hold the same in words; the attribution is printed.
    """
    land = sheet()
    heading = textwrap.wrap(_plain(title), LETTERS) or [""]
    key = "m" + sha256(repr((sorted(classes.items()), title, language.code)).encode()).hexdigest()[:8]
    top = 20 + len(heading) * (HEADING + 10)
    foot = textwrap.wrap(land.attribution, 92)
    legend_at = top + land.size[1] + 30
    foot_at = legend_at + 60
    width, height = land.size[0], foot_at + len(foot) * (SMALL + 8) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" lang="{language.code}"',
        f' role="img" aria-labelledby="{key}-title {key}-desc" font-family="{FONT}" fill="{INK}">',
        f'<title id="{key}-title">{escape(" ".join(heading))}</title>',
        f'<desc id="{key}-desc">{escape(_described(land, classes, language))}</desc>',
        f'<defs>\n{FILL_PATTERNS.format(key=key)}<clipPath id="{key}-lens">{_rectangle(land.lens.seen)}</clipPath>',
        "</defs>",
        f'<rect width="{width}" height="{height}" fill="{WATER}"/>',
        *(_text(12, 20 + i * (HEADING + 10) + HEADING - 8, HEADING, line) for i, line in enumerate(heading)),
        f'<g transform="translate(0 {top})" stroke-linejoin="round">',
        f'<g id="{key}-land" fill="{LAND}" fill-rule="evenodd" stroke="{LINE}" stroke-width="1.2">',
        *_municipalities(land, classes, language, key),
        "</g>",
        *_frames(land, language, key),
        "</g>",
        *_legend(classes, language, key, legend_at),
        *(_text(12, foot_at + i * (SMALL + 8) + SMALL, SMALL, line) for i, line in enumerate(foot)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _municipalities(land: Sheet, classes: Mapping[str, MapClass], language: Language, key: str) -> list[str]:
    found = []
    for code, outline in land.municipalities.items():
        map_class = classes.get(code)
        fill = f' fill="{_fill(map_class, key)}"' if map_class else ""
        title = f"{outline.name}: {language.say(phrase_key('map', map_class or 'other'))}"
        found.append(f'<path{fill} d="{outline.path}"><title>{escape(title)}</title></path>')
    return found


def _frames(land: Sheet, language: Language, key: str) -> list[str]:
    """Bornholm's frame, and the lens on the capital: the land once more, larger, cut to its frame."""
    (seen_x, seen_y, *_), (x, y, *_) = land.lens.seen, land.lens.frame
    place = f"translate({x} {y}) scale({land.lens.scale:.4f}) translate({-seen_x} {-seen_y})"
    island, lens = land.inset.frame, land.lens.frame
    return [
        f'<g transform="{place}"><g clip-path="url(#{key}-lens)"><use href="#{key}-land"/></g></g>',
        f'<g fill="none" stroke="{LINE}" stroke-width="1.5">{_rectangle(island)}{_rectangle(lens)}</g>',
        _text(island[0] + 10, island[1] + SMALL + 4, SMALL, land.municipalities[land.inset.code].name),
        _text(lens[0], lens[1] + lens[3] + SMALL + 6, SMALL, language.say("map.capital")),
    ]


def _legend(classes: Mapping[str, MapClass], language: Language, key: str, y: int) -> list[str]:
    """What each filling means, and how many municipalities have it."""
    found, x = [], 12
    for map_class in (*MAP_CLASSES, None):
        count = sum(1 for known in classes.values() if known == map_class)
        if map_class and not count:
            continue
        label = language.say(phrase_key("map", map_class or "other")) + (f" ({count})" if map_class else "")
        fill = _fill(map_class, key) if map_class else LAND
        found.append(f'<rect x="{x}" y="{y}" width="44" height="30" fill="{fill}" stroke="{LINE}"/>')
        found.append(_text(x + 54, y + 26, WORDS, label))
        x += 54 + round(len(label) * WORDS * 0.53) + 30
    return found


def _described(land: Sheet, classes: Mapping[str, MapClass], language: Language) -> str:
    sentences = [language.say("map.about")]
    for map_class, names in named(land, classes):
        sentences.append(
            language.say(
                "map.listed", standing=language.say(phrase_key("map", map_class)), count=len(names), names=names
            )
        )
    return " ".join(sentences)


def _fill(map_class: MapClass, key: str) -> str:
    fill = FILLS[map_class]
    return fill if fill.startswith("#") else f"url(#{key}-{fill})"


def _rectangle(box: Box) -> str:
    return '<rect x="{}" y="{}" width="{}" height="{}"/>'.format(*box)


def _text(x: int, y: int, size: int, text: str) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}">{escape(text)}</text>'


def _plain(text: str) -> str:
    """The text without characters that no XML file may hold or that turn its direction."""
    return "".join(char for char in text if char.isprintable())
