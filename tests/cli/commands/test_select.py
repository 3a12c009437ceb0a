"""`samskab select`: the whole choice in every form, names and codes, cases that are only thought, refusals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from samskab.cli.main import run
from samskab.model.decision import Decision
from samskab.usecases.choose import Draw
from tests.program import called
from tests.sampling import sampled
from tests.selection_repository import COHORT, HOME, KEY, commit, edit, git, make

GOLDEN = Path(__file__).parent / "golden_select"
RECORD = f"{HOME}/decisions/2026-05-01.yaml"


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make(tmp_path / "repo")


@pytest.fixture
def told(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Runs `samskab ...` on the small repository, on a fixed day, in Danish by default."""
    monkeypatch.setenv("SAMSKAB_TODAY", "2026-05-01")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("SAMSKAB_LANG", raising=False)
    monkeypatch.chdir(home)

    def call(*words: str, lang: str = "da") -> Done:
        capsys.readouterr()
        code = run(["--lang", lang, *words])
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return call


@pytest.fixture
def select(told: Callable[..., Done]) -> Callable[..., Done]:
    def call(*words: str, lang: str = "da") -> Done:
        return told("select", KEY, *words, lang=lang)

    return call


@pytest.mark.parametrize("width", [100, 150])
def test_the_cohort_is_shown_before_the_waiting_list_is_known(
    home: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """A record that takes long, here one that never comes, keeps nobody from cohort, map, rules and proof."""

    def never(_draw: Draw) -> Decision:
        raise RuntimeError

    monkeypatch.setattr(Draw, "decision", property(never))
    env = {"SAMSKAB_TODAY": "2026-05-01", "COLUMNS": str(width)}
    done = called(["select", KEY], home, env, screen=("out",))
    shown = done.stdout.decode()
    assert done.returncode == 70
    assert [word in shown for word in ("Forslag til deltagerkreds", "opfyldt", "bevist bedst")] == [True] * 3
    assert ("Søgte, ikke udvalgt" in shown) == (width == 150)


def cohort(done: Done) -> list[str]:
    assert done.code == 0, done.err
    found: list[str] = json.loads(done.out)["decision"]["cohort"]
    return found


@pytest.mark.golden
@pytest.mark.parametrize("lang", sampled(["da", "en"], 2))
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("text.txt", ()),
        ("table.csv", ("--format", "csv")),
        ("report.md", ("--format", "markdown")),
        ("why.txt", ("--why", "all")),
        ("infeasible.txt", ("--what-if", "geografi.min=5")),
        pytest.param(
            *("priced.txt", ("--what-if", "geografi.min=5", "--what-if", "geografi.price=2", "--alternatives", "1")),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_screens(select, request: pytest.FixtureRequest, lang: str, name: str, words: tuple[str, ...]) -> None:
    done = select(*words, lang=lang)
    file = GOLDEN / lang / name
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(done.out, encoding="utf-8", newline="")
    assert done.err == ""
    assert done.code == (1 if name.startswith("infeasible") else 0)
    assert done.out == file.read_bytes().decode()


def test_json_holds_the_record_and_who_did_not_stand(select, home: Path) -> None:
    document = json.loads(select("--format", "json", "--map", "kort.svg").out)
    drawn = (home / "kort.svg").read_text(encoding="utf-8")
    assert (drawn.startswith("<svg"), "Lolland" in drawn) == (True, True)
    assert (document["schema"], document["status"]) == ("samskab/selection@1", "chosen")
    assert document["decision"]["cohort"] == COHORT
    assert document["applicants"][0].items() >= {"id": "aalborg", "codes": "0851", "name": "Aalborg"}.items()
    assert [one["id"] for one in document["applicants"]] == [
        c["key"] for c in document["decision"]["field"]["candidates"]
    ]
    assert [(one["key"], one["name"], one["why"]) for one in document["left_out"]] == [
        ("esbjerg", "Esbjerg", "draft"),
        ("guldborgsund", "Guldborgsund", "withdrawn"),
        ("koebenhavn", "København", "sample"),
        ("morsoe", "Morsø", "late"),
    ]


@pytest.mark.parametrize("name", sampled([" Varde ", "Varde", "0573", "varde", "VARDE"], 5))
def test_names_codes_and_ids_are_one(select, name: str) -> None:
    assert "varde" in cohort(select("--pin", name, "--format", "json"))


def test_aa_and_aring_are_one(select) -> None:
    assert cohort(select("--exclude", "Århus", "--exclude", "Ålborg", "--format", "json")) == [
        "bornholm", "lolland", "odense", "varde",
    ]  # fmt: skip


@pytest.mark.parametrize("option", sampled(["--pin", "--exclude", "--why"], 3))
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Odensee", 'Ingen ansøger hedder "Odensee". Mente I Odense?\n'),
        ("Nuuk", 'Ingen ansøger hedder "Nuuk".\n'),
        ("Nørregårdskommune", 'Ingen ansøger hedder "Nørregårdskommune".\n'),
    ],
)
def test_unknown_names_get_a_suggestion(select, option: str, name: str, said: str) -> None:
    assert select(option, name) == (2, "", said)


