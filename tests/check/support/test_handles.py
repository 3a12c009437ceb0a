"""What a forge calls people and teams."""

from __future__ import annotations

import pytest

from samskab.check.support.handles import bare_handle, is_handle, names_handle


@pytest.mark.parametrize(
    "text",
    ["viborg-kommune", "@viborg-kommune", "a", "A1", "kommune.viborg", "mona_viborg", "organisation/hold", "@o/h"],
)
def test_a_user_and_a_team_are_handles(text: str) -> None:
    assert is_handle(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "post@viborg.dk",
        "Mona Madsen",
        "-viborg",
        "viborg.",
        "a/b/c",
        "/b",
        "a/",
        "a\nb",
        "a\n",
        "københavn",
        "@@a",
        "*",
        "a" * 70,
        "$(id)",
        "a @b",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_handle(text)


def test_a_list_names_a_handle_whatever_its_letters_and_its_at_sign() -> None:
    assert names_handle(["@Viborg-Kommune"], "viborg-kommune")
    assert names_handle(["viborg-kommune"], "@VIBORG-kommune")
    assert not names_handle(["viborg-kommune"], "viborg")
    assert not names_handle([], "")
    assert bare_handle("@a") == "a"
