"""Typography: spaces that do not break, dashes that stay with their numbers, quotation marks.

`kl.` and its time, `den 27.`, `27. februar`, `10.00–18.30` and `1.000 kr.` stay together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from samskab.documents.document import Document, SenderBlock, change_text
from samskab.language import CONVENTIONS, language_code

NBSP, JOINER, SHY = "\u00a0", "\u2060", "\u00ad"
_MONTH = "|".join(month for known in CONVENTIONS.values() for month in known.months.split())
_TOGETHER = (
    (re.compile(r"\b(kl\.|nr\.|tlf\.|ca\.|stk\.|Att\.:|den|the|at) (?=\d)"), rf"\1{NBSP}"),
    (re.compile(r"☐ (?=\w)"), rf"☐{NBSP}"),
    (re.compile(rf"(?<=\d)(\.?) (?=(?:{_MONTH})\b)"), rf"\1{NBSP}"),
    (re.compile(rf"\b({_MONTH}) (?=\d{{4}}\b)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\d) (?=(?:kr|pct|mio|km|a\.m|p\.m)\b)"), NBSP),
    (re.compile(r"(\b\d{4} [A-ZÆØÅ][a-zæøå]+) (?=(?:[A-ZÆØÅ]|NV|NØ|SV|SØ)\b)"), rf"\1{NBSP}"),  # 2300 København S
    (re.compile(r"(?<=\d)\s?([–])\s?(?=\d)"), rf"{JOINER}\1{JOINER}"),
)
# C0 and C1 controls, BOM, bidi overrides and isolates, tag characters, noncharacters and lone surrogates
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def set_text(text: str) -> str:
    """The text with spaces that do not break and joiners around dashes. Nothing visible changes."""
    for pattern, instead in _TOGETHER:
        text = pattern.sub(instead, text)
    return text


def unset_text(text: str) -> str:
    """The text with plain spaces and without joiners and soft hyphens: for e-mail, Markdown and comparison."""
    return text.replace(NBSP, " ").replace(JOINER, "").replace(SHY, "")


def clean(text: str) -> str:
    """One line of visible text, NFC: line feeds and tabs become spaces, invisible characters are removed."""
    return unicodedata.normalize("NFC", _HIDDEN.sub("", _BREAKS.sub(" ", text)))


def hidden(text: str) -> tuple[str, ...]:
    """The invisible characters that `clean` removes, as `U+FEFF`, each once, in order."""
    return tuple(dict.fromkeys(f"U+{ord(c):04X}" for c in _HIDDEN.findall(text)))


def cleaned(document: Document) -> Document:
    """The same document with every text cleaned. Every writer calls this first."""
    sender = document.sender
    return replace(
        document,
        title=clean(document.title),
        day_words=clean(document.day_words).strip(),
        recipient=_clean_all(document.recipient),
        marks=_clean_all(document.marks),
        sender=sender and _clean_sender(sender),
        blocks=tuple(change_text(document.blocks, clean)),
    )


def _clean_sender(sender: SenderBlock) -> SenderBlock:
    return SenderBlock(clean(sender.name).strip(), _clean_all(sender.address), _clean_all(sender.contact))


def _clean_all(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for each in lines if unset_text(line := clean(each).strip()))


def curled(text: str, language: str, before: str = "") -> str:
    """`text` with typographic quotation marks: ”sådan” in Danish, “so” in English.

    `before` is the character in front of the text: it decides which mark opens.
    """
    marks = CONVENTIONS[language_code(language)].quotes
    curls: list[str] = []
    for character in text:
        if character in marks:
            opens = not before or before.isspace() or before in "([{–—“‘"
            curls.append(marks[character][0 if opens else 1])
        else:
            curls.append(character)
        before = character
    return "".join(curls)
