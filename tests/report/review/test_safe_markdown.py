"""Nothing from data acts in a comment: what is written passes the check, and each thing that acts is found by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.report.review.safe_markdown import LONGEST_COMMENT, MARK, block, code, harm_in, prose

SIGNS = st.text("@#1a/:w.`<>[]()!&\\ \n-_*~|GH\u202e\u200b\x1b\t=+'\";xhtps", max_size=60)


def comment(*lines: str) -> str:
    return "\n".join([MARK, "<!-- naboskab-2026 -->", "", *lines, ""])


@given(SIGNS)
def test_whatever_is_written_passes_the_check(text: str) -> None:
    written = ["- ✅ " + prose(text), "", f"`{code(text)}`", "", *block(text, "yaml"), "", prose(text)]
    assert list(harm_in("\n".join([MARK, f"<!-- {code(text)} -->", "", *written, ""]))) == []


@given(SIGNS)
def test_a_folded_part_passes_the_check(text: str) -> None:
    folded = ["<details>", f"<summary>{prose(text)}</summary>", "", *block(text), "", "</details>"]
    assert list(harm_in(comment(*folded))) == []


@pytest.mark.parametrize(
    "line",
    [
        "@sekretariat", "&#64;sekretariat", "&commat;sekretariat", "se #12", "se &#35;12", "se GH-12",
        "https://onde.example",
        "https&#58;//onde.example", "www.onde.example", "www&#46;onde.example", "post@onde.example", "[a](b)",
        "![a](b)",
        "[a]: https://onde.example", "<img src=x>", "<!-- skjult", "</details>x", "<a>", "\\<b>", "~~~", "    kode",
        "\tkode", "````", "```js onclick", "  ```", "a\u202eb", "a\u200bb", "a\x1b[31mb", "a\u2028b", "<details>",
    ],
)  # fmt: skip
def test_what_acts_is_found(line: str) -> None:
    assert [number for number, _ in harm_in(comment(line))][:1] in ([4], [5])


def test_what_a_fold_may_not_hold() -> None:
    assert list(harm_in(comment("<details>", "<summary>a</summary>", "```", "<b>", "```", "</details>")))
    assert list(harm_in(comment("<details>", "<summary>@a</summary>", "", "</details>")))
    assert list(harm_in(comment("a", "<details>", "<summary>a</summary>", "", "</details>")))


def test_a_block_ends_at_its_own_fence_only() -> None:
    assert list(harm_in(comment("````yaml", "```", "@a", "````"))) == []
    assert list(harm_in(comment("```", "````", "@a"))) == [(6, "markup")]
    assert list(harm_in(comment("```yaml", "@a")))[-1][1] == "fence"


def test_a_comment_begins_with_the_mark_and_is_not_too_long() -> None:
    assert list(harm_in(comment("Tak."))) == []
    assert list(harm_in("Tak.")) == [(1, "mark")]
    assert list(harm_in(f"{MARK}\n@a")) == [(1, "mark")]
    assert list(harm_in(comment("a" * LONGEST_COMMENT))) == [(0, "length")]
    assert list(harm_in("")) == [(1, "mark")]
