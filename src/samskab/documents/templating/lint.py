"""What is wrong with a template before any data is rendered: unknown names, forbidden syntax, risky Markdown.

The names are those of the data's shape: a mapping has the names that exist, a list has one example of its elements,
anything else is a printable value. `{"municipality": {"name": ""}, "meetings": [{"date": "", "place": ""}]}`.
All mistakes are found at once, each with its line. Runs in the child process only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from samskab.documents.templating import allowed_syntax, environment
from samskab.documents.templating.front_matter import (
    ALLOWED,
    KEYS,
    needed_names,
    unknown_lines,
    unknown_values,
    without_front_matter,
)
from samskab.documents.templating.inheritance import inheritance_faults
from samskab.documents.templating.markdown_blocks import SECTION_NAMES
from samskab.documents.templating.template_error import ANY_NAME, Fault, unknown

_MODULE = "?module"
"""The value of an imported template, the only one whose parts may be called."""
_LOOP = dict.fromkeys(allowed_syntax.LOOP_NAMES, "")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]{}|\"']+")
_LINK = re.compile(r"\]\(([^)\s]+)|<((?:https?://|mailto:)[^>]+)>")
_ITEM = re.compile(r"[ \t]*([-*+] |\d+[.)] |\|)")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\[[^\]]*\](?=\()")
"""What Jinja reads, and the words of a link."""
_MONTH = "måned|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_LEFT_OVER = re.compile(
    r"\{ *[^\W\d][\w .-]{0,40}\}"
    r"|«\w[^«»\n]{0,40}»|<<[^>\n]{1,40}>>|<[A-Za-zÆØÅæøå][\w -]{2,40}>|%[A-ZÆØÅ_]{3,40}%"
    r"|\[(?:[a-zæøå][a-zæøå -]{2,40}|[A-ZÆØÅ][A-ZÆØÅ _-]{2,40}|(?i:indsæt|skriv|udfyld|insert)[^\]\n]{0,60})\]"
    r"|(?i:\bindsæt (?:tekst|navn|dato|logo)\b|\bskriv (?:tekst )?her\b|\binsert text\b|lorem ipsum|\btodo\b)"
    r"|\b[Xx]{3,}\b|\b[Xx]{2}[.:/-] ?[Xx]{2}\b|_{4,}|\?{3,}|…{2,}|\.{4,}"
    rf"|(?i:\bx{{1,2}}\. (?:{_MONTH})\b|\b(?:tt|hh)[.:]mm\b)"
    r"|(?i:\b[dx]{1,2}[./-] ?m{1,4}[./-] ?[åy]{2,4}\b|\b[åy]{4}-mm-dd\b)"
)
"""What a Word letter or a draft leaves to be filled in: {navn}, «Kommune», [KONTAKT], Indsæt tekst her, dd.mm.åååå."""
_FENCE = re.compile(r":::[ \t]*([\w-]*)[ \t]*$")


def check_template(sandbox: environment.Sandbox, name: str, schema: Mapping[str, Any]) -> list[Fault]:
    """Every mistake of one template, in reading order. Templates it builds on are checked on their own."""
    loader: Any = sandbox.loader
    text, path, _ = loader.get_source(sandbox, f"{name}.md.j2")
    found = loader.own.get(name) or loader.packaged.get(name)
    found_faults = [*_front_matter_faults(found[1]), *_unknown_needs(found[1], schema)]
    try:
        tree = super(environment.Sandbox, sandbox)._parse(text, name, path)
    except TemplateSyntaxError as error:
        return [*found_faults, environment.syntax_fault(error).at(path, 1)]
    found_faults += allowed_syntax.forbidden_constructs(tree)
    found_faults += _Names(dict(schema)).template(tree)
    found_faults += _includes(tree, loader)
    found_faults += sandbox.imported_letters(tree)
    found_faults += _blocks_twice(tree)
    found_faults += inheritance_faults(sandbox, name, tree)
    found_faults += _habits(without_front_matter(found[1]), extends=any(True for _ in tree.find_all(nodes.Extends)))
    unique = {(f.line, f.code, str(f.values)): f.at(path, 1) for f in found_faults}
    return [unique[key] for key in sorted(unique)]


def _front_matter_faults(text: str) -> Iterator[Fault]:
    """Lines that are no known `key: value`, and values that the key cannot have; each with the line that would be."""
    for line, odd in unknown_lines(text):
        key, colon, value = odd.partition(":")
        near = unknown(key.strip(), list(KEYS)).hint if colon else ""
        yield Fault("SK639", line=line, text=odd[:80], hint=f"{near}: {value.strip()[:80]}" if near else "")
    for line, key, value in unknown_values(text):
        near = unknown(value, list(ALLOWED[key])).hint
        allowed = ", ".join(ALLOWED[key])
        yield Fault("SK698", line=line, key=key, value=value[:80], allowed=allowed, hint=near and f"{key}: {near}")


def _unknown_needs(text: str, schema: Mapping[str, Any]) -> list[Fault]:
    """Facts of `needs` that are no names of the template data."""
    names = _Names(dict(schema))
    for line, fact in needed_names(text):
        value: Any = names.schema
        for name in fact.split("."):
            value = names.key(value, name, line)
    return names.faults


def _blocks_twice(tree: nodes.Template) -> Iterator[Fault]:
    seen: set[str] = set()
    for block in tree.find_all(nodes.Block):
        if block.name in seen:
            yield Fault("SK699", line=block.lineno, name=block.name[:80])
        seen.add(block.name)


def _includes(tree: nodes.Template, loader: Any) -> Iterator[Fault]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        wanted = getattr(node.template, "value", None)  # type: ignore[attr-defined]
        if isinstance(wanted, str) and wanted not in loader.names():
            yield Fault("SK620", line=node.lineno, name=wanted[:80], hint=unknown(wanted, loader.names()).hint)


class _Names:
    """Looks each name of a template up in the shape of the data, scope by scope."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema
        self.faults: list[Fault] = []

    def template(self, tree: nodes.Template) -> list[Fault]:
        scope = dict(self.schema)
        self.statements(tree.body, scope)
        return self.faults

    def statements(self, body: list[nodes.Node], scope: dict[str, Any]) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Any]) -> None:  # noqa: C901 - one branch for each statement
        if isinstance(node, nodes.For):
            element = _element(self.value(node.iter, scope, node.lineno))
            inner = scope | {"loop": _LOOP} | _bound(node.target, element)
            if node.test:
                self.value(node.test, inner, node.lineno)
            self.statements(node.body, inner)
            self.statements(node.else_, dict(scope))
        elif isinstance(node, nodes.If):
            self.value(node.test, scope, node.lineno)
            for body in (node.body, node.else_, node.elif_):
                self.statements(list(body), scope)
        elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
            for default in node.defaults:
                self.value(default, scope, node.lineno)
            if isinstance(node, nodes.CallBlock):
                self.value(node.call, scope, node.lineno)
            self.statements(node.body, scope | {arg.name: ANY_NAME for arg in node.args} | {"caller": ANY_NAME})
            if isinstance(node, nodes.Macro):
                scope[node.name] = ANY_NAME
        elif isinstance(node, nodes.With):
            values = [self.value(value, scope, node.lineno) for value in node.values]
            inner = dict(scope)
            for target, value in zip(node.targets, values, strict=True):
                inner |= _bound(target, value)
            self.statements(node.body, inner)
        elif isinstance(node, nodes.Block):
            self.statements(node.body, scope | {"super": ANY_NAME})
        elif isinstance(node, nodes.Assign):
            scope |= _bound(node.target, self.value(node.node, scope, node.lineno))
        elif isinstance(node, nodes.AssignBlock):
            self.statements(node.body, dict(scope))
            scope |= _bound(node.target, ANY_NAME)
        elif isinstance(node, nodes.Import):
            scope[node.target] = _MODULE
        elif isinstance(node, nodes.FromImport):
            scope |= {name if isinstance(name, str) else name[1]: ANY_NAME for name in node.names}
        elif isinstance(node, nodes.Output):
            for child in node.nodes:
                self.value(child, scope, child.lineno)

    def value(self, node: nodes.Node, scope: Mapping[str, Any], line: int) -> Any:
        """The shape of an expression's value; ANY_NAME where it depends on the data."""
        line = node.lineno or line
        if isinstance(node, nodes.Name):
            if node.name == "range":
                return ANY_NAME
            return self.key(scope, node.name, line)
        if isinstance(node, nodes.Getattr):
            return self.key(self.value(node.node, scope, line), node.attr, line)
        if isinstance(node, nodes.Getitem):
            outer = self.value(node.node, scope, line)
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return self.key(outer, node.arg.value, line)
            self.value(node.arg, scope, line)
            return _element(outer)
        if isinstance(node, nodes.Filter):
            inner = self.value(node.node, scope, line) if node.node else ANY_NAME
            for arg in (*node.args, *node.kwargs):
                self.value(arg, scope, line)
            return _element(inner) if node.name in ("first", "last") else inner if node.name == "default" else ""
        if isinstance(node, nodes.CondExpr):
            self.value(node.test, scope, line)
            value = self.value(node.expr1, scope, line)
            if node.expr2:
                self.value(node.expr2, scope, line)
            return value
        for child in self.called(node, scope, line):
            self.value(child, scope, line)
        return ANY_NAME

    def called(self, node: nodes.Node, scope: Mapping[str, Any], line: int) -> Iterator[nodes.Node]:
        """The parts of a node to check; what is called may be a macro, never a method of a value."""
        if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr)):
            return node.iter_child_nodes()
        if self.value(node.node.node, scope, line) != _MODULE:
            self.faults.append(Fault("SK626", line=line, what=f".{node.node.attr}()"))
        return iter((*node.args, *node.kwargs))

    def key(self, outer: Any, name: str, line: int) -> Any:
        if outer in (ANY_NAME, _MODULE) or name.startswith("_"):
            return ANY_NAME
        if isinstance(outer, Mapping):
            if name in outer:
                return outer[name]
            if ANY_NAME in outer:
                return outer[ANY_NAME]
        fault = unknown(name, outer if isinstance(outer, Mapping) else [])
        fault.line = line
        self.faults.append(fault)
        return ANY_NAME


