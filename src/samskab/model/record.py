"""Records and their parts: frozen, without unknown keys; a record carries its file and the places of its fields.

The file and the places are no fields: equality, `repr` and the JSON Schema leave them out.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Self, dataclass_transform

from msgspec import NODEFAULT, Struct, StructMeta, field, structs

from samskab.finding import Span

Omit = Callable[[str, Any], bool]
"""Whether a field of a record, with this key and value, is left out."""

Origin = Callable[[str], Span]
"""Field path -> span of the field's value, or of its nearest parent that exists."""


class ByName(StructMeta):
    """Makes every field keyword-only, in subclasses too, so that optional fields may come before required ones."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any) -> Any:
        """A Struct class with `kw_only` on unless the class sets it."""
        return super().__new__(mcs, name, bases, namespace, **{"kw_only": True, **config})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Part(Struct, metaclass=ByName, frozen=True, forbid_unknown_fields=True, gc=False):
    """A part of a record."""


class Record(Part, frozen=True, forbid_unknown_fields=True, gc=True, dict=True):
    """The content of one data file, made by `yaml.decode`."""

    def at(self, field: str = "") -> Span:
        """The place of a field's value (`intake.rounds[0].closes`), or of its nearest parent that exists.

        The empty path is the whole record. A record that was not read from a file gives `Span("")`.
        """
        origin: Origin | None = self.__dict__.get("origin")
        return origin(field) if origin else Span("")

    @property
    def path(self) -> str:
        """The path of the file, relative to the repository; empty for a record that was not read from a file."""
        return str(self.__dict__.get("path", ""))

    def from_file(self, path: str, origin: Origin) -> Self:
        """Sets the file and the places of this record, and returns it."""
        self.__dict__["path"] = path
        self.__dict__["origin"] = origin
        return self


@cache
def fields_of(struct: type[Struct]) -> tuple[structs.FieldInfo, ...]:
    """The fields of a record type: `msgspec.structs.fields`, computed once for each type."""
    return structs.fields(struct)


def plain_values(value: Any, *, sort_keys: bool = False, omit: Omit | None = None) -> Any:
    """A record as mappings, lists and scalars (text, number, bool, date, `VagueDay`, `Instant`).

    A field that is equal to its default is left out, and one that `omit` names. Fields keep their order; mappings keep
    theirs, or are sorted.
    """
    if isinstance(value, Struct):
        config = value.__struct_config__
        made: dict[str, Any] = {} if config.tag is None else {str(config.tag_field): config.tag}
        for name, key, default in _defaults(type(value)):
            inner = getattr(value, name)
            if (default is NODEFAULT or inner != default) and not (omit and omit(key, inner)):
                made[key] = plain_values(inner, sort_keys=sort_keys, omit=omit)
        return made
    if isinstance(value, (list, tuple)):
        return [plain_values(item, sort_keys=sort_keys, omit=omit) for item in value]
    if isinstance(value, Mapping):
        items = sorted(value.items()) if sort_keys else value.items()
        return {key: plain_values(item, sort_keys=sort_keys, omit=omit) for key, item in items}
    return value


@cache
def _defaults(struct: type[Struct]) -> tuple[tuple[str, str, Any], ...]:
    """Attribute, key and default of every field; NODEFAULT for a required one."""
    return tuple(
        (f.name, f.encode_name, f.default if f.default_factory is NODEFAULT else f.default_factory())
        for f in fields_of(struct)
    )
