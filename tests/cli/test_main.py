"""The front door: help and wrong use in both languages, exit codes, and what becomes of a fault of our own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from samskab.cli.language import chosen_language, given_place

from samskab.cli import main
from samskab.cli.app import command_names, commands_of

SRC = Path(main.__file__).parent


def test_help_and_version_succeed_in_both_languages(samskab) -> None:
    danish, english = samskab("--help"), samskab("--help", "--lang", "en")
    assert (danish.returncode, english.returncode) == (0, 0)
    assert b"Brug:" in danish.stdout
    assert b"Usage:" in english.stdout
    for name in command_names():
        assert f"\n  {name} ".encode() in danish.stdout
    assert samskab("--version").stdout == b"samskab 0.1.0\n"


@pytest.mark.parametrize("name", [full for name in command_names() for full in commands_of(name)])
def test_every_command_explains_itself_without_a_word_of_the_library(samskab, name: str) -> None:
    done = samskab(*name.split(), "--help")
    assert done.returncode == 0
    told = done.stdout.decode()
    assert told.startswith(f"Brug: samskab {name} ")
    assert not re.search(r"Usage|Options|Show this message|default:|\[required\]", told)
    assert not [line for line in told.splitlines() if len(line) > 100]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["vaildate"], "Mente I validate?"),
        (["noget"], "findes ikke"),
        (["validate", "--formatt", "text"], "Mente I --format?"),
        (["validate", "--format", "xml"], "--format kan være text, concise"),
        (["validate", "--format"], "mangler en værdi"),
        (["rule", "SK104", "SK105"], "flere ord"),
        (["set", "x"], "Der mangler noget: FIELD"),
        (["new", "noget"], "programme, application eller meeting"),
        (["validate", "--today", "31-01-2014"], "skal være en dato"),
        (["-x"], "findes ikke"),
        (["validate", "-C", "ingenting"], "Mappen"),
        (["validate"], "intet datarepositorium"),
        (["validate", "ingen.yaml"], "findes ikke"),
    ],
)
def test_wrong_use_is_told_in_danish_on_stderr_with_2(samskab, words: list[str], said: str) -> None:
    done = samskab(*words)
    assert done.returncode == 2
    assert done.stdout == b""
    assert said in done.stderr.decode()
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


def test_the_language_is_the_given_then_the_environment_then_the_repository_then_the_machine(tmp_path: Path) -> None:
    (tmp_path / "samskab.yaml").write_text("language: en # engelsk\n")
    english, danish = {"LANG": "en_GB.UTF-8"}, {"LANG": "da_DK.UTF-8"}
    assert chosen_language(["--lang", "da"], {"SAMSKAB_LANG": "en"}, tmp_path) == "da"
    assert chosen_language(["--lang=da"], {}, tmp_path) == "da"
    assert chosen_language([], {"SAMSKAB_LANG": "da"}, tmp_path) == "da"
    assert chosen_language([], danish, tmp_path) == "en"
    assert chosen_language([], english, Path("/")) == "en"
    assert chosen_language([], {"LANG": "C"}, Path("/")) == "da"
    assert chosen_language(["--lang", "sv"], {}, Path("/")) == "da"


def test_the_folder_is_found_before_the_command_is_known() -> None:
    assert given_place(["-C", "a", "validate"]) == "a"
    assert given_place(["validate", "--repo=b"]) == "b"
    assert given_place(["set", "--", "-C", "x"]) is None
    assert given_place([]) is None


def test_a_fault_of_our_own_is_one_line_with_70_and_details_only_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("hemmeligt: 251248-9996")

    monkeypatch.setattr(main, "enter", broken)
    assert main.run(["validate"]) == 70
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "RuntimeError" in told
    assert "--debug" in told
    assert "hemmeligt" not in told
    assert main.run(["validate", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 141), (main.Terminated, 143)])
def test_a_run_that_is_stopped_says_so_by_its_code_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stop: type[BaseException], code: int
) -> None:
    def stopped(*_: object) -> int:
        raise stop

    monkeypatch.setattr(main, "enter", stopped)
    monkeypatch.setattr(main.terminal, "silence", lambda: None)
    assert main.run(["validate"]) == code
    assert capsys.readouterr().err == ""


def test_only_one_place_asks_the_machine_for_the_day() -> None:
    asking = []
    for file in SRC.parent.rglob("*.py"):
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
