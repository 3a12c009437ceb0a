"""Every template for every programme and state, in both languages: no phrase that was found untrue or ungrammatical.

The letters are made as drafts, so that a missing fact does not hide a sentence. A letter that is refused (nobody to
write to, nothing decided) has no sentence to judge.
"""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from samskab.finding import Severity
from samskab.language import LANGUAGES, LanguageCode
from samskab.usecases.letters.job import Request
from samskab.usecases.letters.render import Rendering, render
from samskab.usecases.letters.templates import templates_of
from samskab.usecases.load import Repo
from samskab.yaml.catalogue import load_language
from tests.sampling import sampled
from tests.usecases.letters.test_render_golden import with_changed_meetings

DAYS = {
    "faellesskabsagenter-2014": date(2014, 3, 5),
    "fremfaerd-idialog-2024": date(2024, 9, 10),
    "frivilligraadets-aarsmoede-2012": date(2012, 11, 1),
    "sund-by-ledernetvaerket-2018": date(2018, 2, 1),
}
YEAR_OPEN = date(2013, 12, 12)
STATES = {
    "real": {
        "faellesskabsagenter-2014": YEAR_OPEN,
        "fremfaerd-idialog-2024": date(2024, 9, 2),
        "frivilligraadets-aarsmoede-2012": date(2012, 10, 10),
        "sund-by-ledernetvaerket-2018": date(2017, 12, 18),
    },
    "decided": DAYS,
    "recorded": {
        "faellesskabsagenter-2014": date(2014, 12, 10),
        "fremfaerd-idialog-2024": date(2025, 10, 10),
        "frivilligraadets-aarsmoede-2012": date(2012, 12, 10),
        "sund-by-ledernetvaerket-2018": date(2018, 12, 1),
    },
}
"""The day of the letters, by the fixture of the state: still open; decided in a test; recorded and over."""
QUICK = "sund-by-ledernetvaerket-2018"
WRONG = {
    "da": (
        r"valgt af \d+",
        r"\d+ af \d+ ansøgere er valgt",
        r"de næste på ventelisten",
        r"inden (man|tirs|ons|tors|fre|lør|søn)dag",
        r"senest før",
        r"til at være med (varer|tre|\d)",
        r"udfyldes på \S+ sendes til",
        r"\bUdsat\b",
        r"[Tt]ema: tema",
        r"og chefer og ",
        r"Hvornår: varer",
        r"betales af programmet",
        r"Sæt kryds i kalenderen(?s:.)*dag følger",
        r"(?m)^- Vi ",
        r"skriv hurtigst muligt\.",
        r"\.\.(?!\.)",
        r" ,",
        r" [.](\s|$)",
        r"[(] ?[)]",
        r"[(](fil|regneark|datarepositoriet)[)]",
        r"\b(blandt|oplyses|valgt) \1\b",
        r"herfra: [^\n]*[\w)]\n\n",
        r"\b(None|True|False)\b|\{[{%\w]|\}",
    ),
    "en": (
        r"chosen by \d+",
        r"you are next on the waiting list",
        r"by before",
        r"take part (lasts|three|\d)",
        r"filled in at \S+ is sent",
        r"special wishes for the food",
        r"(?m)^- We ",
        r"\.\.(?!\.)",
        r" ,",
        r" [.](\s|$)",
        r"[(] ?[)]",
        r"[(](file|spreadsheet|the data repository)[)]",
        r"comes from: [^\n]*[\w)]\n\n",
        r"\b(None|True|False)\b|\{[{%\w]|\}",
    ),
}


WORD = re.compile(r"[^\W\d_]{4,}")


def made(
    repo: Repo,
    programme: str,
    template: str,
    language: LanguageCode,
    audience: str | None = None,
    forms: tuple[str, ...] = ("txt",),
    day: date | None = None,
) -> Rendering:
    return render(
        repo,
        Request(
            programme, template, audience, forms, load_language(language), day or DAYS[programme], allow_draft=True
        ),
    )


def templates_for(repo: Repo, programme: str, language: LanguageCode) -> list[str]:
    """The templates of letters that a programme can have: an agenda needs tracks."""
    without = set() if repo.data.programmes[programme].tracks else {"agenda"}
    return [name for name in templates_of(None, language).names() if name not in without]