@pytest.mark.parametrize(
    ("name", "said"),
    sampled(
        [
            ("Morsø", "Ansøgningen fra Morsø kom efter fristen, og fristen er ikke forlænget.\n"),
            ("0376", "Guldborgsund har trukket sin ansøgning tilbage.\n"),
            ("esbjerg", "Esbjerg har kun en kladde og står derfor ikke i feltet.\n"),
            ("København", "Ansøgningen fra København er et eksempel til inspiration og står ikke i feltet.\n"),
        ],
        4,
    ),
)
def test_who_does_not_stand_gets_the_reason_and_cannot_be_put_in_or_out(select, name: str, said: str) -> None:
    done = select("--why", name)
    assert (done.code, done.out.startswith(said.rstrip("\n")), done.err) == (0, True, "")
    assert select("--pin", name) == (2, "", said)
    assert select("--exclude", name) == (2, "", said)


@pytest.mark.slow
def test_an_extension_lets_the_late_one_stand(select, home: Path) -> None:
    edit(
        home, f"{HOME}/applications/morsoe.yaml", "via: docx}",
        "via: docx, extension: {until: '2026-04-16T00:00+02:00', by: sekretariatet, on: 2026-04-10, why: Sygdom}}",
    )  # fmt: skip
    text = (home / HOME / "assessments" / "varde.yaml").read_text(encoding="utf-8")
    (home / HOME / "assessments" / "morsoe.yaml").write_text(text.replace("varde", "morsoe"), encoding="utf-8")
    assert "Morsø" not in select().out.partition("Ikke med i feltet:")[2]
    assert select("--why", "Morsø").out.startswith("✗ Morsø: ikke valgt\n")


def test_a_commitment_that_a_chosen_applicant_refuses_is_named(select, home: Path) -> None:
    edit(home, f"{HOME}/applications/odense.yaml", "netvaerk: true", "netvaerk: false")
    done = select()
    assert done.code == 0
    assert "Odense er valgt, men har svaret nej til: " in " ".join(done.err.split())


def test_why_one_in_json(select) -> None:
    document = json.loads(select("--why", "Varde", "--format", "json").out)
    assert [(one["applicant"], one["outcome"], one["costs"]) for one in document["reasons"]] == [
        ("varde", "costs", [1])
    ]
    assert document["left_out"] == []
    assert select("--why", "Varde", "--format", "csv")[:2] == (2, "")


def test_size(select) -> None:
    assert cohort(select("--size", "5", "--format", "json")) == [*COHORT, "varde"]
    assert select("--size", "0").code == 2
    assert select("--size", "x").code == 2
    done = select("--size", "8", "--format", "json")
    assert done.code == 1
    assert json.loads(done.out)["singles"][0] | {"text": ""} == {
        "rule": "size", "row": "size", "bound": "low", "was": 8, "becomes": 7, "text": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("what", "seats"),
    sampled([("size=5", 5), ("size.max=6", 6), ("geografi=none", 4), ("geografi=ingen", 4), ("geografi.min=4", 4),
     ("geografi.each=1", 4), ("waiting_list.size=1", 4), ("geografi.price=3", 4)], 8),
)  # fmt: skip
def test_what_if_is_only_thought(select, home: Path, what: str, seats: int) -> None:
    before = {p: p.read_bytes() for p in home.rglob("*.yaml")}
    done = select("--what-if", what, "--format", "json")
    assert len(cohort(done)) == seats
    rules = [rule["id"] for rule in json.loads(done.out)["decision"]["selection"]["rules"]]
    assert rules == ([] if what.endswith(("none", "ingen")) else ["geografi"])
    assert {p: p.read_bytes() for p in home.rglob("*.yaml")} == before


