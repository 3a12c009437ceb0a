"""What a path leads to: fields, parts below them, or the step that leads nowhere."""

from __future__ import annotations

import pytest

from samskab.report.field_reference.lookup import Explained, UnknownStep, explained
from samskab.yaml.catalogue import load_language

ENGLISH = load_language("en")


@pytest.mark.parametrize(
    ("path", "shown", "fields", "parts"),
    [
        ("programme", "programme", 0, 1),
        ("programme.selection.rules", "programme.selection.rules", 1, 12),
        ("programme.selection.rules.quota", "programme.selection.rules.quota", 0, 1),
        ("programme.selection.rules[3].by", "programme.selection.rules.by", 1, 0),
        ("programme.selection.rules.quota.values.hovedstaden.min", None, 1, 0),
        ("meetings[2].venue", "schedule.meetings.venue", 1, 2),
        ("participants[m1].role", "application.participants.role", 1, 0),
        ("tbd", "tbd", 0, 1),
        ("programme.title.da", "programme.title.da", 1, 0),
        ("programme.selection.rules.of", "programme.selection.rules.of", 2, 0),
    ],
)
def test_a_path_leads_to_its_fields_and_parts(path: str, shown: str | None, fields: int, parts: int) -> None:
    found = explained(path, ENGLISH)
    assert isinstance(found, Explained)
    assert found.path == (shown or path)
    assert (len(found.fields), len(found.parts)) == (fields, parts)


@pytest.mark.parametrize(
    ("path", "step", "near"),
    [
        ("programm.intake", "programm", ("programme",)),
        ("programme.intake.rund", "rund", ("rounds",)),
        ("programme.title.da.x", "x", ()),
        ("meetings", "meetings", ("release.meetings", "schedule.meetings")),
        ("", "", ()),
        ("...", "...", ()),
        ("0", "0", ()),
    ],
)
def test_a_step_that_leads_nowhere_is_named_with_what_is_near(path: str, step: str, near: tuple[str, ...]) -> None:
    found = explained(path, ENGLISH)
    assert isinstance(found, UnknownStep)
    assert (found.step, found.near) == (step, near)
