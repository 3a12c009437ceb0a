"""One key is taken out of a file, and every other character stays."""

from __future__ import annotations

import pytest

from samskab.finding import Finding
from samskab.yaml.nodes import paths
from samskab.yaml.splice import spliced_out
from samskab.yaml.tree import read_tree

TEXT = """\
# head
a: 1  # of a
# of b
b:
  c: {d: 1, e: [2, 3], f: "x"}  # of c
  g: |
    long

  # of h
  h: 4
i:
  - j: 1
    k: 2
  - {l: 3}
  - m: 5
n: 6
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_key_can_be_taken_out(newline: str) -> None:
    text = TEXT.replace("\n", newline)
    fields = {path for path, _ in paths(read_tree(text).root) if path and not path.endswith("]")}
    assert len(fields) == 14
    for field in fields:
        assert not isinstance(spliced_out(text, field), Finding), field


@pytest.mark.parametrize(
    ("field", "gone", "instead"),
    [
        ("a", "# head\na: 1  # of a\n", ""),
        ("b", TEXT[TEXT.index("# of b") : TEXT.index("i:")], ""),
        ("b.c.d", "d: 1, ", ""),
        ("b.c.f", ', f: "x"', ""),
        ("b.h", "  # of h\n  h: 4\n", ""),
        ("i[0].j", "j: 1\n    ", ""),
        ("i[0].k", "    k: 2\n", ""),
        ("i[1].l", "{l: 3}", "{}"),
        ("n", "n: 6\n", ""),
    ],
)
def test_its_lines_go_with_the_comments_above_them(field: str, gone: str, instead: str) -> None:
    assert spliced_out(TEXT, field) == TEXT.replace(gone, instead)


@pytest.mark.parametrize("field", ["x", "b.x", "i[0]", "i[9].j", ""])
def test_what_is_no_key_is_a_finding(field: str) -> None:
    found = spliced_out(TEXT, field)
    assert isinstance(found, Finding)
    assert found.code == "SK090"


def test_a_file_with_mistakes_is_left_alone() -> None:
    assert isinstance(spliced_out("a: [1\n", "a"), Finding)
