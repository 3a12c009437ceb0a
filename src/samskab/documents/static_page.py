"""A page of the package as one HTML file without requests: a Jinja template with its style sheet inside.

The templates lie in `documents/layout` and are trusted, unlike those of a repository; the values are escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from samskab.documents.typography import clean, set_text
from samskab.documents.writers.content_policy import content_policy
from samskab.language import Language

if TYPE_CHECKING:
    from jinja2 import Environment

_LAYOUT = Path(__file__).parent / "layout"


def static_page(
    template: str, style: str, values: Mapping[str, object], language: Language, *, script: str = ""
) -> bytes:
    """The page, UTF-8. `style` comes before that of reports; only a `script` of the package may run in it."""
    own = (_LAYOUT / "report.css").read_text(encoding="utf-8")
    sheet = f"{style}{own}"
    page = _environment().get_template(f"{template}.html.j2")
    text = page.render(
        **values,
        language=language.code,
        style=sheet,
        script=Markup(script),  # noqa: S704  # a file of the package
        policy=content_policy(sheet, script),
    )
    return text.encode()


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
