"""A line of Markdown shows the text of the data as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from samskab.report.markdown_table import markdown_line


@pytest.mark.parametrize(
    "text", ["3. maj 2026: Odense", "3) x", "- x", "+ x", "---", "- - -", "===", "-5 grader", "1.000 kr."]
)
def test_a_line_is_no_list_and_no_rule(text: str) -> None:
    assert blocks(text) == WANTED


@given(st.text(alphabet="-+=.)( 123axæ*#>_", max_size=12))
def test_whatever_a_line_begins_with_it_is_text(text: str) -> None:
    assert blocks(f"x{text}" if not text.strip() else text) == WANTED


WANTED = [
    "bullet_list_open",
    "list_item_open",
    "paragraph_open",
    "inline",
    "paragraph_close",
    "list_item_close",
    "bullet_list_close",
]


def blocks(text: str) -> list[str]:
    return [token.type for token in MarkdownIt("commonmark").parse(f"- {markdown_line(text)}\n")]
