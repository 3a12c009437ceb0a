"""The map of a report as a file of its own: heading, legend and attribution in it, for any program that shows SVG."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from html import escape

from samskab.language import Language
from samskab.report.map.numbered import CohortMap, map_head, map_parts, map_style
from samskab.report.map.outlines import MAP_CLASSES, sheet

_HEADING, _LETTERS, _LINE = 46, 58, 56  # size of type, letters to a line, height of a line, in units of the sheet
_MARGIN, _LETTER, _FOOT_LETTERS, _FOOT_LINE = 12, 12.5, 92, 32


def svg_map(shown: CohortMap, language: Language) -> str:
    """A self-contained SVG: no script, no font or file from elsewhere, no variables; same input, same bytes."""
    land, heading = sheet(), textwrap.wrap(_plain(shown.title), _LETTERS) or [""]
    foot = textwrap.wrap(land.attribution, _FOOT_LETTERS)
    top, (width, height) = 20 + len(heading) * _LINE, land.size
    whole = height + 2 * _LINE + len(foot) * _FOOT_LINE
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 {-top} {width} {top + whole}" lang="{language.code}"'
    return "\n".join(
        (
            *map_head(box, " ".join(heading), _plain(shown.description)),
            f"<style>{_fixed_style()}</style>",
            f'<rect class="sea" y="{-top}" width="{width}" height="{top + whole}"/>',
            *(
                f'<text class="heading" x="{_MARGIN}" y="{n * _LINE - top + _HEADING}">{escape(line)}</text>'
                for n, line in enumerate(heading)
            ),
            *map_parts(shown, language),
            *_legend(shown, height + _LINE, language),
            *(
                f'<text class="cap" x="{_MARGIN}" y="{height + 2 * _LINE + n * _FOOT_LINE}">{escape(line)}</text>'
                for n, line in enumerate(foot)
            ),
            "</svg>\n",
        )
    )


@cache
def _fixed_style() -> str:
    """The style sheet with its colours in the place of variables, which few programs but browsers support."""
    style = map_style()
    for name, colour in re.findall(r"--([\w-]+): ([^;]+);", style):
        style = style.replace(f"--{name}: {colour}; ", "").replace(f"var(--{name})", colour)
    return f"{style}.map .heading {{ font-size: {_HEADING}px; font-weight: 600; }}\n"


def _legend(shown: CohortMap, y: int, language: Language) -> Iterator[str]:
    """A sample and a name for each standing that anyone has, with the number of applicants."""
    names = [(each, f" ({shown.counts[each]})") for each in MAP_CLASSES if shown.counts.get(each)]
    x = _MARGIN
    for standing, count in (*names, ("other", "")):
        words = shown.word(standing, language) + count
        yield f'<rect class="sample {standing}" x="{x}" y="{y - 24}" width="44" height="28"/>'
        yield f'<text x="{x + 56}" y="{y}">{escape(words)}</text>'
        x += 86 + round(len(words) * _LETTER)
    if hosts := shown.counts.get("host"):
        ring = '<circle class="host" r="20"/><circle r="13"/>'
        yield f'<g class="pin" transform="translate({x + 22} {y - 10})">{ring}</g>'
        yield f'<text x="{x + 56}" y="{y}">{escape(language.say("map.host"))} ({hosts})</text>'


def _plain(text: str) -> str:
    """The text without characters that no XML file may hold or that turn its direction."""
    return "".join(char for char in text if char.isprintable())
