"""Text -> the tree of a file that is written in the usual way; None for every other file.

One regular expression recognises a line: indentation, list sign, key, and a value or the beginning of a block of text.
What it does not recognise (escapes, tabs, anchors, tags, `---`, text that continues on the next line, and all
mistakes) is left to `tree.read_tree`, which alone reports findings. A tree from here has the same keys and values as
the tree from there, and the same places when they are asked for. See `docs/decisions/0022`.

Only single characters are repeated possessively (`*+`): Python before 3.11.5 matches possessive groups wrongly
(https://github.com/python/cpython/issues/106052).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NoReturn

from samskab.yaml.nodes import MAX_NODES, Mapping, Node, RefusedNode, Scalar, Sequence

_DEEPEST: Final = 12
_MOST_KEYS: Final = 5_000
_LONGEST_KEY: Final = 99
_NO_KEYS: Final = frozenset(("null", "Null", "NULL"))

_QUOTED: Final = r'"[^"\\\n]*+(?:\\["\\][^"\\\n]*+)*"|\'[^\'\n]*+(?:\'\'[^\'\n]*+)*\'(?!\')'
_PLAIN: Final = r"(?:-(?=\d))?[^\s\-?:,\[\]{}#&*!|>'\"%@`]"  # the first character
_KEY: Final = r"[A-Za-z][A-Za-z0-9_./-]*+"
_LINE: Final = re.compile(
    r"( *+)(- (?! ))?"  # indentation, list sign
    rf"(?:([A-Za-z][A-Za-z0-9_.\[\]/-]*+|\"[!#-\[\]-~]{{1,99}}\"|'[!-&(-~]{{1,99}}'):(?: ++|(?=\n)))?"  # key
    r"(?:([|>]-?+)"  # the sign of a block of text
    rf"|({_PLAIN}[^\n#:]*+(?::[^\s#:][^\n#:]*+)*|{_QUOTED}|[\[{{][^\n#]*[\]}}]))?"  # a value
    r" *+(?:(?:^|(?<= ))#[^\n]*+)?\n"  # a comment
    r"(?(4)((?:(?(2)\1 {3,}[^ \n][^\n]*+|\1 +[^ \n][^\n]*+)?\n)*))"  # the lines of the block
    r"|(.+|\n)",  # anything else, to the end of the line
    re.MULTILINE,
)
_IN_BRACKETS: Final = rf"{_QUOTED}|{_PLAIN}[^\n#:,\[\]{{}}]*+(?::[^\s#:,\[\]{{}}?][^\n#:,\[\]{{}}]*+)*"
_PAIR: Final = re.compile(rf"({_KEY}): ++({_IN_BRACKETS})(?:, *+(?=.)|$)|(.+)")
_ITEM: Final = re.compile(rf"({_IN_BRACKETS})(?:, *+(?=.)|$)|(.+)")
_TOKEN: Final = re.compile(rf" *+(?:([\[\]{{}},])|({_IN_BRACKETS})(:(?= ))?|(.+))")
_TOP: Final = re.compile(r"\n([^\s#].*?):(?=[ \n])")
_BLANK_LINE: Final = re.compile(r"(?:^|\n) +\n")
_ESCAPE: Final = re.compile(r"\\(.)")
_BREAKS: Final = re.compile(r"\n+")

_keys: dict[str, Scalar] = {}
"""The keys met so far, as they are written: the same ones are in every file."""


class _NotPlainError(Exception):
    """The file is left to the parser."""


def plain_root(text: str) -> Mapping | None:
    """The root of a text's tree, without places; None when the parser has to read the text."""
    text = _with_newlines(text)
    if "\t" in text or "\r" in text or not text.endswith("\n") or (" \n" in text and _BLANK_LINE.search(text)):
        return None
    if len(text) > MAX_NODES and sum(map(text.count, "\n,:[{")) > MAX_NODES:
        return None
    try:
        return _Builder().build(text)
    except _NotPlainError:
        return None


def placed_root(text: str, field: str) -> Mapping | None:
    """The root of a text that `plain_root` takes, with one of its fields; the others are keys without a value.

    Keys and field have the places that the parser gives; an index counts a line end as one character.
    """
    lines = "\n" + _with_newlines(text)
    root = Mapping()
    tops = [*_TOP.finditer(lines)]
    for top, end in zip(tops, [*(top.start(1) for top in tops[1:]), len(lines)], strict=True):
        key = _new_key(top[1])
        if key.value == field:
            part = plain_root(lines[top.start(1) : end])
            if part is None:
                return None
            root.entries |= part.entries
            _set_entry(root, field, _places(lines, top.start(1)))
        else:
            root.entries[key.value] = Scalar(key.value, key.style, *_ends(top, 1)), Scalar("", "")
    return root


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n") if "\r" in text else text


