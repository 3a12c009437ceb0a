"""The list of all rules and codes, and the functions that run the rules on a text, an application or a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import ModuleType

from samskab.check.rule import Each, Rule
from samskab.check.rules import application, decision, privacy, programme, register, repository, schedule
from samskab.codes.code import Code
from samskab.codes.declared import DECLARED
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


def rules_of(module: ModuleType) -> tuple[Rule, ...]:
    """The rules that a module defines, by code."""
    found = (value for value in vars(module).values() if isinstance(value, Rule))
    return tuple(sorted(found, key=lambda rule: rule.code))


RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for modules in FAMILIES for module in modules for rule in rules_of(module)), key=lambda rule: rule.code
    )
)

CODES: Mapping[str, Code] = dict(sorted({**DECLARED, **{rule.code: rule.about for rule in RULES}}.items()))
"""Every code there is, in order: those of the rules and those found elsewhere."""


def _rules(each: Each) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.each == each)


_TEXT, _APPLICATION, _DATASET = _rules("text"), _rules("application"), _rules("dataset")


def check_text(path: str, text: str, today: date) -> list[Finding]:
    """The findings in the raw text of one file, comments included."""
    return [finding for rule in _TEXT for finding in rule.findings(path, text, today=today)]


def check_application(data: Dataset, record: Application, today: date | None) -> list[Finding]:
    """The findings in one application; only these rules see the answers whole. `today` None: no day is known."""
    return [finding for rule in _APPLICATION for finding in rule.findings(data, record, today=today)]


def check_dataset(data: Dataset, today: date | None) -> list[Finding]:
    """The findings in and between all records; `data` may lack the text answers of applications."""
    return [finding for rule in _DATASET for finding in rule.findings(data, today=today)]