@pytest.mark.parametrize(("what", "near"), [("geo.min=3", "geografi.min"), ("waiting_list=3", "waiting_list.size")])
def test_a_wrong_key_is_refused_with_keys_that_there_are(select, what: str, near: str) -> None:
    done = select("--what-if", what)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Der er ikke noget tal at ændre ved ")
    assert near in done.err


def test_a_value_that_cannot_be_is_refused(select) -> None:
    done = select("--what-if", "size=fire")
    assert (done.code, done.out) == (2, "")
    assert '"fire" kan ikke stå ved "size".' in done.err


def test_no_cohort_says_what_conflicts_and_what_would_help(select) -> None:
    done = select("--what-if", "geografi.min=5", "--format", "json")
    assert done.code == 1
    document = json.loads(done.out)
    assert document["status"] == "infeasible"
    assert {row["row"] for row in document["conflict"]} == {"size", "geografi"}
    found = {(s["row"], s["bound"], s["was"], s["becomes"]) for s in document["singles"]}
    assert found == {("size", "high", 4, 5), ("geografi", "low", 5, 4)}
    assert [one["key"] for one in document["left_out"]] == ["esbjerg", "guldborgsund", "koebenhavn", "morsoe"]


def test_two_mistakes_at_once_are_answered_with_combinations(select) -> None:
    done = select("--what-if", "geografi.min=6", "--size", "9", "--format", "json")
    assert done.code == 1
    document = json.loads(done.out)
    assert [len(c) for c in document["combinations"] if len(c) > 1]
    assert {(s["row"], s["becomes"]) for s in document["combinations"][0]} == {("size", 7), ("geografi", 5)}
    assert "De mildeste kombinationer:\n  1. " in select("--what-if", "geografi.min=6", "--size", "9").out


def test_in_and_out_at_once_is_said_as_it_is(select) -> None:
    done = select("--pin", "Aarhus", "--exclude", "Aarhus")
    assert done.code == 1
    assert "  - Aarhus skal være med: lad det ikke være et krav\n" in done.out


def test_writing_a_thought_is_refused(select, home: Path) -> None:
    for words in (("--what-if", "size=5"), ("--size", "5")):
        assert select("--write", *words).code == 2
    assert not (home / HOME / "decisions").exists()


@pytest.mark.parametrize("lacking", [(), ("--by", "styregruppen"), ("--because", "x"), ("--by", " ", "--because", "x")])
def test_an_override_says_who_and_why(select, home: Path, lacking: tuple[str, ...]) -> None:
    assert select("--write", "--pin", "Varde", *lacking).code == 2
    assert not (home / HOME / "decisions").exists()


def test_overrides_stand_in_the_record_each_with_its_own_reason_or_the_common_one(told, select, home: Path) -> None:
    pin = ("--pin", "Varde=Kystbyerne skal være med", "--exclude", "0751")
    done = select("--write", *pin, "--by", "styregruppen", "--because", "Aftalt i regionen")
    written, then = done.err.splitlines()
    assert (done.code, written) == (0, f"Beslutningsprotokollen er skrevet: {RECORD}")
    assert then.endswith(f"samskab decision decide {RECORD}")
    record = (home / RECORD).read_text(encoding="utf-8")
    by = 'by: "styregruppen"}\n'
    own = f'overrides:\n  - {{applicant: "varde", action: "pin", why: "Kystbyerne skal være med", {by}'
    assert f'{own}  - {{applicant: "aarhus", action: "exclude", why: "Aftalt i regionen", {by}selection:\n' in record
    assert told("decision", "verify", str(home / RECORD)).code == 0


