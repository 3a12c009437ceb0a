"""Help and wrong use in both languages, shared options, exit codes, and the output after a fault of the program."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from samskab.cli import main
from samskab.cli.app import COMMANDS, load_command, options_given, program
from samskab.cli.commands import rule
from samskab.cli.session import Session, run_language
from samskab.packaged import packaged_path
from samskab.report.escape import shell_word
from samskab.yaml.catalogue import Catalogue

DANISH = Catalogue(packaged_path("phrases/da"))
SRC = Path(main.__file__).parent
GROUPS = {name: tuple(getattr(load_command(name), "commands", ())) for name in COMMANDS}
EVERY_COMMAND = [*COMMANDS, *(f"{name} {second}" for name in COMMANDS for second in GROUPS[name])]


def test_help_and_version_succeed_in_both_languages(samskab) -> None:
    danish, english = samskab("--help"), samskab("--help", "--lang", "en")
    assert (danish.returncode, english.returncode) == (0, 0)
    assert b"Brug:" in danish.stdout
    assert b"Usage:" in english.stdout
    for name in COMMANDS:
        assert f"\n│ {name} " in danish.stdout.decode()
    assert samskab("--version").stdout == b"samskab 0.1.0\n"


@pytest.mark.parametrize("name", EVERY_COMMAND)
def test_every_command_explains_itself_without_a_word_of_the_library(samskab, name: str) -> None:
    done = samskab(*name.split(), "--help")
    assert done.returncode == 0
    told = done.stdout.decode()
    assert told.startswith(f"Brug: samskab {name} ")
    assert not re.search(r"Usage|Options|Show this message|default:|\[required\]", told)
    assert not [line for line in told.splitlines() if len(line) > 100]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["vaildate"], "Mente I validate?"),
        (["noget"], "findes ikke"),
        (["validate", "--formatt", "text"], "Mente I --format?"),
        (["validate", "--format", "xml"], "--format kan være text, concise"),
        (["validate", "--format"], "mangler en værdi"),
        (["status", "a", "b"], "flere ord"),
        (
            ["set", "x"],
            "Der mangler noget: FELT.\nBrug: samskab set [VALG] FIL FELT VÆRDI [FELT VÆRDI...]\nSe hvordan:",
        ),
        (["decision", "decide", "x.yaml"], "Valget --by skal med.\nBrug: samskab decision decide [VALG] FIL --by HVEM"),
        (["new", "application", "--programm", "x"], "Mente I --programme?\nSe hvordan: samskab new application --help"),
        (["validate", "--lang", "sv"], "--lang kan være da eller en."),
        (["validate", "--today"], "mangler en værdi eller har fået en for meget.\nSe hvordan: samskab validate --help"),
        (["new", "noget"], "programme, application, assessment eller meeting"),
        (["validate", "--today", "31-01-2014"], "skal være en dato"),
        (["-x"], "findes ikke"),
        (["validate", "-C", "ingenting"], "Mappen"),
        (["validate"], "intet datarepositorium"),
        (["validate", "ingen.yaml"], "findes ikke"),
    ],
)
def test_wrong_use_is_reported_in_danish_on_stderr_with_2(samskab, words: list[str], sentence: str) -> None:
    done = samskab(*words)
    assert done.returncode == 2
    assert done.stdout == b""
    assert sentence in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_what_a_person_typed_is_disarmed_before_it_is_shown_again(samskab) -> None:
    done = samskab("\x1b[31mrød\u202e")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert "\u202e" not in done.stderr.decode()


def test_shared_options_stand_before_or_after_the_command(samskab, repo: Path) -> None:
    before = samskab("-C", str(repo), "--lang", "en", "--today", "2014-01-15", "validate", "--format", "json")
    after = samskab("validate", "--format", "json", "-C", str(repo), "--lang", "en", "--today", "2014-01-15")
    assert before.stdout == after.stdout
    assert before.returncode == after.returncode


def test_the_language_is_the_given_then_the_repository_then_the_machine(tmp_path: Path) -> None:
    (tmp_path / "samskab.yaml").write_text("language: en # engelsk\n")
    english, danish = {"LANG": "en_GB.UTF-8"}, {"LANG": "da_DK.UTF-8"}
    assert run_language("da", tmp_path, {}) == "da"
    assert run_language("", tmp_path, danish) == "en"
    assert run_language("", Path("/"), english) == "en"
    assert run_language("", Path("/"), {"LANG": "C"}) == "da"
    assert run_language("sv", Path("/"), {}) == "da"


def test_a_command_in_a_sentence_has_the_options_that_this_run_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session({"LANG": "C"})
    assert session.sentence("status.step.validate").endswith(": samskab validate")
    place = tmp_path / "to ord"
    session.settle({"repo": place, "today": date(2026, 3, 7), "lang": "da", "verbose": True})
    typed = session.sentence("status.step.validate")
    assert typed.endswith(f': samskab validate -C "{place}" --today 2026-03-07')
    session.settle({"lang": "en"})
    assert session.sentence("status.step.validate").endswith(": samskab validate --lang en")
    (tmp_path / "samskab.yaml").write_text("language: da\n")  # a path in a sentence begins at the repository
    (tmp_path / "data" / "x").mkdir(parents=True)
    for folder in ("data/x", ".", "data"):
        session.settle({"repo": tmp_path / folder})
        assert session.sentence("status.step.validate").endswith(f": samskab validate -C {shell_word(str(tmp_path))}")
    monkeypatch.chdir(tmp_path / "data" / "x")
    session.settle({})
    assert session.sentence("status.step.validate").endswith(f"-C {shell_word(str(Path('..', '..')))}")
    session.enter(tmp_path / "other")  # of a file that was named
    assert session.sentence("status.step.validate").endswith(f"-C {shell_word(str(Path('..', '..', 'other')))}")
    led = [DANISH[key] for key in DANISH if key.startswith(("status.", "choice.next."))]
    assert not [sentence for sentence in led if "samskab " in sentence and "{run}" not in sentence]


def test_the_given_language_is_the_option_then_the_environment() -> None:
    session = Session({"SAMSKAB_LANG": "en"})
    assert session.code == "en"
    session.settle({"lang": "da"})
    assert session.code == "da"


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("-C a validate", {"repo": Path("a")}),
        ("validate --repo=b --lang en", {"repo": Path("b"), "lang": "en"}),
        ("nothing -Cc --unknown x --debug", {"repo": Path("c"), "debug": True}),
        ("set -- -C x", {}),
        ("validate --lang sv -q", {"quiet": True}),
        ("validate --today i-morgen --lang", {}),
        ("", {}),
    ],
)
def test_shared_options_are_read_from_any_line_however_wrong(line: str, options: dict[str, object]) -> None:
    assert options_given(program(), line.split()) == options


def test_an_option_that_is_the_value_of_another_is_not_taken_for_itself(samskab, repo: Path) -> None:
    done = samskab("select", "naboskab-2026", "-C", str(repo), "--seed", "-q", "--today", "2026-04-27", "--lang", "en")
    assert b"Proposed cohort" in done.stdout


@pytest.mark.parametrize("name", [name for name in COMMANDS if GROUPS[name]])
def test_a_command_with_a_second_word_lists_them(samskab, name: str) -> None:
    page = samskab(name, "--help").stdout.decode()
    assert [second for second in GROUPS[name] if not re.search(rf"^│ {second}  +\w", page, re.MULTILINE)] == []
    alone = samskab(name)
    assert alone.returncode == 2
    assert all(second in alone.stderr.decode() for second in GROUPS[name])


def test_help_is_asked_for_in_four_ways(samskab) -> None:
    page = samskab("decision", "verify", "--help").stdout
    assert samskab("help", "decision", "verify").stdout == page
    assert samskab("decision", "verify", "-h").stdout == page
    assert samskab("help").stdout == samskab().stdout == samskab("--help").stdout
    assert samskab("help", "decision", "vrify").returncode == 2


def test_what_must_be_given_stands_in_the_usage_line_and_at_its_option(samskab) -> None:
    page = samskab("new", "application", "--help", "--lang", "en").stdout.decode()
    assert page.startswith("Usage: samskab new application [OPTIONS] --municipality MUNICIPALITY\n")
    assert page.count("Required.") == 1


def test_every_module_of_a_command_is_in_the_table() -> None:
    """A module beside them without a command is a part of one."""
    begin = re.compile(r"^(def command\(|commands\b.* = )", re.MULTILINE)
    found = {f.stem for f in (SRC / "commands").rglob("*.py") if begin.search(f.read_text(encoding="utf-8"))}
    assert found == set(COMMANDS)


def test_a_fault_of_our_own_is_one_line_with_70_and_details_only_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("hemmeligt: 251248-9996")

    monkeypatch.setattr(rule, "codes_like", broken)
    assert main.run(["rule", "SK104"]) == 70
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "RuntimeError" in told
    assert "--debug" in told
    assert "hemmeligt" not in told
    assert main.run(["rule", "SK104", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_fault_is_a_sentence_also_when_the_catalogue_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreadable(*_: object, **__: object) -> str:
        raise ValueError

    monkeypatch.setattr(main.Session, "sentence", unreadable)
    monkeypatch.setattr(main, "enter", unreadable)
    assert main.run(["validate"]) == 70
    told = capsys.readouterr().err
    assert told.startswith("samskab stopped (ValueError tests.cli.test_main:")
    assert told.endswith("). It cannot read its own sentences. Install samskab again.\n")


@pytest.mark.parametrize(
    ("stop", "code", "said"),
    [(KeyboardInterrupt, 130, "Afbrudt.\n"), (BrokenPipeError, 141, ""), (main.Terminated, 143, "")],
)
def test_a_run_that_is_stopped_says_so_by_its_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stop: type[BaseException], code: int, said: str
) -> None:
    def stopped(*_: object) -> int:
        raise stop

    monkeypatch.setattr(main, "enter", stopped)
    monkeypatch.setattr(main.terminal, "silence", lambda: None)
    monkeypatch.setenv("SAMSKAB_LANG", "da")
    assert main.run(["validate"]) == code
    assert capsys.readouterr().err == said


def test_only_one_place_asks_the_machine_for_the_day() -> None:
    asking = []
    for file in SRC.parent.rglob("*.py"):
        if not re.search(r"\b(date|datetime|time)\s*\.\s*(now|today|utcnow)\b", file.read_text(encoding="utf-8")):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in {"now", "today", "utcnow"}
                and isinstance(node.ctx, ast.Load)
            ):
                owner = node.value
                if isinstance(owner, ast.Name) and owner.id in {"date", "datetime", "time"}:
                    asking.append(file.name)
    assert asking == ["session.py"]


@pytest.mark.parametrize(
    ("env", "today"),
    [
        ({"SAMSKAB_TODAY": "2018-02-01"}, "2018-02-01"),
        ({"SAMSKAB_TODAY": "", "SOURCE_DATE_EPOCH": "1391212800"}, "2014-02-01"),
    ],
)
def test_the_day_comes_from_outside(samskab, repo: Path, env: dict[str, str], today: str) -> None:
    done = samskab("status", "--format", "json", "-C", str(repo), env=env)
    assert f'"today": "{today}"'.encode() in done.stdout
    assert samskab("status", "-C", str(repo), env={"SAMSKAB_TODAY": "i morgen"}).returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        ("render", "rejection", "--for", ""),
        ("render", "rejection", "--for="),
        ("render", "--out", ""),
        ("status", "--today", ""),
        ("-C", "", "status"),
        ("init", ""),
        ("set", "samskab.yaml", "", "x"),
    ],
)
def test_an_empty_word_is_refused(samskab, repo: Path, words: tuple[str, ...]) -> None:
    before = sorted(repo.rglob("*"))
    done = samskab(*words, cwd=repo, env={"SAMSKAB_LANG": "en"})
    assert (done.returncode, b"empty" in done.stderr) == (2, True)
    assert sorted(repo.rglob("*")) == before


def test_a_number_that_is_out_of_range_is_told_which_can_be_used(samskab, repo: Path) -> None:
    done = samskab("select", "--size", "0", cwd=repo, env={"SAMSKAB_LANG": "en"})
    assert (done.returncode, b"from 1 to" in done.stderr) == (2, True)
