"""Plain values -> YAML text that both dialects of YAML (1.1 and 1.2) read as the same values.

Plain values are mappings, lists, text, numbers, bools, dates and None, as `model.record.plain_values` makes them. Text
is quoted wherever a dialect could read it as something else; what is no text has no quotes.

    YamlWriter        few quotes: values put into an existing file, and releases
    SampleWriter      examples: short mappings in braces
    CommentedWriter   new files that people go on editing: long texts folded, comments before the keys
    CanonicalWriter   sealed records: every text quoted, so that equal values are equal bytes
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

_NOT_TEXT: Final = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Words that a dialect reads as bool or null when they have no quotes, in small or capital letters."""
_JSON: Final = json.JSONEncoder(ensure_ascii=False).encode


class YamlWriter:
    """Block style with few quotes. A list of scalars is in brackets, a text of several lines a literal block.

    bare_text, bare_key   patterns of texts and keys that need no quotes
    quote                 the quotes of the others
    """

    bare_text: ClassVar = re.compile(r"[^\W\d_](?:[\w()./+-]| (?! ))*[\w).]|[^\W\d_]")
    bare_key: ClassVar = re.compile(r"[a-z][a-z0-9_-]*")
    quote: ClassVar = "'"

    def text(self, values: Mapping[str, Any]) -> str:
        """A mapping as the text of a file."""
        return "".join(f"{line}\n" for line in self.lines(values))

    def lines(self, values: Mapping[str, Any], indent: str = "", path: str = "") -> Iterator[str]:
        """A mapping as lines; `path` is its field path."""
        for name, value in values.items():
            inner_path = f"{path}.{name}" if path else name
            yield from self.comments(inner_path, indent)
            yield from self.entry(f"{indent}{self.key(name)}:", value, indent, inner_path)

    def entry(self, head: str, value: object, indent: str, path: str = "") -> Iterator[str]:
        """`head` (a key with its colon, or a dash) and the value, on one line or nested two columns deeper."""
        inner = indent + "  "
        if is_nested(value) and not self.is_flow(value, head):
            yield head
            if isinstance(value, dict):
                yield from self.lines(value, inner, path)
            else:
                for item in _children(value):
                    yield from self.item(item, inner, path)
        elif isinstance(value, str) and (block := self.block(value, inner)):
            yield f"{head} {block[0]}"
            yield from block[1:]
        else:
            yield f"{head} {self.flow(value) if is_nested(value) else self.scalar(value)}".rstrip()

    def item(self, value: object, indent: str, path: str = "") -> Iterator[str]:
        """A list item; the first key of a mapping is on the line of the dash."""
        dash, inner = f"{indent}-", indent + "  "
        if not isinstance(value, dict) or self.is_flow(value, dash):
            yield from self.entry(dash, value, indent, path)
            return
        for number, (name, part) in enumerate(value.items()):
            yield from self.comments(f"{path}.{name}", inner if number else indent)
            first, *rest = self.entry(f"{inner}{self.key(name)}:", part, inner, f"{path}.{name}")
            yield first if number else f"{dash} {first.removeprefix(inner)}"
            yield from rest

    def comments(self, path: str, indent: str) -> Iterable[str]:  # noqa: ARG002  # for subclasses
        """The comment lines before the key at a field path."""
        return ()

    def is_flow(self, value: object, head: str) -> bool:  # noqa: ARG002  # for subclasses
        """Whether a list or mapping is written in brackets on the line of its key or dash."""
        return not value or (not isinstance(value, dict) and not any(map(is_nested, _children(value))))

    def flow(self, value: object) -> str:
        """A value on one line: lists and mappings in brackets."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.key(key)}: {self.flow(item)}" for key, item in value.items()) + "}"
        if is_nested(value):
            return "[" + ", ".join(map(self.flow, _children(value))) + "]"
        return "null" if value is None else self.scalar(value)

    def block(self, value: str, indent: str) -> list[str] | None:
        """A text as a block scalar: its sign, then its lines. None for a text on the line of its key or dash."""
        body = value.removesuffix("\n")
        return literal_block(value, indent) if "\n" in body and _keeps_lines(body) else None

    def key(self, name: str) -> str:
        """A key, quoted where a dialect could read it as something else than text."""
        return name if self.bare_key.fullmatch(name) and name not in _NOT_TEXT else self.quoted(name)

    def scalar(self, value: object, quote: str | None = None) -> str:
        """A single value on one line. A text that had quotes before (`quote`) keeps them."""
        if not isinstance(value, str):
            return unquoted(value)
        is_bare = not quote and self.bare_text.fullmatch(value) and value.lower() not in _NOT_TEXT
        return value if is_bare else self.quoted(value, quote)

    def quoted(self, text: str, quote: str | None = None) -> str:
        """A text in quotes; they are double where a character needs an escape."""
        if (quote or self.quote) == '"' or not text.isprintable():
            return _JSON(text)
        return single_quoted(text)


class CommentedWriter(YamlWriter):
    """Block style for files that people go on editing: a text of more than 80 characters is a folded block."""

    bare_text: ClassVar = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+|[a-z]{3,}[a-z0-9]*|samskab/[a-z]+@1")
    quote: ClassVar = '"'

    def is_flow(self, value: object, head: str) -> bool:
        """As in `YamlWriter`, where the line has at most 110 characters."""
        return super().is_flow(value, head) and len(f"{head} {self.flow(value)}") <= 110

    def key(self, name: str) -> str:
        """A key. `on` is a field of records; people write it without quotes, and so do new files."""
        return name if name == "on" else super().key(name)

    def block(self, value: str, indent: str) -> list[str] | None:
        """A literal block; a folded one for a text of one line whose words have one space between them."""
        body = value.removesuffix("\n")
        is_short = len(value) <= 80 and "\n" not in value
        if is_short or value.startswith("\n") or "\t" in value or not _keeps_lines(body):
            return None
        return literal_block(value, indent) if "\n" in body or "  " in body else _folded_block(value, indent)


class SampleWriter(CommentedWriter):
    """Short blocks for people to copy: a mapping that holds no list of mappings is in braces where there is room."""

    def is_flow(self, value: object, head: str) -> bool:
        """Whether a list or mapping is written in brackets."""
        return not _has_listed_mappings(value) and len(f"{head} {self.flow(value)}") <= 90


class CanonicalWriter(YamlWriter):
    """One way to write a value: every text in double quotes, invisible characters escaped, no blocks.

    A list or mapping of scalars is written in brackets when these hold at most 100 characters.
    """

    bare_text: ClassVar = re.compile(r"(?!)")
    bare_key: ClassVar = re.compile(r"[a-z](?:[a-z0-9_./-]*[a-z0-9_])?")  # also the path of a file
    quote: ClassVar = '"'
    invisible: ClassVar = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

    def is_flow(self, value: object, head: str) -> bool:  # noqa: ARG002
        """Whether a list or mapping is empty, or holds a few scalars."""
        return not any(map(is_nested, _children(value))) and len(self.flow(value)) <= 100

    def block(self, value: str, indent: str) -> list[str] | None:  # noqa: ARG002
        """No block: every text is on the line of its key or dash."""
        return None

    def quoted(self, text: str, quote: str | None = None) -> str:
        """A text in double quotes with the escapes of JSON, which YAML shares."""
        quoted = super().quoted(text, quote)
        if quoted.isprintable():
            return quoted
        return self.invisible.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def unquoted(value: object) -> str:
    """A value that is no text, without quotes; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def single_quoted(text: str) -> str:
    """A text in single quotes, in which only the quote itself is escaped."""
    return "'" + text.replace("'", "''") + "'"


