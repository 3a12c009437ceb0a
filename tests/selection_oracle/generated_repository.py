"""Random small repositories for `select`: real municipalities, invented figures, applications, rules and aims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random  # noqa: TID251  # a seed makes a repository
from typing import Any

from tests.selection_oracle.applicants import EARLIER
from tests.selection_oracle.generated_applications import QUESTIONS, applications
from tests.selection_oracle.generated_selection import selection

Document = dict[str, Any]

PROGRAMME = "naboskab-2026"
HOME = f"data/programmes/{PROGRAMME}"
TODAY = "2026-04-27"
ONLY_DRAFTS = 97
"""Nobody stands in one repository of so many."""
CODES = {
    "0101": "København", "0360": "Lolland", "0376": "Guldborgsund", "0400": "Bornholm", "0461": "Odense",
    "0561": "Esbjerg", "0573": "Varde", "0751": "Aarhus", "0787": "Thisted", "0851": "Aalborg",
}  # fmt: skip
REGIONS = ("hovedstaden", "sjaelland", "syddanmark", "nordjylland")
GROUPS = ("storby", "opland", "land")


@dataclass(frozen=True)
class Generated:
    """The files of a repository, by path, and the words that follow `select PROGRAMME`."""

    files: dict[str, Document]
    pins: dict[str, str] = field(default_factory=dict)
    excludes: dict[str, str] = field(default_factory=dict)
    leave_out: bool = False

    @property
    def words(self) -> list[str]:
        """The options of the call."""
        found = [f"--pin={code}=Er vært." for code in self.pins.values()]
        found += [f"--exclude={code}=Var med sidst." for code in self.excludes.values()]
        if self.leave_out:
            found += ["--leave-out=incomplete", "--leave-out=unassessed"]
        return [*found, "--by=styregruppen", "--because=Har ikke svaret."] if found else []

    def write(self, place: Path) -> Path:
        """The files, on disk."""
        for path, document in self.files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text("".join(lines(document)), encoding="utf-8", newline="\n")
        return place


def generated(seed: int) -> Generated:
    """The repository of a seed: 6 to 10 municipalities and 4 to 11 applications."""
    random = Random(seed)
    codes = sorted(random.sample(sorted(CODES), random.randint(6, 10)))
    files = {"samskab.yaml": REPOSITORY, "data/register.yaml": REGISTER, "data/senders.yaml": SENDERS}
    files |= {f"data/municipalities/{code}-{_key(code)}.yaml": _municipality(random, code) for code in codes}
    intake = _intake(random, codes)
    files |= applications(random, codes, intake, HOME)
    if any("not_among" in condition for condition in intake["conditions"]):
        files |= _earlier(random, codes)
    made = [document for path, document in files.items() if path.startswith(f"{HOME}/applications/")]
    if seed % ONLY_DRAFTS == ONLY_DRAFTS - 1:
        for document in made:
            document["status"] = "draft"
    keys = [document["id"] for document in made]
    programme = _programme(random, intake, keys, codes)
    files[f"{HOME}/programme.yaml"] = programme
    _leave_the_register(Random(seed), programme, made)
    singles = _singles(files)
    pins, excludes = _beside(random, singles)
    return Generated(files, pins, excludes, random.random() < 0.85)


def lines(document: Document) -> Iterator[str]:
    """A document as YAML, a line for each name at the left edge."""
    for key, value in document.items():
        yield f"{key}: {inline(value)}\n"


def inline(value: object) -> str:
    """A value on one line: JSON, but with days as YAML writes them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{inline(key)}: {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def words(text: str) -> Document:
    """A text in both languages."""
    return {"da": text, "en": text}


def _key(code: str) -> str:
    return CODES[code].lower().replace("ø", "oe").replace("å", "aa")


def _municipality(random: Random, code: str) -> Document:
    return {
        "schema": "samskab/municipality@1",
        "code": code,
        "name": CODES[code],
        "official": f"{CODES[code]} Kommune",
        "region": [{"id": random.choice(REGIONS)}],
        "landsdel": "fyn",
        "group": random.choice(GROUPS),
        "seat": {
            "name": CODES[code],
            "lat": round(random.uniform(54.8, 57.4), 4),
            "lon": round(random.uniform(8.5, 12.5), 4),
        },
        "figures": {
            "population": [
                {"year": year, "value": random.randrange(5, 95) * 1000, "source": "kilde"}
                for year in (2024, 2026)[random.random() < 0.5 :]
            ]
        },
    }


def _intake(random: Random, codes: list[str]) -> Document:
    closes: Document = {"date": date(2026, 4, 15)}
    if random.random() < 0.5:
        closes |= random.choice(({"time": "12:00"}, {"inclusive": False}))
    intake: Document = {
        "kind": "application",
        "rounds": [{"id": "ansoegning", "opens": date(2026, 1, 5), "closes": closes}],
        "mail": "post@naboskab.example",
    }
    if random.random() < 0.2:
        intake |= {"eligible": "list", "members": random.sample(codes, len(codes) - 1)}
    if random.random() < 0.2:
        intake["outside"] = [{"municipality": random.choice(codes), "why": words("Har sin egen plan.")}]
    intake["conditions"] = _conditions(random)
    return intake


def _conditions(random: Random) -> list[Document]:
    found: list[Document] = []
    if random.random() < 0.3:
        found.append({"id": "tilsagn", "accepted": ["timer"]})
    if random.random() < 0.2:
        found.append({"id": "stoerrelse", "of": "population", "min": 15000, "text": words("Kun større kommuner.")})
        if random.random() < 0.5:
            found[-1]["unless"] = {"region": [random.choice(REGIONS)]}
    if random.random() < 0.15:
        found.append({"id": "borgertal", "of": "borgere", "max": 8, "text": words("Højst otte.")})
    if random.random() < 0.15:
        earlier = {"programme": EARLIER, "who": "applied"}
        found.append({"id": "ikke-igen", "not_among": earlier, "text": words("Kun nye kommuner.")})
    random.shuffle(found)
    return found


def _earlier(random: Random, codes: list[str]) -> dict[str, Document]:
    """A programme of the year before with three applications, one of them a draft."""
    home, applicants = f"data/programmes/{EARLIER}", [{"municipalities": [code]} for code in random.sample(codes, 3)]
    sent = {"schema": "samskab/application@1", "programme": EARLIER, "demonstration": True, "commitments": {}}
    files = {
        f"{home}/applications/t{n}.yaml": {
            **sent,
            "id": f"t{n}",
            "applicant": applicant,
            "status": "draft" if n == 2 else "submitted",
            "received": {"at": "2025-03-11T10:16+01:00", "via": "mail"},
            "participants": [],
            "answers": {},
        }
        for n, applicant in enumerate(applicants)
    }
    programme: Document = {
        "schema": "samskab/programme@1",
        "id": EARLIER,
        "title": words("Naboskab for et år siden"),
        "status": "closed",
        "period": {"start": "2025-05", "end": "2025-12"},
        "senders": ["netvaerket"],
        "price_dkk": 0,
        "intake": {
            "kind": "application",
            "rounds": [{"id": "ansoegning", "opens": date(2025, 1, 5), "closes": {"date": date(2025, 4, 15)}}],
            "mail": "post@naboskab.example",
        },
        "capacity": {"applicants": {"max": 3}},
    }
    return files | {f"{home}/programme.yaml": programme}


def _programme(random: Random, intake: Document, keys: list[str], codes: list[str]) -> Document:
    chosen = selection(random, keys, codes)
    return {
        "schema": "samskab/programme@1",
        "id": PROGRAMME,
        "title": words("Naboskab"),
        "status": "published",
        "period": {"start": "2026-05", "end": "2026-12"},
        "senders": ["netvaerket"],
        "price_dkk": 0,
        "intake": intake,
        "capacity": _capacity(random, chosen.get("size")),
        "roles": [
            {"id": "leader", "title": words("Leder"), "min": 1, "max": 2},
            {"id": "staff", "title": words("Medarbejder"), "min": 0, "max": 4},
        ],
        "questions": QUESTIONS,
        "commitments": [{"id": key, "text": words(f"Vi siger ja til {key}.")} for key in ("timer", "netvaerk")],
        "criteria": [
            {"id": "maal", "title": words("Mål"), "min": 1, "max": 5, "weight": 2},
            {"id": "rod", "title": words("Rod"), "min": 1, "max": 5},
        ],
        "selection": chosen,
    }


def _capacity(random: Random, size: Document | None) -> Document:
    """Room for a stated size, or the size itself where none is stated."""
    found: Document = {"applicants": {"min": random.randint(0, 2), "max": random.randint(2, 6)}}
    if size:
        found = {size["counts"]: {"min": 0, "max": 9}}
    elif random.random() < 0.3:
        found = {"municipalities": {"min": 0, "max": random.randint(4, 9)}}
        if random.random() < 0.4:
            found["applicants"] = {"max": random.randint(2, 6)}
    if random.random() < 0.2:
        found["participants"] = {"max": random.randint(6, 14)}
    return found


def _leave_the_register(random: Random, programme: Document, made: list[Document]) -> None:
    """One applicant becomes a city outside the register, where no rule or condition reads what such a one has not."""
    read = [programme["selection"]["rules"], programme["selection"].get("aims"), programme["intake"]]
    if any(name in json.dumps(read, default=str) for name in ("population", "trin")):
        return
    sent = (one for one in made if one["status"] == "submitted")
    alone = (one for one in sent if len(one["applicant"]["municipalities"]) == 1 and "part" not in one["applicant"])
    if chosen := next(alone, None):
        chosen["applicant"] = {
            "name": "Malmø",
            "country": "SE",
            "attributes": {
                "region": [random.choice(REGIONS)],
                "landsdel": ["fyn"],
                "group": [random.choice(GROUPS)],
            },
            "place": {"name": "Malmø", "lat": 55.605, "lon": 13.0},
        }


def _singles(files: dict[str, Document]) -> dict[str, str]:
    """The applications of one municipality that applies nowhere else, by key."""
    found = [document for path, document in files.items() if path.startswith(f"{HOME}/applications/")]
    everyone = [code for one in found for code in one["applicant"].get("municipalities", ())]
    of_one = {one["id"]: one["applicant"].get("municipalities", ()) for one in found}
    return {key: codes[0] for key, codes in of_one.items() if len(codes) == 1 and everyone.count(codes[0]) == 1}


def _beside(random: Random, singles: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    keys = random.sample(sorted(singles), min(len(singles), 2))
    pins = keys[:1] if random.random() < 0.12 else []
    excludes = keys[1:] if random.random() < 0.12 else []
    return {key: singles[key] for key in pins}, {key: singles[key] for key in excludes}


REPOSITORY: Document = {
    "schema": "samskab/repository@1",
    "title": words("Prøve"),
    "organisation": "netvaerket",
    "calendar_host": "naboskab.example",
}
SENDERS: Document = {
    "schema": "samskab/senders@1",
    "senders": [{"id": "netvaerket", "organisation": words("Netværket"), "mail": "post@naboskab.example"}],
}
REGISTER: Document = {
    "schema": "samskab/register@1",
    "edition": date(2026, 4, 1),
    "classifications": [
        {"id": kind, "title": words(kind), "source": "kilde", "values": [{"id": v, "name": words(v)} for v in values]}
        for kind, values in (("region", REGIONS), ("landsdel", ("fyn",)), ("group", GROUPS))
    ],
    "figures": [{"id": "population", "title": words("Indbyggere"), "unit": words("indbyggere"), "confidence": "A"}],
    "sources": [{"id": "kilde", "attribution": words("Kilden")}],
}
