"""`samskab.select` from Python: the same as the command, the same bytes everywhere, and nothing without a reason."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

import samskab
from samskab.check.applicant_states import applicant_states
from samskab.fairness.seal import sealed_text
from samskab.model.decision import Decision
from samskab.refusal import Refusal
from samskab.report.cohort.document import decision_as_document
from samskab.solve.search import Search
from samskab.storage.files import LARGEST_FILE
from samskab.usecases.applicant_lookup import application_named, whole_applicant
from samskab.usecases.choose import Draw, NoCohort, Stopped, select, write_decision
from samskab.usecases.git import uncommitted
from samskab.usecases.load import Repo, load
from samskab.usecases.verify import verify
from tests.paths import ROOT
from tests.program import called, surroundings
from tests.selection_repository import COHORT, HOME, KEY, commit, edit, make

TODAY = date(2026, 5, 1)
YEAR = "faellesskabsagenter-2014"
DECISIONS = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob("data/programmes/*/decisions/*.yaml"))


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Four of seven; tests only read it."""
    return load(make(tmp_path_factory.mktemp("few") / "repo"))


def draw(repo: Repo, **options: object) -> Draw:
    found = select(repo, KEY, today=TODAY, **options)
    assert isinstance(found, Draw)
    return found


def document(found: Draw) -> dict[str, object]:
    return decision_as_document(found.decision, found.what_if)


def command(repo: Repo, *words: str) -> bytes:
    done = called(("-C", str(repo.root), "select", KEY, *words), repo.root, {"SAMSKAB_TODAY": str(TODAY)})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_command_and_the_call_give_the_same(repo: Repo) -> None:
    for words, options in (((), {}), (("--pin", "Varde", "--size", "5"), {"pins": ["0573"], "size": 5})):
        told = json.loads(command(repo, *words, "--format", "json"))
        assert told == json.loads(json.dumps(document(draw(repo, **options))))


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_package_is_its_four_calls_and_its_rooms(repo: Repo) -> None:
    assert isinstance(draw(repo), Draw)
    for name in ("load", "validate", "select", "render"):
        assert callable(getattr(samskab, name)), name
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
    assert {reason.applicant for reason in decision.reasons} == set(decision.field.by_key())
    assert decision.run.seed == "lottotal 2026-04-25"
    assert len(decision.run.commit or "") == 40
    assert not decision.run.dirty
    assert list(decision.inputs) == sorted(
        p.relative_to(repo.root).as_posix()
        for p in repo.root.glob("data/**/*.yaml")
        if "municipalities" in p.parts or p.name == "register.yaml"
        or p.parent.name in {"applications", "assessments"} or p.name == "programme.yaml"
    )  # fmt: skip
    path, digest = next(iter(decision.inputs.items()))
    assert digest == sha256((repo.root / path).read_bytes()).hexdigest()
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
    with pytest.raises(Refusal, match=r"choice\.nobody_is_chosen"):
        samskab.select(repo, "nothing", today=TODAY)
    with pytest.raises(Refusal, match=r"choice\.unknown_near") as unknown:
        draw(repo, pins=["Odensee"])
    assert unknown.value.values == {"name": "Odensee", "near": ("Odense",)}
    with pytest.raises(Refusal, match=r"choice\.why_left_out\.late") as outside:
        draw(repo, excludes=["Morsø"])
    assert outside.value.values == {"name": "Morsø"}
    with pytest.raises(Refusal, match=r"choice\.no_seed"):
        draw(repo, seed=" ")


