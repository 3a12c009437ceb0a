"""Which rules there are, and how they are run. A new family is one line here; nothing is registered by import."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import ModuleType

from samskab.check import (
    announcement,
    answers,
    application,
    assessment,
    calendar_days,
    capacity,
    clock,
    commitments,
    decision,
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


def check_text(path: str, text: str, today: date) -> Iterator[Finding]:
    """What is wrong in the raw text of one file, comments included."""
    for rule in _TEXT:
        yield from rule.findings(path, text, today=today)


def check_application(data: Dataset, record: Application, today: date) -> Iterator[Finding]:
    """What is wrong in one application, which is seen whole: only here may a rule read the answers' text."""
    for rule in _APPLICATION:
        yield from rule.findings(data, record, today=today)


def check_dataset(data: Dataset, today: date) -> Iterator[Finding]:
    """What is wrong in and between all records; the text answers of applications may be left out of `data`."""
    for rule in _DATASET:
        yield from rule.findings(data, today=today)
