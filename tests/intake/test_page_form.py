"""The two files that a page saves: an application gets the people that were saved with it, and nobody else's."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from samskab.intake.form_table import FormFile
from samskab.intake.page_form import join_people, read_page
from samskab.yaml.dump import YamlWriter
from tests.form_programme import KEY

FIRST = {"p-0492a": "Prøve Person", "p-0492b": "Anden Person"}
OTHER = {"p-0492a": "Tredje Person", "p-0492b": "Fjerde Person"}


def application(name: str, *keys: str, code: str = "0492") -> FormFile:
    people = [{"role": "leader", "person": key} for key in keys[1:]]
    values = {"schema": "samskab/application@1", "id": f"{code}-x", "programme": KEY, "status": "draft"}
    more = {"applicant": {"municipalities": [code]}, "contact": keys[0], "participants": people}
    return read_page(YamlWriter().text(values | more).encode(), name)


def people(name: str, names: Mapping[str, str]) -> FormFile:
    given = {key: {"name": each} for key, each in names.items()}
    return read_page(YamlWriter().text({"schema": "samskab/people@1", "people": given}).encode(), name)


def told(forms: list[FormFile]) -> list[tuple[str, list[str], list[str]]]:
    """Of each form that has something: its file, its names, its codes."""
    joined = [
        (
            form.path,
            [
                text.text
                for table in form.tables
                for heading, text in zip(*table.lines, strict=True)
                if heading.text.endswith(".name")
            ],
            [found.code for found in form.findings],
        )
        for form in join_people(forms)
    ]
    return [each for each in joined if each[1] or each[2]]


A = application("a.yaml", *FIRST)
OF_A = people("a-personer.yaml", FIRST)
BOTH = ["Prøve Person", "Anden Person"]


@pytest.mark.parametrize(
    ("forms", "wanted"),
    [
        ([A, OF_A], [("a.yaml", BOTH, [])]),
        ([OF_A, A], [("a.yaml", BOTH, [])]),
        ([A, OF_A, A, OF_A], [("a.yaml", BOTH, []), ("a.yaml", BOTH, [])]),
        ([A], [("a.yaml", [], ["SK795", "SK795"])]),
        ([OF_A], [("a-personer.yaml", [], ["SK798"])]),
        # another sending with other people under the same keys
        ([A, OF_A, people("b-personer.yaml", OTHER)], [("a.yaml", [], ["SK797"])]),
        # the people of another sending, of which one has the key
        ([A, people("b.yaml", {"p-0492a": "Tredje Person"})],
         [("a.yaml", [], ["SK795", "SK795"]), ("b.yaml", [], ["SK798"])]),
        # half in one file, half in another
        ([A, people("b.yaml", {"p-0492a": "Prøve Person"}), people("c.yaml", {"p-0492b": "Anden Person"})],
         [("a.yaml", [], ["SK795", "SK795"]), ("b.yaml", [], ["SK798"]), ("c.yaml", [], ["SK798"])]),
        # a file with more people than the application has, and the same people
        ([A, people("b.yaml", {**FIRST, "p-0492c": "Fjerde Person"})], [("a.yaml", BOTH, [])]),
        # two municipalities
        ([A, application("b.yaml", "p-0461a", code="0461"), OF_A, people("b-personer.yaml", {"p-0461a": "Tredje"})],
         [("a.yaml", BOTH, []), ("b.yaml", ["Tredje"], [])]),
        ([application("b.yaml", "p-0461a", code="0461"), OF_A],
         [("b.yaml", [], ["SK795"]), ("a-personer.yaml", [], ["SK798"])]),
    ],
)  # fmt: skip
def test_people_are_never_mixed(forms: list[FormFile], wanted: list[tuple[str, list[str], list[str]]]) -> None:
    assert told(forms) == wanted
