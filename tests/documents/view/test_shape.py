"""The names of templates come from the types of the views: shape, example and defaults."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import to_builtins

from samskab.documents.templating.client import Engine
from samskab.documents.templating.template_error import ANY_NAME
from samskab.documents.view.letter import LetterData
from samskab.documents.view.shape import View, example, shape, view_fields, view_of


class GuestView(View):
    """A view of this test."""

    name: str = ""
    speaks: bool = False


class EveningView(View):
    """A view that has every kind of field."""

    title: str = ""
    host: GuestView = GuestView()
    guests: tuple[GuestView, ...] = ()
    songs: tuple[str, ...] = ()
    tables: tuple[tuple[str, ...], ...] = ()
    links: Mapping[str, str] = {}


def test_the_shape_of_a_view_follows_its_types() -> None:
    guest = {"name": "", "speaks": False}
    assert shape(EveningView) == {
        "title": "",
        "host": guest,
        "guests": [guest],
        "songs": [""],
        "tables": [[""]],
        "links": {ANY_NAME: ""},
    }


def test_an_example_has_something_in_every_place() -> None:
    guest = {"name": "Ord", "speaks": True}
    assert example(EveningView) == {
        "title": "Ord",
        "host": guest,
        "guests": [guest],
        "songs": ["Ord"],
        "tables": [["Ord"]],
        "links": {},
    }


def test_data_without_anything_has_every_name() -> None:
    def names(kind: object, data: object) -> None:
        view = view_of(kind)
        if view and isinstance(data, dict):
            assert list(data) == list(view_fields(view))
            for name, each in view_fields(view).items():
                names(each, data[name])

    names(LetterData, to_builtins(LetterData()))


def test_a_name_of_a_view_is_known_to_the_template_check_and_no_other() -> None:
    text = "# {{ host.name }}\n{% for guest in guests %}{{ guest.nane }}{% endfor %}\n\n{{ links.home }}\n"
    with Engine({}, {"a": ("a.md.j2", text)}, "da") as engine:
        assert [(f.code, f.span.line, f.hint) for f in engine.check("a", shape(EveningView))] == [("SK621", 2, "name")]
