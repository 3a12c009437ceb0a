"""The page of a batch of letters, to look them through before they are sent: one file without requests.

Its content policy allows its own style sheet, its one script (the search) and pictures inside it, and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from samskab.documents.typography import clean, set_text
from samskab.documents.writers.content_policy import content_policy
from samskab.language import Language, phrase_key

_LAYOUT = Path(__file__).parents[1] / "layout"
_STATES = ("new", "words", "looks", "edited", "same")


class PreviewLetter(NamedTuple):
    """One letter on the page.

    name      the recipient, or the title of a page without one
    png       a picture of its first page
    state     `new`, `words`, `looks`, `edited` or `same`, compared with the last run
    changes   pairs of words before and after
    files     names of its files in the folder of the page
    """

    name: str
    subject: str
    marks: tuple[str, ...]
    png: bytes
    pages: int
    state: str
    changes: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


class PreviewPage(NamedTuple):
    """The letters of a run, and the files that all of them share."""

    programme: str
    letters: tuple[PreviewLetter, ...]
    shared: tuple[str, ...] = ()


def preview_page(page: PreviewPage, language: Language) -> bytes:
    """The page, UTF-8. A folder with the same letters gives the same bytes."""
    style, script, policy = _fixed_parts()
    title = _text(language.say("preview.title", programme=page.programme))
    parts = [
        f'<!doctype html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{style}</style>\n</head>",
        f'<body>\n<main class="batch">\n<h1>{title}</h1>',
        f'<p class="summary">{_text(_summary(page.letters, language))}</p>',
        f"<p>{_text(language.say('preview.about'))}</p>",
        _files(page.shared, "", language),
        f'<div class="search" hidden><label for="search">{_text(language.say("preview.search"))}</label>',
        '<input id="search" type="search" autocomplete="off"> <output for="search"></output></div>',
        '<ol class="letters">',
        *(_letter(letter, language) for letter in page.letters),
        f"</ol>\n</main>\n<script>{script}</script>\n</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part).encode()


@cache
def _fixed_parts() -> tuple[str, str, str]:
    """The style sheet, the script, and the policy that names both by their digests."""
    style = "".join((_LAYOUT / name).read_text(encoding="utf-8") for name in ("page.css", "preview.css"))
    script = (_LAYOUT / "preview.js").read_text(encoding="utf-8")
    return style, script, content_policy(style, script, inside=("img-src",))


def _summary(letters: Sequence[PreviewLetter], language: Language) -> str:
    """How many letters and pages, and how many in each state."""
    counts = Counter(letter.state for letter in letters)
    states = [
        language.say(phrase_key("preview.count", state), count=counts[state]) for state in _STATES if counts[state]
    ]
    pages = sum(letter.pages for letter in letters)
    return language.say("preview.summary", count=len(letters), pages=pages, states=language.listing(states))


def _letter(letter: PreviewLetter, language: Language) -> str:
    facts = language.say("preview.pages", count=letter.pages)
    state = language.say(phrase_key("preview.state", letter.state))
    return "\n".join(
        part
        for part in (
            f"<li>\n{_picture(letter, language)}",
            f"<h2>{_text(letter.name)}</h2>",
            f"<p>{_text(letter.subject)}</p>" if letter.subject else "",
            *(f'<p class="mark">{_text(mark)}</p>' for mark in letter.marks),
            f'<p class="facts">{_text(facts)} · <span class="state">{_text(state)}</span></p>',
            _changes(letter.changes),
            _files(letter.files, letter.name, language),
            "</li>",
        )
        if part
    )


def _picture(letter: PreviewLetter, language: Language) -> str:
    width, height = (int.from_bytes(letter.png[at : at + 4], "big") for at in (16, 20))
    words = language.say("preview.picture" if letter.subject else "preview.picture_page", name=letter.name)
    alt, data = escape(clean(words)), b64encode(letter.png).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{alt}" width="{width}" height="{height}" loading="lazy">'


def _changes(changes: Sequence[tuple[str, str]]) -> str:
    items = "".join(
        f"<li>{f'<del>{_text(before)}</del> ' if before else ''}{f'<ins>{_text(after)}</ins>' if after else ''}</li>"
        for before, after in changes
    )
    return f'<ul class="changes">{items}</ul>' if items else ""


def _files(files: Sequence[str], name: str, language: Language) -> str:
    """Links to files; those of one letter are called by their format."""
    links = []
    for file in files:
        words = file if not name else language.say(phrase_key("preview.file", file.rpartition(".")[2]))
        label = f' aria-label="{escape(clean(f"{words}: {name}"))}"' if name else ""
        links.append(f'<li><a href="{escape(quote(file))}"{label}>{_text(words)}</a></li>')
    return f'<ul class="files">{"".join(links)}</ul>' if links else ""


def _text(text: str) -> str:
    return escape(set_text(clean(text)))
