"""The reference of the data files: every file, its parts and their fields, with question, type, default and example.

A part has the path of the first place where it occurs, as `programme.selection.rules.quota`. All parts of one struct
are described there, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo

from samskab.language import Language, phrase_key
from samskab.model.dataset import KINDS
from samskab.model.field_lookup import FieldPlace, hints, phrase_of, question_text
from samskab.model.field_types import Tbd, Words
from samskab.model.record import fields_of
from samskab.report.field_reference.type_words import TypeWords
from samskab.yaml.dump import SampleWriter
from samskab.yaml.samples import example_of, examples_of, shortened

SHARED: Mapping[type[Struct], str] = {Words: "da", Tbd: "tbd"}
"""Parts that may be anywhere: the field that they are named by, in place of a path."""


class FieldEntry(NamedTuple):
    """A field: its key, its question, its type in words, and what holds where it is left out.

    default   as it is written in a file; empty where there is none
    example   a plain value
    """

    name: str
    question: str
    type: str
    required: bool
    default: str
    example: Any


class PartEntry(NamedTuple):
    """A file or a part of one: its path, what it is for (empty where the question of the field says it), its fields."""

    path: str
    about: str
    fields: tuple[FieldEntry, ...]
    example: str


NameOfPart = Callable[[type[Struct]], str]


def path_of(part: type[Struct]) -> str:
    """The path at which a part is described."""
    return _paths()[part]


def parts() -> tuple[type[Struct], ...]:
    """Every record and part, in the order of the files and their fields; those that may be anywhere last."""
    return tuple(sorted(_paths(), key=lambda part: part in SHARED))


def part_entry(part: type[Struct], language: Language, name_of_part: NameOfPart = path_of) -> PartEntry:
    """The description of a record or part."""
    about = _about(part, language)
    entries = tuple(field_entry(part, field, language, name_of_part) for field in fields_of(part))
    tagged = (_kind_entry(part, language),) if part.__struct_config__.tag is not None else ()
    return PartEntry(path_of(part), about, (*tagged, *entries), _example(part))


def field_entry(
    part: type[Struct], field: FieldInfo, language: Language, name_of_part: NameOfPart = path_of
) -> FieldEntry:
    """The description of a field."""
    key = phrase_of(part, field.encode_name, language) or ""
    words = TypeWords(language, name_of_part).of(hints(part)[field.name])
    default = _default(field)
    example = example_of(part, field.encode_name)
    return FieldEntry(
        field.encode_name,
        question_text(key, language),
        words,
        field.required,
        as_in_file(default) if default not in (None, (), {}) else "",
        default if example is None else example,
    )


def as_in_file(value: Any) -> str:
    """A plain value on one line, as in a file."""
    return SampleWriter().flow(value)


def _kind_entry(part: type[Struct], language: Language) -> FieldEntry:
    config = part.__struct_config__
    always = language.say("explain.type.always", values=config.tag)
    return FieldEntry(str(config.tag_field), language.say("field.kind"), always, True, "", config.tag)


def _about(part: type[Struct], language: Language) -> str:
    """What a file or a kind of rule is for."""
    kind = next((each for each in KINDS if each.record is part), None)
    if kind is not None:
        return language.say(phrase_key("kind", kind.name))
    return language.find(phrase_key("part", part.__name__))


def _default(field: FieldInfo) -> Any:
    if field.default is not NODEFAULT:
        return field.default
    return None if field.default_factory is NODEFAULT else field.default_factory()


def _example(part: type[Struct]) -> str:
    """Examples that show all fields, as in a file; the parts inside are shortened."""
    shown = [_own_fields(each) for each in examples_of(part)]
    writer = SampleWriter()
    if len(shown) == 1:
        return "\n".join(writer.lines(shown[0]))
    return "\n".join(line for each in shown for line in writer.item(each, ""))


def _own_fields(value: Struct) -> dict[str, Any]:
    """All fields that an example fills in, each shortened."""
    config, plain = value.__struct_config__, {}
    if config.tag is not None:
        plain[str(config.tag_field)] = config.tag
    for field in fields_of(type(value)):
        inner = getattr(value, field.name)
        if field.required or inner != _default(field):
            plain[field.encode_name] = shortened(inner)
    return plain


@cache
def _paths() -> Mapping[type[Struct], str]:
    """Every record and part with its path, in the order of the files and their fields."""
    found: dict[type[Struct], str] = {}
    for kind in KINDS:
        for part, path in _walk(FieldPlace((), (kind.record,)), kind.name):
            found.setdefault(part, SHARED.get(part, path))
    return found


def _walk(place: FieldPlace, path: str, above: tuple[type[Struct], ...] = ()) -> Iterator[tuple[type[Struct], str]]:
    for part in place.parts:
        if part in above:
            continue
        tag = part.__struct_config__.tag
        own = path if tag is None else f"{path}.{tag}"
        yield part, own
        for name in part.__struct_encode_fields__:
            below = FieldPlace((), (part,)).below(name)
            if below is not None:
                yield from _walk(below, f"{own}.{name}", (*above, part))
