"""Thirty and more requests of municipalities, each with the mistake it makes, on a repository under git."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.folder_copies import copied
from tests.git_identity import git
from tests.paths import GOLDEN

HOME = "data/programmes/naboskab-2026"
OWN = f"{HOME}/applications/lolland.yaml"
AARHUS = f"{HOME}/applications/aarhus.yaml"
ODENSE = f"{HOME}/applications/odense.yaml"
PROGRAMME = f"{HOME}/programme.yaml"
AUTHOR = "lolland-sundhed"
IN_TIME = "2026-03-01"
SETTINGS = "secretariat: [sbn-mona]\n"


class Case(NamedTuple):
    """A request: what it does to the folder, who makes it, and on which day it is reviewed."""

    change: Callable[[Path], object]
    author: str = AUTHOR
    today: str = IN_TIME


def make(place: Path) -> Path:
    """The repository that the requests are to change, committed on `main`."""
    copied(GOLDEN, place)
    with (place / "samskab.yaml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    replaced(f"{HOME}/applications/varde.yaml", "editors: [varde-sundhed]\n", "")(place)
    replaced(ODENSE, "[odense-sundhed]", "['@odense/sundhed']")(place)
    git(place, "init", "-q", "--template=", "--initial-branch=main")
    commit(place)
    return place


def commit(place: Path) -> str:
    """Commits everything; the commit."""
    git(place, "add", "-A", "-f")
    git(place, "commit", "-q", "--allow-empty", "-m", "Ret")
    return git(place, "rev-parse", "HEAD").strip()


def commit_case(place: Path, case: Case) -> str:
    """The commit of a case, on a state of the folder that is then put back."""
    case.change(place)
    made = commit(place)
    git(place, "reset", "-q", "--hard", "main~1")
    return made


def _read(place: Path, path: str = OWN) -> str:
    return (place / path).read_bytes().decode("utf-8")


def write(path: str, content: str | bytes) -> Callable[[Path], object]:
    """Writes a file."""

    def change(place: Path) -> None:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    return change


def replaced(path: str, old: str, new: str) -> Callable[[Path], object]:
    """Replaces a text in a file."""

    def change(place: Path) -> None:
        text = _read(place, path)
        assert old in text, old
        (place / path).write_bytes(text.replace(old, new, 1).encode())

    return change


def own(old: str, new: str) -> Callable[[Path], object]:
    """Replaces a text in the author's own application."""
    return replaced(OWN, old, new)


def both(*changes: Callable[[Path], object]) -> Callable[[Path], object]:
    """Several changes in one request."""
    return lambda place: [change(place) for change in changes]


def _move(old: str, new: str) -> Callable[[Path], object]:
    def change(place: Path) -> None:
        (place / new).parent.mkdir(parents=True, exist_ok=True)
        (place / old).rename(place / new)

    return change


def _copy(old: str, new: str, *more: tuple[str, str]) -> Callable[[Path], object]:
    def change(place: Path) -> None:
        text = _read(place, old)
        for wanted, instead in more:
            text = text.replace(wanted, instead)
        write(new, text)(place)

    return change


def _recoded(coding: str, line_end: str = "\n") -> Callable[[Path], object]:
    return lambda place: (place / OWN).write_bytes(
        _read(place).replace("stærke", "meget stærke").replace("\n", line_end).encode(coding)
    )


def _without(*keys: str) -> Callable[[Path], object]:
    def change(place: Path) -> None:
        text = _read(place)
        for key in keys:
            text = re.sub(rf"(?m)^  {key}: \|\n(    .*\n)+", "", text)
        (place / OWN).write_text(text, encoding="utf-8", newline="\n")

    return change


_GOAL = "    Flere ældre mænd er med i fællesskaber i boligområdet.\n"
_DATE = "010" + "190"
_CPR = _DATE + "-1" + "234"
"""Of no person: the first day of 1990 with four digits in a row, put together here so that no file holds it."""
_MARKS = f"<<<<<<< HEAD\n{_GOAL}=======\n    Flere mænd er med.\n>>>>>>> rettelse\n"
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(4_000_000)
_BAD = (
    "    @sbn-mona se ![her](https://onde.example/x.png) <img src=x onerror=alert(1)> [link](javascript:x) #12\n"
    "    ```\n    </details> </pre> www.onde.example post@onde.example\n    ~~~~ vendt om\n"
)

