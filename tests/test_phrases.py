"""The catalogue: the same keys and values in both languages, a sentence for each key in use, no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from samskab.check.run import CODES
from samskab.language import LANGUAGES
from samskab.model.field_lookup import all_fields, phrase_of
from samskab.packaged import packaged_path
from samskab.yaml.catalogue import Catalogue, file_of, load_language
from tests.paths import PACKAGE, ROOT
from tests.phrase_families import FAMILIES, OPTIONAL, SUFFIXES, keys_of
from tests.repository import parsed

DANISH, ENGLISH = (Catalogue(packaged_path(f"phrases/{code}")) for code in LANGUAGES)
FILES = {file_of(key).removesuffix(".yaml") for key in DANISH}
OWN_FILE = sorted(name for name in FILES if name != "fields" and not name.startswith("SK"))
KEY = re.compile(rf"({'|'.join(OWN_FILE)})\.[\w.-]+")
FILE_OR_FIELD = re.compile(r"intake\..*|.*\.(yaml|html|csv|css|js|md)")
"""Texts of the source that look like keys: fields of a programme's intake, and file names."""
MAKING = (ast.BinOp, ast.Call, ast.Constant, ast.IfExp, ast.JoinedStr)
"""One in eight of all nodes."""


@cache
def nodes() -> list[tuple[Path, ast.AST]]:
    """The expressions of the source that may hold or make a key, each with its file."""
    return [
        (file, node) for file in PACKAGE.rglob("*.py") for node in ast.walk(parsed(file)) if isinstance(node, MAKING)
    ]


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def texts(node: ast.AST) -> Iterator[str]:
    """The texts in an expression: one, or those of both branches of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))


def chosen_keys() -> Iterator[tuple[Path, ast.Call]]:
    """The calls of `phrase_key` in the source."""
    for file, node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase_key":
            yield file, node


def test_both_languages_have_the_same_files_and_sentences() -> None:
    files = [{file.name for file in packaged_path(f"phrases/{code}").iterdir()} for code in LANGUAGES]
    assert files[0] == files[1] == {f"{name}.yaml" for name in FILES}
    assert sorted(DANISH) == sorted(ENGLISH)


def test_a_sentence_has_the_same_values_in_both_languages() -> None:
    different = [code for code in DANISH if placeholders(DANISH[code]) != placeholders(ENGLISH[code])]
    assert not different


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_can_be_said(code) -> None:
    language = load_language(code)
    for key in DANISH:
        values = dict.fromkeys(placeholders(language.template(key)), 2)
        said = language.say(key, **values)
        assert said.strip(), key
        assert not re.search(r"\{\w*\}", said), key


def test_a_reason_or_a_fix_of_a_rule_has_no_values() -> None:
    assert not [key for key in DANISH if re.match(r"SK\d+\.", key) and placeholders(DANISH[key])]


def test_a_text_of_a_code_belongs_to_a_code_that_there_is() -> None:
    assert {key.partition(".")[0] for key in DANISH if re.match(r"SK\d", key)} == set(CODES)


def test_every_field_of_every_record_has_its_question() -> None:
    danish = load_language("da")
    assert not [
        f"{struct.__name__}.{field}" for struct, field in all_fields() if phrase_of(struct, field, danish) is None
    ]


def test_no_question_is_left_over_from_a_field_that_is_gone() -> None:
    danish = load_language("da")
    asked = {phrase_of(struct, field, danish) for struct, field in all_fields()}
    keys = {key for key in DANISH if file_of(key) == "fields.yaml"}
    left = {key for key in keys if key not in asked and key.removesuffix(".help") not in asked}
    assert not {key for key in left if not key.startswith(("kind.", "part.", "scalar."))}


def test_every_member_of_every_family_has_its_sentence() -> None:
    assert not sorted(keys_of(FAMILIES) - set(DANISH))
    assert not sorted(keys_of(FAMILIES) - set(ENGLISH))


def test_every_family_that_the_source_uses_is_declared() -> None:
    asked = {family for _, call in chosen_keys() for family in texts(call.args[0])}
    assert asked == {*FAMILIES, *OPTIONAL}


def test_a_key_that_is_no_family_ends_in_a_known_suffix() -> None:
    ends = [(file, list(texts(call.args[-1]))) for file, call in chosen_keys() if not list(texts(call.args[0]))]
    wrong = [file.name for file, end in ends if not end or not SUFFIXES.issuperset(end)]
    assert wrong == ["field_lookup.py"]  # `Application.status`: every field of every record has its question, see above


def test_no_key_is_put_together_without_its_family() -> None:
    built = [
        f"{file.name}:{node.lineno}"
        for file, node in nodes()
        if (isinstance(node, ast.JoinedStr) and _looks_like_a_key(node.values[0], node.values[-1]))
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and _looks_like_a_key(node.left, node.right))
    ]
    assert not built


def _looks_like_a_key(first: ast.expr, last: ast.expr) -> bool:
    begins = any(KEY.match(f"{text}x") and not FILE_OR_FIELD.match(text) for text in texts(first))
    return begins or any(text.endswith(tuple(f".{suffix}" for suffix in SUFFIXES)) for text in texts(last))


def test_every_key_in_the_source_has_its_sentence() -> None:
    used = {text for _, node in nodes() for text in texts(node) if KEY.fullmatch(text)}
    missing = {text for text in used - {*FAMILIES, *OPTIONAL} if not FILE_OR_FIELD.fullmatch(text)} - set(DANISH)
    assert len(used) > 200
    assert not missing


def test_no_sentence_is_unused() -> None:
    tools = [parsed(file) for file in (ROOT / "tools").glob("*.py")]
    every = [*(node for _, node in nodes()), *(node for tree in tools for node in ast.walk(tree))]
    asked = {text for node in every for text in texts(node)} | keys_of(FAMILIES) | keys_of(OPTIONAL)
    own = {key for key in DANISH if file_of(key).removesuffix(".yaml") in OWN_FILE}
    named = {key for key in own if key.startswith("cli.") and key.endswith((".name", ".about"))}
    assert not sorted(own - named - asked)


def test_a_key_stands_in_the_file_of_its_first_name(tmp_path: Path) -> None:
    (tmp_path / "choice.yaml").write_text("choice.next.real: holdt\nselect.row.sum: fejl\n")
    with pytest.raises(ValueError, match=r"choice\.yaml: select\.row\.sum"):
        Catalogue(tmp_path)["choice.next.real"]
    assert "SK304" not in Catalogue(tmp_path)
