"""Valid files as people write them give no finding, and an edit beside a text leaves it byte for byte."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.badinput import verdict
from tests.paths import ROOT
from tests.sampling import sampled

HOST = (Path(__file__).parent / "host.yaml").read_bytes()
REGISTER = (ROOT / "data/source/municipalities.csv").read_text(encoding="utf-8")
NAMES = [row["name"] for row in csv.DictReader(REGISTER.splitlines())]
WRITTEN = (
    *NAMES,
    "Kalaallit Nunaat, Qeqqata, Ilulissat, ĸ og â",
    "Føroyar: Tórshavn, Klaksvík, Eiði, Ðað",
    "O'Neill, D’Angelo, Müller, Łukasz, Škoda, Þór, Ångström, Zoë",
    "[udkast] se [bilag 1] og [2]",
    "Børn & unge < 18 år > 12 år, 5 % og 3/4",
    "{{ }} og {% %}, ${x}, %s, C:\\mappe, a\\b",
    'Han sagde "ja" og »nej« og „måske“',
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ❤️ 1️⃣ 🇩🇰",
    "kl. 10.30–12.00; den 3.–5. maj 2026; 660.842 indbyggere",
    "sag 24/12345, CVR 29 18 98 46, EAN 5798 0032 79992",
    "Ring 112. 2014/15. 1-2 sider. 0-6 år. § 18-midler",
    "# ikke en kommentar", "- ikke en liste", "* heller ikke", "> citat", "| tabel |", "? spørgsmål", "@navn", "!",
    "a: b", "true", "null", "0101", "18:30", "1e5", "2026-02-30", "~", "=", "<<",
)  # fmt: skip


def payload(text: str, quote: str) -> bytes:
    """A text as a YAML scalar in quotes."""
    inner = text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\").replace('"', '\\"')
    return f"{quote}{inner}{quote}".encode()


@pytest.mark.parametrize("quote", ["'", '"'])
def test_all_are_taken_as_they_stand(quote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, text in enumerate(WRITTEN):
        (tmp_path / f"prove-{number}.yaml").write_bytes(verdict.filled(HOST, payload(text, quote), f"prove-{number}"))
    output = verdict.run(["validate", ".", "--today", "2026-03-01"])
    assert output.code == 0, output.text


@pytest.mark.parametrize("text", sampled(WRITTEN, 18))
@pytest.mark.parametrize("quote", ["'", '"'])
def test_an_edit_beside_it_leaves_it(text: str, quote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "prove.yaml"
    file.write_bytes(verdict.filled(HOST, payload(text, quote), "prove"))
    before = file.read_bytes().split(b"\n")
    output = verdict.run(["set", str(file), "status", "draft"])
    assert output.code == 0, output.text
    after = file.read_bytes().split(b"\n")
    assert [number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [5]
    assert payload(text, quote) in file.read_bytes()
