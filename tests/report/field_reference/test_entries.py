"""The reference of fields: every part once, each field with question, type and what holds without it."""

from __future__ import annotations

import pytest

from samskab.language import LANGUAGES
from samskab.model.field_lookup import all_fields
from samskab.model.programme import Intake, Question
from samskab.model.selection import Quota
from samskab.report.field_reference.entries import part_entry, parts, path_of
from samskab.yaml.catalogue import load_language

ENGLISH = load_language("en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_field_has_a_question_a_type_and_an_example(code) -> None:
    language, described = load_language(code), 0
    for part in parts():
        for field in part_entry(part, language).fields:
            described += 1
            assert field.question, (part, field.name)
            assert field.type, (part, field.name)
            assert field.example not in (None, "", (), {}), (part, field.name)
    assert described > len(list(all_fields())) > 600


def test_a_path_describes_the_first_place_of_a_part() -> None:
    assert path_of(Quota) == "programme.selection.rules.quota"
    assert path_of(Intake) == "programme.intake"


def test_what_holds_without_a_field_is_written_as_in_a_file() -> None:
    fields = {field.name: field for field in part_entry(Question, ENGLISH).fields}
    assert (fields["id"].required, fields["id"].default) == (True, "")
    assert (fields["required"].required, fields["required"].default) == (False, "true")
    assert fields["type"].type == "one of: text, choice, choices, number, yes_no, field"
    assert fields["options"].type == "list, each: fields as in programme.questions.options"


def test_a_kind_of_rule_says_its_kind() -> None:
    entry = part_entry(Quota, ENGLISH)
    assert entry.about == "Bounds on how many of the chosen have each value of an attribute"
    assert (entry.fields[0].name, entry.fields[0].type) == ("kind", "always quota")
    assert {field.name: field.type for field in entry.fields}["by"] == "key of an attribute"
