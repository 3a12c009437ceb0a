"""`render --diff`: the same change once for all letters that have it, the rest by what happened to them."""

from __future__ import annotations

import json

from samskab.report.letter_changes import LetterDifference, changes_json, changes_screen, grouped_changes
from samskab.report.screen import rendered
from samskab.yaml.catalogue import load_language

MOVED, PLACE = ("14. april", "21. april"), ("Odense", "Vejle")
LETTERS = (
    LetterDifference("a-1", "agenda", "Faxe Kommune", "words", ("pdf",), (MOVED, PLACE)),
    LetterDifference("a-2", "agenda", "Greve Kommune", "words", ("pdf",), (MOVED,)),
    LetterDifference("a-3", "agenda", "Ishøj \x1b[31mKommune", "words", ("pdf",), (MOVED,)),
    LetterDifference("a-4", "agenda", "Køge Kommune", "new", ("pdf",)),
    LetterDifference("a-5", "agenda", "Lejre Kommune", "same", ("pdf",)),
    LetterDifference("side", "overview", "", "looks", ("pdf",)),
)


def test_a_change_stands_once_with_all_its_letters() -> None:
    groups = grouped_changes(LETTERS)
    assert [([each.name for each in group.letters], group.changes) for group in groups] == [
        (["a-1", "a-2", "a-3"], (MOVED,)),
        (["a-1"], (PLACE,)),
        (["a-4"], ()),
        (["side"], ()),
    ]


def test_changes_of_the_same_letters_stand_together() -> None:
    both = [letter._replace(changes=(MOVED, PLACE, MOVED)) for letter in LETTERS[:3]]
    assert [(len(group.letters), group.changes) for group in grouped_changes(both)] == [(3, (MOVED, PLACE))]


def test_screen() -> None:
    parts = changes_screen(grouped_changes(LETTERS), ("gammel.pdf",), load_language("da"))
    assert rendered(parts, 60).splitlines() == [
        "Ny tekst i 3 breve: agenda (pdf)",
        "  Faxe Kommune, Greve Kommune og Ishøj \\u{1b}[31mKommune",
        "  - 14. april → 21. april",
        "Ny tekst i 1 brev: agenda (pdf)",
        "  Faxe Kommune",
        "  - Odense → Vejle",
        "1 nyt brev: agenda (pdf)",
        "  Køge Kommune",
        "Nyt udseende, samme ord: overview (pdf)",
        "Ikke længere aktuel: gammel.pdf",
    ]


def test_json_has_every_letter_and_the_groups() -> None:
    body = json.loads(changes_json(LETTERS, ("gammel.pdf",)))
    assert [(each["name"], each["state"], len(each["changes"])) for each in body["letters"]] == [
        *(("a-1", "words", 2), ("a-2", "words", 1), ("a-3", "words", 1)),
        *(("a-4", "new", 0), ("a-5", "same", 0), ("side", "looks", 0)),
    ]
    assert body["groups"] == [
        {"letters": ["a-1", "a-2", "a-3"], "changes": [{"before": "14. april", "after": "21. april"}]},
        {"letters": ["a-1"], "changes": [{"before": "Odense", "after": "Vejle"}]},
    ]
    assert body["gone"] == ["gammel.pdf"]
