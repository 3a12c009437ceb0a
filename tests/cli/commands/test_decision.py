"""`samskab decision`: a record holds to the byte, goes on step by step, and who steps in keeps the rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import samskab
from samskab.check.run import check_text
from samskab.cli.main import run
from samskab.finding import Finding, Severity
from samskab.model.decision import Decision
from samskab.refusal import Refusal
from samskab.usecases.choose import Draw, select, write_decision
from samskab.usecases.decide import hosts_who_left
from samskab.usecases.load import Repo, load
from samskab.usecases.verify import verify
from samskab.yaml.records import read_record
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.sampling import sampled
from tests.selection_repository import HOME, KEY, commit, edit, git, make

TODAY = date(2026, 5, 1)
RECORD = f"{HOME}/decisions/2026-05-01.yaml"
Step = Callable[..., tuple[int, str, str]]


def made(place: Path, **options: Any) -> Path:
    """A repository of four chosen with its record, committed."""
    home = make(place)
    found = select(load(home), KEY, today=TODAY, **options)
    assert isinstance(found, Draw)
    assert write_decision(load(home), found) == RECORD
    commit(home)
    return home


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Repo]:
    """The repository and what it holds, for tests that leave it as it was."""
    home = made(tmp_path_factory.mktemp("settled") / "repo")
    return home, load(home)


@pytest.fixture
def home(tmp_path: Path, settled: tuple[Path, Repo]) -> Path:
    """A copy of it, for tests that change it."""
    return copied(settled[0], tmp_path / "repo")


@pytest.fixture
def step(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Step:
    """`step("decide", "--by", "x")` on the record, in Danish, on 4 May."""
    monkeypatch.setenv("SAMSKAB_TODAY", "2026-05-04")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(home)

    def call(name: str, *words: str, file: str = RECORD, lang: str = "da") -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--lang", lang, "decision", name, file, *words])
        return code, *capsys.readouterr()

    return call


def record(home: Path) -> Decision:
    found = read_record((home / RECORD).read_bytes(), RECORD).record
    assert isinstance(found, Decision)
    return found


def test_a_record_holds_and_says_what_was_checked(step: Step) -> None:
    assert step("verify") == (
        0,
        (
            f"{RECORD} holder: alle tegn er, som de blev forseglet, 33 filer er uændrede, fakta, regler og mål er dem, "
            "som filerne giver, og 2 regler, 1 mål og 7 begrundelser er regnet efter.\n"
            "At ingen sammensætning er bedre, er prøvet med alle bytter af én og to; resten bygger alene på "
            "regneprogrammet.\n"
            f"Vælg igen, og sammenlign hvert tegn: samskab decision verify {RECORD} --solve\n"
        ),
        "",
    )
    assert step("verify", "--solve", lang="en")[1] == (
        f"{RECORD} holds: every character is as it was sealed, 33 files are unchanged, facts, rules and aims are those "
        "the files give, and 2 rules, 1 aim and 7 reasons have been worked out again.\n"
        "The choice was made again from the same facts, rules and seed, and every character came out the same.\n"
    )


def audit(repo: Repo) -> tuple[Finding, ...]:
    """What the audit finds, without what takes longer."""
    return verify(repo, RECORD, today=TODAY, thorough=False).findings


def seen(home: Path, repo: Repo, content: bytes) -> set[str]:
    """The codes that a record with this content gives, beside the unchanged rest of the repository."""
    (home / RECORD).write_bytes(content)
    read = read_record(content, RECORD)
    others = [r for kind in repo.data.kinds() for r in repo.data.all(kind) if not isinstance(r, Decision)]
    data = type(repo.data)([*others, *([read.record] if read.record is not None else [])], (), repo.data.digests)
    broken = check_text(RECORD, read.text, TODAY)
    return {f.code for f in audit(Repo(home, data, (*read.findings, *broken)))}


@pytest.mark.slow
def test_bytes_added_or_taken_away_are_noticed(settled: tuple[Path, Repo]) -> None:
    home, repo = settled
    whole = (home / RECORD).read_bytes()
    try:
        assert seen(home, repo, whole) == set()
        for other in (
            whole + b"\n",
            whole + b"# x\n",
            whole[:-1],
            b"\n" + whole,
            b"\xef\xbb\xbf" + whole,
            b"",
            b"\xff",
        ):
            assert seen(home, repo, other), other[:20]
        assert seen(home, repo, whole.replace(b"\n", b"\r\n")) == set()
    finally:
        (home / RECORD).write_bytes(whole)


@pytest.mark.parametrize("every", [32, pytest.param(1, marks=pytest.mark.slow)])
def test_any_change_of_any_input_is_noticed(settled: tuple[Path, Repo], every: int) -> None:
    home, _ = settled
    inputs = record(home).inputs
    assert len(inputs) == 33
    for path in [*inputs][::every]:
        place = home / path
        whole = place.read_bytes()
        place.write_bytes(whole + b"\n# x\n")
        found = verify(load(home), RECORD, today=TODAY, thorough=False)
        assert [(f.code, f.field, f.values["file"]) for f in found.findings] == [("SK516", f'inputs["{path}"]', path)]
        assert found.holds
        place.unlink()
        assert ("SK517", path) in {(f.code, f.values.get("file")) for f in audit(load(home))}
        place.write_bytes(whole.replace(b"\n", b"\r\n"))
        assert audit(load(home)) == ()
        place.write_bytes(whole)


def test_a_changed_input_is_told_with_its_place(step: Step, home: Path) -> None:
    edit(home, f"{HOME}/assessments/odense.yaml", "on: 2026-03-02", "on: 2026-03-03")
    code, out, _ = step("verify")
    assert code == 0
    assert out.startswith(f"{RECORD}:")
    assert "SK516" in out
    assert f"{HOME}/assessments/odense.yaml" in out
    assert "1 fil er ændret siden, men ingen fakta: summer og begrundelser holder stadig." in out


def test_a_changed_fact_is_told_with_applicant_and_fact_and_file(step: Step, home: Path) -> None:
    path = home / HOME / "assessments" / "odense.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(scores: \{\w+: )\d", r"\g<1>1", text, count=1), encoding="utf-8", newline="\n")
    code, out, _ = step("verify")
    assert code == 1
    for fact in ("samlet bedømmelse", "Mål"):
        assert f"SK508 Odense: {fact} i filerne er ikke som i afgørelsen." in out
    assert [f.values["file"] for f in audit(load(home)) if f.code == "SK516"] == [f"{HOME}/assessments/odense.yaml"]
    assert "SK508" in {f.code for f in samskab.validate(home, today=TODAY)}


@pytest.mark.parametrize("file", ["nope.yaml", "samskab.yaml", "data", HOME, f"{HOME}/decisions/x.yaml", "../x.yaml"])
@pytest.mark.parametrize("name", sampled(["verify", "release"], 2))
def test_what_is_no_record_is_refused(step: Step, file: str, name: str) -> None:
    here = "" if file.startswith("..") else f". Her er {RECORD}"
    assert step(name, file=file) == (2, "", f"Der er ingen beslutningsprotokol: {file}{here}\n")


def test_a_link_is_no_record(step: Step, home: Path, tmp_path: Path) -> None:
    (tmp_path / "out.yaml").write_bytes((home / RECORD).read_bytes())
    try:
        (home / HOME / "decisions" / "2026-05-02.yaml").symlink_to(tmp_path / "out.yaml")
    except OSError:
        pytest.skip("links need a right here")
    code, out, err = step("verify", file=f"{HOME}/decisions/2026-05-02.yaml")
    assert (code, err) == (1, "")
    assert "SK050" in out


@pytest.mark.slow
def test_an_audit_needs_no_solver_and_no_network(settled: tuple[Path, Repo]) -> None:
    program = (
        "import sys\nfrom samskab.cli.main import run\n"
        f"code = run(['-C', {str(settled[0])!r}, '--today', '2026-05-04', 'decision', 'verify', {RECORD!r}])\n"
        "print(code, [m for m in ('highspy', 'jinja2', 'typst', 'babel', 'socket')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_steps_have_an_order(step: Step, home: Path) -> None:
    first = (home / RECORD).read_bytes()
    typed = f"samskab decision decide {RECORD} --by HVEM"
    not_yet = f"Protokollen 2026-05-01 er ikke besluttet endnu. Skriv først: {typed}\n"
    assert step("release") == (1, "", not_yet)
    assert step("withdraw", "Odense", "--because", "x") == (1, "", not_yet)
    assert (home / RECORD).read_bytes() == first
    said = f"Forslaget er besluttet, og det står i protokollen: {RECORD}\n"
    assert step("decide", "--by", "styregruppen", "--by", "kommunalbestyrelsen") == (0, said, "")
    assert record(home).decided is not None
    assert (record(home).status, record(home).decided.on) == ("decided", date(2026, 5, 4))
    assert record(home).decided.by == ("styregruppen", "kommunalbestyrelsen")
    assert step("decide", "--by", "x") == (1, "", "Protokollen 2026-05-01 er allerede besluttet.\n")
    assert step("release")[:2] == (0, f"Beslutningen er meldt ud, og det står i protokollen: {RECORD}\n")
    assert step("release") == (1, "", "Protokollen 2026-05-01 er allerede meldt ud.\n")
    assert step("decide", "--by", "x")[0] == 1
    assert step("verify")[0] == 0


def test_one_leaves_one_steps_in_and_nobody_else_moves(step: Step, home: Path) -> None:
    step("decide", "--by", "styregruppen")
    before = record(home)
    first = before.waiting_list[0].applicant
    name = {stood.key: stood.name for stood in before.field.candidates}[first]
    code, out, err = step("withdraw", "Odense", "--because", "Nye opgaver")
    assert (code, err) == (0, "")
    after = record(home)
    assert out == f"Odense er trådt ud.\n{name} træder ind fra ventelisten.\nDet er føjet til protokollen: {RECORD}\n"
    assert after.cohort == before.cohort
    assert [(e.kind, e.applicant, e.replaces, e.why, e.follows, e.on) for e in after.events] == [
        ("withdrawn", "odense", None, "Nye opgaver", before.seal, date(2026, 5, 4)),
        ("promoted", first, "odense", "Nye opgaver", before.seal, date(2026, 5, 4)),
    ]
    assert step("verify")[0] == 0
    assert step("release")[1] == f"Beslutningen er meldt ud, og det står i protokollen: {RECORD}\n"
    released = record(home)
    second = released.waiting_list[1].applicant
    assert step("withdraw", "0751", "--because", "x")[0] == 0
    events = record(home).events
    assert events[:2] == after.events
    assert [(e.kind, e.applicant, e.follows) for e in events[2:]] == [
        ("withdrawn", "aarhus", released.seal),
        ("promoted", second, released.seal),
    ]
    assert step("withdraw", "Odense", "--because", "x") == (
        1,
        "",
        "Odense er hverken med i deltagerkredsen eller på ventelisten.\n",
    )
    assert step("verify")[0] == 0


def test_when_a_host_leaves_its_meeting_is_named_with_the_way_to_another(step: Step, home: Path) -> None:
    meeting = "{id: m1, kind: meeting, title: {da: Første møde}, date: 2026-06-01, host: odense}"
    text = f"schema: samskab/schedule@1\nprogramme: {KEY}\nmeetings:\n  - {meeting}\n"
    (home / HOME / "schedule.yaml").write_text(text, encoding="utf-8")
    step("decide", "--by", "styregruppen")
    told = step("withdraw", "Odense", "--because", "Nye opgaver")[1]
    assert f"Værten for Første møde er trådt ud. Find en ny: samskab schedule hosts {KEY} --write" in told
    data, (decision,) = load(home).data, load(home).data.decisions(KEY)
    assert [len(hosts_who_left(data, decision, date(2026, month, 1))) for month in (5, 6, 7)] == [0, 1, 0]


@pytest.mark.slow
@pytest.mark.parametrize("names", [("Odense", "Aarhus"), ("Aarhus", "Odense", "Aarhus")])
def test_several_leave_in_one_call_and_their_order_changes_nothing(step: Step, home: Path, names: list[str]) -> None:
    step("decide", "--by", "styregruppen")
    assert step("withdraw", *names, "--because", "x")[0] == 0
    assert [(e.kind, e.applicant) for e in record(home).events] == [
        ("withdrawn", "aarhus"),
        ("withdrawn", "odense"),
        ("promoted", record(home).waiting_list[0].applicant),
        ("promoted", record(home).waiting_list[1].applicant),
    ]
    assert {e.replaces for e in record(home).events[2:]} == {"aarhus", "odense"}
    assert step("verify")[0] == 0


@pytest.mark.slow
def test_one_leaves_the_waiting_list_and_never_steps_in(step: Step, home: Path) -> None:
    step("decide", "--by", "styregruppen")
    first, second = (one.applicant for one in record(home).waiting_list)
    code, out, _ = step("withdraw", first, "--because", "Vil ikke vente")
    assert code == 0
    assert out.endswith(f"står ikke længere på ventelisten.\nDet er føjet til protokollen: {RECORD}\n")
    now = record(home).state()
    assert (now.waiting, now.withdrawn, len(now.selected)) == ((second,), (first,), 4)
    step("withdraw", "Odense", "Aarhus", "--because", "x")
    assert [e.applicant for e in record(home).events if e.kind == "promoted"] == [second]
    assert step("withdraw", "Aalborg", "--instead", first, "--because", "x")[0] == 1
    assert step("verify")[0] == 0


@pytest.mark.slow
def test_who_withdrew_in_its_own_file_never_steps_in(step: Step, home: Path) -> None:
    step("decide", "--by", "styregruppen")
    first, second = (one.applicant for one in record(home).waiting_list)
    gone = "status: withdrawn\nwithdrawn: {on: 2026-05-02, why: Andet}"
    edit(home, f"{HOME}/applications/{first}.yaml", "status: submitted", gone)
    assert step("withdraw", "Odense", "--because", "x")[0] == 0
    assert record(home).events[-1].applicant == second
    assert step("withdraw", "Aarhus", "--instead", first, "--because", "x")[0] == 1


@pytest.mark.slow
def test_an_empty_seat_is_filled_later_by_name(step: Step, home: Path) -> None:
    step("decide", "--by", "styregruppen")
    step("withdraw", "Odense", "Aarhus", "Aalborg", "--because", "x")
    state = record(home).state()
    assert (len(state.selected), state.vacated) == (3, ("aalborg",))
    assert step("withdraw", "Aalborg", "--instead", "Thisted", "--because", "x")[0] == 0
    assert record(home).state().vacated == ()
    assert "thisted" in record(home).state().selected
    assert step("withdraw", "Varde", "Bornholm", "--instead", "Lolland", "--because", "x")[0] == 2


@pytest.mark.slow
def test_the_waiting_list_runs_out_and_the_seat_stays_empty(step: Step, home: Path) -> None:
    step("decide", "--by", "styregruppen")
    for name in ("Odense", "Aarhus"):
        assert "træder ind" in step("withdraw", name, "--because", "x")[1]
    code, out, _ = step("withdraw", "Aalborg", "--because", "x")
    assert (code, out) == (
        0,
        (
            "Aalborg er trådt ud.\nPladsen står tom: ingen på ventelisten kan træde ind, så reglerne er opfyldt.\n"
            "Nu er denne regel ikke opfyldt: antal kommuner, der vælges: præcis 4. Der er 3.\n"
            "Thisted kan træde ind uden om ventelisten, så reglerne er opfyldt. Skriv: samskab decision withdraw "
            f'{RECORD} aalborg --instead thisted --because "..."\n'
            f"Det er føjet til protokollen: {RECORD}\n"
        ),
    )
    assert step("withdraw", "Bornholm", "--instead", "Thisted", "--because", "x")[0] == 0, "three regions still"
    assert set(record(home).state().selected) == {"lolland", "thisted", "varde"}
    assert step("release")[1] == f"Beslutningen er meldt ud, og det står i protokollen: {RECORD}\n"
    assert step("verify")[0] == 0


@pytest.mark.slow
def test_who_steps_in_instead_keeps_the_rules(step: Step, home: Path) -> None:
    step("decide", "--by", "styregruppen")
    before = (home / RECORD).read_bytes()
    for name in ("Odense", "Aarhus", "Bornholm"):
        code, out, err = step("withdraw", "Odense", "--instead", name, "--because", "x")
        assert (code, out) == (1, "")
        assert err.startswith(f"{name} kan ikke træde ind: kun den, der stod i feltet")
    for name in ("Morsø", "Esbjerg", "København", "Guldborgsund"):
        assert step("withdraw", "Odense", "--instead", name, "--because", "x")[0] == 1, name
    assert (home / RECORD).read_bytes() == before
    assert step("withdraw", "Odense", "--instead", "Thisted", "--because", "x")[0] == 0
    assert record(home).events[-1].applicant == "thisted"
    assert step("withdraw", "Thisted", "--instead", "Odense", "--because", "x")[0] == 1, "who has left does not return"


@pytest.mark.slow
def test_who_was_pinned_may_leave_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = made(tmp_path / "pinned", pins=["Varde"], by="styregruppen", because="Andet")
    base = ["-C", str(home), "--today", "2026-05-04", "--lang", "da", "decision"]
    assert run([*base, "decide", RECORD, "--by", "styregruppen"]) == 0
    capsys.readouterr()
    assert run([*base, "withdraw", RECORD, "Varde", "--because", "x"]) == 0
    assert "træder ind fra ventelisten" in capsys.readouterr().out


@pytest.mark.slow
def test_a_rule_is_never_broken_by_who_steps_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = make(tmp_path / "narrow")
    edit(home, f"{HOME}/programme.yaml", "by: region, min: 3", "by: region, min: 4")
    commit(home)
    base = ["-C", str(home), "--lang", "da", "--today", "2026-05-01"]
    assert run([*base, "select", KEY, "--write"]) == 0
    assert run([*base, "decision", "decide", RECORD, "--by", "styregruppen"]) == 0
    capsys.readouterr()
    assert run([*base, "decision", "withdraw", RECORD, "Bornholm", "--instead", "Varde", "--because", "x"]) == 1
    assert capsys.readouterr().err == "Træder Varde ind, er reglerne ikke længere opfyldt.\n"
    assert run([*base, "decision", "withdraw", RECORD, "Bornholm", "--because", "x"]) == 0
    assert record(home).events[-1].applicant == "lolland", "the only region that is not there yet"


@pytest.mark.parametrize("why", ["  ", "a\nb\x1b[31m\udcff"])
def test_a_reason_is_a_line_of_text(step: Step, home: Path, why: str) -> None:
    step("decide", "--by", "styregruppen")
    before = (home / RECORD).read_bytes()
    said = "{} skal have tekst på én linje, uden usynlige tegn.\n"
    assert step("withdraw", "Odense", "--because", why) == (2, "", said.format("--because"))
    assert step("decide", "--by", why) == (2, "", said.format("--by"))
    assert (home / RECORD).read_bytes() == before


def test_a_cpr_number_never_gets_into_a_record(step: Step, home: Path) -> None:
    step("decide", "--by", "styregruppen")
    before = (home / RECORD).read_bytes()
    code, out, err = step("withdraw", "Odense", "--because", "Lederen 010170-1234 er syg")
    assert (code, out) == (1, "")
    assert err == "Intet er skrevet, for der står et CPR-nummer i det, I skrev med --because. Slet det, og prøv igen.\n"
    assert (home / RECORD).read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("why", ['"}], x: # - a: b', "Ærø & Åå: 'x' \\n \"y\"", "null", "{{ x }}"])
def test_what_people_write_comes_back_as_they_wrote_it(step: Step, home: Path, why: str) -> None:
    step("decide", "--by", "styregruppen")
    assert step("withdraw", "Odense", "--because", why)[0] == 0
    assert record(home).events[0].why == why
    assert step("verify")[0] == 0


def test_nothing_is_built_on_a_record_that_does_not_hold(step: Step, home: Path) -> None:
    edit(home, RECORD, 'status: "proposed"', 'status: "decided"')
    before = (home / RECORD).read_bytes()
    code, out, _ = step("release")
    assert (code, "SK501" in out) == (1, True)
    assert (home / RECORD).read_bytes() == before


@pytest.mark.slow
def test_files_may_go_on_changing_after_a_decision_but_not_before(step: Step, home: Path) -> None:
    path = f"{HOME}/applications/odense.yaml"
    edit(home, path, "status: submitted", "status: withdrawn\nwithdrawn: {on: 2026-05-02, why: Andet}")
    code, out, _ = step("decide", "--by", "styregruppen")
    assert (code, "SK536" in out) == (1, True)
    git(home, "checkout", "-q", "--", path)
    assert step("decide", "--by", "styregruppen")[0] == 0
    edit(home, path, "status: submitted", "status: withdrawn\nwithdrawn: {on: 2026-05-02, why: Andet}")
    assert step("withdraw", "Odense", "--because", "Andet")[0] == 0
    assert step("release")[0] == 0
    assert step("verify")[0] == 0, "who withdrew in its own file was chosen all the same"


def test_an_unknown_name_is_refused_with_what_is_near(step: Step, home: Path) -> None:
    step("decide", "--by", "styregruppen")
    assert step("withdraw", "Odensee", "--because", "x") == (2, "", 'Ingen ansøger hedder "Odensee". Mente I Odense?\n')
    said = "Thisted er hverken med i deltagerkredsen eller på ventelisten.\n"
    assert step("withdraw", "Thisted", "--because", "x") == (1, "", said)


@pytest.mark.slow
def test_the_words_of_another_version_are_not_verified(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from msgspec.structs import replace

    from samskab.fairness.seal import sealed, sealed_text

    old = record(home)
    reason = old.reasons[0]
    assert reason.facts is not None
    other = replace(reason, facts=replace(reason.facts, da="Reglerne er fulgt."))
    for tool, codes in ((old.run.tool, ["SK515"]), ("samskab 0.0.9", ["SK515", "SK522"])):
        changed = replace(old, run=replace(old.run, tool=tool), reasons=(other, *old.reasons[1:]))
        (home / RECORD).write_bytes(sealed_text(sealed(changed)).encode())
        found = verify(load(home), RECORD, today=TODAY)
        assert (sorted(f.code for f in found.findings), found.holds) == (codes, False)
        assert found.stops == (tool == old.run.tool), "an old record is not verified, and stops nothing but its letters"


def test_verify_looks_at_the_work_tree_and_not_at_git(step: Step, home: Path) -> None:
    git(home, "checkout", "-q", "--orphan", "other")
    assert step("verify")[0] == 0


def test_what_disappears_from_a_record_that_git_keeps_is_told(step: Step, home: Path) -> None:
    from msgspec.structs import replace

    from samskab.fairness.seal import sealed, sealed_text

    def taken_back(**changes: object) -> list[str]:
        (home / RECORD).write_text(sealed_text(sealed(replace(whole, **changes))), encoding="utf-8", newline="\n")
        found = verify(load(home), RECORD, today=date(2026, 5, 6))
        assert found.holds != ("SK573" in {each.code for each in found.findings})
        return [each.field for each in found.findings if each.code == "SK573"]

    step("decide", "--by", "styregruppen")
    commit(home)
    step("withdraw", "Odense", "--because", "Nye opgaver")
    whole = record(home)
    commit(home)
    assert whole.decided is not None
    assert taken_back() == []
    assert taken_back(events=()) == ["events"]
    assert taken_back(events=(replace(whole.events[0], why="Andet"), *whole.events[1:])) == ["events"]
    assert taken_back(events=(), decided=replace(whole.decided, by=("styregruppen", "styregruppen"))) == [
        "decided",
        "events",
    ]


def test_a_freeze_that_git_keeps_with_another_day_is_told(home: Path) -> None:
    place = home / HOME / "lot.yaml"
    text = (GOLDEN / HOME / "lot.yaml").read_text(encoding="utf-8")

    def fields() -> list[str]:
        found = verify(load(home), RECORD, today=date(2026, 5, 6))
        return [each.field for each in found.findings if each.code == "SK573"]

    place.write_text(text, encoding="utf-8", newline="\n")
    commit(home)
    assert fields() == []
    place.write_text(
        re.sub(r"(on'?: )2026-\d\d-\d\d", r"\g<1>2026-01-01", text, count=1), encoding="utf-8", newline="\n"
    )
    assert fields() == ["run.freeze"]
    place.unlink()
    assert fields() == ["run.freeze"]


def test_status_names_at_once_the_rule_that_a_withdrawal_breaks_and_what_would_help(
    step: Step, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def status(*words: str) -> str:
        capsys.readouterr()
        assert run(["-C", str(home), "--lang", "da", "status", KEY, *words]) == 0
        out = capsys.readouterr().out
        return out if words else " ".join(out.split())

    step("decide", "--by", "styregruppen")
    gone = "status: withdrawn\nwithdrawn: {on: 2026-05-03, why: Andet}\n"
    edit(home, f"{HOME}/applications/odense.yaml", "status: submitted\n", gone)
    missed = "▲ Nu er denne regel ikke opfyldt: antal kommuner, der vælges: præcis 4. Der er 3. ▲ "
    assert f"{missed}Odense har trukket ansøgningen, men afgørelsen siger det ikke endnu." in status()
    step("withdraw", "Odense", "Aarhus", "Aalborg", "--because", "Nye opgaver")
    assert f"{missed}Thisted kan træde ind uden om ventelisten" in status()
    told = json.loads(status("--format", "json"))
    assert told["rules_missed"] == [{"rule": "size", "total": 3, "least": 4, "most": 4, "unit": 1}]
    assert told["can_step_in"] == ["thisted"]


def test_who_steps_in_after_the_release_is_named_with_the_letter_to_send(
    step: Step, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    step("decide", "--by", "styregruppen")
    step("release")
    out = step("withdraw", "Odense", "--because", "Nye opgaver")[1]
    name = record(home).name_of(record(home).events[-1].applicant)
    letter = f"samskab render promotion --for promoted --programme {KEY}"
    assert f"Skriv til {name} om pladsen: {letter}" in " ".join(out.split())
    sending = "{id: svar, on: 2026-05-02, channel: mail, template: acceptance, applications: [aarhus]}"
    (home / HOME / "outbox.yaml").write_text(
        f"schema: samskab/outbox@1\nprogramme: {KEY}\nsendings:\n  - {sending}\n", encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["-C", str(home), "--lang", "da", "status", KEY]) == 0
    assert f"Skriv til {name} om pladsen: {letter}" in " ".join(capsys.readouterr().out.split())


def test_no_step_is_written_on_a_day_before_the_last_one(
    home: Path, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSKAB_TODAY", "2026-04-30")
    assert step("decide", "--by", "styregruppen")[0] == 1
    monkeypatch.setenv("SAMSKAB_TODAY", "2026-05-04")
    assert step("decide", "--by", "styregruppen")[0] == 0
    assert step("withdraw", "Odense", "--because", "Nye opgaver")[0] == 0
    before = record(home)
    monkeypatch.setenv("SAMSKAB_TODAY", "2026-05-03")
    for name, words in (("withdraw", ("Aarhus", "--because", "Nye opgaver")), ("release", ())):
        code, out, err = step(name, *words)
        assert (code, out) == (1, "")
        assert "4. maj 2026" in err
    assert record(home) == before


@pytest.mark.slow
def test_one_who_left_is_in_no_new_decision(home: Path, step: Step) -> None:
    assert step("decide", "--by", "styregruppen")[0] == 0
    assert step("withdraw", "Odense", "--because", "Nye opgaver")[0] == 0
    commit(home)
    with pytest.raises(Refusal) as refused:
        select(load(home), KEY, today=date(2026, 5, 8))
    path = f"{HOME}/applications/odense.yaml"
    assert refused.value.values == {"names": ("Odense",), "id": "2026-05-01", "path": path, "on": "2026-05-04"}
    withdrawn = "status: withdrawn\nwithdrawn: {on: 2026-05-04, why: Nye opgaver}\n"
    edit(home, f"{HOME}/applications/odense.yaml", "status: submitted\n", withdrawn)
    commit(home)
    again = select(load(home), KEY, today=date(2026, 5, 8))
    assert isinstance(again, Draw)
    assert "odense" not in again.decision.field.by_key()
    assert write_decision(load(home), again) == f"{HOME}/decisions/2026-05-08.yaml"


def test_promised_deletion_of_one_who_waits_is_no_unknown_reference(home: Path, step: Step) -> None:
    assert step("decide", "--by", "styregruppen")[0] == 0
    for folder in ("applications", "assessments"):
        (home / HOME / folder / "varde.yaml").unlink()
    found = verify(load(home), RECORD, today=date(2027, 1, 1), thorough=False).findings
    assert {(each.code, each.severity) for each in found} == {("SK562", Severity.INFO)}


def test_nobody_steps_in_for_one_who_only_waits(home: Path, step: Step) -> None:
    assert step("decide", "--by", "styregruppen")[0] == 0
    before = (home / RECORD).read_bytes()
    waits = record(home).waiting_list[0].applicant
    code, out, err = step("withdraw", waits, "--instead", "thisted", "--because", "Andet")
    assert (code, out) == (1, "")
    assert "står kun på ventelisten" in err
    assert (home / RECORD).read_bytes() == before


def test_the_question_why_is_answered_from_the_record(
    home: Path, step: Step, capsys: pytest.CaptureFixture[str]
) -> None:
    step("decide", "--by", "styregruppen")
    before = record(home)
    assert step("withdraw", "Odense", "--because", "Nye opgaver")[0] == 0
    after = record(home)
    (coming,) = after.state().promoted
    edit(home, f"{HOME}/assessments/{before.state().rejected[0]}.yaml", "scores:", "scores:  # ændret efter valget")

    def why(name: str) -> list[str]:
        capsys.readouterr()
        assert run(["-C", str(home), "--lang", "da", "select", KEY, "--why", name]) == 0
        return capsys.readouterr().out.splitlines()

    first = "Svaret står i protokollen 2026-05-01, besluttet den 4. maj 2026. Der er ikke valgt på ny."
    for applicant, heading in (
        ("odense", "✗ Odense: har trukket sig"),
        (coming, f"✓ {after.name_of(coming)}: med, trådt ind efter beslutningen"),
        (after.state().rejected[0], f"✗ {after.name_of(after.state().rejected[0])}: ikke valgt"),
    ):
        lines = why(applicant)
        assert (lines[0], lines[2]) == (first, heading)
        assert any("4. maj 2026" in line for line in lines[3:5])
    (home / HOME / "applications" / f"{after.state().rejected[0]}.yaml").unlink()
    assert why(after.state().rejected[0])[2] == f"✗ {after.name_of(after.state().rejected[0])}: ikke valgt"


def test_a_new_choice_after_a_decision_says_so_and_what_to_write(
    home: Path, step: Step, capsys: pytest.CaptureFixture[str]
) -> None:
    step("decide", "--by", "styregruppen")
    step("withdraw", "Odense", "--because", "Nye opgaver")
    words = ["-C", str(home), "--lang", "da", "select", KEY]
    assert run(words) == 1
    told = capsys.readouterr().err
    assert "Dette er et nyt valg og ikke beslutningen" in told
    assert f"{HOME}/applications/odense.yaml" in told
    edit(
        home,
        f"{HOME}/applications/odense.yaml",
        "status: submitted",
        "status: withdrawn\nwithdrawn: {on: 2026-05-04, why: Nye opgaver}",
    )
    assert run(words) == 0