class _Builder:
    """Builds the tree line by line.

    top       the mapping or list that the next line belongs to
    column    where its keys or list signs are
    outer     the ones that it lies in, each with its column
    waiting   the key of `top` that may have its value on the next lines; empty when none has
    """

    def __init__(self) -> None:
        self.top: Mapping | Sequence = Mapping()
        self.column = 0
        self.outer: list[tuple[Mapping | Sequence, int]] = []
        self.waiting = ""

    def build(self, text: str) -> Mapping:
        """The root."""
        root = self.top
        for indentation, dash, key, sign, value, block, other in _LINE.findall(text):
            if not key or dash or self.waiting or len(indentation) != self.column:
                if other:
                    _leave()
                if not (key or dash or value or sign):
                    continue  # a comment, or an empty line
                self._move(len(indentation), dash != "")
                if dash and not key:
                    self._items().append(_block(sign, block) if sign else _value(value))
                    continue
                if dash:
                    self._begin_item()
            known = _keys.get(key) or _new_key(key)
            top = self.top
            if type(top) is not Mapping or known.value in top.entries:
                _leave()
            if value:
                top.entries[known.value] = known, _value(value)
            elif sign:
                top.entries[known.value] = known, _block(sign, block)
            else:
                top.entries[known.value] = known, Scalar("", "")
                self.waiting = known.value
        if type(root) is not Mapping or not root.entries:
            _leave()
        return root

    def _move(self, column: int, is_item: bool) -> None:
        """Goes to the mapping or list that has its lines in a column."""
        if column > self.column:
            self._open(column, Sequence() if is_item else Mapping())
            return
        self.waiting = ""  # its value is empty
        while column < self.column:
            self.top, self.column = self.outer.pop()
        if column != self.column:
            _leave()

    def _open(self, column: int, node: Mapping | Sequence) -> None:
        """Makes a node the value of the key that waits for one."""
        if type(self.top) is not Mapping or not self.waiting or len(self.outer) > _DEEPEST:
            _leave()
        entries = self.top.entries
        entries[self.waiting] = entries[self.waiting][0], node
        self._enter(node, column)

    def _enter(self, node: Mapping | Sequence, column: int) -> None:
        self.outer.append((self.top, self.column))
        self.top, self.column, self.waiting = node, column, ""

    def _items(self) -> list[Node]:
        if type(self.top) is not Sequence:
            _leave()
        return self.top.items

    def _begin_item(self) -> None:
        """Makes a mapping an item of the list; its keys are below its first key."""
        mapping = Mapping()
        self._items().append(mapping)
        self._enter(mapping, self.column + 2)


def _leave() -> NoReturn:
    raise _NotPlainError


def _new_key(key: str) -> Scalar:
    if not key or len(key) > _LONGEST_KEY or key in _NO_KEYS:
        _leave()
    quote = key[0] if key[0] in "\"'" else ""
    if len(_keys) > _MOST_KEYS:
        _keys.clear()
    return _keys.setdefault(key, Scalar(key[1:-1] if quote else key, quote))


def _value(value: str) -> Node:
    """A value on one line."""
    first = value[:1]
    if first == '"':
        return Scalar(value[1:-1] if "\\" not in value else _ESCAPE.sub(r"\1", value[1:-1]), first)
    if first == "'":
        return Scalar(value[1:-1].replace("''", "'"), first)
    if first == "{" or first == "[":
        return _in_brackets(value)
    if not value:
        _leave()
    return Scalar(value.rstrip(" "), "")


def _block(sign: str, lines: str) -> Scalar:
    """A text in indented lines: `|` keeps line ends, `>` joins lines; `-` leaves out the last line end."""
    begin = "\n" + " " * (len(lines) - len(lines.lstrip(" ")))
    if len(begin) == 1:
        _leave()  # it begins with an empty line, or has none
    text = ("\n" + lines).replace(begin, "\n")
    empty = sum(len(run) - 1 for run in _BREAKS.findall(lines)) if "\n\n" in lines else 0
    if ("\n" + lines).count(begin) != lines.count("\n") - empty:
        _leave()  # a line is indented less than the first
    text = text[1:].rstrip("\n")
    if sign[0] == ">":
        if "\n " in text:
            _leave()  # a line that is indented more is not joined
        text = text.replace("\n", " ") if "\n\n" not in text else _BREAKS.sub(_joined, text)
    return Scalar(text if sign[-1] == "-" else text + "\n", sign[0])


def _joined(breaks: re.Match[str]) -> str:
    return breaks.group()[1:] or " "


def _in_brackets(value: str) -> Node:
    """A list in brackets or a mapping in braces, on one line."""
    inside = value[1:-1]
    if "{" in inside or "[" in inside:
        return _nested(value)
    if value[0] == "{":
        if value[-1] != "}":
            _leave()
        mapping = Mapping(flow=True)
        for key, scalar, other in _PAIR.findall(inside):
            if other or key in mapping.entries:
                return _nested(value)
            mapping.entries[key] = _keys.get(key) or _new_key(key), _value(scalar)
        return mapping
    if value[-1] != "]":
        _leave()
    sequence = Sequence(flow=True)
    for scalar, other in _ITEM.findall(inside):
        if other:
            return _nested(value)
        sequence.items.append(_value(scalar))
    return sequence


