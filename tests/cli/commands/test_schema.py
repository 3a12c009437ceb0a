"""`samskab schema`: the schemas of all kinds go into a pipe or a folder, not on a screen."""

from __future__ import annotations

import json

import pytest

from samskab.cli import main, terminal
from samskab.model.dataset import KINDS


def test_all_schemas_are_written_into_a_pipe_and_refused_on_a_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main.run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out).keys() == {kind.name for kind in KINDS}
    monkeypatch.setattr(terminal, "is_screen", lambda _stream=None: True)
    assert main.run(["--color", "never", "schema"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "samskab schema --output schemas" in " ".join(err.split())
