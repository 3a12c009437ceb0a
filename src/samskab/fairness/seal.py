"""The seal of a decision record: its text, part by part, and the digests that show one changed byte.

A part is a top-level key with all that is below it. `seals` holds the SHA-256 of each part, `seal` that of
every byte before its own line. Line ends count as one newline, so a checkout on another system has the same seals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from msgspec.structs import replace

from samskab.model.decision import Decision
from samskab.model.record import plain_values
from samskab.yaml.dump import CanonicalWriter

HEADER = "# yaml-language-server: $schema=../../../../schemas/decision.json\n# Skrevet af samskab; ret ikke i hånden.\n"
_WRITER = CanonicalWriter()


class SealedPart(NamedTuple):
    """A part of a record's text: its key, the line it begins on (from 1), its text."""

    key: str
    line: int
    text: str


def sealed_text(decision: Decision) -> str:
    """The text of the record's file, with its seals."""
    body = _WRITER.text(plain_values(replace(decision, seals={}, seal="-"), sort_keys=True))
    parts = [part for part in parts_of(HEADER + body) if part.key not in {"seals", "seal"}]
    seals = {part.key: digest(part.text) for part in parts}
    head = "".join(part.text for part in parts) + _WRITER.text({"seals": dict(sorted(seals.items()))})
    return head + _WRITER.text({"seal": digest(head)})


def sealed(decision: Decision) -> Decision:
    """The record with the seals of its text."""
    parts = parts_of(sealed_text(decision))
    seals = {part.key: digest(part.text) for part in parts if part.key not in {"seals", "seal"}}
    return replace(decision, seals=seals, seal=parts[-1].text.split('"')[1])


def parts_of(text: str) -> list[SealedPart]:
    """The parts of a record's text, in order; comments before the first key belong to it."""
    lines = text.replace("\r\n", "\n").splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    if not starts:
        return []
    edges = [0, *starts[1:], len(lines)]
    keys = [lines[n].partition(":")[0] for n in starts]
    return [
        SealedPart(key, start + 1, "".join(lines[begin:end]))
        for key, start, begin, end in zip(keys, starts, edges, edges[1:], strict=False)
    ]


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in lower-case hexadecimal digits."""
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def changed_parts(text: str) -> Iterator[SealedPart]:
    """The parts of a record's text whose bytes are not those that were sealed; `seals` or `seal` themselves last."""
    parts = parts_of(text)
    by_key = {part.key: part for part in parts}
    listed = by_key["seals"].text if "seals" in by_key else ""
    seals = dict(re.findall(r'^  "?([a-z_]+)"?: "([0-9a-f]{64})"$', listed, re.MULTILINE))
    for part in parts:
        if part.key not in {"seals", "seal"} and seals.get(part.key) != digest(part.text):
            yield part
    whole = re.fullmatch(r'seal: "([0-9a-f]{64})"\n', by_key["seal"].text) if "seal" in by_key else None
    head = "".join(part.text for part in parts if part.key != "seal")
    if whole is None or whole[1] != digest(head) or parts[-1].key != "seal":
        yield by_key.get("seal") or SealedPart("seal", len(text.splitlines()) + 1, "")
