"""Which rules there are, and how they are run. A new module of rules is one line in its family; no import registers."""

from __future__ import annotations

from datetime import date
from types import ModuleType

from samskab.check.rule import Each, Rule
from samskab.check.rules import application, decision, privacy, programme, register, repository, schedule
from samskab.finding import Finding
from samskab.model.application import Application
from samskab.model.dataset import Dataset

FAMILIES: tuple[tuple[ModuleType, ...], ...] = (
    register.MODULES,
    programme.MODULES,
    application.MODULES,
    schedule.MODULES,
    decision.MODULES,
    repository.MODULES,
    privacy.MODULES,
)
"""SK1 to SK7; each folder lists its modules."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            value
            for modules in FAMILIES
            for module in modules
            for value in vars(module).values()
            if isinstance(value, Rule)
        ),
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
