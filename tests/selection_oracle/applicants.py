"""A repository read with PyYAML alone: the state of every application, and the facts of those who stand.

Written from `docs/developer/applicant-states.md` and `docs/explanation/balance.md`; it uses nothing of the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

Document = Mapping[str, Any]
Point = tuple[float, float]

REGISTER = ("region", "landsdel", "group")
EARLIER = "naboskab-2025"
"""The programme whose applicants a condition may shut out."""


@dataclass(frozen=True)
class Applicant:
    """The facts of one who stands; `members` are the attributes of each municipality by itself."""

    key: str
    municipalities: tuple[str, ...]
    numbers: Mapping[str, Fraction]
    attributes: Mapping[str, frozenset[str]]
    members: tuple[Mapping[str, str], ...]
    places: tuple[Point, ...]


class Repository:
    """The files of one programme."""

    def __init__(self, place: Path, programme: str) -> None:
        home = place / "data" / "programmes" / programme
        self.programme: Document = _load(home / "programme.yaml")
        self.municipalities = {one["code"]: one for one in _all(place / "data" / "municipalities")}
        self.applications = {one["id"]: one for one in _all(home / "applications")}
        self.assessments = {one["application"]: one for one in _all(home / "assessments")}
        self.selection: Document = self.programme["selection"]
        self.round: Document = self.programme["intake"]["rounds"][0]
        self.earlier = _all(home.parent / EARLIER / "applications")
        self.questions = {one["id"]: one for one in self.programme["questions"] if one.get("type") != "field"}

    @cached_property
    def states(self) -> dict[str, tuple[str, str | None]]:
        """The state of every application, with the id of the condition that it fails."""
        return {key: self._state(one) for key, one in sorted(self.applications.items())}

    @cached_property
    def standing(self) -> list[Applicant]:
        """Who can be chosen."""
        return [self._applicant(self.applications[key]) for key, state in self.states.items() if state[0] == "stands"]

    def eligible(self) -> list[str]:
        """The codes of the municipalities that may apply."""
        intake = self.programme["intake"]
        return sorted(intake["members"] if intake.get("eligible") == "list" else self.municipalities)

    def values(self, attribute: str) -> list[str]:
        """Every value there is: of municipalities that may apply, the steps of a band, or the options of a question."""
        if attribute in REGISTER:
            return sorted({self.attribute(code, attribute) for code in self.eligible()})
        if attribute in self.questions:
            return sorted(option["id"] for option in self.questions[attribute]["options"])
        return sorted(step["id"] for step in self._band(attribute)["steps"])

    def attribute(self, code: str, attribute: str) -> str:
        """The value of one municipality."""
        if attribute not in REGISTER:
            return self._step(attribute, self._population(code))
        value = self.municipalities[code][attribute]
        return value if isinstance(value, str) else value[-1]["id"]

    def point(self, code: str) -> Point:
        """The seat of a municipality."""
        seat = self.municipalities[code]["seat"]
        return seat["lat"], seat["lon"]

    def _state(self, application: Document) -> tuple[str, str | None]:
        if application.get("example"):
            return "sample", None
        if application["status"] != "submitted":
            return application["status"], None
        codes = application["applicant"].get("municipalities", [])
        if {one["municipality"] for one in self.programme["intake"].get("outside", ())} & set(codes):
            return "outside", None
        if not set(codes) <= set(self.eligible()):
            return "condition", "eligible"
        if self._is_late(application["received"]):
            return "late", None
        if self._is_incomplete(application):
            return "incomplete", None
        failed = [one["id"] for one in self.programme["intake"]["conditions"] if not self._meets(one, application)]
        if failed:
            return "condition", failed[0]
        return ("unassessed", None) if self._reads_score() and self._lacks_score(application) else ("stands", None)

    def _is_late(self, received: Document) -> bool:
        at, closes = datetime.fromisoformat(received["at"]), self.round["closes"]
        last = datetime.combine(closes["date"], time.fromisoformat(closes.get("time", "23:59")))
        last = last.replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
        if not closes.get("inclusive", True):
            last -= timedelta(days=1)
        if "extension" in received:
            last = max(last, datetime.fromisoformat(received["extension"]["until"]))
        return at >= last + timedelta(minutes=1)

    def _is_incomplete(self, application: Document) -> bool:
        answers, said = application["answers"], application["commitments"]
        roles = [one["role"] for one in application["participants"]]
        return (
            any(key not in answers for key in self.questions)
            or any(one["id"] not in said for one in self.programme["commitments"])
            or not all(one["min"] <= roles.count(one["id"]) <= one["max"] for one in self.programme["roles"])
            or any(self._is_off(self.questions[key], answer) for key, answer in answers.items())
        )

    @staticmethod
    def _is_off(question: Document, answer: Any) -> bool:
        if question.get("type") == "number":
            return not question["min"] <= answer <= question["max"]
        return "options" in question and not set(answer) <= {option["id"] for option in question["options"]}

    def _meets(self, condition: Document, application: Document) -> bool:
        codes = application["applicant"].get("municipalities", [])
        for attribute, values in condition.get("unless", {}).items():
            if {self.attribute(code, attribute) for code in codes} & set(values):
                return True
        if "accepted" in condition:
            return all(application["commitments"][key] is True for key in condition["accepted"])
        if "not_among" in condition:
            return not set(codes) & self._applied_earlier()
        number = self._numbers(application)[condition["of"]]
        return condition.get("min", number) <= number <= condition.get("max", number)

    def _applied_earlier(self) -> set[str]:
        """The municipalities of the applications that were sent to the earlier programme."""
        sent = (one for one in self.earlier if one["status"] == "submitted" and not one.get("example"))
        return {code for one in sent for code in one["applicant"].get("municipalities", [])}

    def _reads_score(self) -> bool:
        aims = self.selection.get("aims") or [{"kind": "score"}]
        return any(one["kind"] == "score" and one.get("of", "score") == "score" for one in aims) or any(
            one.get("of") == "score" for one in [*self.selection["rules"], *self.selection["bands"]]
        )

    def _lacks_score(self, application: Document) -> bool:
        found = self.assessments.get(application["id"], {}).get("assessments", ())
        wanted = {one["id"] for one in self.programme["criteria"]}
        return not found or any(set(one["scores"]) != wanted for one in found)

    def _numbers(self, application: Document) -> dict[str, Fraction]:
        codes, roles = (
            application["applicant"].get("municipalities", []),
            [one["role"] for one in application["participants"]],
        )
        found = {role["id"]: Fraction(roles.count(role["id"])) for role in self.programme["roles"]}
        found |= {
            "participants": Fraction(len(roles)),
            "municipalities": Fraction(len(codes)),
            "population": Fraction(sum(map(self._population, codes))),
        }
        answers = application["answers"]
        found |= {key: Fraction(answers[key]) for key, one in self.questions.items() if one.get("type") == "number"}
        return found

    def _score(self, application: Document) -> Fraction:
        weights = {one["id"]: one.get("weight", 1) for one in self.programme["criteria"]}
        given = self.assessments[application["id"]]["assessments"]
        return Fraction(sum(weights[key] * n for one in given for key, n in one["scores"].items()), len(given))

    def _population(self, code: str) -> int:
        figures = self.municipalities[code]["figures"]["population"]
        return max(figures, key=lambda figure: figure["year"])["value"]

    def _band(self, key: str) -> Document:
        return next(one for one in self.selection["bands"] if one["id"] == key)

    def _step(self, band: str, number: Fraction | int) -> str:
        steps = self._band(band)["steps"]
        return next(one["id"] for one in steps if one.get("min", number) <= number <= one.get("max", number))

    def _applicant(self, application: Document) -> Applicant:
        codes, numbers = application["applicant"].get("municipalities", []), self._numbers(application)
        if self._reads_score():
            numbers["score"] = self._score(application)
        kinds = [*REGISTER, *(one["id"] for one in self.selection["bands"])]
        members = tuple({kind: self.attribute(code, kind) for kind in kinds} for code in codes)
        attributes = {kind: frozenset(member[kind] for member in members) for kind in kinds}
        attributes |= {k: frozenset(application["answers"][k]) for k, one in self.questions.items() if "options" in one}
        places = tuple(map(self.point, codes))
        if not codes:  # outside the register: what it states itself
            own = application["applicant"]
            attributes |= {kind: frozenset(values) for kind, values in own["attributes"].items()}
            members, places = (_own_member(own),), ((own["place"]["lat"], own["place"]["lon"]),)
        return Applicant(application["id"], tuple(codes), numbers, attributes, members, places)


def _own_member(applicant: Document) -> Document:
    """The attributes of an applicant outside the register, which counts as one municipality."""
    return {kind: values[0] for kind, values in applicant["attributes"].items()}


def _load(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _all(folder: Path) -> Iterable[Any]:
    return [_load(file) for file in sorted(folder.glob("*.yaml"))]
