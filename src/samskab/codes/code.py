"""A code of a finding, with its severity and properties."""

from __future__ import annotations

from typing import Literal, NamedTuple

from samskab.finding import Severity

Purpose = Literal["letter", "selection", "release", "decision"]
"""What is made from records and can be stopped by their errors: a letter, a choice of applicants, a released
schedule, a step of a decision record."""

Mender = Literal["author", "applicant", "secretariat"]
"""Who can put a mistake right: whoever writes the file; the applicant, who alone has the answer; or the secretariat,
which alone writes the field, as the time of receipt."""


class Code(NamedTuple):
    """The properties of a code. Its texts are in the catalogue (`SK104`, `SK104.why`, ...).

    doc             holds the example, below `Fails:` and `Passes:`
    mended_by       `applicant`: the receipt of an application lists the finding for the applicant to mend;
                    `secretariat`: the review of an applicant's change request leaves the finding out
    allows          purposes that an error with this code does not stop
    waivable        whether `waivers.yaml` may accept it
    only_when_run   of templates: shows only when the template is rendered with data
    """

    code: str
    severity: Severity
    doc: str = ""
    mended_by: Mender = "author"
    allows: tuple[Purpose, ...] = ()
    waivable: bool = True
    only_when_run: bool = False

    @property
    def fails(self) -> str:
        """The files of the example in which the code is found; each begins with a comment that holds its path."""
        return _section(self.doc, "Fails:")

    @property
    def passes(self) -> str:
        """The same files without the mistake."""
        return _section(self.doc, "Passes:")


def reading_error(code: str, doc: str = "") -> Code:
    """An error for which a file cannot be read as it stands, so that no waiver may accept it."""
    return Code(code, Severity.ERROR, doc, waivable=False)


def _section(doc: str, heading: str) -> str:
    """The indented lines below a heading; the doc's first line has no indentation, the others share one."""
    from textwrap import dedent

    lines = dedent(doc.partition("\n")[2]).splitlines()
    if heading not in lines:
        return ""
    body: list[str] = []
    for line in lines[lines.index(heading) + 1 :]:
        if line and not line.startswith(" "):
            break
        body.append(line.removeprefix("    "))
    return "\n".join(body).strip("\n")
