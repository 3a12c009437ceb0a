"""Templates become blocks: values stay text, missing names have a place, own templates replace packaged ones."""

from __future__ import annotations

import pytest

from samskab.documents.templating.client import Engine, require_plain
from samskab.finding import Severity


def render(text, data=None, *, language="da", **more):
    """One template of that text; `more` are further templates of the data repository."""
    shelf = {"a": ("templates/da/a.md.j2", text)} | {n: (f"templates/da/{n}.md.j2", t) for n, t in more.items()}
    with Engine(shelf, {"base": ("base.md.j2", BASE)}, language) as engine:
        return engine.render("a", data or {})


BASE = "# {% block title %}Grund{% endblock %}\n\n{% block body %}\nFælles {{ navn }}\n{% endblock %}\n"


def text_of(block):
    return "".join(inline.get("text", "") for inline in block["content"])


def test_a_letter_becomes_blocks():
    rendered = render(
        "---\ntitle: Prøve\n---\n# Til {{ navn }}\n\nHej **{{ navn }}**, *ja*.\n\n- a\n- b\n\n1. x\n2. y\n\n"
        "| A | B |\n|---|--:|\n| 1 | {{ navn }} |\n\n::: underskrift\nHilsen\\\nBo\n:::\n\n::: sideskift\n\nSlut\n",
        {"navn": "Ærø"},
    )
    assert not rendered.findings
    assert rendered.title == "Til Ærø"
    kinds = [block["type"] for block in rendered.blocks]
    assert kinds == ["heading", "paragraph", "list", "list", "table", "section", "page-break", "paragraph"]
    assert rendered.blocks[4]["align"] == ["left", "right"]
    assert rendered.blocks[5]["blocks"][0]["content"][1] == {"type": "break"}
    assert rendered.blocks[1]["content"][1] == {"type": "strong", "content": [{"type": "text", "text": "Ærø"}]}


def test_a_value_is_never_markup_whatever_it_looks_like():
    rendered = render("# x\n\n{{ a }} {{ '**b**' }} {{ a ~ '*' }}", {"a": "# **{{ 7*7 }}** <b>"})
    assert text_of(rendered.blocks[1]) == "# **{{ 7*7 }}** <b> **b** # **{{ 7*7 }}** <b>*"


def test_a_macro_keeps_its_own_markup_and_its_values_words():
    rendered = render("# x\n\n{% macro m(a) %}**{{ a }}**{% endmacro %}{{ m('_b_') ~ ' og ' ~ c }}", {"c": "*d*"})
    content = rendered.blocks[1]["content"]
    assert content[0] == {"type": "strong", "content": [{"type": "text", "text": "_b_"}]}
    assert content[1]["text"] == " og *d*"


def test_paragraphs_of_a_value_only_when_asked():
    data = {"svar": "Et\nto\n\n- tre"}
    alone = render("# x\n\n{{ svar|afsnit }}\n", data)
    assert [block["type"] for block in alone.blocks[1:]] == ["paragraph", "paragraph"]
    assert text_of(alone.blocks[2]) == "- tre"
    assert len(render("# x\n\n{{ svar }}\n", data).blocks) == 2


MISTAKES = [
    ("# x\n\n{{ komune }}", "SK621", 3, "kommune"),
    ("# x\n\n{{ kommune.navm }}", "SK621", 3, "navn"),
    ("# x\n{% if true %}\n\n{{ q }}\n{% endif %}", "SK642", 4, ""),
    ("# x\n\n\n{{ kommune.navn|stortt }}", "SK625", 4, "|stort"),
    ("# x\n\n{% fro a in b %}", "SK624", 3, "for"),
    ("# x\n\n{% for a in moeder %}\n- {{ a }}\n", "SK623", 4, ""),
    ("# x\n{{ kommune }}", "SK627", 2, ""),
    ("# x\n{{ ja }}", "SK647", 2, ""),
    ("# x\n{{ intet }}", "SK648", 2, ""),
    ("# x\n\n{{ 2 * 3 }}", "SK626", 3, ""),
    ("{{ 'ingen overskrift' }}", "SK640", 1, ""),
    ("# x\n\n[a](javascript:alert)", "SK633", 1, ""),
    ("# x\n\n::: underskift\nBo\n:::", "SK638", 1, ""),
    ("# x\n\n{% include 'bse.md.j2' %}", "SK620", 3, "base.md.j2"),
]


