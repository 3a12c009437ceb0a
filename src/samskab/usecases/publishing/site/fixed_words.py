"""The fixed words of the site's pages."""

from __future__ import annotations

from samskab.language import Language, phrase_key
from samskab.report.page.labels import ReportLabels

HOW_PARTS = ("rules", "whole", "lot", "waiting", "reasons", "check", "personal")
"""The parts of the page on how we choose: a heading in `site.how`, its text in `site.how_text`."""


class SiteLabels(ReportLabels):
    """The words by name: `site.label.<name>` of the catalogue, else that of the reports."""

    def __missing__(self, name: str) -> str:
        return self._language.find(phrase_key("site.label", name)) or super().__missing__(name)


def how_parts(language: Language) -> list[tuple[str, str]]:
    """Each heading with its text."""
    return [
        (language.say(phrase_key("site.how", name)), language.say(phrase_key("site.how_text", name)))
        for name in HOW_PARTS
    ]
