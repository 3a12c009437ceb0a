"""`samskab report`: a page without requests whose links, numbers and words hold, in every edition and format."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from samskab.cli.commands.publishing.report import REPORT_FORMATS
from tests.open_programme import LEADERS, leaders
from tests.paths import GOLDEN, ROOT
from tests.program import called
from tests.readable_text import readable
from tests.report.test_spreadsheet import cells_of
from tests.selection_repository import make

KEY = "naboskab-2026"
ALL = ",".join(REPORT_FORMATS)
FORMATS = ["html,md,csv,xlsx,geojson,svg", pytest.param(ALL, marks=pytest.mark.slow)]
"""Without the PDF, which takes half a second to be read, and with it."""
VOID = {"meta", "br"}


class Page(HTMLParser):
    """The ids, links, tags, texts of a page, and whether every tag is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append(tag)
        self.attributes |= known.keys()
        self.ids += [known["id"]] if known.get("id") else []
        self.links += [known["href"]] if known.get("href") else []
        self.open += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open = [*self.open[:-1]] if tag not in VOID else self.open

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style"} & {*self.open}:
            self.words.append(data)


def made(repo: Path, out: Path, *words: str, language: str = "da") -> dict[str, bytes]:
    done = called(("-C", str(repo), "--lang", language, "report", *words, "--out", str(out)), repo)
    assert done.returncode == 0, done.stderr.decode()
    return {file.suffix[1:]: file.read_bytes() for file in out.iterdir()}


def check_page(text: str) -> Page:
    """No script, request or open tag; every id once, every link with its anchor; the policy is that of the style."""
    page = Page(text)
    assert not page.open
    assert not {"script", "img", "link", "iframe", "form"} & {*page.tags}
    assert not {name for name in page.attributes if name.startswith("on") or name in {"style", "src"}}
    assert len(page.ids) == len({*page.ids})
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri" in text
    assert not re.search(r"url\((?!#|data:font/woff;base64,)|@import|https?://(?!www\.w3\.org)", style[1])
    headings = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    return page


@pytest.mark.parametrize("edition", ["public", "internal"])
def test_the_page_of_the_golden_repository(tmp_path: Path, edition: str) -> None:
    text = made(GOLDEN, tmp_path, KEY, "--edition", edition)["html"].decode()
    page = check_page(text)
    assert ("close" in page.ids) is (edition == "internal")
    pins = re.findall(r'class="pin (?:selected|waiting)[^>]*>.*?<text y="10">(\w+)</text>', text)
    assert sorted(pins) == sorted(re.findall(r'<li><span class="no">(\w+)</span>', text))
    in_table = re.findall(
        r'<td class="n"><span class="no">(\w+)</span></td><th scope="row"><a href="#a-([\w-]+)"', text
    )
    in_list = re.findall(r'<li><span class="no">(\d+)</span> <a href="#a-([\w-]+)"', text)
    assert in_table == in_list


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    first = made(GOLDEN, tmp_path / "a", KEY, "--to", ALL)
    assert first == made(GOLDEN, tmp_path / "b", KEY, "--to", ALL)
    assert {*first} == {*REPORT_FORMATS}


