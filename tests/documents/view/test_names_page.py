"""The reference page of template names: every name once, with its kind and its meaning, in both languages."""

from __future__ import annotations

import re

import pytest

from samskab.documents.view.letter import LetterData
from samskab.documents.view.names_page import meanings, names_page
from samskab.documents.view.shape import element_of, view_fields, view_of
from samskab.language import LANGUAGES, LanguageCode
from samskab.yaml.catalogue import load_language

ROW = re.compile(r"\| `([^`]+)` \| ([^|]+) \| (.*) \|")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_name_has_a_meaning(code: LanguageCode) -> None:
    language = load_language(code)
    names = list(meanings())
    assert len(names) == len(set(names)) > 200
    assert [name for name in names if not language.find(f"view.{name}").strip()] == []
    rows = [match for line in names_page(language).splitlines() if (match := ROW.fullmatch(line))]
    assert [match[1] for match in rows if len(match[3]) < 10] == []


def test_every_name_of_the_data_stands_on_the_page() -> None:
    page = names_page(load_language("da"))
    rows = {match[1] for line in page.splitlines() if (match := ROW.fullmatch(line))}

    def below(kind: object, above: str, inside: tuple[object, ...]) -> None:
        view = view_of(kind)
        for name, each in view_fields(view).items() if view and view not in inside else ():
            assert any(row == name or row.endswith(f".{name}") for row in rows), f"{above}{name}"
            below(each, f"{above}{name}{'[]' if element_of(each) else ''}.", (*inside, view))

    for name, kind in view_fields(LetterData).items():
        assert f"## `{name}`" in page
        below(kind, f"{name}.", ())


def test_a_view_in_several_places_is_described_once() -> None:
    page = names_page(load_language("en"))
    assert page.count("| `day_known` |") == 1
    assert "| `participants` | list (as `person`) |" in page
    assert "As `meeting`." in page
