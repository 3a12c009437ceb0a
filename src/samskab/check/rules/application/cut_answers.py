"""SK094: a text that goes on after ` #`, where YAML sees the beginning of a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.finding import Severity, Span
from samskab.yaml.nodes import Scalar, paths
from samskab.yaml.tree import read_tree

_PLACE = re.compile(r"data/programmes/[^/]+/(applications/[^/]+|[^/]+)\.yaml")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""The line ends of YAML 1.1, by which the parser counts."""
_CUT = re.compile(r"[ \t]+#(?=\S)| #(?=[ \t]*\S)")
"""A `#` at a word (`#1`), or after a single space: a comment stands apart from the value, by two spaces or more."""


@rule("SK094", Severity.WARNING, each="text", mended_by="applicant")
def text_ends_at_comment(path: str, text: str) -> Iterator[Mistake]:
    """A plain text does not go on behind a `#`, which begins a comment: an answer, or a text of several words.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Vi vil være #1 i Danmark.   # SK094
          lokalomraade: Nakskov Vest har mange stærke foreninger.

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: "Vi vil være #1 i Danmark."
          lokalomraade: Nakskov Vest har mange stærke foreninger.
    """
    if not _has_sign_behind_text(text) or not _PLACE.fullmatch(path):
        return
    lines = _LINE_END.split(text)
    for field, node in paths(read_tree(text).root):
        if isinstance(node, Scalar) and not node.style and (" " in node.value or field.startswith("answers.")):
            end = node.end_mark
            cut = _CUT.match(lines[end.line], end.column)
            if cut:
                place = Span(path, end.line + 1, cut.end(), end.line + 1, cut.end() + 1)
                yield Mistake(place, {}, field)


def _has_sign_behind_text(text: str) -> bool:
    """Whether anywhere a `#` follows a text and spaces; a pattern for it would look at every letter."""
    before = (piece for piece in text.split("#")[:-1] if piece.endswith((" ", "\t")))
    return any(piece.rstrip(" \t")[-1:].strip() for piece in before)