def literal_block(value: str, indent: str) -> list[str]:
    """A text as `|` block: the sign, then its lines behind the indentation."""
    sign = "|" if value.endswith("\n") else "|-"
    return [sign, *(indent + line if line else "" for line in value.removesuffix("\n").split("\n"))]


def _folded_block(value: str, indent: str) -> list[str]:
    """A text of one line as `>` block, at most 116 characters wide and 40 at least."""
    import textwrap  # only new files need it

    sign = ">" if value.endswith("\n") else ">-"
    width = max(40, 118 - len(indent))
    folded = textwrap.TextWrapper(
        width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return [sign, *folded.wrap(value.removesuffix("\n"))]


def _keeps_lines(body: str) -> bool:
    """Whether a block scalar gives back a text: no spaces around its lines, no line end but the newline, not empty."""
    return body.splitlines() == [line.strip() for line in body.split("\n")]


def is_nested(value: object) -> bool:
    """Whether a value is a mapping or a list."""
    return isinstance(value, (dict, list, tuple))


def _has_listed_mappings(value: object) -> bool:
    """Whether a value is a list of lists or mappings, or a mapping with one in it."""
    if isinstance(value, dict):
        return any(map(_has_listed_mappings, value.values()))
    return is_nested(value) and any(map(is_nested, _children(value)))


def _children(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
