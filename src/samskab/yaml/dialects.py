"""What the two YAML dialects would each make of a plain scalar: 1.1 as PyYAML, 1.2 as ruamel.yaml resolve it.

Asked only for text that looks suspicious; both libraries are loaded then and not before.
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
"""What a plain scalar begins with that may be anything but text."""


class Reading(NamedTuple):
    """What a dialect makes of a scalar. `value` is how it reads it, as text; empty when that cannot be told."""

    dialect: str
    kind: str
    value: str


def is_suspicious(text: str) -> bool:
    """Whether a plain scalar could be anything but text in either dialect: a cheap superset of both resolvers."""
    return _SUSPICIOUS.match(text) is not None


@lru_cache(maxsize=1024)
def readings(text: str, with_values: bool = True) -> tuple[Reading, ...]:
    """What each dialect reads in a plain scalar, unless it is text to both; values take ten times as long as kinds."""
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
    """How a dialect reads the scalar, shown as text; empty where it fails, is long, or is no single value."""
    if len(text) > _LONGEST or not re.fullmatch(r"[-+.:\w]*", text, re.ASCII):
        return ""
    try:
        value = load(text)
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
        return ""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)[:_LONGEST]
