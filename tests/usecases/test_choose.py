"""`samskab.solve` from Python: the same as the command, the same bytes everywhere, and nothing without a reason."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import samskab
from samskab.fairness.seal import written
from samskab.model.decision import Decision
from samskab.usecases.applicant_lookup import UnknownApplicantError, application_named, name_of
from samskab.usecases.choose import (
    DirtyError,
    Draw,
    NoCohort,
    NotChosenError,
    NotStandingError,
    Stopped,
    as_document,
    write,
)
from samskab.usecases.git import uncommitted
from samskab.usecases.load import Repo, load
from samskab.usecases.verify import verify
from tests.paths import ROOT
from tests.program import called, surroundings
from tests.selection_repository import COHORT, HOME, KEY, commit, edit, make

TODAY = date(2026, 5, 1)


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Four of seven; tests only read it."""
    return load(make(tmp_path_factory.mktemp("few") / "repo"))


def draw(repo: Repo, **wish: object) -> Draw:
    found = samskab.select(repo, KEY, today=TODAY, **wish)
    assert isinstance(found, Draw)
    return found


def command(repo: Repo, *words: str) -> bytes:
    done = called(("-C", str(repo.root), "select", KEY, *words), repo.root, {"SAMSKAB_TODAY": str(TODAY)})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_and_the_call_give_the_same(repo: Repo) -> None:
    for words, wish in (((), {}), (("--pin", "Varde", "--size", "5"), {"pins": ["0573"], "size": 5})):
        told = json.loads(command(repo, *words, "--format", "json"))
        assert told == json.loads(json.dumps(as_document(draw(repo, **wish))))


def test_any_hash_seed_and_number_of_processors_give_the_same_bytes(repo: Repo) -> None:
    program = (
        "import os, sys\nfrom samskab.cli.main import run\n"
        "if hasattr(os, 'sched_setaffinity'):\n"
        "    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])\n"
        f"base = ['-C', {str(repo.root)!r}, '--today', {str(TODAY)!r}, '--lang', 'da', 'select', {KEY!r}, '--format']\n"
        "print([run([*base, form]) for form in ('text', 'json', 'csv')])"
    )
    told = set()
    for seed, processors in (("0", "1"), ("1", "2")):
        env = surroundings({"PYTHONHASHSEED": seed})
        command = [sys.executable, "-c", program, processors]
        told.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    (only,) = told
    assert only.endswith(b"[0, 0, 0]\n")
    assert len(only) > 20_000


