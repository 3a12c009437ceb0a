"""The comment for the municipality, as Markdown or as plain text: what to put right, how it stands, what comes next."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from samskab.language import Fact, Language, phrase_key
from samskab.report.escape import show
from samskab.report.findings.verdict import covered
from samskab.report.review import safe_markdown
from samskab.report.review.content import Note, OwnApplication, QuestionLine, Repair, Review, ReviewState, Shown

_CODE = ("path", "was", "right", "author", "paths", "fields", "editors", "teams")
"""Values of sentences that stand in a code span."""
_WAIT = (Fact("review.step.wait", {}),)
_FIRST_STEP: Mapping[ReviewState, tuple[Fact, ...]] = {
    "repair": (Fact("review.step.repair", {}),),
    "asks": (Fact("review.step.asks", {}),),
    **dict.fromkeys(("advice", "unfinished", "fine"), _WAIT),
}
"""What to do first; where the notes stop a request, they say it."""
_WIDTH = 76
_MOST_REPAIRS = 20
_MOST_SHOWN = 30_000
"""So many characters of an application are shown."""


class Writer:
    """Makes the lines of a comment in one language, as Markdown."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the catalogue whose values cannot act."""
        made = {name: self._value(name, self.language.worded(value)) for name, value in values.items()}
        return self.language.say(key, **made)

    def text(self, text: str) -> str:
        """Text of data."""
        return safe_markdown.prose(text)

    def code(self, text: str) -> str:
        """Text of data in a code span."""
        return safe_markdown.code(text)

    def block(self, text: str, kind: str = "") -> list[str]:
        """Lines to paste or to read, and an empty line."""
        return [*safe_markdown.block(text, kind), ""]

    def heading(self, text: str, level: int = 3) -> list[str]:
        """A heading, of text that cannot act."""
        return [f"{'#' * level} {text}", ""]

    def strong(self, text: str) -> str:
        """Text that cannot act, set off."""
        return f"**{text}**"

    def fold(self, title: str, body: Iterable[str]) -> list[str]:
        """A part that is opened by a click."""
        return ["<details>", f"<summary>{title}</summary>", "", *body, "</details>", ""]

    def head(self, about: str) -> list[str]:
        """The lines by which a program finds the comment."""
        return [safe_markdown.MARK, f"<!-- {safe_markdown.code(about)} -->", ""]

    def _value(self, name: str, value: object) -> object:
        write: Callable[[str], str] = self.code if name in _CODE else self.text
        if isinstance(value, tuple):
            made = tuple(write(str(each)) for each in value)
            return "`, `".join(made) if name in _CODE else made
        return write(value) if isinstance(value, str) else value


class PlainWriter(Writer):
    """The same as plain text for a terminal."""

    def say(self, key: str, /, **values: object) -> str:
        """A sentence without the signs of Markdown."""
        return super().say(key, **values).replace("`", "")

    def text(self, text: str) -> str:
        """Text of data."""
        return show(covered(text))

    def code(self, text: str) -> str:
        """Text of data."""
        return self.text(text)

    def block(self, text: str, kind: str = "") -> list[str]:  # noqa: ARG002  # the kind is for Markdown
        """Lines to paste, moved in."""
        shown = show(covered(text), multiline=True, longest=safe_markdown.LONGEST_COMMENT)
        return [*(f"    {line}".rstrip() for line in shown.split("\n")), ""]

    def heading(self, text: str, level: int = 3) -> list[str]:
        """A heading."""
        return [text, ("=" if level == 3 else "-") * len(text), ""]

    def strong(self, text: str) -> str:
        """Text as it is."""
        return text

    def fold(self, title: str, body: Iterable[str]) -> list[str]:
        """A part, open."""
        return [*self.heading(title, 4), *body]

    def head(self, about: str) -> list[str]:  # noqa: ARG002  # for a program only
        """Nothing."""
        return []


def comment_text(review: Review, writer: Writer) -> str:
    """The whole comment. What would make it too long is left out from the end, with a sentence about that."""
    for most in (_MOST_SHOWN, 4_000, 0):
        text = "\n".join(_lines(review, writer, most))
        if len(text) <= safe_markdown.LONGEST_COMMENT:
            return text
    cut = text[: safe_markdown.LONGEST_COMMENT - 2_000].rpartition("\n\n")[0]
    return "\n".join([*_closed(cut.split("\n")), "", writer.say("review.cut"), ""])


def _closed(lines: Sequence[str]) -> list[str]:
    """Lines without a block or a folded part that has been cut."""
    kept: list[str] = []
    start, fence = 0, ""
    for line in lines:
        if not fence and (opened := re.match(r"`{3,}", line)):
            start, fence = len(kept), opened[0]
        elif fence and line == fence:
            fence = ""
        elif line == "<details>" and not fence:
            start = len(kept)
        kept.append(line)
    is_open = fence or (kept.count("<details>") > kept.count("</details>"))
    return kept[:start] if is_open else kept


def _lines(review: Review, writer: Writer, most: int) -> Iterator[str]:
    about = "; ".join(f"{one.programme}, {one.path}" for one in review.applications) or "-"
    yield from writer.head(about)
    yield from writer.heading(_title(review, writer))
    count = review.missing if review.state == "unfinished" else _to_mend(review)
    yield writer.say(phrase_key("review.opening", review.state), count=count)
    yield ""
    yield from _notes(review.notes, writer)
    for one in review.applications:
        if len(review.applications) > 1:
            yield from writer.heading(writer.text(one.applicant))
        yield from _application(one, review.state, writer, most)


