"""Templates of one's own: blocks in every packaged template, the small letters of `template new`, the example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samskab.documents.templating.client import Engine
from samskab.language import LANGUAGES
from samskab.refusal import Refusal
from samskab.usecases.letters.own_templates import (
    block_names,
    blocks_page,
    new_template,
    template_path,
    template_text,
)
from samskab.usecases.letters.templates import check_templates, templates_of
from samskab.yaml.catalogue import load_language


def test_every_template_has_blocks_and_the_same_in_both_languages() -> None:
    danish, english = (
        {name: block_names(text.text) for name, text in templates_of(None, code).packaged.items()} for code in LANGUAGES
    )
    assert danish == english
    assert [name for name, blocks in danish.items() if not blocks] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_made_is_right(tmp_path: Path, code) -> None:
    language, templates = load_language(code), templates_of(None, code)
    (tmp_path / "templates" / code).mkdir(parents=True)
    files = {name: new_template(templates, name, language) for name in ("velkomst", "rejection", "signature")}
    files["thanks"] = template_text(templates, "thanks.md.j2")
    files["closing"] = template_text(templates, "closing")
    example = re.search(r"```jinja\n(.*?)```", blocks_page(language), re.DOTALL)
    assert example
    files["reminder"] = example[1].replace("rejection", "reminder")
    for name, text in files.items():
        (tmp_path / template_path(name, language)).write_text(text, encoding="utf-8")
    assert check_templates(tmp_path) == ()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("block", "missing"),
    [("klage", {"complaint"}), ("underskrift", {"signature"}), ("begrundelse", {"reason"}), ("intro", set())],
)
def test_a_rewritten_block_takes_no_other_part_with_it_and_a_missing_part_is_found(
    tmp_path: Path, code, block: str, missing: set[str]
) -> None:
    (tmp_path / "templates" / code).mkdir(parents=True)
    for name in ("rejection", "waiting-list"):
        own = f'{{% extends "standard/{name}.md.j2" %}}{{% block {block} %}}\nRing til os.\n\n{{% endblock %}}\n'
        (tmp_path / template_path(name, load_language(code))).write_text(own, encoding="utf-8")
    found = check_templates(tmp_path)
    assert [each.code for each in found] == ["SK682"] * (2 if missing else 0)
    for each in found:
        assert {fact.key.removeprefix("template.part.") for fact in each.values["parts"]} == missing


def test_a_name_that_is_no_file_name_is_refused() -> None:
    with pytest.raises(Refusal, match="bad_key"):
        new_template(templates_of(None, "da"), "../x", load_language("da"))
    with pytest.raises(Refusal, match="template_near"):
        template_text(templates_of(None, "da"), "rejektion")


def test_a_copy_is_checked_only_where_a_part_of_it_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    check = Engine.check
    monkeypatch.setattr(Engine, "check", lambda self, name, shape: asked.append(name) or check(self, name, shape))
    place = tmp_path / "templates" / "da"
    place.mkdir(parents=True)
    copied = {"signature", "rejection", "invitation", "answer-closing", "closing", "reasons", "complaint"}
    for name, text in ((name, templates_of(None, "da").packaged[name]) for name in sorted(copied)):
        (place / f"{name}.md.j2").write_text(text.text, encoding="utf-8")
    assert (check_templates(tmp_path), asked) == ((), [])
    part = place / "signature.md.j2"
    part.write_text(part.read_text("utf-8") + "\nHilsen\n", encoding="utf-8")
    assert check_templates(tmp_path) == ()
    assert {"signature"} <= {*asked} < copied
