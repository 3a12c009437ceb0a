"""Shell completion: the answers to the shells, and the scripts by which they request them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import called, surroundings

PROGRAMME = "naboskab-2026"
Complete = Callable[[str], list[str]]


@pytest.fixture
def complete(repo: Path) -> Complete:
    """The completions of a line in bash; a space at its end begins a new word."""

    def ask(line: str) -> list[str]:
        place = len(line.split()) - (not line.endswith(" ")) + 1
        env = {"_SAMSKAB_COMPLETE": "complete_bash", "COMP_WORDS": f"samskab {line}", "COMP_CWORD": str(place)}
        done = called([], repo, env)
        assert done.returncode == 0
        assert done.stderr == b""
        return done.stdout.decode().split("\n")[:-1] if done.stdout.strip() else []

    return ask


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("se", ["set", "select"]),
        ("decision ", ["verify", "decide", "release", "withdraw"]),
        ("decision re", ["release"]),
        ("explain sen", ["senders"]),
        ("explain programme.intake.ro", ["programme.intake.rounds"]),
        ("explain programme.selection.rules.q", ["programme.selection.rules.quota"]),
        ("explain nowhere.x", []),
        ("help te", ["template"]),
        ("validate --se", ["--select"]),
        ("validate --la", ["--lang"]),
        ("validate --lang ", ["da", "en"]),
        ("validate --format s", ["summary", "sarif"]),
        ("select ", [PROGRAMME]),
        ("validate --programme n", [PROGRAMME]),
        ("new application --municipality Oden", ["Odense"]),
        ("new application --municipality oden", ["odense"]),
        ("new application --municipality 046", ["0461"]),
        ("new application --municipality Københ", ["København"]),
        ("new application --municipality koebenh", ["koebenhavn"]),
        (f"select {PROGRAMME} --pin 04", ["0400", "0461"]),
        (f"select {PROGRAMME} --pin Born", ["Bornholm"]),
        (f"select {PROGRAMME} --why al", ["all"]),
        ("rule SK10", [f"SK10{n}" for n in range(1, 10)]),
        ("validate --select SK3,SK111", ["SK3,SK111"]),
        ("validate --ignore S", [f"SK{n}" for n in range(10)]),
        ("render re", ["receipt", "rejection", "reminder"]),
        ("render --for sel", ["selected"]),
        ("render --to pdf,t", ["pdf,txt"]),
        ("schema app", ["application"]),
    ],
)
def test_a_line_goes_on_with(complete: Complete, line: str, words: list[str]) -> None:
    assert complete(line) == words


def test_meetings_tracks_and_decisions_are_those_of_the_programme(complete: Complete, repo: Path) -> None:
    schedule = (repo / "data/programmes" / PROGRAMME / "schedule.yaml").read_text(encoding="utf-8")
    meetings = complete("render --meeting ")
    assert meetings
    assert all(f"- id: {each}" in schedule for each in meetings)
    assert complete(f"render --programme {PROGRAMME} --meeting ") == meetings
    records = complete("decision verify ")
    assert [Path(each).parent.as_posix() for each in records] == [f"data/programmes/{PROGRAMME}/decisions"] * len(
        records
    )
    assert complete(f"decision withdraw {records[0]} Oden") == ["Odense"]
    assert complete(f"decision withdraw {records[0]} Odense --instead Born") == ["Bornholm"]


def test_the_shared_options_on_the_line_hold(complete: Complete, repo: Path, tmp_path: Path) -> None:
    outside = {"_SAMSKAB_COMPLETE": "complete_bash", "COMP_WORDS": f"samskab -C {repo} select ", "COMP_CWORD": "4"}
    assert called([], tmp_path, outside).stdout.decode().split() == [PROGRAMME]
    assert called([], tmp_path, outside | {"COMP_WORDS": "samskab select ", "COMP_CWORD": "2"}).stdout.strip() == b""


HOSTILE = [
    "a$(touch x)",
    "b`touch x`",
    "c'; touch x; '",
    'd"',
    "e\\$(touch x)",
    "f;touch x",
    "-g",
    "h i",
    "*",
    "j\u202e",
]


@pytest.mark.skipif(os.name != "posix", reason="names that Windows does not hold")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_name_that_a_shell_could_act_on_is_never_told(repo: Path, shell: str) -> None:
    for name in HOSTILE:
        shutil.copytree(repo / "data/programmes" / PROGRAMME, repo / "data/programmes" / name)
        shutil.copy(next(repo.glob("data/municipalities/*.yaml")), repo / "data/municipalities" / f"9999-{name}.yaml")
    (repo / "data/municipalities/0998-x.yaml").write_text("name: '$(touch x)'\n", encoding="utf-8")
    for line in ("select ", "new application --municipality ", "decision verify "):
        env = {
            "_SAMSKAB_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": f"samskab {line}",
            "COMP_CWORD": str(line.count(" ") + 1),
            "_TYPER_COMPLETE_ARGS": f"samskab {line}",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        done = called([], repo, env)
        assert done.stdout
        assert b"touch" not in done.stdout
        assert not set(done.stdout.decode().removeprefix("_arguments '*: :((").removesuffix("))'\n")) & set(
            "$`;\\*\u202e"
        )


def test_a_broken_repository_completes_nothing_and_says_nothing(complete: Complete, repo: Path) -> None:
    (repo / "data/programmes" / PROGRAMME / "schedule.yaml").write_bytes(b"meetings: [\xff")
    assert complete("render --meeting ") == []


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_by_the_script_that_is_installed_for_it(repo: Path, tmp_path: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None or os.name != "posix":
        pytest.skip(f"there is no {shell}")
    tools = tmp_path / "bin"
    tools.mkdir()
    command = tools / "samskab"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m samskab "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    env = surroundings({"HOME": str(tmp_path), "PATH": f"{tools}:{os.environ['PATH']}"})
    env.pop("XDG_CONFIG_HOME", None)

    def run(script: str) -> str:
        done = subprocess.run([program, "-c", script], cwd=repo, env=env, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.stdout

    assert shell in run("samskab --install-completion; true")
    assert "_SAMSKAB_COMPLETE" in run("samskab --show-completion; true")
    assert ASK[shell].count("{}") == 1
    assert run(ASK[shell].format("samskab select nabo")).split() == [PROGRAMME]
    assert run(ASK[shell].format("samskab decision re")).split() == ["release"]


@pytest.mark.slow
def test_the_first_tab_in_zsh_completes(repo: Path, tmp_path: Path) -> None:
    """What zsh loads at the first Tab is run as the function `_samskab`, with nothing defined before."""
    program = shutil.which("zsh")
    if program is None or os.name != "posix":
        pytest.skip("there is no zsh")
    env = surroundings({"HOME": str(tmp_path), "PATH": os.environ["PATH"]})
    tools = tmp_path / "samskab"
    tools.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m samskab "$@"\n', encoding="utf-8")
    tools.chmod(0o755)
    env["PATH"] = f"{tmp_path}:{env['PATH']}"
    script = (
        "samskab --install-completion > /dev/null; fpath+=~/.zfunc; autoload -Uz _samskab;"
        ' compdef() { true; }; _arguments() { eval "print -l ${1[7,-3]}"; };'
        " words=(samskab select nabo); CURRENT=3; _samskab; _samskab"
    )
    done = subprocess.run([program, "-c", script], cwd=repo, env=env, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [PROGRAMME, PROGRAMME]


ASK = {
    "bash": (
        "source ~/.bash_completions/samskab.sh; COMP_WORDS=({}); COMP_CWORD=2;"
        ' _samskab_completion samskab; printf "%s\\n" "${{COMPREPLY[@]}}"'
    ),
    "zsh": (
        'compdef() {{ true; }}; _arguments() {{ eval "print -l ${{1[7,-3]}}"; }};'
        " words=({}); CURRENT=3; source ~/.zfunc/_samskab; _samskab_completion"
    ),
    "fish": 'complete -C "{}"',
}
"""The command by which each shell requests the completions of a line, without a terminal."""