class _Brackets:
    """The nodes of brackets in brackets, token by token.

    is_open   whether a value or key may come; else a comma or a closing bracket must
    """

    def __init__(self) -> None:
        self.root: Node | None = None
        self.top: Mapping | Sequence | None = None
        self.key: Scalar | None = None
        self.outer: list[tuple[Mapping | Sequence | None, Scalar | None]] = []
        self.is_open = True

    def sign(self, sign: str) -> None:
        """A bracket or a comma."""
        if sign in "{[":
            if not self.is_open or len(self.outer) > _DEEPEST:
                _leave()
            self.outer.append((self.top, self.key))
            self.top, self.key = Mapping(flow=True) if sign == "{" else Sequence(flow=True), None
        elif sign == ",":
            if self.is_open or self.top is None:
                _leave()
            self.is_open = True
        else:
            self._close(Mapping if sign == "}" else Sequence)

    def _close(self, kind: type[Mapping | Sequence]) -> None:
        node = self.top
        if node is None or type(node) is not kind:
            _leave()
        is_empty = not (node.entries if isinstance(node, Mapping) else node.items)
        if self.is_open and (self.key is not None or not is_empty):
            _leave()  # nothing after a comma or a key
        self.top, self.key = self.outer.pop()
        self.put(node)

    def name(self, node: Node) -> None:
        """A key of a mapping."""
        top = self.top
        if not self.is_open or type(top) is not Mapping or self.key is not None or not isinstance(node, Scalar):
            _leave()
        if not _is_key(node) or node.value in top.entries:
            _leave()
        self.key = node

    def put(self, node: Node) -> None:
        """A value that is complete."""
        if type(self.top) is Mapping:
            if self.key is None:
                _leave()
            self.top.entries[self.key.value] = self.key, node
            self.key = None
        elif type(self.top) is Sequence:
            self.top.items.append(node)
        else:
            self.root = node
        self.is_open = False


def _nested(value: str) -> Node:
    """The same with brackets in brackets."""
    brackets = _Brackets()
    for sign, scalar, colon, _ in _TOKEN.findall(value):
        if sign:
            brackets.sign(sign)
        elif not scalar or not brackets.is_open:
            _leave()
        elif colon:
            brackets.name(_value(scalar))
        else:
            brackets.put(_value(scalar))
    if brackets.outer or brackets.root is None or brackets.is_open:
        _leave()
    return brackets.root


def _is_key(node: Scalar) -> bool:
    """Whether a scalar in brackets may be a key."""
    value = node.value
    is_short = value.isascii() and 0 < len(value) <= _LONGEST_KEY
    return is_short and (node.style != "" or value not in {*_NO_KEYS, "~", "<<"})


class _Place:
    """A place in a text that begins with a line end; line and column are counted when they are needed."""

    __slots__ = ("at", "text")

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    @property
    def line(self) -> int:
        return self.text.count("\n", 1, self.at)

    @property
    def column(self) -> int:
        return self.index - self.text.rfind("\n", 0, self.at)

    @property
    def index(self) -> int:
        return self.at - 1


_Places = Iterator[tuple[_Place, _Place]]


def _places(text: str, start: int) -> _Places:
    """Where every list sign, key, value and bracket begins and ends, in the order of the nodes."""
    for line in _LINE.finditer(text, start):
        value = line[5] or ""
        yield from (_ends(line, group) for group in (2, 3) if line[group])
        if line[4]:
            yield _Place(text, line.start(4)), _Place(text, line.end(6))
        elif value[:1] in {"[", "{"}:
            tokens = _TOKEN.finditer(text, *line.span(5))
            yield from (_ends(token, 1 if token[1] else 2) for token in tokens if token[1] != ",")
        elif value:
            yield _ends(line, 5)


def _ends(match: re.Match[str], group: int) -> tuple[_Place, _Place]:
    start = match.start(group)
    return _Place(match.string, start), _Place(match.string, start + len(match[group].rstrip(" ")))


def _set_places(node: Node, places: _Places) -> None:
    """Gives a node and those in it their places."""
    if isinstance(node, Scalar | RefusedNode):
        node.start_mark, node.end_mark = next(places)
        return
    starts = [next(places)[0]] if node.flow else []
    if isinstance(node, Mapping):
        starts += [_set_entry(node, name, places) for name in node.entries]
    else:
        for item in node.items:
            starts += [] if node.flow else [next(places)[0]]
            _set_places(item, places)
    node.start_mark = starts[0]
    if node.flow:
        node.end_mark = next(places)[1]


def _set_entry(mapping: Mapping, name: str, places: _Places) -> _Place:
    """The same for a value and its key, which is made again, for all files share it. Returns where the key begins."""
    key, value = mapping.entries[name]
    start, end = next(places)
    mapping.entries[name] = Scalar(key.value, key.style, start, end), value
    if isinstance(value, Scalar) and not value.style and not value.value:
        value.start_mark = value.end_mark = _Place(end.text, end.at + 1)  # after the colon
    else:
        _set_places(value, places)
    return start
