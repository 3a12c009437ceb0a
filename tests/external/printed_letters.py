"""The letters that are shown to programs of others: a browser, LibreOffice, veraPDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from samskab.finding import Severity
from samskab.language import LanguageCode
from samskab.usecases.letters.job import Request
from samskab.usecases.letters.render import render
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.paths import ROOT

AGENTS, IDIALOG, LEADERS, BOOKLET = (
    "faellesskabsagenter-2014",
    "fremfaerd-idialog-2024",
    "sund-by-ledernetvaerket-2018",
    "frivilligraadets-aarsmoede-2012",
)


class Letter(NamedTuple):
    """One request to `samskab render`."""

    template: str
    programme: str
    to: str | None = None
    day: date | None = None
    draft: bool = False


LETTERS = (
    Letter("invitation", AGENTS, "0360", date(2013, 12, 12)),
    Letter("invitation", IDIALOG, "0360", date(2024, 9, 2), draft=True),  # it does not say yet where to apply
    Letter("rejection", AGENTS, "0265", date(2014, 2, 21)),
    Letter("acceptance", AGENTS, "0101", date(2014, 2, 21)),
    Letter("receipt", IDIALOG, "0840-rebild", date(2024, 10, 8)),
    Letter("practical", LEADERS, "0360", date(2018, 2, 1)),
    Letter("meeting-series", LEADERS, "0360", date(2017, 12, 18)),
    Letter("host", IDIALOG, "0376", date(2024, 11, 1), draft=True),
    Letter("participants", AGENTS, None, date(2014, 3, 5)),
    Letter("press-item", AGENTS),
    Letter("agenda", AGENTS),
    Letter("agenda", LEADERS),
    Letter("year-overview", AGENTS),
    Letter("year-overview", LEADERS),
    Letter("booklet-short", BOOKLET),
    Letter("booklet", BOOKLET),
    Letter("form", AGENTS),
    Letter("form", IDIALOG),
)


def printed(folder: Path, letters: tuple[Letter, ...], language: LanguageCode, *formats: str) -> dict[str, bytes]:
    """Every file of the letters, by `year-language-name`, written into the folder as well."""
    files: dict[str, bytes] = {}
    for letter in letters:
        request = Request(
            programme=letter.programme,
            template=letter.template,
            audience=letter.to,
            formats=formats,
            language=load_language(language),
            day=letter.day,
            allow_draft=letter.draft,
        )
        made = render(load(ROOT, programme=letter.programme), request)
        assert made.files, (letter, [f for f in made.findings if f.severity is Severity.ERROR])
        year = letter.programme.rpartition("-")[2]
        files |= {f"{year}-{language}-{name}": content for name, content in made.files.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return files
