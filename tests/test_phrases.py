"""The catalogue: the same codes and placeholders in both languages, and words for everything that asks for them."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from samskab.check.run import RULES
from samskab.cli.app import command_names, commands_of
from samskab.cli.typer_command import shared
from samskab.language import LANGUAGES, placeholders
from samskab.model.json_schema import all_fields, phrase_of
from samskab.packaged import standard
from samskab.yaml.catalogue import Catalogue, phrasebook

SRC = Path(__file__).parent.parent / "src" / "samskab"
DANISH, ENGLISH = (Catalogue(standard(f"phrases/{language}")) for language in LANGUAGES)


def test_both_languages_have_the_same_files_and_sentences() -> None:
    files = [{file.name for file in standard(f"phrases/{language}").iterdir()} for language in LANGUAGES]
    assert files[0] == files[1]
    assert sorted(DANISH) == sorted(ENGLISH)


def test_a_sentence_asks_for_the_same_values_in_both_languages() -> None:
    different = [code for code in DANISH if placeholders(DANISH[code]) != placeholders(ENGLISH[code])]
    assert not different


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_can_be_said(language) -> None:
    words = phrasebook(language)
    for code in DANISH:
        values = dict.fromkeys(placeholders(words.template(code)), 2)
        assert words.say(code, **values).strip(), code


def test_every_rule_has_its_sentence_its_reason_and_its_cure() -> None:
    missing = [
        key for rule in RULES for key in (rule.code, f"{rule.code}.why", f"{rule.code}.fix") if key not in DANISH
    ]
    assert not missing


def test_every_field_of_every_record_has_its_question() -> None:
    words = phrasebook("da")
    assert not [
        f"{struct.__name__}.{field}" for struct, field in all_fields() if phrase_of(struct, field, words) is None
    ]


def test_no_question_is_left_over_from_a_field_that_is_gone() -> None:
    words = phrasebook("da")
    asked = {phrase_of(struct, field, words) for struct, field in all_fields()}
    lines = (standard("phrases/da") / "fields.yaml").read_text(encoding="utf-8").splitlines()
    keys = {line.partition(":")[0] for line in lines}
    left = {key for key in keys if key not in asked and key.removesuffix(".help") not in asked}
    assert not {key for key in left if not key.startswith(("kind.", "scalar."))}


def test_every_command_and_parameter_explains_itself() -> None:
    wanted = [f"cli.option.{name}" for name in inspect.signature(shared).parameters]
    for name in command_names():
        wanted.append(f"cli.{name}")
        for full, function in commands_of(name).items():
            key = f"cli.{full.replace(' ', '.')}"
            wanted += [key, *(f"{key}.{param}" for param in list(inspect.signature(function).parameters)[1:])]
    assert not [key for key in wanted if key not in DANISH]


def test_every_sentence_that_the_command_line_says_is_in_the_catalogue() -> None:
    said = re.compile(r'(?:say|sentence|RefusedError)\(\s*"([a-z_.]+\.[a-z_.]+)"')
    used = {code for file in (SRC / "cli").rglob("*.py") for code in said.findall(file.read_text(encoding="utf-8"))}
    used |= {code for file in (SRC / "report").glob("*.py") for code in said.findall(file.read_text(encoding="utf-8"))}
    assert len(used) > 30
    assert not {code for code in used if code not in DANISH}
