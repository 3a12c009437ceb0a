"""Every Word file opens in LibreOffice and keeps its words: as a PDF and as text."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.commands.forms.test_form import BOXES, NAMES, PEOPLE, TEXTS, WANTED, application, names
from tests.external.printed_letters import LETTERS, printed
from tests.form_programme import KEY, filled_form, form_place, made_form
from tests.program import called

WEB = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The beginning of the command, with a separate profile."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("needs LibreOffice (apt-get install libreoffice-writer)")
    profile = tmp_path_factory.mktemp("office").as_uri()
    return [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]


def words(text: str) -> Counter[str]:
    """The words and how often each is there; signs and hyphens at line ends do not count."""
    return Counter(re.findall(r"\w+", re.sub("[\u00ad\u2060]", "", text).casefold()))


@pytest.mark.slow
def test_every_word_file_opens_and_keeps_its_words(office: list[str], tmp_path: Path) -> None:
    made, opened = tmp_path / "made", tmp_path / "opened"
    for language in ("da", "en"):
        printed(made, LETTERS, language, "docx", "txt", "md")
    files = sorted(made.glob("*.docx"))
    assert len(files) >= 2 * len(LETTERS)
    for target in ("txt:Text (encoded):UTF8", "pdf"):
        command = [*office, "--convert-to", target, "--outdir", str(opened), *map(str, files)]
        done = subprocess.run(command, capture_output=True, check=False, timeout=600, encoding="utf-8")
        assert done.returncode == 0, done.stderr
    for file in files:
        ours = words(file.with_suffix(".txt").read_text(encoding="utf-8"))
        pages = PdfReader((opened / file.name).with_suffix(".pdf")).pages
        shown = words("\n".join(page.extract_text() for page in pages))
        assert ours.keys() - shown.keys() == set(), file.name
        body = (made / file.name).with_suffix(".md").read_text(encoding="utf-8")
        assert words(WEB.sub(r"\1", body)) - shown == {}, file.name  # a table names its columns once, as Word does
        # LibreOffice leaves frames (letterhead and address) out of its text; the body must be there
        text = words((opened / file.name).with_suffix(".txt").read_text(encoding="utf-8-sig"))
        assert sum((ours - text).values()) <= 40, file.name


@pytest.mark.slow
def test_a_form_saved_by_libreoffice_is_read_as_it_was_filled_in(office: list[str], tmp_path: Path) -> None:
    """LibreOffice 7.4 drops the tags of the controls, so that the headings must do."""
    place = form_place(tmp_path / "repo")
    (place / "private").mkdir(exist_ok=True)
    file = tmp_path / "skema.docx"
    file.write_bytes(filled_form(made_form("docx"), TEXTS, BOXES, PEOPLE))
    command = [*office, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"), str(file)]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    done = called(["intake", str(tmp_path / "saved"), "--programme", KEY, "--write"], place)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert application(place) == WANTED
    assert names(place) == NAMES
