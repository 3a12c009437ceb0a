"""Findings as Markdown for a job summary. Text of a file is escaped."""

from __future__ import annotations

import re
from itertools import groupby

from samskab.finding import Finding
from samskab.report.findings.verdict import Verdict, disarmed, line_and_column

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~@&$!\"']|:(?! )|www\.")
"""A colon before a space begins neither a link nor an emoji (`:name:`)."""


def markdown(verdict: Verdict) -> str:
    """A heading, the summary, and a table for each file."""
    language = verdict.language
    mark = "❌" if verdict.failed else "✅"
    lines = [f"## {mark} samskab validate", "", plain(verdict.summary())]
    for path, own in groupby(verdict.findings, key=lambda finding: finding.span.path):
        head = f"| {language.say('report.line')} | {language.say('report.code')} | {language.say('report.what')} |"
        lines += ["", f"### {plain(disarmed(path))}", "", head, "| --- | --- | --- |"]
        lines += [_row(verdict, finding) for finding in own]
    return "\n".join([*lines, ""])


def plain(text: str) -> str:
    """Text that Markdown shows as it is: every character that could be markup, a mention or a link as an entity."""
    return _MARKUP.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), text.replace("\n", " "))


def _row(verdict: Verdict, finding: Finding) -> str:
    message = [verdict.sentence(finding)]
    question, hint = verdict.asked(finding), verdict.hint(finding)
    message += [verdict.language.say("report.question", question=question)] if question else []
    message += [verdict.language.say("report.hint", hint=hint)] if hint else []
    weight = verdict.severity(finding)
    what = "<br>".join(map(plain, message))
    return f"| {line_and_column(finding.span)} | {finding.code} {weight} | {what} |"
