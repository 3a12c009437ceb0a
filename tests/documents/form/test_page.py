"""The form's page: one file without requests, whose rules find what `validate` finds, in the same words."""

from __future__ import annotations

import json
import random  # noqa: TID251  # a seed makes the applications
import re
import shutil
import subprocess
from html import unescape
from typing import Any

import pytest

from samskab.check.rules.application.answers import LEFT_OVER
from samskab.check.run import CODES, check_application
from samskab.documents.form.form_words import form_content
from samskab.documents.form.page import PageRules, form_page, page_codes, page_data
from samskab.documents.static_page import _LAYOUT
from samskab.model.application import Application
from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.record import plain_values
from samskab.yaml.catalogue import load_language
from samskab.yaml.dump import YamlWriter
from samskab.yaml.records import read_record
from tests.form_programme import KEY, TODAY, form_repo, made_form

CORE = _LAYOUT / "form_check.js"
RUN = """
const core = require(process.argv[1]);
const { form, cases } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(each => ({ found: core.check(form, each), yaml: core.yaml(each) }))));
"""
NOT_IN_PAGE = {"SK350", "SK702", "SK703"}
"""Rules of one application that the page does not check: conditions, and personal data in a text."""
PAGE_CODES = page_codes()
RULES = PageRules({code: CODES[code].severity.value for code in PAGE_CODES}, LEFT_OVER, 12)
WORDS = [
    "mænd",
    "[Udfyld",
    "naboer",
    "=1+1",
    "xXx",
    "<b>",
    "ældre",
    "# nej",
    "'",
    '"',
    "\\",
    "a: b",
    "- x",
    "Ø",
    "😀",
]


def programme() -> Programme:
    return form_repo().data.programmes[KEY]


def test_the_page_asks_for_nothing_and_runs_its_own_script_only() -> None:
    page = made_form("html").decode()
    assert re.findall(r"(?:src|href|action)=", page) == []
    assert "http://" not in page.replace("http://www.w3.org", "")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert unescape(policy[1]).startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src 'sha256-" in unescape(policy[1])
    assert "unsafe" not in policy[1]


def test_no_text_of_a_programme_is_markup_or_script() -> None:
    bad = "</script><script>alert(1)</script><img src=x onerror=alert(1)> ${1} {{ 7*7 }}"
    values = {name: getattr(programme(), name) for name in Programme.__struct_fields__}
    hostile = Programme(**values | {"title": Words(da=bad), "commitments_intro": Words(da=bad)})
    language = load_language("da")
    page = form_page(form_content(form_repo().data, hostile, language, TODAY), RULES, language, bad).decode()
    assert page.count("<script") == 2
    assert "<img" not in page
    data = re.search(r'id="form-data">(.*?)</script>', page)
    assert data is not None
    assert bad in json.loads(data[1])["title"]


def test_every_control_has_a_name_for_those_who_do_not_see_it() -> None:
    page = made_form("html").decode().partition("<template")[0]
    labelled = set(re.findall(r'<label for="([^"]+)"', page))
    ids = re.findall(r'<(?:select|textarea|input) id="([^"]+)" name', page)
    assert len(ids) > 10
    assert set(ids) == labelled
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("count", [30, pytest.param(500, marks=pytest.mark.slow)])
def test_page_and_validate_agree(count: int) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    language, data = load_language("da"), form_repo().data
    form = page_data(form_content(data, programme(), language, TODAY), RULES, language)
    form["seats_needed"] = _seats()
    cases = [_application(random.Random(seed)) for seed in range(count)]
    given = json.dumps({"form": form, "cases": cases})
    done = subprocess.run(
        [node, "-e", RUN, str(CORE)], input=given.encode(), capture_output=True, check=True, timeout=60
    )
    seen = set()
    for case, answer in zip(cases, json.loads(done.stdout), strict=True):
        record = _record(YamlWriter().text(case))
        ours = check_application(data, record, TODAY)
        assert {each.code for each in ours} <= {*PAGE_CODES, *NOT_IN_PAGE}
        wanted = sorted(
            (each.code, each.field, language.say(each.code, **each.values)) for each in ours if each.code in PAGE_CODES
        )
        assert sorted((each["code"], each["field"], each["sentence"]) for each in answer["found"]) == wanted
        assert plain_values(_record(answer["yaml"])) == plain_values(record)
        seen |= {each.code for each in ours}
    assert count < 100 or seen >= {*PAGE_CODES}


def _seats() -> int | None:
    schedule = form_repo().data.schedule(KEY)
    return schedule.hosting.seats if schedule and schedule.hosting else None


def _record(text: str) -> Application:
    read = read_record(text.encode(), f"data/programmes/{KEY}/applications/0461-odense.yaml")
    assert read.findings == (), text
    assert isinstance(read.record, Application)
    return read.record


def _text(chance: random.Random) -> str:
    most = chance.choice([0, 1, 2, 4, 30, 99, 100, 101, 400])
    words = (
        chance.choice(WORDS) if chance.random() < 0.06 else chance.choice(("vi", "går", "ture")) for _ in range(most)
    )
    return chance.choice([" ", "\n", "  "]).join(words).strip()


def _maybe(chance: random.Random, *values: Any) -> Any:
    return chance.choice([None, *values])


def _application(chance: random.Random) -> dict[str, Any]:
    """An application as the page can save it."""
    answers: dict[str, Any] = {
        "maal": _text(chance) or None,
        "lokalomraade": _text(chance) or None,
        "form": _maybe(chance, "gaatur", "spisning"),
        "grupper": chance.sample(["boern", "unge", "aeldre"], chance.randrange(4)) or None,
        "borgere": _maybe(chance, 1, 5, 2000, 2001, 1234567),
        "budget": _maybe(chance, True, False),
    }
    commitments: dict[str, Any] = {key: _maybe(chance, True, False) for key in ("timer", "netvaerk", "mandat")}
    if commitments["mandat"] is not None and chance.random() < 0.6:
        commitments["mandat"] = {"accepted": commitments["mandat"], "text": _text(chance) or "ja"}
    people = [
        {"role": chance.choice(["leader", "staff"]), "person": f"p-0461{letter}"}
        for letter in "bcdefg"[: chance.randrange(7)]
    ]
    hosting = {
        "willing": chance.random() < 0.7,
        "seats": _maybe(chance, -1, 0, 8, 40),
        "not_on": chance.sample(["2026-09-15", "2026-09-16"], chance.randrange(3)) or None,
        "note": _maybe(chance, "xxx", "Sal"),
    }
    given: dict[str, Any] = {
        "schema": "samskab/application@1",
        "id": "0461-odense",
        "programme": KEY,
        "applicant": {"municipalities": ["0461"]},
        "status": "submitted",
        "received": {"at": "2026-02-01T10:00+01:00", "via": "web"},
        "contact": _maybe(chance, "p-0461a"),
        "contact_title": _maybe(chance, "Chef"),
        "participants": people,
        "counts": {"agent": count} if (count := _maybe(chance, 0, 4, 5, 8, 9)) is not None else {},
        "local_area": _maybe(chance, {"name": "Vollsmose"}, {"name": "[indsæt]"}),
        "partners": _maybe(chance, [{"name": "Boligforeningen"}, {"name": "XXX"}]),
        "hosting": _maybe(chance, {key: value for key, value in hosting.items() if value is not None}),
        "answers": {key: value for key, value in answers.items() if value is not None},
        "commitments": {key: value for key, value in commitments.items() if value is not None},
    }
    return {key: value for key, value in given.items() if value is not None}
