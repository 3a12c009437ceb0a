"""SK440-SK447 and SK670-SK679: found while letters, calendars and mail drafts are made."""

from __future__ import annotations

from samskab.codes.code import Code
from samskab.finding import Severity

LETTER_CODES = (
    Code("SK440", Severity.ERROR),
    Code("SK441", Severity.WARNING),
    Code("SK442", Severity.WARNING),
    Code("SK443", Severity.ERROR),
    Code("SK445", Severity.INFO),
    Code("SK446", Severity.WARNING),
    Code("SK447", Severity.ERROR),
    Code("SK670", Severity.ERROR),
    Code("SK671", Severity.ERROR),
    Code("SK672", Severity.ERROR),
    Code("SK673", Severity.ERROR),
    Code("SK674", Severity.ERROR),
    Code("SK675", Severity.ERROR),
    Code("SK676", Severity.WARNING),
    Code("SK677", Severity.ERROR),
    Code("SK678", Severity.ERROR),
    Code("SK679", Severity.INFO),
)
