"""How the two dialects of YAML read an unquoted scalar: 1.1 as PyYAML and 1.2 as ruamel.yaml resolve it.

Both libraries are loaded only when a scalar looks suspicious.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

_SUSPICIOUS: Final = re.compile(
    r"(?:(?:[-+][_.0-9]|[.0-9])[0-9a-fA-FxXoO_.,:]*(?:[eE][-+]?[0-9_]+)?"  # numbers in every base, clock times
    r"|[-+]?\.(?i:inf|nan)|[0-9]{4}-[0-9][0-9]?-[0-9].*"  # days and moments
    r"|=|<<|~|(?i:y|n|yes|no|true|false|on|off|null)|)\Z"
)
_LONGEST: Final = 60
MAY_BE_OTHER: Final = frozenset("-+.0123456789=<~yYnNtTfFoO")
"""First characters of unquoted scalars that may be something else than text."""


class Reading(NamedTuple):
    """A dialect's type and value for a scalar; the value as text, empty when it cannot be shown."""

    dialect: str
    kind: str
    value: str


def is_suspicious(text: str) -> bool:
    """Whether an unquoted scalar could be something else than text: a cheap superset of what both dialects resolve."""
    return _SUSPICIOUS.match(text) is not None


@lru_cache(maxsize=1024)
def readings(text: str, with_values: bool = True) -> tuple[Reading, ...]:
    """The readings of an unquoted scalar by dialects that read no text. Values take ten times as long as types."""
    if not is_suspicious(text):
        return ()
    found = []
    for dialect, resolver, loader in _dialects():
        kind = str(resolver(text)).rsplit(":", 1)[-1]
        if kind != "str":
            found.append(Reading(dialect, kind, _value(loader, text) if with_values else ""))
    return tuple(found)


@cache
def _dialects() -> tuple[tuple[str, Any, Any], ...]:
    import yaml
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    old = yaml.resolver.Resolver()
    new = VersionedResolver(version=(1, 2), loader=None)
    loader = YAML(typ="safe", pure=True)

    def old_tag(text: str) -> str:
        return str(old.resolve(yaml.ScalarNode, text, (True, False)))  # type: ignore[no-untyped-call]

    def new_tag(text: str) -> str:
        from ruamel.yaml.nodes import ScalarNode

        return str(new.resolve(ScalarNode, text, (True, False)))

    def old_value(text: str) -> Any:
        return yaml.safe_load(text)

    return ("1.1", old_tag, old_value), ("1.2", new_tag, loader.load)


def _value(load: Any, text: str) -> str:
    """The value that a dialect loads, as text; empty where loading fails or the scalar is long."""
    if len(text) > _LONGEST or not re.fullmatch(r"[-+.:\w]*", text, re.ASCII):
        return ""
    try:
        value = load(text)
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
        return ""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)[:_LONGEST]
