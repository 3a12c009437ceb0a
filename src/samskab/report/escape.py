"""Escapes text from data for a terminal or a CI log; the only module that does.

What could act is shown as text: control characters (ANSI, OSC 8), characters that turn the direction of text
or cannot be seen, and the commands of CI runners (`::name::` at the start of a line, `##[name]` anywhere).
"""

from __future__ import annotations

import os
import re
import unicodedata

_LONGEST = 400
_ACTS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks by category that are invisible on screen."""
_EMOJI_JOINERS = "\u200d\ufe0f"
_WORD_JOINER_OF_LETTERS = "\u00ad"
_PLAIN_WORD = re.compile(r"[\w./:+-]+")
_ACTS_IN_DOUBLE_QUOTES = re.compile('["$`!\u201c-\u201e]|\\\\\\\\|\\\\$')
"""In sh or PowerShell, which reads typographic quotes as its own; a backslash before another, or last."""
_SINGLE_QUOTE = re.compile("['\u2018-\u201b]")
_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)


def show(text: str, *, multiline: bool = False, longest: int = _LONGEST) -> str:
    """Text that cannot act: each character that could is written as `\\u{1b}`; long text is cut with an ellipsis.

    One line unless `multiline`; then line ends stay and everything else is treated alike.
    """
    kept = text.replace("\r\n", "\n")
    if len(kept) > longest:
        kept = kept[: longest - 1] + "…"
    is_plain = kept.isprintable() and (kept.isascii() or not _UNSEEN.search(kept))  # nearly every text is
    shown = kept if is_plain else "".join(_shown(kept, place, multiline=multiline) for place in range(len(kept)))
    return _COMMAND.sub(r"\1\\u{3a}", shown.replace("##[", "#\\u{23}["))


def shell_word(text: str, *, windows: bool = os.name == "nt") -> str:
    """A text as one word of a command for sh or, with `windows`, PowerShell; in quotes only where it needs them."""
    if _PLAIN_WORD.fullmatch(text):
        return text
    if not _ACTS_IN_DOUBLE_QUOTES.search(text):
        return f'"{text}"'
    return "'" + (_SINGLE_QUOTE.sub(r"\g<0>\g<0>", text) if windows else text.replace("'", "'\\''")) + "'"


def annotation(text: str) -> str:
    """The message of a workflow command: `%` and line ends escaped as the runner expects (actions/toolkit)."""
    disarmed = show(text, multiline=True, longest=4000)
    return disarmed.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def annotation_property(text: str) -> str:
    """A property of a workflow command (`file=`, `title=`): as a message, and `:` and `,` too."""
    return annotation(text).replace(":", "%3A").replace(",", "%2C")


def _shown(text: str, place: int, *, multiline: bool) -> str:
    character = text[place]
    if " " <= character <= "~" or (character == "\n" and multiline):
        return character
    if character in _EMOJI_JOINERS and place and unicodedata.category(text[place - 1]) in {"So", "Sk", "Mn"}:
        return character
    if character == _WORD_JOINER_OF_LETTERS:
        return ""
    if character == "\n":
        return " "
    if character == "\t":
        return " "
    acts = unicodedata.category(character) in _ACTS or _UNSEEN.match(character)
    return f"\\u{{{ord(character):x}}}" if acts else character
