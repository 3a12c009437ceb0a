"""What YAML 1.1 and 1.2 make of plain text; and that the quick question before it misses nothing."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml.nodes import ScalarNode as RuamelScalar
from ruamel.yaml.resolver import VersionedResolver

from samskab.yaml.dialects import MAY_BE_OTHER, is_suspicious, readings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0101", [("1.1", "int", "65"), ("1.2", "int", "101")]),
        ("0860", [("1.2", "int", "860")]),
        ("no", [("1.1", "bool", "false")]),
        ("on", [("1.1", "bool", "true")]),
        ("true", [("1.1", "bool", "true"), ("1.2", "bool", "true")]),
        ("18:30", [("1.1", "int", "1110")]),
        ("1e5", [("1.2", "float", "100000.0")]),
        ("1_000", [("1.1", "int", "1000"), ("1.2", "int", "1000")]),
        ("2014-12-04", [("1.1", "timestamp", "2014-12-04"), ("1.2", "timestamp", "2014-12-04")]),
        ("2026-02-30", [("1.1", "timestamp", ""), ("1.2", "timestamp", "")]),
        ("null", [("1.1", "null", "null"), ("1.2", "null", "null")]),
        ("=", [("1.1", "value", ""), ("1.2", "value", "")]),
        ("Nej", []),
        ("2.3 liter", []),
        ("Tønder", []),
        ("12 personer", []),
    ],
)
def test_readings(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [tuple(reading) for reading in readings(text)]
    assert [(d, k) for d, k, _ in found] == [(d, k) for d, k, _ in expected]
    assert all(mine == theirs for (_, _, mine), (_, _, theirs) in zip(found, expected, strict=True) if theirs)


def patterns() -> list[re.Pattern[str]]:
    """Every expression by which either library takes a plain scalar for something else than text."""
    old = [regexp for rules in yaml.resolver.Resolver.yaml_implicit_resolvers.values() for _, regexp in rules]
    rules = VersionedResolver(version=(1, 2), loader=None).versioned_resolver
    new = [regexp for found in rules.values() for _, regexp in found]
    return list(dict.fromkeys([*old, *new]))


@given(st.one_of([st.from_regex(pattern, fullmatch=True) for pattern in patterns()]))
def test_the_quick_question_misses_nothing_that_a_resolver_takes(text: str) -> None:
    text = text.rstrip("\n")
    tags = {
        yaml.resolver.Resolver().resolve(yaml.ScalarNode, text, (True, False)),
        str(VersionedResolver(version=(1, 2), loader=None).resolve(RuamelScalar, text, (True, False))),
    }
    if not text.startswith(("*", "&", "!")) and tags != {"tag:yaml.org,2002:str"}:  # those three begin no plain text
        assert is_suspicious(text)
        assert not text or text[0] in MAY_BE_OTHER


@given(st.one_of(st.text("0123456789.+-_:eExXoOabfTZ ", max_size=70), st.text(max_size=6)))
def test_any_text_has_readings_without_an_exception(text: str) -> None:
    assert all(reading.kind != "str" for reading in readings(text))
