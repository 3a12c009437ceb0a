"""SK830-SK841: found while the public site is made, and in a folder that holds one."""

from __future__ import annotations

from samskab.codes.code import Code
from samskab.finding import Severity

SITE_CODES = (
    Code("SK830", Severity.WARNING),
    Code("SK831", Severity.ERROR),
    Code("SK832", Severity.ERROR),
    Code("SK833", Severity.ERROR),
    Code("SK834", Severity.ERROR),
    Code("SK835", Severity.ERROR),
    Code("SK836", Severity.WARNING),
    Code("SK837", Severity.ERROR),
    Code("SK838", Severity.WARNING),
    Code("SK839", Severity.ERROR),
    Code("SK840", Severity.WARNING),
    Code("SK841", Severity.ERROR),
)
