"""Which rules there are, and how they are run. A new family is one line here; nothing is registered by import."""

from __future__ import annotations

from datetime import date
from types import ModuleType

from samskab.check import (
    announcement,
    answers,
    application,
    assessment,
    bounds,
    calendar_days,
    candidates,
    capacity,
    clock,
    commitments,
    decision,
    demand,
    folders,
    form,
    geography,
    hosting,
    intake,
    lengths,
    links,
    meeting,
    municipality,
    people,
    privacy,
    programme,
    reasons,
    received,
    register,
    release,
    schedule,
    sealed,
    texts,
    wish,
)
from samskab.check.rule import Each, Rule
from samskab.finding import Finding
from samskab.model.application import Application
from samskab.model.dataset import Dataset

FAMILIES: tuple[ModuleType, ...] = (
    # SK1
    municipality,
    register,
    geography,
    # SK2
    programme,
    capacity,
    intake,
    form,
    wish,
    bounds,
    demand,
    candidates,
    texts,
    announcement,
    # SK3
    application,
    received,
    people,
    answers,
    lengths,
    commitments,
    assessment,
    # SK4
    schedule,
    meeting,
    calendar_days,
    clock,
    hosting,
    release,
    # SK5
    sealed,
    decision,
    reasons,
    # SK6
    links,
    folders,
    # SK7
    privacy,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for family in FAMILIES for value in vars(family).values() if isinstance(value, Rule)),
        key=lambda rule: rule.code,
    )
)


def _rules(each: Each) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.each == each)


_TEXT, _APPLICATION, _DATASET = _rules("text"), _rules("application"), _rules("dataset")


def check_text(path: str, text: str, today: date) -> list[Finding]:
    """What is wrong in the raw text of one file, comments included."""
    return [finding for rule in _TEXT for finding in rule.findings(path, text, today=today)]


def check_application(data: Dataset, record: Application, today: date) -> list[Finding]:
    """What is wrong in one application, which is seen whole: only here may a rule read the answers' text."""
    return [finding for rule in _APPLICATION for finding in rule.findings(data, record, today=today)]


def check_dataset(data: Dataset, today: date) -> list[Finding]:
    """What is wrong in and between all records; the text answers of applications may be left out of `data`."""
    return [finding for rule in _DATASET for finding in rule.findings(data, today=today)]