@pytest.mark.parametrize(
    ("pin", "why", "option"), [("Varde", "for 010170-1234", "because"), ("Varde=010170-1234", "x", "pin")]
)
def test_a_cpr_number_never_gets_into_a_record(select, home: Path, pin: str, why: str, option: str) -> None:
    done = select("--write", "--pin", pin, "--by", "styregruppen", "--because", why)
    assert done.code == 1
    assert "1234" not in done.out + done.err
    assert f"Intet er skrevet, for der står et CPR-nummer i det, I skrev med --{option}." in done.err
    assert not (home / HOME / "decisions").exists()


def test_a_dirty_work_tree_is_refused_unless_told(told, select, home: Path) -> None:
    path = f"{HOME}/applications/odense.yaml"
    edit(home, path, "status: submitted", "status:  submitted")
    done = select("--write")
    assert done.code == 1
    assert f"1 fil, som beslutningen bygger på, er ikke gemt i git, fx {path}." in done.err
    assert not (home / HOME / "decisions").exists()
    assert select("--write", "--allow-dirty").code == 0
    assert "  dirty: true\n" in (home / RECORD).read_text(encoding="utf-8")
    assert told("decision", "verify", str(home / RECORD)).code == 0


@pytest.mark.slow
def test_files_that_git_does_not_hold_are_dirty_too(select, home: Path) -> None:
    git(home, "rm", "-q", "--cached", f"{HOME}/applications/odense.yaml")
    (home / ".gitignore").write_text("odense.yaml\n", encoding="utf-8")
    git(home, "commit", "-q", "-m", "y")
    done = select("--write")
    assert (done.code, "applications/odense.yaml" in done.err) == (1, True)


@pytest.mark.slow
def test_what_a_choice_does_not_rest_on_may_be_dirty(select, home: Path) -> None:
    (home / "notes.txt").write_text("x", encoding="utf-8")
    edit(home, "data/venues.yaml", "schema: samskab/venues@1", "schema:  samskab/venues@1")
    assert select("--write").code == 0
    assert "dirty:" not in (home / RECORD).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_repository_without_git_is_dirty(select, home: Path) -> None:
    (home / ".git").rename(home.parent / "gone")
    assert select("--write").code == 1
    assert select("--write", "--allow-dirty").code == 0
    assert "commit:" not in (home / RECORD).read_text(encoding="utf-8")


def test_a_record_is_never_overwritten(select, home: Path) -> None:
    assert select("--write").code == 0
    before = (home / RECORD).read_bytes()
    commit(home)
    done = select("--write", "--seed", "another", "--by", "styregruppen", "--because", "x")
    assert (done.code, done.err.startswith(f"Der er allerede et forslag: {RECORD}. ")) == (1, True)
    assert (home / RECORD).read_bytes() == before
    (home / RECORD).write_bytes(before.replace(b'status: "proposed"', b'status: "decided"'))
    commit(home)
    assert "En beslutning bliver ikke overskrevet" in select("--write").err


@pytest.mark.parametrize(("seed", "words"), [("", "Værdien til --seed er tom"), ("  ", "Der mangler et lodtal")])
def test_without_a_seed_there_is_no_lot(select, seed: str, words: str) -> None:
    done = select("--seed", seed)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(words)


def test_a_programme_without_a_seed_says_so(told, home: Path) -> None:
    edit(home, f"{HOME}/programme.yaml", "\n    seed: lottotal 2026-04-25", "")
    done = told("select", KEY)
    assert (done.code, done.err[:22]) == (2, "Der mangler et lodtal ")
    assert told("select", KEY, "--seed", "x").code == 0
    edit(home, f"{HOME}/programme.yaml", "    on: 2026-04-25", "    on: 2026-05-02")
    early = told("select", KEY)
    assert (early.code, early.err.partition(",")[0]) == (1, "Der trækkes først lod den 2. maj 2026")
    assert "--freeze" in early.err
    assert told("select", KEY, "--freeze").code == 0
    assert "--freeze" not in told("select", KEY).err


