"""The fields of a Word part: those that show a page number, a date or a title stay, the others become their last text.

A field is an element with an instruction (`fldSimple`) or a stretch of runs: begin, instruction, separate, result, end.
"""

from __future__ import annotations

import re
from typing import Any

_ALLOWED = re.compile(
    r"\s*(?:(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|TITLE|AUTHOR|STYLEREF)\b.*"
    r'|HYPERLINK\s+"(?:https?://|mailto:)[^"\\\s]*"\s*(?:\\[ho]\s*(?:"[^"]*")?\s*)*)',
    re.IGNORECASE | re.DOTALL,
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def clean_fields(root: Any) -> tuple[str, ...]:
    """Take the fields that are not allowed out of a part; their names, such as `INCLUDEPICTURE`."""
    dropped: list[str] = []
    for simple in list(root.iter(f"{_WORD}fldSimple")):
        instruction = simple.get(f"{_WORD}instr", "")
        if not _ALLOWED.fullmatch(instruction):
            dropped.append(_name(instruction))
            unwrap(simple)
    for field in _complex_fields(root):
        if not field.is_allowed:
            dropped.append(_name(field.instruction))
            for element in field.hidden:
                if (parent := element.getparent()) is not None:
                    parent.remove(element)
    return tuple(dropped)


def unwrap(element: Any) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(place + offset, child)
    parent.remove(element)


class _Field:
    """A field over several runs: its instruction, and the elements that go when it is taken out."""

    def __init__(self) -> None:
        self.instruction = ""
        self.hidden: list[Any] = []
        self.in_instruction = True
        self.is_complete = False
        self.is_computed = False

    @property
    def is_allowed(self) -> bool:
        """Whether it shows no more than a page number and the like; an instruction made by other fields may be any."""
        return self.is_complete and not self.is_computed and _ALLOWED.fullmatch(self.instruction) is not None


def _complex_fields(root: Any) -> list[_Field]:
    fields: list[_Field] = []
    open_fields: list[_Field] = []
    for element in root.iter("*"):
        name = str(element.tag).removeprefix(_WORD)
        step = element.get(f"{_WORD}fldCharType", "") if name == "fldChar" else ""
        is_content = element.getparent() is not None and str(element.getparent().tag) == f"{_WORD}r" and name != "rPr"
        if step == "begin" or name == "fldSimple":
            for outer in open_fields:
                outer.is_computed |= outer.in_instruction
        if step == "begin":
            fields.append(_Field())
            open_fields.append(fields[-1])
        if is_content:
            for outer in open_fields:
                if outer.in_instruction:
                    outer.hidden.append(element)
        if name in {"instrText", "delInstrText"} and open_fields:
            open_fields[-1].instruction += element.text or ""
        if step in {"separate", "end"} and open_fields:
            current = open_fields[-1]
            if not current.in_instruction:
                current.hidden.append(element)
            current.in_instruction = False
            if step == "end":
                open_fields.pop().is_complete = True
    return fields


def _name(instruction: str) -> str:
    return (instruction.split() or ["?"])[0].upper()[:40]