def test_a_mistake_has_its_line_and_the_nearest_name():
    data = {"kommune": {"navn": "Ærø"}, "moeder": [], "ja": True, "intet": None}
    shelf = {f"m{n}": (f"templates/da/m{n}.md.j2", text) for n, (text, *_) in enumerate(MISTAKES)}
    with Engine(shelf, {"base": ("base.md.j2", BASE)}, "da") as engine:
        found = [engine.render(name, data).findings for name in shelf]
    wanted = [[(code, f"templates/da/m{n}.md.j2", *rest)] for n, (_, code, *rest) in enumerate(MISTAKES)]
    assert [[(f.code, f.span.path, f.span.line, f.hint) for f in each] for each in found] == wanted
    assert {f.severity for each in found for f in each} == {Severity.ERROR}


def test_the_line_is_right_in_a_child_block_and_an_imported_macro():
    child = render('{% extends "base.md.j2" %}\n{% block body %}\n\n{{ nix }}\n{% endblock %}', {"navn": "x"})
    assert child.findings[0].span[:2] == ("templates/da/a.md.j2", 4)
    macro = render(
        '{% from "m.md.j2" import hils %}\n# x\n{{ hils() }}', m="{% macro hils() %}\n\n{{ nix }}\n{% endmacro %}"
    )
    assert macro.findings[0].span[:2] == ("templates/da/m.md.j2", 3)
    assert macro.blocks == ()


def test_an_own_template_wins_and_can_build_on_the_packaged_one():
    own = '{% extends "standard/base.md.j2" %}{% block body %}{{ super() }}\nMere{% endblock %}'
    with Engine({"base": ("own.md.j2", own)}, {"base": ("base.md.j2", BASE)}, "da") as engine:
        blocks = engine.render("base", {"navn": "*x*"}).blocks
    assert [text_of(block) for block in blocks[1:]] == ["Fælles *x*", "Mere"]


def test_addresses_from_data_can_only_be_a_part_of_an_address():
    data = {"id": "a/b?c=<d>", "mail": "post@example.dk", "url": "https://example.dk/x", "ond": "javascript:alert(1)"}
    content = render(
        "# x\n\n[a](https://example.dk/{{ id }}) {{ mail|link }} {{ url|link }} {{ ond|link }}", data
    ).blocks[1]["content"]
    links = [each["href"] for each in content if each["type"] == "link"]
    assert links == ["https://example.dk/a%2Fb%3Fc%3D%3Cd%3E", "mailto:post@example.dk", "https://example.dk/x"]
    assert content[-1]["text"] == " javascript:alert(1)"
    assert render("# x\n\n[a]({{ ond }})", data).findings[0].code == "SK633"


def test_lists_of_words_and_counts():
    text = "# x\n\n{{ n|opremset }}; {{ n|opremset('or') }}; {{ n|join(' + ') }}; {{ n|length }}; "
    text += "{{ n|first|stort }}; {{ u|default('-') }}"
    assert text_of(render(text, {"n": ["a", "b", "c"]}).blocks[1]) == "a, b og c; a, b eller c; a + b + c; 3; A; -"
    assert text_of(render("# x\n\n{{ n|listing }}", {"n": ["a", "b"]}, language="en").blocks[1]) == "a and b"


def test_quotes_are_the_language_s_own_and_a_value_keeps_its_own():
    assert text_of(render('# x\n\n"a" {{ b }}', {"b": '"b"'}).blocks[1]) == '”a” "b"'
    assert text_of(render('# x\n\n"a" don\'t', language="en").blocks[1]) == "“a” don’t"


def test_heading_levels_never_skip():
    assert [b["level"] for b in render("# x\n\n#### y\n\n## z").blocks] == [1, 2, 2]


def test_only_plain_data_is_rendered():
    for wrong in ({"a": 1.5}, {"a": object()}, {1: "a"}, {"a": [{"b": b"c"}]}):
        with pytest.raises(TypeError):
            require_plain(wrong)


def test_one_process_makes_many_letters():
    with Engine({}, {"a": ("a.md.j2", "# {{ navn }}")}, "da") as engine:
        assert [engine.render("a", {"navn": str(n)}).title for n in range(98)] == [str(n) for n in range(98)]
        child = engine._child
        engine.render("a", {})
        assert engine.render("a", {"navn": "z"}).title == "z"
        assert engine._child is child
