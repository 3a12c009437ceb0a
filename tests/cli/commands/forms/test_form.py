"""`samskab form`: a form that is made, filled in and read by `intake` becomes the application that was meant."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samskab.documents.static_page import _LAYOUT
from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.people import People
from samskab.model.record import plain_values
from samskab.yaml.dump import YamlWriter
from samskab.yaml.records import read_record
from tests.form_programme import KEY, filled_form, form_place
from tests.sampling import sampled
from tests.workbooks import edited_cells

TEXTS = {
    "applicant": "Ærø",
    "contact.name": "Prøve Person",
    "contact.title": "Chef",
    "contact.mail": "p@aeroe.example",
    "answers.maal": "Flere ældre går ture.\nOgså om vinteren.",
    "answers.lokalomraade": "Marstal",
    "answers.form": "Gåtur, lang",
    "answers.borgere": "1.200",
    "counts.agent": "5",
    "local_area.name": "Marstal",
    "partners": "Havnen\nSkolen",
    "hosting.seats": "40",
    "hosting.note": "Salen",
    "commitments.mandat.text": "Udvalget har sagt ja.",
}
BOXES = {
    "answers.grupper": ["Børn", "Unge, 13-17"],
    "answers.budget": ["Nej"],
    "hosting.willing": ["Ja"],
    "hosting.not_on": ["Onsdag den 16. september 2026"],
    "commitments.timer": ["Ja"],
    "commitments.netvaerk": ["Nej"],
    "commitments.mandat": ["Ja"],
}
PEOPLE = [
    {"role": "Leder", "name": "Anden Person", "title": "Chef"},
    {"role": "Medarbejder", "mail": "m@aeroe.example"},
]
ENGLISH = {
    "Ja": "Yes",
    "Nej": "No",
    "Leder": "Leader",
    "Medarbejder": "Member of staff",
    "Onsdag den 16. september 2026": "Wednesday 16 September 2026",
}
WANTED: dict[str, Any] = {
    "schema": "samskab/application@1",
    "id": "0492-aeroe",
    "programme": KEY,
    "applicant": {"municipalities": ["0492"]},
    "status": "draft",
    "contact": "p-0492a",
    "contact_title": "Chef",
    "participants": [
        {"role": "leader", "person": "p-0492b", "title": "Chef"},
        {"role": "staff", "person": "p-0492c"},
    ],
    "counts": {"agent": 5},
    "local_area": {"name": "Marstal"},
    "partners": [{"name": "Havnen"}, {"name": "Skolen"}],
    "hosting": {"willing": True, "seats": 40, "not_on": [date(2026, 9, 16)], "note": "Salen"},
    "answers": {
        "maal": "Flere ældre går ture.\nOgså om vinteren.",
        "lokalomraade": "Marstal",
        "form": "gaatur",
        "grupper": ["boern", "unge"],
        "borgere": 1200,
        "budget": False,
    },
    "commitments": {"timer": True, "netvaerk": False, "mandat": {"accepted": True, "text": "Udvalget har sagt ja."}},
}
NAMES = {"p-0492a": "Prøve Person", "p-0492b": "Anden Person", "p-0492c": "m@aeroe.example"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The repository, with a private store."""
    made = form_place(tmp_path / "repo")
    (made / "private").mkdir(exist_ok=True)
    return made


def application(place: Path, key: str = "0492-aeroe") -> dict[str, Any]:
    path = f"data/programmes/{KEY}/applications/{key}.yaml"
    read = read_record((place / path).read_bytes(), path)
    assert read.findings == ()
    assert isinstance(read.record, Application)
    return plain_values(read.record)


def names(place: Path) -> dict[str, str]:
    people = read_record((place / "private/people.yaml").read_bytes(), "private/people.yaml").record
    assert isinstance(people, People)
    return {key: person.name for key, person in people.people.items() if key.startswith("p-0492")}


@pytest.mark.parametrize(
    ("lang", "keep_controls"), sampled([("da", True), ("en", True), ("da", False), ("en", False)], 3)
)
def test_a_word_form_comes_back_as_the_application_that_was_meant(
    samskab, place: Path, keep_controls: bool, lang: str
) -> None:
    done = samskab("form", KEY, "--to", "docx", "--out", "../ud", "--lang", lang, cwd=place)
    assert done.returncode == 0, done.stderr
    (file,) = (place.parent / "ud").iterdir()
    assert file.name == f"{'skema' if lang == 'da' else 'form'}-{KEY}.docx"
    said = {} if lang == "da" else ENGLISH
    boxes = {tag: [said.get(words, words) for words in ticked] for tag, ticked in BOXES.items()}
    people = [person | {"role": said.get(person["role"], person["role"])} for person in PEOPLE]
    file.write_bytes(filled_form(file.read_bytes(), TEXTS, boxes, people, keep_controls=keep_controls))
    done = samskab("intake", "../ud", "--programme", KEY, "--write", cwd=place)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert application(place) == WANTED
    assert names(place) == NAMES
    again = samskab("intake", "../ud", "--programme", KEY, "--write", cwd=place)
    assert "Uændret: Ærø" in again.stdout.decode()


