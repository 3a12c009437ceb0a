"""`samskab site`: what the pages show and never show, on disk and checked."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.program import called
from tests.readable_text import readable

KEY = "naboskab-2026"
ATOM = "{http://www.w3.org/2005/Atom}"
PEOPLE = """\
schema: samskab/people@1
people:
  p-05731: {name: Hemmelig Navnesen, mail: hemmelig@example.org, phone: "87 65 43 21"}
  p-05732: {name: Skjulte Personsdatter, mail: skjult@example.org}
"""
DRAFT = """\
schema: samskab/application@1
id: esbjerg
programme: naboskab-2026
applicant: {municipalities: ['0561']}
status: draft
demonstration: true
editors: [esbjerg-kladde]
contact: p-05733
answers: {maal: Kladdens formål}
"""
PRIVATE = (
    "Hemmelig", "hemmelig@example.org", "87 65 43 21", "Skjulte", "p-0573", "esbjerg-kladde", "Kladdens formål",
    "varde-sundhed", "sundhedschef", "Agerbæk har stærke", "Frivilligcentret",
)  # fmt: skip


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden repository with a private store and a draft."""
    made = copied(GOLDEN, tmp_path_factory.mktemp("site") / "repo")
    (made / "private").mkdir()
    (made / "private" / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (made / f"data/programmes/{KEY}/applications/esbjerg.yaml").write_text(DRAFT, encoding="utf-8")
    return made


def site(repo: Path, *words: str, today: str = "2026-05-01") -> dict[str, bytes]:
    """The files of a site by their paths."""
    shutil.rmtree(repo / "out", ignore_errors=True)
    done = called(("site", "build", *words, "--today", today), repo)
    assert done.returncode == 0, done.stderr.decode()
    folder = repo / "out" / "site"
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("today", ["2026-02-01", "2026-05-01"])  # while it is open, and after the decision
def test_nothing_private_stands_on_any_page(repo: Path, today: str) -> None:
    files = site(repo, "--preview", today=today)
    found = [(name, word) for name, content in files.items() for word in PRIVATE if word in readable(content)]
    assert found == []
    assert any(name.startswith(f"{KEY}/afgoerelse") for name in files) is (today == "2026-05-01")
    assert {f"{KEY}/ansoegning.html", f"{KEY}/ansoegning.docx"} <= {*files} or today == "2026-05-01"


def test_a_decision_is_shown_when_it_is_announced(repo: Path) -> None:
    assert not any("afgoerelse" in name for name in site(repo))
    draft = site(repo, "--preview")
    assert all("UDKAST" in content.decode() for name, content in draft.items() if name.endswith("index.html"))
    assert b"afgoerelse" not in draft["feed.xml"]
    assert "En fælles ansøgning optager en plads for hver kommune" in draft[f"{KEY}/index.html"].decode()


def test_the_feed_is_atom(repo: Path) -> None:
    root = ET.fromstring(site(repo)["feed.xml"])
    assert [root.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author")] == [True] * 4
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == ["2026-02-02T00:00:00Z"]
    assert [link.get("href") for link in entries[0].findall(f"{ATOM}link")] == [f"{KEY}/index.html"]


def test_same_data_same_bytes_and_no_file_of_an_earlier_site(repo: Path) -> None:
    first = site(repo, "--preview")
    folder = repo / "out" / "site"
    (folder / "own.txt").write_text("mine", encoding="utf-8")
    assert called(("site", "build", "--today", "2026-05-01"), repo).returncode == 0
    names = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert not any("afgoerelse" in name for name in names)
    assert "own.txt" in names
    assert first == site(repo, "--preview")


@pytest.mark.parametrize("is_link", [False, True])
def test_what_is_not_of_a_site_is_never_overwritten(repo: Path, is_link: bool) -> None:
    folder = repo / "out" / "strange"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "notes").mkdir(parents=True)
    (folder / "index.html").write_text("mine", encoding="utf-8")
    if is_link:
        (folder / "index.html").unlink()
        (folder / "index.html").symlink_to(repo / "data")
    done = called(("site", "build", "--out", "out/strange", "--today", "2026-05-01"), repo)
    assert (done.returncode, "index.html" in done.stderr.decode()) == (2, True)
    assert [file.name for file in sorted(folder.iterdir())] == ["index.html", "notes"]
    assert is_link or (folder / "index.html").read_text(encoding="utf-8") == "mine"


def test_the_check_names_what_is_not_of_the_site(repo: Path) -> None:
    site(repo)
    folder = repo / "out" / "site"
    (folder / KEY / "note.txt").write_text("mine", encoding="utf-8")
    (folder / "data").symlink_to(repo / "data")
    done = called(("site", "check", "--today", "2026-05-01"), repo)
    found = [line for line in done.stderr.decode().splitlines() if "SK84" in line or "note.txt" in line]
    assert (done.returncode, ["SK840" in "".join(found), "SK841" in "".join(found)]) == (1, [True, True])
    assert called(("site", "build", "--today", "2026-05-01"), repo).returncode == 2  # through a link nothing is written
    (folder / "data").unlink()
    assert called(("site", "build", "--today", "2026-05-01"), repo).returncode == 0
    assert (folder / KEY / "note.txt").read_text(encoding="utf-8") == "mine"


def test_a_mistake_in_another_programme_is_why_no_page_is_made(tmp_path: Path) -> None:
    repo = copied(GOLDEN, tmp_path / "repo")
    (repo / "data/programmes/other-2026").mkdir()
    (repo / "data/programmes/other-2026/programme.yaml").write_text("id: [", encoding="utf-8")
    done = called(("site", "build", "--today", "2026-05-01"), repo)
    assert (done.returncode, "Siderne er ikke lavet" in done.stderr.decode()) == (1, True)


def test_a_link_that_leads_nowhere_is_no_folder(repo: Path) -> None:
    (repo / "nowhere").symlink_to(repo / "missing")
    done = called(("site", "build", "--out", "nowhere", "--today", "2026-05-01"), repo)
    (repo / "nowhere").unlink()
    assert done.returncode == 2


def test_after_a_promotion_page_and_feed_show_the_cohort_of_the_day(tmp_path: Path) -> None:
    """The decision page stays as decided and lists what has happened since."""
    repo = copied(GOLDEN, tmp_path / "repo")
    record = f"data/programmes/{KEY}/decisions/2026-04-27.yaml"
    leaves = ("withdraw", record, "Varde", "--instead", "Thisted", "--because", "Hemmelig grund")
    for words, day in ((("release", record), "2026-05-01"), (leaves, "2026-05-04")):
        done = called(("decision", *words, "--today", day), repo)
        assert done.returncode == 0, done.stderr.decode()
    early, late = (site(repo, today=today) for today in ("2026-05-02", "2026-05-05"))
    pages = [files[f"{KEY}/index.html"].decode() for files in (early, late)]
    assert ["<title>Varde: Udvalgt" in page for page in pages] == [True, False]
    assert [re.findall(r'<span class="no">\d+</span> (\w+)', page) for page in pages] == [
        ["Aalborg", "Aarhus", "Bornholm", "Varde", "Odense", "Lolland"],
        ["Aalborg", "Thisted", "Aarhus", "Bornholm", "Odense", "Lolland"],
    ]
    assert all("Klimadatastyrelsen" in page and 'class="legend column"' in page for page in pages)
    assert ["er trådt ud" in page for page in pages] == [False, True]
    assert "Hemmelig grund" not in readable(b"".join(late.values()))
    entries = ET.fromstring(late["feed.xml"]).findall(f"{ATOM}entry")
    assert [(entry.findtext(f"{ATOM}title") or "").partition(": ")[2] for entry in entries[:3]] == [
        "Thisted er trådt ind i stedet for Varde", "Varde er trådt ud", "kommunerne er valgt",
    ]  # fmt: skip
    assert "Thisted" in (entries[0].findtext(f"{ATOM}summary") or "")
    drawn = called(("map", KEY, "--out", "kort.svg", "--today", "2026-05-05"), repo)
    assert (drawn.returncode, "2 ændringer" in drawn.stderr.decode()) == (0, True)
    decided = next(content for name, content in late.items() if "afgoerelse" in name and name.endswith("html")).decode()
    assert ("som den blev truffet" in decided, "<title>Varde: Udvalgt" in decided) == (True, True)


def test_the_check_names_every_mistake(repo: Path) -> None:
    site(repo)
    check = ("site", "check", "--today", "2026-05-01")
    assert called(check, repo).returncode == 0
    front = repo / "out" / "site" / "index.html"
    page = front.read_text(encoding="utf-8").replace('lang="da"', "").replace("<h2>", "<h4>", 1)
    page = page.replace('href="feed.xml"', 'href="nyt.xml"')
    front.write_text(page.replace("saadan-vaelger-vi.html", "naboskab-2026/index.html#findes-ikke"), encoding="utf-8")
    (repo / "out" / "site" / "saadan-vaelger-vi.html").unlink()
    done = called(check, repo)
    assert done.returncode == 1
    told = done.stderr.decode()
    assert [code for code in ("SK831", "SK832", "SK833", "SK834", "SK837", "SK839") if code in told] == [
        "SK831", "SK832", "SK834", "SK837", "SK839",
    ]  # fmt: skip


def test_an_old_site_is_known_by_its_data_and_its_day(repo: Path) -> None:
    site(repo)
    done = called(("site", "check", "--today", "2026-05-02"), repo)
    assert (done.returncode, b"SK836" in done.stderr) == (0, True)
    listed = repo / "out" / "site" / "site-list.json"
    body = json.loads(listed.read_bytes())
    listed.write_text(json.dumps(body | {"inputs": "0" * 64}), encoding="utf-8")
    done = called(("site", "check", "--today", "2026-05-01"), repo)
    assert (done.returncode, b"SK835" in done.stderr) == (1, True)


def test_a_folder_without_a_site_is_refused(repo: Path, tmp_path: Path) -> None:
    done = called(("site", "check", str(tmp_path)), repo)
    assert (done.returncode, done.stdout) == (2, b"")
