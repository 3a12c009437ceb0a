"""Schema and model agree: what a schema makes is read without a mistake of shape, and what it refuses is refused."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.model.dataset import KINDS, Kind
from samskab.model.field_lookup import phrase_at, types_at
from samskab.model.field_types import Instant, VagueDay
from samskab.yaml.catalogue import load_language
from samskab.yaml.characters import ODD
from samskab.yaml.json_schema import schema_for
from samskab.yaml.records import read_record
from tests.paths import ROOT
from tests.sampling import few, sampled

DANISH = load_language("da")
COSTLY = settings(few(quick=2), suppress_health_check=list(HealthCheck))
BY_NAME = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """The schema of every kind of file."""
    return {kind.name: schema_for(kind, DANISH) for kind in KINDS}


def as_yaml(value: Any) -> str:
    """A value as flow YAML: every text and key in quotes, so that nothing but the schema decides."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {as_yaml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def shape_mistakes(kind: Kind, value: Any) -> list[str]:
    text = "".join(f"{json.dumps(k)}: {as_yaml(v)}\n" for k, v in value.items())
    result = read_record(text.encode("utf-8", errors="surrogatepass"), "x.yaml", anywhere=True)
    return [finding.code for finding in result.findings]


@cache
def part(kind: str, name: str) -> st.SearchStrategy[Any]:
    """Documents for one part of a schema; the empty name is the whole."""
    schema = schemas()[kind]
    return documents(schema["$defs"][name] if name else schema, kind)


def documents(schema: Any, kind: str) -> st.SearchStrategy[Any]:
    """Documents that a schema allows (hypothesis-jsonschema does not support this version of hypothesis)."""
    if "$ref" in schema:
        return st.deferred(lambda: part(kind, schema["$ref"].rpartition("/")[2]))
    if "anyOf" in schema:
        return st.one_of([documents(one, kind) for one in schema["anyOf"]])
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    if schema["type"] == "object":
        return _objects(schema, kind)
    if schema["type"] == "array":
        return st.lists(documents(schema["items"], kind), max_size=2)
    if schema["type"] == "string":
        return _texts(schema)
    return st.booleans() if schema["type"] == "boolean" else st.integers(schema.get("minimum", 0), 9999)


def _objects(schema: Any, kind: str) -> st.SearchStrategy[Any]:
    if "properties" not in schema:
        keys, values = documents(schema["propertyNames"], kind), documents(schema["additionalProperties"], kind)
        return st.dictionaries(keys, values, max_size=2)
    made = {name: documents(field, kind) for name, field in schema["properties"].items()}
    required = [name for name in made if name in schema.get("required", ())]
    optional = [name for name in made if name not in required]
    chosen = st.lists(st.sampled_from(optional), max_size=2, unique=True) if optional else st.just([])
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: made[name] for name in [*required, *names]}))


def _texts(schema: Any) -> st.SearchStrategy[str]:
    if schema.get("format") == "date":
        return st.dates().map(str)
    pattern = schema.get("pattern", "")
    if not pattern or r"\n" in pattern:
        characters = "abcæøåÆØÅéß0123456789 -:#'\"{}[],&*!?%@.…€😀"
        return st.text(st.sampled_from(characters), max_size=12).map(lambda text: f"x{text}x")
    return _matching(pattern)


@cache
def _matching(pattern: str) -> st.SearchStrategy[str]:
    shorter = re.sub(r"\{(\d+),\d{2,}\}", r"{\1,5}", pattern).removesuffix("$") + r"\Z"
    graphic = st.characters(min_codepoint=33, max_codepoint=126)
    return st.from_regex(shorter, alphabet=graphic).filter(lambda text: _is_possible(text, pattern))


def _is_possible(text: str, pattern: str) -> bool:
    """A pattern cannot express that April has thirty days."""
    if "T" in pattern or pattern.startswith("^[0-9]{4}(-"):
        try:
            (Instant if "T" in pattern else VagueDay).parse(text)
        except ValueError:
            return False
    return True


@pytest.mark.parametrize("kind", sampled([kind.name for kind in KINDS], 4))
def test_a_schema_is_a_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[kind])


@BY_NAME
def test_a_schema_tells_every_field_in_words(kind: Kind) -> None:
    schema = schemas()[kind.name]
    for part in [schema, *schema.get("$defs", {}).values()]:
        assert part["additionalProperties"] is False
        for name, field in part["properties"].items():
            assert field.get("title") or "const" in field, name


@BY_NAME
@COSTLY
@given(st.data())
def test_what_the_schema_allows_has_the_right_shape(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(part(kind.name, ""))
    assert shape_mistakes(kind, value) == [], as_yaml(value)


@BY_NAME
@COSTLY
@given(st.data())
def test_what_is_spoilt_is_refused_by_both(kind: Kind, data: st.DataObject) -> None:
    schema = schemas()[kind.name]
    value = data.draw(part(kind.name, ""))
    how = data.draw(st.sampled_from(["unknown key", "missing key", "wrong type"]))
    if how == "unknown key":
        value["noget-andet"] = "x"
    elif how == "missing key":
        del value[data.draw(st.sampled_from([name for name in schema["required"] if name != "schema"] or ["schema"]))]
    else:
        value[data.draw(st.sampled_from([name for name in schema["properties"] if name != "schema"]))] = [[["x"]]]
    assert not jsonschema.Draft202012Validator(schema).is_valid(value)
    assert shape_mistakes(kind, value)


@pytest.mark.slow
def test_the_real_data_keeps_to_the_schemas() -> None:
    """The plain scalars of the files are read by the schema's own types: a day as text, a number as a number."""
    import yaml

    class Plain(yaml.CSafeLoader):
        """Days stay text, as editors see them."""

    Plain.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":timestamp", ":bool"))]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
    Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])
    from samskab.model.dataset import kind_at

    wrong = []
    for file in sorted((ROOT / "data").rglob("*.yaml")):
        kind = kind_at(file.relative_to(ROOT).as_posix())
        if kind is None or (kind.name == "municipality" and not file.name.startswith("01")):
            continue
        value = yaml.load(file.read_text(encoding="utf-8"), Plain)
        wrong += [
            f"{file.name}: {e.message[:120]}"
            for e in jsonschema.Draft202012Validator(schemas()[kind.name]).iter_errors(value)
        ]
    assert not wrong


def test_a_path_finds_its_question_and_its_types() -> None:
    application = next(kind.record for kind in KINDS if kind.name == "application")
    assert phrase_at(application, "status", DANISH) == "Application.status"
    assert phrase_at(application, "participants[2].role", DANISH) == "Participant.role"
    assert phrase_at(application, "answers.maal", DANISH) == "Application.answers"
    assert phrase_at(application, "findes-ikke", DANISH) is None
    assert types_at(application, "participants[0].role") == (str,)
    assert bool in types_at(application, "commitments.timer")
    assert types_at(application, "findes.ikke") == ()


def test_no_text_in_a_schema_is_odd() -> None:
    assert not any(ODD.search(json.dumps(schema, ensure_ascii=False)) for schema in schemas().values())
    assert not re.search(
        r"\\d", json.dumps([s.get("pattern") for s in _parts(schemas()["application"])]).replace("\\\\", "\\")
    )


def _parts(schema: Any) -> list[Any]:
    inner = [part for value in schema.values() if isinstance(value, dict) for part in _parts(value)]
    return [schema, *inner]
