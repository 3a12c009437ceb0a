"""Nothing that is shown can act: not in a terminal, not in a CI log."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.report.escape import annotation, annotation_property, shell_word, show

# What the judging runner looks for, written down anew: controls, and what cannot be seen or turns the direction.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
UNSEEN = re.compile("[\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
COMMAND = re.compile(r"(^\s*::)|##\[", re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ærø – „god“ [udkast] 12 %", "Ærø – „god“ [udkast] 12 %"),
        ("👩‍👩‍👧 ❤️ 👍🏽", "👩‍👩‍👧 ❤️ 👍🏽"),
        ("\x1b[31mrød", "\\u{1b}[31mrød"),
        ("\x1b]8;;file:///etc\x07x", "\\u{1b}]8;;file:///etc\\u{7}x"),
        ("a\x9b2Jb", "a\\u{9b}2Jb"),
        ("sikker\u202egnp", "sikker\\u{202e}gnp"),
        ("a\u200bb\ufeffc\u2028d", "a\\u{200b}b\\u{feff}c\\u{2028}d"),
        ("x\ry", "x\\u{d}y"),
        ("::warning::x", "\\u{3a}:warning::x"),
        ("  ::error::x", "  \\u{3a}:error::x"),
        ("a ##[error]x", "a #\\u{23}[error]x"),
        ("[bold]x[/bold] :bomb:", "[bold]x[/bold] :bomb:"),
        ("to\nlinjer\tog", "to linjer og"),
        ("\ud800", "\\u{d800}"),
        ("a\u200db", "a\\u{200d}b"),
    ],
)
def test_what_could_act_is_shown(text: str, shown: str) -> None:
    assert show(text) == shown


def test_several_lines_stay_lines_and_none_is_a_command() -> None:
    assert (
        show("a\r\n ::set-env name=x::y\n##[group]", multiline=True) == "a\n \\u{3a}:set-env name=x::y\n#\\u{23}[group]"
    )


def test_long_text_is_cut() -> None:
    assert show("x" * 1000, longest=10) == "xxxxxxxxx…"


_NASTY = st.lists(
    st.one_of(
        st.text(max_size=5),
        st.sampled_from(["::", "##[", "\n", "\r", " ", "\x1b[", "\u202e", "\u200d", "#", ":", "\u2028", "\x85"]),
    )
).map("".join)


@given(_NASTY, st.booleans())
def test_no_text_can_act(text: str, multiline: bool) -> None:
    for shown in (show(text, multiline=multiline), show(show(text, multiline=multiline), multiline=multiline)):
        assert not CONTROL.search(shown)
        assert not UNSEEN.search(shown)
        assert not COMMAND.search(shown)
        assert multiline or "\n" not in shown
        shown.encode("utf-8")


@given(_NASTY)
def test_an_annotation_is_one_line_of_its_own(text: str) -> None:
    message = annotation(text)
    assert "\n" not in message
    assert "\r" not in message
    assert not UNSEEN.search(message)
    assert not re.search("%(?!25|0A|0D)", message)
    assert not re.search("[:,]", annotation_property(text))


NAMES = (
    "it's",
    "a b",
    "a$HOME",
    "`id`",
    'a"b',
    "a&b;c",
    "(1)",
    "~x",
    "#x",
    "a*b",
    "C:\\x",
    "\\\\x\\y z\\",
    "$(id) 'x'",
    "a!b",
    "æøå",
)


@pytest.mark.skipif(not shutil.which("sh"), reason="a shell of POSIX")
def test_a_word_of_a_command_is_one_word_in_a_shell() -> None:
    line = " ".join(("printf '%s\\n'", *(shell_word(name, windows=False) for name in NAMES)))
    assert subprocess.run(["sh", "-c", line], capture_output=True, check=True, encoding="utf-8").stdout.split("\n")[
        :-1
    ] == [*NAMES]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_a_word_of_a_command_is_what_was_quoted(text: str) -> None:
    assert shlex.split(shell_word(text, windows=False)) == [text]


def test_a_word_of_a_command_acts_in_no_powershell() -> None:
    """Which reads typographic quotes as its own, and doubles the one that stands for itself."""
    assert [shell_word(text, windows=True) for text in ("O\u2019 “x” $y", "it's", "mappe/æ.yaml")] == [
        "'O\u2019\u2019 “x” $y'", '"it\'s"', "mappe/æ.yaml",
    ]  # fmt: skip
