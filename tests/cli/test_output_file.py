"""Results replace older results and nothing else, and are not written among the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from samskab.cli.output_file import deliver, refuse_data_folder, results_folder
from samskab.refusal import Refusal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "samskab.yaml").write_text("schema: samskab/settings@1\n", "utf-8")
    (tmp_path / "data").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", ["samskab.yaml", "CODEOWNERS"])
def test_a_file_that_is_no_result_stays(root: Path, name: str) -> None:
    (root / name).write_text("kept", "utf-8")
    with pytest.raises(Refusal) as refused:
        deliver(root / name, "result")
    assert (refused.value.code, (root / name).read_text("utf-8")) == ("usage.not_a_result", "kept")


def test_an_older_result_is_replaced(root: Path) -> None:
    for text in ("first", "second"):
        deliver(root / "result.json", text)
    assert (root / "result.json").read_text("utf-8") == "second"


@pytest.mark.parametrize("folder", ["data", "data/programmes", "private", ".git", "templates", "layouts"])
def test_no_result_lies_among_the_data(root: Path, folder: str) -> None:
    with pytest.raises(Refusal) as refused:
        deliver(root / folder / "result.json", "result")
    assert refused.value.code == "usage.among_data"
    assert not (root / folder / "result.json").exists()
    refuse_data_folder(root / "out")


@pytest.mark.parametrize(
    ("out", "code"),
    [("data", "usage.among_data"), (".", "usage.among_data"), ("samskab.yaml", "usage.not_a_folder")],
)
def test_a_folder_of_results_is_no_place_of_the_data(root: Path, out: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        results_folder(root, root, Path(out), root / "out")
    assert refused.value.code == code
    assert results_folder(root, root, None, root / "out") == root / "out"
