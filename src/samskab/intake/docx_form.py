"""Bytes of a Word form -> its answers as one line of a table.

Our own form (`documents.form.word`) is read by the tags of its controls. Another, or ours after a program has dropped
the controls, is read by its headings, and by its tables with a question in the first column and the answer beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.intake.columns import MORE_PARTS, form_labels, part_heading, person_labels
from samskab.intake.csv_table import oversized
from samskab.intake.form_table import LARGEST, MOST_COLUMNS, FormCell, FormFile, FormTable
from samskab.intake.office_package import UNREADABLE, OfficePackage, UnfitPackageError
from samskab.model.programme import CONTACT_PARTS
from samskab.spelling import fold
from samskab.yaml.catalogue import load_languages

if TYPE_CHECKING:
    from lxml.etree import _Element

_OF_WORD = ("klik", "tryk", "click", "tap")
"""What the hints begin with that Word itself shows in an empty control."""
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_MAIN}}}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPOGRAPHY = {0xA0: " ", 0x202F: " ", 0x2060: "", 0xAD: ""}
"""Characters that layout programs insert and nobody types."""
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent", "sdtPr", "rPr", "pPr"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_OUR_TAGS = ("answers.", "commitments.", "applicant", "contact.")
_BOXES = {"☒": True, "☑": True, "✓": True, "✔": True, "☐": False}
_BOX = re.compile(r"(?P<box>[☒☑✓✔☐])\s*(?P<label>[^☒☑✓✔☐\n]*)")
_OUR_SMALL = "SamskabSmall"
"""The style of the help below a question of our form."""
_REFERENCES = ("programme", "round")


@cache
def form_hints() -> tuple[str, ...]:
    """What an empty control of our form shows, in both languages."""
    keys = ("form.write", "form.choose", "form.choose_several")
    return tuple(each.say(key).casefold() for key in keys for each in load_languages().values())


@cache
def _labelled(*parts: str) -> re.Pattern[str]:
    """A line that begins with the label of one of the parts in our form."""
    return re.compile(rf"(?P<label>{'|'.join(map(re.escape, form_labels(*parts)))}): *(?P<text>.*)")


@cache
def _people_heads() -> dict[str, str]:
    """The headings of a table of people, folded -> the part in the column."""
    return {**person_labels(), **{fold(label): part for label, part in form_labels("role").items()}}


class _Answer(NamedTuple):
    """An answer below its heading. `is_loose`: the heading may be no question, as those of an invitation."""

    heading: str
    text: str
    is_loose: bool = False


def read_docx(content: bytes, path: str) -> FormFile:
    """The answers of a form. Never raises for bad data.

    SK085 too large, SK780 no document that can be read, SK781 macros, SK790 nothing filled in, SK791 hidden text, which
    is not read.
    """
    if len(content) > LARGEST:
        return FormFile(path, findings=(oversized(path, len(content)),), via="docx")
    try:
        package = OfficePackage(content, path)
        body = next(_main_part(package).iter(f"{_W}body"))
        hidden = any(_is_hidden(run) and _text(run).strip() for run in body.iter(f"{_W}r"))
        answers = list(_by_tags(body) if _has_tags(body) else _by_headings(body))
    except UnfitPackageError as fault:
        return FormFile(path, findings=(fault.finding,), via="docx")
    except (*UNREADABLE, StopIteration):
        return FormFile(path, findings=(make_finding("SK780", Span(path)),), via="docx")
    findings: tuple[Finding, ...] = (make_finding("SK791", Span(path)),) if hidden else ()
    kept = _once(each for each in answers if each.text)[:MOST_COLUMNS]
    if not any(each.heading not in {"programme", "round"} for each in kept):
        return FormFile(path, findings=(make_finding("SK790", Span(path)), *findings), via="docx")
    headings = tuple(FormCell(each.heading, Span(f"{path}:{each.heading}")) for each in kept)
    texts = tuple(FormCell(each.text, Span(f"{path}:{each.heading}")) for each in kept)
    loose = frozenset(each.heading for each in kept if each.is_loose)
    return FormFile(path, (FormTable(path, (headings, texts)),), findings, via="docx", loose=loose)


def _once(answers: Iterable[_Answer]) -> list[_Answer]:
    """Each heading once, with all that stands below it."""
    found: dict[str, _Answer] = {}
    for each in answers:
        known = found.get(each.heading)
        found[each.heading] = each._replace(text=f"{known.text}\n{each.text}") if known else each
    return list(found.values())


def _main_part(package: OfficePackage) -> _Element:
    """The document itself, with the namespace of `strict` files replaced by the usual one."""
    links = package.xml("_rels/.rels")
    target = next(str(each.get("Target")) for each in links if str(each.get("Type")).endswith("/officeDocument"))
    root: _Element = package.xml(target.lstrip("/"))
    for each in root.iter():
        if isinstance(each.tag, str) and each.tag.startswith(f"{{{_STRICT}}}"):
            each.tag = _W + each.tag.partition("}")[2]
    return root


def _has_tags(body: _Element) -> bool:
    return any(_tag(control).startswith(_OUR_TAGS) for control in body.iter(f"{_W}sdt"))


def _by_tags(body: _Element) -> Iterator[_Answer]:
    """Each field once: the text of its control, or the words beside the boxes that are ticked."""
    rows = [row for row in body.iter(f"{_W}tr") if any(_tag(control) == "role" for control in row.iter(f"{_W}sdt"))]
    of_people = {control for row in rows for control in row.iter(f"{_W}sdt")}
    found: dict[str, list[str]] = {}
    for control in body.iter(f"{_W}sdt"):
        tag = _tag(control)
        if tag and tag != "participants" and control not in of_people:
            found.setdefault(tag, []).extend(_value(control))
    yield from (_Answer(tag, ";".join(texts)) for tag, texts in found.items())
    people = ({_tag(each): "".join(_value(each)) for each in row.iter(f"{_W}sdt") if _tag(each)} for row in rows)
    yield from _people(people)


def _value(control: _Element) -> Iterator[str]:
    """What is filled in: nothing, a text, or the words beside a ticked box."""
    box = next((each for each in control.iter("{*}checkbox") if _name(each.getparent()) == "sdtPr"), None)
    content = control.find(f"{_W}sdtContent")
    text = "" if content is None else _text(content).strip()
    if box is not None:
        paragraph = next((each for each in control.iterancestors() if _name(each) == "p"), None)
        if _is_ticked(box, text) and paragraph is not None:
            yield _label_beside(control, paragraph)
    elif text and not _is_hint(control, text):
        yield text


def _is_ticked(box: _Element, shown: str) -> bool:
    checked = box.find("{*}checked")
    value = next(iter(checked.attrib.values()), "1") if checked is not None else "0"
    return str(value) in {"1", "true", "on"} or _BOXES.get(shown[:1], False)


def _label_beside(control: _Element, paragraph: _Element) -> str:
    """The words after a box, up to the next one in the paragraph."""
    following: list[str] = []
    for each in paragraph.iter():
        if each is control:
            following = []
        elif _name(each) == "sdt" and control not in set(each.iterancestors()) and following:
            break
        elif _name(each) == "t" and control not in set(each.iterancestors()):
            following.append(each.text or "")
    return "".join(following).strip()


def _is_hint(control: _Element, text: str) -> bool:
    word = text.casefold().rstrip(".")
    is_shown = control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
    return word in form_hints() or (is_shown and word.startswith((*_OF_WORD, *form_hints())))


def _people(rows: Iterator[dict[str, str]]) -> Iterator[_Answer]:
    """`Leder 2: name` for the name of the second leader; a person without a role is a participant."""
    counts: Counter[str] = Counter()
    for row in rows:
        plain = {part: _prose([" ".join(text.split())]) for part, text in row.items() if part}
        role = plain.pop("role", "") or "deltager"
        given = {part: text for part, text in plain.items() if text}
        if given:
            counts[role] += 1
            yield from (_Answer(f"{role} {counts[role]}: {part}", text) for part, text in given.items())


def _by_headings(body: _Element) -> Iterator[_Answer]:
    """The answers below headings, and beside questions in tables."""
    heading, texts = "", list[str]()
    for block in _blocks(body):
        if _name(block) == "tbl":
            yield from _of_table(block)
        elif _is_heading(block):
            yield from _below(heading, texts)
            heading, texts = " ".join(_text(block).split()), []
        elif _style(block) != _OUR_SMALL:
            texts.append(_text(block))
        elif found := _labelled(*_REFERENCES).fullmatch(_text(block).strip()):
            yield _Answer(form_labels(*_REFERENCES)[found["label"]], found["text"])
    yield from _below(heading, texts)


def _below(heading: str, texts: list[str]) -> Iterator[_Answer]:
    """The answer below a heading; lines such as `Navn: ...` are the contact's."""
    if not heading:  # the letterhead
        return
    lines = "\n".join(texts).splitlines()
    parts = [_labelled(*CONTACT_PARTS).match(line) for line in lines if line.strip()]
    if parts and all(parts):
        for part in filter(None, parts):
            yield _Answer(f"contact.{form_labels(*CONTACT_PARTS)[part['label']]}", _prose([part["text"]]))
    else:
        first = next((n for n, line in enumerate(lines) if _labelled(*MORE_PARTS).match(line)), len(lines))
        yield _Answer(heading, _prose(lines[:first]), is_loose=True)
        yield from _more(heading, lines[first:])


