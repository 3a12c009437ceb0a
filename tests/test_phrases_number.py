"""A word that follows a number agrees with it: `1 plads`, `2 pladser`."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from samskab.language import LANGUAGES, Language, LanguageCode
from samskab.packaged import packaged_path
from samskab.yaml.catalogue import Catalogue

FAMILIES = ("choice.", "decision.", "override.", "select.", "state.", "status.", "SK5")
MANY = ("select.many", "select.own.share_all")  # sentences for more than 25, and for more than one
_COUNTED = """always becomes cohort count days depends files never place points reasons rows aims seats
    total value was"""
ONE_FORM: dict[LanguageCode, str] = {
    "da": """af afhænger begrundelser deler efter er fejl har i ikke kan km med mangler mod mål og opfylder point
        på slags trukket trådt uden til""",
    "en": "without "
    "after against assessed at can chosen in incomplete is km must not of on out outside to withdrawn without"
    "",
}
"""Words that have one form, and verbs of Danish."""


def said(language: Language, key: str, number: object) -> str:
    """A sentence with this number in the place of each number."""
    fields = {name for _, name, _, _ in Formatter().parse(language.template(key)) if name}
    return language.say(key, **{name: number if name in _COUNTED.split() else "X" for name in fields})


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("amount", [False, True])
def test_a_word_after_a_number_agrees_with_it(code: LanguageCode, amount: bool) -> None:
    """`amount`: the number comes written, as `Language.amount` writes it."""
    phrases = {
        key: re.sub(r"\d", "#", text)  # a number that stands in the sentence itself has its word beside it
        for key, text in Catalogue(packaged_path(f"phrases/{code}")).items()
        if key.startswith(FAMILIES) and not key.startswith(MANY)
    }
    language = Language(code, phrases)
    wrong = []
    for key in phrases:
        none, one, two = (
            re.findall(rf"\b{n} ([^\W\d]+)", said(language, key, str(n) if amount else n)) for n in (0, 1, 2)
        )
        same = {after for after, other in zip(one, two, strict=False) if after == other} - {
            "X",
            *ONE_FORM[code].split(),
        }
        if none != two or (len(one) == len(two) and same):
            wrong.append((key, none, one, two))
    assert wrong == []
    assert len(phrases) > 300
