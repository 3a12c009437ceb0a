"""The findings of the records that a letter is made of, and what a receipt lists as missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from samskab.check.run import check_application, check_dataset
from samskab.check.waiver import apply
from samskab.documents.typography import curled
from samskab.finding import Finding, Severity
from samskab.language import Language
from samskab.model.application import Application
from samskab.model.programme import Programme
from samskab.model.waivers import Waivers
from samskab.usecases.load import Repo

_BEFORE_EVERYTHING = date(1900, 1, 1)
"""What only the passing of time makes wrong (a place not decided in time) stands in the letter; it does not stop it."""

_FOR_THE_SENDER = frozenset(
    {"SK312", "SK317", "SK318", "SK323", "SK326", "SK327", "SK328", "SK329", "SK330", "SK331", "SK332", "SK334"}
    | {"SK336", "SK341", "SK344"}
)
"""Participants, answers and commitments: what the applicant can mend. The rest is the secretariat's own."""

_SHARED = ("samskab.yaml", "data/register.yaml", "data/senders.yaml", "data/venues.yaml", "private/people.yaml")


def touched_findings(repo: Repo, programme: Programme, pieces: Iterable[Any]) -> list[Finding]:
    """Errors in the records that these documents are made of; mistakes elsewhere do not hold a letter back."""
    home = f"data/programmes/{programme.id}/"
    paths = {*_SHARED, f"{home}programme.yaml", f"{home}schedule.yaml", f"{home}outbox.yaml"}
    applications: dict[str, Application] = {}
    for piece in pieces:
        recipient = piece.recipient
        if recipient and recipient.municipality:
            paths.add(recipient.municipality.path)
        if recipient and recipient.application:
            applications[recipient.application.id] = recipient.application
    paths |= {application.path for application in applications.values()}
    day = _BEFORE_EVERYTHING
    found = [*repo.findings, *check_dataset(repo.data, day)]
    for application in applications.values():
        if not application.example:
            found += check_application(repo.data, application, day)
    kept = apply(found, repo.data.all(Waivers), day, whole=False)
    return [f for f in kept if f.severity is Severity.ERROR and _concerns(f, paths, home, applications)]


def receipt_lines(
    repo: Repo, programme: Programme, application: Application | None, language: Language, on: date
) -> tuple[Mapping[str, str], ...]:
    """What the sender of an application must put right, by the rules of `validate`: questions and sentences."""
    if application is None:
        return ()
    lines: dict[str, str] = {}
    for finding in check_application(repo.data, application, on):
        if finding.code in _FOR_THE_SENDER and finding.code in language:
            question = _question(programme, finding, language)
            asked = {name: question for name in ("question", "demand") if question and name in finding.values}
            lines[curled(language.say(finding.code, **{**finding.values, **asked}), language.code)] = question
    return tuple({"question": question, "text": text} for text, question in lines.items())


def _concerns(finding: Finding, paths: set[str], home: str, applications: Mapping[str, Application]) -> bool:
    path = finding.span.path
    if path in paths or path.startswith((f"{home}decisions/", f"{home}workshops/", "templates/")):
        return not (path in {a.path for a in applications.values()} and _is_about_content(finding))
    return False


def _is_about_content(finding: Finding) -> bool:
    """A mistake of the applicant's own answers: told in the receipt, and no reason to leave a letter unwritten."""
    return finding.code.startswith("SK3") and not finding.code.startswith("SK30")


def _question(programme: Programme, finding: Finding, language: Language) -> str:
    """The question a finding is about, in the letter's language."""
    key = str(finding.values.get("key", "")) or finding.field.rpartition(".")[2]
    for asked in programme.questions:
        if asked.id == key or (asked.field and finding.field.startswith(asked.field)):
            return language.choose(asked.title)
    for demand in programme.commitments:
        if demand.id == key:
            return language.choose(demand.text)
    return str(finding.values.get("question", ""))