def test_the_package_is_its_four_calls_and_its_rooms(repo: Repo) -> None:
    from samskab.solve.task import Task

    assert isinstance(draw(repo).task, Task)
    for name in ("load", "validate", "select", "render"):
        assert callable(getattr(samskab, name)), name
    assert sorted(samskab.__all__) == ["load", "render", "select", "validate"]
    with pytest.raises(AttributeError):
        _ = samskab.nothing
    program = (
        "import samskab.solve.task, samskab.documents, samskab\nfrom samskab.solve.task import Task\n"
        "from samskab import load, validate, select, render\n"
        "print([callable(x) for x in (load, validate, select, render, samskab.select, samskab.render, Task)])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"{[True] * 7}\n"


def test_a_draw_is_the_record_ready_to_be_written(repo: Repo) -> None:
    decision = draw(repo).decision
    assert (list(decision.cohort), decision.status, decision.demonstration) == (COHORT, "proposed", True)
    assert {reason.applicant for reason in decision.reasons} == {stood.key for stood in decision.field.candidates}
    assert decision.run.seed == "lottotal 2026-04-25"
    assert len(decision.run.commit or "") == 40
    assert not decision.run.dirty
    assert [file.path for file in decision.inputs] == sorted(
        p.relative_to(repo.root).as_posix()
        for p in repo.root.glob("data/**/*.yaml")
        if "municipalities" in p.parts or p.name == "register.yaml"
        or p.parent.name in {"applications", "assessments"} or p.name == "programme.yaml"
    )  # fmt: skip
    first = decision.inputs[0]
    assert first.sha256 == sha256((repo.root / first.path).read_bytes()).hexdigest()
    assert draw(repo, record_id="svar").decision.id == "svar"


def test_no_cohort_and_mistakes_are_values_and_not_faults(repo: Repo, tmp_path: Path) -> None:
    none = samskab.select(repo, KEY, today=TODAY, what_if=[("geografi.min", "6")])
    assert isinstance(none, NoCohort)
    assert [row.id for row in none.why.conflict] == ["geografi"]
    home = make(tmp_path / "repo")
    edit(home, f"{HOME}/programme.yaml", "by: region, min: 3", "by: ragion, min: 3")
    (home / HOME / "applications" / "varde.yaml").write_bytes(b"schema: samskab/application@1\n: :\n")
    stopped = samskab.select(load(home), KEY, today=TODAY)
    assert isinstance(stopped, Stopped)
    assert {f.span.path.rpartition("/")[2] for f in stopped.findings} == {"programme.yaml", "varde.yaml"}
    assert all(f.span.line > 0 for f in stopped.findings)


def test_what_a_call_refuses(repo: Repo, tmp_path: Path) -> None:
    with pytest.raises(NotChosenError):
        samskab.select(repo, "nothing", today=TODAY)
    with pytest.raises(UnknownApplicantError) as unknown:
        draw(repo, pins=["Odensee"])
    assert unknown.value.near == ("Odense",)
    with pytest.raises(NotStandingError) as outside:
        draw(repo, excludes=["Morsø"])
    assert outside.value.left_out == ("morsoe", "Morsø", "late")
    with pytest.raises(ValueError, match="seed"):
        draw(repo, seed=" ")


def test_a_name_means_who_stands_before_who_does_not(repo: Repo) -> None:
    applications = repo.data.applications(KEY)
    odense = application_named(repo.data, applications, "odense")
    from msgspec.structs import replace

    example = replace(odense, id="a-sample", example=True)
    draft = replace(odense, id="b-draft", status="draft")
    both = replace(odense, id="c-both", applicant=replace(odense.applicant, municipalities=("0461", "0492")))
    for order in ((example, draft, both, odense), (odense, both, draft, example)):
        assert application_named(repo.data, order, "Odense").id == "odense"
        assert application_named(repo.data, order, "0461").id == "odense"
        assert application_named(repo.data, order, "Ærø").id == "c-both"
        assert application_named(repo.data, order, "b-draft").id == "b-draft"
    assert name_of(repo.data, both) == "Odense, Ærø"


def test_git_decides_what_is_committed(tmp_path: Path) -> None:
    home = make(tmp_path / "repo")
    paths = [f"{HOME}/applications/odense.yaml", f"{HOME}/programme.yaml"]
    assert uncommitted(home, paths) == ()
    edit(home, paths[0], "status: submitted", "status:  submitted")
    (home / "other.txt").write_text("x", encoding="utf-8")
    assert uncommitted(home, paths) == (paths[0],)
    found = samskab.select(load(home), KEY, today=TODAY)
    assert isinstance(found, Draw)
    assert found.decision.run.dirty
    with pytest.raises(DirtyError) as dirty:
        write(load(home), found)
    assert dirty.value.paths == (paths[0],)
    commit(home)
    assert uncommitted(home, paths) == ()
    (home / paths[0]).rename(home / HOME / "applications" / "odense-2.yaml")
    assert uncommitted(home, paths) == (paths[0],)


def test_a_repository_inside_another_one(tmp_path: Path) -> None:
    home = make(tmp_path / "outer" / "inner")
    (home / ".git").rename(tmp_path / "outer" / ".git")
    commit(tmp_path / "outer")
    paths = [f"{HOME}/applications/odense.yaml"]
    assert uncommitted(home, paths) == ()
    edit(home, paths[0], "status: submitted", "status:  submitted")
    assert uncommitted(home, paths) == (paths[0],)


def test_the_same_wish_and_seed_give_the_same_record_and_another_seed_another_lot(repo: Repo) -> None:
    assert written(draw(repo).decision) == written(draw(repo).decision)
    other = draw(repo, seed="another").decision
    assert (other.cohort, other.run.freeze) == (draw(repo).decision.cohort, draw(repo).decision.run.freeze)
    assert other.seal != draw(repo).decision.seal


class TestTheRealRepository:
    """The repository that this file lies in."""

    def test_has_no_errors(self) -> None:
        done = called(("validate", "--format", "json", "--today", "2026-11-22"), ROOT)
        told = json.loads(done.stdout)
        assert [one for one in told["diagnostics"] if one["severity"] == "error"] == []
        assert (done.returncode, told["status"], told["summary"]["errors"]) == (0, "ok", 0)

    def test_its_decisions_hold(self) -> None:
        whole = load(ROOT)
        decisions = whole.data.all(Decision)
        assert len(decisions) >= 2
        for decision in decisions:
            checked = verify(whole, decision.path, today=date(2026, 11, 22))
            assert checked.findings == (), decision.path
            assert (checked.unproven, checked.reasons) == (0, len(decision.field.candidates))

    @pytest.mark.slow
    def test_its_decisions_are_found_again(self) -> None:
        whole = load(ROOT)
        for decision in whole.data.all(Decision):
            found = samskab.select(whole, decision.programme, today=date(2026, 11, 22))
            assert isinstance(found, Draw)
            again = found.decision
            assert (again.run.freeze, again.cohort, again.rows, again.aims, again.reasons) == (
                decision.run.freeze, decision.cohort, decision.rows, decision.aims, decision.reasons,
            )  # fmt: skip
