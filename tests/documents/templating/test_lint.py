"""A template is checked against the names that exist, without data: every mistake at once."""

from __future__ import annotations

import pytest

from samskab.documents.templating.client import Engine
from samskab.documents.templating.front_matter import front_matter, without_front_matter

SCHEMA = {"kommune": {"navn": ""}, "moeder": [{"dato": "", "program": [{"tid": ""}]}], "svar": {"?": ""}}


def check(text):
    with Engine({}, {"a": ("a.md.j2", text)}, "da") as engine:
        return [(f.code, f.span.line, f.hint) for f in engine.check("a", SCHEMA)]


def test_a_good_template_has_no_findings():
    good = (
        "---\ntitle: x\naudience: municipalities\n---\n# {{ kommune.navn }}\n\n{% for m in moeder %}\n- {{ m.dato }}\n"
        "{% endfor %}\n\n{% for m in moeder %}{% for p in m.program %}{{ p.tid }}{{ loop.index }}"
        "{% endfor %}{% endfor %}\n"
        "{{ svar.alt }}{% set a = moeder|first %}{{ a.dato }}{% macro m(x) %}{{ x.y }}{% endmacro %}{{ m(kommune) }}\n"
    )
    assert check(good) == []


def test_every_unknown_name_is_found_with_its_line():
    loops = "{% for m in moder %}{{ m.x }}{% endfor %}\n{% for m in moeder %}{{ m.datto }}{% endfor %}"
    text = f"# {{{{ komune }}}}\n{loops}\n{{{{ m }}}}"
    assert check(text) == [("SK621", 1, "kommune"), ("SK621", 2, "moeder"), ("SK621", 3, "dato"), ("SK642", 4, "")]


def test_grammar_and_habits():
    text = (
        "# x\n{{ kommune.navn|uper }}{{ 1 + 1 }}\n\n{% for m in moeder %}\n- {{ m.dato }}\n{% endfor %}\nSlut\n\n"
        "|  |  |\n|--|--|\n| a | b |\n\nhttps://example.dk/faelllesskab\n<https://example.dk/faellesskab>\n[x](ftp://x)\n"
        "::: underskrit\n"
    )
    assert check(text) == [
        ("SK625", 2, ""),
        ("SK626", 2, ""),
        ("SK630", 6, ""),
        ("SK631", 9, ""),
        ("SK632", 13, ""),
        ("SK641", 14, ""),
        ("SK633", 15, ""),
        ("SK638", 16, "underskrift"),
    ]


def test_addresses_with_other_numbers_are_not_slips():
    assert check("# x\n[a](https://example.dk/side-1)\n[b](https://example.dk/side-2)") == []


def test_front_matter_is_plain_and_keeps_the_lines():
    text = "---\ntitle: Invitation\nodd\naudience: municipalities\n---\n# {{ x }}\n"
    assert front_matter(text) == {"title": "Invitation", "audience": "municipalities"}
    assert without_front_matter(text).split("\n").index("# {{ x }}") == 5
    assert check(text) == [("SK639", 3, ""), ("SK642", 6, "")]
    assert front_matter("# x\n---\n") == {}


def test_syntax_errors_and_missing_parts():
    assert check("# x\n{% if kommune %}") == [("SK623", 2, "")]
    assert check("# x\n{% include 'b.md.j2' %}") == [("SK620", 2, "a.md.j2")]


@pytest.mark.parametrize(
    "line",
    [
        "Kære {navn}",
        "Kære { kommune }",
        "Kære «Kommune»",
        "Kære <<Kommune>>",
        "Skriv til [KONTAKT].",
        "[Indsæt adresse]",
        "Indsæt tekst her.",
        "Skriv her",
        "Mødet er på xxx",
        "TODO: frist",
        "Lorem ipsum dolor",
        "Dato: ________",
        "Kære <navn>",
        "Kære [navn]",
        "Den [dato]",
        "Kære %NAVN%",
        "kl. xx.xx",
        "Sted: ???",
        "Navn ……………",
        "Navn ........",
        "Den XX. måned 2028",
        "Den x. marts",
        "Den dd.mm.åååå",
        "Den dd/mm-yyyy",
        "Frist: ÅÅÅÅ-MM-DD",
        "kl. tt.mm",
    ],
)
def test_what_nobody_has_filled_in_is_found_with_its_line(line):
    assert check(f"# x\n\n{line}\n") == [("SK665", 3, "")]


@pytest.mark.parametrize(
    "line",
    [
        "Kære {{ kommune.navn }} {# TODO #}",
        "Vi siger »ja« og »nej«",
        "[Læs mere](https://example.dk/a) (KL)",
        "Sæt [x] i feltet. Kap. XX. Malmø",
        "{% if kommune.navn %}ja{% endif %}",
    ],
)
def test_what_is_written_on_purpose_is_no_left_over(line):
    assert "SK665" not in [code for code, *_ in check(f"# x\n\n{line}\n")]


def own(name: str, text: str) -> list[tuple[str, int, str]]:
    """The findings in a template of an office that has the name of a packaged one."""
    packaged = {"brev": ("standard/brev.md.j2", "{% block top %}# x{% endblock %}\n{% block bund %}y{% endblock %}")}
    with Engine({name: (f"{name}.md.j2", text)}, packaged, "da") as engine:
        return [(f.code, f.span.line, f.hint) for f in engine.check(name, SCHEMA)]


def test_blocks_alone_are_named_with_the_line_that_is_missing():
    line = '{% extends "standard/brev.md.j2" %}'
    assert own("brev", "{% block bund %}z{% endblock %}\n") == [("SK680", 1, line)]
    assert own("brev", f"{line}\n{{% block bund %}}z{{% endblock %}}\n") == []
    assert own("andet", "{% block bund %}z{% endblock %}\n") == []
    assert own("brev", "# y\n{% block bund %}z{% endblock %}\n") == []


def test_a_letter_that_extends_itself_is_named_with_the_packaged_one():
    line = '{% extends "standard/brev.md.j2" %}'
    assert own("brev", '{% extends "brev.md.j2" %}\n') == [("SK681", 1, line)]
    assert own("andet", '{% extends "andet.md.j2" %}\n') == [("SK681", 1, "")]
    assert own("andet", '{% extends "brev.md.j2" %}{% block bun %}{% endblock %}') == [("SK690", 1, "bund")]


def test_a_misspelt_line_of_front_matter_has_the_line_that_is_like_it():
    text = "---\naudiense: hosts\naudience: muncipalities\n---\n# x\n"
    assert check(text) == [("SK639", 2, "audience: hosts"), ("SK698", 3, "audience: municipalities")]
