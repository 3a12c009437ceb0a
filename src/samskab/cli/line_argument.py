"""What a person says in an option, as it may stand in a record: one line of text that is there."""

from __future__ import annotations

from samskab.refusal import Refusal


def said(text: str, option: str) -> str:
    """The text of an option; refused when it is empty or holds what nobody can see."""
    if not text.strip() or not text.isprintable():
        raise Refusal("choice.not_a_line", option=option)
    return text.strip()
