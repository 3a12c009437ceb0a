"""A page of the package as one HTML file without requests: a Jinja template with its style sheet inside.

The templates lie in `documents/layout` and are trusted, unlike those of a repository; the values are escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from samskab.documents.typography import clean, set_text
from samskab.documents.writers.content_policy import content_policy
from samskab.language import Language

if TYPE_CHECKING:
    from jinja2 import Environment

_LAYOUT = Path(__file__).parent / "layout"


class TrailStep(NamedTuple):
    """A page above another, as a link."""

    href: str
    words: str


def static_page(
    template: str,
    style: str,
    values: Mapping[str, object],
    language: Language,
    *,
    trail: Sequence[TrailStep] = (),
    feed: str = "",
    script: str = "",
) -> bytes:
    """The page, UTF-8. `style` comes before the sheet of all pages; same values, same bytes.

    Only a `script` of the package may run in it. A page of a site has a `trail` to those above it, and the address of
    the site's `feed`.
    """
    sheet = f"{_font_face()}{style}{_own_style()}"
    page = _environment().get_template(f"{template}.html.j2")
    text = page.render(
        **values,
        language=language.code,
        style=sheet,
        script=Markup(script),  # noqa: S704  # a file of the package
        policy=content_policy(sheet, script, inside=("font-src",)),
        trail=trail,
        feed=feed,
    )
    return text.encode()


@cache
def _own_style() -> str:
    return (_LAYOUT / "report.css").read_text(encoding="utf-8")


@cache
def _font_face() -> str:
    """The font of the pages, inside the page; `tools/page_font.py` makes its file."""
    font = b64encode((_LAYOUT / "fonts" / "page.woff").read_bytes()).decode()
    source = f"url(data:font/woff;base64,{font}) format('woff')"
    return f'@font-face {{ font-family: "Samskab Sans"; font-weight: 400 700; src: {source}; }}\n'


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_LAYOUT),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_set,
    )


def _set(value: object) -> object:
    """A text without invisible characters and with spaces that do not break; markup stays as it is."""
    return set_text(clean(value)) if type(value) is str else value
