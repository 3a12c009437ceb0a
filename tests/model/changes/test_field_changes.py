"""What changed between two records: every changed field once, and nothing that a file's form changes."""

from __future__ import annotations

import pytest

from samskab.model.changes.field_changes import FieldChange, changed_fields
from samskab.model.record import Record
from samskab.yaml.records import read_record

APPLICATION = "data/programmes/naboskab-2026/applications/lolland.yaml"
SCHEDULE = "data/programmes/naboskab-2026/schedule.yaml"
PROGRAMME = "data/programmes/naboskab-2026/programme.yaml"
FORM = """\
schema: samskab/application@1
id: lolland
programme: naboskab-2026
applicant: {municipalities: ['0360', '0376']}
status: submitted
participants:
  - {role: leader, title: Leder}
  - {role: agent, title: Første}
  - {role: agent, title: Anden}
answers:
  maal: |
    Et mål.
  themes: [naboskab, mad]
commitments: {timer: true}
"""
MEETINGS = """\
schema: samskab/schedule@1
programme: naboskab-2026
meetings:
  - {id: dag-1, kind: course_day, title: {da: Første}, date: 2026-03-01, dates: [2026-03-01, 2026-03-02]}
  - {id: dag-2, kind: course_day, title: {da: Anden}, date: 2026-04}
"""
RULES = """\
schema: samskab/programme@1
id: naboskab-2026
title: {da: Naboskab}
status: draft
period: {start: 2026-03}
senders: [en-afsender, en-anden]
intake: {kind: application}
capacity: {municipalities: {max: 20}}
questions:
  - {id: maal, title: {da: Mål}}
  - {id: omraade, title: {da: Område}}
payments:
  - {what: {da: Rejse}, paid_by: municipality}
  - {what: {da: Mad}, paid_by: programme}
selection:
  aims: [{kind: score}, {kind: deviation, by: [region]}, {kind: deviation, by: [group]}]
"""
KEY_TO_TEXT = {"application": (APPLICATION, FORM), "schedule": (SCHEDULE, MEETINGS), "programme": (PROGRAMME, RULES)}


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("application", "status: submitted\n", 'status: "submitted"   # indsendt\n'),
        ("application", "id: lolland\n", "\n\nid: lolland\n"),
        ("application", "    Et mål.\n", "    Et mål.   \n\n"),
        ("application", "[naboskab, mad]", "[mad, naboskab]"),
        ("application", "'0360', '0376'", "'0376', '0360'"),
        ("application", "{timer: true}", "{timer: {accepted: true}}"),
        ("application", "  - {role: agent, title: Første}\n  - {role: agent, title: Anden}\n",
         "  - {role: agent, title: Anden}\n  - {role: agent, title: Første}\n"),
        ("schedule", "[2026-03-01, 2026-03-02]", "[2026-03-02, 2026-03-01]"),
        ("programme", "  - {what: {da: Rejse}, paid_by: municipality}\n  - {what: {da: Mad}, paid_by: programme}\n",
         "  - {what: {da: Mad}, paid_by: programme}\n  - {what: {da: Rejse}, paid_by: municipality}\n"),
    ],
)  # fmt: skip
def test_the_form_of_a_file_changes_nothing(kind: str, old: str, new: str) -> None:
    path, text = KEY_TO_TEXT[kind]
    assert old in text
    assert changed_fields(_record(path, text), _record(path, text.replace(old, new))) == ()


@pytest.mark.parametrize(
    ("kind", "old", "new", "change"),
    [
        ("application", "submitted", "withdrawn", ("status", (), "submitted", "withdrawn")),
        ("application", "Et mål", "To mål", ("answers.maal", (), "Et mål.\n", "To mål.\n")),
        ("application", "  themes: [naboskab, mad]\n", "", ("answers.themes", (), ("naboskab", "mad"), None)),
        ("application", "[naboskab, mad]", "[naboskab]", ("answers.themes", (), ("naboskab", "mad"), ("naboskab",))),
        ("application", "timer: true", "timer: {accepted: true, text: Ja}", ("commitments.timer.text", (), None, "Ja")),
        ("application", "timer: true", "timer: {accepted: false}", ("commitments.timer.accepted", (), True, False)),
        ("application", "title: Anden", "title: Tredje",
         ("participants[2].title", ("agent",), "Anden", "Tredje")),
        ("schedule", "date: 2026-04", "date: {tbd: true, decide_by: 2026-02-01}", ("meetings[1].date", ("dag-2",))),
        ("schedule", "title: {da: Anden}", "title: {da: Anden, en: Second}",
         ("meetings[1].title.en", ("dag-2",), None, "Second")),
        ("programme", "max: 20", "max: 21", ("capacity.municipalities.max", (), 20, 21)),
        ("programme", "paid_by: municipality", "paid_by: host", ("payments[0].paid_by", ("",), "municipality", "host")),
        ("programme", "[en-afsender, en-anden]", "[en-anden, en-afsender]", ("senders", ())),
    ],
)  # fmt: skip
def test_each_change_is_one_field(kind: str, old: str, new: str, change: tuple[object, ...]) -> None:
    path, text = KEY_TO_TEXT[kind]
    assert old in text
    found = changed_fields(_record(path, text), _record(path, text.replace(old, new)))
    assert [one[: len(change)] for one in found] == [change]


def test_an_item_that_is_taken_out_leaves_the_others_unchanged() -> None:
    (change,) = changed_fields(_record(SCHEDULE, MEETINGS), _record(SCHEDULE, _without(MEETINGS, "dag-1")))
    assert (change.field, change.items, change.after) == ("meetings[0]", ("dag-1",), None)


def test_another_order_of_the_questions_is_one_change() -> None:
    lines = RULES.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if "id: maal" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    found = changed_fields(_record(PROGRAMME, RULES), _record(PROGRAMME, "".join(lines)))
    assert found == (FieldChange("questions", (), ("maal", "omraade"), ("omraade", "maal"), moved=True),)


def test_an_aim_of_another_kind_is_one_that_went_and_one_that_came() -> None:
    after = RULES.replace("{kind: score}", "{kind: seats}")
    found = changed_fields(_record(PROGRAMME, RULES), _record(PROGRAMME, after))
    assert [(one.field, one.before is None, one.after is None) for one in found] == [
        ("selection.aims[0]", True, False),
        ("selection.aims[0]", False, True),
    ]


def _record(path: str, text: str) -> Record:
    read = read_record(text.encode(), path)
    assert read.record is not None, read.findings
    return read.record


def _without(text: str, word: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if word not in line)
