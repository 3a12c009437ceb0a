"""A file with a mistake of shape gets every finding that does not depend on it, and none that is its consequence."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from samskab.check.rule import Rule
from samskab.check.run import CODES, RULES, check_application_partly, check_dataset_partly
from samskab.codes.declared import REPLACING
from samskab.finding import Finding
from samskab.model.application import Application
from samskab.usecases.validate.validate import datasets
from samskab.yaml.unknown import UNKNOWN, UnknownValueError
from tests.check.test_rule_examples import WITHOUT_EXAMPLE
from tests.example_files import example, golden_files, read_once
from tests.sampling import sampled

TODAY = date(2026, 3, 7)
LOLLAND = "data/programmes/naboskab-2026/applications/lolland.yaml"
OF_THE_BYTES = {"SK103", "SK516", "SK518"}
"""SK103 is waived in the golden repository; a decision compares the bytes of its inputs, whatever they say."""

_VALUE = re.compile(r"(?<=: )[^\s,{}\[\]|>#&*'\"][^,{}\[\]\n]*(?=[,}\n])")
_KEY = re.compile(r"(?<=[{ \n])[a-z_]+(?=: )")


def found(changed: Mapping[str, str]) -> list[Finding]:
    """The findings of the golden repository with these files in it, of shape and of rules."""
    texts = {**golden_files(), **changed}
    read = [read_once(text, path) for path, text in sorted(texts.items()) if path.endswith(".yaml")]
    whole, known = datasets(read, ())
    findings = [finding for result in read for finding in result.findings]
    for result in read:
        record = result.record or result.partial
        if isinstance(record, Application):
            is_whole = record is result.record
            findings += check_application_partly(whole, known, record, TODAY, is_whole=is_whole)
    findings += check_dataset_partly(whole, known, TODAY)
    return [finding for finding in findings if finding.code not in OF_THE_BYTES]


def changed(path: str, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Codes and fields of the findings after these changes to a golden file."""
    text = golden_files()[path]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return sorted((finding.code, finding.field) for finding in found({path: text}))


def test_a_mistake_of_shape_hides_no_other() -> None:
    changes = ("timer: true", "timer: ja"), ("role: leader", "role: projektleder"), ("contact: p-03601", "contact: Ida")
    codes = [("SK042", "commitments.timer"), ("SK070", "contact"), ("SK319", "participants[0].role")]
    assert changed(LOLLAND, *changes) == codes


def test_no_sentence_needs_an_unknown_value() -> None:
    condition = "  kind: application\n  conditions: [{id: x, of: area, min: 3}]\n"
    path = LOLLAND.replace("applications/lolland", "programme")
    assert changed(path, ("  kind: application\n", condition)) == [
        ("SK047", "intake.conditions[0].id"),
        ("SK247", "intake.conditions[0].of"),
    ]
    bounds = condition.replace("of: area, min: 3", "of: population, min: 3, max: 2")
    assert "SK248" not in {code for code, _ in changed(path, ("  kind: application\n", bounds))}


@pytest.mark.parametrize(("wrong", "code"), [("role: st\u200baff", "SK003"), ("role: leder, role: staff", "SK014")])
def test_what_a_mistake_of_characters_or_of_two_keys_touches_is_unknown(wrong: str, code: str) -> None:
    changes = ("role: leader", "role: chef"), ("role: staff", wrong)
    assert changed(LOLLAND, *changes) == [(code, ""), ("SK319", "participants[0].role")]


@pytest.mark.parametrize(
    ("path", "start", "end", "new"),
    sampled(
        (
            (path, match.start(), match.end(), new)
            for path, text in golden_files().items()
            if path.endswith(".yaml")
            for pattern, new in ((_VALUE, "[{x: y}]"), (_KEY, "zzz"))
            for match in pattern.finditer(text)
        ),
        every=211,
    ),
)
def test_a_mistake_of_shape_has_no_consequence(path: str, start: int, end: int, new: str) -> None:
    text = golden_files()[path]
    codes = {finding.code for finding in found({path: text[:start] + new + text[end:]})}
    is_of_shape = any(code.startswith("SK0") for code in codes)  # a free key is no mistake of shape
    assert not is_of_shape or {code for code in codes if not code.startswith("SK0")} == set()


@pytest.mark.parametrize(
    "rule",
    sampled((r for r in RULES if r.code not in WITHOUT_EXAMPLE and r.each != "text"), every=24),
    ids=lambda rule: str(rule.code),
)
def test_an_unknown_key_hides_no_rule(rule: Rule) -> None:
    files, marks = example(rule.about.fails)
    broken = {path: text if "/decisions/" in path else f"{text}zzz: [[1]]\n" for path, text in files.items()}
    places = {(f.span.path, max(f.span.line, 1), f.code) for f in found(broken)}
    assert {mark for mark in marks if mark[2] not in OF_THE_BYTES} <= places


@pytest.mark.parametrize(
    "use",
    [
        *(bool, str, len, iter, hash, int, float, abs),
        lambda value: value.name,
        lambda value: value == 1,
        lambda value: value > 1,
        lambda value: isinstance(value, str),
        lambda value: f"{value}",
        lambda value: max(date.max, value),
        lambda value: 1 in value,
        {1: 2}.get,
        lambda value: 1 + value,
    ],
)
def test_a_use_of_an_unknown_value_raises(use: Callable[[object], object]) -> None:
    with pytest.raises(UnknownValueError):
        use(UNKNOWN)


def test_there_is_one_unknown_value() -> None:
    assert pickle.loads(pickle.dumps((UNKNOWN,)))[0] is UNKNOWN


@pytest.mark.parametrize("code", sampled(sorted(REPLACING), 4))
def test_a_replacement_mends_the_mistake(code: str) -> None:
    files = {path: text for path, text in example(CODES[code].fails).files.items() if path.endswith(".yaml")}
    own = [finding for finding in found(files) if finding.code == code and finding.hint]
    for finding in own[:1]:
        path, line, start, end_line, end = finding.span
        assert end_line == line
        lines = files[path].split("\n")
        lines[line - 1] = lines[line - 1][: start - 1] + finding.hint + lines[line - 1][end - 1 :]
        left = found({**files, path: "\n".join(lines)})
        assert [each for each in left if (each.code, each.field) == (code, finding.field)] == []
