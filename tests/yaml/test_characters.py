"""Bytes -> text: what is refused where, and what of real text must pass untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.yaml.characters import MAX_BYTES, ODD, CheckedText, read_text


def found(data: bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of every finding."""
    return [(f.code, f.span.line, f.span.column) for f in read_text(data, "a.yaml").findings]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"by: T\xf8nder\n", [("SK001", 1, 6)]),  # Latin-1
        (b"a: b\r\nby: \x92\n", [("SK001", 2, 5)]),  # Windows-1252 apostrophe
        ("æ: ø\n".encode() + b"by: \xe6\n\xe5", [("SK001", 2, 5)]),  # once a file, at the first byte
        ("a: b\n".encode("utf-16"), [("SK001", 1, 1)]),
        ("a: b\n".encode("utf-16-le"), [("SK001", 1, 2)]),
        ("a: b\n".encode("utf-32"), [("SK001", 1, 1)]),
        (b"a: \xed\xa0\x80\n", [("SK001", 1, 4)]),  # a surrogate in UTF-8's clothes
        (b"a: \xc0\xaf\n", [("SK001", 1, 4)]),  # overlong
        (b"a: \xf4\x90\x80\x80", [("SK001", 1, 4)]),  # beyond Unicode
        (b"a: b\xc3", [("SK001", 1, 5)]),  # cut in the middle of a letter
        (b"a: x\x00y and some more text\n", [("SK002", 1, 5)]),
        (b"a: \x1b[31mred and more text\n", [("SK002", 1, 4)]),
        (b"a: b\nc: x\x07y\x07\n", [("SK002", 2, 5)]),  # once a line
        (b"a: x\x7fy\n", [("SK002", 1, 5)]),
        ("a: x\u0085y\n".encode(), [("SK002", 1, 5)]),
        ("a: x\u009by\n".encode(), [("SK002", 1, 5)]),
        ("a: x\ufffey\n".encode(), [("SK002", 1, 5)]),
        (b"a: x\ry\nb: c\n", [("SK002", 1, 5)]),  # a lone return among line feeds rewrites a line on screen
        ("a: x\u202ey\n".encode(), [("SK003", 1, 5)]),
        ("a: x\u2066y\n".encode(), [("SK003", 1, 5)]),
        ("a: x\u200fy\n".encode(), [("SK003", 1, 5)]),
        ("a: x\u061cy\n".encode(), [("SK003", 1, 5)]),
        ("a: x\u200by\n".encode(), [("SK003", 1, 5)]),
        ("a: x\u2060y\n".encode(), [("SK003", 1, 5)]),
        ("a: x\ufeffy\n".encode(), [("SK003", 1, 5)]),
        ("a: x\u2028y\n".encode(), [("SK003", 1, 5)]),
        ("a: x\u200dy\n".encode(), [("SK003", 1, 5)]),  # a joiner between letters
        ("a: x\ufe0fy\n".encode(), [("SK003", 1, 5)]),  # a selector after a letter
        ("a: x\ufe01y\n".encode(), [("SK003", 1, 5)]),
        ("a: x\U000e0041y\n".encode(), [("SK003", 1, 5)]),
        ("a: x\U000e0101y\n".encode(), [("SK003", 1, 5)]),
        ("a: x\u3164y\n".encode(), [("SK003", 1, 5)]),
        ("a: \u202ex\nb: \x07\n".encode(), [("SK003", 1, 4), ("SK002", 2, 4)]),
        (b"<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n", [("SK004", 1, 1), ("SK004", 3, 1), ("SK004", 5, 1)]),
        (b"a: b\r\n<<<<<<< HEAD\r\n=======\r\n", [("SK004", 2, 1), ("SK004", 3, 1)]),
        (b"||||||| base\n", [("SK004", 1, 1)]),
        (b"a: b\n=======\n", [("SK004", 2, 1)]),
        (b">>>>>>> 1a2b3c (besked)", [("SK004", 1, 1)]),
        (b"a: b\r<<<<<<< HEAD\rc: d\r", [("SK004", 2, 1)]),
        (b"a" * (MAX_BYTES + 1), [("SK005", 0, 0)]),
    ],
)
def test_what_is_refused_is_refused_at_its_place(data: bytes, expected: list[tuple[str, int, int]]) -> None:
    assert found(data) == expected


@pytest.mark.parametrize(
    "text",
    [
        "by: Tønder, Ærø, Ålborg – „citat“ “x” ’ … § ½ 20 °C 5 € 3·4 a−b\n",
        "by: Qaqortoq, Kalaallisut ĸ; Tórshavn ð ý í ú\n",
        "emoji: 👩‍👩‍👧 ❤️ 👍🏽 1️⃣ 🏳️‍🌈 ☎︎ ©️\n",
        "sprog: українська العربية 中文 हिन्दी\n",
        "delt: sam\u00adskab\u00a0skaber\u202fmere\u2009her\n",
        "kombineret: A\u030aben\n",
        "a:\tb\n",
        "tekst: |\n  ======= midt i\n  <<<<<<< indrykket\n",
        "titel: a <<<<<<< b\n",
        "titel: ========\u0020x\n",
        "a: b\r\nc: d\r\n",
        "a: b\rc: d\r",
        "",
    ],
)
def test_real_text_passes_untouched(text: str) -> None:
    assert read_text(text.encode(), "a.yaml") == CheckedText(text, (), is_readable=True)


def test_a_byte_order_mark_is_taken_off_and_nothing_else() -> None:
    assert read_text(b"\xef\xbb\xbfa: b\n", "a.yaml") == CheckedText("a: b\n", (), is_readable=True)


def test_odd_characters_are_blanked_so_that_places_stay() -> None:
    assert read_text("a: x\u200by\x07z\nb: c\n".encode(), "a.yaml").text == "a: x y z\nb: c\n"


@given(st.text())
def test_the_quick_look_at_bytes_misses_nothing(text: str) -> None:
    data = text.encode("utf-8", "replace")
    result = read_text(data, "a.yaml")
    if result.is_readable and not result.findings:
        assert not ODD.search(data.decode().removeprefix("\ufeff"))


@given(st.binary())
def test_any_bytes_end_in_text_or_finding(data: bytes) -> None:
    result = read_text(data, "a.yaml")
    assert result.findings or result.text.encode() == data.removeprefix(b"\xef\xbb\xbf")
