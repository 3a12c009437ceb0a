"""The fixed words of the site's pages."""

from __future__ import annotations

from samskab.language import Language, phrase_key
from samskab.report.page.labels import report_labels

SITE_LABELS = (
    "how",
    "preview",
    "programmes",
    "next",
    "no_dates",
    "period",
    "deadline",
    "capacity",
    "price",
    "free",
    "contact",
    "about",
    "outcomes",
    "target_groups",
    "dates",
    "calendar",
    "calendars",
    "calendar_about",
    "apply",
    "form",
    "form_word",
    "online_form",
    "commitments",
    "conditions",
    "decision",
    "decision_page",
    "as_table",
    "as_today",
    "choosing",
    "choosing_about",
    "criteria",
    "criteria_about",
    "lot",
    "complaint",
    "retention",
)
"""The names of the words; each stands in the catalogue as `site.label.<name>`."""


HOW_PARTS = ("rules", "whole", "lot", "waiting", "reasons", "check", "personal")
"""The parts of the page on how we choose: a heading in `site.how`, its text in `site.how_text`."""


def site_labels(language: Language) -> dict[str, str]:
    """The words by name, those of the reports among them."""
    own = {name: language.say(phrase_key("site.label", name)) for name in SITE_LABELS}
    return report_labels(language) | own


def how_parts(language: Language) -> list[tuple[str, str]]:
    """Each heading with its text."""
    return [
        (language.say(phrase_key("site.how", name)), language.say(phrase_key("site.how_text", name)))
        for name in HOW_PARTS
    ]
