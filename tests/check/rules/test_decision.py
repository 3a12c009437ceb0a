"""A decision record is audited without a solver, and no byte of it can change unseen."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from samskab.check.rules.decision.decision import freeze_differs
from samskab.check.rules.decision.decision_reasons import reworded
from samskab.check.rules.decision.seals import record_changed
from samskab.check.run import RULES, check_dataset
from samskab.fairness.differences import Difference, differences
from samskab.fairness.seal import changed_parts, parts_of, sealed, sealed_text
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Event
from samskab.model.field_types import VagueDay, Words
from samskab.model.outbox import Outbox, Sending
from samskab.model.pool import ApplicantNoun
from samskab.model.selection import Bound, Quota
from samskab.usecases.load import load
from samskab.yaml.records import read_record
from tests.paths import GOLDEN

PATH = "data/programmes/naboskab-2026/decisions/2026-04-27.yaml"
TEXT = (GOLDEN / PATH).read_text(encoding="utf-8")
TODAY = date(2026, 5, 1)


@pytest.fixture
def decision() -> Decision:
    record = read_record(TEXT.encode(), PATH).record
    assert isinstance(record, Decision)
    return record


def codes(decision: Decision) -> list[str]:
    rules = [rule for rule in RULES if rule.code.startswith("SK5") and rule.each == "dataset"]
    return [f.code for rule in rules for f in rule.findings(Dataset([decision]), today=TODAY)]


def test_what_was_written_is_read_back_and_written_the_same(decision: Decision) -> None:
    assert sealed_text(decision) == TEXT
    assert sealed(decision) == decision
    assert codes(decision) == []
    assert list(changed_parts(TEXT.replace("\n", "\r\n"))) == []


@pytest.mark.parametrize("every", [61, pytest.param(1, marks=pytest.mark.slow)])
def test_every_changed_byte_is_noticed_in_its_part(every: int) -> None:
    content, place = TEXT.encode(), 0
    for part in parts_of(TEXT):
        for line in part.text.encode().splitlines(keepends=True):
            is_below_its_key = line.startswith(b" ") and part.key != "seals"
            for at in range(place + -place % every, place + len(line), every):
                changed = bytearray(content)
                changed[at] ^= 1 << at % 8
                noticed = [each.key for each in changed_parts(changed.decode(errors="replace"))]
                assert part.key in noticed if is_below_its_key and at > place else noticed, at
            place += len(line)
    assert place == len(content)
    assert [f.field for f in record_changed.findings(PATH, TEXT.replace("total: 6", "total: 5", 1), today=TODAY)][
        :1
    ] == ["rows"]


def test_a_record_without_seals_or_with_lines_after_them_is_noticed() -> None:
    assert [part.key for part in changed_parts("schema: x\n")] == ["schema", "seal"]
    assert [part.key for part in changed_parts(TEXT + "more: 1\n")] == ["more", "seal"]
    assert [part.key for part in changed_parts("")] == ["seal"]


def test_what_a_hand_changes_and_seals_again_is_still_seen(decision: Decision) -> None:
    other = replace(decision, cohort=("aalborg", *decision.cohort[1:-1], "thisted"))
    assert {"SK506", "SK509", "SK510"} <= set(codes(sealed(other)))
    score = replace(decision, aims=(replace(decision.aims[0], value=decision.aims[0].value + 1),))
    assert codes(sealed(score)) == ["SK506", "SK507"]
    first = decision.field.candidates[0]
    richer = replace(first, numbers={"score": first.numbers["score"] + 1})
    facts = replace(decision.field, candidates=(richer, *decision.field.candidates[1:]))
    assert "SK502" in codes(sealed(replace(decision, field=facts)))
    assert [f.hint for f in freeze_differs.findings(Dataset([decision]), today=TODAY)] == []


def test_reasons_are_made_again(decision: Decision) -> None:
    assert list(reworded(decision)) == []
    last = decision.reasons[-1]
    assert last.facts is not None
    softer = replace(last, facts=replace(last.facts, da="I var lige ved."))
    changed = replace(decision, reasons=(*decision.reasons[:-1], softer))
    assert list(reworded(changed)) == [len(decision.reasons) - 1]
    assert codes(changed) == ["SK515"]
    harder = replace(decision.grounds, rule=replace(decision.grounds.rule, da="Fordi."))
    assert codes(replace(decision, grounds=harder)) == ["SK518"]


@pytest.mark.parametrize(
    ("digests", "wanted"),
    [
        ({"a.yaml": "1", "b.yaml": "1"}, []),
        ({"a.yaml": "2", "b.yaml": "1"}, ["SK516"]),
        ({"a.yaml": "1"}, ["SK517"]),
    ],
)
def test_input_files_are_known_by_their_bytes(
    repository_of_the_record: Dataset, digests: dict[str, str], wanted: list[str]
) -> None:
    data = repository_of_the_record
    old = next(iter(data.all(Decision)))
    resting = replace(old, inputs={"a.yaml": "1", "b.yaml": "1"}).from_file(old.path, old.at)
    data = Dataset(data.with_instead(old, resting).records(), (), digests)
    assert [f.code for f in check_dataset(data, TODAY) if f.code in {"SK516", "SK517"}] == wanted


@pytest.fixture
def repository_of_the_record() -> Dataset:
    return load(GOLDEN).data


@pytest.mark.parametrize(
    ("today", "code"), [(date(2026, 10, 1), "SK517"), (date(2026, 11, 1), "SK562"), (None, "SK562")]
)
def test_what_was_promised_to_be_deleted_is_missing_as_a_note(
    repository_of_the_record: Dataset, today: date | None, code: str
) -> None:
    home = "data/programmes/naboskab-2026"
    gone = {f"{home}/{folder}/thisted.yaml" for folder in ("applications", "assessments")}
    left = without_files(repository_of_the_record, gone)
    found = {
        (f.code, f.severity) for f in check_dataset(left, today) if f.code.startswith("SK5") and f.span.path == PATH
    }
    assert found - {("SK516", Severity.INFO)} == {(code, Severity.ERROR if code == "SK517" else Severity.INFO)}


def test_an_application_under_another_name_has_not_been_deleted(repository_of_the_record: Dataset) -> None:
    data = repository_of_the_record
    one = next(each for each in data.applications("naboskab-2026") if each.id == "thisted")
    moved = replace(one).from_file(one.path.replace("thisted", "Thisted"), one.at)
    left = without_files(data, {one.path})
    left = Dataset([*left.records(), moved], (), left.digests)
    found = {each.code for each in check_dataset(left, date(2030, 1, 1)) if each.span.path == PATH}
    assert "SK517" in found
    assert "SK562" not in found


@pytest.mark.parametrize(
    ("today", "due"), [(date(2026, 11, 1), []), (date(2026, 12, 31), []), (date(2030, 1, 1), ["Thisted"])]
)
def test_one_who_waits_is_deleted_when_the_programme_is_over(
    repository_of_the_record: Dataset, today: date, due: list[str]
) -> None:
    data = with_a_real_one(repository_of_the_record, "thisted")
    named = [f.values["applications"] for f in check_dataset(data, today) if f.code == "SK556"]
    assert named == ([tuple(due)] if due else [])
    invented = [f for f in check_dataset(repository_of_the_record, today) if f.code == "SK556"]
    assert invented == []


def test_one_who_left_after_being_chosen_was_promised_no_deletion(repository_of_the_record: Dataset) -> None:
    data = with_a_real_one(with_a_real_one(repository_of_the_record, "odense"), "thisted")
    old = next(iter(data.all(Decision)))
    event = Event(on=date(2026, 5, 4), kind="withdrawn", applicant="odense", why="Nye opgaver", follows="0" * 64)
    left = Dataset(data.with_instead(old, replace(old, events=(event,)).from_file(old.path, old.at)).records())
    deletion = left.deletion(left.programmes["naboskab-2026"], date(2030, 1, 1))
    assert deletion is not None
    assert {application.id for application in deletion.applications} == {"thisted"}
    assert deletion.day == date(2027, 1, 1)  # who waits is promised it when the programme is over


def with_a_real_one(data: Dataset, key: str) -> Dataset:
    """The same where the application of this key is not marked as invented."""
    old = data.application("naboskab-2026", key)
    assert old is not None
    return data.with_instead(old, replace(old, demonstration=False).from_file(old.path, old.at))


def test_the_outbox_may_name_one_that_was_deleted_and_no_other(repository_of_the_record: Dataset) -> None:
    home = "data/programmes/naboskab-2026"
    gone = {f"{home}/{folder}/thisted.yaml" for folder in ("applications", "assessments")}
    left = without_files(repository_of_the_record, gone)
    sending = Sending(
        id="svar", on=VagueDay(2026, 4, 27), channel="mail", template="letter@1", applications=("thisted", "thistedd")
    )
    old = next(iter(left.all(Outbox)))
    data = left.with_instead(old, replace(old, sendings=(sending,)).from_file(old.path, old.at))
    assert [f.values["recipient"] for f in check_dataset(data, date(2026, 11, 1)) if f.code == "SK605"] == ["thistedd"]


@pytest.mark.parametrize("gone", ["applications/odense.yaml", "programme.yaml", "lot.yaml"])
def test_no_other_file_may_be_deleted(repository_of_the_record: Dataset, gone: str) -> None:
    left = without_files(repository_of_the_record, {f"data/programmes/naboskab-2026/{gone}"})
    assert "SK517" in {f.code for f in check_dataset(left, date(2030, 1, 1))}


def without_files(data: Dataset, gone: set[str]) -> Dataset:
    kept = {path: digest for path, digest in data.digests.items() if path not in gone}
    return Dataset((record for record in data.records() if record.path not in gone), (), kept)


def compared_with(data: Dataset, **changes: Any) -> list[tuple[str, Severity, str]]:
    """What the audit says of the record once the programme has been changed."""
    old = data.programmes["naboskab-2026"]
    new = replace(old, **changes).from_file(old.path, old.at)
    digests = {path: "0" if path == old.path else digest for path, digest in data.digests.items()}
    changed = Dataset(data.with_instead(old, new).records(), (), digests)
    wanted = {"SK508", "SK519", "SK520", "SK536"}
    return [(f.code, f.severity, f.field) for f in check_dataset(changed, TODAY) if f.code in wanted]


def test_words_of_the_programme_that_change_after_the_decision_are_noted(repository_of_the_record: Dataset) -> None:
    data, other = repository_of_the_record, Words(da="Andet", en="Other")
    assert compared_with(data, title=other) == []
    criteria = data.programmes["naboskab-2026"].criteria
    found = compared_with(data, criteria=(replace(criteria[0], title=other), *criteria[1:]))
    assert {each[:2] for each in found} == {("SK520", Severity.INFO)}
    found = compared_with(data, applicants=ApplicantNoun(one=other, many=other))
    assert found == [("SK520", Severity.INFO, "field.noun")]


def test_a_bound_that_changes_after_the_decision_is_an_error(repository_of_the_record: Dataset) -> None:
    selection = repository_of_the_record.programmes["naboskab-2026"].selection
    assert selection is not None
    rule = Quota(id="hovedstad", by="region", values={"hovedstaden": Bound(max=4)})
    then = replace(selection, rules=(rule,))
    now = replace(rule, values={"hovedstaden": Bound(max=5)})
    assert [*differences(then, replace(selection, rules=(now,)))] == [
        Difference("rules[0].values.hovedstaden.max", is_text=False)
    ]


@pytest.mark.parametrize(("key", "found"), [("2026-04-20", set()), ("2026-04-28", {"SK508"})])
def test_a_proposal_that_a_later_record_replaces_is_not_compared_with_the_files(
    repository_of_the_record: Dataset, key: str, found: set[str]
) -> None:
    data = repository_of_the_record
    old = next(iter(data.all(Decision)))
    first = old.field.candidates[0]
    field = replace(
        old.field, candidates=(replace(first, numbers={**first.numbers, "score": 0}), *old.field.candidates[1:])
    )
    path = PATH.replace(old.id, key)
    proposal = replace(old, id=key, status="proposed", decided=None, field=field).from_file(path, old.at)
    records = sorted([*data.records(), proposal], key=lambda record: record.path)
    findings = check_dataset(Dataset(records, (), data.digests), TODAY)
    assert {
        f.code for f in findings if f.field.startswith("field.candidates[0].numbers") and f.code == "SK508"
    } == found


def test_an_audit_loads_no_solver() -> None:
    program = (
        "import sys, samskab.check.run, samskab.check.rules.decision.decision_reasons;"
        "print([m for m in ('highspy', 'numpy', 'samskab.solve') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