@pytest.mark.parametrize("seed", ["a\nb", "a\x1b[31m", "a\udcff"])
def test_a_seed_is_a_line_that_can_be_read(select, seed: str) -> None:
    assert select("--seed", seed) == (2, "", "--seed skal have tekst på én linje, uden usynlige tegn.\n")


def test_a_programme_that_takes_everyone_chooses_nobody(told, home: Path) -> None:
    edit(home, f"{HOME}/programme.yaml", "  municipalities: {min: 4, max: 4}", "  everyone: true")
    done = told("select", KEY)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"I programmet {KEY} bliver ingen udvalgt")


@pytest.mark.parametrize("words", [(), ("--freeze",)])
def test_a_programme_without_rules_says_where_they_are_written(told, home: Path, words: tuple[str, ...]) -> None:
    file = home / HOME / "programme.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("selection:")] + text[text.index("steps:") :], encoding="utf-8")
    done = told("select", KEY, *words)
    assert (done.code, done.out) == (1, "")
    assert f"Skriv dem i {HOME}/programme.yaml under selection" in done.err


def test_mistakes_that_a_choice_would_rest_on_stop_it(select, home: Path) -> None:
    edit(home, f"{HOME}/assessments/odense.yaml", "scores: {maal: ", "scores: {maal: 9")
    done = select()
    assert done.code == 1
    assert f"{HOME}/assessments/odense.yaml:" in done.out
    assert done.err == "Udvælgelsen bygger på data med 1 fejl, som skal rettes først:\n"


def spoilt(record: Path) -> None:
    record.write_text(record.read_text(encoding="utf-8") + "x: [\n", encoding="utf-8")


def misnamed(record: Path) -> None:
    record.rename(record.with_suffix(".yml"))


def linked(record: Path) -> None:
    record.symlink_to(record.rename(record.parents[4] / "elsewhere"))


@pytest.mark.parametrize(("change", "code"), [(spoilt, "SK022"), (misnamed, "SK092"), (linked, "SK050")])
def test_a_record_that_cannot_be_read_stops_a_new_choice(
    told, select, home: Path, change: Callable[[Path], None], code: str
) -> None:
    assert select("--write").code == 0
    change(home / RECORD)
    for words in ((), ("--why", "Odense"), ("--write",)):
        done = select(*words)
        assert (done.code, code in done.out + done.err) == (1, True)
    assert told("report", KEY).code == 1
    assert "Ret fejlene" in told("status", KEY).out


def test_a_mistake_beside_the_choice_stops_nobody(select, home: Path) -> None:
    edit(home, "data/venues.yaml", "schema: samskab/venues@1", "schema: samskab/venues@1\nnoget: andet")
    assert select().code == 0


@pytest.mark.slow
def test_invented_applications_are_marked_in_every_form(select, home: Path) -> None:
    mark = "ansøgningerne er opdigtede, og ingen kommune er valgt eller fravalgt."
    rows = select("--format", "csv").out.splitlines()[1:]
    assert [mark in line for line in rows] == [True] * 11
    for words in ((), ("--format", "markdown"), ("--why", "Odense")):
        assert select(*words).out.count(mark) == 1
    assert json.loads(select("--format", "json").out)["decision"]["demonstration"] is True
    for file in (home / HOME / "applications").glob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("demonstration: true\n", ""), encoding="utf-8")
    for words in ((), ("--format", "markdown"), ("--why", "Odense"), ("--format", "csv")):
        assert "Demonstration" not in select(*words).out


def test_names_from_data_are_never_code(select, home: Path) -> None:
    path = f"{HOME}/applications/odense.yaml"
    name = "=cmd|'/c calc'!A1 <b>[x](http://x.example)*y*|::error::"
    edit(
        home, path, "applicant: {municipalities: ['0461']}", f'applicant: {{municipalities: ["0461"], name: "{name}"}}'
    )
    rows = list(csv.reader(io.StringIO(select("--format", "csv").out.lstrip("\ufeff"), newline=""), delimiter=";"))
    assert len(rows) == 12
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    marked = select("--format", "markdown").out
    assert not [raw for raw in ("<b>", "[x]", "*y*", "http://x", "::error") if raw in marked]
    (head,) = (line for line in marked.splitlines() if line.startswith("| Kommune |"))
    assert all(line.count("|") in {0, head.count("|")} for line in marked.splitlines() if "cmd" in line)


