"""`samskab set`: one value changes and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from samskab.cli.commands.set import order_of, typed
from samskab.model.application import Application
from samskab.model.schedule import Schedule
from samskab.packaged import packaged_path
from samskab.yaml.nodes import Mapping, Node, Scalar, Sequence
from samskab.yaml.records import read_record
from samskab.yaml.splice import nested, numbered, splice
from samskab.yaml.tree import read_tree


@pytest.fixture
def application(repo: Path) -> Path:
    """An application of the golden repository that reads without a mistake."""
    return next(
        file
        for file in sorted(repo.rglob("applications/*.yaml"))
        if read_record(file.read_bytes(), file.relative_to(repo).as_posix()).record is not None
    )


def test_setting_a_value_changes_its_line_only(samskab, repo: Path, application: Path) -> None:
    before = application.read_bytes().splitlines()
    done = samskab("set", str(application), "status", "draft", cwd=repo)
    assert done.returncode == 0, done.stdout
    after = application.read_bytes().splitlines()
    assert [b for a, b in zip(before, after, strict=True) if a != b] in ([], [b"status: draft"])


def test_a_value_that_breaks_the_file_is_refused_at_its_place(samskab, repo: Path, application: Path) -> None:
    before = application.read_bytes()
    done = samskab("set", str(application), "status", "sumbitted", cwd=repo)
    assert done.returncode == 1
    assert b"SK034" in done.stdout
    assert f"{application.relative_to(repo).as_posix()}:".encode() in done.stdout
    assert application.read_bytes() == before
    assert b"Intet er rettet i " in done.stderr
    assert samskab("set", str(application), "answers.ny", "251248-9996", cwd=repo).returncode == 1
    assert application.read_bytes() == before


def test_fields_that_only_hold_together_are_set_together(samskab, repo: Path, application: Path) -> None:
    before, withdrawn = application.read_bytes(), '{on: 2026-02-20, why: "Ny direktør"}'
    alone = samskab("set", str(application), "status", "withdrawn", cwd=repo)
    assert (alone.returncode, b"SK316" in alone.stdout, application.read_bytes()) == (1, True, before)
    odd = samskab("set", str(application), "status", "withdrawn", "withdrawn", cwd=repo)
    assert (odd.returncode, application.read_bytes()) == (2, before)
    done = samskab("set", str(application), "status", "withdrawn", "withdrawn", withdrawn, cwd=repo)
    assert done.returncode == 0, done.stdout
    read = read_record(application.read_bytes(), application.relative_to(repo).as_posix()).record
    assert isinstance(read, Application)
    assert (read.status, read.withdrawn and read.withdrawn.why) == ("withdrawn", "Ny direktør")
    assert done.stdout.count(b"er rettet i") == 2


def test_what_is_no_data_file_is_wrong_use(samskab, repo: Path) -> None:
    (repo / "noter.txt").write_text("x")
    assert samskab("set", "noter.txt", "status", "draft", cwd=repo).returncode == 2


@pytest.mark.parametrize(
    ("record", "field", "value", "wanted"),
    [
        (Application, "demonstration", "true", True),
        (Application, "counts.agent", "5", 5),
        (Application, "local_area.name", "5", "5"),
        (Application, "applicant.municipalities[0]", "0101", "0101"),
        (Application, "editors", "[a, b]", ["a", "b"]),
        (Application, "editors", "a, b", ["a", "b"]),
        (Application, "answers.maal", "Flere, og nærmere", "Flere, og nærmere"),
        (Application, "participants", "[{role: leader, person: p-1}]", [{"role": "leader", "person": "p-1"}]),
        (Application, "participants[0]", "{role: leader, person: p-1}", {"role": "leader", "person": "p-1"}),
        (Schedule, "meetings[0].days", "2", 2),
        (Schedule, "meetings[0].date", "2014", 2014),
        (Schedule, "meetings[0].start", "18:30", "18:30"),
    ],
)
def test_a_value_gets_the_type_of_its_field(record: type, field: str, value: str, wanted: object) -> None:
    assert typed(record, field, value) == wanted


def paths_of(node: Node | None, path: str = "") -> Iterator[tuple[str, str]]:
    """The path and text of each scalar below a node."""
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield from paths_of(value, f'{path}["{key}"]' if "." in key else f"{path}.{key}" if path else key)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from paths_of(item, f"{path}[{number}]")
    elif isinstance(node, Scalar):
        yield path, node.value


def samples() -> list[object]:
    """The samples; the one of a programme has a third of all fields and takes seven seconds."""
    files = sorted(packaged_path("samples").glob("*.yaml"))
    return [
        pytest.param(file, id=file.stem, marks=[pytest.mark.slow] if file.stem in {"programme", "decision"} else [])
        for file in files
    ]


@pytest.mark.parametrize("sample", samples())
def test_every_field_that_a_file_can_have_takes_its_own_value(sample: Path) -> None:
    """Together the samples fill in every field of the reference; each value, written as it is read, changes nothing."""
    text = sample.read_text(encoding="utf-8")
    whole = read_record(text.encode(), sample.name, anywhere=True).record
    for path, value in paths_of(read_tree(text).root):
        field = numbered(text, path)
        target, given = nested(text, field, typed(type(whole), field, value))
        written = splice(text, target, given, sample.name, order_of(type(whole), target))
        assert isinstance(written, str), path
        assert read_record(written.encode(), sample.name, anywhere=True).record == whole, path


@pytest.mark.parametrize("item", ["-1", "7", "m9"])
def test_an_item_that_is_not_in_the_list_is_met_with_the_length(samskab, repo: Path, item: str) -> None:
    file = "data/programmes/naboskab-2026/applications/odense.yaml"
    before = (repo / file).read_bytes()
    done = samskab("set", file, f"participants[{item}].title", "Chef", cwd=repo)
    assert done.returncode == 1
    assert "participants har 2 punkter" in done.stderr.decode()
    assert "participants[+]" in done.stderr.decode()
    assert (repo / file).read_bytes() == before


def test_a_score_off_the_scale_is_not_written(samskab, repo: Path) -> None:
    file = "data/programmes/naboskab-2026/assessments/lolland.yaml"
    before = (repo / file).read_bytes()
    done = samskab("set", file, "assessments[0].scores.maal", "9", cwd=repo)
    assert (done.returncode, (repo / file).read_bytes() == before) == (1, True)
    assert b"SK354" in done.stdout


def test_an_item_is_added_by_one_of_its_fields(samskab, repo: Path) -> None:
    file = "data/programmes/naboskab-2026/applications/odense.yaml"
    assert samskab("set", file, "participants[+].role", "leader", cwd=repo).returncode == 0
    assert "  - role: leader\n" in (repo / file).read_text(encoding="utf-8")


def test_a_file_outside_any_repository_can_be_edited_too(samskab, tmp_path: Path) -> None:
    file = tmp_path / "alene.yaml"
    file.write_bytes(
        b"# m\xc3\xa6rke\r\nschema: samskab/venues@1\r\nvenues:\r\n  - {id: sal-1, name: Salen, city: Aarhus}\r\n"
    )
    assert samskab("set", "alene.yaml", "venues[0].city", "0101").returncode == 0
    assert file.read_bytes().splitlines(keepends=True)[3] == b"  - {id: sal-1, name: Salen, city: '0101'}\r\n"
    assert samskab("set", "alene.yaml", "venues[0].id", "Sal Et").returncode == 1
    assert "I venues står sal-1" in samskab("set", "alene.yaml", "venues[sal-9].city", "Aarhus").stderr.decode()


@pytest.mark.parametrize(
    ("value", "code"),
    [("\u202eRTL", b"SK003"), ("a\x07b", b"SK002"), ("bad\udcff", b"SK001")],
    ids=["rtl", "bell", "byte"],
)
def test_a_character_that_no_file_may_have_is_named(
    samskab, repo: Path, application: Path, value: str, code: bytes
) -> None:
    before = application.read_bytes()
    done = samskab("set", str(application), "note", value, cwd=repo)
    assert (done.returncode, code in done.stdout, b"SK091" in done.stdout) == (1, True, False)
    assert application.read_bytes() == before


@pytest.mark.parametrize("field", ["status..", ".status", "withdrawn..why"])
def test_a_field_with_an_empty_step_is_refused(samskab, repo: Path, application: Path, field: str) -> None:
    before = application.read_bytes()
    assert samskab("set", str(application), field, "draft", cwd=repo).returncode == 2
    assert samskab("explain", f"application.{field}", cwd=repo).returncode == 2
    assert application.read_bytes() == before


HERE = "data/programmes/naboskab-2026"


@pytest.mark.parametrize(
    ("file", "field", "value", "codes"),
    [
        (f"{HERE}/schedule.yaml", "meetings[kursusdag-1].venue", "pakhus", ["SK602"]),
        ("data/venues.yaml", "venues[0].id", "huset", ["SK602"]),  # the schedule names the earlier id
        ("data/venues.yaml", "venues[1].id", "kl-huset", ["SK202", "SK602"]),
        (f"{HERE}/programme.yaml", "roles[leader].min", "3", ["SK203", "SK317"]),
        (f"{HERE}/schedule.yaml", "meetings[kursusdag-1].days", "3", ["SK401"]),
        (f"{HERE}/applications/odense.yaml", "status", "draft", []),  # the decision names it all the same
    ],
)
def test_an_error_that_a_value_brings_anywhere_refuses_it(
    samskab, repo: Path, file: str, field: str, value: str, codes: list[str]
) -> None:
    before = (repo / file).read_bytes()
    done = samskab("set", file, field, value, "--today", "2026-03-07", cwd=repo)
    assert sorted(set(re.findall("SK[0-9]{3}", done.stdout.decode()))) == codes
    assert (done.returncode, (repo / file).read_bytes() == before) == (1 if codes else 0, bool(codes))


def test_an_error_that_was_there_before_is_mended_in_steps(samskab, repo: Path) -> None:
    file = f"{HERE}/schedule.yaml"
    text = (repo / file).read_text(encoding="utf-8").replace("kl-huset", "pakhus")
    (repo / file).write_text(text.replace("staff: 2", "staff: 9").replace("days: 2", "days: 7"), encoding="utf-8")
    assert samskab("set", file, "meetings[kursusdag-2-3].counts.staff", "3", cwd=repo).returncode == 0
    assert samskab("set", file, "meetings[kursusdag-1].venue", "pakhuset", cwd=repo).returncode == 1


@pytest.mark.parametrize(
    ("place", "was", "field", "value", "code"),
    [
        ("applications/odense", "status: submitted", "status", "bar", "SK034"),
        ("applications/odense", "local_area:", "status", "bar", "SK034"),  # another field cannot be read
        ("applications/odense", "local_area:", "answers.maal", "010190-1234", "SK701"),
        ("applications/odense", "['0461']", "applicant.municipalities", "0998", "SK306"),
    ],
)
def test_a_wrong_value_is_refused_in_a_file_with_errors_too(
    samskab, repo: Path, place: str, was: str, field: str, value: str, code: str
) -> None:
    file = repo / HERE / f"{place}.yaml"
    wrong = {"local_area:": "local_aera:", "status: submitted": "status: foo", "['0461']": "['0999']"}
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, wrong[was]), encoding="utf-8")
    before = file.read_bytes()
    done = samskab("set", str(file), field, value, cwd=repo)
    assert (done.returncode, code in done.stdout.decode(), file.read_bytes()) == (1, True, before)
    mended = samskab("set", str(file), "contact_title", "Chef", cwd=repo)
    assert mended.returncode == 0, mended.stdout.decode()
