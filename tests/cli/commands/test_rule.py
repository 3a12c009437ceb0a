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


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("frist", "SK210"),
        ("deadline", "SK210"),
        ("deltager", "SK312"),
        ("stave", "SK231"),
        ("dato", "SK044"),
        ("kommune", "SK083"),
        ("lodtrækning", "SK543"),
        ("personnummer", "SK701"),
        ("møde", "SK401"),
        ("inhabil", "SK357"),
        ("venteliste", "SK261"),
        ("mail", "SK072"),
        ("score", "SK357"),
    ],
)
def test_a_clerk_finds_the_rule_by_a_word(word: str, code: str) -> None:
    assert code in {each.code for each in codes_like([word])}


def test_the_beginning_of_a_word_goes_before_its_inside() -> None:
    assert "SK047" not in {each.code for each in codes_like(["stave"])}  # "bogstaver"


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
