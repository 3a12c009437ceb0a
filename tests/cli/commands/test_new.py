"""`init` and `new`: the new files are valid, have every question, and replace no file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.model.application import Application
from samskab.model.programme import Programme
from samskab.model.record import plain_values
from samskab.model.schedule import Schedule
from samskab.yaml.catalogue import load_language
from samskab.yaml.new_files.record_form import form
from samskab.yaml.records import read_record
from tests.folder_copies import copied
from tests.paths import ROOT
from tests.program import called
from tests.sampling import few, sampled
from tests.selection_repository import HOME, KEY, edit, make

PROGRAMME = "faellesskabsagenter-2014"


def errors(samskab, place: Path) -> list[str]:
    told = json.loads(samskab("validate", "--format", "json", cwd=place).stdout)
    return [
        f"{d['file']}:{d['line']} {d['code']} {d['message']}" for d in told["diagnostics"] if d["severity"] == "error"
    ]


@pytest.mark.slow
def test_a_year_from_the_first_file_to_the_next_programme(samskab, tmp_path: Path, new_repository: Path) -> None:
    place = copied(new_repository, tmp_path / "ny")
    key = next((place / "data" / "programmes").iterdir()).name
    assert (
        samskab("new", "application", "--programme", key, "--municipality", "lolland kommune", cwd=place).returncode
        == 0
    )
    for meeting in ("m1", "m2"):
        done = samskab("new", "meeting", meeting, "--programme", key, cwd=place)
        assert done.stdout.decode().splitlines() == [
            f"Mødet {meeting} er føjet til data/programmes/{key}/schedule.yaml."
        ]
    assert samskab("new", "programme", "naeste-aar", "--from", key, cwd=place).returncode == 0
    assert samskab("new", "programme", "med-alt", "--full", cwd=place).returncode == 0
    assert "#   bands:\n" in (place / "data/programmes/med-alt/programme.yaml").read_text(encoding="utf-8")
    assert errors(samskab, place) == []
    schedule = read_record(
        (place / f"data/programmes/{key}/schedule.yaml").read_bytes(), f"data/programmes/{key}/schedule.yaml"
    )
    assert isinstance(schedule.record, Schedule)
    assert [meeting.id for meeting in schedule.record.meetings] == ["m1", "m2"]


@pytest.fixture(scope="module")
def new_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository fresh from `init`; tests copy it."""
    folder = tmp_path_factory.mktemp("init")
    assert called(("init", "ny"), folder).returncode == 0
    return folder / "ny"


PROGRAMMES = sorted(p.name for p in (ROOT / "data" / "programmes").iterdir() if p.is_dir())


@pytest.mark.parametrize("programme", sampled(PROGRAMMES, 4))
def test_every_real_programme_can_be_carried_over_without_its_dates(
    samskab, tmp_path: Path, new_repository: Path, programme: str
) -> None:
    place = copied(new_repository, tmp_path / "ny")
    target = place / "data" / "programmes" / programme
    target.mkdir()
    for name in ("programme.yaml", "schedule.yaml"):
        (target / name).write_bytes((ROOT / "data" / "programmes" / programme / name).read_bytes())
    for name in ("senders.yaml", "venues.yaml"):
        (place / "data" / name).write_bytes((ROOT / "data" / name).read_bytes())
    done = samskab("new", "programme", "naeste-aar", "--from", programme, cwd=place)
    assert done.returncode == 0, done.stderr
    path = "data/programmes/naeste-aar/programme.yaml"
    text = (place / path).read_text(encoding="utf-8")
    made = read_record(text.encode(), path)
    assert made.findings == ()
    assert isinstance(made.record, Programme)
    assert (made.record.status, made.record.continues) == ("draft", programme)
    schedule = (place / "data/programmes/naeste-aar/schedule.yaml").read_text(encoding="utf-8")
    read = read_record(schedule.encode(), "data/programmes/naeste-aar/schedule.yaml").record
    assert isinstance(read, Schedule)
    assert all(getattr(meeting.date, "tbd", False) for meeting in read.meetings)
    dated = [
        line for line in (text + schedule).splitlines() if re.match(r"\s*(date|on|opens|closes|start|end): \d{4}", line)
    ]
    assert dated == []
    days = {line.strip() for line in (text + schedule).splitlines() if line.strip().startswith("decide_by: ")}
    assert len(days) == 1, "all that is to be announced is to be decided by the new day"
    assert [e for e in errors(samskab, place) if "naeste-aar" in e and re.search(" SK0", e)] == []


