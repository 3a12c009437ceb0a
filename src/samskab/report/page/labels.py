"""The fixed words of a report: titles, headings of columns, legends."""

from __future__ import annotations

from samskab.language import Language, phrase_key


class ReportLabels(dict[str, str]):
    """The words by name, each read when it is first asked for: `report.label.<name>` of the catalogue."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, self._language.say(phrase_key("report.label", name)))
