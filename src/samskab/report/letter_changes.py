"""`render --diff`: which letters would be written anew, and which words change in them; the same change once for all.

Ny tekst i 12 breve (invitation): Faxe, Greve, ...
  14. april 2026 → 21. april 2026
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from samskab.language import Language, phrase_key
from samskab.report.findings.json import safe_json
from samskab.report.screen import bullets, escaped_text, indented

if TYPE_CHECKING:
    from rich.console import RenderableType


class LetterDifference(NamedTuple):
    """A letter or page compared with the output folder.

    state     `new`, `words` (its text has changed), `looks` (its layout alone), `edited` (by hand) or `same`
    changes   pairs of the words before and after; empty where the earlier text is not known
    """

    name: str
    template: str
    recipient: str
    state: str
    formats: tuple[str, ...]
    changes: tuple[tuple[str, str], ...] = ()


class SameChanges(NamedTuple):
    """Letters of one template with the same changes."""

    letters: tuple[LetterDifference, ...]
    changes: tuple[tuple[str, str], ...]


def grouped_changes(letters: Iterable[LetterDifference]) -> tuple[SameChanges, ...]:
    """Each change of words once, with the letters that have it; changes of the same letters together, most letters
    first. Then the letters without known changes, by template, state and formats."""
    having: dict[tuple[str, str, tuple[str, str]], list[LetterDifference]] = {}
    others: dict[tuple[str, str, tuple[str, ...]], list[LetterDifference]] = {}
    for letter in letters:
        for change in dict.fromkeys(letter.changes):
            having.setdefault((letter.template, letter.state, change), []).append(letter)
        if not letter.changes and letter.state != "same":
            others.setdefault((letter.template, letter.state, letter.formats), []).append(letter)
    alike: dict[tuple[LetterDifference, ...], list[tuple[str, str]]] = {}
    for (_, _, change), found in having.items():
        alike.setdefault(tuple(found), []).append(change)
    groups = [SameChanges(found, tuple(changes)) for found, changes in alike.items()]
    groups.sort(key=lambda group: -len(group.letters))
    return (*groups, *(SameChanges(tuple(found), ()) for found in others.values()))


def changes_screen(groups: Sequence[SameChanges], gone: Sequence[str], language: Language) -> Iterator[RenderableType]:
    """The groups for people: what has changed, to whom, and the words."""
    for group in groups:
        first, count = group.letters[0], len(group.letters)
        to = tuple(dict.fromkeys(letter.recipient for letter in group.letters if letter.recipient))
        key = phrase_key("render.diff" if to else "render.diff_page", first.state)
        values = {"template": first.template, "count": count, "formats": first.formats}
        yield escaped_text(language.say(key, **values), "title")
        if to:
            yield indented(escaped_text(language.listing(to), "aside"))
        pairs = [language.say(_sentence(before, after), before=before, after=after) for before, after in group.changes]
        yield from (indented(part) for part in bullets(pairs))
    for file in gone:
        yield escaped_text(language.say("render.diff.gone", file=file))


def _sentence(before: str, after: str) -> str:
    if not before:
        return "render.change.added"
    return "render.change.replaced" if after else "render.change.removed"


def changes_json(letters: Sequence[LetterDifference], gone: Sequence[str]) -> str:
    """The same for programs: every letter with its state and changes, the groups, and the files nobody makes now."""
    body = {
        "schema": "samskab/render-diff@1",
        "letters": [
            letter._asdict() | {"formats": list(letter.formats), "changes": _pairs(letter.changes)}
            for letter in letters
        ],
        "groups": [
            {"letters": [letter.name for letter in group.letters], "changes": _pairs(group.changes)}
            for group in grouped_changes(letters)
            if group.changes
        ],
        "gone": list(gone),
    }
    return safe_json(body, indent=2) + "\n"


def _pairs(changes: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"before": before, "after": after} for before, after in changes]
