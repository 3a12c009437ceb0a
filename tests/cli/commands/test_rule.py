"""`samskab rule`: a rule is found by its code, the beginning of one, or words in either language."""

from __future__ import annotations

import re

import pytest

from samskab.cli.commands.rule import codes_like


@pytest.mark.parametrize("word", ["SK031", "sk031", "031"])
def test_a_code_is_found_in_any_spelling(word: str) -> None:
    assert [code.code for code in codes_like([word])] == ["SK031"]


@pytest.mark.parametrize(("word", "beginning"), [("sk31", "SK31"), ("31", "SK31"), ("SK0", "SK0")])
def test_the_beginning_of_a_code_gives_all_that_begin_so(word: str, beginning: str) -> None:
    found = [code.code for code in codes_like([word])]
    assert len(found) > 1
    assert all(code.startswith(beginning) for code in found)


def test_several_codes_are_listed() -> None:
    assert [code.code for code in codes_like(["SK311", "sk104"])] == ["SK104", "SK311"]


@pytest.mark.parametrize("words", ["frist", "deadline", "FRISTEN", "kom efter fristen", "came after"])
def test_words_are_looked_for_in_the_sentences_of_both_languages(words: str) -> None:
    assert "SK311" in [code.code for code in codes_like(words.split())]


def test_letters_of_danish_may_be_spelt_out() -> None:
    assert codes_like(["aendret"]) == codes_like(["ændret"]) != ()


def test_words_that_no_sentence_has_are_looked_for_in_the_explanations() -> None:
    assert [code.code for code in codes_like(["forlængelse", "gælder,"])] == ["SK311"]


def test_the_hits_are_a_list_in_the_language_of_the_run(samskab) -> None:
    shown = samskab("rule", "deadline", "--lang", "da").stdout.decode()
    assert re.search(r"^SK311 +advarsel +Ansøgningen kom", shown, re.MULTILINE)


def test_words_that_stand_nowhere_are_refused(samskab) -> None:
    done = samskab("rule", "xyzzy", "og", "--lang", "da")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "'xyzzy og'" in done.stderr.decode()
