"""A repository whose programme asks every kind of question, and its form filled in."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from lxml import etree

from samskab.usecases.forms.make_forms import make_form
from samskab.usecases.load import Repo, load
from samskab.yaml.catalogue import load_language
from tests.folder_copies import copied
from tests.paths import GOLDEN

KEY = "naboskab-2026"
PROGRAMME = f"data/programmes/{KEY}/programme.yaml"
TODAY = date(2026, 2, 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FIRST = "commitments_intro: "
_MORE = """\
  - id: form
    title: {da: Hvilken form?, en: Which form?}
    type: choice
    options: [{id: gaatur, title: {da: "Gåtur, lang"}}, {id: spisning, title: {da: Fællesspisning}}]
  - id: grupper
    title: {da: Hvilke grupper?, en: Which groups?}
    type: choices
    max: 2
    required: false
    options: [{id: boern, title: {da: Børn}}, {id: unge, title: {da: "Unge, 13-17"}}, {id: aeldre, title: {da: Ældre}}]
  - {id: borgere, title: {da: Hvor mange borgere?, en: How many?}, type: number, min: 5, max: 2000, required: false}
  - {id: budget, title: {da: Er der et budget?, en: Is there a budget?}, type: yes_no}
  - {id: omraade, title: {da: "Hvilket område?"}, type: field, field: local_area}
  - {id: partnere, title: {da: "Hvilke partnere?"}, type: field, field: partners, required: false}
  - {id: vaert, title: {da: "Vil I være vært?"}, type: field, field: hosting, required: false}
"""
_MANDATE = "  - {id: mandat, text: {da: Der er et politisk mandat.}, explain: true, max_words: 12}\n"
_SUMS = "    - {id: folk, kind: sum, of: borgere, min: 5}\n    - {id: loft, kind: sum, of: participants, max: 70}\n"
_CHANGES = {
    PROGRAMME: {
        _FIRST: f"{_MORE}{_FIRST}",
        "criteria:": f"{_MANDATE}criteria:",
        "  aims:": f"{_SUMS}  aims:",
        "max_words: 100": "min_words: 3\n    max_words: 100",
        "min: 5\n    target: 5": "min: 3\n    target: 5",
        "min_pages: 1": "min_pages: 2\n  words_per_page: 60",
        "staff], max: 4": "staff], min: 2, max: 4",
    },
    f"data/programmes/{KEY}/schedule.yaml": {
        "meetings:": "hosting: {each_host_max: 1, seats: 12}\nmeetings:",
        "venue: moedehuset": "host: {tbd: true, decide_by: 2026-06-01}\n    venue: moedehuset",
    },
}


@cache
def _place() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    place = copied(GOLDEN, Path(folder.name) / "repo")
    for path, changes in _CHANGES.items():
        file = place / path
        text = file.read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8", newline="\n")
    return folder


def form_place(target: Path) -> Path:
    """A copy of the repository."""
    return copied(Path(_place().name) / "repo", target)


@cache
def form_repo() -> Repo:
    """The repository, read once."""
    return load(Path(_place().name) / "repo", programme=KEY)


@cache
def made_form(to: Literal["docx", "html"], language: str = "da") -> bytes:
    """The form of the programme."""
    repo = form_repo()
    made = make_form(repo, repo.data.programmes[KEY], to, load_language("en" if language == "en" else "da"), TODAY)
    return next(iter(made.files.values()))


def controls(content: bytes) -> list[Any]:
    """The content controls of a Word file."""
    return list(document(content).iter(f"{W}sdt"))


def document(content: bytes) -> Any:
    """The main part of a Word file."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


def tag_of(control: Any) -> str:
    """The tag of a control, or nothing."""
    found = control.find(f"{W}sdtPr/{W}tag")
    return "" if found is None else str(found.get(f"{W}val"))


def filled_form(
    content: bytes,
    texts: Mapping[str, str],
    boxes: Mapping[str, Sequence[str]],
    people: Sequence[Mapping[str, str]] = (),
    *,
    keep_controls: bool = True,
) -> bytes:
    """The Word form as Word would save it, with `texts` by tag, ticked `boxes` by tag and words, and `people` by part.

    Without `keep_controls` the tags are gone, as a program that does not know them leaves the file.
    """
    root = document(content)
    rows = [row for row in root.iter(f"{W}tr") if any(tag_of(each) == "role" for each in row.iter(f"{W}sdt"))]
    for row, person in zip(rows, people, strict=False):
        for control in row.iter(f"{W}sdt"):
            if tag_of(control) in person:
                _write(control, person[tag_of(control)])
    for control in root.iter(f"{W}sdt"):
        box = control.find(f"{W}sdtPr/{W14}checkbox")
        if box is None and tag_of(control) in texts:
            _write(control, texts[tag_of(control)])
        elif box is not None and "".join(control.getparent().itertext()).strip(" ☐") in boxes.get(tag_of(control), ()):
            box.find(f"{W14}checked").set(f"{W14}val", "1")
            next(control.iter(f"{W}t")).text = "☒"
    if not keep_controls:
        for properties in list(root.iter(f"{W}sdtPr")):
            properties.getparent().remove(properties)
    return with_document(content, etree.tostring(root))


def with_document(content: bytes, text: bytes) -> bytes:
    """A Word file with another main part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, text if name == "word/document.xml" else source.read(name))
    return target.getvalue()


def _write(control: Any, text: str) -> None:
    shown = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if shown is not None:
        shown.getparent().remove(shown)
    content = control.find(f"{W}sdtContent")
    model = content[0]
    for number, line in enumerate(text.split("\n")):
        place = copy.deepcopy(model) if number else model
        if number:
            content.append(place)
        run = next(place.iter(f"{W}r"))
        for each in list(run):
            run.remove(each)
        etree.SubElement(run, f"{W}t").text = line