@pytest.mark.parametrize("language", sampled(LANGUAGES, 2))
@pytest.mark.parametrize(
    ("state", "programme"),
    [
        ("decided", QUICK),
        *(
            pytest.param(state, programme, marks=pytest.mark.slow)
            for state in STATES
            for programme in DAYS
            if (state, programme) != ("decided", QUICK)
        ),
    ],
)
def test_no_letter_has_a_phrase_that_was_found_wrong(
    request: pytest.FixtureRequest, state: str, programme: str, language: LanguageCode
) -> None:
    repo = with_changed_meetings(request.getfixturevalue(state))
    names = templates_for(repo, programme, language)
    found = {}
    for template in names:
        letters = made(repo, programme, template, language, day=STATES[state][programme]).files
        for name, content in list(letters.items())[:3]:
            text = content.decode()
            found |= {(name, phrase): m[0] for phrase in WRONG[language] if (m := re.search(phrase, text))}
    assert found == {}


def test_an_expression_of_interest_is_no_application(decided: Repo) -> None:
    files = made(decided, "fremfaerd-idialog-2024", "receipt", "da", "0840-rebild").files
    assert files
    assert all("nsøgning" not in content.decode() for content in files.values())


@pytest.mark.parametrize(
    ("template", "programme", "fact"),
    [
        ("booklet", "faellesskabsagenter-2014", "workshops"),
        ("form", "frivilligraadets-aarsmoede-2012", "programme.questions"),
        ("press-item", "frivilligraadets-aarsmoede-2012", "programme.is_open"),
    ],
)
def test_a_page_that_lacks_a_fact_is_refused_with_its_name(
    decided: Repo, template: str, programme: str, fact: str
) -> None:
    language = load_language("da")
    result = render(decided, Request(programme, template, None, ("txt",), language, DAYS[programme]))
    assert result.files == {}
    [finding] = [each for each in result.findings if each.severity is Severity.ERROR]
    assert (finding.code, finding.values["facts"]) == ("SK672", (language.say(f"letters.fact.{fact}"),))


@pytest.mark.parametrize(
    ("programme", "template"),
    [
        ("faellesskabsagenter-2014", "acceptance"),
        *(pytest.param(programme, None, marks=pytest.mark.slow) for programme in DAYS),
    ],
)
@pytest.mark.slow
def test_no_word_is_broken_in_a_pdf(decided: Repo, programme: str, template: str | None) -> None:
    """So that a search in a journal finds every word, and no break can be wrong."""
    repo, broken = with_changed_meetings(decided), {}
    for name in [template] if template else templates_for(repo, programme, "da"):
        files = made(repo, programme, name, "da", forms=("txt", "pdf")).files
        for path in [path for path in files if path.endswith(".pdf")][:3]:
            pages = PdfReader(io.BytesIO(files[path])).pages
            printed = "".join(page.extract_text() for page in pages)
            lost = set(WORD.findall(files[path[:-4] + ".txt"].decode())) - set(WORD.findall(printed))
            broken |= {path: (lost, "\u00ad" in printed)} if lost or "\u00ad" in printed else {}
    assert broken == {}


@pytest.mark.slow
def test_a_meeting_open_to_all_is_told_to_all_and_never_to_the_chosen_alone(decided: Repo) -> None:
    request = Request(
        "fremfaerd-idialog-2024",
        "practical",
        "all",
        ("txt",),
        load_language("da"),
        date(2024, 9, 10),
        meeting="informationsmoede",
    )
    assert len(render(decided, request).files) == 98


@pytest.mark.parametrize("template", ["year-overview", pytest.param("agenda", marks=pytest.mark.slow)])
def test_a_cancelled_meeting_is_not_shown_as_one_that_is_held(decided: Repo, template: str) -> None:
    files = made(with_changed_meetings(decided), QUICK, template, "da").files
    text = "".join(content.decode() for content in files.values())
    assert "Aflyst" in text
    assert "Udskudt" in text


def test_a_series_of_meetings_is_for_programmes_that_one_signs_up_to(decided: Repo) -> None:
    request = Request("faellesskabsagenter-2014", "meeting-series", "0360", ("txt",), load_language("da"), YEAR_OPEN)
    result = render(decided, request)
    assert result.files == {}
    assert [each.code for each in result.findings if each.severity is Severity.ERROR] == ["SK672"]
