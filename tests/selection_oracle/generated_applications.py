"""Random applications with their assessments: every state that an application can be in."""

from __future__ import annotations

from datetime import date
from random import Random  # noqa: TID251  # a seed makes a repository
from typing import Any

Document = dict[str, Any]

THEMES = ("natur", "kost", "sport")
QUESTIONS: list[Document] = [
    {"id": "ansoeger", "title": {"da": "Kommune", "en": "Municipality"}, "type": "field", "field": "applicant"},
    {"id": "maal", "title": {"da": "Mål?", "en": "Aim?"}, "max_words": 100},
    {
        "id": "temaer",
        "title": {"da": "Temaer?", "en": "Themes?"},
        "type": "choices",
        "options": [{"id": key, "title": {"da": key, "en": key}} for key in THEMES],
    },
    {"id": "borgere", "title": {"da": "Hvor mange borgere?", "en": "How many?"}, "type": "number", "min": 0, "max": 99},
]
STATES = ("draft", "withdrawn", "sample", "late", "incomplete", "unassessed", "refuses")


def applications(random: Random, codes: list[str], intake: Document, home: str) -> dict[str, Document]:
    """The files of 4 to 11 applications, by path."""
    files: dict[str, Document] = {}
    assessors = random.choice((1, 1, 2))
    for number, applicant in enumerate(_applicants(random, codes, random.randint(4, 11))):
        key = f"s{number:02d}"
        state = random.choice(STATES) if random.random() < 0.25 else "stands"
        files[f"{home}/applications/{key}.yaml"] = _application(random, key, applicant, state, intake, home)
        if assessed := _assessment(random, key, state, assessors, home):
            files[f"{home}/assessments/{key}.yaml"] = assessed
    return files


def _applicants(random: Random, codes: list[str], count: int) -> list[Document]:
    """Municipalities alone, several together, and parts of one that apply apart."""
    free = random.sample(codes, len(codes))
    found: list[Document] = []
    while free and len(found) < count:
        number, kind = len(found), random.random()
        if kind < 0.2 and len(free) > 1:
            several = [free.pop() for _ in range(min(len(free), random.choice((2, 2, 3))))]
            found.append({"municipalities": several, "name": f"Kreds {number}"})
        elif kind < 0.4:
            names, whole = (f"Bydel {number}", f"Bydel {number + 1}"), [free.pop()]
            found += [{"municipalities": whole, "part": name, "name": name} for name in names]
        else:
            found.append({"municipalities": [free.pop()]})
    return found[:count]


def _application(random: Random, key: str, applicant: Document, state: str, intake: Document, home: str) -> Document:
    found: Document = {
        "schema": "samskab/application@1",
        "id": key,
        "programme": home.rsplit("/", 1)[1],
        "applicant": applicant,
        "status": state if state in {"draft", "withdrawn"} else "submitted",
        "demonstration": True,
        "received": {"at": _received(random, state, intake), "via": "mail"},
        "contact": f"p-0{key}",
        "contact_title": "konsulent",
        "participants": [
            {"role": role, "person": f"p-{key}{number}"}
            for number, role in enumerate(["leader"] * random.randint(1, 2) + ["staff"] * random.randint(0, 4))
        ],
        "answers": {
            "maal": "Naboer mødes.",
            "temaer": sorted(random.sample(THEMES, random.choice((1, 1, 2)))),
            "borgere": random.randint(0, 9),
        },
        "commitments": {"timer": state != "refuses", "netvaerk": True},
    }
    if state == "withdrawn":
        found["withdrawn"] = {"on": date(2026, 3, 1), "why": "Andet"}
    if state == "sample":
        found["example"] = True
    if state == "late" and random.random() < 0.3:
        until = "2026-04-18T12:00+02:00"
        found["received"]["extension"] = {
            "until": until,
            "by": "sekretariatet",
            "on": date(2026, 4, 14),
            "why": "Sygdom",
        }
    if state == "incomplete":
        _spoil(random, found)
    return found


def _received(random: Random, state: str, intake: Document) -> str:
    """A moment: far from the deadline, or within a minute of it on the side that the state asks for."""
    closes = intake["rounds"][0]["closes"]
    day = 15 if closes.get("inclusive", True) else 14
    last = (day, *map(int, closes.get("time", "23:59").split(":")))
    if state == "late":
        return random.choice(("2026-04-17T10:00+02:00", _after(*last), _after(*last, zone=0)))
    return random.choice(("2026-03-11T10:16+01:00", _moment(*last), _moment(*last, zone=0)))


def _moment(day: int, hour: int, minute: int, zone: int = 2) -> str:
    """A moment of April, given in Danish summer time and written in another zone."""
    return f"2026-04-{day:02d}T{hour - 2 + zone:02d}:{minute:02d}+{zone:02d}:00"


def _after(day: int, hour: int, minute: int, zone: int = 2) -> str:
    """The minute after."""
    if (hour, minute) == (23, 59):
        return _moment(day + 1, 0 if zone else 2, 0) if zone else _moment(day, 24, 0, zone=0)
    return _moment(day, hour, minute + 1, zone)


def _spoil(random: Random, application: Document) -> None:
    """A mistake that the applicant must mend."""
    match random.randrange(5):
        case 0:
            del application["answers"]["borgere"]
        case 1:
            del application["commitments"]["netvaerk"]
        case 2:
            application["participants"] = [p for p in application["participants"] if p["role"] != "leader"]
        case 3:
            application["answers"]["temaer"] = ["krig"]
        case _:
            application["answers"]["borgere"] = 100


def _assessment(random: Random, key: str, state: str, assessors: int, home: str) -> Document | None:
    found: Document = {
        "schema": "samskab/assessment@1",
        "programme": home.rsplit("/", 1)[1],
        "application": key,
        "demonstration": True,
        "assessments": [
            {
                "by": f"bedoemmer-{number}",
                "on": date(2026, 4, 20),
                "scores": {"maal": random.randint(1, 5), "rod": random.randint(1, 5)},
            }
            for number in range(assessors)
        ],
    }
    if state != "unassessed":
        return found
    match random.randrange(3):
        case 0:
            return None
        case 1:
            found["assessments"] = []
        case _:
            del found["assessments"][0]["scores"]["rod"]
    return found