def test_what_the_page_saves_comes_back_the_same(samskab, place: Path) -> None:
    """The page's own YAML, and its people beside it."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    people = {"p-0492a": {"name": "Prøve Person", "mail": "p@aeroe.example"}, "p-0492b": {"name": "Anden Person"}}
    people["p-0492c"] = {"name": "m@aeroe.example", "mail": "m@aeroe.example"}
    saved = [WANTED, {"schema": "samskab/people@1", "people": people}]
    script = "process.stdout.write(JSON.stringify(JSON.parse(process.argv[2]).map(require(process.argv[1]).yaml)))"
    command = [node, "-e", script, str(_LAYOUT / "form_check.js"), json.dumps(saved, default=str)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    first, second = json.loads(done.stdout)
    (place / "0492-aeroe.yaml").write_text(first, encoding="utf-8")
    (place / "0492-aeroe-personer.yaml").write_text(second, encoding="utf-8")
    done = samskab("intake", "0492-aeroe.yaml", "0492-aeroe-personer.yaml", "--programme", KEY, "--write", cwd=place)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert application(place) == WANTED
    assert names(place) == NAMES


def test_without_the_second_file_each_person_is_named_as_missing(samskab, place: Path) -> None:
    (place / "0492-aeroe.yaml").write_text(YamlWriter().text(WANTED), encoding="utf-8")
    done = samskab("intake", "0492-aeroe.yaml", "--programme", KEY, "--format", "concise", "--write", cwd=place)
    assert done.returncode == 0
    assert done.stdout.decode().count("SK795") == 3
    assert application(place)["participants"][0] == {"role": "leader", "title": "Chef"}


def test_the_form_of_another_programme_is_refused(samskab, place: Path) -> None:
    (place / "0492-aeroe.yaml").write_text(YamlWriter().text(WANTED | {"programme": "andet-2026"}), encoding="utf-8")
    done = samskab("intake", "0492-aeroe.yaml", "--programme", KEY, "--format", "concise", cwd=place)
    assert done.returncode == 1
    assert "SK792" in done.stdout.decode()


def test_a_programme_without_applications_has_no_form(samskab, place: Path) -> None:
    file = place / f"data/programmes/{KEY}/programme.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: application", "kind: none"), encoding="utf-8")
    done = samskab("form", KEY, cwd=place)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"intake.kind" in done.stderr


def test_a_form_after_the_deadline_is_told(samskab, place: Path) -> None:
    told = {
        day: samskab("form", KEY, "--out", "../ud", "--today", day, cwd=place) for day in ("2026-04-15", "2026-04-16")
    }
    assert [(each.returncode, b"Fristen er" in each.stderr) for each in told.values()] == [(0, False), (0, True)]


def test_scores_come_back_from_the_sheets(samskab, place: Path) -> None:
    options = ("--assessments", "--assessor", "bedoemmer-8", "--assessor", "bedoemmer-9")
    done = samskab("form", KEY, *options, "--out", "../ud", cwd=place)
    assert done.returncode == 0, done.stderr
    files = sorted((place.parent / "ud").iterdir())
    assert [file.name for file in files] == [f"bedoemmelse-{KEY}-bedoemmer-{n}.xlsx" for n in (8, 9)]
    files[0].write_bytes(
        edited_cells(files[0].read_bytes(), {"D2": "4", "E2": "2", "G2": "Klar plan", "F3": "Er ansat"})
    )
    first, second = _applications(files[0].read_bytes())
    done = samskab("intake", "../ud", "--programme", KEY, "--write", "--today", "2026-04-20", cwd=place)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    judged = _assessment(place, first)
    assert plain_values(judged.assessments[-1]) == {
        "by": "bedoemmer-8",
        "on": judged.assessments[-1].on,
        "scores": {"maal": 4, "forankring": 2},
        "note": "Klar plan",
    }
    assert plain_values(_assessment(place, second).conflicts[-1]) == {"by": "bedoemmer-8", "why": "Er ansat"}
    before = {file: file.read_bytes() for file in place.rglob("assessments/*.yaml")}
    again = samskab("intake", "../ud", "--programme", KEY, "--write", "--today", "2026-05-20", cwd=place)
    assert again.returncode == 0
    assert {file: file.read_bytes() for file in place.rglob("assessments/*.yaml")} == before
    files[0].write_bytes(edited_cells(files[0].read_bytes(), {"D2": "5"}))
    assert samskab("intake", "../ud", "--programme", KEY, "--write", cwd=place).returncode == 0
    assert _assessment(place, first) == judged
    assert samskab("intake", "../ud", "--programme", KEY, "--write", "--update", cwd=place).returncode == 0
    assert _assessment(place, first).assessments[-1].scores == {"maal": 5, "forankring": 2}


def test_a_form_that_is_filled_in_is_not_replaced(samskab, place: Path) -> None:
    assert [samskab("form", KEY, "--out", "../ud", cwd=place).returncode for _ in range(2)] == [0, 0]
    (file,) = (place.parent / "ud").iterdir()
    filled = filled_form(file.read_bytes(), TEXTS, {}, [])
    file.with_suffix(".html").write_text("<p>En ældre side.</p>", encoding="utf-8")
    assert samskab("form", KEY, "--to", "html", "--out", "../ud", cwd=place).returncode == 0
    file.write_bytes(filled)
    done = samskab("form", KEY, "--out", "../ud", cwd=place)
    assert (done.returncode, file.read_bytes() == filled) == (1, True)
    assert file.name.encode() in done.stderr


def test_a_sheet_that_is_filled_in_is_not_replaced(samskab, place: Path) -> None:
    options = ("form", KEY, "--assessments", "--assessor", "bedoemmer-8", "--out", "../ud")
    assert [samskab(*options, cwd=place).returncode for _ in range(2)] == [0, 0]
    (file,) = (place.parent / "ud").iterdir()
    file.write_bytes(edited_cells(file.read_bytes(), {"G2": "Klar plan"}))
    before = file.read_bytes()
    done = samskab(*options, cwd=place)
    assert (done.returncode, file.read_bytes() == before) == (1, True)
    assert file.name.encode() in done.stderr


def test_no_sheet_lacks_an_application_that_cannot_be_read(samskab, place: Path) -> None:
    file = next((place / "data/programmes" / KEY / "applications").iterdir())
    file.write_bytes(file.read_bytes() + b"x: [\n")
    done = samskab("form", KEY, "--assessments", "--out", "../ud", cwd=place)
    assert (done.returncode, file.name.encode() in done.stdout, (place.parent / "ud").exists()) == (1, True, False)


def test_the_scores_of_an_invented_application_are_marked_as_invented(samskab, place: Path) -> None:
    samskab("form", KEY, "--assessments", "--assessor", "bedoemmer-8", "--out", "../ud", cwd=place)
    (sheet,) = (place.parent / "ud").iterdir()
    sheet.write_bytes(edited_cells(sheet.read_bytes(), {"D2": "4", "E2": "2"}))
    key = _applications(sheet.read_bytes())[0]
    base = place / "data/programmes" / KEY
    for old in (base / "assessments").glob(f"{key}*"):
        old.unlink()
    file = base / "applications" / f"{key}.yaml"
    text = file.read_text(encoding="utf-8")
    is_invented = "\ndemonstration: true" in text
    assert samskab("intake", "../ud", "--programme", KEY, "--write", cwd=place).returncode == 0
    assert bool(_assessment(place, key).demonstration) == is_invented
    (base / "assessments" / f"{key}.yaml").unlink()
    changed = text.replace("\ndemonstration: true", "") if is_invented else f"{text}\ndemonstration: true\n"
    file.write_text(changed, encoding="utf-8")
    assert samskab("intake", "../ud", "--programme", KEY, "--write", cwd=place).returncode == 0
    assert bool(_assessment(place, key).demonstration) != is_invented


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"D2": "3,5"}, "SK794"),
        ({"D2": "6"}, "SK794"),
        ({"B2": "nobody", "D2": "4"}, "SK793"),
        ({"D1": "Pris"}, "SK793"),
    ],
)
def test_a_score_that_does_not_fit_is_named_and_nothing_is_written(samskab, place: Path, cells, code: str) -> None:
    samskab("form", KEY, "--assessments", "--assessor", "bedoemmer-8", "--out", "../ud", cwd=place)
    (file,) = (place.parent / "ud").iterdir()
    file.write_bytes(edited_cells(file.read_bytes(), cells))
    before = {each: each.read_bytes() for each in place.rglob("*.yaml")}
    done = samskab("intake", "../ud", "--programme", KEY, "--write", "--format", "concise", cwd=place)
    assert done.returncode == 1
    assert code in done.stdout.decode()
    assert {each: each.read_bytes() for each in place.rglob("*.yaml")} == before


@pytest.mark.parametrize("options", [("--assessor", "b"), ("--assessments", "--assessor", "Mette Hansen")])
def test_a_wrong_use_is_refused(samskab, place: Path, options: tuple[str, ...]) -> None:
    done = samskab("form", KEY, *options, "--out", "../ud", cwd=place)
    assert done.returncode == 2
    assert not (place.parent / "ud").exists()


def _applications(content: bytes) -> tuple[str, str]:
    from samskab.intake.xlsx_table import read_xlsx

    lines = read_xlsx(content, "x.xlsx").tables[0].lines
    return lines[1][1].text, lines[2][1].text


def _assessment(place: Path, key: str) -> Assessment:
    path = f"data/programmes/{KEY}/assessments/{key}.yaml"
    read = read_record((place / path).read_bytes(), path)
    assert read.findings == ()
    assert isinstance(read.record, Assessment)
    return read.record
