"""A record as text that is always the same: plain values without what is left out, and YAML without choices.

Every text is in double quotes with JSON's escapes, which YAML shares; numbers, days and truth stand plain; mappings
keep the order of their fields, or of their keys. So the same record is the same bytes, and one changed byte is seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct, structs

from samskab.model.field_types import Instant, VagueDay

_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def plain(value: Any) -> Any:
    """A record as mappings, lists and scalars; fields that hold what they hold when left out are left out."""
    if isinstance(value, Struct):
        config = value.__struct_config__
        found = {config.tag_field: config.tag} if config.tag_field else {}
        for field in structs.fields(value):
            own = getattr(value, field.name)
            default = field.default_factory() if callable(field.default_factory) else field.default
            if field.required or own != default:
                found[field.name] = plain(own)
        return found
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "items"):
        return {str(key): plain(item) for key, item in sorted(value.items())}
    return str(value) if isinstance(value, (VagueDay, Instant)) else value


def yaml_of(value: Any) -> str:
    """Plain values as YAML."""
    return "".join(f"{line}\n" for line in _lines(value, 0))


def _lines(value: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(value, dict):
        for key, item in value.items():
            name = key if re.fullmatch(r"[a-z][a-z_]*", key) and key not in _TRUTHS else _scalar(key)
            if _is_leaf(item):
                yield f"{pad}{name}: {_leaf(item)}"
            else:
                yield f"{pad}{name}:"
                yield from _lines(item, depth + 1)
    else:
        for item in value:
            if _is_leaf(item):
                yield f"{pad}- {_leaf(item)}"
            else:
                first, *rest = _lines(item, depth + 1)
                yield f"{pad}- {first.lstrip()}"
                yield from rest


_TRUTHS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def _is_leaf(value: Any) -> bool:
    return not isinstance(value, (dict, list)) or not value or _is_short(value)


def _is_short(value: Any) -> bool:
    """Lists and mappings of a few scalars stand on one line."""
    items = list(value.values()) if isinstance(value, dict) else value
    return all(not isinstance(item, (dict, list)) for item in items) and len(_flow(value)) <= 100


def _leaf(value: Any) -> str:
    return _flow(value) if isinstance(value, (dict, list)) else _scalar(value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_scalar(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(_scalar(item) for item in value) + "]"


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(str(value), ensure_ascii=False))