def _title(review: Review, writer: Writer) -> str:
    if len(review.applications) == 1:
        one = review.applications[0]
        return writer.say("review.title", applicant=one.applicant, programme=one.programme_title)
    return writer.say("review.title.request")


def _to_mend(review: Review) -> int:
    return sum(repair.is_error for one in review.applications for repair in one.repairs)


def _notes(notes: Iterable[Note], writer: Writer) -> Iterator[str]:
    for note in notes:
        yield f"- {writer.say(phrase_key('review.note', note.kind), **note.values)}"
        yield ""
        if note.block:
            yield from writer.block(note.block, "yaml")


def _application(one: OwnApplication, state: ReviewState, writer: Writer, most: int) -> Iterator[str]:
    yield from _repairs(one.repairs, writer)
    yield from _questions(one, writer)
    if one.shown and most:
        yield from writer.fold(writer.say("review.shown"), writer.block(_as_read(one.shown, writer, most)))
    elif one.shown:
        yield from [writer.say("review.shown_left_out"), ""]
    steps = (*_FIRST_STEP.get(state, ()), *one.next_steps)
    if steps:
        yield from writer.heading(writer.say("review.next"), 4)
        yield from fact_items(steps, writer)
        yield ""


def _repairs(repairs: Sequence[Repair], writer: Writer) -> Iterator[str]:
    for key, kept in (
        ("review.repairs", [each for each in repairs if each.is_error]),
        ("review.advice", [each for each in repairs if not each.is_error]),
    ):
        if kept:
            yield from writer.heading(writer.say(key), 4)
        for number, repair in enumerate(kept[:_MOST_REPAIRS], 1):
            yield from _repair(number, repair, writer)
        if len(kept) > _MOST_REPAIRS:
            yield from [writer.say("review.more_repairs", count=len(kept) - _MOST_REPAIRS), ""]


def _repair(number: int, repair: Repair, writer: Writer) -> Iterator[str]:
    place = writer.say("review.lacking" if repair.block else "review.whole_file")
    if repair.line:
        place = writer.say("review.line", line=repair.line)
    where = f"{place}, {writer.text(repair.question)}" if repair.question else place
    yield writer.strong(f"{number}. {where}")
    yield ""
    yield writer.text(repair.sentence) + (f" {writer.text(repair.advice)}" if repair.advice else "")
    yield ""
    if repair.block:
        yield from [writer.say(phrase_key("review.block", repair.block_kind)), ""]
        yield from writer.block(repair.block, "yaml")


def _questions(one: OwnApplication, writer: Writer) -> Iterator[str]:
    if not one.lines:
        yield from [writer.say("review.unreadable"), ""]
        return
    yield from writer.heading(writer.say("review.questions"), 4)
    yield from (f"- {_question(line, writer)}" for line in one.lines)
    yield ""


def _question(line: QuestionLine, writer: Writer) -> str:
    mark = {"answered": "✅", "optional": "➖", "missing": "❌", "wrong": "❌"}[line.state]
    text = f"{mark} {writer.text(line.title)}"
    if line.most and line.words:
        text += f" ({writer.say('review.words', words=line.words, most=line.most)})"
    return text if line.state in {"answered", "wrong"} else f"{text}: {writer.say(phrase_key('review', line.state))}"


def _as_read(shown: Iterable[Shown], writer: Writer, most: int) -> str:
    """Questions and answers, folded to the width of a page; cut with a sentence when there are too many."""
    parts = (f"{_folded(each.question.upper())}\n{_folded(each.answer)}" for each in shown)
    text = "\n\n".join(parts)
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …\n\n{writer.say('review.cut_here')}"


def _folded(text: str) -> str:
    lines = (textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.splitlines())
    return "\n".join("\n".join(line) for line in lines)


def review_as_document(review: Review, language: Language) -> dict[str, object]:
    """A review as JSON, with its sentences."""
    writer = PlainWriter(language)
    return {
        "ok": not review.stops,
        "notes": [
            {"kind": note.kind, "stops": note.stops, "text": _notes_text(note, writer), "paste": note.block}
            for note in review.notes
        ],
        "applications": [_application_document(one, writer) for one in review.applications],
    }


def _notes_text(note: Note, writer: Writer) -> str:
    return writer.say(phrase_key("review.note", note.kind), **note.values)


def _application_document(one: OwnApplication, writer: Writer) -> dict[str, object]:
    return {
        "file": writer.text(one.path),
        "programme": one.programme,
        "applicant": writer.text(one.applicant),
        "readable": bool(one.lines),
        "repairs": [each._asdict() | {"sentence": writer.text(each.sentence)} for each in one.repairs],
        "questions": [line._asdict() for line in one.lines],
        "next": [writer.say(step.key, **step.values) for step in one.next_steps],
    }


def fact_items(facts: Iterable[Fact], writer: Writer) -> Iterator[str]:
    """Facts as items of a list."""
    return (f"- {writer.say(fact.key, **fact.values)}" for fact in facts)