def test_one_reason_is_that_of_the_record_and_costs_one_search(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    decision = draw(repo).decision
    search, asked = Search.best, []
    monkeypatch.setattr(Search, "best", lambda *args, **options: asked.append(args) or search(*args, **options))
    for reason in decision.reasons:
        alone = draw(repo)
        asked.clear()
        assert alone.reason(reason.applicant) == reason
        assert alone.grounds == decision.grounds
        assert len(asked) == 1


def test_a_name_means_who_stands_before_who_does_not(repo: Repo) -> None:
    applications = repo.data.applications(KEY)
    odense = application_named(repo.data, applications, "odense")
    example = replace(odense, id="a-sample", example=True)
    draft = replace(odense, id="b-draft", status="draft")
    both = replace(odense, id="c-both", applicant=replace(odense.applicant, municipalities=("0461", "0492")))
    for order in ((example, draft, both, odense), (odense, both, draft, example)):
        assert application_named(repo.data, order, "Odense").id == "odense"
        assert application_named(repo.data, order, "0461").id == "odense"
        assert application_named(repo.data, order, "Ærø").id == "c-both"
        assert application_named(repo.data, order, "b-draft").id == "b-draft"
    assert repo.data.applicant_name(both) == "Odense, Ærø"
    assert whole_applicant(repo.data, (both, odense), "Odense").id == "odense"
    assert whole_applicant(repo.data, (both,), "C-both").id == "c-both"
    with pytest.raises(Refusal, match="one_of_several"):
        whole_applicant(repo.data, (both,), "Ærø")


def test_git_decides_what_is_committed(tmp_path: Path) -> None:
    home = make(tmp_path / "repo")
    paths = [f"{HOME}/applications/odense.yaml", f"{HOME}/programme.yaml"]
    assert uncommitted(home, paths) == ()
    edit(home, paths[0], "status: submitted", "status:  submitted")
    (home / "other.txt").write_text("x", encoding="utf-8")
    assert uncommitted(home, paths) == (paths[0],)
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


@pytest.mark.slow
def test_the_same_selection_and_seed_give_the_same_record_and_another_seed_another_lot(repo: Repo) -> None:
    assert sealed_text(draw(repo).decision) == sealed_text(draw(repo).decision)
    other = draw(repo, seed="another", by="styregruppen", because="Fejl i lottotallet").decision
    assert (other.cohort, other.run.freeze) == (draw(repo).decision.cohort, draw(repo).decision.run.freeze)
    assert other.seal != draw(repo).decision.seal
    assert [(one.action, one.applicant, one.by) for one in other.overrides] == [("seed", None, "styregruppen")]
    assert other.run.seed_source is None, "another seed has not the published source"
    with pytest.raises(Refusal, match="seed_differs"):
        draw(repo, seed="another")


class TestTheRealRepository:
    """The repository that this file is in."""

    def test_it_has_decisions(self) -> None:
        assert len(DECISIONS) >= 2
        assert sorted(decision.path for decision in load(ROOT).data.all(Decision)) == DECISIONS

    @pytest.mark.parametrize(
        "path", [pytest.param(path, marks=[pytest.mark.slow] if YEAR in path else []) for path in DECISIONS]
    )
    def test_its_decisions_hold(self, path: str) -> None:
        """The quick run leaves the largest out; `validate` works out again what it can of every record."""
        whole = load(ROOT)
        decision = next(decision for decision in whole.data.all(Decision) if decision.path == path)
        checked = verify(whole, path, today=date(2026, 11, 22))
        assert checked.findings == (), path
        assert checked.reasons == len(decision.field.candidates)

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

    def test_a_record_of_98_applicants_has_room_to_spare(self) -> None:
        decision = next(d for d in load(ROOT).data.all(Decision) if d.programme == YEAR)
        candidates, reasons = list(decision.field.candidates), list(decision.reasons)
        for number in range(98 - len(candidates)):
            key = f"9{number:03}-en-lang-kommune"
            candidates.append(replace(candidates[0], key=key))
            reasons.append(replace(reasons[0], applicant=key))
        field = replace(decision.field, candidates=tuple(candidates))
        paths = (f"data/programmes/{YEAR}/applications/9{number:03}-en-lang-kommune.yaml" for number in range(300))
        inputs = dict.fromkeys(paths, "0" * 64)
        filled = replace(decision, field=field, reasons=tuple(reasons), inputs=inputs)
        assert len(sealed_text(filled).encode()) < LARGEST_FILE * 3 // 4

    @pytest.mark.slow
    def test_98_applicants_are_chosen_from_and_written(self, tmp_path: Path) -> None:
        """The real programme, where every municipality without an application has a copy of København's."""
        shutil.copytree(ROOT / "data", tmp_path / "data")
        shutil.copy(ROOT / "samskab.yaml", tmp_path)
        home = tmp_path / "data" / "programmes" / YEAR
        (home / "decisions" / "2014-02-14.yaml").unlink()
        data = load(ROOT).data
        for state in applicant_states(data, data.programmes[YEAR]):
            one = state.application
            if len(one.applicant.municipalities) > 1 or state.state != "stands":
                for file in home.glob(f"*s/{one.id}.yaml"):
                    file.unlink()
        known = {file.name[:4] for file in (home / "applications").iterdir()}
        for municipality in (tmp_path / "data" / "municipalities").iterdir():
            if municipality.name[:4] not in known:
                for folder in ("applications", "assessments"):
                    text = (home / folder / "0101-koebenhavn.yaml").read_text(encoding="utf-8")
                    text = text.replace("0101-koebenhavn", municipality.stem)
                    text = text.replace('"0101"', f'"{municipality.name[:4]}"')
                    (home / folder / municipality.name).write_text(text, encoding="utf-8")
        repo = load(tmp_path)
        found = samskab.select(repo, YEAR, today=date(2014, 2, 14))
        assert isinstance(found, Draw), found
        assert len(found.pool.candidates) == 98
        path = write_decision(repo, found, allow_dirty=True)
        assert (tmp_path / path).stat().st_size < LARGEST_FILE * 3 // 4
        checked = verify(load(tmp_path), path, today=date(2014, 2, 14))
        assert [finding.code for finding in checked.findings] == ["SK537"]  # not committed


def test_a_supposed_case_is_never_written(repo: Repo) -> None:
    supposed = draw(repo, what_if=[("size", "5")])
    assert supposed.what_if is not None
    with pytest.raises(Refusal) as refused:
        write_decision(repo, supposed)
    assert refused.value.code == "choice.what_if_written"