def test_every_question_of_the_programme_stands_above_its_answer(samskab, repo: Path) -> None:
    key = min(p.name for p in (repo / "data" / "programmes").iterdir())
    done = samskab("new", "application", "--programme", key, "--municipality", "Ærø", cwd=repo)
    assert done.returncode == 0, done.stderr
    path = f"data/programmes/{key}/applications/0492-aeroe.yaml"
    text = (repo / path).read_text(encoding="utf-8")
    read = read_record(text.encode(), path)
    assert read.findings == ()
    assert isinstance(read.record, Application)
    assert read.record.status == "draft"
    programme = read_record(
        (repo / f"data/programmes/{key}/programme.yaml").read_bytes(), f"data/programmes/{key}/programme.yaml"
    ).record
    assert isinstance(programme, Programme)
    lines = text.splitlines()
    for question in programme.questions:
        if question.type == "text" and not question.field:
            at = lines.index(f"  {question.id}: |")
            above = " ".join(line.strip("# ") for line in lines[max(0, at - 8) : at])
            assert question.title.da.split()[0] in above
    again = samskab("new", "application", "--programme", key, "--municipality", "0492", cwd=repo)
    assert again.returncode == 1
    assert (repo / path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["new", "application", "--programme", "ingen", "--municipality", "Lolland"], 2, "findes ikke"),
        (["new", "programme", "Store Bogstaver"], 2, "nøgle"),
        (["new", "programme", "../ud"], 2, "nøgle"),
        (["new", "meeting", "m1", "--programme", "ingen"], 2, "findes ikke"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    samskab, repo: Path, words: list[str], code: int, sentence: str
) -> None:
    before = sorted(repo.rglob("*"))
    done = samskab(*words, cwd=repo)
    assert (done.returncode, sentence in done.stderr.decode()) == (code, True)
    assert sorted(repo.rglob("*")) == before


def test_a_name_that_is_nearly_right_is_asked_about(samskab, repo: Path) -> None:
    key = min(p.name for p in (repo / "data" / "programmes").iterdir())
    done = samskab("new", "application", "--programme", key, "--municipality", "Lolan", cwd=repo)
    assert done.returncode == 2
    assert "Mente I Lolland" in done.stderr.decode()


@few()
@given(
    st.dictionaries(
        st.sampled_from(["maal", "omraade", "parter"]),
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
            | st.sampled_from("\n\t:#'\"-"),
            max_size=200,
        ),
    )
)
def test_any_answer_is_written_so_that_it_reads_back(answers: dict[str, str]) -> None:
    given_ = {
        "schema": "samskab/application@1",
        "id": "en-to",
        "programme": "tre-fire",
        "applicant": {"municipalities": ["0360"]},
        "status": "draft",
        "answers": answers,
    }
    text = form(Application, given_, load_language("da"), "# x")
    read = read_record(text.encode(), "data/programmes/tre-fire/applications/en-to.yaml")
    if read.findings:
        assert {f.code for f in read.findings} <= {"SK002", "SK003", "SK004"}  # refused as text, wherever it came from
        return
    assert isinstance(read.record, Application)
    assert read.record.answers == answers
    assert plain_values(read.record).get("answers", {}) == answers


