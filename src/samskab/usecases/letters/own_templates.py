"""The text of an office's own templates: a letter that changes one block of a packaged one, or a letter of its own."""

from __future__ import annotations

import re
from difflib import get_close_matches

from samskab.language import Language
from samskab.model.field_types import KEY_PATTERN
from samskab.refusal import Refusal
from samskab.usecases.letters.templates import ENDING, Templates, templates_of

_BLOCK = re.compile(r"^\{%-? *block +(\w+)", re.MULTILINE)
_MOST_CHANGED = "intro"


def block_names(text: str) -> tuple[str, ...]:
    """The blocks of a template, in their order."""
    return tuple(dict.fromkeys(_BLOCK.findall(text)))


def template_path(name: str, language: Language) -> str:
    """The path of an office's own template in the repository."""
    return f"templates/{language.code}/{name}{ENDING}"


def template_text(templates: Templates, name: str) -> str:
    """The packaged text of a template, else the office's own. Refusal where there is none, with what is like it."""
    name = name.removesuffix(ENDING)
    found = templates.packaged.get(name) or templates.own.get(name)
    if found is not None:
        return found.text
    known = tuple(sorted(templates.packaged))
    near = tuple(get_close_matches(name, known, 2, 0.5))
    code = "usage.render.template_near" if near else "usage.render.template"
    raise Refusal(code, name=name, near=near, choices=known)


def new_template(templates: Templates, name: str, language: Language) -> str:
    """A small letter that works: one with a packaged name changes a block of that letter, and keeps all the rest."""
    if not re.fullmatch(KEY_PATTERN, name):
        raise Refusal("new.bad_key", key=name)
    if name in templates.packaged:
        return _changed_block(name, block_names(templates.packaged[name].text), language)
    return _letter(name, language)


def blocks_page(language: Language) -> str:
    """A part of the reference in Markdown: the packaged letters with their blocks, and how to change one."""
    templates = templates_of(None, language.code)
    say, example = language.say, new_template(templates, "rejection", language).rstrip("\n")
    lines = ["", f"## {say('template.blocks.title')}", "", say("template.blocks.about"), ""]
    lines += ["```jinja", f"{{# {template_path('rejection', language)} #}}", example, "```", ""]
    columns = (say("template.column.name"), say("template.column.title"), say("template.blocks.blocks"))
    lines += [f"| {' | '.join(columns)} |", "| --- | --- | --- |"]
    for name, text in sorted(templates.packaged.items()):
        blocks = ", ".join(f"`{block}`" for block in block_names(text.text))
        lines.append(f"| `{name}` | {templates.template(name).title} | {blocks} |")
    return "\n".join(lines) + "\n"


def _changed_block(name: str, blocks: tuple[str, ...], language: Language) -> str:
    block = _MOST_CHANGED if _MOST_CHANGED in blocks else blocks[0]
    lines = [
        f"{{# {language.say('template.new.changes', names=blocks)} #}}",
        f'{{% extends "standard/{name}{ENDING}" %}}',
        f"{{% block {block} %}}",
        "{{ super() }}",
        language.say("template.new.line"),
        "",
        "{% endblock %}",
    ]
    return "\n".join(lines) + "\n"


def _letter(name: str, language: Language) -> str:
    head = ["---", f"title: {name}", "audience: municipalities", "form: letter", f"filename: {name}", "---"]
    body = [
        "{% block overskrift %}",
        "# {{ programme.title }}",
        "",
        "{% endblock %}",
        "{% block intro %}",
        language.say("drafts.cover.dear", name="{{ kommune }}"),
        "",
        language.say("template.new.line"),
        "",
        "{% endblock %}",
        "{% block underskrift %}",
        '{% include "signature.md.j2" %}',
        "{% endblock %}",
    ]
    return "\n".join([*head, *body]) + "\n"
