"""Every packaged letter, from the real data, in both languages, as a person reads it (`make golden`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from page import ValidationProfile, validate_pdf_bytes

from samskab.finding import Severity
from samskab.language import LANGUAGES, LanguageCode
from samskab.model.dataset import Dataset
from samskab.model.field_types import VagueDay, Words
from samskab.usecases.letters.job import Request
from samskab.usecases.letters.render import Rendering, render
from samskab.usecases.letters.templates import templates_of
from samskab.usecases.load import Repo
from samskab.yaml.catalogue import load_language
from samskab.yaml.records import KINDS
from tests.sampling import sampled
from tests.usecases.letters.decision_2014 import BY_LOT, BY_SUM, CHOSEN, LEFT_OUT, PROMOTED, WAITING, YEAR

GOLDEN = Path(__file__).parent / "golden"
IDIALOG, LEADERS, BOOKLET = (
    "fremfaerd-idialog-2024",
    "sund-by-ledernetvaerket-2018",
    "frivilligraadets-aarsmoede-2012",
)


class Case(NamedTuple):
    """One letter: its template, programme, recipient, day."""

    template: str
    programme: str
    to: str | None = None
    day: date | None = None
    meeting: str | None = None
    draft: bool = False
    changed: bool = False

    @property
    def name(self) -> str:
        return "-".join(each for each in (self.template, self.programme.rpartition("-")[2], self.to or "") if each)


CASES = (
    Case("invitation", YEAR, "0360"),
    Case("invitation", IDIALOG, "0360", date(2024, 9, 2), draft=True),
    Case("press-item", YEAR),
    Case("press-item", IDIALOG, None, date(2024, 9, 2)),
    Case("press-item", LEADERS, None, date(2017, 12, 18)),
    Case("reminder", YEAR, "0360", date(2014, 1, 20)),
    Case("receipt", YEAR, "0360-lolland", date(2014, 1, 20)),
    Case("receipt", IDIALOG, "0840-rebild", date(2024, 10, 8)),
    Case("acceptance", YEAR, CHOSEN, date(2014, 2, 17)),
    Case("waiting-list", YEAR, WAITING, date(2014, 2, 17)),
    Case("rejection", YEAR, BY_SUM, date(2014, 2, 17)),
    Case("rejection", YEAR, BY_LOT, date(2014, 2, 17)),
    *(Case("not-considered", YEAR, key, date(2014, 2, 17)) for key in LEFT_OUT),
    Case("promotion", YEAR, PROMOTED, date(2014, 3, 5)),
    Case("practical", LEADERS, "0360", date(2018, 2, 1)),
    Case("practical", LEADERS, "0630", date(2018, 6, 1)),
    Case("practical", IDIALOG, "0360", date(2024, 9, 10), "informationsmoede"),
    Case("meeting-moved", LEADERS, "0360", date(2018, 2, 1), "m1", changed=True),
    Case("meeting-postponed", LEADERS, "0360", date(2018, 6, 1), changed=True),
    Case("meeting-cancelled", LEADERS, "0360", date(2018, 2, 1), changed=True),
    Case("thanks", YEAR, CHOSEN, date(2014, 12, 8)),
    Case("agenda", YEAR),
    Case("agenda", LEADERS),
    Case("year-overview", YEAR),
    Case("year-overview", LEADERS),
    Case("meeting-series", LEADERS, "0360", date(2017, 12, 18)),
    Case("host", IDIALOG, "0376", date(2024, 11, 1), draft=True),
    Case("participants", YEAR, None, date(2014, 3, 5)),
    Case("booklet-short", BOOKLET),
    Case("booklet", BOOKLET),
    Case("form", YEAR),
    Case("form", IDIALOG),
)


FIRST_OF_A_TEMPLATE = [
    pytest.param(case, marks=[pytest.mark.slow] if case.template in {each.template for each in CASES[:number]} else [])
    for number, case in enumerate(CASES)
]
"""Each case; the quick run has one of every template."""


def with_changed_meetings(repo: Repo) -> Repo:
    """The leaders' meetings after their release: the first moved, the second postponed, the third cancelled."""
    schedule = repo.data.schedule(LEADERS)
    assert schedule is not None
    first, second, third = schedule.meetings
    note = Words(da="Oplægsholderen er blevet syg.", en="The speaker has fallen ill.")
    meetings = (
        replace(first, date=VagueDay(2018, 3, 6), start="09:30"),
        replace(second, status="postponed", status_note=note),
        replace(third, status="cancelled", status_note=note),
    )
    kept = (each for kind in KINDS for each in repo.data.all(kind.record) if each is not schedule)
    return Repo(repo.root, Dataset([*kept, replace(schedule, meetings=meetings)], repo.data.unread), repo.findings)


def made(repo: Repo, case: Case, language: LanguageCode, *formats: str) -> Rendering:
    repo = with_changed_meetings(repo) if case.changed else repo
    request = Request(
        programme=case.programme,
        template=case.template,
        audience=case.to,
        formats=formats,
        language=load_language(language),
        day=case.day,
        meeting=case.meeting,
        allow_draft=case.draft,
    )
    return render(repo, request)


@pytest.mark.golden
@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("case", FIRST_OF_A_TEMPLATE, ids=[case.name for case in CASES])
def test_letter_is_as_it_was_read_and_approved(
    decided: Repo, case: Case, language: LanguageCode, request: pytest.FixtureRequest
) -> None:
    result = made(decided, case, language, "txt", "md")
    assert [f for f in result.findings if f.severity is Severity.ERROR] == []
    texts, pages = ([result.files[n].decode() for n in sorted(result.files) if n.endswith(e)] for e in (".txt", ".md"))
    assert len(texts) == len(pages) > 0
    assert [line for page in pages for line in empty_headings(page)] == []
    text = "\n\f\n".join(texts)
    place = GOLDEN / language / f"{case.name}.txt"
    if request.config.getoption("--update-golden", default=False):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    assert text == place.read_bytes().decode()


def test_every_packaged_template_has_its_letter() -> None:
    for language in LANGUAGES:
        assert {case.template for case in CASES} == set(templates_of(None, language).names())


def test_both_languages_have_the_same_templates_of_the_same_kind() -> None:
    danish, english = templates_of(None, "da"), templates_of(None, "en")
    assert set(danish.packaged) == set(english.packaged)
    worded = {"title": "", "subject": "", "filename": ""}
    for name in danish.packaged:
        one, other = danish.template(name), english.template(name)
        assert one._replace(**worded) == other._replace(**worded), name
        assert bool(one.filename) == bool(other.filename) == (one.form == "letter"), name


def empty_headings(page: str) -> list[str]:
    """Headings with nothing below: every section is optional, and one without a part may leave no heading behind."""
    lines = [line for line in page.splitlines() if line.strip()]
    levels = [len(line.split()[0]) if line.startswith("#") else 0 for line in lines]
    after = [*levels[1:], 1]
    return [line for line, level, below in zip(lines, levels, after, strict=True) if 0 < below <= level]


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("case", sampled(CASES, 16), ids=lambda case: case.name)
def test_every_letter_is_a_valid_pdf(decided: Repo, case: Case, language: LanguageCode) -> None:
    """UA-1 and A-2a for every template; a letter has its title, its language and its tags."""
    result = made(decided, case, language, "pdf")
    assert result.files, (case, result.findings)
    for content in result.files.values():
        for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
            report = validate_pdf_bytes(content, profile=profile)
            assert report.is_compliant, (case.name, profile, [f.message for f in report.failures])
