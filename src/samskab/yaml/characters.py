"""Bytes -> text: UTF-8 only, without control, direction or invisible characters and without conflict markers.

Letters of every language and emoji are allowed. Each refused ("odd") character is a finding and becomes a space, so
that the rest of the file can still be read and checked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span

MAX_BYTES: Final = 262_144
MAX_REPORTED: Final = 100
"""No more odd characters, and no more conflict markers, are reported in one file."""

_EMOJI: Final = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_INVISIBLE: Final = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# A zero-width joiner or a variation selector is allowed inside an emoji only.
_JOINERS: Final = f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])|(?<![{_EMOJI}#*0-9])[\ufe0e\ufe0f]"
ODD: Final = re.compile(f"(?=[{_CONTROL}{_INVISIBLE}\u200d\ufe0e\ufe0f])(?:[{_CONTROL}{_INVISIBLE}]|{_JOINERS})")
"""A character that may be neither in a file nor, as an escape, in a value."""

_LONE_RETURN: Final = re.compile("\r(?!\n)")
_BREAK: Final = re.compile("\r\n|\n|\r")
_MARKER: Final = re.compile(r"^(?:<{7,}|>{7,}|\|{7,})(?=[ \r]|$)|^={7,}(?=\r?$)", re.MULTILINE)
# Bytes that no odd character begins with.
_PLAIN_BYTES: Final = bytes(
    byte
    for byte in range(256)
    if byte in b"\t\n\r" or 0x20 <= byte <= 0x7E or 0x80 <= byte <= 0xBF or 0xC3 <= byte <= 0xCB
)
_COMMON_SIGNS: Final = tuple(sign.encode() for sign in "–’”“—…•§½€«»°·´²±")


class CheckedText(NamedTuple):
    """A text without byte order mark, its odd characters replaced by spaces, and the findings.

    `is_readable` is false when the bytes are no UTF-8 text, or the file has conflict markers: it is then not parsed.
    """

    text: str
    findings: tuple[Finding, ...]
    is_readable: bool


def read_text(data: bytes, path: str) -> CheckedText:
    """The text of a file's bytes. Never raises for bad data.

    SK001 not UTF-8, SK002 control character, SK003 invisible character, SK004 conflict marker, SK005 too large.
    """
    if len(data) > MAX_BYTES:
        return CheckedText("", (make_finding("SK005", Span(path), {"limit": MAX_BYTES // 1024}),), is_readable=False)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return CheckedText("", (_not_utf8(data, error.start, path),), is_readable=False)
    text = text.removeprefix("\ufeff")
    if data.count(0) * 8 > len(data):  # UTF-16 without its mark
        return CheckedText("", (_not_utf8(data, data.index(0), path),), is_readable=False)
    return check_characters(text, path, _may_be_odd(data))


def check_characters(text: str, path: str, may_be_odd: bool = True) -> CheckedText:
    """The same for a text that is a `str` already. `may_be_odd` false skips the search for odd characters."""
    findings: list[Finding] = []
    is_readable = True
    if "\r" in text and "\n" in text:
        findings += _odd(_LONE_RETURN, text, path)
    if may_be_odd:
        findings += _odd(ODD, text, path)
    if findings:
        text = ODD.sub(" ", _LONE_RETURN.sub(" ", text) if "\n" in text else text)
    if "<<<<<<" in text or "======" in text or ">>>>>>" in text or "||||||" in text:
        markers = list(_markers(text, path))
        findings += markers
        is_readable = not markers
    return CheckedText(text, tuple(findings), is_readable)


def _may_be_odd(data: bytes) -> bool:
    """Whether odd characters must be searched for: false when all bytes belong to letters and the commonest signs."""
    rest = len(data.translate(None, _PLAIN_BYTES))
    for sign in _COMMON_SIGNS:
        if not rest:
            return False
        rest -= data.count(sign)
    return rest > 0


def odd_character(character: str) -> tuple[str, dict[str, object]]:
    """The finding's code and values for an odd character, which is named as `U+202E`."""
    is_control = re.match(f"[{_CONTROL}\r]", character) is not None
    return "SK002" if is_control else "SK003", {"character": f"U+{ord(character):04X}"}


def _odd(pattern: re.Pattern[str], text: str, path: str) -> Iterator[Finding]:
    """One finding for each line and code, however many such characters the line has."""
    starts: list[int] = []
    seen: set[tuple[int, str]] = set()
    for match in pattern.finditer(text):
        starts = starts or [0, *(found.end() for found in _BREAK.finditer(text))]
        line = bisect_right(starts, match.start())
        column = match.start() - starts[line - 1] + 1
        code, values = odd_character(match.group())
        if (line, code) not in seen:
            seen.add((line, code))
            if len(seen) > MAX_REPORTED:
                return
            yield make_finding(code, Span(path, line, column, line, column + 1), values)


def _markers(text: str, path: str) -> Iterator[Finding]:
    if "\n" not in text:
        text = text.replace("\r", "\n")
    line, before = 1, 0
    for match in islice(_MARKER.finditer(text), MAX_REPORTED):
        line += text.count("\n", before, match.start())
        before = match.start()
        width = len(match.group())
        yield make_finding("SK004", Span(path, line, 1, line, width + 1), {"marker": match.group()[:7]})


def _not_utf8(data: bytes, index: int, path: str) -> Finding:
    before = data[:index].decode("utf-8", "replace")
    breaks = [match.end() for match in _BREAK.finditer(before)]
    if data[:4] in {b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"} or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        breaks, before = [], ""
    column = len(before) - (breaks[-1] if breaks else 0) + 1
    line = len(breaks) + 1
    return make_finding("SK001", Span(path, line, column, line, column + 1), {"letter": windows_letter(data, index)})


def windows_letter(data: bytes, index: int) -> str:
    """The letter that a byte is in Windows-1252, which is what files that are not UTF-8 mostly are."""
    return data[index : index + 1].decode("cp1252", "replace")
