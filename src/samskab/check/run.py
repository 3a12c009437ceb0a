"""The list of all rules and codes, and the functions that run the rules on a text, an application or a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import ModuleType

from samskab.check.rule import Each, Rule
from samskab.check.rules import application, decision, privacy, programme, register, repository, schedule
from samskab.check.rules.decision import decision_reasons
from samskab.codes.code import Code
from samskab.codes.declared import DECLARED
from samskab.finding import Finding
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.yaml.unknown import is_unknown_at, names_unknown

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
_BESIDE_REASONS = tuple(rule for rule in _DATASET if rule not in rules_of(decision_reasons))
"""The rules that do not write every reason of a record again."""


def check_text(path: str, text: str, today: date) -> list[Finding]:
    """The findings in the raw text of one file, comments included."""
    return [finding for rule in _TEXT for finding in rule.findings(path, text, today=today)]


def check_application(data: Dataset, record: Application, today: date | None) -> list[Finding]:
    """The findings in one application; only these rules see the answers whole. `today` None: no day is known."""
    return [finding for rule in _APPLICATION for finding in rule.findings(data, record, today=today)]


def check_applications(data: Dataset, records: Sequence[Application], today: date | None) -> Iterator[Finding]:
    """The same in several applications, rule by rule, which takes less time than application by application."""
    for rule in _APPLICATION:
        yield from rule.findings_in_each(data, records, today)


def check_dataset(data: Dataset, today: date | None, *, reasons: bool = True) -> list[Finding]:
    """The findings in and between all records, with or without those in the `reasons` of decision records.

    `data` may lack the text answers of applications.
    """
    rules = _DATASET if reasons else _BESIDE_REASONS
    return [finding for rule in rules for finding in rule.findings(data, today=today)]


def check_application_partly(
    whole: Dataset, partial: Dataset, record: Application, today: date | None, *, is_whole: bool
) -> list[Finding]:
    """The findings in an application, where it (not `is_whole`) or other records have unknown values (`partial`)."""
    if is_whole and partial is whole:
        return check_application(whole, record, today)
    more = [(whole, record)] if is_whole else []
    found = (finding for rule in _APPLICATION for finding in _known(rule, [(partial, record), *more], today))
    return [finding for finding in found if is_whole or not is_unknown_at(record, finding.field)]


def check_dataset_partly(whole: Dataset, partial: Dataset, today: date | None) -> list[Finding]:
    """The findings in and between all records.

    whole     the records that could be read whole; the other files are unread
    partial   the same dataset, or one with what is known of these files
    """
    if partial is whole:
        return check_dataset(whole, today)
    records = {record.path: record for record in partial.records()}
    found = (finding for rule in _DATASET for finding in _known(rule, [(partial,), (whole,)], today))
    return [f for f in found if f.span.path not in records or not is_unknown_at(records[f.span.path], f.field)]


def _known(rule: Rule, subjects: Sequence[tuple[object, ...]], today: date | None) -> list[Finding]:
    """The findings of a rule in the first subject, until it reads an unknown value; then also those in the next.

    An unknown value may end a rule with any error (`type(value)` raises none by itself). The last subject of a dataset
    has none, so a fault of the rule itself is not hidden there.
    """
    found: dict[tuple[object, ...], Finding] = {}
    for subject in subjects:
        try:
            for finding in rule.findings(*subject, today=today):
                if not names_unknown(finding):
                    found.setdefault((finding.code, finding.span, finding.field), finding)
        except Exception:  # see above
            if subject is subjects[-1] and len(subjects) > 1:
                raise
            continue
        break
    return list(found.values())