def test_no_control_character_reaches_the_screen(select, home: Path) -> None:
    edit(
        home, f"{HOME}/programme.yaml", "seed_source: {da: En opdigtet lodtrækning",
        'seed_source: {da: "En \\e[31mrød\\e[0m \\u202Elodtrækning"',
    )  # fmt: skip
    for form in ("text", "csv", "markdown", "json"):
        done = select("--format", form)
        bad = [c for c in done.out + done.err if (ord(c) < 32 and c not in "\r\n") or c == "\u202e" or c == "\x7f"]
        assert bad == [], form


def unassessed(home: Path) -> None:
    (home / HOME / "assessments" / "varde.yaml").unlink()
    commit(home)


def test_who_is_not_assessed_stops_the_choice_until_it_is_decided_to_go_on(select, home: Path) -> None:
    unassessed(home)
    done = select("--write")
    assert done.code == 1
    assert "applications/varde.yaml:3:5: SK346 Ansøgningen er ikke vurderet." in done.err + done.out
    assert f"samskab form {KEY} --assessments" in done.err.partition("--leave-out")[0]
    assert "--leave-out" in done.err
    assert not (home / RECORD).exists()
    for words in (("--leave-out", "Varde"), ("--leave-out", "Varde", "--by", "styregruppen"), ("--leave-out", "x=y")):
        assert select(*words).code == 2
    assert select("--leave-out", "Odense=x", "--by", "styregruppen").err.startswith("Ansøgningen fra Odense er i orden")
    assert select("--leave-out", "Morsø=x", "--by", "styregruppen").code == 2


@pytest.mark.parametrize("who", sampled(["Varde=Nåede det ikke", "unassessed=Nåede det ikke"], 2))
def test_going_on_without_one_stands_in_the_record(select, home: Path, who: str) -> None:
    unassessed(home)
    done = select("--leave-out", who, "--by", "styregruppen", "--write", "--format", "json")
    assert done.code == 0, done.err
    decision = json.loads(done.out)["decision"]
    assert decision["overrides"] == [
        {"applicant": "varde", "action": "leave-out", "why": "Nåede det ikke", "by": "styregruppen"}
    ]
    left = {one["applicant"]: one for one in decision["left_out"]}
    assert (left["varde"]["state"], left["varde"]["facts"]["da"]) == (
        "unassessed", "Ansøgningen er ikke vurderet.",
    )  # fmt: skip
    assert "varde" not in {one["key"] for one in decision["field"]["candidates"]}
    answer = select("--why", "Varde", "--leave-out", who, "--by", "styregruppen").out
    assert answer.startswith("Ansøgningen fra Varde er ikke vurderet færdig")
    assert "er truffet af styregruppen. Grunden er: Nåede det ikke" in " ".join(answer.split())


def test_an_incomplete_application_stops_the_choice(select, home: Path) -> None:
    edit(home, f"{HOME}/applications/varde.yaml", "{timer: true, netvaerk: true}", "{timer: true}")
    done = select()
    assert done.code == 1
    assert "SK332" in done.err + done.out
    assert cohort(select("--leave-out", "incomplete", "--by", "x", "--because", "y", "--format", "json")) == COHORT


def test_a_renamed_criterion_stops_the_choice_once(select, home: Path) -> None:
    """The applicants have nothing to mend, so leaving them out is no way on."""
    edit(home, f"{HOME}/programme.yaml", "{id: forankring,", "{id: rodfaeste,")
    done = select()
    assert (done.code, done.out.count(" SK")) == (1, 1)
    assert "SK268" in done.out
    assert "--leave-out" not in done.err