def test_every_format_has_the_same_applicants_and_numbers(tmp_path: Path) -> None:
    files = made(GOLDEN, tmp_path, KEY, "--to", ALL)
    head, *lines = csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=";")
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    assert [row["Kommunekoder"] for row in rows if row["Nr."] == "1"] == ["0851"]
    features = json.loads(files["geojson"])["features"]
    assert [(each["properties"]["number"], each["properties"]["code"]) for each in features] == [
        (row["Nr."], code) for row in rows for code in row["Kommunekoder"].split()
    ]
    assert all(7 < lon < 16 and 54 < lat < 58 for each in features for lon, lat in [each["geometry"]["coordinates"]])
    drawn = ET.fromstring(files["svg"])
    labels = {row["Nr."] for row in rows} - {""}
    assert labels <= {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert [row[1][2] for row in cells_of(files["xlsx"])[1:]] == [row["Navn"] for row in rows]
    assert all(row["Navn"] in files["md"].decode() for row in rows)


def test_one_applicant_sees_its_own_points_and_nobody_elses(tmp_path: Path) -> None:
    files = made(GOLDEN, tmp_path, KEY, "--for", "Thisted", "--to", "html,md,pdf")
    check_page(files["html"].decode())
    told = files["md"].decode()
    assert "med jer" in told
    assert told.startswith("# Thisted: nr. 1 på ventelisten\n")
    assert re.findall(r"\w+ har fået [\d,]+ point", told) == [f"I har fået {score} point" for score in points(told)]


def points(told: str) -> list[str]:
    found = re.findall(r"har fået ([\d,]+) point", told)
    assert len(found) == 1
    return found


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--to", "docx"), 2),
        (("--edition", "applicant"), 2),
        (("--for", "Thisted", "--edition", "public"), 2),
        (("--for", "Thisted", "--to", "xlsx"), 2),
        (("--for", "Esbjerg"), 2),
        (("--decision", "data/none.yaml"), 2),
        (("--out", "data/report"), 2),
    ],
)
def test_wrong_use_is_a_sentence_and_writes_nothing(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    done = called(("-C", str(GOLDEN), "report", KEY, "--out", str(tmp_path / "out"), *words), tmp_path)
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr.decode().strip()
    assert not (tmp_path / "out").exists()


@pytest.mark.slow  # the applications of 45 municipalities
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("key", ["faellesskabsagenter-2014", "fremfaerd-idialog-2024"])
def test_the_page_of_the_demonstrations(tmp_path: Path, key: str, language: str) -> None:
    for edition in ("public", "internal"):
        page = check_page(made(ROOT, tmp_path / edition, key, "--edition", edition, language=language)["html"].decode())
        assert "map" in page.ids
    assert ("EKSEMPEL" if language == "da" else "EXAMPLE") in " ".join(page.words)


@pytest.mark.parametrize("formats", FORMATS)
def test_no_output_holds_a_string_of_the_private_store(repo: Path, tmp_path: Path, formats: str) -> None:
    people = planted(repo)
    files = [*made(repo, tmp_path / "public", KEY, "--to", formats).items()]
    files += made(repo, tmp_path / "internal", KEY, "--edition", "internal", "--to", formats).items()
    own = ",".join({*formats.split(",")} & {"html", "md", "pdf"})
    files += made(repo, tmp_path / "own", KEY, "--for", "Thisted", "--to", own).items()
    assert len(files) == 2 * len(formats.split(",")) + len(own.split(","))
    for ending in ("svg", "html"):  # the PNG is drawn from the SVG
        assert called(("map", KEY, "--out", f"map.{ending}"), repo).returncode == 0
        files.append((f"map.{ending}", (repo / f"map.{ending}").read_bytes()))
    assert held(files, people) == []


@pytest.mark.slow  # reads a PDF
def test_no_output_about_those_who_take_part_holds_a_private_string(tmp_path: Path) -> None:
    repo = leaders(tmp_path)
    people = planted(repo)
    files = [*made(repo, tmp_path / "out", LEADERS, "--to", ALL).items()]
    files += [(name, content) for name, content in built_site(repo, "2018-02-01").items()]
    assert {"feed.xml", f"{LEADERS}/index.html"} < {name for name, _ in files}
    assert any(name.endswith(".ics") for name, _ in files)
    assert held(files, people) == []


def planted(repo: Path) -> tuple[str, ...]:
    """A private store with a name, a mail and a phone for each key of the repository; its strings and the keys."""
    keys = sorted({*re.findall(r"\bp-[\w-]+", "".join(file.read_text("utf-8") for file in repo.rglob("*.yaml")))})
    assert keys
    people = {
        key: (f"Person Nummer{n}", f"hemmelig{n}@kommune.example", f"+45 111{n:05}") for n, key in enumerate(keys)
    }
    lines = [
        f"  {key}: {{name: {name}, mail: {mail}, phone: '{phone}'}}" for key, (name, mail, phone) in people.items()
    ]
    (repo / "private").mkdir()
    (repo / "private" / "people.yaml").write_text(
        "\n".join(["schema: samskab/people@1", "people:", *lines, ""]), encoding="utf-8"
    )
    return tuple(word for key, words in people.items() for word in (key, *words))


def held(files: Iterable[tuple[str, bytes]], words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Which file holds which of the words."""
    texts = ((name, readable(content)) for name, content in files)
    return [(name, word) for name, text in texts for word in words if word in text]


def built_site(repo: Path, today: str) -> dict[str, bytes]:
    """The public site by the paths of its files."""
    done = called(("site", "build", "--today", today), repo)
    assert done.returncode == 0, done.stderr.decode()
    folder = repo / "out" / "site"
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_public_edition_waits_for_the_announcement_of_a_withdrawal(repo: Path, tmp_path: Path) -> None:
    """Over half a second: each of its five commands audits the record."""
    path = f"data/programmes/{KEY}/decisions/2026-04-27.yaml"
    day = {"SAMSKAB_TODAY": "2026-06-01"}
    left = called(("-C", str(repo), "decision", "withdraw", path, "Varde", "--because", "Travlhed"), repo, day)
    assert left.returncode == 0, left.stderr.decode()
    line = ("-C", str(repo), "report", KEY, "--out", str(tmp_path / "out"))
    assert called(line, repo, day).returncode == 1
    assert not (tmp_path / "out").exists()
    assert called((*line, "--edition", "internal"), repo, day).returncode == 0
    called(("-C", str(repo), "decision", "release", path), repo, day)
    assert called(line, repo, day).returncode == 0
    told = next((tmp_path / "out").glob("*-public.html")).read_text("utf-8")
    assert ("Varde er trådt ud" in told, "Travlhed" in told) == (True, False)


def test_without_a_record_it_is_the_proposal_that_select_would_write(tmp_path: Path) -> None:
    """Over half a second: it chooses three times."""
    home = make(tmp_path / "repo")
    day = {"SAMSKAB_TODAY": "2026-05-01"}
    line = ("-C", str(home), "--lang", "da", "report", KEY, "--to", "md", "--out", str(tmp_path / "out"))
    early = called(line, home, {"SAMSKAB_TODAY": "2026-04-01"})
    assert (early.returncode, (tmp_path / "out").exists()) == (1, False)
    assert called(line, home, day).returncode == 0
    told = next((tmp_path / "out").iterdir()).read_text("utf-8")
    assert "Forslag af 1. maj 2026. Endnu ikke besluttet." in told
    assert "Esbjerg" not in told  # a draft
    assert "Guldborgsund" not in told  # withdrawn
    written = called(("-C", str(home), "--lang", "da", "select", KEY, "--write"), home, day)
    assert written.returncode == 0, written.stderr.decode()
    record = next((home / "data" / "programmes" / KEY / "decisions").iterdir()).read_text("utf-8")
    seal = re.findall(r'^seal: "(\w+)"', record, re.MULTILINE)
    assert seal[0] in told


@pytest.mark.slow  # reads a PDF
def test_the_pdf_has_the_words_of_the_page_and_the_map(tmp_path: Path) -> None:
    content = made(GOLDEN, tmp_path, KEY, "--to", "pdf")["pdf"]
    text = " ".join(readable(content).split())
    assert text.count("EKSEMPEL") > 2
    assert all(words in text for words in ("6 kommuner", "Hvor de ligger", "Ligner kredsen landet?", "Efterprøv"))
    assert b"pdfuaid" in content
    assert "Bjælken" not in text


def test_a_programme_that_chooses_nobody_has_its_dates_and_no_empty_heading(tmp_path: Path) -> None:
    page = check_page(made(ROOT, tmp_path, LEADERS, "--today", "2018-01-01")["html"].decode())
    words = " ".join(page.words)
    assert "KL-huset" in words
    assert "Ingen kommuner er tilmeldt" in words
    assert "Hvor de ligger" not in words


@pytest.mark.slow  # reads a PDF
def test_a_programme_that_chooses_nobody_has_every_format_of_who_takes_part(tmp_path: Path) -> None:
    repo = leaders(tmp_path)
    files = made(repo, tmp_path / "out", LEADERS, "--to", ALL, "--today", "2018-03-01")
    assert {*files} == {*REPORT_FORMATS}
    for form, content in files.items():
        assert all(name in readable(content) for name in ("Aarhus", "Bornholm")), form
        assert not re.search(r"p-\d|Hemmelig", readable(content)), form
    page = " ".join(check_page(files["html"].decode()).words)
    assert all(words in page for words in ("2 kommuner er med", "2 af 5", "EKSEMPEL", "KL-huset"))
    assert b"pdfuaid" in files["pdf"]
    lines = [*csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=";")]
    assert len(lines) == 3
    points = json.loads(files["geojson"])["features"]
    assert [each["properties"]["code"] for each in points] == [line[2] for line in lines[1:]] == ["0751", "0400"]
    assert points[0]["properties"]["standing_words"] == "Med i programmet"
    assert "EKSEMPEL: Danmarkskort" in files["svg"].decode()
    assert files == made(repo, tmp_path / "again", LEADERS, "--to", ALL, "--today", "2018-03-01")


def test_applications_that_cannot_be_read_are_no_report_of_who_takes_part(tmp_path: Path) -> None:
    repo = leaders(tmp_path)
    path = repo / f"data/programmes/{LEADERS}/applications/0751-aarhus.yaml"
    path.write_text(path.read_text("utf-8").replace("status: submitted", "status: sendt"), encoding="utf-8")
    done = called(("report", LEADERS, "--out", "out"), repo)
    assert (done.returncode, "0751-aarhus.yaml:5" in done.stderr.decode() + done.stdout.decode()) == (1, True)
    assert not (repo / "out").exists()


def test_where_nobody_signs_up_the_workshops_are_named(tmp_path: Path) -> None:
    files = made(ROOT, tmp_path, "frivilligraadets-aarsmoede-2012", "--to", "html,md,pdf", "--today", "2013-01-01")
    page = " ".join(check_page(files["html"].decode()).words)
    for text in (page, files["md"].decode(), " ".join(readable(files["pdf"]).split())):
        assert all(words in text for words in ("5 workshops", "Hr. Berg", "Jobcenter Middelfart"))
        assert "tilmeldt" not in text
    assert "Alle, der melder sig" not in page