CASES: dict[str, Case] = {
    "01-good": Case(own("fællesskaber i boligområdet.", "fællesskaber i boligområdet og uden for det.")),
    "02-not-indented": Case(own(_GOAL, _GOAL.strip() + "\n")),
    "03-tab": Case(own(_GOAL, "\tFlere ældre mænd er med i fællesskaber.\n")),
    "04-wrong-code": Case(own("'0360'", "'0361'")),
    "05-other-municipality": Case(own("'0360'", "'0376'")),
    "06-smart-quotes": Case(own("['0360']", "[“0360”]")),
    "07-cpr-number": Case(own(_GOAL, f"{_GOAL}    Kontakt: {_CPR}.\n")),
    "08-file-of-another": Case(replaced(AARHUS, "timer: true", "timer: false")),
    "09-after-deadline": Case(own("Flere ældre mænd", "Flere mænd"), today="2026-04-20"),
    "10-picture": Case(both(own("ældre mænd", "mænd"), write(f"{HOME}/applications/lolland.png", _PICTURE))),
    "11-wrong-folder": Case(_move(OWN, f"{HOME}/lolland.yaml")),
    "12-renamed": Case(_move(OWN, f"{HOME}/applications/lolland-ny.yaml")),
    "13-deleted": Case(lambda place: (place / OWN).unlink()),
    "14-word-document": Case(write(OWN, b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0" + bytes(range(256)) * 8)),
    "15-conflict-marks": Case(own(_GOAL, _MARKS)),
    "16-empty-file": Case(write(OWN, "")),
    "17-template": Case(write("templates/da/rejection.md.j2", "Hej {{ recipient.name }}\n")),
    "18-programme": Case(
        both(replaced(PROGRAMME, "2026-04-15", "2026-06-15"), own("ældre mænd", "mænd")), today="2026-04-20"
    ),
    "19-two-applications": Case(
        both(own("ældre mænd", "mænd"), replaced(AARHUS, "netvaerk: true", "netvaerk: false"))
    ),
    "20-line-ends": Case(_recoded("utf-8", "\r\n")),
    "21-windows-1252": Case(_recoded("cp1252")),
    "22-too-many-words": Case(own(_GOAL, "    " + "Vi vil gerne have mange flere med. " * 86 + "\n")),
    "23-answer-missing": Case(_without("lokalomraade")),
    "43-answers-missing": Case(_without("maal", "lokalomraade")),
    "42-new-in-wrong-folder": Case(_copy(OWN, f"{HOME}/0773-morsoe.yaml", ("lolland", "morsoe"), ("0360", "0773"))),
    "24-withdrawn": Case(
        own("status: submitted", "status: withdrawn\nwithdrawn: {on: 2026-03-01, why: Vi mangler folk.}")
    ),
    "25-editors": Case(own("[lolland-sundhed]", "[lolland-sundhed, ven-af-lolland]")),
    "26-made-editor": Case(
        replaced(AARHUS, "[aarhus-sundhed]", "[aarhus-sundhed, lolland-sundhed]")
    ),
    "27-new-application": Case(
        _copy(OWN, f"{HOME}/applications/morsoe.yaml", ("lolland-sundhed", "morsoe"), ("lolland", "morsoe"),
              ("0360", "0773")),
        author="morsoe",
    ),
    "28-second-application": Case(_copy(OWN, f"{HOME}/applications/lolland-2.yaml", ("id: lolland", "id: lolland-2"))),
    "29-yes-and-no": Case(own("{timer: true, netvaerk: true}", "{timer: ja, netvaerk: nej}")),
    "30-only-blanks": Case(own("status: submitted\n", "status: submitted   # rettet\n\n")),
    "31-nothing": Case(lambda _: None),
    "32-outside": Case(write("referat/moede.md", "Referat\n")),
    "33-hostile": Case(own(_GOAL, _GOAL + _BAD)),
    "41-hostile-unread": Case(own(_GOAL, _GOAL + _BAD.replace("vendt", "\u202evendt\u202c").replace("    @", "@"))),
    "34-extension": Case(
        own("via: docx}", "via: docx, extension: {until: '2026-05-01T12:00+02:00', by: os, on: 2026-04-20, why: x}}"),
        today="2026-04-20",
    ),
    "35-draft": Case(both(own("status: submitted", "status: draft"), _without("lokalomraade"))),
    "36-wrong-programme": Case(_move(OWN, "data/programmes/naboskab-2027/applications/lolland.yaml")),
    "37-no-editor": Case(replaced(f"{HOME}/applications/varde.yaml", "timer: true", "timer: false"), author="varde"),
    "38-secretariat": Case(replaced(PROGRAMME, "2026-04-15", "2026-04-20"), author="sbn-mona"),
    "39-misspelt-key": Case(own("  maal: |", "  mål: |")),
    "40-cut-answer": Case(own("  maal: |\n" + _GOAL, "  maal: Vi vil være landets #1 i fællesskaber.\n")),
    "45-withdrawn-alone": Case(own("status: submitted", "status: withdrawn")),
    "44-colon": Case(own("  maal: |\n" + _GOAL, "  maal: Vi vil to ting: mødes og spise sammen.\n")),
}  # fmt: skip
"""Kinds of mistakes that newcomers make, by the name of their golden file."""
