"""Records that came, went or changed, whatever file they stand in."""

from __future__ import annotations

from collections.abc import Mapping

from samskab.model.changes.record_changes import Comparison, compare_datasets
from samskab.model.dataset import Dataset
from samskab.usecases.load import gathered
from samskab.yaml.records import read_record

FOLDER = "data/programmes/naboskab-2026/applications"


def test_an_application_that_is_changed_has_its_applicants_name() -> None:
    (change,) = _compared({"aa": _form("aa", "draft")}, {"aa": _form("aa", "submitted")}).records
    assert (*change[:4], change.path) == ("application", "naboskab-2026", "aa", "Byen aa", f"{FOLDER}/aa.yaml")
    assert [field.field for field in change.fields] == ["status"]


def test_a_file_that_is_only_moved_changes_nothing() -> None:
    assert _compared({"aa": _form("aa"), "bb": _form("bb")}, {"bb": _form("aa"), "cc": _form("bb")}).records == ()


def test_another_key_in_the_same_file_or_in_a_renamed_one_is_the_same_record() -> None:
    for name in ("aa", "cc"):
        (change,) = _compared({"aa": _form("aa")}, {name: _form("cc", named="aa")}).records
        assert (change.key, [field.field for field in change.fields]) == ("cc", ["id"])


def test_what_came_and_what_went_has_no_fields() -> None:
    went, came = _compared({"aa": _form("aa")}, {"bb": _form("bb")}).records
    assert (went.key, went.after, went.fields, went.path) == ("aa", None, (), f"{FOLDER}/aa.yaml")
    assert (came.key, came.before, came.fields, came.path) == ("bb", None, (), f"{FOLDER}/bb.yaml")


def test_a_file_that_cannot_be_read_is_not_taken_for_deleted() -> None:
    for one, other, side in (("draft", "[", "after"), ("[", "draft", "before")):
        found = _compared({"aa": _form("aa", one)}, {"aa": _form("aa", other)})
        assert found.records == ()
        assert [(each.path, each.key, each.side) for each in found.unread] == [(f"{FOLDER}/aa.yaml", "aa", side)]


def test_a_file_that_is_unread_and_unchanged_is_not_named() -> None:
    assert _compared({"aa": _form("aa", "[")}, {"aa": _form("aa", "[")}) == Comparison((), ())


def _compared(before: Mapping[str, str], after: Mapping[str, str]) -> Comparison:
    return compare_datasets(_data(before), _data(after))


def _data(files: Mapping[str, str]) -> Dataset:
    return Dataset(*gathered(read_record(text.encode(), f"{FOLDER}/{name}.yaml") for name, text in files.items()))


def _form(key: str, status: str = "draft", named: str | None = None) -> str:
    return f"""\
schema: samskab/application@1
id: {key}
programme: naboskab-2026
applicant: {{name: Byen {named or key}}}
status: {status}
"""