def test_before_the_deadline_nothing_is_written_unless_somebody_decided_it(told, home: Path) -> None:
    early = ("--today", "2026-04-15")
    assert told(*early, "select", KEY).code == 0
    done = told(*early, "select", KEY, "--write", "--allow-dirty")
    assert (done.code, "--early" in done.err) == (1, True)
    assert not list((home / HOME).glob("decisions/*"))
    assert told(*early, "select", KEY, "--write", "--early").code == 2
    words = ("--write", "--early", "--by", "styregruppen", "--because", "Alle har svaret", "--format", "json")
    overrides = json.loads(told(*early, "select", KEY, *words).out)["decision"]["overrides"]
    assert [(one["action"], one["why"], one["by"]) for one in overrides] == [
        ("early", "Alle har svaret", "styregruppen")
    ]


@pytest.mark.slow
def test_before_the_day_of_the_lot_nothing_is_written(select, home: Path) -> None:
    edit(home, f"{HOME}/programme.yaml", "    on: 2026-04-25", "    on: 2026-05-02")
    commit(home)
    assert select("--write").code == 1
    edit(home, f"{HOME}/programme.yaml", "    on: 2026-05-02", "    on: 2026-05-01")
    commit(home)
    assert select("--write").code == 0


@pytest.mark.parametrize(("status", "said"), [("cancelled", "aflyst"), ("closed", "afsluttet")])
def test_a_programme_that_is_over_is_not_chosen_from(select, home: Path, status: str, said: str) -> None:
    edit(home, f"{HOME}/programme.yaml", "status: published", f"status: {status}\nstatus_note: {{da: Slut.}}")
    done = select()
    assert (done.code, said in done.err) == (1, True)


def test_nobody_to_choose_is_an_answer_and_no_fault(select, home: Path) -> None:
    for path in (home / HOME / "applications").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace(
            "status: submitted", "status: withdrawn\nwithdrawn: {on: 2026-03-01, why: Andet}"
        )
        path.write_text(text, encoding="utf-8")
    done = select()
    assert done.code == 1
    assert "\n\nIngen af ansøgningerne kan vælges.\n" in done.out
    assert "Odense: trukket tilbage" in done.out
    assert json.loads(select("--format", "json").out)["status"] == "nobody_stands"
    for folder in ("applications", "assessments"):
        for path in (home / HOME / folder).glob("*.yaml"):
            path.unlink()
    assert select()[:2] == (1, "Ingen har søgt, så der er ikke nogen at vælge.\n")


def test_fewer_than_the_least_is_said_first(select) -> None:
    done = select("--size", "8")
    assert done.code == 1
    first, _, _ = done.out.partition("Ingen deltagerkreds kan opfylde alle regler på én gang.")
    assert first.endswith("\nDer skal vælges mindst 8, men kun 7 kan vælges.\n\n")
    assert "- Morsø: kom efter fristen. Fristen var " in done.out


def test_a_municipality_that_did_not_apply_gets_an_answer(select, home: Path) -> None:
    done = select("--why", "Frederiksberg")
    assert (done.code, done.out.startswith("Frederiksberg har ikke søgt.\n"), done.err) == (0, True, "")
    assert json.loads(select("--why", "0147", "--format", "json").out)["did_not_apply"] == [
        {"code": "0147", "name": "Frederiksberg"}
    ]
    assert select("--pin", "Frederiksberg") == (2, "", "Frederiksberg har ikke søgt.\n")
    outside = 'intake:\n  outside: [{municipality: "0147", why: {da: Har sin egen plan.}}]\n'
    edit(home, f"{HOME}/programme.yaml", "intake:\n", outside)
    said = "Frederiksberg har ikke søgt. Frederiksberg står uden for programmet: Har sin egen plan.\n"
    assert select("--why", "Frederiksberg").out.startswith(said)


