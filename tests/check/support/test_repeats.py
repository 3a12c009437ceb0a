"""Keys that stand twice in one list."""

from __future__ import annotations

from samskab.check.support.repeats import repeats


def test_each_later_place_is_given_with_the_first() -> None:
    assert list(repeats(["a", None, "b", "a", None, "a"])) == [(3, 0, "a"), (5, 0, "a")]
