"""Every code that is found outside the rules of `check`, and the finding with such a code."""

from __future__ import annotations

from collections.abc import Mapping

from samskab.codes.code import Code
from samskab.codes.decision_inputs import DECISION_CODES
from samskab.codes.intake_forms import FORM_CODES
from samskab.codes.letter_making import LETTER_CODES
from samskab.codes.reading_files import FILE_CODES
from samskab.codes.site_pages import SITE_CODES
from samskab.codes.template_faults import TEMPLATE_CODES
from samskab.codes.waiver_faults import WAIVER_CODES
from samskab.codes.yaml_syntax import SYNTAX_CODES
from samskab.codes.yaml_values import VALUE_CODES
from samskab.finding import Finding, Span

DECLARED: Mapping[str, Code] = {
    code.code: code
    for codes in (
        FILE_CODES,
        SYNTAX_CODES,
        VALUE_CODES,
        FORM_CODES,
        LETTER_CODES,
        DECISION_CODES,
        TEMPLATE_CODES,
        SITE_CODES,
        WAIVER_CODES,
    )
    for code in codes
}

RETIRED: tuple[str, ...] = ("SK040", "SK041", "SK074", "SK076", "SK077", "SK259", "SK444", "SK511", "SK628", "SK658")
"""Codes that were in use once. A number is never given again."""

_REPLACING_VALUES = (28, 30, 34, 35, 36, 37, 38, 39, 42, 44, 45, 46, 47, 48, 49, 57, 60, 62, 63, 71)
_REPLACING_NAMES = (107, 108, 114, 119, 201, 206, 220, 222, 228, 301, 302, 319, 325, 326, 342, 412, 420, 430)
_REPLACING_REFERENCES = (602, 603, 605, 607)

STOPPING: frozenset[str] = frozenset(f"SK0{number}" for number in (*range(17, 28), 61, 65))
"""Codes of the parser: the rest of the file is not checked."""
REPLACING: frozenset[str] = frozenset(
    f"SK{number:03}" for number in (*_REPLACING_VALUES, *_REPLACING_NAMES, *_REPLACING_REFERENCES)
)
"""Codes whose hint can take the place of the marked text as it stands."""


def make_finding(
    code: str,
    span: Span,
    values: Mapping[str, object] | None = None,
    field: str = "",
    related: tuple[Span, ...] = (),
    hint: str = "",
) -> Finding:
    """A finding with the severity of its code. KeyError for a code that is not declared."""
    return Finding(code, DECLARED[code].severity, span, values or {}, field, related, hint)