def test_a_programme_of_last_year_leaves_its_applicants_behind(tmp_path: Path) -> None:
    place = make(tmp_path / "repo")
    geography = "    - {id: geografi, kind: breadth, by: region, min: 3}\n"
    apart = "    - {id: naboer, kind: apart, applicants: [odense, varde]}\n"
    edit(place, f"{HOME}/programme.yaml", geography, geography + apart)
    assert called(("-C", str(place), "new", "programme", "naeste-aar", "--from", KEY), place).returncode == 0
    path = "data/programmes/naeste-aar/programme.yaml"
    record = read_record((place / path).read_bytes(), path).record
    assert isinstance(record, Programme)
    assert record.selection is not None
    assert [rule.id for rule in record.selection.rules] == ["geografi"]
    assert record.selection.lot is not None
    assert record.selection.lot.seed is None


def test_a_new_application_answers_nothing_for_the_applicant(tmp_path: Path) -> None:
    place = make(tmp_path / "repo")
    assert called(("-C", str(place), "new", "application", "--municipality", "Ærø"), place).returncode == 0
    path = f"{HOME}/applications/0492-aeroe.yaml"
    text = (place / path).read_text(encoding="utf-8")
    record = read_record(text.encode(), path).record
    assert isinstance(record, Application)
    assert (record.commitments, record.counts) == ({}, {})
    for line in ("# counts:", "#   agent:", "# commitments:", "#   timer:", "#   netvaerk:"):
        text = text.replace(f"{line}\n", f"{line.removeprefix('# ')}{' true' if line[2] == ' ' else ''}\n")
    filled = text.replace("agent: true", "agent: 5")
    answered = read_record(filled.encode(), path).record
    assert isinstance(answered, Application)
    assert (answered.commitments, answered.counts) == ({"timer": True, "netvaerk": True}, {"agent": 5})


def test_an_assessment_has_a_line_for_each_criterion(samskab, repo: Path) -> None:
    """Empty places are errors until they are filled in; then the file is right."""
    folder = repo / "data/programmes/naboskab-2026/assessments"
    for name in ("odense", "varde"):
        (folder / f"{name}.yaml").unlink()
    assert samskab("new", "assessment", "Odense", "--by", "styregruppe", cwd=repo).returncode == 0
    text = (folder / "odense.yaml").read_text(encoding="utf-8")
    assert "  - by: styregruppe\n" in text
    found = read_record(text.encode(), "data/programmes/naboskab-2026/assessments/odense.yaml").findings
    assert [(each.code, each.field) for each in found] == [
        ("SK033", "assessments[0].scores.maal"),
        ("SK033", "assessments[0].scores.forankring"),
    ]
    filled = text.replace("maal:", "maal: 3").replace("forankring:", "forankring: 4")
    assert read_record(filled.encode(), "data/programmes/naboskab-2026/assessments/odense.yaml").findings == ()


def test_the_assessments_that_are_missing_are_made_and_no_other_is_touched(samskab, repo: Path) -> None:
    folder = repo / "data/programmes/naboskab-2026/assessments"
    (folder / "varde.yaml").unlink()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert samskab("new", "assessment", "all", cwd=repo).returncode == 0
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "varde.yaml"} == before
    assert (folder / "varde.yaml").is_file()
    assert samskab("new", "assessment", "all", cwd=repo).returncode == 1
    assert samskab("new", "assessment", "Odense", cwd=repo).returncode == 1
    assert samskab("new", "assessment", "Atlantis", cwd=repo).returncode == 2
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "varde.yaml"} == before


@pytest.mark.parametrize(
    "line", ["select --seed lot", "schedule show", "report", "outbox show", "status --applications"]
)
def test_the_only_programme_need_not_be_named_and_several_are_listed(samskab, repo: Path, line: str) -> None:
    assert samskab(*line.split(), "--today", "2026-04-27", cwd=repo).returncode == 0
    copied(repo / "data/programmes/naboskab-2026", repo / "data/programmes/andet-2027")
    done = samskab(*line.split(), cwd=repo)
    assert done.returncode == 2
    assert "andet-2027 og naboskab-2026" in done.stderr.decode()
