"""What is wrong with how a template builds on another: blocks that go nowhere, a template that extends itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from samskab.documents.templating import environment
from samskab.documents.templating.front_matter import front_matter
from samskab.documents.templating.template_error import Fault, unknown


def inheritance_faults(sandbox: environment.Sandbox, name: str, tree: nodes.Template) -> Iterator[Fault]:
    """The mistakes of a template, known by `name`, in what it extends and in its blocks."""
    loader: Any = sandbox.loader
    extends = tree.find(nodes.Extends)
    packaged = f"standard/{name}.md.j2"
    if extends is None:
        own = loader.own.get(name)
        if own and packaged in loader.names() and _is_blocks_alone(tree) and not _is_whole(own[1]):
            yield Fault("SK680", line=1, hint=_extends(packaged))
    elif getattr(extends.template, "value", None) == f"{name}.md.j2":
        yield Fault("SK681", line=extends.lineno, hint=_extends(packaged) if packaged in loader.names() else "")
    else:
        yield from _blocks_nowhere(sandbox, tree)


def _extends(name: str) -> str:
    return f'{{% extends "{name}" %}}'


def _is_whole(text: str) -> bool:
    """Whether a template is a copy of a letter: with its front matter, and a heading where it is no part of others."""
    about = front_matter(text)
    return bool(about) and (about.get("form") == "part" or bool(re.search(r"^#\s", text, re.MULTILINE)))


def _is_blocks_alone(tree: nodes.Template) -> bool:
    """Whether a template has blocks and no text beside them."""
    rest = [node for node in tree.body if not isinstance(node, nodes.Block)]
    return len(rest) < len(tree.body) and not any(_has_text(node) for node in rest)


def _has_text(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Output):
        return True
    return any(not isinstance(part, nodes.TemplateData) or part.data.strip() for part in node.nodes)


def _blocks_nowhere(sandbox: environment.Sandbox, tree: nodes.Template) -> Iterator[Fault]:
    """Blocks of a template that extends another, which none of those it builds on has: their text is nowhere."""
    parents = list(_parents(sandbox, tree))
    known = sorted({block.name for parent in parents for block in parent.find_all(nodes.Block)})
    for block in tree.body if parents else ():
        if isinstance(block, nodes.Block) and block.name not in known:
            hint = unknown(block.name, known).hint
            yield Fault("SK690", line=block.lineno, name=block.name[:80], hint=hint, names=", ".join(known))


def _parents(sandbox: environment.Sandbox, tree: nodes.Template) -> Iterator[nodes.Template]:
    """The templates that one builds on, the nearest first; none twice."""
    loader: Any = sandbox.loader
    seen: set[str] = set()
    while (extends := tree.find(nodes.Extends)) is not None:
        wanted = getattr(extends.template, "value", None)
        if not isinstance(wanted, str) or wanted in seen or wanted not in loader.names():
            return
        seen.add(wanted)
        text, path, _ = loader.get_source(sandbox, wanted)
        try:
            tree = super(environment.Sandbox, sandbox)._parse(text, wanted, path)
        except TemplateSyntaxError:
            return
        yield tree
