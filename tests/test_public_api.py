"""The four public calls as another program uses them: nothing but `samskab` is imported."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import samskab

REPOSITORY = Path(__file__).parent / "golden" / "repo"
PROGRAMME = "naboskab-2026"
TODAY = date(2026, 4, 27)
_NAMES = {"Path": Path, "Sequence": Sequence, "Literal": typing.Literal, "date": date}
"""Of the standard library in the types of the calls."""


@pytest.fixture(scope="module")
def repo() -> samskab.Repo:
    return samskab.load(REPOSITORY)


def test_load_gives_records_and_findings(repo: samskab.Repo) -> None:
    assert isinstance(repo, samskab.Repo)
    assert repo.findings == ()
    assert list(repo.data.programmes) == [PROGRAMME]
    assert samskab.load(str(REPOSITORY), programme="another").data.programmes == {}


def test_validate_takes_a_repository_or_its_path(repo: samskab.Repo) -> None:
    found = samskab.validate(repo, today=TODAY)
    assert all(isinstance(each, samskab.Finding) for each in found)
    assert found == samskab.validate(REPOSITORY, today=TODAY) == samskab.validate(str(REPOSITORY), today=TODAY)
    assert [each for each in found if each.severity is samskab.Severity.ERROR] == []


def test_validate_finds_a_mistake_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "samskab.yaml").write_text("schema: samskab/repository@1\norganisation: x\nlanguage: sv\n", "utf-8")
    found = samskab.validate(samskab.load(tmp_path), today=TODAY)
    assert ("samskab.yaml", 3) in {(each.span.path, each.span.line) for each in found}


def test_select_gives_a_proven_cohort(repo: samskab.Repo) -> None:
    found = samskab.select(repo, PROGRAMME, today=TODAY, seed="lot", size=5, pins=["Lolland"])
    assert isinstance(found, samskab.Draw)
    assert len(found.decision.cohort) == 5
    assert "lolland" in found.decision.cohort


def test_select_gives_the_conflict_when_no_cohort_keeps_the_rules(repo: samskab.Repo) -> None:
    found = samskab.select(repo, PROGRAMME, today=TODAY, seed="lot", size=7, excludes=["Lolland"])
    assert isinstance(found, samskab.NoCohort)


def test_render_gives_documents_in_memory(repo: samskab.Repo) -> None:
    made = samskab.render(
        repo, PROGRAMME, "invitation", recipients="Odense", to=["txt", "html"], today=date(2026, 2, 2)
    )
    assert isinstance(made, samskab.RenderResult)
    assert [(each.name, each.recipient, each.template, each.format) for each in made.documents] == [
        ("invitation-0461-odense.txt", "Odense Kommune", "invitation", "txt"),
        ("invitation-0461-odense.html", "Odense Kommune", "invitation", "html"),
    ]
    assert "Odense Kommune" in made.documents[0].content.decode()
    english = samskab.render(repo, PROGRAMME, "invitation", recipients="Odense", to="txt", language="en", today=TODAY)
    assert "Odense Kommune" in english.documents[0].content.decode()
    assert english.documents[0].content != made.documents[0].content


def test_render_gives_findings_and_no_document_when_something_is_wrong(repo: samskab.Repo) -> None:
    made = samskab.render(repo, PROGRAMME, "rejection", to="txt", today=TODAY)
    assert made.documents == ()
    assert [each.code for each in made.findings if each.severity is samskab.Severity.ERROR] == ["SK671"]


@pytest.mark.parametrize("asked", [{"programme": "another"}, {"template": "another"}, {"to": "xls"}])
def test_a_request_that_cannot_be_carried_out_is_refused(repo: samskab.Repo, asked: dict[str, str]) -> None:
    request = {"programme": PROGRAMME, "template": "invitation", "today": TODAY, **asked}
    with pytest.raises(samskab.Refusal):
        samskab.render(repo, **request)


def test_every_call_is_a_plain_function_with_full_types() -> None:
    for name in ("load", "validate", "select", "render"):
        call = getattr(samskab, name)
        assert inspect.isfunction(call)
        hints = typing.get_type_hints(call, _NAMES | {each: getattr(samskab, each) for each in samskab.__all__})
        assert hints.keys() == {*inspect.signature(call).parameters, "return"}
        assert call.__doc__


def test_every_name_that_is_promised_is_there() -> None:
    assert [name for name in samskab.__all__ if getattr(samskab, name, None) is None] == []
    with pytest.raises(AttributeError):
        samskab.nothing  # noqa: B018
