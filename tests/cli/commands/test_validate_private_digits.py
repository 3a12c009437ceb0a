"""A CPR number that begins with 0 and is not quoted is shown nowhere, nor as any number that YAML makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from samskab.cli.main import run
from samskab.report.findings.formats import FORMATS
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.sampling import sampled

NUMBER = "0707614" + "285"
READINGS = {NUMBER, NUMBER[1:], str(int("0707614" + "205", 8)), "0707614" + "205", "707614" + "205", "0x" + NUMBER}
HOME = "data/programmes/naboskab-2026"


@pytest.mark.parametrize("report", sampled(sorted(FORMATS), 3))
@pytest.mark.parametrize("number", sampled([NUMBER, "0707614" + "205", "070761_" + "4285", "+" + NUMBER], 3))
def test_no_format_shows_a_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], report: str, number: str
) -> None:
    home = copied(GOLDEN, tmp_path / "repo")
    application = home / HOME / "applications" / "lolland.yaml"
    text = application.read_text(encoding="utf-8")
    text = text.replace("contact_title: udviklingskonsulent", f"contact_title: {number}")
    application.write_text(f"{text}hosting: {{willing: true, seats: {number}}}\n", encoding="utf-8")
    assert run(["-C", str(home), "validate", "--format", report]) == 1
    told = "".join(capsys.readouterr())
    assert "SK701" in told
    assert [reading for reading in READINGS if reading in told] == []
