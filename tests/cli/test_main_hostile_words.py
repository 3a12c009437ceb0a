"""Whatever words a person writes on the command line: never a fault of our own (70), never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.program import called

WORD = "<word>"
HOME = "data/programmes/naboskab-2026"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("init", WORD),
    ("new", "programme", WORD),
    ("new", "programme", "ny-2030", "--from", WORD),
    ("new", "programme", "ny-2030", "--today", WORD),
    ("new", "application", "--municipality", WORD),
    ("new", "meeting", WORD),
    ("intake", WORD),
    ("validate", WORD),
    ("validate", "--programme", WORD),
    ("validate", "--select", WORD),
    ("validate", "--output", WORD),
    ("rule", WORD),
    ("set", WORD, "id", "x"),
    ("set", f"{HOME}/programme.yaml", WORD, "x"),
    ("set", f"{HOME}/programme.yaml", "title.da", WORD),
    ("status", WORD),
    ("select", WORD),
    ("select", "naboskab-2026", "--seed", WORD),
    ("decision", "verify", WORD),
    ("decision", "withdraw", WORD, WORD, "--because", "x"),
    ("decision", "decide", WORD, "--by", WORD),
    ("schedule", "release", WORD),
    ("template", "check", WORD),
    ("render", WORD),
    ("render", "receipt", "--for", WORD, "--to", "txt"),
    ("render", "receipt", "--programme", WORD),
    ("render", "receipt", "--for", "Lolland", "--to", "txt,html", "--out", WORD),
    ("render", "receipt", "--to", WORD),
    ("render", "invitation", "--meeting", WORD),
    ("outbox", "add", WORD),
    ("schema", "--output", WORD),
    ("help", WORD),
    ("-C", WORD, "status"),
    ("--today", WORD, "status"),
    (WORD,),
)
HOSTILE = ("", "x" * 300, "a/" * 400, "con", "251248-9996", "../..", "9999-12-31", "0001-01-01", "A\u030a", "\udcff")
ODD = ("9007199254740993", "{navn}", "%s", "\u202e", "\x1b[31m", "-", "--", "/", ".", "samskab.yaml", HOME)
SPELLED = st.one_of(
    st.sampled_from(
        (*HOSTILE, "9007199254740993", "{navn}", "%s", "\u202e", "\x1b[31m", "-", "--", "samskab.yaml", HOME)
    ),
    st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30),
)


def run(repo: Path, command: tuple[str, ...], word: str) -> None:
    done = called([word if each == WORD else each for each in command], repo)
    assert done.returncode in {0, 1, 2}, done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("word", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_word_is_a_fault_of_our_own(repo: Path, command: tuple[str, ...], word: str) -> None:
    run(repo, command, word)


@pytest.mark.slow
@given(command=st.sampled_from(COMMANDS), word=SPELLED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_spelling_is_a_fault_of_our_own(tmp_path: Path, command: tuple[str, ...], word: str) -> None:
    place = tmp_path / "repo"
    shutil.rmtree(place, ignore_errors=True)
    copied(GOLDEN, place)
    run(place, command, word)


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (("init", WORD), "x" * 300),
        (("validate", "--programme", WORD), "x" * 300),
        (("render", "receipt", "--for", "Lolland", "--to", "txt,html", "--out", WORD), "x" * 300),
        (("decision", "withdraw", "x", WORD, "--because", "x"), ""),
        (("new", "programme", "ny-2030", "--today", WORD), "9999-12-31"),
        (("init", "ny", "--today", WORD), "9999-12-31"),
        (("set", WORD, "id", "x"), "/"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else value[:10],
)
def test_the_words_that_were_faults_of_our_own(repo: Path, command: tuple[str, ...], word: str) -> None:
    run(repo, command, word)


@pytest.mark.parametrize("key", ["con", "nul", "aux", "com1", "lpt9", "251248-9996"])
def test_no_file_is_made_that_validate_would_refuse(repo: Path, key: str) -> None:
    done = called(["new", "programme", key], repo)
    assert done.returncode == 2
    assert key.encode() not in done.stderr or not key[0].isdigit()
    assert not (repo / "data" / "programmes" / key).exists()


def test_a_name_of_two_characters_for_one_is_the_same_name(repo: Path) -> None:
    shutil.rmtree(repo / HOME / "assessments")
    done = called(["new", "application", "--municipality", "A\u030arhus"], repo)
    assert "findes ikke" not in done.stderr.decode()
    assert done.returncode in {0, 1}


def test_what_the_system_refuses_is_said_in_the_language_of_the_session(repo: Path) -> None:
    for language, words in (("da", "navnet er for langt"), ("en", "the name is too long")):
        done = called(["init", "x" * 300, "--lang", language], repo)
        assert done.returncode == 1
        assert words in done.stderr.decode()
