"""`samskab validate`: which files it checks, its output, its exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.program import called

APPLICATION = "data/programmes/{programme}/applications/{name}"


@pytest.fixture
def broken(repo: Path) -> Path:
    """A repository with two mistakes in one file; gives back the file."""
    file = repo / "data" / "venues.yaml"
    file.write_text(
        "schema: samskab/venues@1\nvenues:\n  - id: Forkert Nøgle\n    name: Et sted\n    city: 0101\n",
        encoding="utf-8",
    )
    return file


def test_a_clean_repository_ends_with_0_and_says_how_much_was_read(samskab, repo: Path) -> None:
    done = samskab("validate", "--ignore", "SK1,SK2,SK3,SK4,SK5,SK6,SK7,SK9", cwd=repo)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Alt er i orden: ")


def test_every_mistake_has_file_line_column_and_code(samskab, repo: Path, broken: Path) -> None:
    done = samskab("validate", "--format", "concise", "data/venues.yaml", cwd=repo)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert [line.split(" ")[:2] for line in lines] == [
        ["data/venues.yaml:3:9:", "SK047"],
        ["data/venues.yaml:5:11:", "SK035"],
    ]


def test_a_path_narrows_what_is_told(samskab, repo: Path, broken: Path) -> None:
    assert samskab("validate", "--select", "SK0", "data/senders.yaml", cwd=repo).returncode == 0
    assert samskab("validate", "--select", "SK0", "data", cwd=repo).returncode == 1
    assert samskab("validate", "--select", "SK0", str(repo), cwd=repo.parent).returncode == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_does_not_exist_hides_nothing(samskab, repo: Path, broken: Path, option: str) -> None:
    done = samskab("validate", option, "SK0,XX", cwd=repo)
    assert done.returncode == 2
    assert b"'XX'" in done.stderr


def test_codes_are_chosen_by_their_beginning(samskab, repo: Path, broken: Path) -> None:
    def codes(*words: str) -> set[str]:
        told = json.loads(samskab("validate", "data/venues.yaml", "--format", "json", *words, cwd=repo).stdout)
        return {one["code"] for one in told["diagnostics"]}

    assert codes("--select", "sk035") == {"SK035"}
    assert codes("--ignore", "SK035") == {"SK047"}
    assert codes("--select", "SK035,SK047") == {"SK035", "SK047"}
    assert codes("--select", "SK035", "--ignore", "SK035") == set()


def test_exit_zero_tells_and_passes(samskab, repo: Path, broken: Path) -> None:
    done = samskab("validate", "--exit-zero", "--format", "json", cwd=repo)
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "findings"


def test_a_warning_fails_only_under_strict(samskab, repo: Path) -> None:
    told = json.loads(samskab("validate", "--format", "json", cwd=repo).stdout)
    warnings = {one["code"] for one in told["diagnostics"] if one["severity"] == "warning"}
    if not warnings:
        pytest.skip("the golden repository has no warning on this day")
    code = min(warnings)
    chosen = {one["severity"] for one in told["diagnostics"] if one["code"] == code}
    assert samskab("validate", "--select", code, cwd=repo).returncode == ("error" in chosen)
    assert samskab("validate", "--select", code, "--strict", cwd=repo).returncode == 1


def test_a_result_goes_into_a_file_whole(samskab, repo: Path, broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "reports" / "found.sarif"
    done = samskab("validate", "--format", "sarif", "--output", str(out), cwd=repo)
    assert (done.returncode, done.stdout) == (1, b"")
    assert json.loads(out.read_bytes())["version"] == "2.1.0"
    assert list(out.parent.iterdir()) == [out]
    refused = samskab("validate", "--output", str(tmp_path), cwd=repo)
    assert refused.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there a colon names a drive")
def test_a_file_name_that_other_systems_cannot_have_is_refused_with_what_is_wrong_in_it(samskab, repo: Path) -> None:
    done = samskab("--lang", "da", "validate", "--output", "a:b", cwd=repo)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "'a:b' kan ikke bruges: et filnavn må ikke have kolon eller omvendt skråstreg.\n"
    assert not (repo / "a:b").exists()


def test_a_file_outside_any_repository_is_checked_by_its_own_word(samskab, tmp_path: Path) -> None:
    file = tmp_path / "alene.yaml"
    file.write_text("schema: samskab/venues@1\nvenues:\n  - {id: et-sted, name: Et sted, city: 0101}\n")
    done = samskab("validate", "alene.yaml")
    assert done.returncode == 1
    assert b"alene.yaml:3:40: SK035" in done.stdout
    file.write_text("schema: samskab/venues@1\nvenues:\n  - {id: et-sted, name: Et sted, city: Aarhus}\n")
    assert samskab("validate", str(file)).returncode == 0


def test_files_of_two_repositories_are_not_mixed(samskab, repo: Path, tmp_path: Path) -> None:
    (tmp_path / "alene.yaml").write_text("schema: samskab/venues@1\nvenues: []\n")
    done = samskab("validate", "repo/data/venues.yaml", "alene.yaml")
    assert done.returncode == 2


def test_ci_changes_nothing_by_itself(samskab, repo: Path, broken: Path) -> None:
    usual = samskab("validate", cwd=repo)
    ci = samskab("validate", cwd=repo, env={"CI": "true", "GITHUB_ACTIONS": "true"})
    assert usual.stdout == ci.stdout


@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl", "github", "sarif", "junit", "markdown", "rdjson"])
def test_no_cpr_number_is_ever_repeated(samskab, tmp_path: Path, form: str) -> None:
    (tmp_path / "b.yaml").write_text(
        "schema: samskab/venues@1\nvenues:\n  - {id: 251248-9996, name: 251248-9996, city: '2512489996'}\n"
    )
    done = samskab("validate", "b.yaml", "--format", form)
    assert done.returncode == 1
    told = (done.stdout + done.stderr).replace(b"-", b"")
    assert b"2512489996" not in told
    assert b"SK701" in done.stdout


def test_an_unknown_programme_is_wrong_use_and_names_those_there_are(samskab, repo: Path) -> None:
    done = samskab("validate", "--programme", "ingen", cwd=repo)
    assert done.returncode == 2
    known = sorted(p.name for p in (repo / "data" / "programmes").iterdir())
    assert known[0].encode() in done.stderr


def test_quiet_writes_the_last_line_alone(samskab, repo: Path, broken: Path) -> None:
    done = samskab("validate", "-q", "--select", "SK0", "data/venues.yaml", cwd=repo)
    assert done.returncode == 1
    assert len(done.stdout.decode().splitlines()) == 1
    assert done.stdout.startswith(b"2 fejl (")


def test_a_level_keeps_the_exit_code(samskab, repo: Path) -> None:
    words = ("validate", "--strict", "--format", "json", "--level")
    told = {level: samskab(*words, level, cwd=repo) for level in ("error", "info")}
    assert told["error"].returncode == told["info"].returncode
    severities = {one["severity"] for one in json.loads(told["error"].stdout)["diagnostics"]}
    assert "info" not in severities


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.json", "{"), ("a.sarif", "{"), ("a.md", "## "), ("a.xml", "<?xml"), ("a.txt", "data/"), ("a.log", "data/")],
)
def test_the_ending_of_a_file_gives_the_format(samskab, repo: Path, broken: Path, name: str, begins: str) -> None:
    assert samskab("validate", "--output", name, cwd=repo).returncode == 1
    assert (repo / name).read_text(encoding="utf-8").startswith(begins)


def test_a_programme_given_as_a_file_is_led_to_its_option(repo: Path) -> None:
    done = called(("--lang", "da", "validate", "naboskab-2026"), repo)
    assert done.returncode == 2
    assert done.stderr.decode().rstrip().endswith("samskab validate --programme naboskab-2026")