def _more(heading: str, lines: list[str]) -> Iterator[_Answer]:
    """The further fields of a question, each after its label."""
    texts: dict[str, list[str]] = {}
    label = ""
    for line in lines:
        found = _labelled(*MORE_PARTS).match(line)
        label, text = (found["label"], found["text"]) if found else (label, line)
        texts.setdefault(label, []).append(text)
    yield from (_Answer(part_heading(heading, label), _prose(each), is_loose=True) for label, each in texts.items())


def _blocks(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables, also those in controls."""
    for each in parent:
        if _name(each) in {"p", "tbl"}:
            yield each
        elif _name(each) in {"sdt", "sdtContent", "ins", "customXml", "smartTag"}:
            yield from _blocks(each)


def _of_table(table: _Element) -> Iterator[_Answer]:
    rows = [[_text(cell).strip() for cell in row.iter(f"{_W}tc")] for row in table.iter(f"{_W}tr")]
    head = [_people_heads().get(fold(text), "") for text in rows[0]] if rows else []
    if "role" in head and "name" in head:
        yield from _people(dict(zip(head, row, strict=False)) for row in rows[1:])
        return
    heading = ""
    for label, *values in (row for row in rows if row):
        heading = " ".join(label.split()) or heading
        answer = "\n".join(value for value in values if value)
        if heading:
            yield _Answer(heading, _prose([answer]), is_loose=len(values) != 1)


def _prose(texts: list[str]) -> str:
    """The answer in lines: without our hints, and of boxes the words beside those that are ticked."""
    text = "\n".join(texts).strip()
    boxes = list(_BOX.finditer(text))
    if boxes:
        return ";".join(found["label"].strip() for found in boxes if _BOXES[found["box"]])
    text = re.sub(r"^(?:Svar|Answer):\s*", "", text)
    return "" if text.casefold().rstrip(".") in form_hints() else text


def _is_heading(paragraph: _Element) -> bool:
    """By its style, or because all of it is bold."""
    if re.match(r"heading|overskrift|title|titel", _style(paragraph).casefold()):
        return bool(_text(paragraph).strip())
    runs = [run for run in paragraph.iter(f"{_W}r") if _text(run).strip()]
    return bool(runs) and all(_has(run, "b") for run in runs)


def _style(paragraph: _Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val", ""))


def _text(element: _Element) -> str:
    """The text that is seen, with a line feed after each paragraph but the last; deleted and hidden text is none."""
    return "".join(_pieces(element)).removesuffix("\n")


def _pieces(element: _Element) -> Iterator[str]:
    for each in element:
        name = _name(each)
        if name == "t":
            yield (each.text or "").translate(_TYPOGRAPHY)
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(each)):
            yield from _pieces(each)
            if name == "p":
                yield "\n"


def _is_hidden(run: _Element) -> bool:
    return _has(run, "vanish") or _has(run, "webHidden")


def _has(run: _Element, name: str) -> bool:
    """Whether a run has a property that is on."""
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _tag(control: _Element) -> str:
    found = control.find(f"{_W}sdtPr/{_W}tag")
    return "" if found is None else str(found.get(f"{_W}val", "")).strip()


def _name(element: _Element | None) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag if element is not None else None
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