def test_who_is_put_in_or_kept_out_is_told_its_own_reason(select) -> None:
    words = (
        "--pin",
        "Varde=Kystbyerne skal være med",
        "--exclude",
        "0751=Har selv bedt om at vente",
        "--exclude",
        "0461",
    )
    why = select(*words, "--why", "Aarhus").out
    assert (why.count("Har selv bedt om at vente."), "Kystbyerne" in why) == (1, False)
    assert "særskilt. Kystbyerne skal være med." in select(*words, "--why", "Varde").out
    assert select(*words, "--why", "Odense").out.count("Der er ikke angivet nogen grund.") == 1
    assert select(*words, "--because", "Aftalt", "--why", "Odense").out.count("Aftalt.") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--what-if", "size=7"),
        pytest.param(("--size", "7"), marks=pytest.mark.slow),
        pytest.param(("--what-if", "geografi=none"), marks=pytest.mark.slow),
    ],
)
def test_a_supposed_case_is_marked_in_every_format(select, words: tuple[str, ...]) -> None:
    mark = "Tænkt tilfælde ("
    assert select(*words).out.startswith(mark)
    assert select(*words, "--format", "markdown").out.startswith(f"**{mark}")
    _, *lines = csv.reader(select(*words, "--format", "csv").out.lstrip("\ufeff").splitlines(), delimiter=";")
    assert lines
    assert all(line[-1].startswith(mark) for line in lines)
    assert select(*words, "--why", "Aarhus").out.startswith(mark)
    document = json.loads(select(*words, "--format", "json").out)
    assert document["status"] == "what-if"
    assert not {"id", "seal", "seals", "status", "schema"} & document["decision"].keys()
    real = json.loads(select("--format", "json").out)["decision"]["cohort"]
    supposed = document["decision"]["cohort"]
    assert set(document["what_if"]["into"]) == set(supposed) - set(real)
    assert set(document["what_if"]["out"]) == set(real) - set(supposed)
    assert json.loads(select(*words, "--why", "all", "--format", "json").out)["status"] == "what-if"


def test_where_nothing_fits_an_applicant_still_gets_an_answer(select) -> None:
    words = ("--what-if", "geografi.min=6", "--size", "9", "--why", "Aarhus")
    done = select(*words)
    assert done.code == 1
    assert "Demonstration: " in done.out
    changes, outlook = " ".join(done.out.split("\n")).split("Det ville ændringerne betyde for Aarhus: ")
    document = json.loads(select(*words, "--format", "json").out)
    assert document["demonstration"]
    (asked,) = document["outlooks"]
    assert asked["applicant"] == "aarhus"
    assert (
        len(asked["seats"])
        == len(document["singles"]) + len(document["combinations"])
        == outlook.partition("Ikke med i feltet")[0].count("  - ")
    )
    assert "stemt" not in changes


@pytest.mark.parametrize("state", sampled(["withdrawn", "unassessed"], 2))
def test_a_conflict_of_interest_in_one_that_is_left_out_stops_nothing(select, home: Path, state: str) -> None:
    place = home / HOME / "assessments" / "varde.yaml"
    conflict = "conflicts:\n  - {by: sekretariat, why: Har for nylig arbejdet i kommunen.}\n"
    place.write_text(place.read_text(encoding="utf-8") + conflict, encoding="utf-8", newline="\n")
    if state == "withdrawn":
        withdrawn = "status: withdrawn\nwithdrawn: {on: 2026-03-01, why: Andet}\n"
        edit(home, f"{HOME}/applications/varde.yaml", "status: submitted\n", withdrawn)
    commit(home)
    words = () if state == "withdrawn" else ("--leave-out", "Varde=Ingen kan bedømme", "--by", "styregruppen")
    assert cohort(select(*words, "--format", "json")) == COHORT
    if state == "unassessed":
        assert "SK357" in select().out


@pytest.mark.parametrize("left", sampled([1, 0], 2))
def test_why_is_answered_also_when_too_few_or_none_can_be_chosen(select, home: Path, left: int) -> None:
    gone = "status: withdrawn\nwithdrawn: {on: 2026-03-01, why: Andet}\n"
    for key in ["aalborg", "aarhus", "bornholm", "lolland", "thisted", "varde", "odense"][: 7 - left]:
        edit(home, f"{HOME}/applications/{key}.yaml", "status: submitted\n", gone)
    commit(home)
    done = select("--why", "Odense")
    assert done.code == 1
    answer = (
        "Odense kan vælges, men ingen deltagerkreds kan opfylde alle regler."
        if left
        else "Odense har trukket sin ansøgning tilbage. Det skete den 1. marts 2026."
    )
    assert answer in done.out
    assert "Demonstration" in done.out
    assert select("--why", "Aalborg", "--format", "json").code == 1
