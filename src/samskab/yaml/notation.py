"""A value -> the YAML that says it, safe in both dialects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w()./+-]| (?! ))*[\w).]|[^\W\d_]")
_PLAIN_KEY: Final = re.compile(r"[a-z][a-z0-9_-]*")
# What a dialect of YAML takes for something else than text.
_WORDS: Final = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def scalar(value: object, style: str | None = None) -> str:
    """A single value as YAML, safe in both dialects: plain where nothing can go wrong, else as it was quoted before."""
    if not isinstance(value, str):
        return bare(value)
    if not style and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    if style == '"' or not value.isprintable():
        return json.dumps(value, ensure_ascii=False)
    return "'" + value.replace("'", "''") + "'"


def bare(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def key_of(name: object) -> str:
    text = str(name)
    return text if _PLAIN_KEY.fullmatch(text) and text not in _WORDS else scalar(text, "'")


def flow(value: object) -> str:
    """Any value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_of(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "null" if value is None else scalar(value)


def lines_of(head: str, value: object, margin: int) -> Iterator[str]:
    """A new key or item as lines: `head` is its indented `key:` or `-`, what is nested stands two deeper."""
    if isinstance(value, Mapping) and value:
        inner = [
            line
            for key, item in value.items()
            for line in lines_of(" " * (margin + 2) + f"{key_of(key)}:", item, margin + 2)
        ]
        if head.endswith("-"):
            yield head + " " + inner.pop(0).lstrip()
        else:
            yield head
        yield from inner
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        if all(not is_nested(item) for item in value):
            yield f"{head} {flow(value)}"
            return
        yield head
        for item in value:
            yield from lines_of(" " * (margin + 2) + "-", item, margin + 2)
    elif (
        isinstance(value, str)
        and "\n" in value.rstrip("\n")
        and all(line == line.strip() for line in value.split("\n"))
    ):
        yield head + (" |" if value.endswith("\n") else " |-")
        yield from (" " * (margin + 2) + line if line else "" for line in value.removesuffix("\n").split("\n"))
    else:
        yield f"{head} {flow(value) if is_nested(value) else scalar(value)}".rstrip()


def is_nested(value: object) -> bool:
    return isinstance(value, (Mapping, Sequence)) and not isinstance(value, str)
