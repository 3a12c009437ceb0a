"""Straight quotation marks -> the ones a printer would use: ”sådan” in Danish, “so” in English."""

from __future__ import annotations


def curled(text: str, language: str, before: str = "") -> str:
    """`text` with curled quotes; `before` is the character in front of it, which decides what opens."""
    marks = {'"': ("”", "”"), "'": ("’", "’")} if language == "da" else {'"': ("“", "”"), "'": ("‘", "’")}
    curls: list[str] = []
    for character in text:
        if character in marks:
            opens = not before or before.isspace() or before in "([{–—“‘"
            curls.append(marks[character][0 if opens else 1])
        else:
            curls.append(character)
        before = character
    return "".join(curls)