def _element(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else ANY_NAME


def _bound(target: nodes.Node, value: Any) -> dict[str, Any]:
    if isinstance(target, nodes.Name):
        return {target.name: value}
    return {name.name: ANY_NAME for name in target.find_all(nodes.Name)}


def _habits(text: str, *, extends: bool) -> Iterator[Fault]:
    """What Jinja and Markdown accept and what gives a letter that is wrong."""
    lines = text.split("\n")
    written = [re.sub(r"\{#.*?#\}", "", line) for line in lines]
    yield from _loops(written)
    yield from _tables(written)
    yield from _links(written)
    yield from _left_overs(written)
    for number, line in enumerate(written, 1):
        if (fence := _FENCE.match(line)) and fence[1] and fence[1].lower() not in SECTION_NAMES:
            near = unknown(fence[1], list(SECTION_NAMES)).hint
            yield Fault("SK638", line=number, name=fence[1], hint=near)
    if (
        not extends
        and text.strip()
        and not re.search(r"^#\s|^\{%-?\s*(include|block|import|from|macro)", text, re.MULTILINE)
    ):
        yield Fault("SK640", line=1)


def _left_overs(lines: list[str]) -> Iterator[Fault]:
    """Placeholders that were not filled in: the first of each line."""
    for number, line in enumerate(lines, 1):
        if found := _LEFT_OVER.search(_TAG.sub(" ", line)):
            yield Fault("SK665", line=number, text=found[0][:60])


def _loops(lines: list[str]) -> Iterator[Fault]:
    """A line directly after a loop of bullets or rows would become a part of the last of them."""
    previous = ""
    for number, line in enumerate(lines, 1):
        tag = re.fullmatch(r"[ \t]*\{%-?[ \t]*(\w+).*%\}[ \t]*\r?", line)
        if tag and tag[1] == "endfor" and _ITEM.match(previous):
            after = next((each for each in lines[number:] if not re.fullmatch(r"[ \t]*\{%.*%\}[ \t]*\r?", each)), "")
            if after.strip() and not _ITEM.match(after) and not after.startswith(("  ", "\t", ":::")):
                yield Fault("SK630", line=number)
        if not tag:
            previous = line


def _tables(lines: list[str]) -> Iterator[Fault]:
    """A table needs text in its header row: a screen reader reads it with every cell."""
    for number, line in enumerate(lines[1:], 2):
        if re.fullmatch(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\r?", line) and "|" in line:
            header = lines[number - 2]
            if "|" not in header or not header.replace("|", "").strip():
                yield Fault("SK631", line=number - 1)


def _links(lines: list[str]) -> Iterator[Fault]:
    """Addresses that are not links, are not allowed, or differ so little that one is probably a typing error."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        targets = [a or b for a, b in _LINK.findall(line)]
        for target in targets:
            if (
                ":" in target
                and "{" not in target
                and not target.lower().startswith(("http://", "https://", "mailto:"))
            ):
                yield Fault("SK633", line=number, address=target[:200])
        bare = _LINK.sub("", line)
        for url in _URL.findall(re.sub(r"\[[^\]]*\]", "", bare)):
            yield Fault("SK632", line=number, address=url[:200])
        for url in (u.rstrip(".,;:") for u in _URL.findall(line)):
            plain = re.sub(r"^(https?://)?(www\.)?", "", url)
            for other, first in seen.items():
                if other != plain and SequenceMatcher(None, other, plain).ratio() > 0.95 and _slip(other, plain):
                    yield Fault("SK641", line=number, address=plain[:200], other=other[:200], first=first)
            seen.setdefault(plain, number)


def _slip(one: str, other: str) -> bool:
    """Whether two differ in one doubled, missing or changed letter alone, such as `faelllesskab` and `faellesskab`."""
    changed = [
        (one[a:b], other[c:d]) for op, a, b, c, d in SequenceMatcher(None, one, other).get_opcodes() if op != "equal"
    ]
    return len(changed) == 1 and all(len(part) <= 1 and not part.isdigit() for part in changed[0])
