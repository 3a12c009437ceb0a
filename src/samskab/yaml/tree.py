"""Bytes -> text -> tree of nodes. PyYAML is imported when a file needs it; `plain_files.py` reads most of them."""

from __future__ import annotations

from typing import NamedTuple

from samskab.finding import Finding
from samskab.yaml.characters import CheckedText, check_characters, read_text
from samskab.yaml.nodes import Node


class Tree(NamedTuple):
    """The tree of one file. `root` is None when nothing could be read; places count in `text`."""

    path: str
    text: str
    root: Node | None
    findings: tuple[Finding, ...] = ()


def read_tree(source: bytes | str, path: str = "") -> Tree:
    """The tree of a file's bytes, or of a text, with every mistake of characters and syntax. Never raises for bad data.

    A byte order mark is removed: places count from the first character after it.
    """
    if isinstance(source, bytes):
        return tree_of_text(read_text(source, path), path)
    return tree_of_text(check_characters(source.removeprefix("\ufeff"), path), path)


def tree_of_text(checked: CheckedText, path: str) -> Tree:
    """The same of a text whose characters have been checked."""
    text, findings, is_readable = checked
    if not is_readable:
        return Tree(path, text, None, findings)
    from samskab.yaml.tree_builder import TreeBuilder

    builder = TreeBuilder(text, path)
    root = builder.build()
    if not findings:
        return Tree(path, text, root, tuple(builder.findings))
    # A blanked odd character may look like a second mistake on its line, or break the syntax: one finding is enough.
    lines = {finding.span.line for finding in findings}
    more = (f for f in builder.findings if f.span.line not in lines and f is not builder.syntax)
    return Tree(path, text, root, (*findings, *more))
